"""How a claim is drawn, wherever it is drawn: one row, one mark, both ends, no midpoint.

A range is a bar from low to high; a single figure is a dot; an open end is a tick at the figure given with an arrow
pointing away from it. A claim without a number gets no mark.
"""

from typing import Any

import pandas as pd

from charts import figure as go
from charts.labels import ARROW, FOOTER_LETTER, shape_of
from charts.theme import COLUMNS, SANS, Words, broken, frame, quiet_axis, safe
from language.forms import strung
from language.messages import capital, mark, tr
from loaders.codes import GRADES, STRENGTHS
from loaders.rows import FrameRow, each_row
from look.palette import Palette
from words.claims import author_words
from words.dates import date_words, period_words, short_date
from words.numbers import range_words
from words.text import is_missing

KEY = mark("bars are ranges, arrows open ends, dots single figures")
"""How marks are read, for the second line of a chart."""

DAY = 86_400_000  # ms
ROW, GROUP = 27, 34  # px: the height of a lane, and of the heading of a group of lanes


def incident_hover(row: FrameRow) -> str:
    """Everything a reader needs to quote one theft: victim, date, amount, who attributes it, how, in HTML lines."""
    lines = [f"<b>{safe(row['victim'])}</b>, {safe(date_words(row['date']))}"]
    is_known = not (is_missing(row["low"]) and is_missing(row["high"]))
    amount = safe(range_words(row["low"], row["high"], kind="money"))
    lines.append(amount if is_known else tr("Amount unknown, not zero"))
    strength = STRENGTHS[row["strength"]] if row["strength"] in STRENGTHS else tr("none in the record")
    lines.append(tr("Attribution: {strength}", strength=strength))
    lines.append(broken(tr("By {attributors}", attributors=row["attributors"]), 60))
    if not is_missing(row.get("vector")):
        lines.append(broken(tr("How: {vector}", vector=row["vector"]), 60))
    return "<br>".join(lines)


def middle_day(rows: pd.DataFrame) -> pd.Series:
    """The middle of the time that each date covers, from `date_first` and `date_last`."""
    return rows["date_first"] + (rows["date_last"] - rows["date_first"]) / 2


def is_day(dates: pd.Series) -> pd.Series:
    """Whether each date is a day, and no month or year."""
    return dates.str.len().eq(len("2019-12-22"))


def days_around(rows: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The ends of an axis of days on which the dates of rows keep clear of the edges."""
    first, last = rows["date_first"].min(), rows["date_last"].max()
    edge = max((last - first) * 0.02, pd.Timedelta(days=30))
    return first - edge, last + edge


def year_ticks(first: pd.Timestamp, last: pd.Timestamp, most: int = 16) -> tuple[list[pd.Timestamp], list[str]]:
    """The first days of the years between two days, at most so many, with their labels."""
    years = list(range(first.year if first.day_of_year == 1 else first.year + 1, last.year + 1))
    years = years[:: -(-len(years) // most)] if years else []
    return [pd.Timestamp(year, 1, 1) for year in years], [str(year) for year in years]


def month_ticks(first: pd.Timestamp, last: pd.Timestamp) -> tuple[list[pd.Timestamp], list[str]]:
    """The first days of months between two days, at most six, each with its year."""
    months = list(pd.date_range(first.normalize(), last, freq="MS"))
    days = months[:: -(-len(months) // 6)] if months else []
    return days, [short_date(f"{day:%Y-%m}") for day in days]


def day_axis(palette: Palette, first: pd.Timestamp, last: pd.Timestamp, **options: object) -> dict[str, object]:
    """A quiet axis of days from `first` to `last`, ticked where a year begins, or months where a year alone does;
    `options` go before its own."""
    days, said = year_ticks(first, last)
    if len(days) < 2:
        days, said = month_ticks(first, last)
    own = {"type": "date", "range": [first, last], "tickvals": days, "ticktext": said}
    return quiet_axis(palette, **{**own, **options})


def arrow_room(rows: pd.DataFrame, width: float, top: float) -> int:
    """The room (px) that arrows of "up to" need left of a plot of `width` px from 0 to `top`, beyond its left end."""
    ends = rows.loc[rows["low"].isna(), "high"].dropna().astype(float)
    return 0 if ends.empty else max(0, int(ARROW + 4 - float(ends.min()) / max(top, 1e-9) * width))


def ranges_frame(
    palette: Palette,
    words: Words,
    *,
    ends: pd.DataFrame,
    lanes: list[tuple[float, str]],
    bottom: float,
    unit: str,
    ticks: tuple[list[float], list[str]],
    top: float,
    left: int,
    right: int,
) -> go.Figure:
    """The figure that `add_claims` adds ranges to: a name beside each lane, one axis above them, named by `unit`.

    `ends`: `low` and `high` of all that will be drawn; names keep clear of the arrows that reach beyond the left end.
    `lanes`: the place and the name (HTML) of each, down to `bottom`. The axis runs from zero to `top`. `left`, `right`:
    room (px) for the names and for what stands right of the plot.
    """
    gap = arrow_room(ends, COLUMNS * FOOTER_LETTER - left - right, top)
    figure = frame(
        palette,
        words,
        plot_height=int(ROW * (0.6 - bottom)),
        left=left + gap,
        right=right,
        axis=14,
        top=62,
    )
    values, texts = ticks
    figure.update_xaxes(
        **quiet_axis(
            palette,
            side="top",
            tickangle=0,
            tickvals=values,
            ticktext=texts,
            range=[-0.012 * top, top * 1.01],  # a dot at the left end stays whole
            title={"text": safe(unit), "font": {"family": SANS, "size": 13, "color": palette.muted}, "standoff": 6},
        )
    )
    figure.update_yaxes(
        **quiet_axis(
            palette,
            tickvals=[lane for lane, _ in lanes],
            ticktext=[name for _, name in lanes],
            range=[bottom, 0.6],
            showgrid=False,
            ticklabelstandoff=4 + gap,
        )
    )
    return figure


def add_headings(figure: go.Figure, headings: list[tuple[float, str]], palette: Palette) -> None:
    """Write the heading of each group of lanes at the left edge of a figure; `headings`: its lane and its words."""
    notes: list[dict[str, object]] = [
        {
            "xref": "paper",
            "x": 0,
            "xshift": -figure.parts["layout"]["margin"]["l"],
            "y": lane - 0.25,
            "xanchor": "left",
            "yanchor": "middle",
            "showarrow": False,
            "text": f"<b>{safe(capital(text))}</b>",
            "name": "heading",
            "font": {"family": SANS, "size": 14, "color": palette.ink},
        }
        for lane, text in headings
    ]
    figure.add_annotations(notes)


def claim_hover(row: FrameRow, *, kind: str, what: str = "") -> str:
    """Everything a reader needs to quote one claim: figure, time, publisher, document, place in it, date, grade.

    Uses `low`, `high`, `qualifier`, `publisher`, `title`, `published`, `locator`, `grade` and, where present,
    `as_of_start`/`as_of_end` or `period_start`/`period_end`, `scope`, `note`.
    """
    start, end = row.get("as_of_start", row.get("period_start")), row.get("as_of_end", row.get("period_end"))
    figure = range_words(row["low"], row["high"], kind=kind, qualifier=row["qualifier"])
    figure, time = f"<b>{safe(figure)}</b>", safe(period_words(start, end))
    said = tr("{figure} {what}", figure=figure, what=safe(what)) if what else figure
    lines = [strung([said, time])]
    if not is_missing(row.get("scope")):
        lines.append(tr("Counts only: {scope}", scope=safe(row["scope"])))
    lines.append(f"{safe(author_words(row))}, {safe(date_words(row['published']))}")
    lines.append(broken(str(row["title"]), 64))
    if not is_missing(row.get("locator")):
        lines.append(broken(tr("Where: {locator}", locator=row["locator"]), 64))
    lines.append(tr("Grade {grade}: {seen}", grade=row["grade"], seen=GRADES[str(row["grade"])]))
    if not is_missing(row.get("note")):
        lines.append(broken(str(row["note"]), 64))
    return "<br>".join(lines)


def still(opacity: float = 1) -> dict[str, object]:
    """Options of a trace whose marks stay as they are when one of them is clicked, instead of fading."""
    return {"selected": {"marker": {"opacity": opacity}}, "unselected": {"marker": {"opacity": opacity}}}


def add_claims(
    figure: go.Figure,
    rows: pd.DataFrame,
    palette: Palette,
    *,
    colour: str,
    vertical: bool = False,
    thickness: float = 0.36,
    dot: float = 12,
    name: str = "claims",
    labels: bool = True,
    label_colour: str | None = None,
    axis: str | None = None,
    arrow: float = ARROW,
) -> None:
    """Draw claims on a figure whose lanes are numbers: along x from left to right, or along y when `vertical`.

    `rows`: one row a claim, columns `claim_id`, `low`, `high`, `lane` (number), `hover` (HTML) and, with `labels`,
    `label` (text beside the mark). Every mark carries its `claim_id` in customdata; a claim without a number is
    passed over. `axis` is a y axis of their own, `arrow` the length of an arrow (px). Nothing is returned; `rows` is
    left as it was.
    """
    if rows.empty:
        return
    by_shape: dict[str, list[FrameRow]] = {shape: [] for shape in ("range", "figure", "at_least", "up_to")}
    for row in each_row(rows):
        if (shape := shape_of(row["low"], row["high"])) in by_shape:
            by_shape[shape].append(row)
    notes: list[dict[str, object]] = []
    for shape, part in by_shape.items():
        if not part:
            continue
        lanes = [row["lane"] for row in part]
        common = {
            "x" if vertical else "y": lanes,
            "name": f"{name}: {shape}",
            "hovertemplate": "%{customdata[1]}<extra></extra>",
            "customdata": [[row["claim_id"], row["hover"]] for row in part],
            **still(),
            **({"yaxis": axis} if axis else {}),
        }
        if shape == "range":
            ends = [float(row["high"]) for row in part]
            starts = [float(row["low"]) for row in part]
            figure.add_trace(_bars(starts, ends, colour, thickness, common, vertical=vertical))
        else:
            ends = [float(row["low" if shape == "at_least" else "high"]) for row in part]
            figure.add_trace(_points(ends, shape, colour, dot, common, vertical=vertical))
        if shape in ("at_least", "up_to"):
            away = arrow if shape == "at_least" else -arrow
            notes += [_arrow(lane, end, away, colour, vertical=vertical) for lane, end in zip(lanes, ends, strict=True)]
        if labels and not vertical:
            gap = arrow + 8 if shape == "at_least" else dot / 2 + 6
            ink = label_colour or palette.ink
            notes += [
                _label(lane, end, gap, row["label"], ink) for lane, end, row in zip(lanes, ends, part, strict=True)
            ]
    figure.add_annotations([{**note, "yref": axis, "ayref": "pixel"} for note in notes] if axis else notes)


def _bars(
    low: list[float], high: list[float], colour: str, thickness: float, common: dict[str, Any], *, vertical: bool
) -> go.Parts:
    """Claims with two ends, each a bar from one to the other."""
    return go.Bar(
        base=low,
        width=thickness,
        orientation="v" if vertical else "h",
        marker={"color": colour, "line": {"width": 0}},
        **{"y" if vertical else "x": [end - start for start, end in zip(low, high, strict=True)]},
        **common,
    )


def _points(
    ends: list[float], shape: str, colour: str, dot: float, common: dict[str, Any], *, vertical: bool
) -> go.Parts:
    """Claims of a single figure, each a dot, or with one end alone, each a stroke from which its arrow goes."""
    symbol = "circle" if shape == "figure" else "line-ew" if vertical else "line-ns"
    return go.Scatter(
        mode="markers",
        cliponaxis=False,  # one at the end of an axis stays whole
        **{"y" if vertical else "x": ends},
        **common,
        marker={
            "symbol": symbol,
            "size": dot,
            "color": colour,
            "opacity": 1,
            "line": {"width": 0 if shape == "figure" else 3, "color": colour},
        },
    )


def _arrow(lane: float, end: float, away: float, colour: str, *, vertical: bool) -> dict[str, object]:
    """From the one end that a claim names towards the open one, `away` px of it."""
    value_axis, lane_axis = ("y", "x") if vertical else ("x", "y")
    return {
        value_axis: end,
        lane_axis: lane,
        f"{value_axis}shift": away,
        f"a{value_axis}": away if vertical else -away,
        f"a{lane_axis}": 0,
        "text": "",
        "showarrow": True,
        "arrowhead": 2,
        "arrowsize": 1,
        "arrowwidth": 2.4,
        "arrowcolor": colour,
    }


def _label(lane: float, end: float, gap: float, text: str, ink: str) -> dict[str, object]:
    """The words of a claim, to the right of its mark."""
    return {
        "x": end,
        "y": lane,
        "xshift": gap,
        "xanchor": "left",
        "yanchor": "middle",
        "text": text,
        "showarrow": False,
        "font": {"family": SANS, "size": 14, "color": ink},
    }
