"""One cell against the column it stands in."""

import re
import unicodedata
from calendar import month_abbr
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pycountry

from geography.names import iso3_of
from loaders.dates import first_day
from loaders.descriptor import Column
from loaders.faults import Problem, nearest
from loaders.numerals import number_hint
from loaders.texts import is_invisible, text_problem
from loaders.web_addresses import address_problem
from loaders.written_dates import date_hint

_ONE_WORD = """na n/a nan null none nil unknown unk unclear undetermined undefined undisclosed unspecified unavailable
    missing blank empty void pending tbd tba tbc todo x xx xxx nd nr idem ditto sic nodata no-data not-available
    not_available -0- -999 -9999 <na> <null> <none>
    unbekannt unbek inconnu desconocido s/o s.d. s/d s.f. k.a. k/a n/k n/d n/c w/o ibid passim dto
    nada aucun aucune néant keine kein onbekend okänd okand ukendt ukjent brak nieznany sconosciuto desconhecido ignoto
    bilinmiyor nvt unsure unnamed withheld redacted fixme test asdf foo dummy
    lorem xxx-xxx nat όχι 空 غير_معروف \\n 0x0
    不明 不详 未知 无 無 未详 未詳 無し 暂无 待定 不适用 미상 불명 불상 없음
    없다 모름 미정 미확인 정보없음 해당없음 неизвестно
    неизвестен неизв нет н/д нд"""
_SEVERAL_WORDS = """not available, not applicable, not known, not specified, not stated, not given, not disclosed,
    not reported, not found, no data, no information, no value, to be determined, to be confirmed, to be announced,
    see above, same as above, see note, don't know, n / a, нет данных, n / d, to follow, coming soon, see source,
    see below, as above, not sure, no idea, information unavailable, data missing, no public information,
    not publicly known, not avail, under investigation, check this, fix me, to do, citation needed, citation_needed,
    [object object], resource not found, 정보 없음, 해당 없음, 확인 불가, غير معروف"""
PLACEHOLDERS = frozenset([*_ONE_WORD.split(), *(words.strip() for words in _SEVERAL_WORDS.split(","))])
"""What other lists write for an unknown value, in lower case; full stops in it are passed over."""

# Not named is none of them: that is what a document says of a service.
_UNKNOWN = "unknown|undisclosed|unspecified|unclear|undetermined|unidentified|unreported|unpublished"
_YET = "(?: (?:yet|so far|at this time|for now|as of now))?"
_IN_WORDS = re.compile(
    rf"(?:not|none|never|nothing)(?: yet| been| so far)* (?!named)(?:\w+ed|known|given|found|clear|shown|sure){_YET}"
    rf"|(?:{_UNKNOWN}|n/?a|tb[acd]){_YET}|0+|9{{3,}}|-\d+|(?:todo|tb[acd]|fixme)\b.*"
    r"|1900-01-0[01]|1/0/1900|12:00:00 am|object object|nan%"
    r"|no (?:info|details?|further details|source|figures?|number|answer|entry|date)"
    rf"|(?:{_UNKNOWN}) (?:vector|method|means|cause|network|chain|assets?|amount|source|date|details?|value)s?"
)
_INTEGER = re.compile(r"0|-?[1-9]\d*", re.ASCII)
_NUMBER = re.compile(r"(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?", re.ASCII)
_MONTHS = tuple(name.casefold() for name in month_abbr if name)
_MONTH = "|".join(_MONTHS)
_DAY_OF_MONTH = re.compile(rf"0?(\d\d?)-({_MONTH})|({_MONTH})-0?(\d\d?)", re.IGNORECASE)
_TRUTH = {
    "true": ("true", "t", "yes", "y", "1", "1.0", "wahr", "vrai", "verdadero", "ja", "да", "예", "是"),
    "false": ("false", "f", "no", "n", "0", "0.0", "falsch", "faux", "falso", "nein", "нет", "아니오", "否"),
}
_ZERO_DAYS = ("1899-12-30", "1899-12-31", "1900-01-01", "1904-01-01", "1970-01-01")
# Some are languages too, that no document of this record is in.
_COUNTRY_FOR_LANGUAGE = {
    "kr": "ko", "jp": "ja", "cn": "zh", "ua": "uk", "cz": "cs", "dk": "da", "se": "sv", "gr": "el", "gb": "en",
}  # fmt: skip
# What a pattern of the descriptor asks for, said in words.
PATTERNS = {
    r"^[a-z0-9]+([-.][a-z0-9]+)*$": "lower-case letters, digits and hyphens are expected, as nis-2023-hearing",
    r"^[a-z0-9]+(-{1,2}[a-z0-9]+)*$": "lower-case letters, digits and hyphens are expected, as upbit-2019--fbi-2024",
    r"^[a-z0-9]+([-.][a-z0-9]+)*--[a-z0-9]+(-[a-z0-9]+)*$": "the source_id, two hyphens, and a number or a short word "
    "are expected, as nis-2023-hearing--1",
    r"^ev-(19|20)\d{2}(-[a-z0-9]+)+$": "ev, the date and a short topic in lower case, with hyphens, are expected, "
    "as ev-2025-03-10-short-topic",
    r"^(\S+ ){0,11}\S*[^.\s]$": "at most 12 words without a full stop at the end are expected, "
    "as Poland sends its last workers home",
    r"^[A-Z0-9].*\.$": "whole sentences are expected: a capital or a digit first, a full stop last, as Some left.",
    r"^[^;\s][^;]*(; [^;\s][^;]*)*$": "names separated by a semicolon and one space are expected, as FBI; Treasury",
    r"^[^;,\s][^;,]*(; [^;,\s][^;,]*)*$": "names separated by a semicolon and one space are expected, "
    "as Ethereum; Tron",
    r"^[^;]+$": "names separated by a comma and one space are expected, as BTC, ETH (about 2,000)",
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
    plain = _bare(text)
    if column.type == "boolean" and any(text.strip().casefold() in words for words in _TRUTH.values()):
        return None  # no value missing, but one written otherwise
    is_placeholder = (
        plain in PLACEHOLDERS
        or plain.replace(".", "") in PLACEHOLDERS
        or not (any(letter.isalnum() for letter in plain) or text.startswith(("###", "<")))
        or (not column.is_numeric and not column.is_date and _IN_WORDS.fullmatch(plain) is not None)
    )
    if column.name == "language" and text.lower() in _languages():
        return None
    if not is_placeholder or text in column.enum or text != text.strip() or any(map(is_invisible, text)):
        return None
    if column.is_numeric:
        return "placeholder", "a finite number is needed; leave the cell empty for unknown"
    if column.required:
        return "placeholder", f"a value is needed: {column.description}"
    return "placeholder", "leave the cell empty for unknown"


def _bare(text: str) -> str:
    """A text in lower case without the brackets and signs around it, and without a remark in brackets behind it."""
    plain = text.strip().casefold()
    if plain[0].isalnum() and plain[-1].isalnum():
        return plain
    plain = re.sub(r"(?<=\w\w) ?\((?:see|as|in|\d{4}|yet)\b[^()]*\)$", "", plain)
    return re.sub(r"^[\s(\[{<?*\"_-]+(?=[^\W\d_])|(?<=[^\W\d_])[\s)\]}>?!*\":。…_-]+$", "", plain) or plain


def _value_problem(column: Column, text: str, today: date) -> Problem | None:
    """A number, truth value or date that is not written as one."""
    if column.is_numeric:
        return _number_problem(column, text)
    if column.type == "boolean" and text not in ("true", "false"):
        meant = next((value for value, words in _TRUTH.items() if text.strip().casefold() in words), None)
        return "type", "true or false is expected" + (f"; did you mean {meant}?" if meant else "")
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
    if text in _ZERO_DAYS:
        return "placeholder", f"this is the day from which a program counts; leave the cell empty, or write {text[:7]}"
    if first > today:
        return "future", f"the date lies in the future; a date {span} is expected"
    return None


def _constraint_problem(column: Column, text: str) -> Problem | None:
    if column.enum and text not in column.enum:
        return "allowed", f"one of {', '.join(column.enum)} is expected{nearest(text, column.enum) or _odd_sign(text)}"
    if len(text) < column.min_length:
        return "length", f"at least {column.min_length} characters are expected"
    if column.max_length is not None and len(text) > column.max_length:
        return "length", f"at most {column.max_length} characters are expected, not {len(text)}"
    if column.pattern and not re.search(column.pattern, text):
        expected = PATTERNS.get(column.pattern, f"another form is expected: {column.description}")
        return "pattern", expected + _hint(column, text)
    if column.name.endswith("_list") and (twice := [code for code, n in Counter(text.split(";")).items() if n > 1]):
        return "pattern", f"{twice[0]} is given twice; each is named once"
    if column.name == "language":
        return _language_problem(text)
    if column.name == "url" and (said := address_problem(text)):
        return "address", said
    return _range_as_day(text) if column.type == "string" and not column.is_date else None


def _range_as_day(text: str) -> Problem | None:
    """Pages 3-4 as a spreadsheet turns them into a day, where the whole cell is one."""
    if not (match := _DAY_OF_MONTH.fullmatch(text)):
        return None
    day, month = match[1] or match[4], _MONTHS.index((match[2] or match[3]).casefold()) + 1
    message = f"a spreadsheet made a day of this; write what stood there, such as {day}-{month} or {month}-{day}"
    return "spreadsheet-error", message


def _hint(column: Column, text: str) -> str:
    """A sentence naming the code or the id of a column that one written otherwise stands for, or its first odd sign."""
    if "iso3" in column.name:
        return iso3_hint(text)
    if not column.name.endswith("_id"):
        return ""
    if not text.isascii():
        return _odd_sign(text)
    parts = re.sub(r"[^a-z0-9.-]+", "-", text.casefold()).strip("-.")
    ways = (parts, re.sub("-+", "-", parts), f"ev-{parts}")
    meant = next((way for way in ways if re.search(column.pattern or "", way)), None)
    return f"; did you mean {meant!r}?" if meant else ""


def _odd_sign(text: str) -> str:
    """A sentence naming the first sign that only looks like one of a code."""
    sign = next((sign for sign in text if not sign.isascii()), None)
    return f"; {sign} is no plain sign but {unicodedata.name(sign, 'another one')}" if sign else ""


def _language_problem(text: str) -> Problem | None:
    """A code that is no language, or that is a country's where a language is meant."""
    if text in _COUNTRY_FOR_LANGUAGE:
        return "allowed", f"{text} is the code of a country; did you mean {_COUNTRY_FOR_LANGUAGE[text]!r}?"
    if text.lower() not in _languages():
        return "allowed", "an ISO 639-1 language code, such as en, is expected; there is no such code"
    return None


@cache
def _languages() -> frozenset[str]:
    """The codes of ISO 639-1, without all else that pycountry knows of eight thousand languages, and would keep."""
    text = Path(pycountry.languages.filename).read_text(encoding="utf-8")
    return frozenset(re.findall(r'"alpha_2":\s*"([a-z]+)"', text))


def iso3_hint(text: str) -> str:
    """A sentence naming the ISO 3166-1 alpha-3 code that a name, another code or a wrong case stands for."""
    parts = re.split(r"\s+" if re.fullmatch(r"[A-Z]{3}(?:\s+[A-Z]{3})+", text) else "[;,]", text)
    codes = [iso3_of(part) for part in parts] if iso3_of(text) is None else [iso3_of(text)]
    meant = ";".join(code for code in codes if code)
    return f"; did you mean {meant!r}?" if all(codes) and meant != text else ""
