"""Filters and sums of thefts, spans of claims, and what rests on one attributor only."""

import io
import random

import pandas as pd
import pytest

from exports.rows import exported, rows_csv
from loaders.editions import other_periods, whole_years
from loaders.summaries import STRENGTHS, select_incidents
from loaders.tables import load_record
from loaders.thefts import (
    SPANS,
    Alone,
    attributions,
    by_one_only,
    by_one_source_only,
    changed,
    cumulative_claims,
    filter_incidents,
    incident_sums,
    incidents,
    laundering,
    most_alone,
    named,
    outcomes,
    running_sums,
    span_kind,
    theft_shares,
    theft_totals,
    victim_places,
    with_services,
    yardsticks,
)

RECORD = load_record()
SAID = attributions(RECORD)
THEFTS = select_incidents(incidents(RECORD), SAID, "any")
KINDS = sorted(THEFTS["victim_kind"].unique())
ACTORS = sorted(named(THEFTS["actor"]).values())
BY = sorted(SAID["attributor_kind"].unique())


@pytest.mark.parametrize("seed", range(30))
def test_the_headline_equals_the_sum_over_the_downloaded_rows(seed: int) -> None:
    pick = random.Random(seed)
    years = sorted(pick.choices(range(2016, 2027), k=2))
    asked = {
        "victim_kinds": pick.sample(KINDS, pick.randint(0, 4)),
        "strengths": pick.sample(list(STRENGTHS), pick.randint(0, 3)),
        "least": pick.choice([0, 1e6, 1e7]),
        "most": pick.choice([None, None, 1e7, 1e8]),
        "actors": pick.sample(ACTORS, pick.choice([0, 0, 3])),
        "attributed_by": (pick.sample(BY, pick.choice([0, 0, 2])), SAID),
        "recovered": pick.choice(["any", "any", "with", "without"]),
    }
    rows = filter_incidents(THEFTS, years=(years[0], years[1]), **asked)
    file = rows_csv(exported(rows, RECORD.descriptor, ("incidents",)))
    taken = pd.read_csv(io.BytesIO(file))
    sums = incident_sums(rows)
    named = taken[taken["low"].notna() | taken["high"].notna()]
    assert (sums.n, sums.n_without_amount) == (len(taken), len(taken) - len(named))
    if named.empty:
        assert (sums.low, sums.high) == (None, None)
    else:
        assert sums.low == pytest.approx(named["low"].sum())
        assert sums.high == pytest.approx(named["high"].fillna(named["low"]).sum())
    assert sums.is_high_open == bool((named["high"].isna()).any())
    back = taken["recovered_or_frozen"].dropna()
    assert sums.n_recovered == len(back)
    assert sums.recovered == (pytest.approx(back.sum()) if len(back) else None)
    both = taken[taken[["low", "high", "recovered_or_frozen"]].notna().all(axis=1)]
    net = (both["high"] - both["recovered_or_frozen"]).clip(lower=0)
    assert sums.n_net == len(both)
    assert sums.net_high == (pytest.approx(net.sum()) if len(both) else None)


def test_filters_keep_what_they_say() -> None:
    rows = filter_incidents(THEFTS, years=(2022, 2022), strengths=["formal"], least=1e8, recovered="with")
    assert set(rows["date_first"].dt.year) == {2022}
    assert set(rows["strength"]) == {"formal"}
    assert rows["recovered_or_frozen"].notna().all()
    assert rows["high"].fillna(rows["low"]).ge(1e8).all()
    assert len(filter_incidents(THEFTS)) == len(THEFTS)


def test_unknown_is_never_zero() -> None:
    without = THEFTS[THEFTS["low"].isna() & THEFTS["high"].isna()]
    sums = incident_sums(without)
    assert (sums.low, sums.high, sums.recovered) == (None, None, None)
    assert sums.n_without_amount == len(without) > 0


def test_open_ends_stay_open() -> None:
    rows = THEFTS.head(2).assign(
        low=pd.array([5.0, None], dtype="Float64"), high=pd.array([None, 7.0], dtype="Float64")
    )
    sums = incident_sums(rows)
    assert (sums.low, sums.high, sums.is_low_open, sums.is_high_open) == (5, 12, True, True)


def test_every_claim_about_another_span_is_of_one_kind() -> None:
    rest = other_periods(theft_totals(RECORD))
    kinds = span_kind(rest)
    assert set(kinds) == set(SPANS)
    assert rest.loc[kinds == "part_of_thefts", "scope"].notna().all()
    part = rest[kinds == "part_year"]
    assert part["period_start_first"].dt.year.eq(part["period_end_last"].dt.year).all()


def test_changes_are_in_order_of_publication() -> None:
    claims = whole_years(theft_totals(RECORD))
    rows = changed(claims[claims["year"] == 2022])
    assert rows["estimator"].value_counts().ge(2).all()
    assert all(group["published_last"].dropna().is_monotonic_increasing for _, group in rows.groupby("estimator"))


def test_one_who_contests_is_nobody_a_theft_rests_on() -> None:
    said = pd.DataFrame(
        {
            "incident_id": ["a", "a", "b", "b", "c"],
            "attributed_by": ["X", "Y", "X", "Y", "Y"],
            "strength": ["assessed", "disputed", "assessed", "formal", "disputed"],
        }
    )
    assert by_one_only(said) == ["a"]


def test_the_span_of_amounts_meets_ranges_and_leaves_out_what_names_none() -> None:
    rows = THEFTS.head(4).assign(
        low=pd.array([5e6, None, None, 2e7], dtype="Float64"), high=pd.array([2e7, 8e6, None, None], dtype="Float64")
    )
    ids = rows["incident_id"].tolist()
    assert filter_incidents(rows, least=1e7)["incident_id"].tolist() == [ids[0], ids[3]]
    assert filter_incidents(rows, most=1e7)["incident_id"].tolist() == ids[:2]
    assert filter_incidents(rows, least=1e7, most=1e7)["incident_id"].tolist() == ids[:1]


def test_names_of_networks_groups_and_attributors() -> None:
    assert named(pd.Series(["A (b); C", "C", None])) == {"a-b": "A (b)", "c": "C"}
    solana = filter_incidents(THEFTS, networks=["Solana"])
    assert len(solana) == THEFTS["network"].fillna("").str.contains("Solana").sum() > 0
    assert "Tron; Ethereum; Solana; Polygon" in set(solana["network"])
    near = filter_incidents(THEFTS, actors=["CryptoCore"])
    assert "CryptoCore (adjacent cluster)" not in set(near["actor"])
    panel = filter_incidents(THEFTS, attributed_by=(["un_panel"], SAID))
    holding = SAID[SAID["attributor_kind"].eq("un_panel") & SAID["strength"].ne("disputed")]
    assert set(panel["incident_id"]) == set(holding["incident_id"])


def test_net_is_unknown_where_nothing_is_known_to_be_back_and_never_below_zero() -> None:
    net = outcomes(THEFTS, "net")
    unknown = THEFTS["recovered_or_frozen"].isna()
    assert net.loc[unknown, ["low", "high"]].isna().all(axis=None)
    assert net["low"].dropna().ge(0).all()
    back = outcomes(THEFTS, "recovered")
    assert back["low"].dropna().tolist() == THEFTS["recovered_or_frozen"].dropna().tolist()
    pd.testing.assert_frame_equal(outcomes(THEFTS, "stolen"), THEFTS)
    ronin = net[net["incident_id"] == "ronin-2022"].iloc[0]
    assert (ronin["low"], ronin["high"]) == (510e6, 595e6)


def test_rows_that_are_not_single_thefts_are_counted() -> None:
    notes = THEFTS["note"].fillna("")
    several = [note.startswith(("Covers several thefts", "May cover several thefts")) for note in notes]
    assert incident_sums(THEFTS).n_several == sum(several) > 0


def test_the_running_total_ends_at_the_sum() -> None:
    running, sums = running_sums(THEFTS), incident_sums(THEFTS)
    assert running["day"].is_monotonic_increasing
    assert float(running["sum_low"].iloc[-1]) == pytest.approx(sums.low)
    assert float(running["sum_high"].iloc[-1]) == pytest.approx(sums.high)
    assert len(running) == sums.n - sums.n_without_amount


def test_claims_beside_the_running_total_are_about_all_thefts_from_the_first_years() -> None:
    rows = cumulative_claims(theft_totals(RECORD))
    assert len(rows) > 5
    assert rows["scope"].isna().all()
    assert rows["measure"].eq("stolen_by_dprk").all()
    assert rows["period_start_first"].dt.year.lt(2018).all()
    assert rows["period_end_last"].notna().all()


def test_places_of_victims_sum_their_own_thefts_only() -> None:
    places = victim_places(THEFTS).set_index("iso3")
    korea = THEFTS[THEFTS["victim_iso3"] == "KOR"]
    assert places.loc["KOR", "n"] == len(korea)
    assert float(places.loc["KOR", "low"]) == pytest.approx(float(korea["low"].sum()))
    assert places["n"].sum() == THEFTS["victim_iso3"].notna().sum()


def test_a_service_has_a_lane_once_two_events_name_it() -> None:
    events = laundering(RECORD)
    rows = with_services(events)
    assert set(rows["event_id"]) == set(events["event_id"])
    tornado = rows[rows["named_service"] == "Tornado Cash"]
    assert set(tornado["event_id"]) == set(events.loc[events["service"].str.contains("Tornado Cash"), "event_id"])
    assert rows["named_service"].value_counts().ge(2).all()
    assert not rows.loc[rows["named_service"] == "Binance", "service"].str.contains("Binancex").any()


def test_yardsticks_keep_claims_apart() -> None:
    rows = yardsticks(RECORD, 2022)
    claims = whole_years(theft_totals(RECORD))
    newest = claims[claims["is_current"] & claims["year"].eq(2022)]
    assert set(rows.loc[rows["group"] == "stolen", "claim_id"]) == set(newest["claim_id"])
    assert rows["claim_id"].is_unique
    assert rows.loc[rows["group"] == "weapons", "channel"].str.startswith("spending_").all()
    assert rows["per"].ne("item").fillna(True).all()
    assert theft_shares(RECORD)["share_of"].notna().all()


def test_what_rests_on_one_source_and_on_whom() -> None:
    said = pd.DataFrame(
        {
            "incident_id": ["a", "b", "b", "c", "c"],
            "attributed_by": ["X", "X", "Y", "X", "X"],
            "attributor_kind": ["un_panel", "un_panel", "government", "un_panel", "un_panel"],
            "source_id": ["one", "one", "two", "one", "three"],
            "strength": ["assessed", "assessed", "formal", "suspected", "assessed"],
        }
    )
    assert by_one_source_only(said) == ["a"]
    assert most_alone(said) == Alone("X", "un_panel", 2)
    assert most_alone(said.iloc[1:3]) is None
