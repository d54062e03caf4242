"""Rows that are likely one thing told twice.

What only a person can decide is asked: the answer stands in the list `confirmed` of the table in the descriptor, each
entry with the rule, the keys of the rows it speaks of, and why both are right.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, pairwise
from urllib.parse import unquote

from rapidfuzz import fuzz

from loaders.dates import first_day, last_day
from loaders.reading import Row, Sheet
from loaders.spelling import folded
from loaders.web_addresses import TRACKING

_NUMBERS = ("low", "high", "share_low", "share_high")
# What a claim says, and how it was found; the other columns tell what the claim is about.
_NO_SUBJECT = {*_NUMBERS, "qualifier", "source_id", "locator", "grade", "note", "incident_count", "year"}
# Of an estimate of thefts every edition is a row, also where a later one repeats the figure; what a theft took is told
# by many documents.
_EDITIONS = ("theft_totals", "incident_amounts")
_NEAR = timedelta(days=1)
_TELLING = 5  # letters; a shorter name is the start of many
_PERIODS = (("as_of_start", "as_of_end"), ("period_start", "period_end"))
_REWORDED = 70  # of 100; how alike two scopes are that say the same
_SAME_TITLE = 93
_COMPANY = re.compile(r"(?:exchange|io|com|finance|network|protocol|wallet|labs|dao|app|global|platform|pro|org|net)+")
_ADDED = re.compile(r"(?:amp|ref)(?:=|$)", re.IGNORECASE)  # on some sites; on others a page is found by it
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
            _check_documents(sheet)
        if {"sighting_id", "url"} <= labels:
            _check_pages(sheet)
            _check_sites(sheet)
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
    _check_restated(sheet, subject, numbers)


def _check_equal(sheet: Sheet, columns: tuple[str, ...], rule: str, told: str) -> None:
    """Two rows that are alike in what tells them from all others."""
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in _with(sheet, *columns):
        groups[tuple(folded(row.cells[name]) for name in columns)].append(row)
    for first, row in (pair for group in groups.values() for pair in pairwise(group)):
        _ask(sheet, first, row, rule, f"{first.place} ({_key(sheet, first)}) {told}")


def _check_restated(sheet: Sheet, subject: list[str], numbers: list[str]) -> None:
    """A claim that one source makes once: the same figure and place in times that overlap, the scope reworded."""
    start, end = next((ends for ends in _PERIODS if {*ends} <= {*subject}), ("", ""))
    told_apart = {start, end, "scope", "estimator", "sector"}
    same = [name for name in subject if name not in told_apart]
    single = {*sheet.table.by_name["sector"].where("extent", "one")} if "sector" in sheet.table.labels else set()
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in sheet.rows if start else ():
        if row.is_whole and row.is_sound(start, end) and any(row.cells[name] for name in numbers):
            groups[tuple(row.cells[name] for name in [*same, "source_id", *numbers])].append(row)
    for first, row in (pair for group in groups.values() for pair in combinations(group, 2)):
        ours, theirs = first.cells, row.cells
        sectors = {ours.get("sector", ""), theirs.get("sector", "")} & single
        is_other = len(sectors) > 1 or fuzz.ratio(*(folded(c.get("scope", "")) for c in (ours, theirs))) < _REWORDED
        times = [
            (first_day(c[start]) if c[start] else date.min, last_day(c[end]) if c[end] else date.max)
            for c in (ours, theirs)
        ]
        is_equal = all(ours[name] == theirs[name] for name in subject)
        if not is_other and not is_equal and times[0][0] <= times[1][1] and times[1][0] <= times[0][1]:
            values = ", ".join(theirs[name] or "empty" for name in numbers)
            told = f"{first.place} ({_key(sheet, first)}) says this of the same place and time, from the same source"
            _ask(sheet, first, row, "same-claim", f"{told}: {values}")


def _check_documents(sheet: Sheet) -> None:
    """Two documents of one publisher and time at one address, or whose titles are a slip apart."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _with(sheet, "publisher", "title", "published"):
        groups[folded(row.cells["publisher"])].append(row)
    for group in groups.values():
        addresses = {id(row): address(row.cells.get("url", "")) for row in group}
        titles = {id(row): folded(row.cells["title"]) for row in group}
        for first, row in _near(group, "published", timedelta(0)):
            first, row = sorted((first, row), key=lambda each: (each.is_own, each.number))
            one, other = id(first), id(row)
            numbers = [re.findall(r"\d+", titles[each]) for each in (one, other)]
            is_title = numbers[0] == numbers[1] and fuzz.ratio(titles[one], titles[other], score_cutoff=_SAME_TITLE)
            if addresses[one] == addresses[other] != "":
                told = "is a document of this publisher, time and address"
            elif is_title and titles[one] != titles[other]:
                told = "is a document of this publisher and time with nearly this title"
            else:
                continue
            _ask(sheet, first, row, "same-document", f"{first.place} ({_key(sheet, first)}) {told}")


def _check_pages(sheet: Sheet) -> None:
    """A page that is named twice, under two spellings of its address."""
    seen: dict[tuple[str, ...], Row] = {}
    for row in _with(sheet, "source_id", "url"):
        page = (row.cells["source_id"], row.cells.get("row_id", ""), address(row.cells["url"]))
        first = seen.setdefault(page, row)
        told = [each.cells["url"] + each.cells["publisher"] for each in (first, row)]
        if first is not row and told[0] != told[1] and row.is_sound(*sheet.table.key):
            message = f"{first.place} ({_key(sheet, first)}) is this page of this document; keep one of them"
            sheet.fault(row, "url", "duplicate-row", message)


def _check_sites(sheet: Sheet) -> None:
    """A site called by its address in one row and by its name in another counts as two publishers, which confirm one
    another."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    rows = _with(sheet, "publisher", "url")
    sites = {id(row): address(row.cells["url"]).partition("/")[0] for row in rows}
    for row in rows:
        called[sites[id(row)]].add(row.cells["publisher"])
    named: dict[str, str] = {}  # what each site is called that is called by its name
    for site, names in called.items():
        name = folded(site.rpartition(".")[0])
        if alike := [each for each in names if folded(each) == name]:
            named[site] = min(alike)
    for row in rows:
        text, site = row.cells["publisher"], sites[id(row)]
        if site in named and folded(text) == folded(site) and row.is_sound("publisher"):
            message = f"other rows call this site {named[site]!r}; write it so"
            sheet.fault(row, "publisher", "spelling", message, text)


def address(text: str) -> str:
    """What spellings of one address share: without its scheme, www., the number of its port, an archive before it,
    what mail and networks add, and the place on the page."""
    plain = re.sub(r"^https?://web\.archive\.org/web/\w+/", "", text.strip())
    plain = re.sub(r"^https?://", "", plain, flags=re.IGNORECASE)
    host, slash, path = plain.partition("/")
    host = re.sub(r"^(?:www|m|amp|mobile)\.|:(?:80|443)$", "", host.casefold())
    path, _, query = path.partition("#")[0].partition("?")
    kept = sorted(part for part in query.split("&") if part and not (_ADDED.match(part) or TRACKING.match(part)))
    return f"{host}{slash}{unquote(path)}".rstrip("/") + (f"?{'&'.join(kept)}" if kept else "")


def _check_thefts(sheet: Sheet) -> None:
    """Two rows with one victim, or one sum, on the same or the next day; or with both on any day."""
    rows = _with(sheet, "victim", "date")
    names = {id(row): folded(row.cells["victim"]) for row in rows}
    told = "is a theft from this victim at this time"

    def is_one(one: Row, other: Row) -> bool:
        return _is_one_victim(names[id(one)], names[id(other)])

    for group in _grouped(rows, lambda row: _numbers(names[id(row)])):
        _check_near(sheet, group, is_one, "same-theft", told)
    valued = [row for row in rows if (row.cells.get("low") or row.cells.get("high")) and row.is_sound("low", "high")]
    _check_sums(sheet, [(row, names[id(row)]) for row in valued])
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in valued:
        groups[names[id(row)], row.cells.get("low", ""), row.cells.get("high", "")].append(row)
    for first, row in (pair for group in groups.values() for pair in pairwise(group)):
        days = sorted(first_day(each.cells["date"]) - _NEAR for each in (first, row))
        if days[1] > last_day(min(first.cells["date"], row.cells["date"])):
            dates = f"{first.cells['date']}, {row.cells['date']}"
            told = f"{first.place} ({_key(sheet, first)}) is a theft of this sum from this victim"
            _ask(sheet, first, row, "same-theft", f"{told}: {dates}")


def _check_sums(sheet: Sheet, named: list[tuple[Row, str]]) -> None:
    """Two rows with other victims: of one sum on the same or the next day, or of one day with sums that may be one.
    Each is asked of the next, so that many of one day cost no more than few."""
    sums: defaultdict[tuple[str, str], list[tuple[Row, str]]] = defaultdict(list)
    days: defaultdict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row, name in named:
        sums[row.cells.get("low", ""), row.cells.get("high", "")].append((row, name))
        if first_day(day := row.cells["date"]) == last_day(day):
            days[day].append((row, name))
    for group in sums.values():
        group.sort(key=lambda each: first_day(each[0].cells["date"]))
        for (first, name), (row, other) in pairwise(group):
            if not _is_one_victim(name, other):
                _check_near(sheet, [first, row], lambda *_: True, "same-theft", "is a theft of this sum at this time")
    for group in days.values():
        group.sort(key=lambda each: _ends(each[0]))
        for (first, name), (row, other) in pairwise(group):
            ends = _ends(first), _ends(row)
            if ends[0] != ends[1] and ends[1][0] <= ends[0][1] and not _is_one_victim(name, other):
                told = "is a theft of this day, and the sums may be one"
                _check_near(sheet, [first, row], lambda *_: True, "same-theft", told)


def _ends(row: Row) -> tuple[float, float]:
    """The lowest and highest sum of a theft, the end that is named for one that is not."""
    low, high = row.cells.get("low", ""), row.cells.get("high", "")
    return float(low or high), float(high or low)


def _check_events(sheet: Sheet) -> None:
    """Two events of one lane at one time in the same places, or of one date where they share a place."""

    _check_equal(sheet, ("title",), "same-event", "is an event of this title")
    told = "is an event of this lane, at this time and place"
    rows = _with(sheet, "date", "lane", "iso3_list")
    places = {id(row): {*row.cells["iso3_list"].split(";")} for row in rows}

    def is_one(one: Row, other: Row) -> bool:
        ours, theirs = places[id(one)], places[id(other)]
        return ours == theirs or (one.cells["date"] == other.cells["date"] and not ours.isdisjoint(theirs))

    for group in _grouped(rows, lambda row: row.cells["lane"]):
        _check_near(sheet, group, is_one, "same-event", told)


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
        return bool(one.cells["incident_id"]) or folded(one.cells["service"]) == folded(other.cells["service"])

    for group in _grouped(rows, lambda row: (row.cells["kind"], row.cells["incident_id"])):
        _check_near(sheet, group, is_one, "same-event", "is a step of this kind and theft at this time")


def _grouped(rows: list[Row], key: Callable[[Row], Hashable]) -> Iterable[list[Row]]:
    """Rows that may be one thing: no row of one group is one with a row of another, so that those are not compared."""
    groups: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups.values()


def _check_near(sheet: Sheet, rows: list[Row], is_one: Callable[[Row, Row], bool], rule: str, told: str) -> None:
    """Ask of every two rows, with a `date` each, that are on the same or the next day and may be one thing."""
    for one, other in _near(rows):
        if is_one(one, other):
            earlier, later = sorted((one, other), key=lambda each: (each.is_own, each.number))
            dates = f"{earlier.cells['date']}, {later.cells['date']}"
            _ask(sheet, earlier, later, rule, f"{earlier.place} ({_key(sheet, earlier)}) {told}: {dates}")


def _near(rows: list[Row], column: str = "date", apart: timedelta = _NEAR) -> Iterator[tuple[Row, Row]]:
    """Every two rows whose dates in a column share a day, or are not further apart."""
    spans = [(first_day(row.cells[column]) - apart, last_day(row.cells[column]), row) for row in rows]
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
    if _numbers(short) != _numbers(long):
        return False
    if long.startswith(short) and _COMPANY.fullmatch(long[len(short) :]):
        return True
    return len(short) >= _TELLING and (long.startswith(short) or fuzz.ratio(short, long) >= _ALIKE)


def _numbers(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", name))


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
