"""The record: every table read, checked by the descriptor, corrected and typed."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from sys import intern
from typing import Any, Final

import pandas as pd

from loaders.canonical import canonical_table, data_version
from loaders.dates import first_day, last_day
from loaders.descriptor import DATA, Column, read_descriptor
from loaders.faults import Fault, TableError
from loaders.files import file_bytes
from loaders.grades import check_trail
from loaders.kept import Kept, weight
from loaders.needed import NEEDED, needed_faults
from loaders.network_names import network_name_faults
from loaders.own_rows import IS_OWN, OwnRows, check_own, is_own_column, join
from loaders.reading import Row, Sheet, read_file
from loaders.rules import BETWEEN, CORRECTIONS, apply_corrections, check_cells, check_links, check_rows, check_table

_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
_CONVERTERS: dict[str, Callable[[str], object]] = {
    "string": intern,  # the codes of many rows are one text
    "integer": int,
    "number": float,
    "boolean": "true".__eq__,
}


_EAST, _NORTH = 180, 90  # degrees

KEPT_RESULTS: Final = 256
"""How many results of functions of a record are kept with it; the pages ask for some 60."""

KEPT_VINTAGES: Final = 4
"""How many earlier days of a record are kept with it."""

KEPT_VIEWS: Final = 64_000_000
"""How many bytes of what was drawn from a record, on whatever day, are kept with it."""


@dataclass(frozen=True)
class Record:
    """The record as loaded.

    `tables`: one frame a table, ordered by key. Columns stand as in the descriptor, with written-out types: text and
    codes `string`, counts `Int64`, money and shares `Float64`, truth values `boolean`; an empty cell is missing. A date
    `x` stays text, and `x_first` and `x_last` (datetime64) after it are the first and last day that the text covers.
    The last column, `is_corrected`, is true where a correction changed the row.
    `descriptor`: the file `datapackage.json`. `version`: the data version. The frames are shared by all: pages take
    theirs from the modules by subject, which hand out copies.
    `own`: the own rows that were joined to the curated ones, of which `curated` is the version; with them each frame
    has a last column `is_own`, and `version` says that it is not the curated record.

    What is worked out from a record is kept with it and goes with it: `kept`, results of `kept_with_record`;
    `vintages`, the record as known on earlier days; `views`, what pages drew, shared with all its vintages.
    """

    tables: Mapping[str, pd.DataFrame]
    descriptor: dict[str, Any]
    version: str
    own: OwnRows | None = None
    curated: str = ""
    views: Kept[Any] = field(default_factory=lambda: Kept(KEPT_VIEWS, weight), repr=False, compare=False)
    kept: Kept[Any] = field(default_factory=lambda: Kept(KEPT_RESULTS), init=False, repr=False, compare=False)
    vintages: "Kept[Record]" = field(default_factory=lambda: Kept(KEPT_VINTAGES), init=False, repr=False, compare=False)


def load_record(
    folder: Path = DATA,
    *,
    today: date | None = None,
    own: Path | None = None,
    needed: Mapping[str, Any] | None = None,
) -> Record:
    """The whole record of a folder, checked and corrected.

    `today` is the day after which a date counts as lying in the future; by default the day of loading. `own`: a folder
    of own rows to join, which `loaders.own_rows` describes. `needed`: what must be described, by default all that the
    pages read.
    Raises `TableError` listing every fault of all files.
    """
    descriptor, tables = read_descriptor(folder)
    needed = NEEDED if needed is None else needed
    if missing := list(needed_faults(descriptor, needed)):
        raise TableError(missing)
    sheets = {name: read_file(table, folder) for name, table in tables.items()}
    # The version is that of the files, so it is taken before the corrections change a cell.
    version = data_version(descriptor, [canonical_table(s.table, [r.cells for r in s.rows]) for s in sheets.values()])
    today = today or date.today()
    if CORRECTIONS in sheets:
        check_cells(sheets[CORRECTIONS], today)
    apply_corrections(sheets)  # these are of the curated rows alone
    joined = join(sheets, own) if own else None
    _check(sheets, folder, today, list(network_name_faults(folder)) if needed else [])
    frames = {name: _frame(sheet, marks_own=joined is not None) for name, sheet in sheets.items()}
    return Record(frames, descriptor, joined.version(version) if joined else version, joined, version)


def _check(sheets: dict[str, Sheet], folder: Path, today: date, faults: list[Fault]) -> None:
    """Raise when any file has a fault, or there are `faults` already. Rules that need what an earlier one found missing
    keep silent."""
    for name, sheet in sheets.items():
        if name != CORRECTIONS:
            check_cells(sheet, today)
        if sheet.has_columns:
            check_rows(sheet, today)
            check_table(sheet)
    check_trail(sheets)
    check_own(sheets)
    check_links(sheets, {name: _drawn(sheet, folder) for name, sheet in sheets.items()})
    faults += [fault for sheet in sheets.values() for fault in sorted(sheet.faults, key=lambda fault: fault.row or 0)]
    unread = {sheet.table.file for sheet in sheets.values() if not sheet.has_columns}
    faults.sort(key=lambda fault: (fault.file not in unread, fault.rule in BETWEEN))  # causes before what follows
    if faults:
        raise TableError(faults)


def _drawn(sheet: Sheet, folder: Path) -> set[str] | None:
    """The keys that the file a table is drawn from knows."""
    name = sheet.table.drawn_from
    if name is None:
        return None
    try:
        rows = [*csv.DictReader(file_bytes(folder / name).decode("utf-8").splitlines())]
        for row in rows:
            if not (abs(float(row["lon"])) <= _EAST and abs(float(row["lat"])) <= _NORTH):  # nor is nan
                raise ValueError(f"{row['lon']}, {row['lat']} is no point on Earth")
            if row.get("is_small", "true") not in ("true", "false"):
                raise ValueError(f"is_small is true or false, not {row['is_small']}")
        return {row[sheet.table.key[0]] for row in rows}
    except (OSError, ValueError, TypeError, KeyError, csv.Error) as error:
        told = error.strerror if isinstance(error, OSError) else repr(error)
        message = f"{name} must be a CSV file with the columns {sheet.table.key[0]}, lon and lat in degrees: {told}"
        sheet.fault(None, sheet.table.key[0], "no-outline", message, name)
        return None


def _frame(sheet: Sheet, *, marks_own: bool) -> pd.DataFrame:
    rows = sorted(sheet.rows, key=lambda row: sheet.table.key_of(row.cells))
    series: dict[str, pd.Series] = {}
    for column in sheet.table.columns:
        series[column.name] = _typed(column, rows)
        if column.is_date:
            texts = [row.cells[column.name] for row in rows]
            series[f"{column.name}_first"] = _days(first_day(text) if text else None for text in texts)
            series[f"{column.name}_last"] = _days(last_day(text) if text else None for text in texts)
    series["is_corrected"] = pd.Series([row.is_corrected for row in rows], dtype="bool")
    if marks_own:
        series[IS_OWN] = is_own_column(rows)
    return pd.DataFrame(series)


def _typed(column: Column, rows: list[Row]) -> pd.Series:
    convert = _CONVERTERS[column.type]
    values = [convert(row.cells[column.name]) if row.cells[column.name] else None for row in rows]
    return pd.Series(values, dtype=_DTYPES[column.type])


def _days(days: Iterable[date | None]) -> pd.Series:
    return pd.Series([datetime(d.year, d.month, d.day) if d else None for d in days], dtype="datetime64[s]")
