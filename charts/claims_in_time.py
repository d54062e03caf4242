"""Claims of one measure about one place in time, with the days that mattered as labelled lines."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.marks import add_claims, claim_hover, shape_of
from charts.theme import (
    MEASURE_WORDS,
    SANS,
    Palette,
    Words,
    annotate,
    count_ticks,
    empty,
    frame,
    quiet_axis,
    range_words,
    safe,
)

PLOT = 300  # px
ROOM = 7.2  # px a letter of a label


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
    columns: int = 150,
    width: int = 1240,
) -> go.Figure:
    """Each claim at the end of the time it is about, from low to high, and a thin line over the rest of that time.

    `claims`: those of one measure, with `claim_id`, `low`, `high` (persons), the day columns of `as_of_start` and
    `as_of_end`, and what `claim_hover` needs. Claims without a number or a time are not drawn. `lines`: days and their
    labels, drawn where they fall within the claims' time or a year beside it. `width` is what labels are laid out for.
    """
    end = claims["as_of_end_last"].fillna(claims["as_of_start_last"])
    start = claims["as_of_start_first"].fillna(claims["as_of_end_first"])
    shapes = [shape_of(low, high) for low, high in zip(claims["low"], claims["high"], strict=True)]
    rows = claims.assign(start=start, end=end, shape=shapes)
    rows = rows[rows["shape"].ne("none") & rows["end"].notna()].sort_values(["end", "claim_id"])
    if rows.empty:
        return empty(palette, words, "No claim with a number and a time in this selection; that is not zero.")
    rows = rows.assign(
        lane=[in_years(day) for day in rows["end"]],
        hover=[claim_hover(row, kind="count", what=MEASURE_WORDS[row["measure"]]) for _, row in rows.iterrows()],
        top=rows["high"].fillna(rows["low"]).astype(float),
    )
    figure = frame(
        palette, words, plot_height=PLOT, left=76, right=24, top=24 + 16 * len(lines), axis=30, columns=columns
    )
    for _, row in rows.iterrows():
        first = in_years(row["start"])
        if row["lane"] - first > 0.05:
            figure.add_shape(
                type="line", x0=first, x1=row["lane"], y0=row["top"], y1=row["top"], layer="below",
                line={"color": palette.people, "width": 1, "dash": "dot"},
            )  # fmt: skip
    first_year, last_year = int(rows["lane"].min()), int(rows["lane"].max()) + 1
    first_year = min(first_year, *(in_years(s).__floor__() for s in rows["start"]))
    add_claims(figure, rows, palette, colour=palette.people, vertical=True, thickness=0.09, dot=10, labels=False)
    highest = float(rows["top"].max())
    values, texts = count_ticks(highest)
    span = last_year - first_year + 0.6
    step = 1 if span < 16 else 2
    years = list(range(first_year, last_year + 1, step))
    figure.update_yaxes(
        **quiet_axis(palette, tickvals=values, ticktext=texts, range=[0, max(highest, values[-1]) * 1.12])
    )
    figure.update_xaxes(
        **quiet_axis(
            palette, tickvals=years, ticktext=[str(y) for y in years], range=[first_year - 0.3, last_year + 0.3],
            showgrid=False,
        )
    )  # fmt: skip
    _lines(figure, lines, palette, first_year - 0.3, last_year + 0.3)
    _names(figure, rows, palette, span / (width - 100), max(highest, values[-1]) * 1.12 / PLOT)
    return figure


def _lines(figure: go.Figure, lines: list[tuple[date, str]], palette: Palette, first: float, last: float) -> None:
    """Labelled days above the plot, one below the other where two come close."""
    notes: list[dict[str, object]] = []
    drawn = [(in_years(day), text) for day, text in sorted(lines) if first < in_years(day) < last]
    for place, (at, text) in enumerate(drawn):
        figure.add_shape(
            type="line", x0=at, x1=at, yref="paper", y0=0, y1=1, layer="below",
            line={"color": palette.ink, "width": 1, "dash": "dash"},
        )  # fmt: skip
        notes.append(
            {
                "x": at,
                "yref": "paper",
                "y": 1,
                "yshift": 4 + 16 * (len(drawn) - 1 - place),
                "text": safe(text),
                "showarrow": False,
                "xanchor": "left" if at < first + 0.7 * (last - first) else "right",
                "yanchor": "bottom",
                "name": "line",
                "font": {"family": SANS, "size": 13, "color": palette.ink},
            }
        )
    annotate(figure, notes)


def _names(figure: go.Figure, rows: pd.DataFrame, palette: Palette, across: float, down: float) -> None:
    """The publisher and figure beside a mark, wherever there is room, highest first."""
    taken = [
        (x / across - 9, y / down - 9, x / across + 9, y / down + 9)
        for x, y in zip(rows["lane"], rows["top"], strict=True)
    ]
    notes: list[dict[str, object]] = []
    right = float(rows["lane"].max()) / across
    for _, row in rows.sort_values(["top", "claim_id"], ascending=[False, True]).iterrows():
        text = f"{row['publisher']}: {range_words(row['low'], row['high'], qualifier=row['qualifier'])}"
        x, y, long = row["lane"] / across, row["top"] / down, ROOM * len(text)
        for side in ("left", "right"):
            box = (x + 11, y - 8, x + 11 + long, y + 8) if side == "left" else (x - 11 - long, y - 8, x - 11, y + 8)
            clear = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
            if clear and box[2] < right + 14 and box[0] > float(rows["lane"].min()) / across - 60:
                taken.append(box)
                notes.append(
                    {
                        "x": row["lane"], "y": row["top"], "xanchor": side, "yanchor": "middle", "showarrow": False,
                        "xshift": 9 if side == "left" else -9, "text": safe(text), "name": "claim",
                        "font": {"family": SANS, "size": 13, "color": palette.muted},
                    }
                )  # fmt: skip
                break
    annotate(figure, notes)
