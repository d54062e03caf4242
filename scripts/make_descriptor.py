"""Write `datapackage.json` from `columns.yaml` and `tables.yaml`, unless something is wrong with these: `make record`.

`scripts/described.py` says what may stand in the two.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from loaders.canonical import canonical_descriptor
from loaders.descriptor import DATA, DESCRIPTOR
from loaders.descriptor_form import CONSTRAINTS, TYPES, content_faults, form_faults, one_or_several
from loaders.faults import Fault, TableError, nearest
from scripts.described import COLUMNS, FIRST, TABLES, Described, Said, Source, read_source, spread, tables_of

OF_ALL: Final = {"name", "title", "description", "profile", "licenses", "follows", "tables"}
OF_A_TABLE: Final = {
    *(*FIRST, "key", "columns", "minimumRows", "everyRowUsed", "drawnFrom", "confirmed"),
    *("sentence", "subject", "subjectColumns"),
}
OF_A_COLUMN: Final = {
    *("type", "title", "description", "unit", "knownBy", "knownFrom", "values", "rowOf"),
    *(CONSTRAINTS - {"enum"}),
}


def misshapen(columns: Source, tables: Source) -> Iterator[Fault]:
    """Where names and what is said of each are expected, and something else stands."""
    for source, part in ((columns, "types"), (tables, "tables")):
        if not isinstance(source.said, dict) or not isinstance(source.said.get(part), dict):
            yield Fault(source.file, None, part, "", "form", _EXPECTED)
            return
    for column, entry in columns.said.items():
        for where, told in _mappings(entry, column):
            if not isinstance(told, dict):
                yield columns.fault("form", _EXPECTED, *where)
                continue
            for name in [name for name in ("type", "rowOf") if not isinstance(told.get(name, ""), str)]:
                yield columns.fault("form", "a name is expected", *where, name)
            for name in [name for name in ("without", "units") if not _is_named(told.get(name, ""))]:
                yield columns.fault("form", "a name is expected, or a list of names", *where, name)
    for table, told in tables.said["tables"].items():
        said = told if isinstance(told, dict) else {}
        is_listed = isinstance(said.get("columns"), list) and _is_named(said["columns"])
        if not is_listed or not said.get("key") or not _is_named(said["key"]):
            message = "properties are expected, a key and a list of columns among them"
            yield tables.fault("form", message, "tables", table)


_EXPECTED: Final = "names are expected, each with what is said of it"


def _is_named(told: Any) -> bool:
    return isinstance(told, str) or (isinstance(told, list) and all(isinstance(each, str) for each in told))


def _mappings(told: Any, *where: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What of a column must be names with what is said of each: itself, its parts, its values and each of them."""
    yield where, told
    for name, inner in told.items() if isinstance(told, dict) else ():
        if tables_of(name) or name in ("values", "beside") or (where[-1] == "values" and inner is not None):
            yield from _mappings(inner, *where, name)


def faults_of(described: Described) -> Iterator[Fault]:
    """What is wrong with what the two files say, as far as it can be told before they are put together."""
    columns, tables = described.columns, described.tables
    for name in sorted({*tables.said} - OF_ALL):
        yield tables.fault("unknown", f"no such property{nearest(name, OF_ALL)}", name)
    for table, told in described.by_table.items():
        for name in sorted({*told} - OF_A_TABLE):
            yield tables.fault("unknown", f"no such property{nearest(name, OF_A_TABLE)}", "tables", table, name)
        for column in dict.fromkeys(told["columns"]):
            where = ("tables", table, "columns", column)
            if column not in described.by_column:
                message = f"{COLUMNS} describes no such column{nearest(column, described.by_column)}"
                yield tables.fault("unknown", message, *where)
            if told["columns"].count(column) > 1:
                yield tables.fault("twice", "the table has this column already", *where)
    for column in described.by_column:
        yield from _of_a_column(described, column)
    used = {told.get("type") for column in described.by_column for _, told in described.parts(column)}
    for name in sorted({*described.types} - used):
        yield columns.fault("needless", "no column is of this type", "types", name)


def _of_a_column(described: Described, column: str) -> Iterator[Fault]:
    fault, entry, having = described.columns.fault, described.by_column[column], described.having(column)
    parts = [(part, told) for part, told in described.parts(column) if part]
    told_in = [table for part, _ in parts for table in tables_of(part)]
    if not having:
        yield fault("needless", "no table has this column", column)
    for name in [name for name in entry if all(name in described.own(column, table) for table in having)]:
        if having and name != "values":
            yield fault("needless", "every table that has the column says its own", column, name)
    yield from _of_a_part(described, (column,), entry)
    for part, told in parts:
        yield from _of_a_part(described, (column, part), told)
        for table in tables_of(part):
            if table not in having:
                yield fault("unknown", f"no table {table} has this column{nearest(table, having)}", column, part)
            if told_in.count(table) > 1:
                yield fault("twice", f"{table} has several parts", column, part)
        for name, value in told.items():
            if name != "values" and value == entry.get(name, False if name in CONSTRAINTS else None):
                yield fault("twice", "the same is said for all tables", column, part, name)
        for value, words in told.get("values", {}).items():
            for_all = spread(entry.get("values", {}).get(value))
            for name in [name for name, word in spread(words).items() if for_all.get(name) == word]:
                yield fault("twice", f"the same {name} is said for all tables", column, part, "values", value)
        for value in one_or_several(told.get("without", [])):
            if value not in entry.get("values", {}):
                yield fault("unknown", f"{value} is no value for all tables", column, part, "without")


def _of_a_part(described: Described, where: tuple[str, ...], told: Said) -> Iterator[Fault]:
    """What is wrong with what is said of a column, for all tables or for some, taken by itself."""
    fault = described.columns.fault
    known = OF_A_COLUMN if len(where) == 1 else OF_A_COLUMN - {"rowOf"} | {"without"}
    for name in [name for name in told if name not in known and not tables_of(name)]:
        yield fault("unknown", f"no such property{nearest(name, known)}", *where, name)
    for name, there in (("type", [*TYPES, *described.types]), ("rowOf", described.with_one_key)):
        if name in told and told[name] not in there:
            yield fault("unknown", f"there is no {told[name]}{nearest(str(told[name]), there)}", *where, name)
    for value, words in told.get("values", {}).items():
        if (words or {}).get("label") == value:
            yield fault("twice", "a code without a label is its own", *where, "values", value)
        for name in {*(words or {})}.intersection((words or {}).get("beside", ())):
            yield fault("twice", f"{name} is said beside, too", *where, "values", value)


def unit_faults(described: Described) -> Iterator[Fault]:
    """Measures without a unit, or with one that the column `unit` of the table does not have."""
    for table in [table for table, told in described.by_table.items() if {"measure", "unit"} <= {*told["columns"]}]:
        units, there = described.units(table), described.values("unit", table)
        for measure in described.values("measure", table):
            where = ("measure", f"in {table}", "values", measure)
            if measure not in units:
                yield described.columns.fault("missing", "a measure says in which units it may be", *where)
            for unit in [unit for unit in units.get(measure, ()) if unit not in there]:
                message = f"{table} has no such unit{nearest(unit, there)}"
                yield described.columns.fault("unknown", message, *where, "units", unit)


def read_described(folder: Path) -> Described:
    """Columns and tables of a folder. Raises `TableError` with all that is wrong."""
    columns, tables = (read_source(folder, file) for file in (COLUMNS, TABLES))
    if found := [*misshapen(columns, tables)]:
        raise TableError(found)
    described = Described(columns, tables)
    if found := [*faults_of(described)] or [*unit_faults(described)]:
        raise TableError(found)
    return described


def descriptor_text(folder: Path) -> str:
    """What `datapackage.json` has to be. Raises `TableError` where the two files do not give a sound descriptor."""
    descriptor = read_described(folder).descriptor()
    told = [*form_faults(descriptor, folder)] or [*content_faults(descriptor)]
    if told:
        raise TableError(
            [Fault(DESCRIPTOR, None, _named(where, descriptor), "", "descriptor", why) for where, why in told]
        )
    return canonical_descriptor(descriptor)


def _named(where: str, descriptor: Said) -> str:
    """A place in the descriptor with the names of table and column instead of their numbers."""
    found = re.match(r"resources\[(\d+)\](?:\.schema\.fields\[(\d+)\])?", where)
    if not found:
        return where
    resource = descriptor["resources"][int(found[1])]
    column = f".{resource['schema']['fields'][int(found[2])]['name']}" if found[2] else ""
    return f"{resource['name']}{column}{where[found.end() :]}"


def main(arguments: list[str]) -> int:
    """Write the descriptor of a folder, or say what is wrong; one without the two files keeps its own."""
    folder = Path(arguments[0]) if arguments else DATA
    if not (folder / COLUMNS).exists():
        print(f"{DESCRIPTOR} is kept by hand: no {COLUMNS} in {folder}")
        return 0
    try:
        text = descriptor_text(folder).encode()
    except (TableError, OSError) as error:
        print(error)
        return 1
    if not (folder / DESCRIPTOR).exists() or (folder / DESCRIPTOR).read_bytes() != text:
        (folder / DESCRIPTOR).write_bytes(text)
        print(f"rewritten: {DESCRIPTOR}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
