"""The frame that every figure shares: what it says of itself, its axes, and how it looks where it is empty."""

import html
import math
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from charts import figure as go
from charts.widths import lines as lines_of
from language.messages import mark, tr
from loaders.versions import known_day, version_words
from look.palette import CLEAR, Palette
from words.dates import date_words
from words.numbers import count, money, percent
from words.text import listed, not_zero

SERIF = "'Source Serif', Georgia, serif"
SANS = "'Source Sans', Helvetica, Arial, sans-serif"
BOUNDARY_NOTE = mark("Outlines: Natural Earth. Shapes and names take no position on the status of any territory.")
COLUMNS: Final = 200  # of a footer as wide as the page
COLUMN: Final = (
    5.8  # px, one of these: 200 of them are the narrowest window in which a figure is seen as it is laid out
)


def safe(text: object) -> str:
    """Text from the record made harmless inside a figure: Plotly reads a small HTML, and MathJax reads `$...$`."""
    return html.escape(str(text), quote=False).replace("$", "&#36;")


TITLE_SIZE, SUBTITLE_SIZE, TEXT_SIZE, FOOTER_SIZE = 25, 15, 14, 12.5
AT_WHOLE_PIXELS: Final = 0.96
"""The part of a line that small letters may fill: a system that sets each at a whole pixel makes them 4% wider."""
LINE = 1.32  # line height, as a multiple of the size


@dataclass(frozen=True)
class Words:
    """What a figure says of itself: finding, measure, footer. All of it is inside every exported image."""

    title: str
    subtitle: str
    counted: str  # what is counted, in one sentence
    sources: list[str]  # publishers, most rows first
    version: str  # data version, and the day as of which it is known
    boundary: bool = False

    def footer(self) -> str:
        """Sources, what is counted, data version and, under a map, the boundary note."""
        parts = [self.counted]
        if self.sources:
            parts.append(tr("Sources: {names}.", names=listed(self.sources)))
        if self.boundary:
            parts.append(tr(BOUNDARY_NOTE))
        parts.append(tr("Hard Currency, data version {version}, CC BY 4.0.", version=version_words(self.version)))
        return " ".join(parts)


def wrap(text: str, characters: int) -> list[str]:
    """Lines of at most so many characters; Plotly breaks no line by itself."""
    return textwrap.wrap(text, characters, break_long_words=False) or [""]


def broken(text: str, characters: int) -> str:
    """A text in lines of at most so many characters, as HTML. The blank before a break says that the text goes on
    there, to whoever reads it out (look/marks.js): other lines are told apart by a comma."""
    return " <br>".join(safe(line) for line in wrap(text, characters))


def _said(words: Words) -> dict[str, str]:
    """What is written around a figure, and the day as known on which it is: on a slide no banner says it."""
    day = known_day(words.version)
    known = {"known": tr("As known on {day}.", day=date_words(day))} if day else {}
    return {"title": words.title, "subtitle": words.subtitle, "footer": words.footer(), **known}


def frame(
    palette: Palette,
    words: Words,
    *,
    plot_height: int,
    left: int = 10,
    right: int = 16,
    top: int = 14,
    axis: int = 34,
    columns: int = COLUMNS,
) -> go.Figure:
    """An empty figure with the finding above and the footer below, sized to hold both.

    `plot_height` is the height of the plot area; `left`, `right` its margins, `top` the gap between subtitle and
    plot, `axis` the room for tick labels below it (all px). `columns` is the figure's width in characters of the
    footer's size, COLUMN px each.
    """
    title = lines_of(words.title, columns * COLUMN, TITLE_SIZE, "serif")
    subtitle = lines_of(words.subtitle, columns * COLUMN, SUBTITLE_SIZE)
    footer = lines_of(words.footer(), columns * COLUMN * AT_WHOLE_PIXELS, FOOTER_SIZE)
    title_height = TITLE_SIZE * 1.3 * len(title)
    head = 8 + title_height + SUBTITLE_SIZE * LINE * len(subtitle) + top
    foot = axis + 14 + FOOTER_SIZE * LINE * len(footer) + 6
    figure = go.Figure()
    figure.update_layout(
        height=int(head + plot_height + foot),
        margin={"l": left, "r": right, "t": int(head), "b": int(foot), "pad": 0},
        paper_bgcolor=palette.paper,
        plot_bgcolor=palette.paper,
        font={"family": SANS, "size": TEXT_SIZE, "color": palette.ink},
        hoverlabel={
            "bgcolor": palette.panel,
            "bordercolor": palette.hairline,
            "align": "left",
            "font": {"family": SANS, "size": 14, "color": palette.ink},
        },
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        modebar={"bgcolor": CLEAR, "color": palette.muted, "activecolor": palette.ink},
    )
    figure.told.update(_said(words), tail=int(foot - axis))
    text = [
        (title, SERIF, TITLE_SIZE, palette.ink, head - 8, 700),
        (subtitle, SANS, SUBTITLE_SIZE, palette.muted, head - 8 - title_height - 2, 400),
    ]
    for lines, family, size, colour, above, weight in text:
        figure.add_annotation(
            text="<br>".join(safe(line) for line in lines),
            xref="paper",
            yref="paper",
            x=0,
            y=1,
            xshift=-left,
            yshift=above,
            xanchor="left",
            yanchor="top",
            align="left",
            showarrow=False,
            font={"family": family, "size": size, "color": colour, "weight": weight},
        )
    figure.add_annotation(
        text="<br>".join(safe(line) for line in footer),
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xshift=-left,
        yshift=-(axis + 14),
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        name="footer",
        font={"family": SANS, "size": FOOTER_SIZE, "color": palette.muted},
    )
    return figure


def quiet_axis(palette: Palette, **options: object) -> dict[str, object]:
    """An axis without a frame: hairline grid, muted labels."""
    return {
        "gridcolor": palette.hairline,
        "gridwidth": 1,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"family": SANS, "size": TEXT_SIZE, "color": palette.muted},
        "fixedrange": True,
        **options,
    }


def years_axis(palette: Palette, years: Sequence[int]) -> dict[str, object]:
    """A quiet axis of these years, in order, each with room for a bar."""
    return quiet_axis(
        palette,
        tickvals=[*years],
        ticktext=[str(year) for year in years],
        range=[years[0] - 0.6, years[-1] + 0.6],
        showgrid=False,
    )


def lane_axis(
    palette: Palette, places: Iterable[float], names: Iterable[str], span: Sequence[float], **more: object
) -> dict[str, object]:
    """An axis that names lanes: the place and the name (HTML) of each, and both ends of the axis."""
    font = {"family": SANS, "size": 14, "color": palette.ink}
    return quiet_axis(palette, tickvals=list(places), ticktext=list(names), range=list(span), tickfont=font, **more)


def quiet_geo(palette: Palette) -> dict[str, object]:
    """A map without a frame and without Plotly's own outlines, which a reader's browser would fetch from elsewhere."""
    return {
        "showframe": False,
        "showland": False,
        "showcoastlines": False,
        "showcountries": False,
        "showlakes": False,
        "showocean": False,
        "bgcolor": palette.paper,
        "domain": {"x": [0, 1], "y": [0, 1]},
    }


def empty(palette: Palette, words: Words, reason: str) -> go.Figure:
    """A labelled figure without a mark: what was asked for, and why there is nothing to draw."""
    figure = frame(palette, words, plot_height=120, columns=100)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=safe(not_zero(reason)),
        xref="paper",
        yref="paper",
        x=0.5,
        y=0.5,
        showarrow=False,
        font={"family": SANS, "size": 16, "color": palette.muted},
    )
    return figure


def ticks(kind: str, highest: float) -> tuple[list[float], list[str]]:
    """Round tick values from zero on, with their labels: past `highest` for money and counts, to 100 for percent."""
    if kind == "percent":
        values = [0.0, 25.0, 50.0, 75.0, 100.0]
        return values, [percent(value) for value in values]
    return money_ticks(highest) if kind == "money" else count_ticks(highest)


def money_ticks(highest: float) -> tuple[list[float], list[str]]:
    """Round tick values from zero to just past `highest` US dollars, with their labels."""
    return _ticks(highest, money)


def count_ticks(highest: float) -> tuple[list[float], list[str]]:
    """Round tick values from zero to just past `highest`, with their labels."""
    return _ticks(highest, count)


def _ticks(highest: float, say: Callable[[float], str]) -> tuple[list[float], list[str]]:
    if not highest > 0:
        return [0.0, 1.0], [say(0.0), say(1.0)]
    rough = highest / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough)
    values = [step * i for i in range(math.ceil(highest / step) + 1)]
    return values, [say(v) for v in values]
