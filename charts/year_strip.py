"""Claims about years, beneath a timeline: side by side in the year that each is about, on an axis of their own."""

import pandas as pd

from charts import figure as go
from charts.marks import ARROW, FOOTER_LETTER, add_claims, claim_hover, label_places, shape_of, short_range
from charts.theme import (
    FORMATS,
    SANS,
    Palette,
    Words,
    annotate,
    empty,
    frame,
    quiet_axis,
    range_words,
    safe,
    ticks,
    wrap,
)

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
    return f"{what}: {low if low == high else f'claims from {low} to {high}'}"


def year_strip(
    claims: pd.DataFrame,
    *,
    kind: str,
    what: str,
    axis_title: str,
    years: tuple[int, int],
    palette: Palette,
    words: Words,
    columns: int,
) -> go.Figure:
    """Each claim from its low to its high end, in the year in which the middle of its time lies.

    The claims of a year stand side by side in order of time, then publisher: nothing is said of the day. A dotted line
    spans a time that is longer than a year. `claims`: `claim_id`, `low`, `high`, first and last days of `as_of_start`
    and `as_of_end` or of `period_start` and `period_end`, and what `claim_hover` needs; those without a number or a
    time are not drawn. `kind` is "money" or "count", `what` goes into the hover; `years` are the ends of the axis.
    """
    prefix = "as_of" if "as_of_start" in claims else "period"
    start = claims[f"{prefix}_start_first"].fillna(claims[f"{prefix}_end_first"])
    end = claims[f"{prefix}_end_last"].fillna(claims[f"{prefix}_start_last"])
    is_drawn = (claims["low"].notna() | claims["high"].notna()) & end.notna()
    rows = claims.assign(start=start, end=end, middle=start + (end - start) / 2)[is_drawn]
    rows = rows[rows["middle"].dt.year.between(*years)].sort_values(["middle", "publisher", "claim_id"])
    if rows.empty:
        return empty(palette, words, "No claim with a number about these years; that is not zero.")
    year = rows["middle"].dt.year
    of_year = rows.groupby(year)["claim_id"]
    rows = rows.assign(
        lane=year + (of_year.cumcount() + 1) / (of_year.transform("size") + 1),
        top=rows["high"].fillna(rows["low"]).astype(float),
        hover=[claim_hover(row, kind=kind, what=what) for _, row in rows.iterrows()],
    )
    values, texts = ticks(kind, float(rows["top"].max()))
    each = max(float(rows["top"].max()), values[-1]) / (PLOT - ARROW - 10)  # of the unit, to a px
    lowest = rows.loc[rows["low"].isna(), "high"].astype(float).min()
    floor = min(-12 * each, 0.0 if pd.isna(lowest) else lowest - (ARROW + 2) * each)
    figure = frame(palette, words, plot_height=PLOT, left=LEFT, right=RIGHT, columns=columns, axis=30)
    colour = palette.money if kind == "money" else palette.people
    add_claims(figure, rows, palette, colour=colour, vertical=True, thickness=0.09, dot=7, labels=False)
    _times(figure, rows, colour)
    width = columns * FOOTER_LETTER - LEFT - RIGHT
    _names(figure, rows, palette, kind, years, PLOT / (PLOT * each - floor), floor, width)
    annotate(figure, [_axis_title(axis_title, palette)])
    shown = list(range(years[0], years[1] + 1, -(-(years[1] - years[0] + 1) // 22)))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(
        **quiet_axis(palette, tickvals=shown, ticktext=[str(y) for y in shown], range=[years[0], years[1] + 1])
    )
    figure.update_yaxes(**quiet_axis(palette, tickvals=values, ticktext=texts, range=[floor, PLOT * each]))
    figure.add_hline(y=0, line={"color": palette.muted, "width": 1})
    return figure


def _times(figure: go.Figure, rows: pd.DataFrame, colour: str) -> None:
    for _, row in rows[rows["end"] - rows["start"] > pd.Timedelta(days=366)].iterrows():
        ends = [day.year + day.day_of_year / 366 for day in (row["start"], row["end"])]
        figure.add_shape(
            type="line", x0=ends[0], x1=ends[1], y0=row["top"], y1=row["top"], layer="below", name="time",
            line={"color": colour, "width": 1, "dash": "dot"},
        )  # fmt: skip


def _names(
    figure: go.Figure,
    rows: pd.DataFrame,
    palette: Palette,
    kind: str,
    years: tuple[int, int],
    up: float,
    floor: float,
    width: float,
) -> None:
    """The figure of the highest claim of each year, where there is room; beyond the arrow of an open end."""
    highest = set(rows.sort_values("top", kind="stable").groupby(rows["middle"].dt.year).tail(1)["claim_id"])
    across = width / (years[1] + 1 - years[0])
    beyond = {"at_least": ARROW, "up_to": -ARROW}  # px, from the figure to the tip of its arrow
    tips = [beyond.get(shape_of(row["low"], row["high"]), 0) for _, row in rows.iterrows()]
    at = [((lane - years[0]) * across, (top - floor) * up) for lane, top in zip(rows["lane"], rows["top"], strict=True)]
    marks = [(x, y + max(0, tip), 5.0) for (x, y), tip in zip(at, tips, strict=True)]
    marks += [
        (x, y + part * tip, 5.0)
        for (x, y), tip in zip(at, tips, strict=True)
        if tip
        for part in ((0.0, 0.3, 0.6) if tip > 0 else (0.3, 0.6, 1.0))  # all along the arrow
    ]
    say = short_range if kind == "money" else range_words
    texts = [say(row["low"], row["high"]) if row["claim_id"] in highest else "" for _, row in rows.iterrows()]
    texts += [""] * (len(marks) - len(texts))
    annotate(
        figure,
        [
            {
                "x": rows["lane"].iloc[found.index], "y": rows["top"].iloc[found.index], "xshift": found.xshift,
                "yshift": found.yshift + max(0, tips[found.index]), "xanchor": found.xanchor, "yanchor": "middle",
                "showarrow": False, "name": "claim", "text": safe(texts[found.index]),
                "font": {"family": SANS, "size": 13, "color": palette.ink},
            }
            for found in label_places(marks, texts, width=width, height=PLOT + 14)
            if found.yshift >= 0  # below the mark it would run into the axis
        ],
    )  # fmt: skip


def _axis_title(text: str, palette: Palette) -> dict[str, object]:
    return {
        "xref": "paper", "x": 0, "xshift": -LEFT, "xanchor": "left", "align": "left", "yref": "paper", "y": 1,
        "yanchor": "top", "showarrow": False, "name": "axis title",
        "text": "<br>".join(safe(line) for line in wrap(text, NAME)),
        "font": {"family": SANS, "size": 14, "color": palette.ink},
    }  # fmt: skip
