"""Write `datapackage.json` from `columns.yaml`, which describes each column once, and `tables.yaml`, which says of each
table what it is and which columns it has, in order: `make record`.

A column has the properties that the descriptor gives it (`loaders/descriptor.py` explains ours), and these instead of
some:

- `type`: one of the standard, text where it is left out, or one of `types` at the head of the file, each a pattern.
- `values`: its codes in order, for `enum` and `categories`. A code without a `label` is its own; what it says beside
  its words may stand on one line (`beside`).
- `rowOf`: the table of which each cell names a row, for `foreignKeys`.
- `in TABLE` or `in TABLE, TABLE`: what is said otherwise of the column in these tables, or besides; of `values` those
  that are told otherwise or added, and `without` those that are not there.

A table has the properties of the descriptor too. The columns of its `key` are required, and a single one is unique.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from loaders.canonical import canonical_descriptor
from loaders.descriptor import DATA, DESCRIPTOR
from loaders.descriptor_form import CONSTRAINTS, TYPES, content_faults, form_faults, one_or_several
from loaders.faults import Fault, TableError, nearest

COLUMNS: Final = "columns.yaml"
TABLES: Final = "tables.yaml"
OF_A_COLUMN: Final = {
    *("type", "title", "description", "unit", "knownBy", "knownFrom", "values", "rowOf"),
    *(CONSTRAINTS - {"enum"}),
}
OF_ALL: Final = {"name", "title", "description", "profile", "licenses", "follows", "tables"}
FIRST: Final = ("title", "description", "knownFrom")
OF_A_TABLE: Final = {
    *(*FIRST, "key", "columns", "minimumRows", "everyRowUsed", "drawnFrom", "unitsByMeasure", "confirmed"),
    *("sentence", "subject", "subjectColumns"),
}
OF_A_FILE: Final = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
_NO_TEXT: Final = re.compile(r"|true|false|-?(0|[1-9]\d*)(\.\d+)?")
"""What is no text where it stands without quotes. A day, a month and yes are."""

Said = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """One of the two files: what it says, and the line in which each thing is named."""

    file: str
    said: Said
    lines: Mapping[tuple[str, ...], int]

    def fault(self, rule: str, message: str, *where: str) -> Fault:
        """A fault of what the last of `where` names."""
        return Fault(self.file, self.lines.get(where), ".".join(where[:-1]), where[-1], rule, message)


def read_source(folder: Path, file: str) -> Source:
    """One of the two files of a folder. Raises `TableError` where it is no YAML, or names something twice."""
    lines: dict[tuple[str, ...], int] = {}

    def content(node: Any, *where: str) -> Any:
        if isinstance(node, yaml.SequenceNode):
            lines.update({(*where, str(each.value)): each.start_mark.line + 1 for each in node.value})
            return [content(each, *where) for each in node.value]
        if isinstance(node, yaml.MappingNode):
            found: Said = {}
            for key, value in node.value:
                name = str(key.value)
                if name in found:
                    raise yaml.MarkedYAMLError(problem=f"{name} stands twice", problem_mark=key.start_mark)
                lines[*where, name] = key.start_mark.line + 1
                found[name] = content(value, *where, name)
            return found
        is_text = node.style is not None or not _NO_TEXT.fullmatch(node.value)
        return node.value if is_text else json.loads(node.value or "null")

    try:
        root = yaml.compose((folder / file).read_text(encoding="utf-8"), yaml.SafeLoader)
        return Source(file, content(root) if root else {}, lines)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise TableError([Fault(file, mark and mark.line + 1, "", "", "yaml", problem)]) from error


def tables_of(name: str) -> list[str]:
    """The tables of which a part of a column speaks, such as `in events`; none of a property."""
    return name.removeprefix("in ").split(", ") if name.startswith("in ") else []


def spread(words: Said | None) -> Said:
    """What a code says, with what stands `beside` its words among them."""
    told: Said = {}
    for name, value in (words or {}).items():
        told |= value if name == "beside" else {name: value}
    return told


@dataclass(frozen=True)
class Described:
    """Columns and tables, and what the two give together."""

    columns: Source
    tables: Source

    @cached_property
    def types(self) -> Said:
        return dict(self.columns.said["types"])

    @cached_property
    def by_column(self) -> Said:
        return {name: told for name, told in self.columns.said.items() if name != "types"}

    @cached_property
    def by_table(self) -> Said:
        return dict(self.tables.said["tables"])

    def own(self, column: str, table: str) -> Said:
        """What is said of a column in one table alone."""
        parts = self.by_column[column].items()
        return next((told for name, told in parts if table in tables_of(name)), {})

    def parts(self, column: str) -> list[tuple[str, Said]]:
        """What is said of a column: for all tables, under no name, and what is said apart."""
        entry = self.by_column[column]
        return [("", entry), *((name, told) for name, told in entry.items() if tables_of(name))]

    def having(self, column: str) -> list[str]:
        """The tables that have a column."""
        return [table for table, told in self.by_table.items() if column in told["columns"]]

    @property
    def with_one_key(self) -> list[str]:
        """The tables of which one cell can name a row."""
        return [table for table, told in self.by_table.items() if len(one_or_several(told["key"])) == 1]

    def descriptor(self) -> Said:
        """The descriptor. Both files are sound."""
        about = {name: told for name, told in self.tables.said.items() if name != "tables"}
        return {**about, "resources": [self._resource(name, told) for name, told in self.by_table.items()]}

    def _resource(self, name: str, told: Said) -> Said:
        key = one_or_several(told["key"])
        links = [
            {
                "fields": column,
                "reference": {"resource": table, "fields": one_or_several(self.by_table[table]["key"])[0]},
            }
            for column, said in self.by_column.items()
            if column in told["columns"] and (table := said.get("rowOf", name)) != name
        ]
        return {
            **{"name": name, "path": f"{name}.csv"},
            **{part: told[part] for part in FIRST if part in told},
            **OF_A_FILE,
            **{part: value for part, value in told.items() if part not in (*FIRST, "key", "columns")},
            "schema": {
                "fields": [self._field(column, name, key) for column in told["columns"]],
                "primaryKey": [*key],
                "foreignKeys": links,
            },
        }

    def _field(self, name: str, table: str, key: tuple[str, ...]) -> Said:
        own = self.own(name, table)
        said = {part: value for part, value in self.by_column[name].items() if not tables_of(part)} | own
        constraints: Said = {"required": True, **({"unique": True} if len(key) == 1 else {})} if name in key else {}
        field: Said = {"name": name, "type": "string"}
        for part, value in said.items():
            if part == "type":
                field["type"] = value if value in TYPES else "string"
            elif part == "values":
                field["categories"] = self._categories(name, own)
                constraints["enum"] = [category["value"] for category in field["categories"]]
            elif part in CONSTRAINTS:
                constraints[part] = value
            elif part not in ("rowOf", "without"):
                field[part] = value
        if pattern := said.get("pattern", self.types.get(said.get("type", ""))):
            constraints["pattern"] = pattern
        found = {part: value for part, value in constraints.items() if value is not False}
        return {**field, "constraints": found} if found else field

    def _categories(self, name: str, own: Said) -> list[Said]:
        for_all, here = self.by_column[name].get("values", {}), own.get("values", {})
        return [
            {"value": value, "label": value} | spread(for_all.get(value)) | spread(here.get(value))
            for value in {**for_all, **here}
            if value not in one_or_several(own.get("without", []))
        ]


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
    for table, told in tables.said["tables"].items():
        if not isinstance(told, dict) or not isinstance(told.get("columns"), list) or not told.get("key"):
            message = "properties are expected, a key and a list of columns among them"
            yield tables.fault("form", message, "tables", table)


_EXPECTED: Final = "names are expected, each with what is said of it"


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
        yield columns.fault("unused", "no column is of this type", "types", name)


def _of_a_column(described: Described, column: str) -> Iterator[Fault]:
    fault, entry, having = described.columns.fault, described.by_column[column], described.having(column)
    parts = [(part, told) for part, told in described.parts(column) if part]
    told_in = [table for part, _ in parts for table in tables_of(part)]
    if not having:
        yield fault("unused", "no table has this column", column)
    for name in [name for name in entry if all(name in described.own(column, table) for table in having)]:
        if having and name != "values":
            yield fault("unused", "every table that has the column says its own", column, name)
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


def read_described(folder: Path) -> Described:
    """Columns and tables of a folder. Raises `TableError` with all that is wrong."""
    columns, tables = (read_source(folder, file) for file in (COLUMNS, TABLES))
    if found := [*misshapen(columns, tables)]:
        raise TableError(found)
    described = Described(columns, tables)
    if found := [*faults_of(described)]:
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
