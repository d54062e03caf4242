"""`python -m loaders.add TABLE [FOLDER] [--json TEXT] [--dry-run]`: one row into a table, checked, in its place.

The row is asked for column by column, or read as a JSON object, from `--json` or from what is piped in. `source` may
hold the row of a new source, any other table's name a row or a list of rows of it. Nothing else in a file changes.
"""

import argparse
import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geography.names import iso3_of
from loaders.cells import cell_problem
from loaders.descriptor import DATA, Table, read_descriptor
from loaders.faults import Fault, TableError, nearest, print_anywhere
from loaders.grades import SIGHTINGS
from loaders.tables import load_record

Rows = list[tuple[str, dict[str, str]]]
"""New rows, each with the name of its table."""


def rows_of(name: str, given: dict[str, Any], tables: dict[str, Table]) -> Rows:
    """The row given for a table and those given with it, sources first, completed by what the record knows.

    Raises `TableError` when a name in it is that of no column and no table.
    """
    given = dict(given)
    rows: Rows = []
    if isinstance(given.get("source"), dict):
        given["sources"] = given.pop("source")
        given.setdefault("source_id", given["sources"].get("source_id", ""))
    for other in [key for key in given if key in tables]:
        nested = given.pop(other)
        for each in nested if isinstance(nested, list) else [nested]:
            link = {"source_id": given.get("source_id", "")} if "source_id" in tables[other].labels else {}
            rows += rows_of(other, {**link, **each}, tables)
    table = tables[name]
    for key in given:
        if key not in table.labels:
            raise TableError(
                [Fault(table.file, 1, key, "", "unknown-label", f"no such column{nearest(key, table.labels)}")]
            )
    cells = {label: _written(given.get(label)) for label in table.labels}
    return [*rows, (name, _completed(cells))]


def _written(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value) if isinstance(value, bool | int) else f"{value:f}".rstrip("0").rstrip(".")


def _completed(cells: dict[str, str]) -> dict[str, str]:
    """A place by any of its names becomes its code, and one figure with `exact` or `about` fills both ends."""
    for column in ("iso3", "iso3_list"):
        if cells.get(column):
            cells[column] = ";".join(iso3_of(name) or name for name in cells[column].split(";"))
    if cells.get("qualifier") in ("exact", "about"):
        for low, high in (("low", "high"), ("share_low", "share_high")):
            if low in cells and bool(cells[low]) != bool(cells[high]):
                cells[low] = cells[high] = cells[low] or cells[high]
    return cells


def with_row(table: Table, data: bytes, cells: dict[str, str]) -> bytes:
    """The bytes of a file with one more row, before the first row whose key is greater; all other bytes stay."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n" if b"\r\n" in data else "\n").writerow(cells[label] for label in table.labels)
    lines = (data if data.endswith(b"\n") else data + b"\n").splitlines(keepends=True)
    place = len(lines)
    for number, line in enumerate(lines[1:], start=1):
        row = next(csv.reader([line.decode()]))
        if table.key_of(dict(zip(table.labels, row, strict=False))) > table.key_of(cells):
            place = number
            break
    return b"".join([*lines[:place], out.getvalue().encode(), *lines[place:]])


def add_rows(rows: Rows, folder: Path, *, dry_run: bool = False, today: date | None = None) -> None:
    """Write new rows into their files. Raises `TableError`, nothing written, when the record would have a fault."""
    _, tables = read_descriptor(folder)
    files: dict[str, bytes] = {}
    for name, cells in rows:
        file = tables[name].file
        files[file] = with_row(tables[name], files.get(file) or (folder / file).read_bytes(), cells)
    with TemporaryDirectory() as trial:
        shutil.copytree(folder, trial, dirs_exist_ok=True)
        for file, data in files.items():
            (Path(trial) / file).write_bytes(data)
        load_record(Path(trial), today=today, needed={})  # rows change nothing of it
    for file, data in files.items() if not dry_run else ():
        # A reader sees the old file or the new one, never half of one.
        fresh = folder / f".{file}.new"
        fresh.write_bytes(data)
        os.replace(fresh, folder / file)


def ask(table: Table, read: Callable[[str], str] = input) -> dict[str, str]:
    """One row, asked for column by column; a cell that breaks a rule is told and asked for again."""
    cells = {}
    for column in table.columns:
        words = f" ({', '.join(column.enum)})" if column.enum else ""
        need = "" if column.required else "; Enter leaves it empty"
        while True:
            text = read(f"{column.name}: {column.description}{words}{need}\n> ")
            problem = cell_problem(column, text, date.today())
            if problem is None or column.name == "iso3":
                break
            print(f"{problem[0]}: {problem[1]}")
        cells[column.name] = text
    return cells


def main(arguments: list[str]) -> int:
    """Add a row and return 0, or print the faults and return 1."""
    print_anywhere()
    parser = argparse.ArgumentParser(prog="python -m loaders.add", description="Add one row to a table of the record.")
    parser.add_argument("table")
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--json", help="the row as a JSON object; without it, from what is piped in, or asked for")
    parser.add_argument("--dry-run", action="store_true", help="check and show the row, write nothing")
    options = parser.parse_args(arguments)
    try:
        _, tables = read_descriptor(options.folder)
        if options.table not in tables:
            print(f"no table {options.table!r}{nearest(options.table, tables)}", file=sys.stderr)
            return 1
        given = _given(options.json, tables, options.table)
        rows = rows_of(options.table, given, tables)
        add_rows(rows, options.folder, dry_run=options.dry_run)
    except TableError as error:
        print(error)
        return 1
    except (ValueError, AttributeError, EOFError, RecursionError) as error:
        print(f"a JSON object with a value for each column is expected: {error}", file=sys.stderr)
        return 1
    for name, cells in rows:
        print(f"{name}: {', '.join(f'{label} {text}' for label, text in cells.items() if text)}")
    print("sound; nothing was written" if options.dry_run else "written; add a line to CHANGELOG.md")
    return 0


def _given(text: str | None, tables: dict[str, Table], name: str) -> dict[str, Any]:
    if text is None and sys.stdin.isatty():
        row: dict[str, Any] = dict(ask(tables[name]))
        if row.get("source_id") and input("Is the source new? [y/N] ").strip().lower() == "y":
            row["sources"] = ask(tables["sources"])
            row[SIGHTINGS] = ask(tables[SIGHTINGS])
        return row
    given = json.loads(sys.stdin.read() if text in (None, "-") else str(text))
    if not isinstance(given, dict):
        raise ValueError("this is no object")
    return given


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
