"""The record as known on a day, row by row against plain pandas, on the whole record."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from loaders.tables import Record
from subjects.thefts import theft_totals
from subjects.vintage import ROWS_THAT_STAY, as_known_on
from tests.joined import JOINED, ROW_TABLES
from tests.live import RECORD

TODAY = date(2026, 11, 24)
DAYS = [date(2012, 6, 30), date(2017, 12, 31), date(2019, 12, 31), date(2023, 1, 1), date(2025, 6, 30)]
OURS = ("note",)  # in every table; what else is ours stands in the tests below


@pytest.fixture(scope="module")
def whole() -> Record:
    return RECORD


@pytest.mark.parametrize("day", DAYS)
def test_a_row_is_known_once_its_source_was_published(whole: Record, day: date) -> None:
    then = as_known_on(whole, day, TODAY)
    sources = whole.tables["sources"].set_index("source_id")
    published = sources["published_last"]
    assert set(then.tables["sources"]["source_id"]) == set(published[published <= pd.Timestamp(day)].index)
    for name in sorted({*ROW_TABLES} - {*ROWS_THAT_STAY}):
        rows = whole.tables[name]
        expected = rows[(rows["source_id"].map(published) <= pd.Timestamp(day)).fillna(False).astype(bool)]
        kept = [column for column in rows.columns if column not in OURS]
        pd.testing.assert_frame_equal(
            then.tables[name][kept], expected[kept].reset_index(drop=True), check_dtype=True, obj=name
        )


@pytest.mark.parametrize("day", DAYS)
def test_our_own_notes_are_empty_and_every_table_keeps_its_columns(whole: Record, day: date) -> None:
    then = as_known_on(whole, day, TODAY)
    assert set(then.tables) == set(whole.tables)
    for name, table in then.tables.items():
        assert table.columns.tolist() == whole.tables[name].columns.tolist()
        assert all(table[column].isna().all() for column in OURS if column in table)


def test_each_column_says_what_an_earlier_day_shows_of_it(whole: Record) -> None:
    """Written out, so that a column of another meaning is looked at, and a new one too."""
    kinds = {
        (resource["name"], field["name"]): field["knownBy"]
        for resource in whole.descriptor["resources"]
        for field in resource["schema"]["fields"]
    }
    assert {column for (_, column), kind in kinds.items() if kind == "ours"} == {
        *("note", "publisher", "copied_from", "url", "seen", "read_on", "why"),
    }
    assert {table for (table, column), kind in kinds.items() if kind == "ours" and column not in ("note", "why")} == {
        "sightings"
    }
    assert {table for (table, _), kind in kinds.items() if kind == "gathered"} == {"incidents"}
    assert {column for (table, column), kind in kinds.items() if table == "incidents" and kind == "always"} == {
        *("incident_id", "victim", "act", "covers"),
    }
    assert {table for (table, _), kind in kinds.items() if kind == "always"} == {
        *("incidents", "jurisdictions", "areas", "sightings"),
    }


@pytest.mark.parametrize("day", DAYS)
def test_an_incident_is_known_by_its_attributions_and_tells_nothing_gathered_later(whole: Record, day: date) -> None:
    then = as_known_on(whole, day, TODAY)
    known = then.tables["attributions"]
    incidents = then.tables["incidents"].set_index("incident_id")
    assert set(incidents.index) == set(known["incident_id"])
    said = whole.tables["attributions"].groupby("incident_id").size()
    said_then = known.groupby("incident_id").size()
    mixed = [incident for incident in incidents.index if said[incident] > said_then[incident]]
    assert bool(mixed) == (day >= date(2019, 12, 31)), "of the days tried, the first two knew no theft"
    gathered = ["victim_kind", "victim_iso3", "assets", "network", "actor", "vector", "recovered_or_frozen"]
    assert incidents.loc[mixed, gathered].isna().all(axis=None)
    today = whole.tables["incidents"].set_index("incident_id")
    assert (incidents.loc[mixed, "date"] == today.loc[mixed, "date"].str[:4]).all()
    assert (incidents.loc[mixed, "date_last"] <= pd.Timestamp(day)).all()
    assert (incidents.loc[mixed, "date_first"] <= today.loc[mixed, "date_first"]).all()
    amounts = then.tables["incident_amounts"].set_index("incident_id")
    for theft in mixed:
        own = amounts[amounts.index == theft]
        for end, figures in (("low", own["low"]), ("high", own["high"])):
            value = incidents.loc[theft, end]
            assert pd.isna(value) or value in set(figures), f"{theft}: {end} is no amount known by that day"
        if own.empty:
            assert incidents.loc[theft, ["low", "high"]].isna().all()


def test_an_amount_spans_what_was_said_by_that_day(whole: Record) -> None:
    then = as_known_on(whole, date(2023, 1, 1), TODAY).tables
    ronin = then["incidents"].set_index("incident_id").loc["ronin-2022"]
    said = then["incident_amounts"][then["incident_amounts"]["incident_id"] == "ronin-2022"]
    later = whole.tables["incident_amounts"]
    assert 1 < len(said) < (later["incident_id"] == "ronin-2022").sum()
    assert (ronin["low"], ronin["high"]) == (said["low"].min(), said["high"].max())


def test_places_keep_their_names_and_lose_a_listing_not_yet_made(whole: Record) -> None:
    before, after = (as_known_on(whole, day, TODAY).tables["jurisdictions"] for day in (DAYS[1], DAYS[2]))
    assert before["name"].tolist() == whole.tables["jurisdictions"]["name"].tolist()
    assert before["listed_in_2018_advisory"].isna().all()
    assert after["listed_in_2018_advisory"].notna().any()


def test_a_new_column_of_places_tells_nothing_of_a_document_not_yet_known(whole: Record) -> None:
    descriptor = deepcopy(whole.descriptor)
    places = next(table for table in descriptor["resources"] if table["name"] == "jurisdictions")
    places["schema"]["fields"].append({"name": "said", "type": "string", "knownBy": "source"})
    table = whole.tables["jurisdictions"]
    tables = {**whole.tables, "jurisdictions": table.assign(said=table["source_id"])}
    then = as_known_on(replace(whole, descriptor=descriptor, tables=tables), DAYS[1], TODAY).tables["jurisdictions"]
    assert table["source_id"].notna().any()
    assert then["said"].isna().all()


def test_the_version_names_the_day(whole: Record) -> None:
    assert as_known_on(whole, DAYS[3], TODAY).version == f"{whole.version}, as known on 2023-01-01"


def test_later_days_never_know_less(whole: Record) -> None:
    for earlier, later in pairwise(DAYS):
        first, second = as_known_on(whole, earlier, TODAY), as_known_on(whole, later, TODAY)
        for name in sorted({*ROW_TABLES} - {*ROWS_THAT_STAY}):
            assert len(first.tables[name]) <= len(second.tables[name])


@pytest.mark.parametrize("day", [None, TODAY, date(2030, 1, 1)])
def test_today_and_no_day_are_the_record_itself(whole: Record, day: date | None) -> None:
    assert as_known_on(whole, day, TODAY) is whole


def test_an_undated_document_and_a_year_count_as_late_as_they_may_be(whole: Record) -> None:
    sources = whole.tables["sources"]
    then = as_known_on(whole, date(2026, 11, 23), TODAY).tables["sources"]
    undated = set(sources.loc[sources["published"].isna(), "source_id"])
    assert undated
    assert not undated & set(then["source_id"])
    of_a_year = sources[sources["published"].str.fullmatch(r"\d{4}").fillna(False).astype(bool)]
    years = set(of_a_year["published"].astype(int)) - {TODAY.year}
    assert years
    for year in years:
        ids = set(of_a_year.loc[of_a_year["published"].eq(str(year)), "source_id"])
        assert not ids & set(as_known_on(whole, date(year, 12, 30), TODAY).tables["sources"]["source_id"])
        assert ids <= set(as_known_on(whole, date(year, 12, 31), TODAY).tables["sources"]["source_id"])


def test_the_record_given_is_left_as_it_was(whole: Record) -> None:
    before = {name: table.copy() for name, table in whole.tables.items()}
    as_known_on(whole, DAYS[1], TODAY)
    for name, table in whole.tables.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_rows_of_an_earlier_day_do_not_name_pages_read_later(whole: Record) -> None:
    claims = theft_totals(as_known_on(whole, date(2023, 1, 1)))
    assert len(claims)
    assert claims["read_through"].isna().all()
    assert theft_totals(whole)["read_through"].notna().any()


def test_what_is_cut_from_the_whole_is_what_the_tables_of_that_day_come_to(whole: Record) -> None:
    """Rows are joined with their documents once, and a day takes its own: the same frames as when its tables are
    joined for themselves, on the days on which a document came out and before the first."""
    published = whole.tables["sources"]["published_last"].dropna().drop_duplicates().sort_values()
    days = [date(1990, 1, 1), *(day.date() for day in published[::45])]
    assert len(days) > 5
    for day in days:
        then = as_known_on(whole, day, TODAY)
        alone = Record(then.tables, then.descriptor, then.version)
        for name, rows in JOINED.items():
            pd.testing.assert_frame_equal(rows(then), rows(alone), check_exact=True, obj=f"{name} on {day}")
