"""One cell against the column it stands in."""

import re
import unicodedata
from datetime import date

import pycountry

from loaders.dates import first_day
from loaders.descriptor import Column
from loaders.faults import nearest

Problem = tuple[str, str]
"""The rule that is broken, and what is expected instead."""

PLACEHOLDERS = frozenset(
    [
        "na",
        "n/a",
        "n.a.",
        "#n/a",
        "nan",
        "null",
        "none",
        "nil",
        "unknown",
        "tbd",
        "-",
        "--",
        "–",
        "—",
        "?",
        ".",
        "...",
        "…",
    ]
)

_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", re.ASCII)
_SPELLED = re.compile(
    r"[$€£]?([+-]?[\d ,]*\.?\d+(?:e[+-]?\d{1,2})?) ?(k|thousand|m|mn|million|b|bn|billion)?", re.ASCII
)
_SCALES = {"": 1, "k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9}
_HTML = re.compile(r"<\s*[/!?]?\s*[a-z][^>]*>|<!--", re.IGNORECASE)

# What a pattern of the descriptor asks for, said in words.
_PATTERNS = {
    r"^[a-z0-9]+([-.][a-z0-9]+)*$": "lower-case letters, digits and hyphens are expected",
    r"^[A-Z]{3}$": "an ISO 3166-1 alpha-3 code is expected",
    r"^[A-Z]{3}(;[A-Z]{3})*$": "ISO 3166-1 alpha-3 codes separated by semicolons, without spaces, are expected",
    r"^https?://[^\s<>\"]+$": "an address starting with http:// or https://, without spaces, is expected",
    r"^[a-z]{2}$": "an ISO 639-1 language code, such as en, is expected",
}

# Names in daily use for places whose ISO code is another; pycountry knows the two-letter codes and official names.
_ISO3_ALIASES = {"UK": "GBR", "ROC": "TWN", "KOS": "XKX", "XK": "XKX", "KOSOVO": "XKX", "UAE": "ARE", "ROK": "KOR"}


def cell_problem(column: Column, text: str, today: date) -> Problem | None:
    """The first rule that a cell breaks by itself, with what is expected; nothing when the cell is sound."""
    if not text.strip():
        if column.required:
            return "required", f"a value is needed: {column.description}"
        return ("outer-space", "spaces only; leave the cell empty for unknown") if text else None
    return (
        _text_problem(text)
        or _placeholder_problem(column, text)
        or _value_problem(column, text, today)
        or _constraint_problem(column, text)
    )


def _text_problem(text: str) -> Problem | None:
    for position, character in enumerate(text, start=1):
        if not (character.isascii() and character.isprintable()) and _is_forbidden(character):
            name = unicodedata.name(character, "a control character")
            return "character", f"U+{ord(character):04X} ({name}) at character {position} is invisible; remove it"
    if text != text.strip():
        return "outer-space", f"spaces around the text; write {text.strip()!r}"
    if match := _HTML.search(text):
        return "html", f"{match.group()!r} is HTML; write plain text"
    return None


def _is_forbidden(character: str) -> bool:
    """Control, bidi, zero-width, private and unassigned characters, and every space but the plain one."""
    return unicodedata.category(character)[0] in "CZ" and character != " "


def _placeholder_problem(column: Column, text: str) -> Problem | None:
    if text.casefold() not in PLACEHOLDERS or text in column.enum:
        return None
    if column.is_numeric:
        return "placeholder", "a finite number is needed; leave the cell empty for unknown"
    if column.required:
        return "placeholder", f"a value is needed: {column.description}"
    return "placeholder", "leave the cell empty for unknown"


def _value_problem(column: Column, text: str, today: date) -> Problem | None:
    """A number, truth value or date that is not written as one."""
    if column.is_numeric:
        return _number_problem(column, text)
    if column.type == "boolean" and text not in ("true", "false"):
        return "type", "true or false is expected"
    return _date_problem(text, today) if column.is_date else None


def _number_problem(column: Column, text: str) -> Problem | None:
    written = _INTEGER if column.type == "integer" else _NUMBER
    if not written.fullmatch(text):
        if "inf" in text.casefold():
            return "type", "a finite number is needed; leave the cell empty for unknown"
        kind = "a whole number" if column.type == "integer" else "a number"
        return "type", f"{kind} in plain digits is expected{_number_hint(column, text)}"
    if len(text) > 18:
        return "type", "no number of this record has more than 18 digits"
    if column.minimum is not None and float(text) < column.minimum:
        return "minimum", f"at least {column.minimum} is expected"
    if column.maximum is not None and float(text) > column.maximum:
        return "maximum", f"at most {column.maximum} is expected"
    return None


def _number_hint(column: Column, text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    try:
        if plain.startswith("0x"):
            value = float(int(plain, 16))
        elif match := _SPELLED.fullmatch(plain):
            value = float(match[1].replace(",", "").replace(" ", "")) * _SCALES[(match[2] or "")[:1]]
        else:
            return ""
    except ValueError:
        return ""
    if not abs(value) < 1e15 or (column.type == "integer" and value != int(value)):
        return ""
    return f"; did you mean {f'{value:f}'.rstrip('0').rstrip('.')}?"


def _date_problem(text: str, today: date) -> Problem | None:
    span = f"between 1900 and {today.isoformat()}"
    try:
        first = first_day(text)
    except ValueError:
        message = f"a real date {span} is expected, as 2019, 2019-12 or 2019-12-22"
        if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", text):
            message += "; which of the numbers is the month cannot be told"
        elif re.fullmatch(r"\d{4}-\d\d-\d\d[T ].*", text):
            message += "; a time of day or a time zone has no place here"
        return "date", message
    if first > today:
        return "future", f"the date lies in the future; a date {span} is expected"
    return None


def _constraint_problem(column: Column, text: str) -> Problem | None:
    if column.enum and text not in column.enum:
        return "allowed", f"one of {', '.join(column.enum)} is expected{nearest(text, column.enum)}"
    if len(text) < column.min_length:
        return "length", f"at least {column.min_length} characters are expected"
    if column.max_length is not None and len(text) > column.max_length:
        return "length", f"at most {column.max_length} characters are expected, not {len(text)}"
    if column.pattern and not re.search(column.pattern, text):
        expected = _PATTERNS.get(column.pattern, f"text like {column.pattern} is expected")
        return "pattern", expected + (iso3_hint(text) if "iso3" in column.name else "")
    return None


def iso3_hint(text: str) -> str:
    """A sentence naming the ISO 3166-1 alpha-3 code that a name, a shorter code or a wrong case stands for."""
    code = _ISO3_ALIASES.get(text.strip().upper())
    if code is None:
        try:
            code = pycountry.countries.lookup(text.strip()).alpha_3
        except LookupError:
            return ""
    return f"; did you mean {code!r}?"
