"""Dates as precise as their source."""

from language.forms import written_date
from language.messages import language, tr
from words.text import is_missing


def date_words(text: object) -> str:
    """A date as precise as the source: '2019' stays a year, '2019-12' is 'December 2019'. A `date` is a day."""
    return _words(text, "month")


def short_date(text: object) -> str:
    """A date for a label: '2019-12-22' and '2019-12' read 'Dec 2019', '2019' reads '2019'."""
    return _words(text, "short")


def american_date(text: object) -> str:
    """A date as American styles of citation write it: 'December 22, 2019'; a month or a year as everywhere."""
    return _words(text, "american")


def _words(text: object, form: str) -> str:
    if is_missing(text) or not str(text):
        return tr("undated")
    year, *rest = str(text).split("-")
    if not rest:
        return year
    if form == "short" or len(rest) == 1:
        return written_date(int(year), int(rest[0]), None, "short" if form == "short" else "month", language())
    return written_date(int(year), int(rest[0]), int(rest[1]), "american" if form == "american" else "day", language())


def period_words(start: object, end: object) -> str:
    """The time a claim is about: '2017', '2017 to 2019', 'December 2019'."""
    if is_missing(start) and is_missing(end):
        return tr("time not stated")
    if is_missing(start) or is_missing(end) or str(start) == str(end):
        return date_words(end if is_missing(start) else start)
    return tr("{start} to {end}", start=date_words(start), end=date_words(end))
