"""Filters and sums of thefts, spans of claims, and what rests on one attributor only."""

import io
import random
from datetime import date
from itertools import compress
from typing import Any

import pandas as pd
import pytest

from exports.rows import exported, rows_csv
from loaders.codes import OUTCOMES, STRENGTHS
from pages._crypto_theft.filters import filter_thefts
from subjects.attributions import attributions, select_incidents
from subjects.editions import other_periods, whole_years
from subjects.outcomes import has_outcome, outcome_marks, outcome_sums
from subjects.thefts import (
    SPANS,
    changed,
    cumulative_claims,
    incident_amounts,
    incident_sums,
    incident_totals,
    incidents,
    is_several,
    laundering,
    named,
    running_sums,
    span_kind,
    theft_shares,
    theft_totals,
    victim_places,
    with_services,
    yardsticks,
)
from subjects.vintage import as_known_on
from tests.live import RECORD

SAID = attributions(RECORD)
THEFTS = select_incidents(incidents(RECORD), SAID, "any")
KINDS = sorted(THEFTS["victim_kind"].unique())
ACTORS = sorted(named(THEFTS["actor"]))
BY = sorted(SAID["attributor_kind"].unique())


def left_by(thefts: pd.DataFrame, **chosen: Any) -> pd.DataFrame:
    """The thefts that some filters leave; what is empty, `any` or no least amount is no filter."""
    nothing = ("0" if name == "least" else "any" for name in chosen)
    is_set = [bool(value) and value != default for value, default in zip(chosen.values(), nothing, strict=True)]
    return filter_thefts(thefts, SAID, dict(compress(chosen.items(), is_set)))


@pytest.mark.parametrize("seed", range(30))
def test_the_headline_equals_the_sum_over_the_downloaded_rows(seed: int) -> None:
    pick = random.Random(seed)
    years = sorted(pick.choices(range(2016, 2027), k=2))
    asked = {
        "years": (years[0], years[1]),
        "victim_kind": pick.sample(KINDS, pick.randint(0, 4)),
        "strength": pick.sample(list(STRENGTHS), pick.randint(0, 3)),
        "least": pick.choice(["0", "1", "10"]),
        "most": pick.choice(["any", "any", "10", "100"]),
        "actor": pick.sample(ACTORS, pick.choice([0, 0, 3])),
        "by": pick.sample(BY, pick.choice([0, 0, 2])),
        "recovered": pick.choice(["any", "any", "with", "without"]),
    }
    rows = left_by(THEFTS, **asked)
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
    for outcome, told in outcome_sums(rows).items():
        known = taken[outcome].dropna()
        assert (told.n, told.n_all) == (len(known), len(taken))
        assert told.total == (pytest.approx(known.sum()) if len(known) else None)
    left = taken.dropna(subset=["low", "high", "recovered"])
    net = outcome_sums(rows)["recovered"]
    assert net.n_net == len(left)
    for end in ("low", "high"):
        sum_of_net = (left[end] - left["recovered"]).clip(lower=0).sum()
        assert getattr(net, f"net_{end}") == (pytest.approx(sum_of_net) if len(left) else None)


def test_filters_keep_what_they_say() -> None:
    rows = left_by(THEFTS, years=(2022, 2022), strength=["formal"], least="100", recovered="with")
    assert set(rows["date_first"].dt.year) == {2022}
    assert set(rows["strength"]) == {"formal"}
    assert rows[list(OUTCOMES)].notna().any(axis=1).all()
    assert rows["high"].fillna(rows["low"]).ge(1e8).all()
    assert len(left_by(THEFTS)) == len(THEFTS)


def test_unknown_is_never_zero() -> None:
    without = THEFTS[THEFTS["low"].isna() & THEFTS["high"].isna()]
    sums = incident_sums(without)
    assert (sums.low, sums.high) == (None, None)
    assert sums.n_without_amount == len(without) > 0
    silent = outcome_sums(THEFTS[~has_outcome(THEFTS)])
    assert {(told.total, told.n, told.net_low, told.net_high) for told in silent.values()} == {(None, 0, None, None)}


def test_totals_by_year_and_strength_are_the_sums_of_their_thefts() -> None:
    totals = incident_totals(incidents(RECORD), SAID, "any")
    assert list(zip(totals["year"], totals["strength"].map(STRENGTHS.order), strict=True)) == sorted(
        set(zip(THEFTS["date_first"].dt.year, THEFTS["strength"].map(STRENGTHS.order), strict=True))
    )
    sums = incident_sums(THEFTS)
    assert (totals["n_incidents"].sum(), totals["n_without_amount"].sum()) == (sums.n, sums.n_without_amount)
    assert (float(totals["low"].sum()), float(totals["high"].sum())) == pytest.approx((sums.low, sums.high))
    assert totals["n_disputed"].sum() == THEFTS["is_disputed"].sum() > 0


def test_a_total_keeps_open_ends_and_its_high_end_is_never_below_the_low_one() -> None:
    rows = pd.DataFrame(
        {
            "incident_id": ["a", "b", "c", "d"],
            "date_first": pd.to_datetime(["2022-01-01", "2022-02-01", "2021-01-01", "2021-02-01"]),
            "low": pd.array([100e6, 5e6, None, None], dtype="Float64"),
            "high": pd.array([None, 5e6, 7e6, None], dtype="Float64"),
            "covers": pd.array(["one"] * 4, dtype="string"),
        }
    )
    said = pd.DataFrame({"incident_id": ["a", "b", "c", "d"], "attributed_by": "X", "strength": "assessed"})
    early, late = (row for _, row in incident_totals(rows, said, "any").iterrows())
    assert (late["low"], late["high"], late["is_low_open"], late["is_high_open"]) == (105e6, 105e6, False, True)
    assert pd.isna(early["low"]), "no theft names a low end, which is not zero"
    assert (early["high"], early["is_low_open"], early["n_without_amount"]) == (7e6, True, 1)
    assert incident_totals(rows.head(0), said).empty


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


def test_the_span_of_amounts_meets_ranges_and_leaves_out_what_names_none() -> None:
    rows = THEFTS.head(4).assign(
        low=pd.array([5e6, None, None, 2e7], dtype="Float64"), high=pd.array([2e7, 8e6, None, None], dtype="Float64")
    )
    ids = rows["incident_id"].tolist()
    assert left_by(rows, least="10")["incident_id"].tolist() == [ids[0], ids[3]]
    assert left_by(rows, most="10")["incident_id"].tolist() == ids[:2]
    assert left_by(rows, least="10", most="10")["incident_id"].tolist() == ids[:1]


def test_names_of_networks_groups_and_attributors() -> None:
    assert named(pd.Series(["A (b); C", "C", None])) == {"a-b": "A (b)", "c": "C"}
    solana = left_by(THEFTS, network=["solana"])
    assert len(solana) == THEFTS["network"].fillna("").str.contains("Solana").sum() > 0
    assert "Tron; Ethereum; Solana; Polygon" in set(solana["network"])
    near = left_by(THEFTS, actor=["cryptocore"])
    assert "CryptoCore (adjacent cluster)" not in set(near["actor"])
    panel = left_by(THEFTS, by=["un_panel"])
    holding = SAID[SAID["attributor_kind"].eq("un_panel") & SAID["strength"].ne("disputed")]
    assert set(panel["incident_id"]) == set(holding["incident_id"]) & set(THEFTS["incident_id"])


def test_recovered_seized_and_frozen_are_what_their_events_say_and_stay_apart() -> None:
    assert "recovered_or_frozen" not in THEFTS
    events = RECORD.tables["laundering"]
    for outcome, kind in {"recovered": "recovery", "seized": "seizure", "frozen": "freeze"}.items():
        told = events[events["kind"].eq(kind) & events["incident_id"].notna() & events["amount"].notna()]
        assert len(told) > 3
        largest = told.groupby("incident_id")["amount"].max()
        assert THEFTS.set_index("incident_id")[outcome].dropna().to_dict() == largest.to_dict()
        marks = outcome_marks(THEFTS, laundering(RECORD), outcome)
        assert set(marks["claim_id"]) == set(told["event_id"])
        assert (marks["low"] == marks["high"]).all()
    ronin = THEFTS[THEFTS["incident_id"] == "ronin-2022"].iloc[0]
    assert [ronin[outcome] for outcome in OUTCOMES] == [5.7e6, 30e6, 40e6]  # not 35.9: no source adds the two


def test_net_is_unknown_where_nothing_is_known_to_be_recovered_and_never_below_zero() -> None:
    unknown = THEFTS["recovered"].isna()
    assert THEFTS.loc[unknown, ["net_low", "net_high"]].isna().all(axis=None)
    assert THEFTS["net_low"].dropna().ge(0).all()
    marks = outcome_marks(THEFTS, laundering(RECORD), "net").set_index("claim_id")
    assert set(marks.index) == set(THEFTS.loc[~unknown, "incident_id"])
    assert (marks.loc["ronin-2022", "low"], marks.loc["ronin-2022", "high"]) == (540e6 - 5.7e6, 625e6 - 5.7e6)
    assert marks.loc["munchables-2024", "low"] == 0
    dmm = THEFTS[THEFTS["incident_id"] == "dmm-2024"].iloc[0]  # frozen only: that is not given back
    assert dmm["frozen"] == 14e6
    assert pd.isna(dmm["net_high"])


def test_amounts_lead_to_their_documents() -> None:
    amounts = incident_amounts(RECORD)
    assert amounts["victim"].notna().all()
    dates = RECORD.tables["incidents"].set_index("incident_id")["date"]
    assert amounts["as_of_start"].tolist() == amounts["incident_id"].map(dates).tolist()
    ronin = amounts[amounts["incident_id"] == "ronin-2022"]
    assert len(ronin) > 3
    assert ronin["publisher"].nunique() > 3
    assert ronin["published_last"].is_monotonic_increasing


def test_every_amount_is_tied_to_a_document() -> None:
    known = THEFTS[THEFTS["low"].notna() | THEFTS["high"].notna()]
    assert len(known) > 20
    assert known["incident_id"].isin(incident_amounts(RECORD)["incident_id"]).all()


def test_rows_that_are_not_single_thefts_are_counted() -> None:
    assert incident_sums(THEFTS).n_several == sum(THEFTS["covers"] != "one") > 0


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2025, 6, 30)])
def test_a_row_that_is_no_single_theft_is_told_on_an_earlier_day_too(day: date) -> None:
    then = as_known_on(RECORD, day).tables["incidents"]
    rows = RECORD.tables["incidents"]
    today = set(rows.loc[rows["covers"].ne("one"), "incident_id"])
    told = set(then.loc[is_several(then), "incident_id"])
    assert told == today & set(then["incident_id"])
    assert told


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


def test_events_are_found_together_by_what_is_listed_never_by_their_words() -> None:
    services = pd.Series(["A; B", "A", "C", None, None], dtype="string")
    events = pd.DataFrame({"service": ["A with B", "A", "no A", "not named", "not named"], "services": services})
    assert with_services(events)["named_service"].fillna("").tolist() == ["A", "A", "", "", ""]


def test_yardsticks_keep_claims_apart() -> None:
    rows = yardsticks(RECORD, 2022)
    claims = whole_years(theft_totals(RECORD))
    newest = claims[claims["is_current"] & claims["year"].eq(2022)]
    assert set(rows.loc[rows["group"] == "stolen", "claim_id"]) == set(newest["claim_id"])
    assert rows["claim_id"].is_unique
    assert rows.loc[rows["group"] == "weapons", "channel"].str.startswith("spending_").all()
    assert rows["per"].ne("item").fillna(True).all()
    assert theft_shares(RECORD)["share_of"].notna().all()
