"""What publishers say was stolen: by year side by side, one year with its editions, and longer periods in time."""

import pandas as pd

from charts import figure as go
from charts.labels import ARROW, CHARACTER, label_room, names_beside, names_room, short_money
from charts.marks import DAY, add_claims, claim_hover, day_axis
from charts.theme import COLUMNS, SANS, TEXT_SIZE, Words, empty, frame, lane_axis, quiet_axis, safe, ticks, years_axis
from charts.widths import short_name, shorten, text_width
from language.messages import tr
from loaders.codes import STOLEN, THEFT_MEASURES
from loaders.rows import FrameRow, each_row
from look.palette import Palette
from subjects.editions import newest_spans
from subjects.quantities import has_number, top_of
from words.claims import time_words
from words.dates import short_date
from words.numbers import open_words, percent, range_words, short_number, span_words
from words.text import is_missing

ROW, GAP = 25, 0.7
YEARS_HEIGHT = 330  # px


def _measure(claims: pd.DataFrame) -> str:
    return str(claims["measure"].iloc[0]) if "measure" in claims and len(claims) else STOLEN


def _kind(claims: pd.DataFrame) -> str:
    """'percent' for claims about a share, else 'money'."""
    return str(THEFT_MEASURES.says(_measure(claims), "kind"))


def _figures(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that name a figure, a share standing as `low` and `high`."""
    if _kind(claims) == "percent":
        claims = claims.assign(low=claims["share_low"], high=claims["share_high"])
    return claims[has_number(claims)]


def _numbered(claims: pd.DataFrame) -> pd.DataFrame:
    """The same with what their hover says."""
    rows, kind = _figures(claims), _kind(claims)
    hover = [
        claim_hover(row, kind=kind, what=tr("according to {estimator}", estimator=row["estimator"]))
        for row in each_row(rows)
    ]
    return rows.assign(hover=hover)


def _highest(rows: pd.DataFrame) -> float:
    return float(top_of(rows).max())


def year_finding(claims: pd.DataFrame, year: int) -> str:
    """The title for one year: lowest and highest claim among the newest editions, and how many publishers."""
    found, what = newest_spans(_figures(claims)), THEFT_MEASURES.said(_measure(claims), "ofSpan")
    if found.empty:
        return THEFT_MEASURES.said(_measure(claims), "inYear").format(year=year)
    span = found.iloc[0]
    said = {
        "year": year,
        "n": short_number(int(span["n_authors"])),
        "said": what.format(span=span_words(span, kind=_kind(claims))),
    }
    if why := open_words(span):
        return tr("{year}: {said} ({n} authors); {why}", **said, why=why)
    return tr("{year}: {said} ({n} authors)", **said)


def theft_year(claims: pd.DataFrame, *, palette: Palette, words: Words) -> go.Figure:
    """One year: a lane for each edition, grouped by who estimates, newest edition dark and earlier ones as ghosts.

    `claims`: `claim_id`, `estimator`, `low`, `high` (US dollars), `qualifier`, `published`, `published_last`,
    `is_current`, and what `claim_hover` needs; of claims about a share, `measure`, `share_low`, `share_high` (percent).
    Estimators are ordered by their newest figure, highest first.
    """
    rows, kind = _numbered(claims), _kind(claims)
    if rows.empty:
        return empty(palette, words, tr("No claim with a number for this year."))
    rows = rows.assign(top=top_of(rows).astype(float))
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
        f"{safe(range_words(r['low'], r['high'], kind=kind, qualifier=r['qualifier']))}"
        f"<span style='color:{palette.muted}'> · {safe(short_date(r['published']))}</span>"
        for r in each_row(rows)
    ]
    rows = rows.assign(lane=rows["claim_id"].map(lanes), label=label)
    left = names_room(centres)
    figure = frame(
        palette,
        words,
        plot_height=int(ROW * -y),
        left=left,
        right=label_room(rows["label"]),
        axis=14,
        top=44,
    )
    # For a phone, where each edition has its own words: under the first of a group its author's name.
    named = rows.sort_values("lane", ascending=False)
    figure.told["lanes"] = [
        [safe(row["estimator"]) if is_first else "", row["lane"] + 0.5, row["lane"] - 0.5]
        for row, is_first in zip(each_row(named), ~named["estimator"].duplicated(), strict=True)
    ]
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
    values, texts = ticks(kind, _highest(rows))
    top = 100.0 if kind == "percent" else max(_highest(rows), values[-2]) * 1.01
    figure.update_xaxes(**quiet_axis(palette, side="top", tickvals=values, ticktext=texts, range=[0, top]))
    figure.update_yaxes(
        **lane_axis(palette, centres.values(), (safe(name) for name in centres), [y + 0.4, 0.8], showgrid=False)
    )
    return figure


def years_finding(claims: pd.DataFrame) -> str:
    """The title for all years: the year whose newest claims lie furthest apart, of those whose span has two ends and
    several authors; else a neutral one."""
    span = newest_spans(_figures(claims)).dropna(subset=["low", "high"])
    span = span[span["low"].gt(0)]
    if span.empty:
        return THEFT_MEASURES.said(_measure(claims), "yearByYear")
    widest = span.iloc[int((span["high"] - span["low"]).to_numpy("float64").argmax())]
    return tr(
        "Widest disagreement, {year}: {said} ({n} authors)",
        n=short_number(int(widest["n_authors"])),
        year=int(widest["year"]),
        said=THEFT_MEASURES.said(_measure(claims), "ofSpan").format(span=span_words(widest, kind=_kind(claims))),
    )


def theft_years(claims: pd.DataFrame, *, palette: Palette, words: Words, chosen: int | None = None) -> go.Figure:
    """Every year from left to right, every claim beside the others: dots, bars and arrows, earlier editions as ghosts.

    `claims` as for `theft_year`, with `year`; only claims about one whole calendar year belong here.
    """
    rows, kind = _numbered(claims), _kind(claims)
    if rows.empty:
        return empty(palette, words, tr("No claim about a whole year in this selection."))
    rows = rows.sort_values(["year", "is_current", "estimator", "published_last", "claim_id"], kind="stable")
    place = rows.groupby("year").cumcount()
    size = rows.groupby("year")["claim_id"].transform("size")
    lane = rows["year"].astype(float) + (place - (size - 1) / 2) * (0.8 / size.clip(lower=8))
    rows = rows.assign(lane=lane)
    values, texts = ticks(kind, _highest(rows))
    left = names_room(texts)
    figure = frame(palette, words, plot_height=YEARS_HEIGHT, left=left, axis=30, top=18)
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
    top = 102.0 if kind == "percent" else max(values[-2], 1.2 * _highest(rows))  # arrows end inside
    figure.update_yaxes(
        **quiet_axis(
            palette, tickvals=values, ticktext=texts, range=[0, top], zeroline=True, zerolinecolor=palette.muted
        )
    )
    figure.update_xaxes(**years_axis(palette, years))
    figure.add_annotations(_end_labels(rows, palette, years, top, COLUMNS * CHARACTER - left - 16, kind))
    _mark_years(figure, years, chosen, palette)
    return figure


def _mark_years(figure: go.Figure, years: list[int], chosen: int | None, palette: Palette) -> None:
    """A line between the years, and a ground under the chosen one."""
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
            name="chosen",  # it stands for the control beneath, hence not on a slide
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


def _end_labels(
    rows: pd.DataFrame, palette: Palette, years: list[int], top: float, width: float, kind: str = "money"
) -> list[dict[str, object]]:
    """Labels for the lowest and the highest newest claim of each year, where there is room beside the other marks."""
    current = rows[rows["is_current"]].assign(end=top_of(rows).astype(float))
    wanted = pd.concat(
        [current.loc[current.groupby("year")["end"].agg(side).tolist()] for side in ("idxmax", "idxmin")]
    )
    wanted = wanted[~wanted.index.duplicated()]
    others = rows[~rows.index.isin(wanted.index)]
    others = others.assign(end=top_of(others).astype(float))
    ends = pd.concat([wanted, others])
    across, up = width / (years[-1] - years[0] + 1.2), YEARS_HEIGHT / top
    marks = [
        ((lane - years[0] + 0.6) * across, end * up, 5.0) for lane, end in zip(ends["lane"], ends["end"], strict=True)
    ]
    say = percent if kind == "percent" else short_money
    texts = [say(end) for end in wanted["end"]] + [""] * len(others)
    for (x, y, _), low, high in zip(list(marks), ends["low"], ends["high"], strict=True):
        if is_missing(low) or is_missing(high):
            away = 1 if is_missing(high) else -1
            marks += [(x, y + away * ARROW * part, 6.0) for part in (0.4, 0.8)]
            texts += ["", ""]
    spots = list(zip(wanted["lane"], wanted["end"], strict=True))
    return names_beside(marks, spots, texts, palette, width=width, height=YEARS_HEIGHT)


def theft_periods(claims: pd.DataFrame, *, palette: Palette, words: Words) -> go.Figure:
    """Claims about several years or part of one, each drawn over the time it speaks of, with its figure beside it.

    `claims` as for `theft_year`, with `period_start_first` and `period_end_last` (days). Claims without a stated
    period are not drawn; the page lists them.
    """
    rows, kind = _numbered(claims), _kind(claims)
    rows = rows[rows["period_start_first"].notna() & rows["period_end_last"].notna()]
    if rows.empty:
        return empty(palette, words, tr("No claim about such a period in this selection."))
    rows = rows.sort_values(["period_end_last", "period_start_first", "claim_id"], ascending=[False, False, True])
    rows = rows.assign(lane=[-float(i) for i in range(len(rows))])
    says = [_period_label(row, kind) for row in each_row(rows)]
    names = [short_name(str(name), 230) for name in rows["estimator"]]
    first, last = rows["period_start_first"].min(), rows["period_end_last"].max()
    left = names_room(names)
    width = COLUMNS * CHARACTER - left
    # A line that ends early leaves room inside the plot for its label.
    inside = [float((last - end) / (last - first)) for end in rows["period_end_last"]]
    needs = [20 + text_width(figure + about, TEXT_SIZE) for figure, about in says]
    right = max((need - part * width) / (1 - part) for need, part in zip(needs, inside, strict=True) if part < 0.9)
    figure = frame(
        palette,
        words,
        plot_height=ROW * len(rows) + 10,
        left=left,
        right=int(min(max(right, 16), width * 0.6)),
        axis=14,
        top=44,
    )
    _period_lines(figure, rows, palette)
    figure.add_annotations(
        [
            {
                "x": row["period_end_last"],
                "y": row["lane"],
                "xshift": 8,
                "xanchor": "left",
                "yanchor": "middle",
                "showarrow": False,
                "text": f"{safe(said)}<span style='color:{palette.muted}'>{safe(about)}</span>",
                "font": {"family": SANS, "size": 14, "color": palette.ink if row["is_current"] else palette.muted},
            }
            for (said, about), row in zip(says, each_row(rows), strict=True)
        ],
    )
    left_end = first - (last - first) * 0.01
    figure.update_xaxes(**day_axis(palette, first, last, side="top", range=[left_end, last]))
    figure.update_yaxes(
        **lane_axis(palette, rows["lane"], (safe(name) for name in names), [-len(rows) + 0.3, 0.7], showgrid=False)
    )
    return figure


def _period_lines(figure: go.Figure, rows: pd.DataFrame, palette: Palette) -> None:
    """A bar over the time that each claim is about, earlier editions below the newest."""
    for current in (False, True):
        part = rows[rows["is_current"] == current]
        figure.add_trace(
            go.Bar(
                orientation="h",
                base=part["period_start_first"].dt.strftime("%Y-%m-%d").tolist(),
                x=((part["period_end_last"] - part["period_start_first"]).dt.days * DAY).tolist(),
                y=part["lane"].tolist(),
                width=(7 if current else 5) / ROW,
                marker={"color": palette.money if current else palette.ghost},
                customdata=part[["claim_id", "hover"]].to_numpy().tolist(),
                hovertemplate="%{customdata[1]}<extra></extra>",
                name="newest edition" if current else "earlier edition",
            )
        )
    figure.update_layout(barmode="overlay")


def _period_label(row: FrameRow, kind: str) -> tuple[str, str]:
    """What stands beside the line of one claim: the figure, then the time and the part it is about."""
    part = "" if is_missing(row["scope"]) else ", " + shorten(str(row["scope"]), 280)
    return (
        range_words(row["low"], row["high"], kind=kind, qualifier=row["qualifier"]),
        f" · {time_words(row, short=True)}{part}",
    )
