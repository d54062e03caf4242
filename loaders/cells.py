"""One cell against the column it stands in."""

import re
from collections import Counter
from datetime import date

import pycountry

from geography.names import iso3_of
from loaders.dates import first_day
from loaders.descriptor import Column
from loaders.faults import Problem, nearest
from loaders.numerals import number_hint
from loaders.texts import is_invisible, text_problem
from loaders.written_dates import date_hint

_ONE_WORD = """na n/a nan null none nil unknown unk unclear undetermined undefined undisclosed unspecified unavailable
    missing blank empty void pending tbd tba tbc todo x xx xxx nd nr idem ditto sic nodata no-data not-available
    not_available -0- -999 -9999 <na> <null> <none>
    unbekannt inconnu desconocido s/o s.d. k.a. k/a n/k
    不明 不详 未知 无 無 미상 불명 없음 неизвестно"""
_SEVERAL_WORDS = """not available, not applicable, not known, not specified, not stated, not given, not disclosed,
    not reported, not found, no data, no information, no value, to be determined, to be confirmed, to be announced,
    see above, same as above, see note, don't know, n / a, нет данных"""
PLACEHOLDERS = frozenset([*_ONE_WORD.split(), *(words.strip() for words in _SEVERAL_WORDS.split(","))])
"""What other lists write for an unknown value, in lower case; full stops in it are passed over."""

# Not named is none of them: that is what a document says of a service.
_UNKNOWN = "unknown|undisclosed|unspecified|unclear|undetermined|unidentified|unreported|unpublished"
_YET = "(?: (?:yet|so far|at this time|for now|as of now))?"
_IN_WORDS = re.compile(
    rf"(?:not|none|never|nothing)(?: yet| been| so far)* (?!named)(?:\w+ed|known|given|found|clear|shown|sure){_YET}"
    rf"|(?:{_UNKNOWN}|n/?a|tb[acd]){_YET}|0+|9{{3,}}"
    r"|no (?:info|details?|further details|source|figures?|number|answer|entry|date)"
    rf"|(?:{_UNKNOWN}) (?:vector|method|means|cause|network|chain|assets?|amount|source|date|details?|value)s?"
)
_SIGNS = frozenset("-–—?.…*/~_!")
_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", re.ASCII)
# Some are languages too, that no document of this record is in.
_COUNTRY_FOR_LANGUAGE = {
    "kr": "ko", "jp": "ja", "cn": "zh", "ua": "uk", "cz": "cs", "dk": "da", "se": "sv", "gr": "el", "gb": "en",
}  # fmt: skip
# What a pattern of the descriptor asks for, said in words.
PATTERNS = {
    r"^[a-z0-9]+([-.][a-z0-9]+)*$": "lower-case letters, digits and hyphens are expected, as nis-2023-hearing",
    r"^[a-z0-9]+(-{1,2}[a-z0-9]+)*$": "lower-case letters, digits and hyphens are expected, as upbit-2019--fbi-2024",
    r"^ev-(19|20)\d{2}(-[a-z0-9]+)+$": "ev, the date and a short topic in lower case, with hyphens, are expected, "
    "as ev-2025-03-10-short-topic",
    r"^(\S+ ){0,11}\S*[^.\s]$": "at most 12 words without a full stop at the end are expected, "
    "as Poland sends its last workers home",
    r"^[A-Z0-9].*\.$": "whole sentences are expected: a capital or a digit first, a full stop last, as Some left.",
    r"^[^;\s][^;]*(; [^;\s][^;]*)*$": "names separated by a semicolon and one space are expected, as FBI; Treasury",
    r"^[^;,\s][^;,]*(; [^;,\s][^;,]*)*$": "names separated by a semicolon and one space are expected, "
    "as Ethereum; Tron",
    r"^[^;]+$": "names separated by a comma and one space are expected, as BTC, ETH (about 2,000)",
    r"^[^|\s].*[^|\s]$": "addresses separated by ' | ' are expected, without a bar at either end",
    r"^[A-Z]{3}$": "an ISO 3166-1 alpha-3 code is expected",
    r"^[A-Z]{3}(;[A-Z]{3})*$": "ISO 3166-1 alpha-3 codes separated by semicolons, without spaces, are expected",
    r"^https?://[^\s<>\"]+$": "an address starting with http:// or https://, without spaces, is expected",
    r"^[a-z]{2}$": "an ISO 639-1 language code, such as en, is expected",
}


def cell_problem(column: Column, text: str, today: date) -> Problem | None:
    """The first rule that a cell breaks by itself, with what is expected; nothing when the cell is sound."""
    if not text.strip():
        if column.required:
            return "required", f"a value is needed: {column.description}"
        return ("outer-space", "spaces only; leave the cell empty for unknown") if text else None
    return (
        _placeholder_problem(column, text)
        or text_problem(text)
        or _value_problem(column, text, today)
        or _constraint_problem(column, text)
    )


def _placeholder_problem(column: Column, text: str) -> Problem | None:
    plain = text.strip().casefold()
    plain = re.sub(r"^[(\[](.*)[)\]]$", r"\1", plain)
    is_placeholder = (
        plain in PLACEHOLDERS
        or plain.replace(".", "") in PLACEHOLDERS
        or set(plain) <= _SIGNS
        or (not column.is_numeric and not column.is_date and _IN_WORDS.fullmatch(plain) is not None)
    )
    if not is_placeholder or text in column.enum or text != text.strip() or any(map(is_invisible, text)):
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
        hint = number_hint(text, *_ends_of(column), column.type == "integer")
        return "type", f"{kind} in plain digits is expected{hint}"
    if len(text) > 18:
        return "type", "no number of this record has more than 18 digits"
    if column.minimum is not None and float(text) < column.minimum:
        return "minimum", f"at least {column.minimum} is expected"
    if column.maximum is not None and float(text) > column.maximum:
        return "maximum", f"at most {column.maximum} is expected"
    return None


def _ends_of(column: Column) -> tuple[str, str]:
    """The two columns of the range that a column is an end of; empty names when it is none."""
    stem, _, end = column.name.rpartition("_")
    if end not in ("low", "high"):
        return "", ""
    return (f"{stem}_low", f"{stem}_high") if stem else ("low", "high")


def _date_problem(text: str, today: date) -> Problem | None:
    span = f"between 1900 and {today.isoformat()}"
    try:
        first = first_day(text)
    except ValueError:
        if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-[0-3]\d)?)?", text, re.ASCII) and int(text[:4]) > today.year:
            return "future", f"the date lies in the future; a date {span} is expected"
        return "date", f"a real date {span} is expected, as 2019, 2019-12 or 2019-12-22{date_hint(text, today)}"
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
        expected = PATTERNS.get(column.pattern, f"another form is expected: {column.description}")
        return "pattern", expected + (iso3_hint(text) if "iso3" in column.name else "")
    if column.name.endswith("_list") and (twice := [code for code, n in Counter(text.split(";")).items() if n > 1]):
        return "pattern", f"{twice[0]} stands there twice; each is named once"
    return _language_problem(text) if column.name == "language" else None


def _language_problem(text: str) -> Problem | None:
    """A code that is no language, or that is a country's where a language is meant."""
    if text in _COUNTRY_FOR_LANGUAGE:
        return "allowed", f"{text} is the code of a country; did you mean {_COUNTRY_FOR_LANGUAGE[text]!r}?"
    if pycountry.languages.get(alpha_2=text) is None:
        return "allowed", "an ISO 639-1 language code, such as en, is expected; there is no such code"
    return None


def iso3_hint(text: str) -> str:
    """A sentence naming the ISO 3166-1 alpha-3 code that a name, another code or a wrong case stands for."""
    parts = re.split(r"\s+" if re.fullmatch(r"[A-Z]{3}(?:\s+[A-Z]{3})+", text) else "[;,]", text)
    codes = [iso3_of(part) for part in parts] if iso3_of(text) is None else [iso3_of(text)]
    meant = ";".join(code for code in codes if code)
    return f"; did you mean {meant!r}?" if all(codes) and meant != text else ""
