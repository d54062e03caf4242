"""What is said to be earned and stolen, year by year: a strip for each way, all on one scale of dollars."""

from collections import Counter

import pandas as pd

from charts import figure as go
from charts.labels import FOOTER_LETTER, names_of_highest, names_room
from charts.marks import add_claims, claim_hover
from charts.theme import SANS, Words, empty, frame, quiet_axis, safe, ticks
from language.messages import tr
from loaders.rows import each_row
from look.palette import Palette
from subjects.quantities import has_number, time_of, top_of
from words.numbers import short_number, span_words
from words.text import listed

STRIP, GAP, HEAD, BELOW = 84, 4, 32, 8  # px: a strip, the space between two, room for its name, and below zero
LEFT, RIGHT, EDGE = 80, 16, 4  # px; a strip is named from the left edge, so that its first years are free
SHORT = 20  # px, an arrow, so that it stays in its strip


def spans_as_marks(spans: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Spans of years as marks: `claim_id` (the year), `low`, `high` (missing where open), `year`, `hover`.

    `spans`: of `editions.newest_spans`; `claims`: those behind them.
    """
    authors = claims.groupby("year")["estimator"].agg(lambda names: sorted(set(names)))
    rows = []
    for span in each_row(spans):
        year = int(span["year"])
        hover = tr(
            "{amount} stolen in {year}<br>{n} authors, the newest edition of each:<br>{authors}",
            amount=f"<b>{safe(span_words(span, kind='money'))}</b>",
            year=year,
            n=short_number(int(span["n_authors"])),
            authors=safe(listed(authors[span["year"]], 8)),
        )
        rows.append(
            {
                "claim_id": str(year),
                "low": pd.NA if span["is_low_open"] and not span["is_high_open"] else span["lowest"],
                "high": pd.NA if span["is_high_open"] else span["highest"],
                "year": year,
                "hover": hover,
            }
        )
    return pd.DataFrame(rows, columns=["claim_id", "low", "high", "year", "hover"])


def claims_as_marks(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of a year's income as marks, in the year in which the middle of their time lies; columns as above.

    Those without a number or a time are not drawn.
    """
    start, end = time_of(claims)
    rows = claims.assign(middle=start + (end - start) / 2)[has_number(claims) & end.notna()]
    return pd.DataFrame(
        {
            "claim_id": rows["claim_id"],
            "low": rows["low"],
            "high": rows["high"],
            "year": rows["middle"].dt.year,
            "hover": [claim_hover(row, kind="money", what=tr("a year")) for row in each_row(rows)],
        }
    ).sort_values(["year", "claim_id"], ignore_index=True)


def earned_by_year(strips: dict[str, pd.DataFrame], *, palette: Palette, words: Words, columns: int = 90) -> go.Figure:
    """A strip for each way to earn, by its name, from the top: its marks, as `claims_as_marks` and `spans_as_marks`
    give them, side by side in their year. An empty strip keeps its place: nothing known is not zero."""
    every = pd.concat(strips.values(), ignore_index=True) if strips else pd.DataFrame()
    if every.empty:
        return empty(palette, words, tr("No claim with a number and a year."))
    first, last = int(every["year"].min()), int(every["year"].max()) + 1
    highest = float(top_of(every).astype(float).max())
    values, texts = ticks("money", highest)
    n, each, left = len(strips), STRIP + GAP, names_room([texts[-1]], LEFT)
    figure = frame(palette, words, plot_height=n * each - GAP, left=left, right=RIGHT, columns=columns, axis=26)
    width = columns * FOOTER_LETTER - left - RIGHT
    unit = max(highest, values[-1]) / (STRIP - HEAD)  # dollars to a px
    for place, (name, marks) in enumerate(strips.items()):
        domain = [(each * (n - 1 - place)) / (n * each - GAP), (each * (n - 1 - place) + STRIP) / (n * each - GAP)]
        _strip(figure, place, name, marks, palette, (first, last), domain, unit, (left, width))
        axis = quiet_axis(
            palette, tickvals=[0, values[-1]], ticktext=[texts[0], texts[-1]], range=[-BELOW * unit, STRIP * unit]
        )
        figure.parts["layout"][f"yaxis{'' if place == 0 else place + 1}"] = {
            **axis, "domain": domain, "anchor": "x", "zeroline": True, "zerolinecolor": palette.muted,
            "zerolinewidth": 1,
        }  # fmt: skip
    years = list(range(first, last, -(-(last - first) // 8)))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(
        **quiet_axis(
            palette, tickvals=[year + 0.5 for year in years], ticktext=[str(year) for year in years],
            range=[first, last], showgrid=False, anchor="free", position=0,
        )
    )  # fmt: skip
    return figure


def _strip(
    figure: go.Figure,
    place: int,
    name: str,
    marks: pd.DataFrame,
    palette: Palette,
    years: tuple[int, int],
    domain: list[float],
    unit: float,
    across: tuple[int, float],
) -> None:
    """The name of a strip, its marks, and the figure of the highest mark of a year where there is room. `across`: the
    margin and the plot (px)."""
    left, width = across
    axis = "y" if place == 0 else f"y{place + 1}"
    n_of_year, so_far = Counter(marks["year"]), Counter[int]()
    lanes = []
    for year in marks["year"].tolist():
        so_far[year] += 1
        lanes.append(year + so_far[year] / (n_of_year[year] + 1))
    marks = marks.assign(lane=lanes, top=top_of(marks).astype(float)).sort_values("lane", ascending=False)
    add_claims(
        figure, marks, palette, colour=palette.money, vertical=True, thickness=0.3, dot=8, labels=False,
        axis=axis, arrow=SHORT,
    )  # fmt: skip
    figure.update_traces(cliponaxis=False, selector={"type": "scatter"})
    said = f"<b>{safe(name)}</b>"
    if marks.empty:
        said = tr("{channel}: no claim about a whole year (unknown, not zero)", channel=said)
    heading: dict[str, object] = {
        "xref": "paper", "x": 0, "xshift": EDGE - left, "yref": "paper", "y": domain[1], "xanchor": "left",
        "yanchor": "top", "showarrow": False, "name": "strip", "text": said,
        "font": {"family": SANS, "size": 14, "color": palette.ink}, "bgcolor": palette.paper, "borderpad": 0,
    }  # fmt: skip
    year = width / (years[1] - years[0])
    at = [((lane - years[0]) * year, top / unit) for lane, top in zip(marks["lane"], marks["top"], strict=True)]
    taken = [(x, STRIP - 8.0, 8.0) for x in range(0, 8 * len(name) + EDGE - left, 12)]
    names = names_of_highest(
        marks, at, palette, kind="money", width=width, height=STRIP + 6, arrow=SHORT, axis=axis, taken=taken
    )
    figure.add_annotations([heading, *names])
