"""What a descriptor must be like before anything else is read of it. The rest of the standard is frictionless's to
check."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from loaders.dates import DATE_PATTERN

Told = tuple[str, str]
"""Where in the descriptor something is wrong, and what."""

KNOWN_BY = ("source", "gathered", "ours", "always")
TYPES = ("string", "integer", "number", "boolean")
CONSTRAINTS = {"required", "unique", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum"}


def one_or_several(names: str | list[str]) -> tuple[str, ...]:
    """The names of a key or a link, of which the standard writes one by itself and several as a list."""
    return (names,) if isinstance(names, str) else tuple(names)


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


def form_faults(value: Any, folder: Path, where: str = "", name: str = "", depth: int = 0) -> Iterator[Told]:
    """Values of a wrong kind, patterns that are none, and paths that lead out of the folder, wherever they stand."""
    forms = _FORMS.get(name)
    if depth > _DEEPEST:
        yield where[:80], f"objects and lists stand in one another more than {_DEEPEST} deep"
    elif forms and (not isinstance(value, forms) or (isinstance(value, bool) and bool not in forms)):
        yield where, f"{name} must be {' or '.join(_WORDS[form] for form in forms)}"
    elif isinstance(value, str):
        if not value.isprintable():
            yield where, "the text holds a character that cannot be printed"
        elif name == "pattern":
            try:
                re.compile(value)
            except re.error as error:
                yield where, f"the pattern is no regular expression: {error}"
        elif name == "knownFrom" and not re.fullmatch(DATE_PATTERN, value):
            yield where, "knownFrom must be a day, a month or a year: 2018-07-23, 2018-07 or 2018"
        elif name in ("path", "drawnFrom") and where.startswith("resources") and not _is_inside(folder, value):
            yield where, "the path must be that of a file in the folder of the record"
    elif isinstance(value, dict):
        for key, inner in value.items():
            known = "units" if name == "unitsByMeasure" else key  # there the keys are measures
            yield from form_faults(inner, folder, f"{where}.{key}".lstrip("."), known, depth + 1)
    elif isinstance(value, list):
        if name in _OF_TEXT and not all(isinstance(inner, str) for inner in value):
            yield where, f"{name} must be a list of texts"
        for number, inner in enumerate(value):
            yield from form_faults(inner, folder, f"{where}[{number}]", depth=depth + 1)


_WORDS = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "an object",
}


def content_faults(descriptor: Any) -> Iterator[Told]:
    """What the loader cannot do without. The rest of the standard is frictionless's to check."""
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        yield "resources", "an object with a list of resources is expected"
        return
    for number, resource in enumerate(descriptor["resources"]):
        if not isinstance(resource, dict) or not {"name", "path", "schema"} <= {*resource}:
            yield f"resources[{number}]", "a table is expected, with name, path and schema"
            return
    tables = [resource for resource in descriptor["resources"] if "schema" in resource]
    names = [table.get("name") for table in tables]
    for twice in sorted({str(name) for name in names if names.count(name) > 1}):
        yield twice, "two tables have this name"
    for table in tables:
        name, schema = str(table.get("name")), table["schema"]
        if not isinstance(least := table.get("minimumRows"), int) or least < 1:
            message = "minimumRows, 1 or more, is missing; a table that may lose rows unseen is not checked"
            yield name, message
        labels = [column.get("name") for column in schema.get("fields", [])]
        key = one_or_several(schema.get("primaryKey", []))
        if not key or not set(key) <= set(labels):
            yield name, "primaryKey must name columns of the table"
        parts = [part for part in Formatter().parse(table.get("sentence", "")) if part[1] is not None]
        if any(conversion or "{" in (otherwise or "") for _, _, otherwise, conversion in parts):
            message = "in the braces of a sentence stand a column and, after a colon, what is said where it is empty"
            yield name, message
        sentence = [str(column) for _, column, _, _ in parts]
        for column in sorted({*sentence, *table.get("subjectColumns", ())} - {*labels, "name", "victim"}):
            yield name, f"a row cannot be said by {column}, which is no column of the table"
        for column in schema.get("fields", []):
            where = f"{name}.{column.get('name')}"
            if column.get("type") not in TYPES:
                yield where, f"the type must be one of {', '.join(TYPES)}"
            if column.get("knownBy") not in KNOWN_BY:
                yield where, f"knownBy must say {', '.join(KNOWN_BY)}: what an earlier day shows"
            for constraint in sorted(set(column.get("constraints", {})) - CONSTRAINTS):
                yield where, f"the loader does not know the constraint {constraint}"
            yield from _category_faults(where, column)
        for link in schema.get("foreignKeys", []):
            if link["reference"]["resource"] not in names or not set(one_or_several(link["fields"])) <= set(labels):
                yield name, f"the link {link} names a table or a column that is not there"


_FILLED = re.compile(r"(?:[^{}]|\{(?:span|year)\})*")


def _category_faults(where: str, column: Mapping[str, Any]) -> Iterator[Told]:
    """The words of codes (`categories`, as Data Package v2 has them) stand for just the codes that are allowed.

    A value says in a `description` what its `label` leaves open. What one value says beside, such as the `time` of a
    measure, every value of the column must say, as text, or as true or false where its name begins with `is`.
    """
    values, categories = column.get("constraints", {}).get("enum"), column.get("categories", [])
    if [category.get("value") for category in categories] != (values or []):
        yield where, "categories must have the values of enum, in their order"
    said = {name for category in categories for name in category} - {"description", "knownFrom"}
    for category in categories:
        value, label = category.get("value"), category.get("label")
        if not label or (label != value and not category.get("description")):
            yield where, f"{value} has no label or no description"
        for name, telling in category.items():
            if not isinstance(telling, bool if re.match("is[A-Z]", name) else str):
                yield where, f"what {value} says by {name} is of another kind than elsewhere"
            elif isinstance(telling, str) and not _FILLED.fullmatch(telling):
                yield where, f"in {name} of {value} braces stand round span or year, and nowhere else"
        for name in sorted(said - {*category, "label"}):
            yield where, f"{value} does not say {name}, as other values do"
