"""The descriptor `datapackage.json`, read into tables, columns and links.

It is a frictionless Data Package, so outside tools apply its types, allowed values, keys and links too. Four properties
of a table are ours, and other tools pass over them:

- `minimumRows`: fewer rows than this mean that something was lost; every table states it.
- `everyRowUsed`: each row must be named by a row of another table.
- `drawnFrom`: a CSV file below the record that must know each key too, such as the places a map can draw.
- `unitsByMeasure`: the units that each measure may have, as lists. Where a table keeps shares in columns of their own,
  a measure in percent fills those only.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from loaders.dates import DATE_PATTERN
from loaders.faults import Fault, TableError

DATA = Path(__file__).resolve().parent.parent / "data"
DESCRIPTOR = "datapackage.json"
TYPES = ("string", "integer", "number", "boolean")
CONSTRAINTS = {"required", "unique", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum"}


@dataclass(frozen=True)
class Column:
    """One column: its type, what it may hold, and what it means."""

    name: str
    type: str
    description: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    min_length: int = 0
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None

    @property
    def is_date(self) -> bool:
        return self.pattern == DATE_PATTERN

    @property
    def is_numeric(self) -> bool:
        return self.type in ("integer", "number")


@dataclass(frozen=True)
class Link:
    """Each value of `column` is a value of `target` in another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One table: its file, columns in order, key, links to other tables and our own four properties."""

    name: str
    file: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    minimum_rows: int = 1
    every_row_used: bool = False
    drawn_from: str | None = None
    units_by_measure: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def key_of(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(cells.get(name, "") for name in self.key)


def read_descriptor(folder: Path = DATA) -> tuple[dict[str, Any], dict[str, Table]]:
    """The descriptor as it stands in the file, and its tables by name, in the order of the file.

    Raises `TableError` when the descriptor is missing, is no JSON or leaves out what the loader needs.
    """
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_bytes().decode("utf-8"))
    except OSError as error:
        raise TableError([_fault("", "file-missing", f"no descriptor in {folder}: {error.strerror}")]) from error
    except ValueError as error:
        raise TableError([_fault("", "descriptor", f"this is not JSON in UTF-8: {error}")]) from error
    try:
        faults = list(_descriptor_faults(descriptor))
        tables = [] if faults else [_table(resource) for resource in descriptor["resources"] if "schema" in resource]
    except (AttributeError, KeyError, TypeError) as error:
        faults = [_fault("", "descriptor", f"this is no Data Package; something is missing or misplaced: {error!r}")]
    if faults:
        raise TableError(faults)
    return descriptor, {table.name: table for table in tables}


def _fault(column: str, rule: str, message: str) -> Fault:
    return Fault(DESCRIPTOR, None, column, "", rule, message)


def _descriptor_faults(descriptor: Any) -> Iterator[Fault]:
    """What the loader cannot do without. The rest of the standard is frictionless's to check."""
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        yield _fault("resources", "descriptor", "an object with a list of resources is expected")
        return
    tables = [resource for resource in descriptor["resources"] if "schema" in resource]
    names = [table.get("name") for table in tables]
    for table in tables:
        name, schema = str(table.get("name")), table["schema"]
        if not isinstance(table.get("minimumRows"), int):
            yield _fault(name, "descriptor", "minimumRows is missing; a table that may lose rows unseen is not checked")
        labels = [column.get("name") for column in schema.get("fields", [])]
        key = _names(schema.get("primaryKey", []))
        if not key or not set(key) <= set(labels):
            yield _fault(name, "descriptor", "primaryKey must name columns of the table")
        for column in schema.get("fields", []):
            where = f"{name}.{column.get('name')}"
            if column.get("type") not in TYPES:
                yield _fault(where, "descriptor", f"the type must be one of {', '.join(TYPES)}")
            for constraint in sorted(set(column.get("constraints", {})) - CONSTRAINTS):
                yield _fault(where, "descriptor", f"the loader does not know the constraint {constraint}")
        for link in schema.get("foreignKeys", []):
            if link["reference"]["resource"] not in names or not set(_names(link["fields"])) <= set(labels):
                yield _fault(name, "descriptor", f"the link {link} names a table or a column that is not there")


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        file=resource["path"],
        description=resource.get("description", ""),
        columns=tuple(_column(column) for column in schema["fields"]),
        key=_names(schema["primaryKey"]),
        links=tuple(
            Link(_names(link["fields"])[0], link["reference"]["resource"], _names(link["reference"]["fields"])[0])
            for link in schema.get("foreignKeys", [])
        ),
        minimum_rows=resource["minimumRows"],
        every_row_used=resource.get("everyRowUsed", False),
        drawn_from=resource.get("drawnFrom"),
        units_by_measure=resource.get("unitsByMeasure", {}),
    )


def _column(column: dict[str, Any]) -> Column:
    constraints = column.get("constraints", {})
    return Column(
        name=column["name"],
        type=column["type"],
        description=column.get("description", ""),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(map(str, constraints.get("enum", ()))),
        pattern=constraints.get("pattern"),
        min_length=constraints.get("minLength", 0),
        max_length=constraints.get("maxLength"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
    )


def _names(names: str | list[str]) -> tuple[str, ...]:
    """One name or several: the standard writes both."""
    return (names,) if isinstance(names, str) else tuple(names)
