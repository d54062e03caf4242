"""Rows as a CSV, and the words about their columns as a second file."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from exports.harmless import disarmed
from language.messages import Messages, mark, tr
from loaders.descriptor import column_meaning, described_on, resource_of, translated
from loaders.own_rows import IS_OWN


def exported(rows: pd.DataFrame, descriptor: dict[str, Any], tables: tuple[str, ...]) -> pd.DataFrame:
    """The columns of `rows` that a reader takes away: those described by the descriptor or DERIVED, in their order."""
    fields = _fields(descriptor, tables)
    return rows[[column for column in rows.columns if column in fields or column in DERIVED]]


def rows_csv(rows: pd.DataFrame) -> bytes:
    """The rows as UTF-8 CSV with a header. Text that a spreadsheet would run as a formula gets a leading apostrophe;
    numbers stay numbers. An empty cell stays empty: it means unknown, never zero."""
    out = rows.copy()
    for column in out.select_dtypes(["string", "object"]):
        out[column] = [disarmed(value) if isinstance(value, str) else value for value in out[column]]
    return out.to_csv(index=False, lineterminator="\n").encode()


def described(
    rows: pd.DataFrame, descriptor: dict[str, Any], tables: tuple[str, ...], known_on: object = None
) -> list[dict[str, Any]]:
    """What each column means: name, type, unit and description, as far as it tells of nothing after the reader's day.

    A column is looked up in `tables` in their order, then among those that are derived.
    """
    fields = _fields(descriptor, tables, known_on)
    return [
        fields.get(column) or {"name": column, "type": _type(rows[column]), "description": DERIVED[column]}
        for column in rows.columns
    ]


def columns_json(
    rows: pd.DataFrame,
    descriptor: dict[str, Any],
    tables: tuple[str, ...],
    version: str,
    selection: Mapping[str, object],
    words: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The file beside a download: what each column means, and every choice that made the rows; `words`: what the codes
    among them mean."""
    return json.dumps(
        {
            "title": tr("Hard Currency: columns of this download"),
            "data_version": version,
            "licence": "CC BY 4.0",
            "selection": dict(selection),
            "selection_in_words": dict(words),
            "fields": described(rows, descriptor, tables, selection.get("known_on")),
        },
        indent=2,
        ensure_ascii=False,
    ).encode()


def _type(values: pd.Series) -> str:
    """The type of a derived column, in the words of the descriptor."""
    if pd.api.types.is_bool_dtype(values):
        return "boolean"
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(values) else "string"


def _fields(descriptor: dict[str, Any], tables: tuple[str, ...], known_on: object = None) -> dict[str, dict[str, Any]]:
    fields: dict[str, dict[str, Any]] = {}
    for name in reversed(tables):
        own = described_on(resource_of(descriptor, name)["schema"]["fields"], known_on)
        fields |= {field["name"]: {**translated(field), "description": column_meaning(field)} for field in own}
    return fields


DERIVED = Messages(
    {
        "author": mark("Who speaks: who made the figure, else the publisher of the document."),
        "relayed_by": mark("Who published the document, where it only passes on a figure that another made."),
        "source_kind": mark("What kind of document it is, as in sources."),
        "read_through": mark(
            "Publishers of the pages through which the row was read, where that was not the document alone."
        ),
        "place": mark("The place a claim is about: a jurisdiction, or an area that its government does not control."),
        "places": mark("The places an event concerns, an area in place of its jurisdiction, joined by semicolons."),
        "is_corrected": mark(
            "Whether the record departs from what the source printed; the table of corrections says why."
        ),
        IS_OWN: mark("Whether the row is an own one, or rests on one: it is not of the curated record."),
        "is_part": mark("Whether the claim counts a part only: a region, a firm or one sector."),
        "is_current": mark("Whether this is the newest edition of its estimator's claim about the same period."),
        "strength": mark("The firmest attribution of the theft in the record."),
        "attributors": mark("Everybody who attributes the theft, and how firmly."),
        "source_ids": mark("The documents the theft rests on; rows of sources."),
        "source_title": mark("Title of the document."),
        "is_default": mark("Whether the theft counts by default: one formal attribution, or two assessments."),
        "is_disputed": mark("Whether anybody contests that DPRK actors did it."),
        "recovered": mark(
            "The largest recovery of the theft that one event names, in US dollars of the time; empty is unknown."
        ),
        "seized": mark(
            "The largest seizure or forfeiture action of the theft that one event names, in US dollars of the time."
        ),
        "frozen": mark(
            "The largest freeze of the theft that one event names, in US dollars of the time; the three never add."
        ),
        "net_low": mark("Low end of what was stolen less `recovered`; empty where either is unknown."),
        "net_high": mark("High end of what was stolen less `recovered`; empty where either is unknown."),
        "n_attributors": mark("How many attribute the theft."),
        "row_kind": mark(
            "From which table the row comes: a claim, a sector of a host jurisdiction, an event, or a theft."
        ),
        "row_id": mark("The key of the row in its table."),
        "says": mark("What an event says, in the words of its summary."),
        "rows": mark("How many rows of the record rest on the document."),
    }
)
