"""Cut the record of today to the small one that the tests of the software run on: `make frozen`.

Every row bears signs: each of its codes, each together with the first code of its table, how exact a date is and its
year, which cells are empty or zero, letters beyond Latin. Rows are taken until each sign of the record is borne by one;
the rarest signs first, each by the row that brings most signs for the fewest rows. A row comes with all that it rests
on: its document and its place, the pages through which the document was read, and of a theft all that is said of it.
Which rows are there besides, and why, stands in `tests/frozen/named.toml`. Rows that are there already stay while the
record has them, so that a new column or code moves no other; to cut afresh, delete `tests/frozen/data` first.

It also writes down which tables and columns there are, for `loaders.needed`.
"""

import csv
import shutil
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from loaders.canonical import canonical_descriptor, canonical_table
from loaders.descriptor import DESCRIPTOR, Column, Table, read_descriptor
from loaders.grades import SIGHTINGS
from loaders.needed import FILE, needed_text
from loaders.reading import read_file
from loaders.rules import CORRECTIONS

ROOT: Final = Path(__file__).parents[1]
FROZEN: Final = ROOT / "tests" / "frozen"
LAST_LATIN: Final = "\u024f"

Key = tuple[str, str]
"""A row: its table, and its key joined by `/`."""
Cells = Mapping[str, str]
Sign = tuple[str, ...]
"""A table, a column, and what stands there; the same of a second column after it where two codes stand together."""


def is_code(column: Column) -> bool:
    """Whether a column holds one of a few codes."""
    return bool(column.enum) or column.type == "boolean"


def signs(table: Table, cells: Cells) -> Iterator[Sign]:
    """What a row is a case of."""
    codes = [(column.name, cells[column.name]) for column in table.columns if is_code(column)]
    for place, one in enumerate(codes):
        yield table.name, *one
        # a grade is said of how a document was read, whatever the claim
        yield from ((table.name, *one, *other) for other in codes[: min(place, 1)] if "grade" not in (one[0], other[0]))
    for column in table.columns:
        text = cells[column.name]
        if column.is_date:
            yield table.name, column.name, ("no day", "year", "month", "day")[len(text.split("-")) if text else 0]
            yield table.name, column.name, text[:4]
        elif not is_code(column):
            yield table.name, column.name, "filled" if text else "empty"
        if column.is_numeric and text and float(text) == 0:
            yield table.name, column.name, "zero"
        if ";" in text and column.pattern:
            yield table.name, column.name, "several"
        beyond = {letter for letter in text if letter > LAST_LATIN and letter.isalpha()}
        yield from (
            (table.name, column.name, script) for script in {unicodedata.name(each).split()[0] for each in beyond}
        )


@dataclass(frozen=True)
class Whole:
    """A record as it stands in its files: nothing is corrected, and cells are text."""

    descriptor: dict[str, Any]
    tables: dict[str, Table]
    rows: Mapping[Key, Cells]

    @cached_property
    def borne(self) -> dict[Key, frozenset[Sign]]:
        """Of each row, its signs."""
        return {key: frozenset(signs(self.tables[key[0]], cells)) for key, cells in self.rows.items()}

    @cached_property
    def needed(self) -> dict[Key, set[Key]]:
        """Of each row, the rows without which it cannot stand, or would say less."""
        needed = {key: set(self._pointed_at(key)) for key in self.rows}
        graded = defaultdict(set)
        for key in self.rows:
            graded[key[1]].add(key)
        for key, cells in self.rows.items():
            if key[0] == SIGHTINGS:
                rests_on = graded[cells["row_id"]] if cells["row_id"] else [("sources", cells["source_id"])]
            elif key[0] == CORRECTIONS:
                rests_on = [(cells["table"], cells["key"])]
            else:
                rests_on = [("incidents", cells["incident_id"])] if cells.get("incident_id") else []
            for row in rests_on:
                needed[row].add(key)
        return needed

    def _pointed_at(self, key: Key) -> Iterator[Key]:
        table, cells = self.tables[key[0]], self.rows[key]
        yield from ((link.table, cells[link.column]) for link in table.links if cells[link.column])
        for column in [label for label in table.labels if label.endswith("_list")]:
            listed = [
                (each.name, value)
                for each in self.tables.values()
                for value in cells[column].split(";")
                if each.key == (column.removesuffix("_list"),)
            ]
            yield from (row for row in listed if row in self.rows)
        if table.name == CORRECTIONS:
            yield cells["table"], cells["key"]

    def with_needed(self, keys: Collection[Key]) -> set[Key]:
        """Rows and all that they need, however far."""
        found, left = set(keys), [*keys]
        while left:
            new = self.needed[left.pop()] - found
            found |= new
            left += new
        return found


def read_whole(folder: Path) -> Whole:
    """The record of a folder, which must hold no fault of form."""
    descriptor, tables = read_descriptor(folder)
    rows = {
        (name, "/".join(table.key_of(row.cells))): row.cells
        for name, table in tables.items()
        for row in read_file(table, folder).rows
    }
    return Whole(descriptor, tables, rows)


def named(whole: Whole, entries: Collection[Mapping[str, Any]]) -> set[Key]:
    """The rows asked for by name, each entry as in `tests/frozen/named.toml`. Raises `LookupError` where a value finds
    none."""
    found = set()
    for entry in entries:
        where = entry["where"]
        rows = {
            key
            for key, cells in whole.rows.items()
            if key[0] == entry["table"] and all(cells[column] in values for column, values in where.items())
        }
        for column, values in where.items():
            if missing := set(values) - {whole.rows[key][column] for key in rows}:
                raise LookupError(f"no such row of {entry['table']}: {column} {', '.join(sorted(missing))}")
        found |= rows
    return found


def chosen(whole: Whole, first: Collection[Key]) -> set[Key]:
    """Some rows, and those that bear what is missing in them."""
    groups: dict[Key, set[Key]] = {}
    kept = whole.with_needed(first)
    has = {sign for key in kept for sign in whole.borne[key]}
    borne = Counter(sign for signs_of_row in whole.borne.values() for sign in signs_of_row)
    brought_by = defaultdict(list)
    for key in whole.rows:
        if not (whole.tables[key[0]].every_row_used or key[0] == SIGHTINGS):  # these come with a row that rests on them
            groups[key] = whole.with_needed([key])
            for sign in {sign for row in groups[key] for sign in whole.borne[row]}:
                brought_by[sign].append(key)

    def gain(key: Key) -> float:
        new = groups[key] - kept
        return sum(sign not in has for row in new for sign in whole.borne[row]) / len(new)

    for sign in sorted(brought_by, key=lambda sign: (borne[sign], sign)):
        if sign not in has:
            new = groups[max((key for key in brought_by[sign] if groups[key] - kept), key=gain)] - kept
            kept |= new
            has |= {mark for key in new for mark in whole.borne[key]}
    return kept


def there_already(whole: Whole, folder: Path) -> set[Key]:
    """The rows of a record that an earlier cut of it, in `folder`, holds too."""
    found = set()
    for name, table in whole.tables.items():
        if (folder / table.file).is_file():
            with (folder / table.file).open(encoding="utf-8", newline="") as file:
                found |= {(name, "/".join(table.key_of(row))) for row in csv.DictReader(file)}
    return found & set(whole.rows)


def cut(whole: Whole, kept: Collection[Key]) -> dict[str, str]:
    """The texts of the files of a record of these rows alone, by name."""
    texts = {}
    for resource in whole.descriptor["resources"]:
        if table := whole.tables.get(resource["name"]):
            rows = [whole.rows[key] for key in kept if key[0] == table.name]
            texts[table.file] = canonical_table(table, rows)
            resource["minimumRows"] = min(resource["minimumRows"], len(rows))
            ids = {key[1] for key in kept if key[0] == table.name}
            answers = resource.pop("confirmed", [])
            for answer in answers:
                answer["keys"] = [each for each in answer["keys"] if each in ids]
            if about_several := [answer for answer in answers if len(answer["keys"]) > 1]:
                resource["confirmed"] = about_several
    return {DESCRIPTOR: canonical_descriptor(whole.descriptor), **texts}


def main() -> None:
    """Write `tests/frozen/` anew, and what of the record the pages read."""
    whole = read_whole(ROOT / "data")
    FILE.write_text(needed_text(whole.descriptor), encoding="utf-8")
    asked = named(whole, tomllib.loads((FROZEN / "named.toml").read_text(encoding="utf-8"))["keep"])
    kept = chosen(whole, asked | there_already(whole, FROZEN / "data"))
    for name in ("data", "talks"):
        shutil.rmtree(FROZEN / name, ignore_errors=True)
        shutil.copytree(ROOT / name, FROZEN / name, ignore=shutil.ignore_patterns("*.yaml"))
    for name, text in cut(whole, kept).items():
        (FROZEN / "data" / name).write_bytes(text.encode())
    print(f"{len(kept)} of {len(whole.rows)} rows kept")


if __name__ == "__main__":
    main()
