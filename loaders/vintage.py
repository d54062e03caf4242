"""The record as it was known on a day: every table with only what had been published by then."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from loaders.descriptor import column_names
from loaders.quantities import ENDS, open_ends
from loaders.tables import Record


def as_known_on(record: Record, day: date | None, today: date | None = None) -> Record:
    """The record with only what was known on a day; unchanged for no day, or one that is not before today.

    A row is known once its source was published, an imprecise date counting as its last day; a row whose source has no
    date is never known before today. A row that needs no source, such as a place, stays without what its source told.
    What becomes of each column is said in the descriptor (`knownBy`, see `loaders.descriptor`).

    An incident is known through its attributions. Where any row that names it came later, what it gathers from them
    all is empty, since nobody can tell which of them it came from, but for two things: its amount spans what the
    documents known by that day say, and of its date the year stays, which ends on that day at the latest. The version
    names the day, so that every figure, citation and file that is taken away does.
    """
    if day is None or day >= (today or date.today()):
        return record
    return record.vintages.get(day, lambda: _vintage(record, day))


def _vintage(record: Record, day: date) -> Record:
    sources = record.tables["sources"]
    known = set(sources.loc[sources["published_last"] <= pd.Timestamp(day), "source_id"])
    tables = {name: _known_rows(record, name, known) for name in record.tables}
    tables["incidents"] = _known_incidents(record, tables, day)
    return replace(
        record,
        tables={name: _without_our_words(record, name, table) for name, table in tables.items()},
        version=f"{record.version}, as known on {day}",
    )


def _known_rows(record: Record, name: str, known: set[str]) -> pd.DataFrame:
    """The rows whose source is known; where a row needs none, all rows, without what a later source told."""
    table = record.tables[name]
    if "source_id" not in table:
        return table
    if "source_id" in column_names(record.descriptor, name, required=True):
        return table[table["source_id"].isin(known)]
    is_later = table["source_id"].notna() & ~table["source_id"].isin(known)
    return _emptied(table, column_names(record.descriptor, name, known_by="source"), is_later)


def _known_incidents(record: Record, known: Mapping[str, pd.DataFrame], day: date) -> pd.DataFrame:
    incidents = record.tables["incidents"]
    rows = incidents[incidents["incident_id"].isin(known["attributions"]["incident_id"])]
    later = {incident for name in known for incident in _told_later(record.tables[name], known[name])}
    is_mixed = rows["incident_id"].isin(later)
    emptied = _emptied(rows, column_names(record.descriptor, "incidents", known_by="gathered"), is_mixed)
    amounts = known["incident_amounts"]
    authors = amounts["source_id"].map(known["sources"].set_index("source_id")["publisher"])
    ends = open_ends(amounts.assign(author=authors), amounts["incident_id"])
    for end in ENDS:
        said = rows["incident_id"].map(ends[end]).astype(rows[end].dtype)
        emptied[end] = emptied[end].where(~is_mixed, said)
    return emptied.assign(**_years(rows, emptied, is_mixed, day))


def _told_later(table: pd.DataFrame, known: pd.DataFrame) -> Iterator[str]:
    """The incidents that rows of a table name which were not known yet."""
    if "incident_id" in table and "source_id" in table:
        yield from table.loc[~table.index.isin(known.index), "incident_id"].dropna()


def _years(rows: pd.DataFrame, emptied: pd.DataFrame, is_mixed: pd.Series, day: date) -> dict[str, pd.Series]:
    """The dates of incidents, of the mixed ones only the year: `date`, `date_first`, `date_last`."""
    year = rows["date"].str[:4]
    ends = pd.to_datetime(year + "-12-31")
    ends = ends.mask(ends > pd.Timestamp(day), pd.Timestamp(day))
    of_year: dict[str, pd.Series] = {"date": year, "date_first": pd.to_datetime(year + "-01-01"), "date_last": ends}
    return {
        name: emptied[name].where(~is_mixed, values.astype(emptied[name].dtype)) for name, values in of_year.items()
    }


def _emptied(table: pd.DataFrame, columns: list[str], where: "pd.Series[bool]") -> pd.DataFrame:
    """A table without what stands in some columns, and in the days that are read from them, in some rows."""
    said = [name for column in columns for name in (column, f"{column}_first", f"{column}_last") if name in table]
    return table.assign(**{name: table[name].mask(where) for name in said})


def _without_our_words(record: Record, name: str, table: pd.DataFrame) -> pd.DataFrame:
    ours = column_names(record.descriptor, name, known_by="ours")
    return _emptied(table, ours, pd.Series(True, table.index)).reset_index(drop=True)
