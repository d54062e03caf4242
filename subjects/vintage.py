"""The record as it was known on a day: every table with only what had been published by then.

What no day changes is done once for the record: our own notes are emptied in `bare`, rows are joined with their
documents there, and a day takes its rows from that.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import update_wrapper
from types import MappingProxyType
from typing import Any, Concatenate, Final, ParamSpec, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.descriptor import columns_known_by
from loaders.kept import kept_with_record
from loaders.tables import Record
from loaders.versions import AS_KNOWN_ON
from subjects.quantities import ENDS, open_ends

P = ParamSpec("P")
Rows = Callable[Concatenate[Record, P], pd.DataFrame]
COUNTED: Final = ("attributions", "incident_amounts")
"""The tables whose documents an incident is put together from."""

ROWS_THAT_STAY: Final = ("jurisdictions",)
"""The tables whose rows are known on every day, and their documents are not."""


@dataclass(frozen=True, kw_only=True)
class Vintage(Record):
    """The record as known on `day`, cut from `whole`: the record of today without what is ours."""

    whole: Record
    day: date


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


def cut_by_day(function: Rows[P]) -> Rows[P]:
    """A function to rows with their document (`published_last`), one document a row, which are the same on every day on
    which they are known, but for what is ours: kept with the record, and of a `Vintage` only cut."""
    of_whole = kept_with_record(function)

    def of_day(record: Record, *args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        vintage = cast(Vintage, record)
        rows = of_whole(vintage.whole, *args, **kwargs)
        return _rows_at(rows, _is_by(rows["published_last"], vintage.day))

    kept_of_day = kept_with_record(cast(Rows[P], update_wrapper(of_day, function)))

    def rows(record: Record, *args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        return (kept_of_day if isinstance(record, Vintage) else of_whole)(record, *args, **kwargs)

    return cast(Rows[P], update_wrapper(rows, function))


def of_every_day(record: Record) -> Record:
    """The record in which that is found which no day changes, but for what is ours: that from which a `Vintage` is
    cut."""
    return record.whole if isinstance(record, Vintage) else record


def _vintage(record: Record, day: date) -> Vintage:
    whole = bare(record)
    parts = {name: getattr(record, name) for name in ("descriptor", "own", "curated", "views")}
    version = f"{record.version}{AS_KNOWN_ON}{day}"
    return Vintage(tables=_Tables(whole, day), version=version, whole=whole, day=day, **parts)


class _Tables(Mapping[str, pd.DataFrame]):
    """The tables of a record as known on a day, each cut from the whole when it is first asked for: most views rest on
    a few of them."""

    def __init__(self, whole: Record, day: date) -> None:
        self._whole, self._day = whole, day
        self._cut: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._cut:
            self._cut[name] = (
                _known_incidents(self._whole, self["incident_amounts"], self._day)
                if name == "incidents"
                else _known_rows(self._whole, name, self._day)
            )
        return self._cut[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole.tables)

    def __len__(self) -> int:
        return len(self._whole.tables)


@kept_with_record
def bare(record: Record) -> Record:
    """The record with its columns, and nothing in those that hold what is ours."""
    emptied = {
        name: table.assign(**_nothing(table, columns_known_by(record.descriptor, name, "ours")))
        for name, table in record.tables.items()
    }
    return replace(record, tables=emptied)


@kept_with_record
def _published(record: Record) -> Mapping[str, pd.Series]:
    """By table, when the document of each row was published (the last day of an imprecise date)."""
    published = record.tables["sources"].set_index("source_id")["published_last"]
    return MappingProxyType(
        {name: table["source_id"].map(published) for name, table in record.tables.items() if "source_id" in table}
    )


def _is_by(days: pd.Series, day: date) -> npt.NDArray[np.bool_]:
    """Which days are known to be no later than a day."""
    return days.to_numpy() <= np.datetime64(day)


def _rows_at(rows: pd.DataFrame, is_kept: npt.NDArray[np.bool_]) -> pd.DataFrame:
    return rows.take(np.flatnonzero(is_kept)).reset_index(drop=True)


def _known_rows(whole: Record, name: str, day: date) -> pd.DataFrame:
    table = whole.tables[name]
    if name not in _published(whole):
        return table
    is_known = _is_by(_published(whole)[name], day)
    if name in ROWS_THAT_STAY:
        unknown = table["source_id"].notna().to_numpy(dtype=bool) & ~is_known
        columns = columns_known_by(whole.descriptor, name, "source")
        return table.assign(**{column: table[column].mask(unknown) for column in columns})
    return _rows_at(table, is_known)


def _known_incidents(whole: Record, amounts: pd.DataFrame, day: date) -> pd.DataFrame:
    n, of = len(whole.tables["incidents"]), _incidents_behind(whole)
    documents = {name: _is_by(_published(whole)[name], day) for name in COUNTED}
    before = {name: np.bincount(of[name], minlength=n) for name in COUNTED}
    after = {name: np.bincount(of[name][documents[name]], minlength=n) for name in COUNTED}
    known = np.flatnonzero(after["attributions"])
    mixed = np.any([after[name] < before[name] for name in COUNTED], axis=0)[known]
    rows = _told_and_untold(whole).take(known + n * mixed).reset_index(drop=True)
    late = mixed & (rows["date_last"] > pd.Timestamp(day)).to_numpy(dtype=bool)
    rows["date_last"] = rows["date_last"].mask(late, pd.Timestamp(day))
    authors = whole.tables["sources"].set_index("source_id")["publisher"]
    ends = open_ends(amounts.assign(author=amounts["source_id"].map(authors)), amounts["incident_id"])
    for end in ENDS:
        said = rows["incident_id"].map(ends[end]).astype(rows[end].dtype)
        rows[end] = rows[end].where(~mixed, said)
    return rows


@kept_with_record
def _incidents_behind(record: Record) -> Mapping[str, npt.NDArray[np.intp]]:
    """By table of COUNTED, for each row the place of its incident in the table of incidents."""
    ids = pd.Index(record.tables["incidents"]["incident_id"])
    return MappingProxyType({name: ids.get_indexer(record.tables[name]["incident_id"]) for name in COUNTED})


@kept_with_record
def _told_and_untold(record: Record) -> pd.DataFrame:
    """The incidents as they are, and after them the same with nothing of what is gathered, and of the date the year."""
    rows = record.tables["incidents"]
    year = rows["date"].str[:4]
    days = {"date_first": pd.to_datetime(year + "-01-01"), "date_last": pd.to_datetime(year + "-12-31")}
    of_year = {name: values.astype(rows[name].dtype) for name, values in days.items()} | {"date": year}
    gathered = [name for name in columns_known_by(record.descriptor, "incidents", "gathered") if name != "date"]
    return pd.concat([rows, rows.assign(**of_year, **_nothing(rows, gathered))], ignore_index=True)


def _nothing(table: pd.DataFrame, columns: list[str]) -> dict[str, Any]:
    """These columns of a table with nothing in them, of their types."""
    return {column: pd.Series(pd.NA, table.index, table[column].dtype) for column in columns}
