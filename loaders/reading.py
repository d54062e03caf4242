"""The bytes of one CSV file, read into rows of text, with every fault of its form.

One line is one row, so a line number is the row number a spreadsheet shows: a cell never holds a line break. A byte
order mark and CRLF are accepted; everything else that is not plain CSV in UTF-8 is a fault.
"""

import codecs
import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loaders.descriptor import Table
from loaders.encodings import likely_encodings
from loaders.faults import Fault, most_alike
from loaders.files import file_bytes

_LONE_CR = re.compile(r"\r+(?=\r\n)|(?<=\n)\r(?!\n)|\r(?!\n)")
_NO_LINES = re.compile("[\x85\u2028\u2029]")
_OTHER_DELIMITERS = {
    ";": "semicolon",
    "\t": "tab",
    "|": "bar",
    "^": "caret",
    "，": "Chinese comma",
    "、": "Chinese comma",
}


@dataclass
class Row:
    """One row: its number in a spreadsheet and its cells by column.

    `is_whole` is false when it has too many or too few cells. `faulty` names the columns already found wrong, so that
    one mistake is told once. `is_corrected` is set when a correction has changed a cell. `file` is that of an own row.
    """

    number: int
    cells: dict[str, str]
    is_whole: bool = True
    faulty: set[str] = field(default_factory=set)
    is_corrected: bool = False
    file: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether the row is one of `loaders.own_rows`."""
        return self.file is not None

    @property
    def place(self) -> str:
        """Where the row stands, for a message about another one."""
        return f"row {self.number}" if self.file is None else f"row {self.number} of {self.file}"

    def is_sound(self, *columns: str) -> bool:
        return self.is_whole and not self.faulty.intersection(columns)


_NOT_READ = ("quote", "length", "missing-cell", "extra-cell", "delimiter")
_SLIP = 80  # of 100; how alike the name of a column is to one that was meant


@dataclass
class Sheet:
    """One file as read: its rows, and the faults of its form.

    `has_columns` is false when the header is not the one described, so that rules over several columns make no sense.
    """

    table: Table
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    has_columns: bool = True

    @property
    def is_read(self) -> bool:
        """Whether every row of the file was read; else what other tables miss in it may be there."""
        return self.has_columns and not any(fault.rule in _NOT_READ for fault in self.faults)

    def fault(self, row: Row | int | None, column: str, rule: str, message: str, value: str | None = None) -> None:
        """Note one fault and mark its cell, so that no later rule complains about the same cell.

        The value shown is that of the cell, unless another says more.
        """
        file = self.table.file
        if isinstance(row, Row):
            row.faulty.add(column)
            value = row.cells.get(column, "") if value is None else value
            file, row = row.file or file, row.number
        self.faults.append(Fault(file, row, column, value or "", rule, message))


def read_file(table: Table, folder: Path) -> Sheet:
    """The rows of a table's file in a folder, as `read_sheet` gives them; a file that cannot be read is a fault."""
    try:
        data = file_bytes(folder / table.file)
    except OSError as error:
        sheet = Sheet(table, has_columns=False)
        sheet.fault(None, "", "file-missing", f"{error.strerror} in {folder}; it holds: {table.description}")
        return sheet
    return read_sheet(table, data)


def read_sheet(table: Table, data: bytes) -> Sheet:
    """The rows of one file and the faults of its form: encoding, line ends, quotes, header, number of cells, rows."""
    sheet = Sheet(table)
    header = ",".join(table.labels)
    if not data.removeprefix(codecs.BOM_UTF8).strip(b"\0\x1a \t\r\n\f\v"):
        sheet.has_columns = False
        sheet.fault(None, "", "empty-file", f"the file is empty; its first line must be {header}")
        return sheet
    text = _decoded(sheet, data)
    if text is None:
        sheet.has_columns = False
        return sheet
    written = _lines(sheet, text)
    lines = _cells_by_line(sheet, written)
    if re.match(r'"?sep=.?"?\r?\n', text, re.IGNORECASE):
        sheet.fault(1, "", "delimiter", "this line is a note of a spreadsheet to itself; delete it", next(lines)[1][0])
    _, labels = next(lines, (1, []))
    columns = [] if _is_headless(sheet, labels, written) else _columns(sheet, labels)
    if columns:
        sheet.rows = [_row(sheet, number, cells, columns) for number, cells in lines]
        if len(sheet.rows) < table.minimum_rows:
            message = f"at least {table.minimum_rows} rows are expected; if rows were withdrawn, lower minimumRows"
            sheet.fault(None, "", "minimum-rows", message, f"{len(sheet.rows)} rows")
    return sheet


# What other programs begin a file with, and how the table is had from it.
_OTHER_FILES = {
    b"PK\x03\x04": "this is a workbook or an archive; save the table as CSV in UTF-8",
    b"\xd0\xcf\x11\xe0": "this is a workbook; save the table as CSV in UTF-8",
    b"\x1f\x8b": "this is compressed; unpack it",
    b"%PDF": "this is a PDF; save the table as CSV in UTF-8",
    b"<?xml": "this is XML, as some spreadsheets save it; save the table as CSV in UTF-8",
    b"<": "this is a web page, perhaps one that asks to sign in; fetch the file itself",
    b"{\\rtf": "this is a text with its looks; save the table as CSV in UTF-8",
    b"{": "this is JSON; save the table as CSV in UTF-8",
    b"[": "this is JSON; save the table as CSV in UTF-8",
    b"-----BEGIN": "this is signed or encrypted; take the table out of it",
    **dict.fromkeys(
        (b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!", b"\x1f\x9d"), "this is compressed; unpack it"
    ),
    **dict.fromkeys(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PAR1", b"SQLite format 3", b"bplist", b"ARROW1", b"\x7fELF", b"%!PS"),
        "this is no table in text; save the table as CSV in UTF-8",
    ),
    b"version https://git-lfs": "this only points to the file; fetch the file itself",
}
_MERGE_MARK = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


def _decoded(sheet: Sheet, data: bytes) -> str | None:
    for start, message in _OTHER_FILES.items():
        if data.lstrip().startswith(start) and not data.startswith(b"<<<"):
            sheet.fault(1, "", "other-file", message, data[:40].decode("utf-8", "replace"))
            return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        wide = (
            "UTF-32"
            if data[:4].count(0) == 3 or data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE))
            else "UTF-16"
        )
        sheet.fault(1, "", "encoding", f"UTF-8 is expected; at byte 0 this looks like {wide}")
        return None
    if (shift := data.find(b"\x1b$")) >= 0:
        row = data.count(b"\n", 0, shift) + 1
        message = (
            f"UTF-8 is expected; byte {shift} begins letters of ISO-2022, as Japanese and Korean mail is written in"
        )
        sheet.fault(row, "", "encoding", message, data[shift : shift + 4].hex(" "))
        return None
    try:
        return data.decode("utf-8-sig").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        likely = " or ".join(likely_encodings(data)) or "no encoding we know"
        message = f"UTF-8 is expected; byte {error.start} is not UTF-8, this looks like {likely}"
        sheet.fault(row, "", "encoding", message, data[error.start : error.start + 4].hex(" "))
        return None


def _lines(sheet: Sheet, text: str) -> list[str]:
    if "\n" not in text and "\r" not in text and (other := _NO_LINES.search(text)):
        name = f"U+{ord(other.group()):04X}"
        sheet.fault(1, "", "line-end", f"lines end with {name}; end them with LF", other.group())
        text = _NO_LINES.sub("\n", text)
    lone = [match.start() for match in _LONE_CR.finditer(text)]
    if lone:
        row = text.count("\n", 0, lone[0]) + 1
        sheet.fault(row, "", "line-end", f"lone carriage returns: {len(lone)}, the first here; end lines with LF", "\r")
        text = re.sub(r"\r+\n|\n\r(?!\n)", "\n", text)
        text = _LONE_CR.sub(" " if "\n" in text else "\n", text)
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def _cells_by_line(sheet: Sheet, lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of each line that can be read."""
    numbered = iter(enumerate(lines, start=1))
    for number, line in numbered:
        if not line.strip(' ,"\t'):
            sheet.fault(number, "", "blank-row", "the row is blank; delete it", line)
            continue
        if not line.strip("\0\x1a\f\v "):
            sheet.fault(number, "", "blank-row", "the row holds control characters alone; delete it", line)
            continue
        if number > 1 and line == lines[0]:
            sheet.fault(number, "", "blank-row", "this is the header again, not a row; delete it", line)
            continue
        if _MERGE_MARK.match(line):
            sheet.fault(number, "", "merge-mark", "a merge left this mark; keep one of the two versions", line)
            continue
        try:
            yield number, next(csv.reader([line], strict=True))
        except csv.Error:
            if line.count('"') % 2 == 0 and len(line) > csv.field_size_limit():
                message = f"a cell has more than {csv.field_size_limit()} characters, which is more than is read"
                sheet.fault(number, "", "length", message, line)
                continue
            closing = _closing_line(lines, number)
            message = "a quote opens on this row and is not closed"
            if closing:
                message += f" before row {closing}; a cell stays on one line"
            sheet.fault(number, "", "quote", message + "; write a quote inside a cell twice", line)
            while closing and number < closing:
                number, line = next(numbered)


def _closing_line(lines: list[str], opening: int) -> int | None:
    """The next row with an odd number of quotes: there a quote that swallowed rows ends."""
    if lines[opening - 1].count('"') % 2 == 0:
        return None
    return next((n for n in range(opening + 1, len(lines) + 1) if lines[n - 1].count('"') % 2), None)


def _is_headless(sheet: Sheet, labels: list[str], lines: list[str]) -> bool:
    """Whether the first line names none of the columns, however parted: what it holds is told once."""
    first, header = ",".join(labels), ",".join(sheet.table.labels)
    is_quoted = len(labels) == 1 and labels[0].split(",")[0] in sheet.table.labels
    if not is_quoted and {cell.strip(' "') for cell in re.split(r"[,;|\t^，、]", first.casefold())}.intersection(
        sheet.table.labels
    ):
        return False
    sheet.has_columns = False
    if is_quoted:
        message = "every line is quoted as one cell; take the outer quotes away, or paste the table anew"
        sheet.fault(1, "", "delimiter", message, first)
        return True
    where = next((n for n, line in enumerate(lines, 1) if n > 1 and line.casefold().startswith(header)), None)
    what = f"the header stands in row {where}; delete what is above it" if where else f"it must be {header}"
    sheet.fault(1, "", "missing-label", f"the first line names no column of this table; {what}", first)
    return True


def _columns(sheet: Sheet, labels: list[str]) -> list[str | None]:
    """The described column at each position of the header; empty when no row can be read by it."""
    expected = sheet.table.labels
    if tuple(labels) == expected:
        return list(labels)
    sheet.has_columns = False
    for delimiter, name in _OTHER_DELIMITERS.items():
        if len(set(expected).intersection(",".join(labels).split(delimiter))) > len(expected) / 2:
            sheet.fault(1, "", "delimiter", f"cells are separated by a {name}; a comma is expected", ",".join(labels))
            return []
    missing = [label for label in expected if label not in labels]
    columns: list[str | None] = []
    for position, label in enumerate(labels, start=1):
        columns.append(label if label in expected and label not in columns else None)
        if not label.strip():
            sheet.fault(1, "", "blank-label", f"the header of column {position} is blank", label)
        elif label in labels[: position - 1]:
            message = f"columns {labels.index(label) + 1} and {position} have the same name"
            sheet.fault(1, label, "duplicate-label", message, label)
        elif label not in expected:
            hint = _other_script(label, missing) or _meant(label, missing)
            told = "; what is said of a row stands in its note" if not hint and "note" in expected else ""
            message = f"the descriptor has no such column, which is column {position} here{hint or told}"
            sheet.fault(1, label, "renamed-label" if hint else "unknown-label", message, label)
    for label in missing:
        sheet.fault(1, label, "missing-label", f"the column is missing; the header must be {','.join(expected)}")
    if sorted(labels) == sorted(expected):
        sheet.fault(1, "", "label-order", f"the header must be {','.join(expected)}", ",".join(labels))
    return columns


def _meant(label: str, missing: Sequence[str]) -> str:
    """A sentence naming the missing column that a name is a slip for, or has as one of its words; a column of a
    reader's own, such as `count` or `author`, has letters of many others in it and is none of them."""
    words = [label, *label.split("_")]
    meant = next((close for word in words if (close := most_alike(word, missing, _SLIP)) is not None), None)
    return f"; did you mean {meant!r}?" if meant else ""


def _other_script(label: str, missing: Sequence[str]) -> str:
    """Which letters of a name, that is one of a column but for them, are of another script; empty where it is none."""
    at = [(place, letter) for place, letter in enumerate(label) if letter.isalpha() and not letter.isascii()]
    pattern = "".join("." if letter.isalpha() and not letter.isascii() else re.escape(letter) for letter in label)
    meant = next((name for name in missing if at and re.fullmatch(pattern, name)), None)
    if meant is None or any(unicodedata.name(letter, "").startswith("LATIN") for _, letter in at):
        return ""
    letters = "; ".join(
        f"letter {place + 1}, {letter!r}, is {unicodedata.name(letter, 'unknown')}" for place, letter in at
    )
    return f"; {letters}, not Latin; write {meant!r}"


def _row(sheet: Sheet, number: int, cells: list[str], columns: list[str | None]) -> Row:
    row = Row(number, {name: cell for name, cell in zip(columns, cells, strict=False) if name is not None})
    row.is_whole = len(cells) == len(columns)
    counts = f"{len(cells)} cells, {len(columns)} expected"
    if len(cells) > len(columns):
        surplus = ",".join(cells[len(columns) :])
        how = ' with straight quotes (")' if re.search("[“”„]", ",".join(cells)) else ""
        if not surplus.strip(", ") and not how:
            how = ", or delete the commas that are too many at the end"
        sheet.fault(number, "", "extra-cell", f"{counts}; quote a cell that holds a comma{how}", surplus)
    elif len(cells) < len(columns):
        first = columns[len(cells)] or ""
        other = next((sign for sign in _OTHER_DELIMITERS if cells[0].count(sign) >= len(columns) - 1), None)
        if len(cells) == 1 and other:
            message = f"cells are separated by a {_OTHER_DELIMITERS[other]}; a comma is expected"
            sheet.fault(number, "", "delimiter", message, cells[0])
            return row
        sheet.fault(number, first, "missing-cell", f"{counts}; {first} is the first one missing")
    return row
