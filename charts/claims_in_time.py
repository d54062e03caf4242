"""Claims of one measure in time, a lane for each author or each place, with the days that mattered as lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts import figure as go
from charts.labels import LABEL_SIZE, shape_of
from charts.marks import add_claims, claim_hover
from charts.theme import SANS, Words, count_ticks, empty, frame, quiet_axis, safe
from charts.widths import lines, text_width
from language.messages import mark, tr
from loaders.codes import WORKER_MEASURES
from loaders.rows import FrameRow, each_row
from look.palette import Palette
from subjects.events import DEADLINE
from subjects.quantities import has_number, time_of, top_of
from words.numbers import range_words
from words.text import is_missing

LOWEST, TALLEST, ALL_LANES = 52, 150, 420  # px: of one lane, and what a few lanes share
GAP = 8  # px between two lanes
FLOOR = 2  # px: how far a figure may reach below the line of its lane, under which the years stand
LEFT, RIGHT = 250, 24  # px
MOST = 280  # px, the figure of a claim with the part that it is about
SHORT = 22  # px, an arrow, so that it stays in its lane
TIMELESS = mark("time<br>not stated")
DRAWN = ("claim_id", "low", "high", "start", "end")
"""What of a claim is needed once its words are written."""


def in_years(day: pd.Timestamp | date) -> float:
    """A day on an axis of years: 1 July 2019 is about 2019.5."""
    start = pd.Timestamp(day.year, 1, 1)
    return float(day.year + (pd.Timestamp(day) - start).days / 366)


def claims_in_time(
    claims: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
    lines: list[tuple[date, str]],
    width: int = 1286,
    lane: str = "author",
    lanes: list[str] | None = None,
    tallest: int = TALLEST,
) -> go.Figure:
    """A lane an author, the one heard of first on top; each claim from low to high, at the middle of its time.

    `lane` is another column to make lanes of, such as the name of the place, `lanes` their order from the top, and
    `tallest` the height of one (px); in such lanes, which are fuller, a figure for which there is no room is not
    written beside its mark.

    A thin line spans the time that a claim is about, so that a year is seen as a year; claims about no stated time
    stand by themselves on the left. All lanes have one scale. `claims`: those of one measure, with `claim_id`, `low`,
    `high` (persons), `author`, the day columns of `as_of_start` and `as_of_end`, and what `claim_hover` needs;
    those without a number are not drawn. `lines`: days and their labels, always within the years shown. `width` is
    what labels are laid out for (px).
    """
    start, end = time_of(claims)
    rows = claims.assign(start=start, end=end)[has_number(claims)]
    rows = rows.sort_values(["end", "claim_id"])
    if rows.empty:
        return empty(palette, words, tr("No claim with a number in this selection."))
    timed = rows[rows["end"].notna()]
    days = [*timed["start"], *timed["end"], *(pd.Timestamp(day) for day, _ in lines)] or [pd.Timestamp(DEADLINE)]
    first, last = min(day.year for day in days), max(day.year for day in days) + 1
    has_timeless = len(timed) < len(rows)
    west = first - (1.6 if has_timeless else 0) * max(1, (last - first) / 12)
    middles = [
        west + (first - west) / 2 if pd.isna(to) else (in_years(since) + in_years(to + pd.Timedelta(days=1))) / 2
        for since, to in zip(rows["start"], rows["end"], strict=True)
    ]
    rows = rows[list(dict.fromkeys([*DRAWN, lane]))].assign(
        lane=middles,
        hover=[claim_hover(row, kind="count", what=WORKER_MEASURES[row["measure"]]) for row in each_row(rows)],
        label=[_label(row) for row in each_row(rows)],
        top=top_of(rows).astype(float),
    )
    publishers = [name for name in lanes or dict.fromkeys(rows[lane]) if rows[lane].eq(name).any()]
    drawn = [(in_years(day), text) for day, text in sorted(lines)]
    each = max(LOWEST, min(tallest, ALL_LANES // len(publishers)))
    figure = frame(
        palette, words, plot_height=each * len(publishers), left=LEFT, right=RIGHT, top=20 + 17 * len(drawn), axis=30,
    )  # fmt: skip
    values, texts = count_ticks(float(rows["top"].max()))
    ceiling = max(float(rows["top"].max()), values[-1]) * 1.1
    lanes_drawn = _Lanes(
        n=len(publishers),
        height=each,
        ceiling=ceiling,
        tick=(values[-1], texts[-1]),
        years=(west, last),
        width=width - LEFT - RIGHT,
        has_every_figure=lane == "author",
    )
    for place, publisher in enumerate(publishers):
        _lane(figure, publisher, rows[rows[lane] == publisher], place, lanes_drawn, palette)
    years = list(range(first, last, 1 if last - first < 18 else 2))
    ticks = [year + 0.5 for year in years] + [west + (first - west) / 2] * has_timeless
    figure.update_xaxes(
        **quiet_axis(
            palette, tickvals=ticks, ticktext=[str(year) for year in years] + [tr(TIMELESS)]
            * has_timeless, range=[west, last], showgrid=False, anchor="free", position=0,
        )
    )  # fmt: skip
    for year in range(first, last):
        _upright(figure, year, palette.hairline, "solid", 0.6)
    _lines(figure, drawn, palette, west, last)
    return figure


def _label(row: FrameRow) -> str:
    figure = range_words(row["low"], row["high"], qualifier=row["qualifier"])
    if is_missing(row.get("scope")):
        return figure
    whole = f"{figure} ({row['scope']})"
    return whole if text_width(whole, LABEL_SIZE) <= MOST else f"{figure} {tr('(part)')}"


def _upright(figure: go.Figure, at: float, colour: str, dash: str, width: float) -> None:
    """A line through all lanes."""
    figure.add_shape(
        type="line", x0=at, x1=at, yref="paper", y0=0, y1=1, layer="below",
        line={"color": colour, "width": width, "dash": dash},
    )  # fmt: skip


@dataclass(frozen=True)
class _Lanes:
    """What all lanes share: how many they are, their height and width (px), the figure (persons) at the top of each,
    the one that is named on its axis, the years from end to end, and whether every figure must be written."""

    n: int
    height: int
    ceiling: float
    tick: tuple[float, str]
    years: tuple[float, float]
    width: int
    has_every_figure: bool

    def ends(self, place: int) -> tuple[float, float]:
        """Where the lane at a place ends below and above, as parts of the plot."""
        return 1 - (place + 1) / self.n + GAP / (self.height * self.n), 1 - place / self.n


def _lane(figure: go.Figure, name: str, rows: pd.DataFrame, place: int, lanes: _Lanes, palette: Palette) -> None:
    """One author, or whatever the lanes are: name, ground line, and a mark for each claim with its figure beside it."""
    axis = "y" if place == 0 else f"y{place + 1}"
    add_claims(
        figure, rows, palette, colour=palette.people, vertical=True, thickness=0.09, dot=10, labels=False,
        axis=axis, arrow=SHORT,
    )  # fmt: skip
    figure.update_traces(cliponaxis=False, selector={"type": "scatter"})
    for row in each_row(rows):
        if pd.notna(row["end"]):
            figure.add_shape(
                type="line", x0=in_years(row["start"]), x1=in_years(row["end"] + pd.Timedelta(days=1)), yref=axis,
                y0=row["top"], y1=row["top"], layer="below", name="time",
                line={"color": palette.people, "width": 1, "dash": "dot"},
            )  # fmt: skip
    value, text = lanes.tick
    figure.parts["layout"][f"yaxis{'' if place == 0 else place + 1}"] = {
        **quiet_axis(palette, tickvals=[0, value], ticktext=["0", text], range=[0, lanes.ceiling]),
        "domain": [*lanes.ends(place)],
        "anchor": "x",
        "zeroline": True,
        "zerolinecolor": palette.muted,
        "zerolinewidth": 1,
        "showticklabels": place == 0 or lanes.height > 2 * LOWEST - GAP,
    }
    named = {
        "xref": "paper", "x": 0, "xshift": -LEFT, "xanchor": "left", "align": "left", "yref": "paper",
        "y": sum(lanes.ends(place)) / 2, "yanchor": "middle", "showarrow": False, "name": "publisher",
        "text": "<br>".join(safe(line) for line in lines(str(name), LEFT - 50, 14)[:3]),
        "font": {"family": SANS, "size": 14, "color": palette.ink},
    }  # fmt: skip
    figure.add_annotations([named, *_figures_beside(rows, axis, lanes, palette)])


def _figures_beside(rows: pd.DataFrame, axis: str, lanes: _Lanes, palette: Palette) -> Iterator[dict[str, object]]:
    """The figures of the claims of one lane, each beside its mark."""
    west, last = lanes.years
    height = lanes.height - GAP
    across, up = lanes.width / (last - west), height / lanes.ceiling
    marks = [((row["lane"] - west) * across, *_reach(row, up)) for row in each_row(rows)]
    places = _beside(marks, rows["label"].tolist(), lanes.width, height, must=lanes.has_every_figure)
    for row, beside in zip(each_row(rows), places, strict=True):
        if beside is not None:
            xshift, anchor, yshift = beside
            yield {
                "x": row["lane"], "y": row["top"], "yref": axis, "xanchor": anchor, "yanchor": "middle",
                "xshift": xshift, "yshift": yshift, "showarrow": False, "name": "claim",
                "text": safe(row["label"]), "font": {"family": SANS, "size": LABEL_SIZE, "color": palette.ink},
                "bgcolor": palette.paper, "borderpad": 0,
            }  # fmt: skip


def _reach(row: FrameRow, up: float) -> tuple[float, float, float]:
    """How high (px) the figure of a claim is, and from where to where its mark goes, the arrow of an open end included;
    `up`: px a person."""
    top = row["top"] * up
    tip = top + {"at_least": SHORT, "up_to": -SHORT}.get(shape_of(row["low"], row["high"]), 0)
    low = top if is_missing(row["low"]) else row["low"] * up
    return top, min(low, tip), max(top, tip)


def _beside(
    marks: list[tuple[float, float, float, float]], labels: list[str], width: float, height: float, *, must: bool
) -> list[tuple[float, str, float] | None]:
    """Where each label stands (shift across, anchor, shift up, px): beside its mark, off the line of its time, within
    its lane of `height` where there is room, and above the line on which the lane stands. `marks`: x, then as of
    `_reach`.

    Where no place is free a label that `must` stand does so on its upper right: in a lane of one publisher that is
    rare. Any other is left out (None).
    """
    taken = [(x - 6, bottom - 6, x + 6, top + 6) for x, _, bottom, top in marks]
    found: list[tuple[float, str, float] | None] = []
    for own, ((x, y, _, _), label) in enumerate(zip(marks, labels, strict=True)):
        wide, others = text_width(label, LABEL_SIZE), [box for other, box in enumerate(taken) if other != own]
        places = [
            (shift, anchor, up) for up in (9.0, -9.0, 23.0, -23.0) for shift, anchor in ((7.0, "left"), (-7.0, "right"))
        ]
        boxes = []
        for shift, anchor, up in places:
            left = x + shift - (wide if anchor == "right" else 0)
            boxes.append((left, y + up - 7, left + wide, y + up + 7))
        free = [
            number
            for number, box in enumerate(boxes)
            if box[0] > -20 and box[2] < width and (must or box[1] > -FLOOR)
            and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in others)
        ]  # fmt: skip
        free.sort(key=lambda number: boxes[number][1] < -FLOOR or boxes[number][3] > height + GAP)
        if not free and not must:
            found.append(None)
            continue
        best = free[0] if free else 0
        taken.append(boxes[best])
        found.append(places[best])
    return found


def _lines(figure: go.Figure, drawn: list[tuple[float, str]], palette: Palette, first: float, last: float) -> None:
    """Labelled days, each label on a line of its own above the lanes."""
    notes: list[dict[str, object]] = []
    for place, (at, text) in enumerate(drawn):
        _upright(figure, at, palette.ink, "dash", 1)
        notes.append(
            {
                "x": at,
                "yref": "paper",
                "y": 1,
                "yshift": 2 + 17 * (len(drawn) - 1 - place),
                "text": safe(text),
                "showarrow": False,
                "xanchor": "left" if at < first + 0.7 * (last - first) else "right",
                "yanchor": "bottom",
                "name": "line",
                "font": {"family": SANS, "size": 13, "color": palette.ink},
            }
        )
    figure.add_annotations(notes)
