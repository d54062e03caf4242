"""IT workers: every measure in one subject and one unit; places and events told by rules."""

from dataclasses import replace

import pytest

from loaders.tables import Record
from subjects.it_workers import it_events, it_worker_claims, it_worker_places, select_topic, topics, worldwide
from subjects.revenue import (
    FACTOR_MEASURES,
    FACTORS,
    factor_claims,
    first_pick,
    revenue_claims,
    select_shares,
    select_sums,
    yearly_claims,
)
from tests.live import RECORD


@pytest.fixture(scope="module")
def whole_record() -> Record:
    return RECORD


def field(record: Record, table: str, name: str) -> dict[str, object]:
    resource = next(r for r in record.descriptor["resources"] if r["name"] == table)
    return next(f for f in resource["schema"]["fields"] if f["name"] == name)


def test_topics_hold_every_claim_once_and_never_two_units(whole_record: Record) -> None:
    seen: list[str] = []
    for _, topic in topics(whole_record).iterrows():
        claims = select_topic(whole_record, topic["measure"], topic["unit"])
        assert claims["unit"].nunique() <= 1
        assert len(claims) == topic["n_claims"]
        assert int((claims["low"].notna() | claims["high"].notna()).sum()) == topic["n_numbered"]
        seen += claims["claim_id"].tolist()
    programme = revenue_claims(whole_record).query("channel == 'it_workers'")["claim_id"]
    assert sorted(seen) == sorted([*it_worker_claims(whole_record)["claim_id"], *programme])


def test_topics_stay_when_nothing_is_known(whole_record: Record) -> None:
    nothing = replace(whole_record, tables={name: table.iloc[:0] for name, table in whole_record.tables.items()})
    assert topics(nothing)["topic"].tolist() == topics(whole_record)["topic"].tolist()
    assert topics(nothing)["n_claims"].sum() == 0
    assert it_worker_places(nothing).empty
    assert it_events(nothing).empty
    assert first_pick(factor_claims(nothing, "it", "wage")) is None
    assert yearly_claims(nothing, "workers").empty


def test_a_claim_about_one_place_is_no_claim_about_all(whole_record: Record) -> None:
    claims = select_topic(whole_record, "it_workers_abroad", "workers")
    assert "it-msmt-2025-china" not in set(worldwide(claims)["claim_id"])
    only_china = claims[claims["iso3"].eq("CHN")]
    assert "it-msmt-2025-china" in set(only_china["claim_id"])
    assert worldwide(only_china)["claim_id"].tolist() == only_china["claim_id"].tolist()


def test_places_are_hosts_and_name_their_row(whole_record: Record) -> None:
    rows = it_worker_places(whole_record)
    assert not {"PRK", "USA"} & set(rows["iso3"])
    assert rows["name"].notna().all()
    assert rows["source_title"].notna().all()
    assert {"CHN", "RUS", "LAO"} <= set(rows["iso3"])
    sectors = whole_record.tables["host_sectors"].query("sector == 'information technology'")
    assert sorted(rows.loc[rows["row_kind"] == "sector", "iso3"]) == sorted(sectors["iso3"])


def test_events_are_about_it_workers_where_the_record_says_so(whole_record: Record) -> None:
    rows = whole_record.tables["events"]
    found = set(it_events(whole_record)["event_id"])
    assert found == set(rows.loc[rows["about"] == "it_workers", "event_id"])
    spoken_of = {"ev-2022-05-16-advisory", "ev-2025-02-11-chapman-plea", "ev-2024-07-23-knowbe4"}
    by_document = {"ev-2025-08-27-andreyev", "ev-2025-11-14-pleas", "ev-2025-12-04-vong", "ev-2026-02-19-didenko"}
    by_person = {"ev-2026-04-wangs"}
    assert spoken_of | by_document | by_person <= found
    others = {"ev-2023-02-10-rok", "ev-2025-11-14-apt38", "ev-2016-03-02-res2270", "ev-2016-08-12-taiwan-notice"}
    assert not others & found


def test_sums_and_shares_hold_every_claim_once(whole_record: Record) -> None:
    claims = revenue_claims(whole_record)
    sums = [
        claim
        for kind in ("income", "cost", "yardstick")
        for per in ("year", "total", "item")
        for claim in select_sums(claims, kind, per)["claim_id"]
    ]
    assert sorted([*sums, *select_shares(claims)["claim_id"]]) == sorted(claims["claim_id"])
    assert select_sums(claims, "income", "year", "spending_missiles").empty


@pytest.mark.parametrize("who", ["workers", "it"])
@pytest.mark.parametrize("factor", FACTORS)
def test_factors_are_claims_with_a_number_in_their_own_unit(whole_record: Record, who: str, factor: str) -> None:
    rows = factor_claims(whole_record, who, factor)
    assert rows.empty == ((who, factor) == ("workers", "wage"))  # no claim says what a host pays
    assert (rows["low"].notna() | rows["high"].notna()).all()
    assert set(rows["measure"]) <= set(FACTOR_MEASURES[who].where(factor=factor))
    units = {"workers": {"persons", "workers"}, "wage": {"usd_per_month", "usd_per_year"}, "share": {"percent"}}
    assert set(rows["unit"]) <= units[factor]


def test_the_first_pick_has_both_ends_then_the_best_grade_then_the_newest(whole_record: Record) -> None:
    rows = factor_claims(whole_record, "workers", "share")
    closed = rows[rows["low"].notna() & rows["high"].notna()]
    best = closed[closed["grade"] == closed["grade"].min()]
    assert best.set_index("claim_id")["published_last"].idxmax() == first_pick(rows)


def test_yearly_claims_are_in_dollars_a_year_and_no_claim_twice(whole_record: Record) -> None:
    for who in ("workers", "it"):
        rows = yearly_claims(whole_record, who)
        assert rows["claim_id"].is_unique
        assert set(rows["unit"]) == {"usd_per_year"}
    assert set(yearly_claims(whole_record, "it")["channel"]) == {"it_workers"}
