"""The record as it was known on a day: every table with only what had been published by then."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from loaders.descriptor import columns_known_by
from loaders.tables import Record
from loaders.versions import AS_KNOWN_ON
from subjects.quantities import ENDS, open_ends


def as_known_on(record: Record, day: date | None, today: date | None = None) -> Record:
    """The record with only what was known on a day; unchanged for no day, or one that is not before today.

    A row is known once its source was published, an imprecise date counting as its last day; a row whose source has no
    date is never known before today. A place stays with its name, without a listing that was not known. An incident is
    known through its attributions; where one of its sources came later, what its row gathers from all of them is empty,
    since nobody can tell which of them it came from, but for two things: its amount spans what the documents known by
    that day say, and of its date the year stays, which ends on that day at the latest. Our own notes are empty: they
    are written today. The version names the day, so that every figure, citation and file that is taken away does.
    """
    if day is None or day >= (today or date.today()):
        return record
    return record.vintages.get(day, lambda: _vintage(record, day))


def _vintage(record: Record, day: date) -> Record:
    sources = record.tables["sources"]
    sources = sources[sources["published_last"] <= pd.Timestamp(day)]
    known = set(sources["source_id"])
    tables = {name: _known_rows(name, table, known) for name, table in record.tables.items()}
    tables["sources"] = sources
    tables["incidents"] = _known_incidents(record, tables, day)
    return replace(
        record,
        tables={
            name: _emptied(table, columns_known_by(record.descriptor, name, "ours")) for name, table in tables.items()
        },
        version=f"{record.version}{AS_KNOWN_ON}{day}",
    )


def _known_rows(name: str, table: pd.DataFrame, known: set[str]) -> pd.DataFrame:
    if "source_id" not in table:
        return table
    is_known = table["source_id"].isin(known)
    if name == "jurisdictions":
        unknown = table["source_id"].notna() & ~is_known
        columns = ["listed_in_2018_advisory", "basis", "source_id", "grade"]
        return table.assign(**{column: table[column].mask(unknown) for column in columns})
    return table[is_known]


def _known_incidents(record: Record, known: Mapping[str, pd.DataFrame], day: date) -> pd.DataFrame:
    incidents = record.tables["incidents"]
    rows = incidents[incidents["incident_id"].isin(known["attributions"]["incident_id"])].copy()
    is_mixed = pd.Series(False, rows.index)
    for name in ("attributions", "incident_amounts"):
        before, after = (table[name].groupby("incident_id").size() for table in (record.tables, known))
        later = before[after.reindex(before.index, fill_value=0) < before].index
        is_mixed |= rows["incident_id"].isin(later)
    for name, values in _year_only(rows["date"], day).items():
        rows[name] = rows[name].where(~is_mixed, values.astype(rows[name].dtype))
    for column in set(columns_known_by(record.descriptor, "incidents", "gathered")) - {"date"}:
        rows[column] = rows[column].mask(is_mixed)
    amounts = known["incident_amounts"]
    authors = amounts["source_id"].map(known["sources"].set_index("source_id")["publisher"])
    ends = open_ends(amounts.assign(author=authors), amounts["incident_id"])
    for end in ENDS:
        said = rows["incident_id"].map(ends[end]).astype(rows[end].dtype)
        rows[end] = rows[end].where(~is_mixed, said)
    return rows


def _year_only(dates: pd.Series, day: date) -> dict[str, pd.Series]:
    """Of dates only the year, with its first day, and its last or the day as known on which it is told."""
    year = dates.str[:4]
    end = pd.to_datetime(year + "-12-31")
    first = pd.to_datetime(year + "-01-01")
    return {"date": year, "date_first": first, "date_last": end.mask(end > pd.Timestamp(day), pd.Timestamp(day))}


def _emptied(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The table without what these columns hold; they stay, with their types."""
    return table.assign(
        **{column: pd.Series(pd.NA, table.index, table[column].dtype) for column in columns}
    ).reset_index(drop=True)
