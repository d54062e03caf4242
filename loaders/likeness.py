"""Rows that are likely one thing told twice, and one name in two spellings.

What only a person can decide is asked: the answer stands in the list `confirmed` of the table in the descriptor, each
entry with the rule, the keys of the rows it speaks of, and why both are right.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import pairwise

from rapidfuzz import fuzz

from loaders.dates import first_day, last_day
from loaders.reading import Row, Sheet

SPELLED = ("publisher", "copied_from", "estimator", "attributed_by", "service", "actor")
"""Columns of names that are counted and grouped by, so that each has one spelling in the whole record."""

AUTHORS = ("estimator", "attributed_by")
"""Columns of who says a figure, and who, where it is the publisher of a document, bears the same name there."""

_NUMBERS = ("low", "high", "share_low", "share_high")
# What a claim says, and how it was found; the other columns tell what the claim is about.
_NO_SUBJECT = {*_NUMBERS, "qualifier", "source_id", "locator", "grade", "note", "incident_count", "year"}
# Of an estimate of thefts every edition is a row, also where a later one repeats the figure.
_EDITIONS = ("theft_totals",)
_NEAR = timedelta(days=1)
_TELLING = 5  # letters; a shorter name is the start of many
_ALIKE = 88  # of 100; how alike two longer names are that a slip tells apart


def check_likeness(sheets: Mapping[str, Sheet]) -> None:
    """Every rule of this module over all tables that can be read."""
    _check_spelling(sheets.values())
    for sheet in sheets.values():
        if not sheet.has_columns:
            continue
        if "name" in sheet.table.labels:
            _check_names(sheet)
        if "claim_id" in sheet.table.key and {"measure", "channel"} & set(sheet.table.labels):
            _check_claims(sheet)
        if {"victim", "date"} <= set(sheet.table.labels):
            _check_thefts(sheet)
        _check_confirmed(sheet)


def folded(text: str) -> str:
    """A name without case, accents, blanks, punctuation and a leading article: what two spellings share."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and ").removeprefix("the "))
    return "".join(letter for letter in letters if letter.isalnum())


def _check_spelling(sheets: Iterable[Sheet]) -> None:
    cells = [(sheet, row, column) for sheet in sheets for column in SPELLED for row in _with(sheet, column)]
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, row, column in cells:
        used[folded(row.cells[column])][row.cells[column]] += 1
    curated = {row.cells[column] for _, row, column in cells if not row.is_own}
    for sheet, row, column in cells:
        text = row.cells[column]
        spelling, rows = max(used[folded(text)].items(), key=lambda found: (found[0] in curated, found[1]))
        if spelling != text:
            message = f"the record spells this {spelling!r}, in {rows} row{'s' if rows > 1 else ''}; write it so"
            sheet.fault(row, column, "spelling", message)
    publishers = {row.cells[column] for _, row, column in cells if column == "publisher"}
    longer = defaultdict(set)
    for name in publishers:
        longer[name.partition(" (")[0]].add(name)
    for sheet, row, column in cells:
        text = row.cells[column]
        if column in AUTHORS and text not in publishers and len(longer[text]) == 1:
            (spelling,) = longer[text]
            sheet.fault(row, column, "spelling", f"as a publisher this is {spelling!r}; one authority has one name")


def _with(sheet: Sheet, column: str) -> list[Row]:
    return [row for row in sheet.rows if row.cells.get(column) and row.is_sound(column)]


def _check_names(sheet: Sheet) -> None:
    seen: dict[str, Row] = {}
    for row in _with(sheet, "name"):
        first = seen.setdefault(folded(row.cells["name"]), row)
        if first is not row:
            message = f"{first.place} ({_key(sheet, first)}) has this name too; one place is one row"
            sheet.fault(row, "name", "same-name", message)


def _check_claims(sheet: Sheet) -> None:
    """Claims about one thing at one time: the same figure under two ids, or two figures from one source."""
    subject = [name for name in sheet.table.labels if name not in _NO_SUBJECT and name not in sheet.table.key]
    numbers = [name for name in _NUMBERS if name in sheet.table.labels]
    edition = ["source_id"] if sheet.table.name in _EDITIONS else []
    rows = [row for row in sheet.rows if row.is_whole and any(row.cells[name] for name in numbers)]
    for same, rule, told in (
        ([*subject, *edition, *numbers], "same-claim", "says the same about the same"),
        ([*subject, "source_id"], "other-value", "says another value about the same, from the same source"),
    ):
        groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in rows:
            groups[tuple(row.cells.get(name, "") for name in same)].append(row)
        for first, row in (pair for group in groups.values() for pair in pairwise(group)):
            values = [", ".join(each.cells[name] or "empty" for name in numbers) for each in (first, row)]
            if rule == "same-claim" or values[0] != values[1]:
                message = f"{first.place} ({_key(sheet, first)}) {told}: {values[0]}; here {values[1]}"
                _ask(sheet, first, row, rule, message)


def _check_thefts(sheet: Sheet) -> None:
    """Two rows with one victim on the same or the next day."""
    dated = [row for row in _with(sheet, "victim") if row.cells.get("date") and row.is_sound("date")]
    spans = [(first_day(row.cells["date"]) - _NEAR, last_day(row.cells["date"]), row) for row in dated]
    names = {id(row): folded(row.cells["victim"]) for row in dated}
    spans.sort(key=lambda span: span[0])
    for place, (_, end, first) in enumerate(spans):
        for start, _, row in spans[place + 1 :]:
            if start > end:
                break
            if _is_one_victim(names[id(first)], names[id(row)]):
                earlier, later = sorted((first, row), key=lambda each: (each.is_own, each.number))
                dates = f"{earlier.cells['date']}, {later.cells['date']}"
                told = f"is a theft from this victim at this time: {dates}"
                message = f"{earlier.place} ({_key(sheet, earlier)}) {told}"
                _ask(sheet, earlier, later, "same-theft", message)


def _is_one_victim(one: str, other: str) -> bool:
    """Whether two names, folded, are likely one: equal, one with an addition at its end, or a slip apart.

    Names in which numbers differ are two.
    """
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if re.findall(r"\d+", short) != re.findall(r"\d+", long):
        return False
    return len(short) >= _TELLING and (long.startswith(short) or fuzz.ratio(short, long) >= _ALIKE)


def _ask(sheet: Sheet, first: Row, row: Row, rule: str, message: str) -> None:
    # What was found wrong already is told once.
    if row.is_sound(*sheet.table.key) and not sheet.table.is_confirmed(rule, _key(sheet, first), _key(sheet, row)):
        column = sheet.table.key[0]
        sheet.fault(row, column, rule, f"{message}; delete one, tell them apart, or confirm both in the descriptor")


def _check_confirmed(sheet: Sheet) -> None:
    """An answer to a question that nobody asks any more."""
    known = {_key(sheet, row) for row in sheet.rows if row.is_whole}
    for rule, keys in sheet.table.confirmed:
        for key in sorted(set(keys) - known):
            sheet.fault(None, sheet.table.key[0], "confirmed", f"{rule} is confirmed for a row that is not there", key)


def _key(sheet: Sheet, row: Row) -> str:
    return "/".join(sheet.table.key_of(row.cells))
