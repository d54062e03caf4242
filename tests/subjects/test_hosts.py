"""The places that host workers, and those that the advisory of 2018 lists."""

from datetime import date

import pandas as pd

from subjects.hosts import advisory_counts, listed_by_name, statuses
from subjects.summaries import STATUSES
from subjects.vintage import as_known_on
from tests.live import RECORD

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
