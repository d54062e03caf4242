"""Rows that are likely one thing told twice.

What only a person can decide is asked: the answer stands in the list `confirmed` of the table in the descriptor, each
entry with the rule, the keys of the rows it speaks of, and why both are right.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from rapidfuzz import fuzz

from loaders.dates import first_day, last_day
from loaders.reading import Row, Sheet
from loaders.spelling import folded

_NUMBERS = ("low", "high", "share_low", "share_high")
# What a claim says, and how it was found; the other columns tell what the claim is about.
_NO_SUBJECT = {*_NUMBERS, "qualifier", "source_id", "locator", "grade", "note", "incident_count", "year"}
# Of an estimate of thefts every edition is a row, also where a later one repeats the figure; what a theft took is told
# by many documents.
_EDITIONS = ("theft_totals", "incident_amounts")
_NEAR = timedelta(days=1)
_TELLING = 5  # letters; a shorter name is the start of many
_ALIKE = 88  # of 100; how alike two longer names are that a slip tells apart


def check_likeness(sheets: Mapping[str, Sheet]) -> None:
    """Every rule of this module over all tables that can be read."""
    for sheet in sheets.values():
        if not sheet.has_columns:
            continue
        labels = {*sheet.table.labels}
        if "name" in labels:
            _check_names(sheet)
        if "claim_id" in sheet.table.key and "low" in labels:
            _check_claims(sheet)
        if {"victim", "date"} <= labels:
            _check_thefts(sheet)
        if {"lane", "iso3_list"} <= labels:
            _check_events(sheet)
        if {"kind", "service", "incident_id"} <= labels:
            _check_steps(sheet)
        if {"attributed_by", "incident_id"} <= labels:
            _check_equal(sheet, ("incident_id", "attributed_by", "source_id"), "same-claim", "attributes the same")
        if {"publisher", "title"} <= labels:
            _check_equal(sheet, ("publisher", "title"), "same-document", "is a document of this publisher and title")
        _check_confirmed(sheet)


def _check_names(sheet: Sheet) -> None:
    seen: dict[str, Row] = {}
    for row in _with(sheet, "name"):
        first = seen.setdefault(folded(row.cells["name"]), row)
        if first is not row:
            message = f"{first.place} ({_key(sheet, first)}) has this name too; one place is one row"
            sheet.fault(row, "name", "same-name", message)


def _with(sheet: Sheet, *columns: str) -> list[Row]:
    """The rows in which these columns are filled and sound."""
    return [row for row in sheet.rows if all(map(row.cells.get, columns)) and row.is_sound(*columns)]


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


def _check_equal(sheet: Sheet, columns: tuple[str, ...], rule: str, told: str) -> None:
    """Two rows that are alike in what tells them from all others."""
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in _with(sheet, *columns):
        groups[tuple(folded(row.cells[name]) for name in columns)].append(row)
    for first, row in (pair for group in groups.values() for pair in pairwise(group)):
        _ask(sheet, first, row, rule, f"{first.place} ({_key(sheet, first)}) {told}")


def _check_thefts(sheet: Sheet) -> None:
    """Two rows with one victim on the same or the next day."""
    rows = _with(sheet, "victim", "date")
    names = {id(row): folded(row.cells["victim"]) for row in rows}
    told = "is a theft from this victim at this time"
    _check_near(sheet, rows, lambda one, other: _is_one_victim(names[id(one)], names[id(other)]), "same-theft", told)


def _check_events(sheet: Sheet) -> None:
    """Two events of one lane at one time in the same places, or of one date where they share a place."""

    def is_one(one: Row, other: Row) -> bool:
        if one.cells["lane"] != other.cells["lane"]:
            return False
        ours, theirs = ({*row.cells["iso3_list"].split(";")} for row in (one, other))
        return ours == theirs or (one.cells["date"] == other.cells["date"] and bool(ours & theirs))

    told = "is an event of this lane, at this time and place"
    _check_near(sheet, _with(sheet, "date", "lane", "iso3_list"), is_one, "same-event", told)


def _check_steps(sheet: Sheet) -> None:
    """Two steps that the proceeds of a theft took: the same sum, or one kind of step at one time; without a theft, of
    one service."""
    rows = _with(sheet, "date", "kind", "service")
    sums: defaultdict[tuple[str, float], list[Row]] = defaultdict(list)
    for row in rows:
        if row.cells["incident_id"] and row.cells["amount"] and row.is_sound("incident_id", "amount"):
            sums[row.cells["incident_id"], float(row.cells["amount"])].append(row)
    for first, row in (pair for group in sums.values() for pair in pairwise(group)):
        message = f"{first.place} ({_key(sheet, first)}) is a step of this theft with the same sum"
        _ask(sheet, first, row, "same-event", message)

    def is_one(one: Row, other: Row) -> bool:
        return all(one.cells[name] == other.cells[name] for name in ("kind", "incident_id")) and (
            bool(one.cells["incident_id"]) or folded(one.cells["service"]) == folded(other.cells["service"])
        )

    _check_near(sheet, rows, is_one, "same-event", "is a step of this kind and theft at this time")


def _check_near(sheet: Sheet, rows: list[Row], is_one: Callable[[Row, Row], bool], rule: str, told: str) -> None:
    """Ask of every two rows, with a `date` each, that are on the same or the next day and may be one thing."""
    for one, other in _near(rows):
        if is_one(one, other):
            earlier, later = sorted((one, other), key=lambda each: (each.is_own, each.number))
            dates = f"{earlier.cells['date']}, {later.cells['date']}"
            _ask(sheet, earlier, later, rule, f"{earlier.place} ({_key(sheet, earlier)}) {told}: {dates}")


def _near(rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    spans = [(first_day(row.cells["date"]) - _NEAR, last_day(row.cells["date"]), row) for row in rows]
    spans.sort(key=lambda span: span[0])
    for place, (_, end, first) in enumerate(spans):
        for start, _, row in spans[place + 1 :]:
            if start > end:
                break
            yield first, row


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
    if not sheet.is_read or any(fault.rule == "minimum-rows" for fault in sheet.faults):
        return  # rows were lost, and that is told
    known = {_key(sheet, row) for row in sheet.rows if row.is_whole}
    for rule, keys in sheet.table.confirmed:
        for key in sorted(keys - known):
            sheet.fault(None, sheet.table.key[0], "confirmed", f"{rule} is confirmed for a row that is not there", key)


def _key(sheet: Sheet, row: Row) -> str:
    return "/".join(sheet.table.key_of(row.cells))
