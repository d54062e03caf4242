"""Years of a link, one or a span of them, as people write them. No Streamlit here."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from language.messages import tr
from links.params import EVERYTHING, FIRST, LAST, Param, PartlyValid
from loaders.written_dates import dates_meant

Years = tuple[int, int]
Filled = Callable[[Mapping[str, Any]], Years | None]
"""The first and the last year that a view has something in, by the values of the other parameters; None for none."""


def year(name: str, low: int, high: int, default: int | None, filled: Filled | None = None) -> Param:
    """A year between two ends, both allowed, or `latest` or `earliest` of those that the view has something in."""

    def parse(text: str, others: Mapping[str, Any] | None = None) -> int:
        if (found := _by_word(text, (low, high), filled, others)) is not None:
            return found
        plain, why = _plain(text)
        written = [part.strip() for ends in _LIST.split(plain) for part in _ends_written(ends.strip()).split("-")]
        if all(map(_YEAR.fullmatch, written)) and low <= int(written[0]) <= high:
            if why := why or (tr("it is one year at a time") if len(written) > 1 else ""):
                raise PartlyValid(int(written[0]), why)
            return int(written[0])
        raise ValueError(tr("it must be a whole number from {low} to {high}", low=low, high=high))

    return Param(name, default, parse, parse_beside=parse)


def span(name: str, low: int, high: int, filled: Filled | None = None) -> Param:
    """Two years `a-b` within two ends, a not above b; by default everything.

    One year `a` is a span by itself, an end left out is the first or last there is. `latest` and `earliest` alone are
    those that the view has something in, and beside another year the ends. What of a span lies beyond the ends is left
    out, ends in the wrong order are exchanged, several years are a span from the first to the last, and the reader is
    told.
    """

    def parse(text: str, others: Mapping[str, Any] | None = None) -> Years:
        if text.strip().casefold() in EVERYTHING:
            return low, high
        if (found := _by_word(text, (low, high), filled, others)) is not None:
            return found, found
        plain, why = _plain(text)
        wanted = [_ends(part.strip(), low, high) for part in _LIST.split(plain)]
        first, last = min(min(ends) for ends in wanted), max(max(ends) for ends in wanted)
        if last < low or high < first:
            raise ValueError(tr("it must lie within {low}-{high}", low=low, high=high))
        within = max(low, first), min(high, last)
        between = {*range(first, last + 1)}.difference(*(range(min(ends), max(ends) + 1) for ends in wanted))
        if any(ends[0] > ends[1] for ends in wanted):
            why = tr("the first must not be above the second, so the two are exchanged")
        elif within != (first, last):
            why = tr("there is nothing beyond {low}-{high}", low=low, high=high)
        elif between:
            why = tr("years are one span, so those between count too")
        if why:
            raise PartlyValid(within, why)
        return within

    return Param(name, (low, high), parse, lambda ends: f"{ends[0]}-{ends[1]}", parse_beside=parse)


_YEAR: Final = re.compile(r"[0-9]{4}")
_LIST: Final = re.compile(r"[,;|、，]")
_BETWEEN: Final = re.compile(
    r"(?<=\d) ?(?:through|and|~|_) ?(?=[^\W_])|(?<=\w) ?(?:to|until) ?(?=\w)"
    r"|[:/]|(?<![.])[.]{2}(?![.])|(?<=[0-9])[+]$"
)  # `2019..2021`
_OPEN: Final = re.compile(
    r"(?:(?P<from>since|from|>=|≥)|until|to|up to|through|<=|≤)[ _]?(?P<year>[0-9]{4})"
    r"|(?:(?P<after>after|post|>)|before|pre|<)[ _-]?(?P<beside>[0-9]{4})"
    r"|(?P<first>[0-9]{4}) ?(?:onwards?|on|and later|or later|\.\.\.|…)"
)
_WRAPPED: Final = re.compile(r"(?:between|from) (?=[0-9]{4} )")
_SHORT: Final = re.compile(r"(?P<century>[0-9]{2})(?P<first>[0-9]{2})-(?P<last>[0-9]{2})")  # as `2019-21`
_THOUSANDS: Final = re.compile(r"(?<![0-9])([12]),([0-9]{3})(?![0-9])")  # as programs write 2,019
_MARKED: Final = re.compile(r"(?<![^\W_])(?:years?|cy|ad|y)[ _-]?(?=[0-9]{4})|(?<=[0-9]{4})(?: ?[年년]|[.]0+(?![0-9]))")
_FISCAL: Final = re.compile(r"(?<![^\W_])(?:fy|fiscal(?: year)?)[ _-]?(?:20)?(?=[0-9]{2}(?![0-9]))")
_PART: Final = re.compile(
    r"(?<![0-9])(?:(?:[qh][1-4]|early|mid|late)[ _-]?(?P<of>[0-9]{4})|(?P<in>[0-9]{4})[ _-]?[qh][1-4])(?![0-9])"
)
_BROKEN: Final = re.compile(r"([0-9]{4})[.][0-9]*[1-9][0-9]*")
_DATE: Final = re.compile(r"(?<![0-9-])([0-9]{4})-[01][0-9](?:-[0-3][0-9])?(?![0-9-])")
_DECADE: Final = re.compile(r"(?<![0-9])([0-9]{3})0'?s$")


def _by_word(text: str, ends: Years, filled: Filled | None, others: Mapping[str, Any] | None) -> int | None:
    """The newest or the first year that the view has something in, by its word; None where the text is no such word."""
    word = text.strip().casefold()
    if word not in (*LAST, *FIRST):
        return None
    there = filled(others) if filled and others is not None else None
    first, last = there or ends
    return min(max(last if word in LAST else first, ends[0]), ends[1])


def _plain(text: str) -> tuple[str, str]:
    """What a text about years says in digits, and what the reader must be told of it: that a fiscal year, a part of a
    year or a day is shown as a calendar year."""
    written = text.strip().casefold()
    dates = dates_meant(written, date.max) if not _YEAR.fullmatch(written) else []
    years = {day[:4] for day in dates} or {found[1] for found in [_BROKEN.fullmatch(written)] if found}
    if len(years) == 1:
        return years.pop(), tr("only whole years are shown")
    written = _DECADE.sub(r"\g<1>0-\g<1>9", _THOUSANDS.sub(r"\1\2", written))
    fiscal = _FISCAL.sub("20", written)
    part = _DATE.sub(r"\1", _PART.sub(lambda found: found["of"] or found["in"], fiscal))
    why = tr("a fiscal year is shown as the calendar year of that number") if fiscal != written else ""
    return _MARKED.sub("", part), tr("only whole years are shown") if part != fiscal else why


def _ends(text: str, low: int, high: int) -> Years:
    """The two ends of a span, which may be in the wrong order; raises `ValueError` with the rule for what is none."""
    parts = [part.strip() for part in _ends_written(text).split("-")]
    parts = parts * 2 if len(parts) == 1 else parts
    whole = [_end(part or word, low, high) for part, word in zip(parts, (FIRST[0], LAST[0]), strict=False)]
    if len(parts) != 2 or not any(parts) or None in whole:
        raise ValueError(
            tr(
                "it must be two whole numbers such as {low}-{high}, one of them, or {low}- or -{high}",
                low=low,
                high=high,
            )
        )
    first, last = (end for end in whole if end is not None)
    if first > last and not all(part.isdigit() for part in parts):
        raise ValueError(tr("it must lie within {low}-{high}", low=low, high=high))
    return first, last


def _end(text: str, low: int, high: int) -> int | None:
    """A year in plain digits, or an end there is by its word; None when the text is neither."""
    if text in LAST:
        return high
    return low if text in FIRST else int(text) if text.isascii() and len(text) == 4 and text.isdigit() else None


def _ends_written(text: str) -> str:
    """A span with a hyphen between its ends, each whole: `since 2019` is `2019-`, and `2019-21` is `2019-2021`."""
    if found := _OPEN.fullmatch(text):
        if found["first"]:
            return f"{found['first']}-"
        if found["beside"]:  # which is itself none of them
            return f"{int(found['beside']) + 1}-" if found["after"] else f"-{int(found['beside']) - 1}"
        return f"{found['year']}-" if found["from"] else f"-{found['year']}"
    written = _BETWEEN.sub("-", _WRAPPED.sub("", text))
    if (found := _SHORT.fullmatch(written)) and found["first"] <= found["last"]:
        return f"{found['century']}{found['first']}-{found['century']}{found['last']}"
    return written
