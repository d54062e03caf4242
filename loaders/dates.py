"""Dates as precise as their source: a year, a month or a day, kept as text."""

import re
from calendar import monthrange
from datetime import date

DATE_PATTERN = r"^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
"""The pattern by which a column of the descriptor is known to hold dates."""

_DATE = re.compile(DATE_PATTERN, re.ASCII)


def first_day(text: str) -> date:
    """The first day that a date covers: 2019 gives 1 January 2019. Raises `ValueError` on anything but a real date."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day that a date covers: 2019 gives 31 December 2019. Raises `ValueError` on anything but a real date."""
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    if not _DATE.match(text) or text.endswith("\n"):
        raise ValueError(f"{text!r} is not a year, a month (2019-12) or a day (2019-12-22)")
    year, month, day = [*text.split("-"), "", ""][:3]
    return int(year), int(month) if month else None, int(day) if day else None
