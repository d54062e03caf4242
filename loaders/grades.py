"""The grade that the trail of a row carries: through which pages its document was read, and whose text these print.

A table of sightings holds one row per page. A page without `row_id` serves every row that rests on the document, one
with it that row alone. A grade is written in its row and compared with what the trail carries; it is never made up.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from loaders.faults import nearest
from loaders.reading import Row, Sheet

SIGHTINGS: Final = "sightings"
"""The table of pages through which documents were read. Nothing in it is a claim, so it makes no source used."""

READ: Final = ("whole", "part")
"""What is seen of a document when it was read itself, in whole or in the cited part; `quoted` is a retelling."""


@dataclass(frozen=True)
class Sighting:
    """One page: who publishes it, whose text it merely carries (empty when its own), what of the document it shows."""

    publisher: str
    copied_from: str = ""
    seen: str = "quoted"

    def speaks_apart_from(self, other: "Sighting") -> bool:
        """Whether two pages have different publishers, neither a copy of the other nor both of one text."""
        ours, theirs = ({page.publisher, page.copied_from} - {""} for page in (self, other))
        return ours.isdisjoint(theirs)


def carried_grades(trail: Iterable[Sighting], *, is_primary: bool) -> frozenset[str]:
    """The grades that a trail carries, of A, B and C; each by itself, since B is no lesser A.

    A: the document was read itself, whole or in the cited part, and it is the primary document of what the row says.
    B: two pages speak apart from one another. C: there is a page.
    """
    pages = list(trail)
    carried = {"C"} if pages else set()
    if is_primary and any(page.seen in READ for page in pages):
        carried.add("A")
    if any(one.speaks_apart_from(other) for one, other in combinations(pages, 2)):
        carried.add("B")
    return frozenset(carried)


def is_primary(table: str, row: Mapping[str, str], source: Mapping[str, str], retelling: Collection[str]) -> bool:
    """Whether a document is the primary one of what a row says: of its own findings, not of somebody else's.

    A figure whose `estimator` is not the publisher is another's. A document of one of the kinds `retelling`, such as a
    page of news, is not the primary one of an attribution by another, nor ever of an amount stolen.
    """
    publisher = source.get("publisher", "")
    if row.get("estimator", "") not in ("", publisher):
        return False
    if source.get("kind", "") not in retelling:
        return True
    return table != "incident_amounts" and row.get("attributed_by", "") in ("", publisher)


def check_trail(sheets: Mapping[str, Sheet]) -> None:
    """Sightings against their documents, and the grade of every row against the trail that it rests on."""
    sightings, sources = sheets.get(SIGHTINGS), sheets.get("sources")
    if sightings is None or sources is None or not (sightings.has_columns and sources.has_columns):
        return
    graded = {key: (sheet, row) for sheet in sheets.values() for key, row in _graded(sheet)}
    bearing = [sheet for sheet in sheets.values() if {"grade", "source_id"} <= set(sheet.table.labels)]
    _check_sightings(sightings, sources, graded, may_be_lost=not all(map(_has_its_graded, bearing)))
    retelling = sources.table.by_name["kind"].where("isRetelling")
    documents = {row.cells["source_id"]: row.cells for row in sources.rows if row.is_whole}
    trails: defaultdict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for row in sightings.rows:
        cells = row.cells
        if row.is_sound("source_id", "row_id", "publisher", "copied_from", "seen"):
            sighting = Sighting(cells["publisher"], cells["copied_from"], cells["seen"])
            trails[cells["source_id"], cells["row_id"]].append(sighting)
    for key, (sheet, row) in graded.items():
        source_id = row.cells["source_id"]
        if source_id in documents and row.is_sound("source_id", "grade", "estimator", "attributed_by"):
            trail = trails[source_id, ""] + trails[source_id, key]
            primary = is_primary(sheet.table.name, row.cells, documents[source_id], retelling)
            _check_grade(sheet, row, trail, is_primary=primary)


def _has_its_graded(sheet: Sheet) -> bool:
    """Whether every row that bears a grade was read, with its key; else a key that is missed may be there."""
    columns = {*sheet.table.key, "grade", "source_id"}
    return sheet.is_read and all(row.is_sound(*columns) for row in sheet.rows)


def _graded(sheet: Sheet) -> Iterator[tuple[str, Row]]:
    """Every row that bears a grade, with its key, whose cells are joined by `/`."""
    if sheet.has_columns and {"grade", "source_id"} <= set(sheet.table.labels):
        for row in sheet.rows:
            if row.is_whole and row.cells["grade"] and row.cells["source_id"]:
                yield "/".join(sheet.table.key_of(row.cells)), row


def _check_grade(sheet: Sheet, row: Row, trail: list[Sighting], *, is_primary: bool) -> None:
    grade, carried = row.cells["grade"], carried_grades(trail, is_primary=is_primary)
    if grade in carried or not trail:
        # A document without any page is a fault of its own, told once.
        return
    asked = {
        "A": "the document itself, read whole or in the cited part"
        if is_primary
        else "the primary document, of whoever made the finding",
        "B": "pages of two publishers, neither a copy of the other",
    }.get(grade, "a page")
    pages = ", ".join(dict.fromkeys(_page_words(page) for page in trail))
    message = f"{grade} asks for {asked}; the trail of {row.cells['source_id']} carries {_listed(carried)}: {pages}"
    sheet.fault(row, "grade", "grade", message)


def _page_words(page: Sighting) -> str:
    return f"{page.publisher} ({page.seen}{f', from {page.copied_from}' if page.copied_from else ''})"


def _listed(grades: Iterable[str]) -> str:
    return " or ".join(sorted(grades))


def _check_sightings(
    sightings: Sheet, sources: Sheet, graded: Mapping[str, tuple[Sheet, Row]], *, may_be_lost: bool
) -> None:
    seen = {row.cells.get("source_id", "") for row in sightings.rows}
    for row in sources.rows:
        if row.is_sound("source_id") and row.cells["source_id"] not in seen:
            sources.fault(row, "source_id", "sighting", f"{sightings.table.file} has no page through which it was read")
    for row in sightings.rows:
        if not row.is_whole:
            continue
        cells = row.cells
        if row.is_sound("sighting_id", "source_id") and not cells["sighting_id"].startswith(f"{cells['source_id']}--"):
            sightings.fault(row, "sighting_id", "sighting", f"it starts with {cells['source_id']}--")
        if not cells["url"] and not cells["note"]:
            sightings.fault(row, "note", "sighting", "a page without an address is told by its note, with its date")
        if cells["copied_from"] and cells["copied_from"] == cells["publisher"]:
            sightings.fault(row, "copied_from", "sighting", "a publisher does not copy from itself; leave it empty")
        is_lost = may_be_lost and cells["row_id"] not in graded
        if cells["row_id"] and row.is_sound("row_id", "source_id") and not is_lost:
            _check_row_id(sightings, row, graded)


def _check_row_id(sightings: Sheet, row: Row, graded: Mapping[str, tuple[Sheet, Row]]) -> None:
    told = graded.get(row.cells["row_id"])
    if told is None:
        message = f"no row of any table has this key and a grade{nearest(row.cells['row_id'], graded)}"
        sightings.fault(row, "row_id", "sighting", message)
    elif told[1].cells["source_id"] != row.cells["source_id"]:
        rests = f"{told[0].table.file} says that it rests on {told[1].cells['source_id']}"
        sightings.fault(row, "row_id", "sighting", f"{rests}, not on {row.cells['source_id']}")
