"""The descriptor `datapackage.json`, read into tables, columns and links.

It is a frictionless Data Package, so outside tools apply its types, allowed values, keys and links too. Ours is written
by `scripts/make_descriptor.py`; a record of others may be described by hand. Eight properties of a table are ours, and
other tools pass over them:

- `minimumRows`: fewer rows than this mean that something was lost; every table states it.
- `everyRowUsed`: each row must be named by a row of another table.
- `drawnFrom`: a CSV file below the record that must know each key too, such as the places a map can draw.
- `unitsByMeasure`: the units that each measure may have, as lists. Where a table keeps shares in columns of their own,
  a measure in percent fills those only.
- `sentence`: how a row is said where it is no claim with a figure: its columns in braces, with `name` for the place and
  `victim` for the theft that it is about. `{used:nothing}` is "nothing" where the cell is empty.
- `subject`: of a table of claims, what a reader is told they are about where changes are listed by table;
  `subjectColumns`: what tells one subject from another there, beside what makes claims comparable.
- `confirmed`: answers to what the check asks about, each with the `rule`, the `keys` of the rows and `why` they stand.

The values of a column with `enum` have their words in `categories`, which the standard knows: `label`, `description`.
What a value says beside them is ours: whether a measure is a stock or a flow (`time`), whether workers are `there`
(`says`), and so on; loaders/codes.py gives them to those who ask.

Of the record, `follows` names the data version that it replaces with changes so large that `loaders.drift` asks about
them.

A column with a `title`, which the standard knows, is shown under it where a row is shown in full.

One property of a column is ours, and every column must have it: `knownBy` says what an earlier day shows of it.
`source`: it is known once the document of its row is. `gathered`: it is put together from several documents, and empty
while any of them is still to come. `ours`: our own words, written today, and empty on an earlier day. `always`: a key,
a name or a code of ours that tells of no later day. A `description` that names a time has beside it `knownFrom`, the
day, month or year in which that begins: on an earlier day nothing of it is said.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from language.messages import tr
from loaders.dates import DATE_PATTERN
from loaders.descriptor_form import content_faults, form_faults, one_or_several
from loaders.faults import Fault, TableError
from loaders.files import file_bytes

DATA = Path(os.path.abspath(os.environ.get("HARD_CURRENCY_DATA") or Path(__file__).parents[1] / "data"))
"""As it was told, with no link followed: one that leads elsewhere tomorrow is a new record."""
DESCRIPTOR = "datapackage.json"
SAID: Final = (
    *("title", "description", "label", "withinSentence", "saidAfter", "sentence", "unit"),
    *("heading", "counted", "ofSpan", "inYear", "yearByYear", "ifAlone"),
)
"""What of the descriptor a reader sees: the text under each of these names, wherever it stands."""


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
    unit: str = ""
    categories: tuple[Mapping[str, Any], ...] = ()

    def where(self, name: str, said: str | bool = True) -> tuple[str, ...]:
        """The values of which something is said, such as that `isSaidBeforehand` is so."""
        return tuple(str(category["value"]) for category in self.categories if category.get(name) == said)

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
    """One table: its file, columns in order, key, links to other tables, and what checks need of our own properties."""

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
    confirmed: tuple[tuple[str, frozenset[str]], ...] = ()

    def is_confirmed(self, rule: str, *keys: str) -> bool:
        return any(rows.issuperset(keys) for rows in self._answers.get((rule, keys[0]), ()))

    @cached_property
    def _answers(self) -> dict[tuple[str, str], list[frozenset[str]]]:
        """The rows of each answer by its rule and each of their keys."""
        found: dict[tuple[str, str], list[frozenset[str]]] = {}
        for rule, rows in self.confirmed:
            for key in rows:
                found.setdefault((rule, key), []).append(rows)
        return found

    @cached_property
    def labels(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def category(self, column: str, value: str) -> Mapping[str, Any]:
        """What a value of a column says, such as the `kind` of a unit; nothing if there is none."""
        categories = self.by_name[column].categories if column in self.by_name else ()
        return next((category for category in categories if category["value"] == value), {})

    def key_of(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(cells.get(name, "") for name in self.key)


def read_descriptor(folder: Path = DATA) -> tuple[dict[str, Any], dict[str, Table]]:
    """The descriptor as it stands in the file, and its tables by name, in the order of the file.

    Raises `TableError` when the descriptor is missing, is no JSON or leaves out what the loader needs.
    """
    try:
        descriptor = json.loads(
            file_bytes(folder / DESCRIPTOR).decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except OSError as error:
        raise TableError([_fault("", "file-missing", f"no descriptor in {folder}: {error.strerror}")]) from error
    except (ValueError, RecursionError) as error:
        raise TableError([_fault("", "descriptor", f"this is not JSON in UTF-8: {error}")]) from error
    try:
        told = list(form_faults(descriptor, folder)) or list(content_faults(descriptor))
        faults = [_fault(where, "descriptor", message) for where, message in told]
        tables = [] if faults else [_table(resource) for resource in descriptor["resources"] if "schema" in resource]
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        faults = [_fault("", "descriptor", f"this is no Data Package; something is missing or misplaced: {error!r}")]
    if faults:
        raise TableError(faults)
    return descriptor, {table.name: table for table in tables}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. A name that stands twice in it is read one way here and another way elsewhere."""
    names = [name for name, _ in pairs]
    if twice := [name for name in names if names.count(name) > 1] if len({*names}) < len(names) else []:
        raise ValueError(f"{twice[0]!r} stands twice in one object")
    return dict(pairs)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number that JSON knows")


def _fault(column: str, rule: str, message: str) -> Fault:
    return Fault(DESCRIPTOR, None, column, "", rule, message)


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        file=resource["path"],
        description=resource.get("description", ""),
        columns=tuple(_column(column) for column in schema["fields"]),
        key=one_or_several(schema["primaryKey"]),
        links=tuple(
            Link(
                one_or_several(link["fields"])[0],
                link["reference"]["resource"],
                one_or_several(link["reference"]["fields"])[0],
            )
            for link in schema.get("foreignKeys", [])
        ),
        minimum_rows=resource["minimumRows"],
        every_row_used=resource.get("everyRowUsed", False),
        drawn_from=resource.get("drawnFrom"),
        units_by_measure=resource.get("unitsByMeasure", {}),
        confirmed=tuple(
            (answer["rule"], frozenset(one_or_several(answer["keys"]))) for answer in resource.get("confirmed", [])
        ),
    )


def _column(column: dict[str, Any]) -> Column:
    constraints = column.get("constraints", {})
    return Column(
        name=column["name"],
        type=column["type"],
        description=column_meaning(column),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(map(str, constraints.get("enum", ()))),
        pattern=constraints.get("pattern"),
        min_length=constraints.get("minLength", 0),
        max_length=constraints.get("maxLength"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        unit=column.get("unit", ""),
        categories=tuple(column.get("categories", ())),
    )


def column_meaning(column: Mapping[str, Any]) -> str:
    """What a column of the descriptor means, and each of its values that does not say it itself."""
    values = [f"{c['value']}: {tr(c['description'])}" for c in column.get("categories", ()) if c.get("description")]
    return " ".join([tr(column.get("description", "")), *values]).strip()


def described_on(part: Any, day: object) -> Any:
    """A part of the descriptor without the descriptions that name a time after a day (`knownFrom`); all without one."""
    if isinstance(part, dict):
        is_later = bool(day) and part.get("knownFrom", "") > str(day)
        return {name: described_on(inner, day) for name, inner in part.items() if name != "description" or not is_later}
    return [described_on(inner, day) for inner in part] if isinstance(part, list) else part


def translated(part: Any) -> Any:
    """A part of the descriptor with all that a reader sees of it, the text under each of the names SAID, translated."""
    if isinstance(part, dict):
        return {
            name: tr(value) if name in SAID and isinstance(value, str) else translated(value)
            for name, value in part.items()
        }
    return [*map(translated, part)] if isinstance(part, list) else part


def columns_known_by(descriptor: dict[str, Any], table: str, kind: str) -> list[str]:
    """The columns of a table of which an earlier day shows what `kind`, one of KNOWN_BY, says."""
    fields = resource_of(descriptor, table)["schema"]["fields"]
    return [column["name"] for column in fields if column["knownBy"] == kind]


def resource_of(descriptor: dict[str, Any], table: str) -> dict[str, Any]:
    """What the descriptor says of one table."""
    return next(resource for resource in descriptor["resources"] if resource["name"] == table)
