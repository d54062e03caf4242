"""A grade is one that the pages carry through which the document was read."""

from itertools import product

import pytest

from loaders.grades import Sighting, carried_grades, is_primary
from tests.tiny import Folder

PAGES = [
    Sighting(publisher, copied, seen)
    for publisher, copied, seen in product("PQR", ["", "P", "Q"], ["whole", "part", "quoted"])
    if publisher != copied
]


@pytest.mark.parametrize("first", PAGES)
def test_what_any_two_pages_carry(first: Sighting) -> None:
    for second in PAGES:
        voices = [{page.publisher, page.copied_from} - {""} for page in (first, second)]
        both = carried_grades([first, second], is_primary=True)
        assert ("B" in both) == (not voices[0] & voices[1])
        assert ("A" in both) == (first.seen != "quoted" or second.seen != "quoted")
        assert both == carried_grades([second, first], is_primary=True), "the order does not count"
        assert "A" not in carried_grades([first, second], is_primary=False)
        for one in (first, second):
            assert carried_grades([one], is_primary=True) <= both, "a page more takes no grade away"


def test_one_page_however_often_is_one_voice() -> None:
    for page in PAGES:
        assert "B" not in carried_grades([page] * 3, is_primary=True)
        assert "C" in carried_grades([page], is_primary=False)
    assert carried_grades([], is_primary=True) == frozenset()


@pytest.mark.parametrize(
    ("table", "row", "kind", "primary"),
    [
        ("worker_claims", {"estimator": ""}, "news", True),
        ("worker_claims", {"estimator": "A firm"}, "news", False),
        ("theft_totals", {"estimator": "A paper"}, "company_research", True),
        ("theft_totals", {"estimator": "A firm"}, "un_document", False),
        ("incident_amounts", {}, "news", False),
        ("incident_amounts", {}, "other", False),
        ("incident_amounts", {}, "company_research", True),
        ("attributions", {"attributed_by": "A firm"}, "news", False),
        ("attributions", {"attributed_by": "A paper"}, "news", True),
        ("attributions", {"attributed_by": "A firm"}, "government", True),
    ],
)
def test_a_news_page_is_not_the_primary_document_of_anothers_amount(
    table: str, row: dict[str, str], kind: str, primary: bool
) -> None:
    assert is_primary(table, row, {"publisher": "A paper", "kind": kind}, ("news", "other")) is primary


def test_a_grade_that_the_trail_does_not_carry_is_a_fault(folder: Folder) -> None:
    folder.set("worker_claims", 2, grade="B")
    assert folder.fault() == (
        "worker_claims.csv:2:grade: 'B': grade: B asks for pages of two publishers, neither a copy of the other; "
        "the trail of panel-2018-report carries A or C: A panel (part)"
    )


def test_a_copy_carries_no_b(folder: Folder) -> None:
    folder.set("sightings", 5, copied_from="A paper")
    assert all(": grade: B asks for" in str(fault) for fault in folder.faults())


def test_a_lower_grade_may_stand(folder: Folder) -> None:
    folder.set("worker_claims", 2, grade="C")
    folder.load()


def test_a_page_for_one_row_serves_no_other(folder: Folder) -> None:
    folder.set("sightings", 5, row_id="return")
    assert not any("events.csv" in str(fault) for fault in folder.faults())
    assert any("worker_claims.csv:3:grade" in str(fault) for fault in folder.faults())


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"url": "ftp://paper.example"}, "url: 'ftp://paper.example': pattern"),
        ({"row_id": "nowhere"}, "no row of any table has this key and a grade"),
        ({"row_id": "chn-2017"}, "worker_claims.csv says that it rests on panel-2018-report, not on news-2019-report"),
        ({"sighting_id": "other--1"}, "it starts with news-2019-report--"),
        ({"copied_from": "A third paper"}, "a publisher does not copy from itself"),
        ({"url": ""}, "a page without an address is told by its note"),
    ],
)
def test_a_sighting_that_is_refused(folder: Folder, cells: dict[str, str], message: str) -> None:
    folder.set("sightings", 6, **cells)
    assert message in folder.fault()


def test_every_source_has_a_page(folder: Folder) -> None:
    folder.rows["sightings"] = [row for row in folder.rows["sightings"] if row[1] != "undated-page"]
    assert folder.fault().endswith("sighting: sightings.csv has no page through which it was read")
