"""What a parameter of a link may hold: short stable codes, parsed strictly. No Streamlit here."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from rapidfuzz import fuzz, process

from geography.names import english_name, folded, is_code, iso3_of, meaning, nearest_place, no_country_words, part_of
from language.forms import strung
from language.messages import ENGLISH, tr, understood
from links.ways import key_meant
from loaders.dates import last_day
from loaders.tables import Record
from loaders.written_dates import date_hint, dates_meant

SHOWN = 40  # characters of a bad value that a notice repeats
FEW = 40  # codes; more of them are the keys of rows
LIKENESS = 60  # of 100; how alike a code must be to be offered in place of another


class PartlyValid(ValueError):
    """What a link asks for holds good in part: `value` is that part, the message says what is wrong with the rest."""

    def __init__(self, value: Any, message: str) -> None:
        super().__init__(message)
        self.value = value


@dataclass(frozen=True)
class Param:
    """One parameter: its name in the link, the value when it is absent, and how text becomes a value and back.

    `parse` takes the text of the link and returns the value, or raises `ValueError` whose message says the rule.
    `opens`: it opens one row, or one place, beneath a view that is otherwise the same with any or none. `is_free`:
    it holds free text, which is taken as it stands or not at all. `is_list`: it holds several codes, given together
    or one by one. `is_layout`: it arranges tables, on which no figure, no rows and no file depend. `said`: the words
    of one of its codes, in the language of the reader. `parse_beside`: where what a text means depends on the rest of
    the link, as of `latest`, the same with the values of the other parameters. `ids`: of one that opens a row,
    the keys of the rows that it may open. `label`: of one that leaves rows out, what a figure calls it that says so, a
    message still to be translated. `is_subject`: it says of what the view is, so that names of files hold it at its
    default too. `was`: its name in older links, which still holds.
    """

    name: str
    default: Any
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str
    opens: bool = False
    is_free: bool = False
    is_list: bool = False
    is_layout: bool = False
    parse_beside: Callable[[str, Mapping[str, Any]], Any] | None = None
    said: Callable[[str], str] | None = None
    ids: frozenset[str] = frozenset()
    label: str = ""
    is_subject: bool = False
    was: str = ""

    def in_words(self, text: str) -> str:
        """A value as the link has it, in words; nothing where it says the same by itself."""
        if self.said is None:
            return ""
        codes = text.split(",") if self.is_list else [text]
        words = strung([self.said(code) for code in codes])
        return words if words != text else ""


EVERYTHING: Final = ("all", "any", "every", "everything", "everywhere", "world", "full", "whole", "*")
"""Words for no choice at all, where there is such a value and no code of that name."""
LAST: Final = ("newest", "last", "max", "now", "today", "current", "present", "latest")
FIRST: Final = ("oldest", "first", "min", "start", "earliest")


def choice(
    name: str,
    options: Collection[str],
    default: str | None,
    *,
    are_keys: bool = False,
    record: Record | None = None,
    also: Mapping[str, str] | None = None,
    said: Callable[[str], str] | None = None,
) -> Param:
    """One of some codes, in any case and with any sign between its words; `also` gives further names, each with its
    code, and `said` the words of one, where `options` are not a mapping to them.

    A bad value is answered with the nearest code, but where the codes are the keys of rows, which the reader's day may
    not know yet, or so many that they must be. Of a `record` the key of any other row is understood too: the page says
    what it is, and where it is shown.
    """
    known = {option.casefold(): option for option in options}
    names = {_bare(name): code for name, code in (also or {}).items()} | {_bare(option): option for option in options}

    def parse(text: str) -> str | None:
        if (found := known.get(text.strip().casefold()) or names.get(_bare(text))) is not None:
            return found
        if default is None and text.strip().casefold() in EVERYTHING:
            return None
        if record is not None and (key := key_meant(record, text)) is not None:
            return key
        if are_keys or len(options) > FEW:
            raise ValueError(tr("no row of the record has that key"))
        near = process.extractOne(text.casefold(), known.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
        hint = tr("; the nearest is {nearest}", nearest=known[near[0]]) if near else ""
        raise ValueError(tr("it is not one of the {n} possible values{hint}", n=len(options), hint=hint))

    return Param(name, default, parse, said=said or _words_of(options))


def subject(param: Param) -> Param:
    """The same, as one that says of what the view is."""
    return replace(param, is_subject=True)


def _words_of(options: Collection[str]) -> Callable[[str], str] | None:
    return options.__getitem__ if isinstance(options, Mapping) else None


def open_row(name: str, ids: Sequence[str], record: Record | None = None) -> Param:
    """The row that is open, by its id; none by default. With a `record` the key of a row of another kind is understood
    too, and is the page's to let go of."""
    return replace(choice(name, ids, None, are_keys=True, record=record), opens=True, ids=frozenset(ids))


def place(name: str, options: Sequence[str], default: str | None = None, *, opens: bool = False) -> Param:
    """One of some places, by any name or code it is known by anywhere.

    A place that is none of them is named; a misspelt name is answered with the nearest, a code never. `opens`: the view
    is the same for every place but for what stands beneath it.
    """
    known = {folded(option): option for option in options}

    def parse(text: str) -> str | None:
        if folded(text) in known:
            return known[folded(text)]
        code = iso3_of(text)
        if code in options:
            return str(code)
        if default is None and text.strip().casefold() in EVERYTHING:
            return None
        codes = [iso3_of(part) for part in _SEVERAL.split(text) if part.strip()]
        if len(set(codes)) == 1 and codes[0] in options:  # as lists write it, `Russia (RUS)`
            return codes[0]
        if said := meaning(shown(text)):
            raise ValueError(tr("{said}; the record says nothing about it", said=said) if code else said)
        if part := part_of(text):
            if part.area in options:
                raise PartlyValid(
                    part.area,
                    tr(
                        "{asked}; the record covers {area}",
                        asked=no_country_words(shown(text), part),
                        area=part.area,
                    ),
                )
            raise ValueError(
                tr("{asked}; the record has no place of its own for it", asked=no_country_words(shown(text), part))
            )
        several = [code for code in codes if code in options]
        if len(several) > 1:
            raise PartlyValid(several[0], tr("it is one place at a time"))
        near = nearest_place(text, options)
        name = english_name(near) if near else None
        hint = tr("; the nearest is {nearest}", nearest=name if name == near else f"{name} ({near})") if near else ""
        if hint or is_code(text) or not _NAME.fullmatch(text):
            raise ValueError(tr("no place is known by that name{hint}", hint=hint))
        raise ValueError(
            tr(
                "no place is known by that name in ISO 3166 or in the record, which takes no position on the status of "
                "any territory"
            )
        )

    return Param(name, default, parse, opens=opens, said=english_name)


_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*[.]?")
_SEVERAL: Final = re.compile(r"[,;|+/、，·()（）]|%2C| [-–] ", re.IGNORECASE)


def choices(
    name: str,
    options: Collection[str],
    also: Mapping[str, str] | None = None,
    said: Callable[[str], str] | None = None,
) -> Param:
    """Several of some codes, joined by commas or given one by one, kept in the order of `options`; none by default.

    A code is known in any case and with any sign between its words; `also` gives further names, each with its code, and
    `said` the words of one, where `options` are not a mapping to them. Bad ones are told, and the others kept.
    """
    known = {_bare(option): option for option in options}
    known = {_bare(name): code for name, code in (also or {}).items() if code in options} | known

    def parse(text: str) -> tuple[str, ...]:
        parts = [part.strip() for part in re.split("[,;|]", text) if part.strip()]
        asked = {known.get(_bare(part)) for part in parts}
        good = tuple(option for option in options if option in asked)
        bad = [part.casefold() for part in parts if _bare(part) not in known]
        if set(bad) & set(EVERYTHING):
            return ()
        if not bad:
            return good
        message = (
            tr("{asked} is not among the {n} possible values", asked=shown(bad[0]), n=len(options))
            if len(bad) == 1
            else tr("{asked} are not among the {n} possible values", asked=shown(", ".join(bad)), n=len(options))
        )
        raise PartlyValid(good, message) if good else ValueError(message)

    return Param(name, (), parse, ",".join, is_list=True, said=said or _words_of(options))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")


def day(name: str, first: date, last: date) -> Param:
    """A day between two days, both allowed, written 2023-01-31; none by default.

    Another way of writing it is understood where it can be read in one way only, and so is `latest`. A month or a year
    stands for its last day, as it does in the record, and the reader is told.
    """

    def parse(text: str) -> date:
        if text.strip().casefold() in LAST:
            return last
        readings = dates_meant(text, last)
        found = min(last, last_day(readings[0])) if len(readings) == 1 else None
        if found is None or not first <= found:
            why = "" if found else date_hint(text, last)
            raise ValueError(
                tr("it must be a day such as {last}, from {first} to {last}{why}", last=last, first=first, why=why)
            )
        if len(readings[0]) < len(str(found)):
            raise PartlyValid(found, tr("it names no day, so the last day of that time is used"))
        return found

    return Param(name, None, parse)


def version(name: str) -> Param:
    """A data version, by its eight digits; none by default."""

    def parse(text: str) -> str:
        found = text.strip().casefold()
        if not re.fullmatch(r"[0-9a-f]{8}", found):
            raise ValueError(tr("it must be a data version, of eight digits such as 1a2b3c4d"))
        return found

    return Param(name, None, parse)


_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def flag(name: str, default: bool = False) -> Param:
    """Yes or no, written 1 or 0; the words for it are understood."""

    def parse(text: str) -> bool:
        word = text.strip().casefold()
        if word not in (*_YES, *_NO):
            raise ValueError(tr("it must be 1 or 0"))
        return word in _YES

    return Param(name, default, parse, lambda value: "1" if value else "0")


def spoken(name: str) -> Param:
    """The language of the page, by its code; English by default, whichever English is asked for."""

    def parse(text: str) -> str:
        if (found := understood(text)) is not None:
            return found
        raise ValueError(tr("the pages are not available in that language"))

    return Param(name, ENGLISH, parse)


OWN = "own:"  # the reader's own ends, in place of a claim


def factor(name: str, ids: Sequence[str], most: float) -> Param:
    """A factor of a calculation: the id of a claim, or the reader's own ends `own:100-200`; none by default.

    An end left out is open: `own:100-` is at least 100. No end may be above `most`; two ends in the wrong order are
    refused.
    """
    known = {text.casefold(): text for text in ids}

    def parse(text: str) -> str:
        if not text.startswith(OWN):
            if (found := known.get(text.strip().casefold())) is not None:
                return found
            raise ValueError(
                tr("it must be one of {n} claims, or your own ends such as {own}100-200", n=len(ids), own=OWN)
            )
        low, high = own_ends(text)
        if any(end is not None and end > most for end in (low, high)):
            raise ValueError(tr("an end must not be above {most}", most=_plain_number(most)))
        return own(low, high)

    return Param(name, None, parse)


def own(low: float | None, high: float | None) -> str:
    """The reader's own ends as they stand in a link; two ends in the wrong order are put right."""
    if low is not None and high is not None and low > high:
        low, high = high, low
    return OWN + "-".join("" if end is None else _plain_number(end) for end in (low, high))


def own_ends(text: str) -> tuple[float | None, float | None]:
    """The two ends of `own:100-200`; raises `ValueError` with the rule that the text breaks. Both may be open only as
    `own:-`, which is nothing yet."""
    found = re.fullmatch(r"own:([0-9]{1,12}(?:\.[0-9]{1,4})?)?-([0-9]{1,12}(?:\.[0-9]{1,4})?)?", text)
    if found is None:
        raise ValueError(tr("your own ends must be written as {own}100-200, {own}100- or {own}-200", own=OWN))
    low, high = (None if end is None else float(end) for end in found.groups())
    if low is not None and high is not None and low > high:
        raise ValueError(tr("the low end must not be above the high end"))
    return low, high


def _plain_number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def words(name: str, longest: int = 80) -> Param:
    """Free text to search for; control characters are refused."""

    return Param(name, "", lambda text: plain_words(text, longest), is_free=True)


def plain_words(text: str, longest: int) -> str:
    """A text to search for; raises `ValueError` where it is too long or has control characters."""
    if len(text) > longest or any(unicodedata.category(c).startswith("C") for c in text):
        raise ValueError(tr("it must be plain text of at most {longest} characters", longest=longest))
    return text.strip()


def shown(text: str) -> str:
    """A bad value as a notice repeats it: cut, and with nothing that could steer the page or the reader's eye."""
    clean = "".join(c if not unicodedata.category(c).startswith("C") else "?" for c in text)
    return clean if len(clean) <= SHOWN else f"{clean[:SHOWN]}…"
