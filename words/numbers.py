"""Numbers, sums of money and ranges as a reader says them, open ends said as open."""

from collections.abc import Callable
from typing import Any

from language.forms import decimal
from language.messages import Messages, capital, mark, tr
from loaders.rows import FrameRow
from words.text import Cell, is_missing

SIZES = {1e12: mark("{figure} trillion"), 1e9: mark("{figure} billion"), 1e6: mark("{figure} million")}


def short_number(value: float) -> str:
    """A bare number with at most two decimals: 1700000000 -> '1.7 billion', 30023 -> '30,023'."""
    for size, message in SIZES.items():
        # 999,999,999 must read "1 billion", never "1000 million".
        if abs(value) >= size * 0.999995:
            return tr(message, figure=decimal(value / size, is_grouped=False))
    return decimal(value, 2 if value % 1 else 0)


def money(value: float) -> str:
    """US dollars as a reader says them: 1700000000 -> '$1.7 billion'."""
    return tr("${figure}", figure=short_number(value))


def count(value: float) -> str:
    """A count with thousands separators; below a billion a count is never rounded."""
    return short_number(value) if abs(value) >= 1e9 else _plain(value)


def _plain(value: float) -> str:
    return decimal(value, 0) if value % 1 == 0 else decimal(value, 2, is_exact=True)


def percent(value: float) -> str:
    """A share: 17.5 -> '17.5%'."""
    return tr("{figure}%", figure=decimal(value, is_grouped=False))


FORMATS = {"money": money, "count": count, "percent": percent}


def range_words(low: Cell, high: Cell, *, kind: str = "count", qualifier: str | None = None) -> str:
    """A claim's figure in words, as precise as the source and never as a midpoint.

    Both ends missing is 'no number given'; a missing high is 'at least', a missing low is 'up to'.
    """
    say = FORMATS[kind]
    if is_missing(low) and is_missing(high):
        return tr("no number given")
    if is_missing(high):
        return tr("at least {figure}", figure=say(float(low)))
    if is_missing(low):
        return tr("up to {figure}", figure=say(float(high)))
    first, last = float(low), float(high)
    if first == last:
        return tr("about {figure}", figure=say(first)) if qualifier == "about" else say(first)
    return tr("{low} to {high}", low=say(first), high=say(last))


def sums_words(low: Any, high: Any, is_low_open: bool, is_high_open: bool) -> str:
    """A sum of ranges from its low to its high end, open ends said as open."""
    if is_missing(high):
        return tr("Unknown")
    if is_missing(low):
        return tr("up to {figure}", figure=money(float(high)))
    first, last = money(float(low)), money(float(high))
    is_open = bool(is_low_open), bool(is_high_open)
    return tr(SUMS_OF_ONE[is_open], figure=first) if first == last else tr(SUMS[is_open], low=first, high=last)


SUMS_OF_ONE = {
    (False, False): "{figure}",
    (True, False): mark("{figure} or less"),
    (False, True): mark("{figure} or more"),
    (True, True): mark("{figure} or less or more"),
}
SUMS = {
    (False, False): mark("{low} to {high}"),
    (True, False): mark("{low} or less to {high}"),
    (False, True): mark("{low} to {high} or more"),
    (True, True): mark("{low} or less to {high} or more"),
}


def span_words(span: FrameRow, *, kind: str = "count", what: str = "") -> str:
    """A span of several claims, with an open end said as open: a figure that closes an end for one author alone is not
    printed as that end.

    `span`: a row of `subjects.comparability.spans`. `what` follows the figures: what is counted, or "a year".
    `open_words` says why an end is open.
    """
    if is_missing(span["lowest"]):
        return tr("{what}: no number given", what=capital(what)) if what else tr("no number given")
    figures = _figures(span, FORMATS[kind])
    said = tr("{figures} {counted}", figures=figures, counted=what) if what else figures
    return tr("{said}, both ends open", said=said) if span["is_low_open"] and span["is_high_open"] else said


def _figures(span: FrameRow, say: Callable[[float], str]) -> str:
    """The ends of a span; of one that is open at both, without a word of it."""
    low, high = say(float(span["lowest"])), say(float(span["highest"]))
    if span["is_low_open"] and span["is_high_open"]:
        return low if low == high else tr("{low} to {high}", low=low, high=high)
    if span["is_high_open"]:
        if low == high:
            return tr("at least {figure}", figure=low)
        if _one_closes(span, "high"):
            return tr("from {figure}", figure=low)
        return tr("{low} to {high} or more", low=low, high=high)
    if span["is_low_open"]:
        if low == high or _one_closes(span, "low"):
            return tr("up to {figure}", figure=high)
        return tr("{low} or less to {high}", low=low, high=high)
    return low if low == high else tr("{low} to {high}", low=low, high=high)


ONE_ALONE = Messages(
    {"low": mark("only one publisher gives a low end"), "high": mark("only one publisher gives a high end")}
)
NONE = Messages({"low": mark("no publisher gives a low end"), "high": mark("no publisher gives a high end")})


def open_words(span: FrameRow) -> str:
    """Why the open ends of a span are open: who gives them, 'only one publisher gives a high end'; else empty."""
    said = [
        ONE_ALONE[end] if _one_closes(span, end) else NONE[end]
        for end in ("low", "high")
        if not is_missing(span["lowest"]) and span[f"is_{end}_open"]
    ]
    return "; ".join(said)


def _one_closes(span: FrameRow, end: str) -> bool:
    return bool(span[f"n_{end}_authors"] == 1)


def years_words(span: FrameRow) -> str:
    """The years that the claims of a span are about, '2012' or '2012 to 2023'; empty where none is stated."""
    if is_missing(span["first_year"]) or is_missing(span["last_year"]):
        return ""
    first, last = int(span["first_year"]), int(span["last_year"])
    return str(first) if first == last else tr("{start} to {end}", start=first, end=last)
