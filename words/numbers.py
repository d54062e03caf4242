"""Numbers, sums of money and ranges as a reader says them, open ends said as open."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from words.text import Cell, is_missing


def short_number(value: float) -> str:
    """A bare number with at most two decimals: 1700000000 -> '1.7 billion', 30023 -> '30,023'."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        # 999,999,999 must read "1 billion", never "1000 million".
        if abs(value) >= size * 0.999995:
            return f"{value / size:.2f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def money(value: float) -> str:
    """US dollars as a reader says them: 1700000000 -> '$1.7 billion'."""
    return f"${short_number(value)}"


def count(value: float) -> str:
    """A count with thousands separators; below a billion a count is never rounded."""
    return short_number(value) if abs(value) >= 1e9 else f"{value:,.0f}" if value % 1 == 0 else f"{value:,.2f}"


def percent(value: float) -> str:
    """A share: 17.5 -> '17.5%'."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


FORMATS = {"money": money, "count": count, "percent": percent}


def range_words(low: Cell, high: Cell, *, kind: str = "count", qualifier: str | None = None) -> str:
    """A claim's figure in words, as precise as the source and never as a midpoint.

    Both ends missing is 'no number given'; a missing high is 'at least', a missing low is 'up to'.
    """
    say = FORMATS[kind]
    if is_missing(low) and is_missing(high):
        return "no number given"
    if is_missing(high):
        return f"at least {say(float(low))}"
    if is_missing(low):
        return f"up to {say(float(high))}"
    first, last = float(low), float(high)
    if first == last:
        return f"about {say(first)}" if qualifier == "about" else say(first)
    return f"{say(first)} to {say(last)}"


def sums_words(low: Any, high: Any, is_low_open: bool, is_high_open: bool) -> str:
    """A sum of ranges from its low to its high end, open ends said as open."""
    if is_missing(high):
        return "Unknown"
    if is_missing(low):
        return f"up to {money(float(high))}"
    first, last = money(float(low)), money(float(high))
    if first == last:
        return f"{first}{' or less' if is_low_open else ''}{' or more' if is_high_open else ''}"
    return f"{first}{' or less' if is_low_open else ''} to {last}{' or more' if is_high_open else ''}"


def span_words(span: Mapping[Any, Any] | pd.Series, *, kind: str = "count") -> str:
    """A span of several claims, with an open end said as open: a figure that closes an end for one author alone is not
    printed as that end.

    `span`: a row of `subjects.comparability.spans`. `open_words` says why an end is open.
    """
    if is_missing(span["lowest"]):
        return "no number given"
    say = FORMATS[kind]
    low, high = say(float(span["lowest"])), say(float(span["highest"]))
    if span["is_low_open"] and span["is_high_open"]:
        return f"{low if low == high else f'{low} to {high}'}, both ends open"
    if span["is_high_open"]:
        return (
            f"at least {low}"
            if low == high
            else f"from {low}"
            if _one_closes(span, "high")
            else f"{low} to {high} or more"
        )
    if span["is_low_open"]:
        return f"up to {high}" if low == high or _one_closes(span, "low") else f"{low} or less to {high}"
    return low if low == high else f"{low} to {high}"


def open_words(span: pd.Series) -> str:
    """Why the open ends of a span are open: who gives them, 'only one publisher gives a high end'; else empty."""
    said = [
        f"{'only one' if _one_closes(span, end) else 'no'} publisher gives a {end} end"
        for end in ("low", "high")
        if not is_missing(span["lowest"]) and span[f"is_{end}_open"]
    ]
    return "; ".join(said)


def _one_closes(span: Mapping[str, Any] | pd.Series, end: str) -> bool:
    return bool(span[f"n_{end}_authors"] == 1)


def years_words(span: pd.Series) -> str:
    """The years that the claims of a span are about, '2012' or '2012 to 2023'; empty where none is stated."""
    if is_missing(span["first_year"]) or is_missing(span["last_year"]):
        return ""
    first, last = int(span["first_year"]), int(span["last_year"])
    return str(first) if first == last else f"{first} to {last}"
