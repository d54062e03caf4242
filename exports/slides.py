"""A view as a PowerPoint slide with a chart that can be edited: ranges as floating bars, open ends marked.

No browser and no picture: the chart is PowerPoint's own, its workbook inside. python-pptx writes no error bars, so a
range is a stacked bar whose first part is invisible; an open end is a part of its own, hatched, and the label says "at
least" or "up to".
"""

import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

import pandas as pd
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from exports.document import Table
from exports.harmless import disarmed, legible
from exports.steady import steady
from language.messages import Messages, capital, mark, tr
from words.claims import more_claims
from words.numbers import SIZES

T = TypeVar("T")
MOST_BARS: Final = 16
"""More bars than this cannot be read on one slide; they go on to the next."""

TITLE_POINTS, LABEL_POINTS, SOURCE_POINTS = Pt(28), Pt(14), Pt(11)
LONG_SOURCE_POINTS: Final = Pt(10)
CLOSE_POINTS: Final = Pt(12)
"""The labels of more lines than FEW_LINES."""
FEW_LINES: Final = 15
LABEL_LETTERS: Final = 58
"""Letters of a label that fit one line beside the bars."""
ONE_LINE: Final = 56
"""Letters of a title that fit one line of a slide; longer texts are set smaller, so that none lies on the chart."""
TITLES: Final = ((ONE_LINE, TITLE_POINTS), (2 * ONE_LINE, Pt(21)), (math.inf, Pt(16)))
FONT: Final = "Arial"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
TABLE_TOP, TABLE_END = Inches(1.75), Inches(6.6)
LINE, CELL_MARGIN, LETTERS_PER_INCH = 0.2, 0.2, 12
"""Of a table's cell at CLOSE_POINTS: the height of a line and both margins in inches; words break before its end."""
LONGEST_CELL, WIDEST = 200, 3
"""Letters of a cell; inches of a column that is not wide."""
UNITS: Final = Messages(
    {"money": mark("US dollars"), "percent": mark("percent"), "count": mark("as each source counts")}
)
"""In what the numbers of a chart are, by the kind of its claims."""
AROUND: Final = {"money": mark("${figure}"), "percent": mark("{figure}%")}
SIGN_POINTS: Final = Pt(20)
DOT, ARROWS = "●", ("◀", "▶")
"""What is read beside bars: a single figure, and the ends that are open, the low and the high one."""
TITLE_ONLY: Final = 5
"""The layout whose title programs list, and read out, as that of the slide."""
ALT_PATH: Final = "p:nvGraphicFramePr/p:cNvPr"


@dataclass(frozen=True)
class SlideWords:
    """What a slide says of itself. `ink` is #RRGGBB."""

    title: str
    subtitle: str
    footer: str
    notes: str
    alt: str
    ink: str


def slides(rows: pd.DataFrame, words: SlideWords) -> bytes:
    """The rows as slides of 16:9, at most `MOST_BARS` bars on each, in their order.

    Requires `label` (who says it, about when), `says` (the figure in words), `low` and `high`; an open end is missing;
    `group`, what is counted: each has slides and a scale of its own, so that unlike things share none; `kind`, one of
    UNITS, and `mark`, its colour as #RRGGBB. A row without a number is no bar: it stands in the notes.
    """
    deck = Presentation()
    deck.core_properties.title = legible(words.title)
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    add_bars(deck, rows, words, words.notes)
    return saved(deck)


def packed(items: Sequence[T], height: Callable[[T], float], room: float) -> list[list[T]]:
    """Items in their order, as many together as the room has height for; one that is higher is alone."""
    parts: list[list[T]] = []
    left = 0.0
    for item in items:
        if not parts or height(item) > left:
            parts.append([])
            left = room
        parts[-1].append(item)
        left -= height(item)
    return parts


def saved(deck: Any) -> bytes:
    """A deck as a file."""
    buffer = io.BytesIO()
    deck.save(buffer)
    return steady(buffer.getvalue())


def numbered(title: str, number: int, n: int) -> str:
    """The title of one slide of several that belong together: 'Workers present (2 of 3)'."""
    return tr("{title} ({number} of {n})", title=title, number=number, n=n) if n > 1 else title


def add_bars(deck: Any, rows: pd.DataFrame, words: SlideWords, notes: str, most: int | None = None) -> None:
    """The rows as slides of a deck, at most so many of them; each then says how many bars are left."""
    is_silent = rows["low"].isna() & rows["high"].isna()
    silent = [f"{label}: {says}" for label, says in rows.loc[is_silent, ["label", "says"]].itertuples(index=False)]
    notes = "\n".join([notes, *([tr("Said without a number:"), *silent] if silent else [])])
    pieces = list(_pieces(rows[~is_silent])) or [("", rows.iloc[:0], 1.0)]
    left = sum(len(piece) for _, piece, _ in pieces[most:]) if most else 0
    if left:
        words = replace(words, footer=f"{more_claims(left)} {words.footer}")
    for number, (group, piece, top) in enumerate(pieces[:most], start=1):
        said = replace(
            words,
            title=numbered(words.title, number, len(pieces[:most])),
            subtitle=f"{capital(group)}. {words.subtitle}" if group else words.subtitle,
        )
        slide = add_page(deck, said, notes)
        if len(piece):
            _chart(slide, piece, said, top)


def add_page(deck: Any, words: SlideWords, notes: str) -> Any:
    """A slide with its title, subtitle, footer and notes, and room for a chart between them."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    title = next(size for most, size in TITLES if len(words.title) <= most)
    _text(slide.shapes.title, words.title, Inches(0.3), Inches(0.85), title, words.ink, bold=True)
    _text(_box(slide), words.subtitle, Inches(1.1), Inches(0.6), LABEL_POINTS, words.ink)
    footer = SOURCE_POINTS if len(words.footer) <= 5 * ONE_LINE else LONG_SOURCE_POINTS
    _text(_box(slide), words.footer, Inches(6.65), Inches(0.8), footer, words.ink)
    slide.notes_slide.notes_text_frame.text = legible(notes)
    return slide


def add_table(deck: Any, table: Table, words: SlideWords, notes: str) -> None:
    """Rows of text as tables, on as many slides as they need, each with the headings."""
    widths = _widths(table)
    room = (TABLE_END - TABLE_TOP) / Inches(1) - _row_height(table.columns, widths)
    parts = packed(table.rows, lambda row: _row_height(row, widths), room) or [[]]
    for number, lines in enumerate(parts, start=1):
        said = replace(
            words, title=numbered(words.title, number, len(parts)), footer=f"{table.left_out} {words.footer}".strip()
        )
        rows = [table.columns, *lines]
        frame = add_page(deck, said, notes).shapes.add_table(
            len(rows), len(widths), MARGIN, TABLE_TOP, Inches(sum(widths)), Inches(0)
        )
        frame.name = table.heading
        for column, width in zip(frame.table.columns, widths, strict=True):
            column.width = Inches(width)
        for down, row in enumerate(rows):
            frame.table.rows[down].height = Inches(_row_height(row, widths))
            for across, text in enumerate(row):
                cell = frame.table.cell(down, across)
                cell.text = legible(text)[:LONGEST_CELL]
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.font.size, paragraph.font.name = CLOSE_POINTS, FONT
        frame.height = sum(row.height for row in frame.table.rows)


def _widths(table: Table) -> list[float]:
    """The widths of columns in inches: those that are wide share what the others leave, by what they hold."""
    longest = [
        max(len(text[:LONGEST_CELL]) for text in cells) for cells in zip(table.columns, *table.rows, strict=True)
    ]
    natural = [min((letters + 2) / LETTERS_PER_INCH, WIDEST) + CELL_MARGIN for letters in longest]
    wide = [name in table.wide for name in table.columns]
    room = (WIDTH - 2 * MARGIN) / Inches(1) - sum(
        width for width, is_wide in zip(natural, wide, strict=True) if not is_wide
    )
    shared = sum(width for width, is_wide in zip(natural, wide, strict=True) if is_wide)
    return [width * room / shared if is_wide else width for width, is_wide in zip(natural, wide, strict=True)]


def _row_height(row: Sequence[str], widths: Sequence[float]) -> float:
    letters = [(width - CELL_MARGIN) * LETTERS_PER_INCH for width in widths]
    lines = max(math.ceil(len(text[:LONGEST_CELL]) / most) for text, most in zip(row, letters, strict=True))
    return max(lines, 1) * LINE + CELL_MARGIN / 2


def text_slide(deck: Any, title: str, lines: Sequence[str], ink: str) -> None:
    """A slide of lines of text under a title."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    _text(slide.shapes.title, title, Inches(0.4), Inches(0.9), TITLE_POINTS, ink, bold=True)
    _text(_box(slide), "\n".join(lines), Inches(1.2), Inches(5.9), SOURCE_POINTS, ink)


def _pieces(bars: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame, float]]:
    """What is counted, the bars of one slide, and the end of their axis."""
    for group, rows in bars.groupby("group", sort=False):
        each = math.ceil(len(rows) / math.ceil(len(rows) / MOST_BARS))  # as many on each slide
        for start in range(0, len(rows), each):
            yield str(group), rows.iloc[start : start + each], _top(rows)


def _top(bars: pd.DataFrame) -> float:
    """The end of the axis: room beyond the largest figure, so that an open end is seen to go on."""
    return (float(pd.concat([bars["low"], bars["high"]]).max()) or 1.0) * 1.15


def _box(slide: Any) -> Any:
    return slide.shapes.add_textbox(0, 0, 0, 0)


def _text(shape: Any, text: str, top: int, height: int, size: int, colour: str, *, bold: bool = False) -> None:
    """Words across the slide, at the left and from the top of their shape."""
    shape.left, shape.top, shape.width, shape.height = MARGIN, top, WIDTH - 2 * MARGIN, height
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.text = legible(text)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold, paragraph.font.color.rgb = size, bold, office_colour(colour)
        paragraph.font.name = FONT


def _chart(slide: Any, bars: pd.DataFrame, words: SlideWords, top: float) -> None:
    """The floating bars. The first of the rows stands at the top."""
    kind = str(bars["kind"].iloc[0])
    low = bars["low"].astype("Float64")
    high = bars["high"].astype("Float64")
    start = low.fillna(0.0).astype(float)
    closed = (high - low).fillna(0.0).astype(float)
    unsaid = high.where(low.isna()).fillna(top - low.where(high.isna())).fillna(0.0).astype(float)
    data = CategoryChartData()
    labels = [
        tr("{about}: {says}", about=label, says=says) for label, says in zip(bars["label"], bars["says"], strict=True)
    ]
    data.categories = [disarmed(legible(label)) for label in labels]  # a workbook would run them
    data.add_series(tr("Low end, {unit}", unit=UNITS[kind]), start.tolist())
    data.add_series(tr("High end less low end"), closed.tolist())
    data.add_series(tr("Open end"), unsaid.tolist())
    shape = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_STACKED, MARGIN, Inches(1.75), WIDTH - 2 * MARGIN, Inches(4.9), data
    )
    shape._element.find(ALT_PATH, shape._element.nsmap).set("descr", legible(words.alt))
    chart = shape.chart
    chart.has_legend, chart.font.name = False, FONT
    tall = sum(math.ceil(len(label) / LABEL_LETTERS) for label in labels)
    chart.font.size = LABEL_POINTS if tall <= FEW_LINES else CLOSE_POINTS
    chart.font.color.rgb = office_colour(words.ink)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, top
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.tick_labels.number_format = _axis_format(top, kind)
    chart.value_axis.tick_labels.number_format_is_linked = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    invisible, *drawn = plot.series
    invisible.format.fill.background()
    _fill(drawn, bars["mark"].tolist())
    _mark_ends(drawn, low, high, bars["mark"].tolist())


def _fill(drawn: Sequence[Any], colours: Sequence[str]) -> None:
    """The ranges and the open ends in the colours of their rows: most have that of the series."""
    usual = max(set(colours), key=colours.count)
    others = [(place, colour) for place, colour in enumerate(colours) if colour != usual]
    for number, series in enumerate(drawn):
        for part, colour in [(series, usual), *((series.points[place], colour) for place, colour in others)]:
            fill = part.format.fill
            if number == 0:
                fill.solid()
            else:
                fill.patterned()
                fill.pattern, fill.back_color.rgb = MSO_PATTERN.WIDE_UPWARD_DIAGONAL, RGBColor(255, 255, 255)
            fill.fore_color.rgb = office_colour(colour)


def _mark_ends(drawn: Sequence[Any], low: pd.Series, high: pd.Series, colours: Sequence[str]) -> None:
    """A claim of one figure is a bar of no length, which nobody would see: its label is a dot. An open end has an
    arrow."""
    solid, hatched = drawn
    single = low.eq(high).fillna(value=False)
    for place, (is_single, no_low, no_high) in enumerate(zip(single, low.isna(), high.isna(), strict=True)):
        if is_single:
            part, sign, where = solid, DOT, XL_LABEL_POSITION.CENTER
        elif no_low or no_high:
            where = XL_LABEL_POSITION.INSIDE_BASE if no_low else XL_LABEL_POSITION.INSIDE_END
            part, sign = hatched, ARROWS[bool(no_high)]
        else:
            continue
        label = part.points[place].data_label
        run = label.text_frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.color.rgb = sign, SIGN_POINTS, office_colour(colours[place])
        label.position = where


def _axis_format(top: float, kind: str) -> str:
    """How the numbers of an axis are written, as the figure of the screen writes them: $0, $500 million, 1,000, 5%."""

    def around(figure: str, message: str = "{figure}") -> str:
        said = tr(message, figure=figure)
        return tr(AROUND[kind], figure=said) if kind in AROUND else said

    for size, digits in ((1e9, "0.0,,,"), (1e6, "0,," if top >= 1e7 else "0.0,,")):
        if top >= size:
            before, after = around("\0", SIZES[size]).split("\0")
            return f'[=0]"{around("0")}";"{before}"{digits}"{after}"'
    return "".join(part and f'"{part}"' for part in around("\0").partition("\0")).replace('"\0"', "#,##0")


def office_colour(colour: str) -> RGBColor:
    """A colour of a palette as PowerPoint has it."""
    return RGBColor.from_string(colour.removeprefix("#"))
