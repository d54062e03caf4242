"""Rows of one's own beside the curated record: read from a folder, joined to it, and known as own wherever they go.

The folder holds CSV files named as those of the record and with their columns, as many or as few of them as there are
rows to add. They are held to the same rules, together with the record; a row that the record has cannot be replaced.
What the check only asks about is confirmed as in the record, by a list `confirmed` of a table in a `datapackage.json`
of the folder. In a record with own rows each table has a column `is_own`, and the version says how many there are.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pandas as pd

from language.messages import mark, plural, tr
from loaders.canonical import canonical_table
from loaders.descriptor import DESCRIPTOR, Table
from loaders.descriptor_form import one_or_several
from loaders.faults import Fault, TableError, nearest
from loaders.files import file_bytes, files_below
from loaders.grades import SIGHTINGS
from loaders.reading import Row, Sheet, read_sheet
from loaders.rows import FrameRow

IS_OWN: Final = "is_own"
MARK: Final = mark("an own row, not the curated record")
SHOWN_AS: Final = "own"
"""The folder as faults name it, wherever it stands."""
CORRECTIONS: Final = "corrections"
TABLES: Final = (".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods", ".numbers")
"""How the names of tables end, in any case."""


@dataclass(frozen=True)
class OwnRows:
    """How many own rows a record has, and a short name for their content (eight hex digits)."""

    count: int
    content: str

    def version(self, curated: str) -> str:
        """The data version of the record with these rows: what it is not stands in it, so that all it names says so."""
        rows = f"{self.count} own row{'' if self.count == 1 else 's'}"
        return f"{curated} with {rows} ({self.content}), not the curated record"


def join(sheets: Mapping[str, Sheet], folder: Path) -> OwnRows:
    """Put the rows of a folder behind those of the record's sheets, with the faults of their files.

    Raises `TableError` when a file belongs to no table or has not its columns, or what is confirmed cannot be read.
    """
    faults = [*_strangers(sheets, folder)]
    try:
        confirmed = _confirmed(folder)
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
        message = f"a list `confirmed` for each of some tables is expected, as the record has it: {error!r}"
        faults.append(Fault(f"{SHOWN_AS}/{DESCRIPTOR}", None, "", "", "descriptor", message))
    if faults:
        raise TableError(faults)
    digest, count = sha256(json.dumps(confirmed, sort_keys=True, default=sorted).encode()), 0
    for name, sheet in sheets.items():
        table = sheet.table
        sheet.table = replace(table, confirmed=(*table.confirmed, *confirmed.get(name, ())))
        if not os.path.lexists(folder / table.file):
            continue
        own = _read(replace(table, file=f"{SHOWN_AS}/{table.file}", minimum_rows=0), folder / table.file)
        for row in own.rows:
            row.file = own.table.file
        sheet.rows += own.rows
        sheet.faults += own.faults
        # Without its columns a file says nothing of the others; what follows from that would only mislead.
        faults += own.faults if not own.has_columns else []
        count += len(own.rows)
        digest.update(f"{name}\n{canonical_table(table, [row.cells for row in own.rows])}".encode())
    if faults:
        raise TableError(faults)
    return OwnRows(count, digest.hexdigest()[:8])


def _read(table: Table, path: Path) -> Sheet:
    try:
        return read_sheet(table, file_bytes(path))
    except OSError as error:
        sheet = Sheet(table, has_columns=False)
        sheet.fault(None, "", "file-missing", f"it cannot be read: {error.strerror}")
        return sheet


def _strangers(sheets: Mapping[str, Sheet], folder: Path) -> list[Fault]:
    """A fault for each table of the folder, as any spreadsheet saves it, that holds no rows which may be added, and for
    a folder that is none or cannot be read: nothing in it is left out without a word. Hidden files are none of ours."""
    try:
        os.listdir(folder)
    except OSError as error:
        message = f"the folder of own rows cannot be read: {error.strerror}"
        return [Fault(SHOWN_AS, None, "", "", "own-file", message)]
    files = {sheet.table.file: name for name, sheet in sheets.items() if name != CORRECTIONS}
    faults = []
    for path in sorted(files_below(folder)):
        name = path.relative_to(folder).as_posix()
        is_table = path.suffix.casefold() in TABLES or path.stem.casefold().endswith(".csv")
        if is_table and name not in files and not path.name.startswith("~$"):
            message = f"no table of the record to which rows may be added has this file{nearest(name, files)}"
            faults.append(Fault(f"{SHOWN_AS}/{name}", None, "", "", "own-file", message))
    return faults


def _confirmed(folder: Path) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """The answers of the folder's descriptor, by table, as `Table.confirmed` holds them."""
    path = folder / DESCRIPTOR
    if not path.exists():
        return {}
    resources = json.loads(file_bytes(path).decode("utf-8-sig"))["resources"]
    return {str(each["name"]): [_answer(answer) for answer in each["confirmed"]] for each in resources}


def _answer(answer: Any) -> tuple[str, frozenset[str]]:
    if not str(answer["why"]).strip():
        raise ValueError("an answer needs a reason why")
    return str(answer["rule"]), frozenset(map(str, one_or_several(answer["keys"])))


def check_own(sheets: Mapping[str, Sheet]) -> None:
    """No own row changes what a curated one says: a page through which it was read would change its trail."""
    if SIGHTINGS not in sheets or "sources" not in sheets:
        return
    own = {"/".join(sheet.table.key_of(row.cells)) for sheet in sheets.values() for row in sheet.rows if row.is_own}
    documents = {row.cells.get("source_id") for row in sheets["sources"].rows if row.is_own}
    for row in sheets[SIGHTINGS].rows:
        if not row.is_own or not row.is_sound("source_id", "row_id"):
            continue
        if row.cells["source_id"] not in documents and row.cells["row_id"] not in own:
            message = "a page of a document of the record serves an own row alone, so name that row here"
            sheets[SIGHTINGS].fault(row, "row_id", "own-page", message)


def is_own_column(rows: list[Row]) -> pd.Series:
    """The values of `is_own` for rows as read."""
    return pd.Series([row.is_own for row in rows], dtype="bool")


def is_own(row: FrameRow) -> bool:
    """Whether a row is an own one, or rests on one."""
    value = row.get(IS_OWN, False)
    return bool(value) if pd.notna(value) else False


def own_mark(row: FrameRow) -> str:
    """What stands behind a row in words: nothing for a curated one."""
    return f" ({tr(MARK)})" if is_own(row) else ""


def own_words(rows: pd.DataFrame) -> str:
    """How many of the rows behind a figure are own, as a sentence; nothing where none is."""
    count = int(rows[IS_OWN].fillna(value=False).sum()) if IS_OWN in rows else 0
    if not count:
        return ""
    return plural(
        "Rows: {rows}; {n} of them is an own row, not the curated record.",
        "Rows: {rows}; {n} of them are own rows, not the curated record.",
        count,
        rows=len(rows),
    )


def mark_resting(rows: pd.DataFrame, column: str, *behind: tuple[pd.DataFrame, str]) -> pd.DataFrame:
    """Rows with `is_own` also where what is worked out for them rests on own rows.

    `column` holds the keys of `rows`; of each frame `behind` the own rows are meant that have such a key in the column
    named beside it. In a record without own rows nothing changes.
    """
    frames = [(frame, key) for frame, key in behind if IS_OWN in frame]
    if not frames:
        return rows
    keys = {str(value) for frame, key in frames for value in frame.loc[frame[IS_OWN].astype(bool), key].dropna()}
    rests = rows[column].isin(keys).astype(bool)
    return rows.assign(**{IS_OWN: rows[IS_OWN].astype(bool) | rests if IS_OWN in rows else rests})


def with_mark(columns: Sequence[str], rows: pd.DataFrame) -> list[str]:
    """The names of columns, with that of the mark where the rows have it."""
    return [*columns, *([IS_OWN] if IS_OWN in rows else [])]
