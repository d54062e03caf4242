"""The facets of the page of sources: in the link, counted, and let go of where a day does not know them."""

from collections.abc import Callable
from typing import Any

from loaders.codes import DOCUMENT_KINDS
from tests.live import RECORD

SOURCES = RECORD.tables["sources"]


def test_a_link_narrows_by_every_facet(run_page: Callable[..., Any]) -> None:
    link = {"publisher": "NK News", "kind": "news", "language": "en", "year": "2024,2025", "grade": "A,B"}
    ran = run_page("sources", **link)
    graded = {
        source
        for table in RECORD.tables.values()
        if "grade" in table and "source_id" in table
        for source in table.loc[table["grade"].isin(["A", "B"]), "source_id"].dropna()
    }
    rows = SOURCES[
        SOURCES["publisher"].eq("NK News")
        & SOURCES["kind"].eq("news")
        & SOURCES["language"].eq("en")
        & SOURCES["published"].str[:4].isin(["2024", "2025"])
        & SOURCES["source_id"].isin(graded)
    ]
    assert len(rows) > 2
    assert f"{len(rows)} documents of {len(SOURCES)}" in ran.html
    assert ran.address == link


def test_each_value_stands_with_its_number(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", kind="court_document")
    court = SOURCES[SOURCES["kind"] == "court_document"]
    pills = {
        group.key.partition("@")[0]: [option.content.replace("\\", "") for option in group.proto.options]
        for group in ran.app.get("button_group")
    }
    assert f"English ({int(court['language'].eq('en').sum())})" in pills["language"]
    assert f"{DOCUMENT_KINDS['news']} ({int(SOURCES['kind'].eq('news').sum())})" in pills["kind"]


def test_everything_is_shown_again_at_once(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", kind="news", publisher="NK News")
    ran.app.button(key=ran.key("let_go")).click()
    assert f"{len(SOURCES)} documents of {len(SOURCES)}" in ran.again().html
    assert ran.address == {}


def test_what_no_document_of_the_day_has_is_let_go_and_said(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", year="2025,2014", known_on="2015-01-01")
    assert any("year=2025" in notice for notice in ran.notices)
    assert ran.address == {"year": "2014", "known_on": "2015-01-01"}


def test_a_value_that_there_is_not_is_told(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", language="en,klingon")
    assert any("klingon" in notice for notice in ran.notices)
    assert ran.address == {"language": "en"}
