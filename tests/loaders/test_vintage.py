"""The record as known on a day, row by row against plain pandas, on the whole record."""

import re
from collections.abc import Collection
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from loaders.tables import Record, load_record
from loaders.vintage import as_known_on

TODAY = date(2026, 11, 24)
DAYS = [date(2012, 6, 30), date(2017, 12, 31), date(2019, 12, 31), date(2023, 1, 1), date(2025, 6, 30)]
ROW_TABLES = (
    "worker_claims",
    "worker_totals",
    "host_sectors",
    "events",
    "theft_totals",
    "incident_amounts",
    "attributions",
    "laundering",
    "it_worker_claims",
    "revenue_claims",
)
OUR_WORDS = ("note", "seen_via")
TELLS_NOTHING_LATER = {"incident_id", "act", "covers", "victim", "is_corrected"}
"""What may be seen of an incident some of whose sources came later; everything else is hidden or tested by itself."""


@pytest.fixture(scope="module")
def whole() -> Record:
    return load_record()


@pytest.mark.parametrize("day", DAYS)
def test_a_row_is_known_once_its_source_was_published(whole: Record, day: date) -> None:
    then = as_known_on(whole, day, TODAY)
    sources = whole.tables["sources"].set_index("source_id")
    published = sources["published_last"]
    assert set(then.tables["sources"]["source_id"]) == set(published[published <= pd.Timestamp(day)].index)
    for name in ROW_TABLES:
        rows = whole.tables[name]
        expected = rows[(rows["source_id"].map(published) <= pd.Timestamp(day)).fillna(False).astype(bool)]
        kept = [column for column in rows.columns if column not in OUR_WORDS]
        pd.testing.assert_frame_equal(
            then.tables[name][kept], expected[kept].reset_index(drop=True), check_dtype=True, obj=name
        )


@pytest.mark.parametrize("day", DAYS)
def test_our_own_notes_are_empty_and_every_table_keeps_its_columns(whole: Record, day: date) -> None:
    then = as_known_on(whole, day, TODAY)
    assert set(then.tables) == set(whole.tables)
    for name, table in then.tables.items():
        assert table.columns.tolist() == whole.tables[name].columns.tolist()
        assert all(table[column].isna().all() for column in OUR_WORDS if column in table)


def later_incidents(whole: Record, day: date) -> set[str]:
    """The incidents of which a row with a later or an undated source speaks, found row by row."""
    published = dict(zip(whole.tables["sources"]["source_id"], whole.tables["sources"]["published_last"], strict=True))
    found = set()
    for name in ("attributions", "incident_amounts", "laundering"):
        for row in whole.tables[name].to_dict("records"):
            if not published[row["source_id"]] <= pd.Timestamp(day):
                found.add(row["incident_id"])
    return found


@pytest.mark.parametrize("day", DAYS)
def test_what_a_later_document_tells_changes_nothing_on_an_earlier_day(whole: Record, day: date) -> None:
    """Rows of later documents are gone, their incidents say something else, the advisory is read otherwise: the day's
    record is the same. So it cannot depend on them, whichever column they fill."""
    later = later_incidents(whole, day)
    known = set(as_known_on(whole, day, TODAY).tables["sources"]["source_id"])
    other = {}
    for name, table in whole.tables.items():
        if name == "jurisdictions":
            is_later = table["source_id"].notna() & ~table["source_id"].isin(known)
            other[name] = said_otherwise(table, is_later, {"iso3", "name", "region", "un_member", "source_id"})
        else:
            other[name] = said_otherwise(table, ~table["source_id"].isin(known)) if "source_id" in table else table
    incidents = whole.tables["incidents"]
    kept = TELLS_NOTHING_LATER | {"date", "date_first", "date_last"}
    other["incidents"] = said_otherwise(incidents, incidents["incident_id"].isin(later), kept)
    # Of a date the year may be seen, so only the rest of it is changed.
    is_dated = other["incidents"]["incident_id"].isin(later) & other["incidents"]["date"].str.len().gt(4)
    year = other["incidents"]["date"].str[:4]
    other["incidents"]["date"] = other["incidents"]["date"].mask(is_dated, year + "-12-24")
    retold = Record(other, whole.descriptor, whole.version)
    then, again = as_known_on(whole, day, TODAY), as_known_on(retold, day, TODAY)
    for name, table in then.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], table, obj=name)


def said_otherwise(
    table: pd.DataFrame, rows: "pd.Series[bool]", kept: Collection[str] = (), same: str = r".*_id|published.*"
) -> pd.DataFrame:
    """A table in which some rows hold the cells of others, but for the columns `kept`, keys and days of publication."""
    changed = table.copy()
    for name in table.columns:
        if name not in kept and not re.fullmatch(same, name):
            changed[name] = table[name].where(~rows, table[name].iloc[::-1].set_axis(table.index))
    return changed


@pytest.mark.parametrize("day", DAYS)
def test_an_incident_is_known_by_its_attributions_and_tells_nothing_gathered_later(whole: Record, day: date) -> None:
    then = as_known_on(whole, day, TODAY)
    known = then.tables["attributions"]
    incidents = then.tables["incidents"].set_index("incident_id")
    assert set(incidents.index) == set(known["incident_id"])
    mixed = sorted(later_incidents(whole, day) & set(incidents.index))
    assert bool(mixed) == (day >= date(2019, 12, 31)), "of the days tried, the first two knew no theft"
    apart = {"low", "high", "date", "date_first", "date_last"}
    hidden = [column for column in incidents.columns if column not in TELLS_NOTHING_LATER | apart]
    assert {"victim_iso3", "victim_kind", "actor", "assets", "network", "vector", "recovered_or_frozen"} <= set(hidden)
    assert incidents.loc[mixed, hidden].isna().all(axis=None)
    assert incidents.loc[mixed, "date"].str.fullmatch(r"\d{4}").all()
    assert (incidents.loc[mixed, "date_last"] <= pd.Timestamp(day)).all()
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


def test_the_version_names_the_day(whole: Record) -> None:
    assert as_known_on(whole, DAYS[3], TODAY).version == f"{whole.version}, as known on 2023-01-01"


def test_later_days_never_know_less(whole: Record) -> None:
    for earlier, later in pairwise(DAYS):
        first, second = as_known_on(whole, earlier, TODAY), as_known_on(whole, later, TODAY)
        for name in ROW_TABLES:
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
