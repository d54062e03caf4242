"""A calculated range beside what sources claim for the same thing: a calculation is no claim, and looks like none."""

import math
from collections.abc import Mapping

import pandas as pd

from charts import figure as go
from charts.labels import label_room, lane_name, names_room
from charts.marks import add_claims, claim_hover, ranges_frame
from charts.theme import Words, empty, money_ticks, safe
from language.messages import mark, plural, tr
from loaders.rows import each_row
from look.palette import Palette
from subjects.intervals import Interval, widest
from subjects.quantities import has_number
from subjects.revenue import FACTORS
from words.numbers import range_words, short_number
from words.text import is_missing, listed

CALCULATION = "calculation"
LANE_ROOM = 345  # px


def formula(factors: Mapping[str, Interval], result: Interval, *, per_month: bool) -> str:
    """The formula with both ends of every factor and of the result, an open end said as open.

    `factors`: `workers` (persons), `wage` (US dollars a month or a year), `share` (percent).
    """
    wage = _words(factors["wage"], "money")
    said = [
        tr("({words} workers)", words=_words(factors["workers"], "count")),
        tr("({wage} a month)", wage=wage) if per_month else tr("({wage} a year)", wage=wage),
        *([tr("12 months")] if per_month else []),
        tr("({words} kept by the state)", words=_words(factors["share"], "percent")),
    ]
    product = "{result}" if result.is_unknown else tr("{result} a year")
    return f"{' × '.join(said)} = {product.format(result=_words(result, 'money'))}"


WIDENED = {
    (False, False): mark("The factor that widens the result most: {what}, which has an open end or starts at zero."),
    (True, False): mark(
        "The factor that widens the result most and leaves its low end open: {what}, which has an open end or "
        "starts at zero."
    ),
    (False, True): mark(
        "The factor that widens the result most and leaves its high end open: {what}, which has an open end or "
        "starts at zero."
    ),
    (True, True): mark(
        "The factor that widens the result most and leaves both its ends open: {what}, which has an open end or "
        "starts at zero."
    ),
}
"""Whether the result is open below, and above."""


def sensitivity(factors: Mapping[str, Interval], result: Interval) -> str:
    """One line: which factor's doubt widens the result most, by how many times its low end its high end is."""
    names = widest(factors)
    if not names:
        return tr(
            "No factor has a range, so the result is a single figure; that does not make the factors any more reliable."
        )
    what = listed([FACTORS[name] for name in names])
    if math.isinf(factors[names[0]].doubt):
        return tr(WIDENED[result.low is None, result.high is None], what=what)
    others = sorted((name for name in factors if name not in names), key=lambda name: -factors[name].doubt)
    rest = [f"{FACTORS[name]} ({_times(factors[name])})" for name in others]
    said = {"what": what, "times": _times(factors[names[0]])}
    if not rest:
        return tr("The factor that widens the result most: {what}, whose high end is {times} the low end.", **said)
    return tr(
        "The factor that widens the result most: {what}, whose high end is {times} the low end; then {others}.",
        **said,
        others=listed(rest),
    )


def _words(interval: Interval, kind: str) -> str:
    return tr("open at both ends") if interval.is_unknown else range_words(interval.low, interval.high, kind=kind)


def _times(interval: Interval) -> str:
    if interval.doubt == 1:
        return tr("a single figure")
    if math.isinf(interval.doubt):
        return tr("open")
    return tr("{factor} times", factor=short_number(round(interval.doubt, 2)))


def finding(low: float | None, high: float | None) -> str:
    """The title: the calculated range in words, an open end said as open."""
    if low is None and high is None:
        return tr("These factors leave the result open at both ends")
    return tr("Calculated from these factors: {figure} a year", figure=range_words(low, high, kind="money"))


def against(low: float | None, high: float | None, claims: pd.DataFrame) -> str:
    """How many claims lie wholly above, wholly below or across the calculated range; an open end is never passed."""
    numbered = claims[has_number(claims)]
    if numbered.empty or (low is None and high is None):
        return ""
    above = numbered["low"].gt(high).fillna(False) if high is not None else numbered["low"].isna() & False
    below = numbered["high"].lt(low).fillna(False) if low is not None else numbered["high"].isna() & False
    n_above, n_below = int(above.sum()), int(below.sum())
    rest = len(numbered) - n_above - n_below
    return plural(
        "Of {n} claim with a number, {n_above} are entirely above it, {n_below} entirely below, and {rest} may "
        "overlap it.",
        "Of {n} claims with a number, {n_above} are entirely above it, {n_below} entirely below, and {rest} may "
        "overlap it.",
        len(numbered),
        n_above=n_above,
        n_below=n_below,
        rest=rest,
    )


def calculation(
    low: float | None,
    high: float | None,
    claims: pd.DataFrame,
    *,
    palette: Palette,
    words: Words,
) -> go.Figure:
    """The calculated range (US dollars a year) in its own colour above the yearly claims of sources, one lane each.

    `claims`: as `charts.claim_ranges`, in the order in which they are to stand. A result that is open at both ends has
    no mark; claims without a number have none either. With neither, an empty, labelled figure.
    """
    rows = claims[has_number(claims)]
    is_drawn = low is not None or high is not None
    if rows.empty and not is_drawn:
        return empty(palette, words, tr("Open at both ends, and there is no claim with a number to compare it with."))
    names = [lane_name(row, LANE_ROOM) for row in each_row(rows)]
    rows = rows.assign(
        lane=[-1.6 - i for i in range(len(rows))],
        hover=[claim_hover(row, kind="money", what=tr("a year")) for row in each_row(rows)],
        label=[
            safe(range_words(row["low"], row["high"], kind="money", qualifier=row["qualifier"]))
            for row in each_row(rows)
        ],
    )
    text = tr("open at both ends") if not is_drawn else range_words(low, high, kind="money")
    ours = pd.DataFrame(
        {
            "claim_id": [CALCULATION],
            "low": pd.array([low], "Float64"),
            "high": pd.array([high], "Float64"),
            "lane": [0.0],
            "hover": [
                tr(
                    "{result} a year<br>Calculated from the factors above; not a claim by any source",
                    result=f"<b>{safe(text)}</b>",
                )
            ],
            "label": [f"<b>{safe(text)}</b>"],
        }
    )
    own_name = tr("Calculated from your factors")
    left = names_room([*names, own_name])
    bottom = -1.6 - len(rows) + 0.4 if len(rows) else -0.6
    highest = max(float(end) for end in [low, high, *rows["low"], *rows["high"]] if not is_missing(end))
    ticks = money_ticks(highest)
    figure = ranges_frame(
        palette,
        words,
        ends=pd.concat([rows[["low", "high"]], ours[["low", "high"]]]),
        lanes=[(0.0, f"<b>{own_name}</b>"), *zip(rows["lane"], map(safe, names), strict=True)],
        bottom=bottom,
        unit=tr("US dollars a year"),
        ticks=ticks,
        top=max(highest, ticks[0][-2]),
        left=left,
        right=label_room(pd.concat([rows["label"], ours["label"]])),
    )
    if is_drawn:
        add_claims(figure, ours, palette, colour=palette.people, name=CALCULATION, thickness=0.5)
    add_claims(figure, rows, palette, colour=palette.money, name="claims")
    if len(rows):
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=-0.8, y1=-0.8, line={"color": palette.hairline, "width": 1}
        )
    return figure
