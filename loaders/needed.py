"""What the pages of this program read, so that a record without it is refused, and not met by pages that fail.

A descriptor may describe its files well and still leave out what the program asks for by name: a table, a column, the
day of which a column tells, what a code says. `needed.json` names it all; `make frozen` writes it from the record that
the program comes with. What a record has beside that is its own.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from loaders.dates import DATE_PATTERN
from loaders.descriptor import DESCRIPTOR, one_or_several
from loaders.faults import Fault

FILE: Final = Path(__file__).with_name("needed.json")
NEEDED: Final[Mapping[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
TOLD: Final = ("sentence", "subject", "subjectColumns", "unitsByMeasure", "drawnFrom")
"""The properties of a table that are read beside its schema."""
_WORDS: Final = ("value", "label", "description")


def needed_of(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """What a program reads that was written for this descriptor: of each table its key, which of `TOLD` it has, and of
    each column its kind, and what its codes say beside their words."""
    return {
        resource["name"]: {
            "key": [*one_or_several(resource["schema"]["primaryKey"])],
            "told": [name for name in TOLD if name in resource],
            "columns": {column["name"]: _column(column) for column in resource["schema"]["fields"]},
        }
        for resource in descriptor["resources"]
        if "schema" in resource
    }


def _column(column: Mapping[str, Any]) -> list[str]:
    """The kind of a column, and what its codes say: `["date"]`, `["code", "time"]`."""
    if categories := column.get("categories"):
        return ["code", *sorted({name for category in categories for name in category}.difference(_WORDS))]
    is_date = column.get("constraints", {}).get("pattern") == DATE_PATTERN
    return ["date" if is_date else column["type"]]


def needed_faults(descriptor: Mapping[str, Any], needed: Mapping[str, Any]) -> Iterator[Fault]:
    """What of `needed` a descriptor lacks. What it describes is sound in itself."""
    described = needed_of(descriptor)
    for table, wanted in needed.items():
        found = described.get(table)
        if found is None:
            yield _fault(table, "descriptor", "the pages read a table of this name, and none is described")
            continue
        if found["key"] != wanted["key"]:
            yield _fault(
                table, "descriptor", f"the pages find a row by {', '.join(wanted['key'])}; primaryKey must name it"
            )
        for name in sorted({*wanted["told"]}.difference(found["told"])):
            yield _fault(table, "descriptor", f"the pages read {name}, which is missing")
        for column, (kind, *says) in wanted["columns"].items():
            there = found["columns"].get(column)
            if there is None:
                yield _fault(f"{table}.{column}", "descriptor", "the pages read this column, and it is not described")
            elif there[0] != kind:
                yield _fault(f"{table}.{column}", "descriptor", f"the pages read this column as {_KINDS[kind]}")
            elif lost := sorted({*says}.difference(there)):
                yield _fault(
                    f"{table}.{column}", "descriptor", f"the pages read what a value says by {', '.join(lost)}"
                )


_KINDS: Final = {
    "date": "a date, by the pattern that the dates of other tables have",
    "code": "one of a list of values, each with its words in categories",
    "string": "free text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def _fault(column: str, rule: str, message: str) -> Fault:
    return Fault(DESCRIPTOR, None, column, "", rule, message)


def needed_text(descriptor: Mapping[str, Any]) -> str:
    """The content of `needed.json`, one table a line."""
    lines = [f"{json.dumps(table)}: {json.dumps(found)}" for table, found in needed_of(descriptor).items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"
