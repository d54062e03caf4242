"""Lists, dates and numbers as the reader's language writes them, by Babel where it is not English.

English has its own forms here, in one place: Babel's for it differ ("2 Sept 2019", "a, b, and c"), and what a page says
thousands of times must not take Babel's time.
"""

import calendar
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from language.messages import ENGLISH, PSEUDO, language
from language.pseudo import marked

_SKELETONS: Final = {"month": "yMMMM", "short": "yMMM"}


def joined(items: Sequence[str]) -> str:
    """'a, b and c'."""
    return _list_pattern(len(items), "standard", language()).format(*items) if items else ""


def either(items: Sequence[str]) -> str:
    """'a or b'."""
    return _list_pattern(len(items), "or", language()).format(*items) if items else ""


def strung(items: Sequence[str]) -> str:
    """'a, b, c': what is said of one thing, side by side."""
    return _list_pattern(len(items), "unit", language()).format(*items) if items else ""


@cache
def _list_pattern(n: int, style: Literal["standard", "or", "unit"], asked: str) -> str:
    places = [f"{{part_{place}}}" for place in range(n)]
    text = format_list(
        places, style, locale="en_GB" if asked in (ENGLISH, PSEUDO) else asked
    )  # no comma before its "and"
    return (marked(text) if asked == PSEUDO and n > 1 else text).replace("{part_", "{")


@lru_cache(20_000)
def written_date(year: int, month: int, day: int | None, form: str, asked: str) -> str:
    """A date in a language: `form` is 'day', 'american', 'month' or 'short', which is a month for a label."""
    if asked in (ENGLISH, PSEUDO):
        name = calendar.month_abbr[month] if form == "short" else calendar.month_name[month]
        text = {"day": f"{day} {name} {year}", "american": f"{name} {day}, {year}"}.get(form, f"{name} {year}")
        return marked(text) if asked == PSEUDO else text
    when = date(year, month, day or 1)
    if form in ("day", "american"):
        return str(format_date(when, "long", asked))
    return str(format_skeleton(_SKELETONS[form], when, locale=asked))


def decimal(value: float, places: int = 2, *, is_grouped: bool = True, is_exact: bool = False) -> str:
    """A number with at most so many places after the point, all of them where it `is_exact`: 1234.5 -> '1,234.5'."""
    if language() in (ENGLISH, PSEUDO):
        text = f"{value:,.{places}f}" if is_grouped else f"{value:.{places}f}"
        return text if is_exact or not places else text.rstrip("0").rstrip(".")
    pattern = "#,##0." + ("0" if is_exact else "#") * places
    return str(format_decimal(round(value, places), pattern.rstrip("."), language(), group_separator=is_grouped))


@cache
def language_name(code: str, asked: str) -> str:
    """'Greek' for `el`: what a language is called in another, from the Unicode CLDR; a code it lacks as it is."""
    if asked == PSEUDO:
        return marked(language_name(code, ENGLISH))
    return str(Locale.parse(asked or "en").languages.get(code, code))
