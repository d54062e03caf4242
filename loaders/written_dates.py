"""Dates as people and spreadsheets write them: which date of this record is meant, or why that cannot be told."""

import re
import unicodedata
from calendar import month_name, monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cache

from babel import Locale

from language.forms import either, written_date
from language.locales import read_once
from language.messages import language, mark, tr
from loaders.dates import DATE_PATTERN, first_day

_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "ko")
"""Languages whose names of months are understood beside English ones."""

_MONTHS = {name.casefold()[:3]: number for number, name in enumerate(month_name) if name}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_KEEP = mark("format the column as text before you paste, or edit the file in a text editor")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? ")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTER = re.compile(
    r"(?:q(?P<which>[1-4])[ -]?|(?P<nth>[1-4])(?:q|(?:st|nd|rd|th) quarter(?: of)?) ?)(?P<year>\d{4})"
    r"|(?P<before>\d{4})[ -]?q(?P<after>[1-4])"
)
_WEEK = re.compile(
    r"(?:w|week )(?P<which>\d\d?)[ -](?:of )?(?P<year>\d{4})"
    r"|(?P<before>\d{4})(?:-?w| week )(?P<after>\d\d?)(?:-?[1-7])?"
)
_HALF = re.compile(r"(?:h|half )([12]) ?(?:of )?(\d{4})|(\d{4})[ -]?h([12])|(first|second) half(?: of)? (\d{4})")
# What stands beside a year that is known no closer.
_HEDGED_YEAR = re.compile(
    r"(?:(?:early|mid|late|spring|summer|autumn|fall|winter|beginning|start|middle|end|c\.?|ca\.?"
    r"|circa|about|around|~|≈|in|the)[ -]?(?:of |in )?)+(?P<year>(?:19|20)\d\d)"
    r"|(?P<marked>(?:19|20)\d\d)(?: ?\?| ?\(\?\)|~)"
)
_CLOCK = re.compile(r"(?<=\d)[t ]\d{1,2}:\d\d.*$|(?<=\d)t\d{4,6}z?$")
_DASHES = "\u2012-\u2015\u2212"  # a word processor writes one for a hyphen
_SERIAL_START = date(1899, 12, 30)
_SERIALS_FROM = date(1990, 1, 1)


def date_hint(text: str, today: date) -> str:
    """Which date is meant, said after a semicolon, or what is wrong with it; empty when nothing can be said."""
    plain = _plain(text)
    clock = re.fullmatch(r"(.+?)[t ]\d{1,2}:\d\d.*|(.+?)t\d{4,6}z?", plain)
    if clock:
        day = clock[1] or clock[2]
        known = re.fullmatch(r"\d{4}-\d\d-\d\d", day)
        return tr("; a time of day or a time zone has no place here") + ("" if known else date_hint(day, today))
    if (
        plain != text
        and re.fullmatch(DATE_PATTERN, plain)
        and not _impossible(*map(int, (plain + "-1-1").split("-")[:3]))
    ):
        return tr("; {day} is meant", day=plain)
    if _is_two_dates(plain, today):
        return tr(
            "; two dates in one cell: the first goes into the column of the start, the other into that of the end"
        )
    if match := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", plain):
        return _impossible(int(match[1]), int(match[2]), int(match[3] or 1))
    if re.fullmatch(r"\d{5}([.]\d+)?", plain):
        return _serial(int(plain[:5]), today)
    counted = re.sub(r"^(first|second|third|fourth) quarter(?: of)? ", lambda nth: f"q{_NTH[nth[1]]} ", plain)
    if match := _QUARTER.fullmatch(counted):
        year, quarter = match["year"] or match["before"], int(match["which"] or match["nth"] or match["after"])
        return tr(
            "; a quarter is a period from {year}-{first} to {year}-{last}",
            year=year,
            first=format(quarter * 3 - 2, "02"),
            last=format(quarter * 3, "02"),
        )
    if match := _HALF.fullmatch(plain):
        year, half = match[2] or match[3] or match[6], match[1] or match[4] or match[5]
        first, last = ("01", "06") if half in ("1", "first") else ("07", "12")
        return tr("; a half is a period from {year}-{first} to {year}-{last}", year=year, first=first, last=last)
    if said := _calendar_hint(plain, today):
        return said
    if match := _HEDGED_YEAR.fullmatch(plain):
        return tr(
            "; write {year}, which holds for the whole year, and the words in the note",
            year=match["year"] or match["marked"],
        )
    return _readings_hint(plain, today)


def _is_two_dates(plain: str, today: date) -> bool:
    """Whether a start and an end stand in one cell: 2019/20, 2019 to 2021-03, 22-25 December 2019."""
    if match := re.fullmatch(r"(\d{4})( ?[-–/] ?| to )(\d\d|\d{4})(-\d\d)?", plain):
        first, last = int(match[1]), int(match[3])
        is_month = len(match[3]) == 2 and match[2].strip() in "-/" and last <= 12
        is_next = len(match[3]) == 4 or match[2].strip() != "-" or first % 100 < last
        return (first < last or len(match[3]) == 2) and is_next and not is_month
    if re.fullmatch(rf"\d\d? ?[-–] ?\d\d? {_MONTH} \d{{4}}|{_MONTH} \d\d? ?[-–] ?\d\d? \d{{4}}", plain):
        return True
    parts = re.fullmatch(r"(.{6,}?)(?: ?[–—/~] ?| - | to | until )(.{6,}|\d\d)", plain)
    return parts is not None and (
        bool(dates_meant(parts[1], today)) and (len(parts[2]) == 2 or bool(dates_meant(parts[2], today)))
    )


def _calendar_hint(plain: str, today: date) -> str:
    """A week, a day counted in its year, a year of the Juche calendar, and a date of which a part is left open."""
    if match := _WEEK.fullmatch(plain):
        year, week = int(match["year"] or match["before"]), int(match["which"] or match["after"])
        with suppress(ValueError):
            monday = date.fromisocalendar(year, week, 1)
            return tr(
                "; a week is a period from {first} to {last}", first=str(monday), last=str(monday + timedelta(days=6))
            )
    if match := re.fullmatch(r"((?:19|20)\d\d)[-.]?(\d{3})", plain):
        day = date(int(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)
        return tr("; {day} is meant", day=str(day)) if day.year == int(match[1]) and day <= today else ""
    if match := re.fullmatch(r"(?:juche|주체) ?(\d{2,3}) ?(?:\((\d{4})\))?년?|(\d{4}) ?\(juche (\d{2,3})\)", plain):
        year, said = int(match[1] or match[4]) + 1911, match[2] or match[3]
        return tr("; {day} is meant", day=str(year)) if said in (None, str(year)) and year <= today.year else ""
    if match := re.fullmatch(r"(\d{4})(-(?:0[1-9]|1[012]))?(?:-(?:xx|\?\?|__))+|(\d{4}) ?(?:年|년|г\.?|года?)", plain):
        return tr("; {day} is meant", day=match[3] or match[1] + (match[2] or ""))
    if re.fullmatch(rf"\d\d?-{_MONTH}|\d\d?/\d\d?|\d\d?[月월] ?\d\d?[日일]", plain):
        return tr("; the year is missing")
    if re.fullmatch(rf"\d\d?(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d\d?(?:st|nd|rd|th)?", plain):
        return tr("; the year is missing, or the day: see the source")
    return ""


def dates_meant(text: str, today: date) -> list[str]:
    """Every date of this record, not in the future, that a text can stand for, each once; it may hold a time of day."""
    with suppress(ValueError):
        return [text] if first_day(text) <= today else []
    plain = _CLOCK.sub("", _plain(text))
    return list(dict.fromkeys(_readings(plain, today)))


def _plain(text: str) -> str:
    """A date in lower case, with single blanks, English months, and without a day of the week."""
    plain = re.sub(r"[\s,]+", " ", unicodedata.normalize("NFKC", text).casefold().strip())
    plain = re.sub(r"\d", lambda digit: str(int(digit[0])), plain)  # of any script
    plain = re.sub(rf"^(\d{{4}})[{_DASHES}](\d\d)[{_DASHES}](\d\d)$", r"\1-\2-\3", plain.replace("\u2010", "-"))
    plain = re.sub(r"\b(?:the|de|del) ", "", _WEEKDAY.sub("", plain))
    plain = re.sub(r"(?<=\d{4}) ?(?:г\.?|года?)$", "", plain) if len(plain) > 8 else plain
    plain = re.sub(r"^(\d\d?)[月월] ?(\d{4})$", r"\2/\1", plain)
    found = re.fullmatch(r"(.*?)([^\W\d_]{3,})(\.?)(.*)", plain)
    number = _months_elsewhere().get(found[2]) if found else None
    return f"{found[1]}{month_name[number].casefold()[:3]}{found[4]}" if found and number else plain


@cache
def _months_elsewhere() -> dict[str, int]:
    """The number of each month by its names in other languages, whole and shortened, where they agree."""
    found: dict[str, set[int]] = {}
    for tongue in _LANGUAGES:
        for number, name in read_once(tongue, _months):
            found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def _months(locale: Locale) -> list[tuple[int, str]]:
    kinds = [locale.months[kind] for kind in ("format", "stand-alone")]
    return [month for kind in kinds for width in ("wide", "abbreviated") for month in kind[width].items()]


def _readings_hint(plain: str, today: date) -> str:
    readings = list(dict.fromkeys(_readings(plain, today)))
    if len(readings) == 1:
        if re.fullmatch(rf"(\d\d? ?- ?)?{_MONTH} ?- ?\d\d(\d\d)?|\d\d-{_MONTH}", plain):
            return tr("; a spreadsheet made this of {day}: {advice}", day=readings[0], advice=tr(_KEEP))
        return tr("; {day} is meant", day=readings[0])
    if len({day[:4] for day in readings}) > 1:
        return tr("; {days}: which of the numbers is the year cannot be told", days=either(readings))
    if readings:
        return tr("; {days}: which of the numbers is the month cannot be told", days=either(readings))
    read = {_impossible(int(y), int(m), int(d or 1)) for y, m, d in _parts(plain) if len(y) == 4 and 1 <= int(m) <= 12}
    if len(read) == 1 and (why := read.pop()):
        return why
    return tr("; there is no such day") if re.fullmatch(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}", plain) else ""


def _impossible(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return tr("; there is no month {month}", month=month)
    if day == 0:
        return tr("; there is no day 0")
    if year and not 1 <= day <= monthrange(year, month)[1]:
        return tr(
            "; {month} has {n} days",
            month=written_date(year, month, None, "month", language()),
            n=monthrange(year, month)[1],
        )
    return ""


def _serial(number: int, today: date) -> str:
    day = _SERIAL_START + timedelta(days=number)
    if not _SERIALS_FROM <= day <= today:
        return ""
    return tr("; a spreadsheet's number of a day, {day}: {advice}", day=day.isoformat(), advice=tr(_KEEP))


def _readings(plain: str, today: date) -> Iterator[str]:
    """Every real date, not in the future, that the text can stand for."""
    for year, month, day in _parts(plain):
        for full in [year] if len(year) == 4 else [f"20{year}", f"19{year}"]:
            with suppress(ValueError):
                found = date(int(full), int(month), int(day or 1))
                if date(1945 if len(year) == 2 else 1900, 1, 1) <= found <= today:
                    yield found.isoformat() if day else found.isoformat()[:7]
                    break


def _parts(plain: str) -> Iterator[tuple[str, str, str]]:
    """Year, month and day in each order that the form allows; the day is empty for a month."""
    if match := re.fullmatch(r"(\d\d?)[/. -](\d\d?)[/. -](\d{4}|\d\d)\.?", plain):
        first, second, last = match.groups()
        yield from [(last, second, first), (last, first, second)]
        if len(last) == 2 and len(first) == 2:
            yield first, second, last
    elif match := re.fullmatch(r"(\d{4})[/. 年년-] ?(\d\d?)[/. 月월-]? ?(?:(\d\d?)[日일.]?)?", plain):
        yield match[1], match[2], match[3] or ""
    elif match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain):
        yield match[1], match[2], match[3]
    elif match := re.fullmatch(r"(\d\d?)[/.-](\d{4})", plain):
        yield match[2], match[1], ""
    else:
        yield from _named_parts(plain)


def _named_parts(plain: str) -> Iterator[tuple[str, str, str]]:
    """The same where the month is an English name: Dec-19, 22 December 2019, Dec 22 2019, 2019 Dec 22."""
    day, year = r"(\d\d?)(?:st|nd|rd|th)?", r"(\d{4}|\d\d)"
    between = r"(?: ?[-/.] ?| of | |)"
    orders = (
        (rf"{_MONTH}{between}{year}", (1, 0, None)),
        (rf"{year}{between}{_MONTH}", (0, 1, None)),
        (rf"{day}{between}{_MONTH}{between}{year}", (2, 1, 0)),
        (rf"{_MONTH}{between}{day}{between}(\d{{4}})", (2, 0, 1)),
        (rf"(\d{{4}}){between}{_MONTH}{between}{day}", (0, 1, 2)),
    )
    for form, (y, m, d) in orders:
        if match := re.fullmatch(form, plain):
            parts = match.groups()
            yield parts[y], str(_MONTHS[parts[m]]), parts[d] if d is not None else ""
            return
