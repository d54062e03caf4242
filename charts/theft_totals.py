"""What publishers say was stolen: by year side by side, one year with its editions, and longer periods in time."""

import pandas as pd
import plotly.graph_objects as go

from charts.marks import add_claims, claim_hover, label_room, shape_of
from charts.theme import (
    SANS,
    Palette,
    Words,
    empty,
    frame,
    is_missing,
    money,
    money_ticks,
    period_words,
    quiet_axis,
    range_words,
    safe,
    short_date,
    short_number,
)

ROW, GAP = 25, 0.7


def _numbered(claims: pd.DataFrame) -> pd.DataFrame:
    rows = claims[[shape_of(low, high) != "none" for low, high in zip(claims["low"], claims["high"], strict=True)]]
    hover = [claim_hover(row, kind="money", what=f"according to {row['estimator']}") for _, row in rows.iterrows()]
    return rows.assign(hover=hover)


def _highest(rows: pd.DataFrame) -> float:
    return float(rows[["low", "high"]].astype("Float64").max().max())


def year_finding(claims: pd.DataFrame, year: int) -> str:
    """The title for one year: lowest and highest claim among the newest editions, and how many publishers."""
    current = claims[claims["is_current"]]
    ends = pd.concat([current["low"], current["high"]]).dropna()
    publishers = current["estimator"].nunique()
    if ends.empty or publishers < 2:
        return f"What the DPRK is said to have stolen in {year}"
    low, high = float(ends.min()), float(ends.max())
    return f"One year, {short_number(publishers)} publishers: {year} runs from {money(low)} to {money(high)}"


def theft_year(claims: pd.DataFrame, *, palette: Palette, words: Words, columns: int = 150) -> go.Figure:
    """One year: a lane for each edition, grouped by who estimates, newest edition dark and earlier ones as ghosts.

    `claims`: `claim_id`, `estimator`, `low`, `high` (US dollars), `qualifier`, `published`, `published_last`,
    `is_current`, and what `claim_hover` needs. Estimators are ordered by their newest figure, highest first.
    """
    rows = _numbered(claims)
    if rows.empty:
        return empty(palette, words, "No claim with a number for this year; that is not zero.")
    rows = rows.assign(top=rows["high"].fillna(rows["low"]).astype(float))
    rank = rows[rows["is_current"]].groupby("estimator")["top"].max().sort_values(ascending=False)
    lanes, centres, y = {}, {}, 0.0
    for estimator in rank.index:
        editions = rows[rows["estimator"] == estimator].sort_values(
            ["is_current", "published_last", "claim_id"], ascending=[False, False, True]
        )
        start = y
        for claim_id in editions["claim_id"]:
            lanes[claim_id] = y
            y -= 1
        centres[estimator] = (start + y + 1) / 2
        y -= GAP
    label = [
        f"{safe(range_words(r['low'], r['high'], kind='money', qualifier=r['qualifier']))}"
        f"<span style='color:{palette.muted}'> · {safe(short_date(r['published']))}</span>"
        for _, r in rows.iterrows()
    ]
    rows = rows.assign(lane=rows["claim_id"].map(lanes), label=label)
    left = 14 + int(7.3 * max(len(name) for name in centres))
    figure = frame(
        palette,
        words,
        plot_height=int(ROW * -y),
        left=left,
        right=label_room(rows["label"]),
        columns=columns,
        axis=14,
        top=44,
    )
    old = rows[~rows["is_current"]]
    add_claims(
        figure,
        old,
        palette,
        colour=palette.ghost,
        dot=9,
        thickness=0.3,
        name="earlier edition",
        label_colour=palette.muted,
    )
    add_claims(
        figure, rows[rows["is_current"]], palette, colour=palette.money, dot=13, thickness=0.42, name="newest edition"
    )
    values, texts = money_ticks(_highest(rows))
    figure.update_xaxes(
        **quiet_axis(
            palette, side="top", tickvals=values, ticktext=texts, range=[0, max(_highest(rows), values[-2]) * 1.01]
        )
    )
    figure.update_yaxes(
        **quiet_axis(
            palette,
            tickvals=list(centres.values()),
            ticktext=[safe(name) for name in centres],
            range=[y + 0.4, 0.8],
            showgrid=False,
            tickfont={"family": SANS, "size": 14, "color": palette.ink},
        )
    )
    return figure


def years_finding(claims: pd.DataFrame) -> str:
    """The title for all years: the year whose newest claims lie furthest apart, or a neutral one."""
    current = claims[claims["is_current"]]
    spread = {}
    for year, group in current.groupby("year"):
        ends = pd.concat([group["low"], group["high"]]).dropna()
        if group["estimator"].nunique() > 1 and float(ends.min()) > 0:
            spread[int(str(year))] = (float(ends.max()) - float(ends.min()), float(ends.min()), float(ends.max()))
    if not spread:
        return "What the DPRK is said to have stolen, year by year"
    year = max(spread, key=lambda y: spread[y])
    return f"Publishers disagree most on {year}: {money(spread[year][1])} to {money(spread[year][2])} stolen"


def theft_years(
    claims: pd.DataFrame, *, palette: Palette, words: Words, chosen: int | None = None, columns: int = 150
) -> go.Figure:
    """Every year from left to right, every claim beside the others: dots, bars and arrows, earlier editions as ghosts.

    `claims` as for `theft_year`, with `year`; only claims about one whole calendar year belong here.
    """
    rows = _numbered(claims)
    if rows.empty:
        return empty(palette, words, "No claim about a whole year in this selection; that is not zero.")
    rows = rows.sort_values(["year", "is_current", "estimator", "published_last", "claim_id"], kind="stable")
    place = rows.groupby("year").cumcount()
    size = rows.groupby("year")["claim_id"].transform("size")
    lane = rows["year"].astype(float) + (place - (size - 1) / 2) * (0.8 / size.clip(lower=8))
    rows = rows.assign(lane=lane)
    figure = frame(palette, words, plot_height=330, left=64, columns=columns, axis=30, top=18)
    for current, colour, dot in ((False, palette.ghost, 6), (True, palette.money, 9)):
        add_claims(
            figure,
            rows[rows["is_current"] == current],
            palette,
            colour=colour,
            dot=dot,
            thickness=0.06,
            vertical=True,
            name="newest edition" if current else "earlier edition",
            labels=False,
        )
    years = sorted(int(y) for y in rows["year"].unique())
    values, texts = money_ticks(_highest(rows))
    figure.update_yaxes(
        **quiet_axis(
            palette,
            tickvals=values,
            ticktext=texts,
            range=[0, values[-1] * 1.02],
            zeroline=True,
            zerolinecolor=palette.muted,
        )
    )
    figure.update_xaxes(
        **quiet_axis(
            palette,
            tickvals=years,
            ticktext=[str(y) for y in years],
            range=[years[0] - 0.6, years[-1] + 0.6],
            showgrid=False,
        )
    )
    for year in years:
        if year != years[0]:
            figure.add_shape(
                type="line",
                xref="x",
                yref="paper",
                x0=year - 0.5,
                x1=year - 0.5,
                y0=0,
                y1=1,
                line={"color": palette.hairline, "width": 1},
                layer="below",
            )
    if chosen in years:
        figure.add_shape(
            type="rect",
            xref="x",
            yref="paper",
            x0=chosen - 0.5,
            x1=chosen + 0.5,
            y0=0,
            y1=1,
            line={"width": 0},
            fillcolor=palette.panel,
            layer="below",
        )
    return figure


def theft_periods(claims: pd.DataFrame, *, palette: Palette, words: Words, columns: int = 150) -> go.Figure:
    """Claims about several years or part of one, each drawn over the time it speaks of, with its figure beside it.

    `claims` as for `theft_year`, with `period_start_first` and `period_end_last` (days). Claims without a stated
    period are not drawn; the page lists them.
    """
    rows = _numbered(claims)
    rows = rows[rows["period_start_first"].notna() & rows["period_end_last"].notna()]
    if rows.empty:
        return empty(palette, words, "No claim about a longer or shorter period in this selection.")
    rows = rows.sort_values(["period_end_last", "period_start_first", "claim_id"], ascending=[False, False, True])
    lane = [-float(i) for i in range(len(rows))]
    figure = frame(palette, words, plot_height=ROW * len(rows) + 10, left=16, columns=columns, axis=14, top=44)
    first, last = rows["period_start_first"].min(), rows["period_end_last"].max()
    span = last - first
    for current in (False, True):
        part = rows[rows["is_current"] == current]
        figure.add_trace(
            go.Scatter(
                x=[v for _, r in part.iterrows() for v in (r["period_start_first"], r["period_end_last"], None)],
                y=[v for i, c in zip(lane, rows["is_current"], strict=True) if c == current for v in (i, i, None)],
                mode="lines",
                line={"color": palette.money if current else palette.ghost, "width": 7 if current else 5},
                customdata=[
                    v
                    for _, r in part.iterrows()
                    for v in ([r["claim_id"], r["hover"]], [r["claim_id"], r["hover"]], None)
                ],
                hovertemplate="%{customdata[1]}<extra></extra>",
                name="newest edition" if current else "earlier edition",
            )
        )
    for at, (_, row) in zip(lane, rows.iterrows(), strict=True):
        scope = "" if is_missing(row["scope"]) else f", {row['scope']} only"
        figure.add_annotation(
            x=row["period_end_last"],
            y=at,
            xshift=8,
            xanchor="left",
            yanchor="middle",
            showarrow=False,
            text=f"{safe(range_words(row['low'], row['high'], kind='money', qualifier=row['qualifier']))}"
            f"<span style='color:{palette.muted}'> · {safe(row['estimator'])}, "
            f"{safe(period_words(row['period_start'], row['period_end']))}{safe(scope)[:60]}</span>",
            font={"family": SANS, "size": 14, "color": palette.ink if row["is_current"] else palette.muted},
        )
    figure.update_xaxes(
        **quiet_axis(
            palette,
            side="top",
            type="date",
            range=[first - span * 0.01, last + span * 0.75],
            dtick="M24",
            tickformat="%Y",
        )
    )
    figure.update_yaxes(visible=False, range=[lane[-1] - 0.7, 0.7], fixedrange=True)
    return figure
