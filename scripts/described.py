"""The descriptor of the record, as given by `columns.yaml`, which describes each column once, and `tables.yaml`, which
says of each table what it is and which columns it has, in order.

A column has the properties that the descriptor gives it (`loaders/descriptor.py` explains ours), and these instead of
some:

- `type`: one of the standard, text where it is left out, or one of `types` at the head of the file, each a pattern.
- `values`: its codes in order, for `enum` and `categories`. A code without a `label` is its own; what it says beside
  its words may stand on one line (`beside`). The `units` that a measure may have are for `unitsByMeasure`.
- `rowOf`: the table of which each cell names a row, for `foreignKeys`.
- `in TABLE` or `in TABLE, TABLE`: what is said otherwise of the column in these tables, or besides; of `values` those
  that are told otherwise or added, and `without` those that are not there.

A table has the properties of the descriptor too. The columns of its `key` are required, and a single one is unique.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from loaders.descriptor_form import CONSTRAINTS, TYPES, one_or_several
from loaders.faults import Fault, TableError

COLUMNS: Final = "columns.yaml"
TABLES: Final = "tables.yaml"
FIRST: Final = ("title", "description", "knownFrom")
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

    def values(self, column: str, table: str) -> dict[str, Said]:
        """The codes of a column in one table, each with all that it says."""
        for_all, here = self.by_column[column].get("values", {}), self.own(column, table)
        own = here.get("values", {})
        return {
            value: spread(for_all.get(value)) | spread(own.get(value))
            for value in {**for_all, **own}
            if value not in one_or_several(here.get("without", []))
        }

    def units(self, table: str) -> dict[str, list[str]]:
        """The units that each measure of a table may have; none where it says none."""
        values = [code for column in self.by_table[table]["columns"] for code in self.values(column, table).items()]
        return {value: [*one_or_several(words["units"])] for value, words in values if "units" in words}

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
            **({"unitsByMeasure": units} if (units := self.units(name)) else {}),
            "schema": {
                "fields": [self._field(column, name, key) for column in told["columns"]],
                "primaryKey": [*key],
                "foreignKeys": links,
            },
        }

    def _field(self, name: str, table: str, key: tuple[str, ...]) -> Said:
        said = {part: value for part, value in self.by_column[name].items() if not tables_of(part)}
        said |= self.own(name, table)
        constraints: Said = {"required": True, **({"unique": True} if len(key) == 1 else {})} if name in key else {}
        field: Said = {"name": name, "type": "string"}
        for part, value in said.items():
            if part == "type":
                field["type"] = value if value in TYPES else "string"
            elif part == "values":
                values = self.values(name, table)
                constraints["enum"] = [*values]
                field["categories"] = [
                    {"value": value, "label": value} | {part: word for part, word in words.items() if part != "units"}
                    for value, words in values.items()
                ]
            elif part in CONSTRAINTS:
                constraints[part] = value
            elif part not in ("rowOf", "without"):
                field[part] = value
        if pattern := said.get("pattern", self.types.get(said.get("type", ""))):
            constraints["pattern"] = pattern
        found = {part: value for part, value in constraints.items() if value is not False}
        return {**field, "constraints": found} if found else field
