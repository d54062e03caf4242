"""Claims of one unit as ranges by source and period, one lane per claim, in groups."""

from collections.abc import Mapping

import pandas as pd

from charts import figure as go
from charts.labels import FOOTER_LETTER, label_margin, lane_name, names_room
from charts.marks import GROUP, ROW, add_claims, add_headings, claim_hover, ranges_frame
from charts.theme import COLUMNS, Words, empty, safe, ticks
from charts.widths import shorten
from language.messages import capital, plural, tr
from loaders.rows import FrameRow, each_row
from look.palette import Palette
from subjects.quantities import has_number, time_of, top_of
from words.claims import time_words
from words.numbers import range_words, span_words, years_words
from words.text import is_missing

LANE_ROOM, DETAIL_ROOM = 345, 390  # px


def finding(span: FrameRow | None, what: str, *, kind: str, by: str = "", n: int = 0) -> str:
    """The title: what the claims shown say together, from the lowest to the highest figure that any of them names.

    `span`: a row of `subjects.comparability.spans`; without one, `n` claims give a number that sets no title. `what`:
    what is counted, or the place. `by` follows the figures: "a year", or what is counted in the place.
    """
    head = capital(what)
    if span is None or is_missing(span["lowest"]):
        return tr("{head}: what sources say", head=head) if n else tr("{head}: no source gives a number", head=head)
    figures = span_words(span, kind=kind, what=by)
    claims = plural("{n} claim", "{n} claims", int(span["n_numbered"]))
    if years := years_words(span):
        return tr(
            "{head}: {figures}, in {claims} about {years}", head=head, figures=figures, claims=claims, years=years
        )
    return tr("{head}: {figures}, in {claims}", head=head, figures=figures, claims=claims)


def highest_finding(claims: pd.DataFrame, names: Mapping[str, str], *, by: str = "") -> str:
    """The title over claims that have no span together: the single claim that names the most, its time and its author.

    `claims`: `channel`, `low`, `high` (US dollars), `qualifier`, `author`, `period_*`; `names` maps a channel to its
    words.
    """
    ends = top_of(claims)
    if ends.isna().all():
        return tr("No source gives a number")
    top = claims.iloc[int(ends.to_numpy("float64", na_value=-1.0).argmax())]
    figure = range_words(top["low"], top["high"], kind="money", qualifier=top["qualifier"])
    return tr(
        "The highest single claim: {channel}, {figure}, about {time}, by {author}",
        channel=names[str(top["channel"])],
        figure=f"{figure} {by}" if by else figure,
        time=time_words(top),
        author=top["author"],
    )


def claim_ranges(
    claims: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
    kind: str,
    unit: str,
    by: str = "",
    heads: Mapping[str, str] | None = None,
    ends: tuple[str, str] = ("low", "high"),
) -> go.Figure:
    """Claims as bars, dots and arrows, one lane per claim, newest time first, on one axis named by `unit`; `by` is
    the time by which money is counted, such as "a year".

    `claims`: `claim_id`, `qualifier`, `as_of_*` or `period_*` with their last days, `publisher`, `title`, `published`,
    `locator`, `grade`, `note`; the two columns `ends`; `group` (text), when `heads` maps each group to its heading, in
    the order of `heads`; `detail` (text), where a lane needs a word more. `kind`: money, count or percent. Claims
    without a number are not drawn; the page says them. An empty frame gives an empty, labelled figure.
    """
    rows = claims.assign(low=claims[ends[0]], high=claims[ends[1]])
    rows = rows[has_number(rows)]
    if rows.empty:
        return empty(palette, words, tr("No claim with a number in this selection."))
    rows, groups, bottom = _in_lanes(rows, heads)
    names = [lane_name(row, LANE_ROOM) for row in each_row(rows)]
    rows = rows.assign(
        hover=[claim_hover(row, kind=kind, what=by if kind == "money" else unit) for row in each_row(rows)],
        label=[_label(row, kind, palette) for row in each_row(rows)],
    )
    left = names_room(names, 102)
    right = label_margin(rows, COLUMNS * FOOTER_LETTER - left)
    highest = float(top_of(rows).max())
    tickmarks = ticks(kind, highest)
    figure = ranges_frame(
        palette,
        words,
        ends=rows,
        lanes=[(lane, safe(name)) for lane, name in zip(rows["lane"], names, strict=True)],
        bottom=bottom,
        unit=unit,
        ticks=tickmarks,
        top=100.0 if kind == "percent" else max(highest, tickmarks[0][-2]),
        left=left,
        right=right,
    )
    add_claims(figure, rows, palette, colour=palette.money if kind == "money" else palette.people)
    figure.update_traces(cliponaxis=False, selector={"type": "scatter"})  # a dot at either end is a whole one
    add_headings(figure, groups, palette)
    return figure


def _in_lanes(
    rows: pd.DataFrame, heads: Mapping[str, str] | None
) -> tuple[pd.DataFrame, list[tuple[float, str]], float]:
    """The rows in order with their `lane`, the headings with their places, and the bottom of the axis."""
    newest = time_of(rows)[1]
    order = {group: place for place, group in enumerate(heads or [])}
    rows = rows.assign(newest=newest, order=rows["group"].map(order) if heads else 0).sort_values(
        ["order", "newest", "claim_id"], ascending=[True, False, True], kind="stable", na_position="last"
    )
    lanes: list[float] = []
    groups: list[tuple[float, str]] = []
    y = 0.0
    for place, group in rows.groupby("order", sort=True):
        if heads:
            groups.append((y, list(heads.values())[int(str(place))]))
            y -= GROUP / ROW
        lanes += [y - i for i in range(len(group))]
        y -= len(group) + (0.35 if heads else 0)
    return rows.assign(lane=lanes), groups, y + 0.4


def _label(row: FrameRow, kind: str, palette: Palette) -> str:
    text = safe(range_words(row["low"], row["high"], kind=kind, qualifier=row["qualifier"]))
    detail = "" if is_missing(row.get("detail")) else str(row["detail"])
    detail = shorten(detail, DETAIL_ROOM)
    return f"{text} <span style='color:{palette.muted}'>· {safe(detail)}</span>" if detail else text
