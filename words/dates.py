"""Dates as precise as their source."""

import calendar

from words.text import is_missing


def date_words(text: object) -> str:
    """A date as precise as the source: '2019' stays a year, '2019-12' is 'December 2019'. A `date` is a day."""
    if is_missing(text) or not str(text):
        return "undated"
    parts = str(text).split("-")
    if len(parts) == 1:
        return parts[0]
    month = calendar.month_name[int(parts[1])]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def short_date(text: object) -> str:
    """A date for a label: '2019-12-22' and '2019-12' read 'Dec 2019', '2019' reads '2019'."""
    if is_missing(text) or not str(text):
        return "undated"
    parts = str(text).split("-")
    return parts[0] if len(parts) == 1 else f"{calendar.month_abbr[int(parts[1])]} {parts[0]}"


def period_words(start: object, end: object) -> str:
    """The time a claim is about: '2017', '2017 to 2019', 'December 2019'."""
    if is_missing(start) and is_missing(end):
        return "time not stated"
    if is_missing(start) or is_missing(end) or str(start) == str(end):
        return date_words(end if is_missing(start) else start)
    return f"{date_words(start)} to {date_words(end)}"
