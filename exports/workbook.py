"""Rows as an Excel workbook with real types, and beside them what the columns mean, the documents and the selection."""

import io
import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from exports.harmless import legible
from exports.steady import steady
from language.messages import tr

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
WIDEST = 56
"""Characters beyond which a column is not made wider; longer texts stand in several lines, so that none is cut."""
LETTERS_A_LINE = 50
"""Characters of a line of a column that is as wide as can be, also in a wider font than Excel's own."""
LINE_HEIGHT, HIGHEST = 15, 409  # points, the second as much as Excel allows
LARGE = 10_000
"""From here on figures of a number stand in threes; no year does."""
PAPER_WIDTH = 230
"""Characters side by side on one sheet of paper, small but legible."""
A4 = 9
LONGEST_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))
"""Signs that the name of a sheet may not hold."""


def workbook(
    rows: pd.DataFrame,
    *,
    columns: list[dict[str, Any]],
    documents: pd.DataFrame,
    selection: Mapping[str, object],
    words: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """An XLSX of four sheets: rows, columns, sources and selection.

    `rows`: what is taken away; numbers stay numbers, truth values truth values, an empty cell stays empty (unknown,
    never zero), and a date stays text, since a year is no day. `columns`: the fields of the descriptor for each of them
    (`name`, `type`, `description`, perhaps `unit`). `documents`: what the rows rest on, `source_id` first. `selection`:
    every choice that made these rows, name and value; `words`: what the codes among them mean. No text is ever a
    formula or a link.
    """
    said = [(name, value, words.get(name)) for name, value in selection.items()]
    choices = pd.DataFrame(said, columns=[tr("choice"), tr("value"), tr("in words")])
    return sheets(
        {
            tr("Rows"): rows,
            tr("Columns"): column_sheet(pd.DataFrame(columns)),
            tr("Sources"): documents,
            tr("Selection"): choices,
        }
    )


def column_sheet(fields: pd.DataFrame) -> pd.DataFrame:
    """What columns mean, as a sheet: `fields` has some of `name`, `type`, `unit` and `description`."""
    heads = {"name": tr("name"), "type": tr("type"), "unit": tr("unit"), "description": tr("description")}
    return fields.reindex(columns=list(heads)).rename(columns=heads)


def sheets(frames: Mapping[str, pd.DataFrame], *, title: str = "Hard Currency") -> bytes:
    """An XLSX with a sheet for each frame in their order, by its name cut to what Excel allows; types and texts as in
    `workbook`."""
    import xlsxwriter  # no page waits for it

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": legible(title)})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        number = book.add_format({"valign": "top"})
        large = book.add_format({"valign": "top", "num_format": "#,##0"})
        beside = {"valign": "top", "align": "left", "indent": 1}  # a word would touch the number before it
        word, text = book.add_format(beside), book.add_format({**beside, "text_wrap": True})
        for name, frame in frames.items():
            sheet = book.add_worksheet(name[:LONGEST_NAME].translate(FORBIDDEN))
            _for_paper(sheet, _write(sheet, frame, head, (number, large), word, text))
    return steady(buffer.getvalue())


def _write(sheet: "Worksheet", frame: pd.DataFrame, head: Any, numbers: tuple[Any, Any], word: Any, text: Any) -> int:
    """A header that stays in sight and can filter, and one row a row; gives the width of all, in characters."""
    sheet.freeze_panes(1, 0)
    wide, tallest = 0, [1] * (len(frame) + 1)
    for place, (label, values) in enumerate(frame.items()):
        sheet.write_string(0, place, str(label), head)
        number = numbers[_has_thousands(values)]
        widest = len(str(label)) + 3  # beside the button of the filter
        for line, value in enumerate(values, start=1):
            if not pd.api.types.is_scalar(value) or not pd.isna(value):
                is_word = isinstance(value, str)
                _put(sheet, line, place, value, text if len(str(value)) > WIDEST else word if is_word else number)
                widest = max(widest, len(f"{value:,.0f}" if number is numbers[1] else str(value)))
                tallest[line] = max(tallest[line], math.ceil(len(str(value)) / LETTERS_A_LINE))
        sheet.set_column(place, place, min(widest + 3, WIDEST))
        wide += min(widest + 3, WIDEST)
    for line, lines in enumerate(tallest):
        if lines > 1:  # LibreOffice makes room for no more than one by itself
            sheet.set_row(line, min(lines * LINE_HEIGHT, HIGHEST))
    if len(frame.columns):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
    return wide


def _has_thousands(values: pd.Series) -> bool:
    """Whether a column holds whole numbers so large that they are read in threes; a year is none."""
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values):
        return False
    known = values.dropna()
    return len(known) > 0 and bool((known.abs().max() >= LARGE) and (known % 1 == 0).all())


def _for_paper(sheet: "Worksheet", wide: int) -> None:
    """A sheet of `wide` characters on as few sheets of paper as can be read, each with its header and its first
    column, its name and its number."""
    across = max(1, math.ceil(wide / PAPER_WIDTH))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(across, 0)
    sheet.repeat_rows(0)
    if across > 1:
        sheet.repeat_columns(0)
    sheet.set_footer("&L&A&R&P / &N")


def _put(sheet: "Worksheet", line: int, place: int, value: object, look: Any) -> None:
    if isinstance(value, bool | np.bool_):
        sheet.write_boolean(line, place, bool(value), look)
    elif isinstance(value, (int, float)) or hasattr(value, "__float__"):
        sheet.write_number(line, place, float(value), look)
    else:
        sheet.write_string(line, place, str(value), look)
