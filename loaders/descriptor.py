"""The descriptor `datapackage.json`, read into tables, columns and links.

It is a frictionless Data Package, so outside tools apply its types, allowed values, keys and links too. Eight
properties of a table are ours, and other tools pass over them:

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
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Any, Final

from language.messages import tr
from loaders.dates import DATE_PATTERN
from loaders.faults import Fault, TableError
from loaders.files import file_bytes, leads_to

DATA = leads_to(os.environ.get("HARD_CURRENCY_DATA") or Path(__file__).parents[1] / "data")
DESCRIPTOR = "datapackage.json"
SAID: Final = (
    *("title", "description", "label", "withinSentence", "saidAfter", "sentence", "unit"),
    *("heading", "counted", "ofSpan", "inYear", "yearByYear"),
)
"""What of the descriptor a reader sees: the text under each of these names, wherever it stands."""
KNOWN_BY = ("source", "gathered", "ours", "always")
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
    unit: str = ""
    categories: tuple[Mapping[str, Any], ...] = ()

    def where(self, name: str) -> tuple[str, ...]:
        """The values of which something is said to be so, such as `isSaidBeforehand`."""
        return tuple(str(category["value"]) for category in self.categories if category.get(name) is True)

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
        faults = list(_form_faults(descriptor, folder)) or list(_descriptor_faults(descriptor))
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


_FORMS: dict[str, tuple[type, ...]] = {
    "name": (str,), "path": (str,), "description": (str,), "title": (str,), "unit": (str,), "pattern": (str,),
    "drawnFrom": (str,), "required": (bool,), "unique": (bool,), "everyRowUsed": (bool,), "enum": (list,),
    "minLength": (int,), "maxLength": (int,), "minimum": (int, float), "maximum": (int, float), "schema": (dict,),
    "constraints": (dict,), "fields": (list, str), "foreignKeys": (list,), "unitsByMeasure": (dict,),
    "sentence": (str,), "subject": (str,), "subjectColumns": (list,),
    "follows": (str,), "licenses": (list,),
    "confirmed": (list,), "rule": (str,), "keys": (list,), "why": (str,), "resource": (str,), "minimumRows": (int,),
    "format": (str,), "mediatype": (str,), "encoding": (str,), "label": (str,), "value": (str,), "units": (list,),
    "categories": (list,), "primaryKey": (list, str), "type": (str,), "knownBy": (str,), "knownFrom": (str,),
}  # fmt: skip
_OF_TEXT = ("keys", "enum", "primaryKey", "subjectColumns", "units")


def _is_inside(folder: Path, path: str) -> bool:
    try:
        return bool(path) and "\\" not in path and (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a link in a circle, or a name that no system can have
        return False


_DEEPEST = 20  # what the program writes of a descriptor, it writes from within calls of its own


def _form_faults(value: Any, folder: Path, where: str = "", name: str = "", depth: int = 0) -> Iterator[Fault]:
    """Values of a wrong kind, patterns that are none, and paths that lead out of the folder, wherever they stand."""
    forms = _FORMS.get(name)
    if depth > _DEEPEST:
        yield _fault(where[:80], "descriptor", f"objects and lists stand in one another more than {_DEEPEST} deep")
    elif forms and (not isinstance(value, forms) or (isinstance(value, bool) and bool not in forms)):
        yield _fault(where, "descriptor", f"{name} must be {' or '.join(_WORDS[form] for form in forms)}")
    elif isinstance(value, str):
        if not value.isprintable():
            yield _fault(where, "descriptor", "the text holds a character that cannot be printed")
        elif name == "pattern":
            try:
                re.compile(value)
            except re.error as error:
                yield _fault(where, "descriptor", f"the pattern is no regular expression: {error}")
        elif name == "knownFrom" and not re.fullmatch(DATE_PATTERN, value):
            yield _fault(where, "descriptor", "knownFrom must be a day, a month or a year: 2018-07-23, 2018-07 or 2018")
        elif name in ("path", "drawnFrom") and where.startswith("resources") and not _is_inside(folder, value):
            yield _fault(where, "descriptor", "the path must be that of a file in the folder of the record")
    elif isinstance(value, dict):
        for key, inner in value.items():
            known = "units" if name == "unitsByMeasure" else key  # there the keys are measures
            yield from _form_faults(inner, folder, f"{where}.{key}".lstrip("."), known, depth + 1)
    elif isinstance(value, list):
        if name in _OF_TEXT and not all(isinstance(inner, str) for inner in value):
            yield _fault(where, "descriptor", f"{name} must be a list of texts")
        for number, inner in enumerate(value):
            yield from _form_faults(inner, folder, f"{where}[{number}]", depth=depth + 1)


_WORDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


def _descriptor_faults(descriptor: Any) -> Iterator[Fault]:
    """What the loader cannot do without. The rest of the standard is frictionless's to check."""
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        yield _fault("resources", "descriptor", "an object with a list of resources is expected")
        return
    for number, resource in enumerate(descriptor["resources"]):
        if not isinstance(resource, dict) or not {"name", "path", "schema"} <= {*resource}:
            yield _fault(f"resources[{number}]", "descriptor", "a table is expected, with name, path and schema")
            return
    tables = [resource for resource in descriptor["resources"] if "schema" in resource]
    names = [table.get("name") for table in tables]
    for twice in sorted({str(name) for name in names if names.count(name) > 1}):
        yield _fault(twice, "descriptor", "two tables have this name")
    for table in tables:
        name, schema = str(table.get("name")), table["schema"]
        if not isinstance(least := table.get("minimumRows"), int) or least < 1:
            message = "minimumRows, 1 or more, is missing; a table that may lose rows unseen is not checked"
            yield _fault(name, "descriptor", message)
        labels = [column.get("name") for column in schema.get("fields", [])]
        key = one_or_several(schema.get("primaryKey", []))
        if not key or not set(key) <= set(labels):
            yield _fault(name, "descriptor", "primaryKey must name columns of the table")
        parts = [part for part in Formatter().parse(table.get("sentence", "")) if part[1] is not None]
        if any(conversion or "{" in (otherwise or "") for _, _, otherwise, conversion in parts):
            message = "in the braces of a sentence stand a column and, after a colon, what is said where it is empty"
            yield _fault(name, "descriptor", message)
        sentence = [str(column) for _, column, _, _ in parts]
        for column in sorted({*sentence, *table.get("subjectColumns", ())} - {*labels, "name", "victim"}):
            yield _fault(name, "descriptor", f"a row cannot be said by {column}, which is no column of the table")
        for column in schema.get("fields", []):
            where = f"{name}.{column.get('name')}"
            if column.get("type") not in TYPES:
                yield _fault(where, "descriptor", f"the type must be one of {', '.join(TYPES)}")
            if column.get("knownBy") not in KNOWN_BY:
                yield _fault(where, "descriptor", f"knownBy must say {', '.join(KNOWN_BY)}: what an earlier day shows")
            for constraint in sorted(set(column.get("constraints", {})) - CONSTRAINTS):
                yield _fault(where, "descriptor", f"the loader does not know the constraint {constraint}")
            yield from _category_faults(where, column)
        for link in schema.get("foreignKeys", []):
            if link["reference"]["resource"] not in names or not set(one_or_several(link["fields"])) <= set(labels):
                yield _fault(name, "descriptor", f"the link {link} names a table or a column that is not there")


_FILLED = re.compile(r"(?:[^{}]|\{(?:span|year)\})*")


def _category_faults(where: str, column: Mapping[str, Any]) -> Iterator[Fault]:
    """The words of codes (`categories`, as Data Package v2 has them) stand for just the codes that are allowed.

    A value says in a `description` what its `label` leaves open. What one value says beside, such as the `time` of a
    measure, every value of the column must say, as text, or as true or false where its name begins with `is`.
    """
    values, categories = column.get("constraints", {}).get("enum"), column.get("categories", [])
    if [category.get("value") for category in categories] != (values or []):
        yield _fault(where, "descriptor", "categories must have the values of enum, in their order")
    said = {name for category in categories for name in category} - {"description", "knownFrom"}
    for category in categories:
        value, label = category.get("value"), category.get("label")
        if not label or (label != value and not category.get("description")):
            yield _fault(where, "descriptor", f"{value} has no label or no description")
        for name, telling in category.items():
            if not isinstance(telling, bool if re.match("is[A-Z]", name) else str):
                yield _fault(where, "descriptor", f"what {value} says by {name} is of another kind than elsewhere")
            elif isinstance(telling, str) and not _FILLED.fullmatch(telling):
                yield _fault(
                    where, "descriptor", f"in {name} of {value} braces stand round span or year, and nowhere else"
                )
        for name in sorted(said - {*category, "label"}):
            yield _fault(where, "descriptor", f"{value} does not say {name}, as other values do")


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


def one_or_several(names: str | list[str]) -> tuple[str, ...]:
    """The names of a key or a link, of which the standard writes one by itself and several as a list."""
    return (names,) if isinstance(names, str) else tuple(names)


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
    schema = next(resource["schema"] for resource in descriptor["resources"] if resource["name"] == table)
    return [column["name"] for column in schema["fields"] if column["knownBy"] == kind]
