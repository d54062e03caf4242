"""Claims about years, beneath a timeline: side by side in the year that each is about, on an axis of their own."""

import pandas as pd

from charts import figure as go
from charts.labels import ARROW, FOOTER_LETTER, names_of_highest
from charts.marks import add_claims, claim_hover
from charts.theme import COLUMNS, SANS, Words, empty, frame, quiet_axis, safe, ticks, wrap
from language.messages import tr
from loaders.rows import each_row
from look.palette import Palette
from subjects.quantities import has_number, time_of, top_of
from words.numbers import FORMATS

PLOT = 170  # px
LEFT, RIGHT = 216, 24  # px, as in the lanes above
NAME = 26  # letters of the axis title in a line


def strip_finding(claims: pd.DataFrame, what: str, *, kind: str) -> str:
    """The title: lowest and highest figure of the claims shown, and what they count."""
    ends = pd.concat([claims["low"], claims["high"]]).dropna()
    if ends.empty:
        return what
    say = FORMATS[kind]
    low, high = say(float(ends.min())), say(float(ends.max()))
    if low == high:
        return tr("{what}: {figure}", what=what, figure=low)
    return tr("{what}: claims from {low} to {high}", what=what, low=low, high=high)


def year_strip(
    claims: pd.DataFrame,
    *,
    kind: str,
    what: str,
    axis_title: str,
    years: tuple[int, int],
    palette: Palette,
    words: Words,
) -> go.Figure:
    """Each claim from its low to its high end, in the year in which the middle of its time lies.

    The claims of a year stand side by side in order of time, then publisher: nothing is said of the day. A dotted line
    spans a time that is longer than a year. `claims`: `claim_id`, `low`, `high`, first and last days of `as_of_start`
    and `as_of_end` or of `period_start` and `period_end`, and what `claim_hover` needs; those without a number or a
    time are not drawn. `kind` is "money" or "count", `what` goes into the hover; `years` are the ends of the axis.
    """
    start, end = time_of(claims)
    is_drawn = has_number(claims) & end.notna()
    rows = claims.assign(start=start, end=end, middle=start + (end - start) / 2)[is_drawn]
    rows = rows[rows["middle"].dt.year.between(*years)].sort_values(["middle", "publisher", "claim_id"])
    if rows.empty:
        return empty(palette, words, tr("No claim with a number about these years."))
    year = rows["middle"].dt.year
    of_year = rows.groupby(year)["claim_id"]
    rows = rows.assign(
        lane=year + (of_year.cumcount() + 1) / (of_year.transform("size") + 1),
        top=top_of(rows).astype(float),
        hover=[claim_hover(row, kind=kind, what=what) for row in each_row(rows)],
    )
    values, texts = ticks(kind, float(rows["top"].max()))
    each = max(float(rows["top"].max()), values[-1]) / (PLOT - ARROW - 10)  # of the unit, to a px
    lowest = rows.loc[rows["low"].isna(), "high"].astype(float).min()
    floor = min(-12 * each, 0.0 if pd.isna(lowest) else lowest - (ARROW + 2) * each)
    figure = frame(palette, words, plot_height=PLOT, left=LEFT, right=RIGHT, axis=30)
    colour = palette.money if kind == "money" else palette.people
    add_claims(figure, rows, palette, colour=colour, vertical=True, thickness=0.09, dot=7, labels=False)
    _times(figure, rows, colour)
    width = COLUMNS * FOOTER_LETTER - LEFT - RIGHT
    across, up = width / (years[1] + 1 - years[0]), PLOT / (PLOT * each - floor)
    at = [((lane - years[0]) * across, (top - floor) * up) for lane, top in zip(rows["lane"], rows["top"], strict=True)]
    names = names_of_highest(
        rows.assign(year=year), at, palette, kind=kind, width=across * (years[1] + 1 - years[0]), height=PLOT + 14
    )
    figure.add_annotations([*names, _axis_title(axis_title, palette)])
    shown = list(range(years[0], years[1] + 1, -(-(years[1] - years[0] + 1) // 22)))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(
        **quiet_axis(palette, tickvals=shown, ticktext=[str(y) for y in shown], range=[years[0], years[1] + 1])
    )
    figure.update_yaxes(**quiet_axis(palette, tickvals=values, ticktext=texts, range=[floor, PLOT * each]))
    figure.add_hline(y=0, line={"color": palette.muted, "width": 1})
    return figure


def _times(figure: go.Figure, rows: pd.DataFrame, colour: str) -> None:
    for row in each_row(rows[rows["end"] - rows["start"] > pd.Timedelta(days=366)]):
        ends = [day.year + day.day_of_year / 366 for day in (row["start"], row["end"])]
        figure.add_shape(
            type="line", x0=ends[0], x1=ends[1], y0=row["top"], y1=row["top"], layer="below", name="time",
            line={"color": colour, "width": 1, "dash": "dot"},
        )  # fmt: skip


def _axis_title(text: str, palette: Palette) -> dict[str, object]:
    return {
        "xref": "paper", "x": 0, "xshift": -LEFT, "xanchor": "left", "align": "left", "yref": "paper", "y": 1,
        "yanchor": "top", "showarrow": False, "name": "axis title",
        "text": "<br>".join(safe(line) for line in wrap(text, NAME)),
        "font": {"family": SANS, "size": 14, "color": palette.ink},
    }  # fmt: skip
