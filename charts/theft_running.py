"""The running total of named thefts, and beside it what publishers say had been stolen in all by a day."""

import pandas as pd

from charts import figure as go
from charts.labels import ARROW, CHARACTER, names_beside, names_room, shape_of, short_range, victim_label
from charts.marks import claim_hover, day_axis, still
from charts.theme import COLUMNS, Words, empty, frame, money_ticks, quiet_axis, safe
from language.messages import mark, tr
from loaders.rows import each_row
from look.palette import Palette, veil
from subjects.comparability import is_unsigned
from subjects.quantities import has_number, top_of
from words.dates import date_words
from words.numbers import range_words, sums_words
from words.text import is_missing

PLOT, LEFT, RIGHT = 380, 92, 170  # px; names of the newest claims stand right of the plot
SIZE, BESIDE = 11, 5  # px of a mark, and between the middles of those on one spot
KEY = mark(
    "Band: sum of the named thefts up to each day, from the low ends to the high ends. Red: "
    "what a publisher says was stolen in all by the day its claim ends; the thin line covers the period of the claim."
)


def finding(running: pd.DataFrame, claims: pd.DataFrame) -> str:
    """The title: what the named thefts come to and since when, and the newest claim about all of them."""
    named = claims[has_number(claims) & ~is_unsigned(claims)]
    if running.empty or named.empty:
        return tr("What named thefts add up to, from the first onwards")
    last = running.iloc[-1]
    newest = named.sort_values(["period_end_last", "claim_id"]).iloc[-1]
    sums = sums_words(last["sum_low"], last["sum_high"], *(bool(running[end].isna().any()) for end in ("low", "high")))
    figure = range_words(newest["low"], newest["high"], kind="money", qualifier=newest["qualifier"])
    said = tr(
        "{estimator}, since {year}: {figure}",
        estimator=newest["estimator"],
        year=newest["period_start_first"].year,
        figure=figure,
    )
    return tr("Named since {year}: {sums}; {said}", year=running["day"].iloc[0].year, sums=sums, said=said)


def theft_running(running: pd.DataFrame, claims: pd.DataFrame, *, palette: Palette, words: Words) -> go.Figure:
    """Steps of the sums of low and of high ends over time, and each publisher's claim at the end of its time.

    `running`: as `subjects.thefts.running_sums` gives it. `claims`: as `cumulative_claims` gives them. Both count from
    different first days, and nothing adds one to the other. Every step carries its `incident_id`, every claim its
    `claim_id`.
    """
    if running.empty:
        return empty(palette, words, tr("No theft with an amount in this selection."))
    rows = claims[has_number(claims)].assign(top=lambda rows: top_of(rows).astype(float))
    tops = [float(running["sum_high"].max()), *rows["top"].tolist()]
    values, texts = money_ticks(max(tops))
    left = names_room(texts, LEFT)
    figure = frame(palette, words, plot_height=PLOT, left=left, right=RIGHT, axis=30, top=18)
    hover = [
        tr(
            "By {day}: {amount}<br>the newest among them: {victim}",
            day=date_words(str(day.date())),
            amount=f"<b>{safe(range_words(low, high, kind='money'))}</b>",
            victim=safe(victim),
        )
        for day, low, high, victim in zip(
            running["day"], running["sum_low"], running["sum_high"], running["victim"], strict=True
        )
    ]
    for end, name in (("sum_low", "low ends"), ("sum_high", "high ends")):
        figure.add_trace(
            go.Scatter(
                x=running["day"],
                y=running[end].astype(float).tolist(),
                mode="lines+markers" if end == "sum_high" else "lines",
                marker={"size": 5, "color": palette.money, "opacity": 1} if end == "sum_high" else None,
                name=f"named thefts, {name}",
                line={"shape": "hv", "color": palette.money, "width": 1.6},
                fill="tonexty" if end == "sum_high" else None,
                fillcolor=veil(palette.money, 0.28),
                customdata=[[theft, text] for theft, text in zip(running["incident_id"], hover, strict=True)],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    top = max(values[-2], 1.16 * max(tops))
    first = min([running["day"].min(), *rows["period_start_first"].dropna()])
    last = max([running["day"].max(), *rows["period_end_last"]])
    first, last = first - (last - first) * 0.015, last + (last - first) * 0.02
    aside = (last - first) * BESIDE / (COLUMNS * CHARACTER - left - RIGHT)
    _add_claims(figure, rows, palette, aside)
    _name(figure, running, rows, palette, (first, last), top)
    figure.update_xaxes(**day_axis(palette, first, last, showgrid=False))
    figure.update_yaxes(
        **quiet_axis(
            palette, tickvals=values, ticktext=texts, range=[0, top], zeroline=True, zerolinecolor=palette.muted
        )
    )
    return figure


def _add_claims(figure: go.Figure, rows: pd.DataFrame, palette: Palette, aside: pd.Timedelta) -> None:
    """A dot for a single figure, a tick with an arrow for an open end, a bar for a range; older editions grey. Of
    marks on one spot each stands a little `aside` of the next, so that each can be pointed at."""
    notes: list[dict[str, object]] = []
    spots = rows.groupby(["period_end_last", "top"])
    shifts = spots.cumcount() - (spots["claim_id"].transform("size") - 1) / 2
    for row, shift in zip(each_row(rows), shifts, strict=True):
        colour = palette.people if row["is_current"] else palette.ghost
        text = claim_hover(row, kind="money", what=tr("according to {estimator}", estimator=row["estimator"]))
        shape, at = shape_of(row["low"], row["high"]), row["top"]
        ends = [float(row["low"]), at] if shape == "range" else [at]
        figure.add_trace(
            go.Scatter(
                x=[row["period_end_last"] + shift * aside] * len(ends),
                y=ends,
                mode="lines" if shape == "range" else "markers",
                name=f"claim: {shape}",
                **still(),
                line={"color": colour, "width": 6},
                marker={
                    "symbol": "circle" if shape == "figure" else "line-ew",
                    "size": SIZE,
                    "opacity": 1,
                    "color": colour,
                    "line": {"width": 1, "color": palette.paper}
                    if shape == "figure"
                    else {"width": 3, "color": colour},
                },
                customdata=[[row["claim_id"], text]] * len(ends),
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
        if not is_missing(row["period_start_first"]):
            figure.add_shape(
                type="line", x0=row["period_start_first"], x1=row["period_end_last"], y0=at, y1=at, layer="below",
                line={"color": colour, "width": 1, "dash": "dot"}, opacity=0.5,
            )  # fmt: skip
        if shape in ("at_least", "up_to"):
            away = ARROW if shape == "at_least" else -ARROW
            notes.append(
                {
                    "x": row["period_end_last"] + shift * aside, "y": at, "yshift": away, "ax": 0, "ay": away,
                    "text": "", "showarrow": True, "arrowhead": 2, "arrowsize": 1, "arrowwidth": 2.4,
                    "arrowcolor": colour,
                }
            )  # fmt: skip
    figure.add_annotations(notes)


def _path(running: pd.DataFrame, step: float) -> list[tuple[pd.Timestamp, float]]:
    """Points along the band at most `step` (US dollars) apart on its rises, for names to keep clear of."""
    points: list[tuple[pd.Timestamp, float]] = []
    for row in each_row(running):
        low, high = float(row["sum_low"]), float(row["sum_high"])
        risen = points[-1][1] if points else 0.0
        start = min(low, risen)
        points += [(row["day"], start + step * place) for place in range(int((high - start) / step) + 1)]
        points.append((row["day"], high))
    return points


def _name(
    figure: go.Figure,
    running: pd.DataFrame,
    rows: pd.DataFrame,
    palette: Palette,
    days: tuple[pd.Timestamp, pd.Timestamp],
    top: float,
) -> None:
    """Who says what, beside the claims, and the last sum at the end of the band."""
    width = COLUMNS * CHARACTER - figure.parts["layout"]["margin"]["l"] - RIGHT  # of the plot alone

    def at(day: pd.Timestamp, value: float, radius: float) -> tuple[float, float, float]:
        return float((day - days[0]) / (days[1] - days[0])) * width, value / top * PLOT, radius

    marks = [at(row["period_end_last"], row["top"], 6.0) for row in each_row(rows)]
    texts = [f"{victim_label(str(r['estimator']), 140)} {short_range(r['low'], r['high'])}" for r in each_row(rows)]
    spots = [(row["period_end_last"], row["top"]) for row in each_row(rows)]
    final = running.iloc[-1]
    marks.append(at(final["day"], float(final["sum_high"]), 3.0))
    spots.append((final["day"], float(final["sum_high"])))
    texts.append(tr("Named thefts"))
    for row in each_row(rows):
        if shape_of(row["low"], row["high"]) in ("at_least", "up_to"):
            x, y, _ = at(row["period_end_last"], row["top"], 6.0)
            away = ARROW if is_missing(row["high"]) else -ARROW
            marks += [(x, y + away * part, 6.0) for part in (0.4, 0.8)]
            texts += ["", ""]
    marks += [at(day, value, 3.0) for day, value in _path(running, top / PLOT * 12)]
    texts += [""] * (len(marks) - len(texts))
    names = names_beside(marks, spots, texts, palette, width=width + RIGHT - 8, height=PLOT)
    figure.add_annotations([{**name, "bgcolor": palette.paper} for name in names])  # the dotted lines pass behind
