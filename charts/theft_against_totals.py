"""Named thefts of a year beside what publishers say of the same year: two counts of one thing, never added."""

import pandas as pd

from charts import figure as go
from charts.labels import names_room
from charts.marks import add_claims, claim_hover
from charts.theme import Words, empty, frame, money_ticks, quiet_axis, safe, years_axis
from language.messages import plural, tr
from loaders.codes import STRENGTHS
from loaders.rows import FrameRow, each_row
from look.coded import LOOKS, look_of
from look.palette import Palette
from subjects.editions import newest_spans
from subjects.quantities import has_number
from words.numbers import range_words, span_words, sums_words
from words.text import listed

LEFT = 84  # px
BAR, MIDDLE = 0.26, -0.22  # of a year's place: the width of a column, and where it stands


def key() -> str:
    """How the chart is read."""
    looks = [
        tr("{strength} ({look})", strength=STRENGTHS[strength], look=tr(look.pattern_words))
        for strength, look in LOOKS.items()
    ]
    return tr(
        "Columns: sums of named thefts, from the bottom {looks}; the pale top is the gap between the low and "
        "the high ends. Dots and bars beside them: the newest claim of each publisher.",
        looks=listed(looks),
    )


def finding(sums: pd.DataFrame, claims: pd.DataFrame) -> str:
    """The title: the newest year with both, what the named thefts come to and what publishers claim."""
    years = sorted(set(sums["year"].dropna()) & set(claims["year"].dropna()))
    spans = {row["year"]: row for row in each_row(newest_spans(claims))}
    for year in reversed(years):
        of_year, span = sums[sums["year"] == year], spans.get(year)
        low, high = _ends(of_year)
        if span is not None and high > 0:
            named = sums_words(low, high, *(bool(of_year[f"is_{end}_open"].any()) for end in ("low", "high")))
            return tr(
                "{year}: named thefts {named}, claims {span}",
                year=int(year),
                named=named,
                span=span_words(span, kind="money"),
            )
    return tr("Named thefts beside what publishers claim")


def _ends(sums: pd.DataFrame) -> tuple[float, float]:
    return float(sums["low"].fillna(0).sum()), float(sums["high"].fillna(0).sum())


def theft_against_totals(sums: pd.DataFrame, claims: pd.DataFrame, *, palette: Palette, words: Words) -> go.Figure:
    """For each year a column of the sums of named thefts by strength, and beside it each publisher's newest claim.

    `sums`: as `subjects.thefts.incident_totals` gives them. `claims`: whole-year claims with `year`, `claim_id`,
    `estimator`, `low`, `high`, and what `claim_hover` needs; only the newest editions belong here. The column stacks
    the low ends; one pale part on top reaches to the sum of the high ends. Nothing adds a claim to a theft.
    """
    rows = claims[has_number(claims)]
    sums = sums.dropna(subset="year")
    if rows.empty and sums.empty:
        return empty(palette, words, tr("No theft and no claim in this selection."))
    tops = {int(str(year)): _ends(group) for year, group in sums.groupby("year")}
    highest = max([high for _, high in tops.values()] + rows[["low", "high"]].astype("Float64").max().dropna().tolist())
    values, texts = money_ticks(float(highest))
    figure = frame(palette, words, plot_height=330, left=names_room(texts, LEFT), axis=30, top=18)
    figure.update_layout(barmode="overlay")
    _columns(figure, sums, tops, palette)
    rows = rows.sort_values(["year", "estimator", "claim_id"], kind="stable")
    place, size = rows.groupby("year").cumcount(), rows.groupby("year")["claim_id"].transform("size")
    hover = [
        claim_hover(row, kind="money", what=tr("according to {estimator}", estimator=row["estimator"]))
        for row in each_row(rows)
    ]
    lane = rows["year"].astype(float) + 0.18 + (place - (size - 1) / 2) * (0.46 / size.clip(lower=6))
    add_claims(
        figure,
        rows.assign(hover=hover, lane=lane),
        palette,
        colour=palette.people,
        dot=8,
        thickness=0.04,
        vertical=True,
        labels=False,
        name="claim",
    )
    years = sorted({*tops, *(int(year) for year in rows["year"])})
    figure.update_yaxes(**quiet_axis(palette, tickvals=values, ticktext=texts, range=[0, values[-1] * 1.04]))
    figure.update_xaxes(**years_axis(palette, years))
    return figure


def _columns(figure: go.Figure, sums: pd.DataFrame, tops: dict[int, tuple[float, float]], palette: Palette) -> None:
    """A column for each year: the low ends by strength, and on top one part to the high ends; `tops`: both ends."""
    floor: dict[int, float] = {}
    for strength in STRENGTHS:
        look = look_of(strength)
        part = sums[sums["strength"] == strength]
        years = [int(year) for year in part["year"]]
        low = part["low"].astype("Float64").fillna(0).astype(float).tolist()
        colour = look.colour_in(palette)
        figure.add_trace(
            go.Bar(
                x=[year + MIDDLE for year in years],
                y=low,
                base=[floor.get(year, 0.0) for year in years],
                width=BAR,
                name=STRENGTHS[strength],
                marker={
                    "color": colour,
                    "line": {"width": 0.6, "color": palette.paper},
                    "pattern": {
                        "shape": look.pattern,
                        "bgcolor": colour,
                        "fgcolor": palette.paper,
                        "size": 6,
                        "solidity": 0.3,
                    },
                },
                customdata=[[f"{row['year']}-{strength}", _hover(row)] for row in each_row(part)],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
        for year, value in zip(years, low, strict=True):
            floor[year] = floor.get(year, 0.0) + value
    figure.add_trace(
        go.Bar(
            x=[year + MIDDLE for year in tops],
            y=[high - low for low, high in tops.values()],
            base=[low for low, _ in tops.values()],
            width=BAR,
            name="to the high ends",
            marker={"color": palette.ghost, "opacity": 0.45, "line": {"width": 0}},
            customdata=[
                [
                    f"{year}-high",
                    tr(
                        "{year}, all named thefts: {figure}",
                        year=year,
                        figure=safe(range_words(low, high, kind="money")),
                    ),
                ]
                for year, (low, high) in tops.items()
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    )


def _hover(row: FrameRow) -> str:
    words = range_words(row["low"], row["high"], kind="money")
    words = tr("{amount} or more", amount=words) if row["is_high_open"] else words
    lines = [f"<b>{row['year']}, {STRENGTHS[row['strength']]}: {safe(words)}</b>"]
    lines.append(
        plural(
            "{n} theft, {without} without an amount",
            "{n} thefts, {without} without an amount",
            int(row["n_incidents"]),
            without=int(row["n_without_amount"]),
        )
    )
    return "<br>".join(lines)
