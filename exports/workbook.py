"""Rows as an Excel workbook with real types, and beside them what the columns mean, the documents and the selection."""

import io
from collections.abc import Mapping
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from exports.harmless import legible
from exports.steady import steady

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 60
"""Characters beyond which a column is not made wider."""


def workbook(
    rows: pd.DataFrame,
    *,
    columns: list[dict[str, Any]],
    documents: pd.DataFrame,
    selection: Mapping[str, object],
) -> bytes:
    """An XLSX of four sheets: `Rows`, `Columns`, `Sources` and `Selection`.

    `rows`: what is taken away; numbers stay numbers, truth values truth values, an empty cell stays empty (unknown,
    never zero), and a date stays text, since a year is no day. `columns`: the fields of the descriptor for each of them
    (`name`, `type`, `description`, perhaps `unit`). `documents`: what the rows rest on, `source_id` first. `selection`:
    every choice that made these rows, name and value. No text is ever a formula or a link.
    """
    fields = pd.DataFrame(columns).reindex(columns=["name", "type", "unit", "description"])
    choices = pd.DataFrame(list(selection.items()), columns=["choice", "value"])
    return sheets({"Rows": rows, "Columns": fields, "Sources": documents, "Selection": choices})


def sheets(frames: Mapping[str, pd.DataFrame], *, title: str = "Hard Currency") -> bytes:
    """An XLSX with a sheet for each frame, by its name, in their order; types and texts as in `workbook`."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": legible(title)})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for name, frame in frames.items():
            _write(book.add_worksheet(name), frame, head)
    return steady(buffer.getvalue())


def _write(sheet: Worksheet, frame: pd.DataFrame, head: Any) -> None:
    """A header that stays in sight and can filter, and one row a row."""
    sheet.freeze_panes(1, 0)
    for place, (label, values) in enumerate(frame.items()):
        sheet.write_string(0, place, str(label), head)
        widest = len(str(label))
        for line, value in enumerate(values, start=1):
            if not pd.api.types.is_scalar(value) or not pd.isna(value):
                _put(sheet, line, place, value)
                widest = max(widest, len(str(value)))
        sheet.set_column(place, place, min(widest + 2, WIDEST))
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def _put(sheet: Worksheet, line: int, place: int, value: object) -> None:
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        sheet.write_boolean(line, place, bool(value))
    elif isinstance(value, (int, float)) or hasattr(value, "__float__"):
        sheet.write_number(line, place, float(value))
    else:
        sheet.write_string(line, place, str(value))
