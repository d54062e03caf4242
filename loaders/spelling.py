"""One name in two spellings: names that the record counts and groups by have one spelling in the whole record."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from geography.names import iso3_of
from loaders.reading import Row, Sheet

SPELLED = ("publisher", "copied_from", "estimator", "attributed_by", "service", "vector")
"""Columns of one name each."""

LISTED = {"actors": "; ", "actor": "; ", "network": "; ", "services": "; ", "assets": ", "}
"""Columns of several names, with what stands between them; an asset may have its number behind it, in brackets."""

NAMED = {"services": "service"}
"""Columns that list the names which another column of the row has in its words."""

AUTHORS = ("estimator", "attributed_by")
"""Columns of who says a figure, and who, where it is the publisher of a document, bears the same name there."""

_ADDITIONS = frozenset(["news", "agency", "online", "newspaper", "com", "net", "org"])
"""Words that a name is written with and without."""

_JOINING = frozenset(["the", "of", "for", "and", "a", "an"])
_CUT_SHORT = {"dept": "department", "govt": "government", "intl": "international", "natl": "national", "usa": "us"}
_SHORT_NAMES = [
    (re.compile(rf"\b{name}\b", re.IGNORECASE), short)
    for name, short in (("United States(?: of America)?", "US"), ("United Nations", "UN"), ("United Kingdom", "UK"))
]

_TELLING = 7  # letters; two shorter names are often a letter apart
_NUMBER_OF = re.compile(r" \([^)]*\)$")


class _Name(NamedTuple):
    """A name where it stands; `text` is one of several where the column lists them."""

    sheet: Sheet
    row: Row
    column: str
    text: str


def check_spelling(sheets: Mapping[str, Sheet]) -> None:
    """Every rule of this module over all tables that can be read."""
    names = [name for sheet in sheets.values() for name in _names(sheet)]
    for shared in (_letters, _words, _authority):
        used: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            used[shared(name.text, name.column)][name.text] += 1
        _check_one_spelling(names, shared, used)
    _check_authors(names)
    _check_script([*names, *(name for sheet in sheets.values() for name in _names(sheet, ["victim"]))])
    _check_forms(names)
    _check_slips(names)
    _check_named(names)


def _check_one_spelling(
    names: list[_Name], shared: Callable[[str, str], str], used: Mapping[str, Counter[str]]
) -> None:
    """A name that is spelled otherwise in more rows, or in the curated record."""
    curated = {name.text for name in names if not name.row.is_own}
    for sheet, row, column, text in names:
        spellings = used[shared(text, column)]
        spelling, rows = max(spellings.items(), key=lambda found: (found[0] in curated, found[1]))
        if spelling != text and row.is_sound(column):
            message = f"the record spells this {spelling!r}, in {rows} row{'s' if rows > 1 else ''}; write it so"
            sheet.fault(row, column, "spelling", message, text)


def folded(text: str) -> str:
    """A name without case, accents, blanks, punctuation and a leading article: what two spellings share."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").removeprefix("the "))
    return "".join(letter for letter in letters if letter.isalnum())


@lru_cache(10_000)
def _letters(text: str, column: str) -> str:
    """What spellings of a name share: its letters; an actor that is a place has its code."""
    code = iso3_of(text) if column == "actors" else None
    return f"place {code}" if code else folded(text)


@lru_cache(10_000)
def _words(text: str, column: str) -> str:
    """What spellings of a name share whose words stand in another order."""
    return " ".join(sorted(filter(None, map(folded, re.split(r"[\s(),/-]+", text)))))


@lru_cache(10_000)
def _authority(text: str, column: str) -> str:
    """What spellings of one who publishes or says something share also where words are cut short or only join others;
    who acts in an event has the name that its source uses."""
    if column in LISTED:
        return f"{column}: {text}"
    for name, short in _SHORT_NAMES:
        text = name.sub(short, text)
    words = _words(text, column).split()
    return " ".join(sorted(_CUT_SHORT.get(word, word) for word in words if word not in _JOINING))


def _names(sheet: Sheet, columns: Iterable[str] = (*SPELLED, *LISTED)) -> Iterator[_Name]:
    for column in sheet.table.labels:
        for row in sheet.rows if column in columns else ():
            if not row.cells.get(column) or not row.is_sound(column):
                continue
            for text in row.cells[column].split(LISTED[column]) if column in LISTED else [row.cells[column]]:
                yield _Name(sheet, row, column, _NUMBER_OF.sub("", text) if column == "assets" else text)


def _check_authors(names: list[_Name]) -> None:
    publishers = {name.text for name in names if name.column == "publisher"}
    longer = defaultdict(set)
    for text in publishers:
        longer[text.partition(" (")[0]].add(text)
    for sheet, row, column, text in names:
        if column in AUTHORS and text not in publishers and len(longer[text]) == 1:
            (spelling,) = longer[text]
            sheet.fault(row, column, "spelling", f"as a publisher this is {spelling!r}; one authority has one name")


def _check_script(names: list[_Name]) -> None:
    """A name in another script than the record has its names in: nothing tells that it is one of them."""
    for sheet, row, column, text in names:
        other = next((letter for letter in text if letter.isalpha() and not _is_latin(letter)), None)
        key = "/".join(sheet.table.key_of(row.cells))
        if other and not sheet.table.is_confirmed("script", key):
            message = "the record has its names in Latin letters, one spelling each; write it so, or confirm this row"
            sheet.fault(row, column, "script", f"{message} in the descriptor", text)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "LATIN").startswith(
        ("LATIN", "MODIFIER", "FEMININE", "MASCULINE")
    )


def _check_named(names: list[_Name]) -> None:
    """A name in a list that stands there twice, or that the words which it is taken from do not have."""
    for sheet, row, column, text in (name for name in names if name.column in NAMED):
        words = row.cells.get(told := NAMED[column], "")
        if not row.is_sound(column):
            continue
        if not re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words):
            sheet.fault(row, column, "named", f"the {told} of this row does not name it: {words!r}", text)
        elif row.cells[column].split(LISTED[column]).count(text) > 1:
            sheet.fault(row, column, "named", "it is given twice; each is named once", text)


def _check_forms(names: list[_Name]) -> None:
    """A publisher or an author that is another one, in more rows, with an addition, or in its initials: BBC News, RFA.

    The pages of sightings bear the names that stand on them.
    """
    rows = Counter(name.text for name in names if name.column in ("publisher", "copied_from", *AUTHORS))
    forms: defaultdict[str, set[str]] = defaultdict(set)
    initials: defaultdict[str, set[str]] = defaultdict(set)
    bare: defaultdict[str, set[str]] = defaultdict(set)
    for text in rows:
        forms[folded(text)].add(text)
        initials[_initials(text)].add(text)
        initials["".join(word[0] for word in text.split()).casefold()].add(text)  # VOA
        bare[text.partition(" (")[0]].add(text)
    for sheet, row, column, text in names:
        if column not in ("publisher", *AUTHORS) or sheet.table.name == "sightings" or not row.is_sound(column):
            continue
        others = forms[folded(_shorter(text))] | (bare[text] if rows[text] == 1 else set())
        if "(" not in text:
            others |= forms[_initials(text)]
        if text.isupper() and len(text) > 2:
            others |= initials[text.casefold()]
        other = max(others - {text}, key=lambda name: (rows[name], name), default=text)
        key = "/".join(sheet.table.key_of(row.cells))
        if rows[other] > rows[text] and not sheet.table.is_confirmed("near-name", key):
            message = f"it may be {other!r}, in {rows[other]} rows; write it so, or confirm this row in the descriptor"
            sheet.fault(row, column, "near-name", message, text)


def _initials(text: str) -> str:
    """The first letters of the words of a name, in lower case; empty where it is one word."""
    words = re.findall(r"[^\W\d_]+", _NUMBER_OF.sub("", text))
    initials = "".join(word[0] for word in words if word[0].isupper()).casefold()
    return initials if len(initials) > 2 else ""


def _shorter(text: str) -> str:
    """A name without its initials in brackets, or without what it is written with and without."""
    start, _, bracket = text.partition(" (")
    if bracket and bracket.rstrip(")").casefold() == _initials(start):
        return start
    words = re.split(r"[\s.]+", text)
    while len(words) > 1 and words[-1].casefold() in _ADDITIONS:
        words.pop()
    return " ".join(words)


def _check_slips(names: list[_Name]) -> None:
    """A name that is one letter more, less, other or exchanged from another one, asked of the rarer of the two."""
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        used[folded(name.text)][name.text] += 1
    rows = {letters: spelled.total() for letters, spelled in used.items()}
    meant = dict(_slips(rows))
    for sheet, row, column, text in names:
        other = meant.get(folded(text))
        key = "/".join(sheet.table.key_of(row.cells))
        if other and row.is_sound(column) and not sheet.table.is_confirmed("near-name", key):
            ((spelling, _),) = used[other].most_common(1)
            message = f"it is one letter from {spelling!r}, in {rows[other]} row{'s' if rows[other] > 1 else ''}"
            sheet.fault(
                row, column, "near-name", f"{message}; write it so, or confirm this row in the descriptor", text
            )


def _slips(rows: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The rarer of two names a slip apart, and the other; `rows`: how many rows have each name, folded."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for text in rows:
        # Two texts a slip apart have one in common that is either of them, or lacks one letter of it.
        for part in {text, *(text[:place] + text[place + 1 :] for place in range(len(text)))}:
            near[part].add(text)
    for group in near.values():
        for one, other in combinations(sorted(group), 2):
            if _is_slip(one, other):
                yield (one, other) if rows[one] <= rows[other] else (other, one)


def _is_slip(one: str, other: str) -> bool:
    if max(len(one), len(other)) < _TELLING or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1
