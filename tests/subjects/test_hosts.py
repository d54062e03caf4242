"""The places that host workers, and those that the advisory of 2018 lists."""

from datetime import date

import pandas as pd
import pytest

from subjects.hosts import STATUSES, advisory_counts, host_status, listed_by_name, statuses
from subjects.vintage import as_known_on
from tests.live import RECORD
from tests.subjects.made import claim, claims, events, frame

EARLY = as_known_on(RECORD, date(2006, 1, 1))


def test_before_the_advisory_nothing_is_listed() -> None:
    assert advisory_counts(EARLY).empty
    assert listed_by_name(EARLY) == 0


def test_the_count_of_the_advisory_is_what_its_claims_say() -> None:
    counts = advisory_counts(RECORD)
    assert set(counts["source_id"]) >= {"taipei-times-2023-urged", "hankyung-2018-advisory"}
    assert sorted(set(counts["low"])) == [41, 42]
    assert (counts["published_last"] >= pd.Timestamp("2018-07-23")).all()
    on_the_day = advisory_counts(as_known_on(RECORD, date(2018, 7, 24)))
    assert on_the_day["low"].tolist() == [42]


def test_as_many_are_confirmed_by_name_as_the_table_says() -> None:
    places = RECORD.tables["jurisdictions"]
    assert listed_by_name(RECORD) == int((places["listed_in_2018_advisory"] == "yes").sum()) <= 41


def test_every_jurisdiction_has_one_status() -> None:
    status = statuses(RECORD)
    areas = RECORD.tables["areas"]["area_id"]
    assert status["iso3"].tolist() == sorted([*RECORD.tables["jurisdictions"]["iso3"], *areas])
    assert set(status["status"]) <= set(STATUSES)


PLACES = frame("iso3 name listed_in_2018_advisory", ("CHN", "China", "yes"), ("GBR", "United Kingdom", None))
NONE = claims()
NO_EVENTS = events()


def status(claims: pd.DataFrame = NONE, events: pd.DataFrame = NO_EVENTS) -> tuple[str, str]:
    """Status of China and the id of the row that decides it."""
    row = host_status(PLACES, claims, events).iloc[0]
    return row["status"], row["decided_by"]


@pytest.mark.parametrize("measure", ["present", "remaining", "work_permits"])
@pytest.mark.parametrize(("low", "high"), [(10, 10), (10, None), (None, 10), (None, None), (0, 10)])
def test_workers_after_the_deadline(measure: str, low: float | None, high: float | None) -> None:
    late = claims(claim("early"), claim("late", measure=measure, low=low, high=high, start="2019-12-23"))
    assert status(late) == ("reported_after_deadline", "late")


@pytest.mark.parametrize("start", ["2019", "2019-12", "2019-12-22", None])
def test_a_time_that_may_lie_before_the_deadline_is_not_after_it(start: str | None) -> None:
    assert status(claims(claim("c1", start=start, end=start))) == ("reported_before_deadline", "c1")


@pytest.mark.parametrize("measure", ["entered", "visas_issued", "repatriated"])
def test_measures_that_do_not_say_workers_are_there(measure: str) -> None:
    late = claims(claim("early"), claim("late", measure=measure, start="2023"))
    assert status(late)[0] == "reported_before_deadline"


def test_entries_alone_say_nothing_of_workers() -> None:
    assert status(claims(claim("late", measure="entered", start="2023"))) == ("listed_2018_only", "CHN")


def test_workers_found_after_the_deadline() -> None:
    found = events(("found", "2023-01", "workers_found", "POL;CHN", "2023"))
    assert status(events=found) == ("reported_after_deadline", "found")


def test_an_event_elsewhere_or_of_another_kind() -> None:
    other = events(("a", "2023-01", "workers_found", "POL", "2023"), ("b", "2023-01", "denial", "CHN", "2023"))
    assert status(events=other) == ("listed_2018_only", "CHN")


def test_a_part_shows_workers() -> None:
    assert status(claims(claim("late", start="2020", scope="one firm")))[0] == "reported_after_deadline"


def test_last_claim_is_zero() -> None:
    rows = claims(claim("some", start="2018"), claim("zero", measure="remaining", low=0, high=0, start="2020"))
    assert status(rows) == ("reported_gone", "zero")


def test_zero_before_some() -> None:
    rows = claims(claim("zero", low=0, high=0, start="2016"), claim("some", start="2018"))
    assert status(rows) == ("reported_before_deadline", "some")


def test_zero_of_a_part_does_not_show_that_all_are_gone() -> None:
    rows = claims(claim("some", start="2018"), claim("zero", low=0, high=0, start="2019-06", sector="fishing"))
    assert status(rows) == ("reported_before_deadline", "some")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2018-07", "reported_gone"), ("2018", "reported_gone"), ("2018-05-31", "reported_before_deadline")],
)
def test_a_repatriation_after_the_latest_report(day: str, expected: str) -> None:
    home = events(("home", day, "repatriated", "CHN", "2019"))
    assert status(claims(claim("some", start="2018-06-01")), home)[0] == expected


def test_a_departure_of_some_does_not_show_that_all_are_gone() -> None:
    some, home = claims(claim("some", start="2018")), events(("home", "2019", "departure", "CHN", "2019"))
    assert status(some, home)[0] == "reported_before_deadline"


def test_workers_sent_home_were_there() -> None:
    assert status(claims(claim("sent", measure="repatriated", start="2018")))[0] == "reported_before_deadline"


def test_listed_only_and_no_claim() -> None:
    table = host_status(PLACES, NONE, NO_EVENTS)
    assert table["status"].tolist() == ["listed_2018_only", "no_claim"]
    assert table["decided_in"].fillna("").tolist() == ["jurisdictions", ""]
