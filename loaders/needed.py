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
from loaders.descriptor import DESCRIPTOR
from loaders.descriptor_form import one_or_several
from loaders.faults import Fault

FILE: Final = Path(__file__).with_name("needed.json")
NEEDED: Final[Mapping[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
TOLD: Final = ("title", "sentence", "subject", "subjectColumns", "unitsByMeasure", "drawnFrom")
"""The properties of a table that are read beside its schema."""
_KNOWN: Final = (
    *("kind", "subject", "time", "says", "zeroSays", "phase", "counts", "besideThefts", "concerns"),
    *("factor", "earnedBy", "extent", "outcome"),
)
"""What of a code the pages compare with values that they name themselves."""
_WORDS: Final = ("value", "label", "description", "knownFrom")


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


def _column(column: Mapping[str, Any]) -> str | dict[str, list[str]]:
    """The kind of a column, such as `date`; of one of codes what they say beside their words, each with the values that
    it has where pages know them by name, and with none where it may be any."""
    if categories := column.get("categories"):
        names = sorted({name for category in categories for name in category}.difference(_WORDS))
        return {
            name: sorted({category[name] for category in categories if name in category}) if name in _KNOWN else []
            for name in names
        }
    is_date = column.get("constraints", {}).get("pattern") == DATE_PATTERN
    return "date" if is_date else str(column["type"])


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
        for column, kind in wanted["columns"].items():
            for message in _problems(kind, found["columns"].get(column)):
                yield _fault(f"{table}.{column}", "descriptor", message)


def _problems(wanted: Any, found: Any) -> Iterator[str]:
    """What a column that the pages read lacks; both as `_column` gives them."""
    kind, there = ("code" if isinstance(each, dict) else each for each in (wanted, found))
    if there is None:
        yield "the pages read this column, and it is not described"
    elif there != kind:
        yield f"the pages read this column as {_KINDS[kind]}"
    elif kind == "code":
        for name, known in wanted.items():
            if name not in found:
                yield f"the pages read what a value says by {name}"
            elif known and (others := sorted({*found[name]}.difference(known))):
                yield f"{name} says {others[0]}; the pages know {', '.join(known)}"


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
