"""Every page in the language that is none: a finished one shows no word that is neither data nor part of a message."""

import io
import json
import re
from collections.abc import Iterator

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from language.pseudo import marked
from tests.pages.marked import left_out, missed, shown
from tests.pages.quick import open_page
from tests.pages.screen import PAGES

UNFINISHED: tuple[str, ...] = ()
"""Pages of which something may still be missed; they are run all the same."""
VIEWS: list[tuple[str, dict[str, str]]] = [
    *((page, {}) for page in PAGES),
    ("host_countries", {"iso3": "CHN"}),
    ("host_countries", {"iso3": "CHN", "years": "2015-2019"}),
    ("repatriation", {"iso3": "RUS"}),
    ("repatriation", {"status": "reported_gone"}),
    ("crypto_theft", {"measure": "share"}),
    ("crypto_theft", {"view": "yardsticks", "year": "2021"}),
    ("revenue", {"view": "cost"}),
    ("timeline", {"q": "Lazarus"}),
    ("compare", {"a": "KWT", "b": "QAT"}),
    ("search", {"q": "Lazarus"}),
    ("host_countries", {"iso3": "CHN", "known_on": "2019-12-31"}),
    ("crypto_theft", {"sums": "running", "attribution": "any", "year": "2019"}),
    ("crypto_theft", {"view": "incidents", "incident": "ronin-2022"}),
    ("crypto_theft", {"view": "attribution", "by": "government"}),
    ("crypto_theft", {"view": "money", "trail": "service", "outcome": "recovered"}),
    ("it_workers", {"view": "cases", "known_on": "2022-06-01"}),
    ("timeline", {"years": "2019-2019", "over": "theft,russia"}),
    ("crypto_theft", {"view": "money", "event": "atomic-freeze-1m"}),
    ("crypto_theft", {"view": "attribution", "said": "atomic-2023--elliptic"}),
    ("crypto_theft", {"view": "money", "known_on": "2010-01-01"}),
    ("crypto_theft", {"view": "incidents", "known_on": "2010-01-01"}),
    ("timeline", {"event": "ev-2022-05-16-advisory"}),
    ("changes", {"since": "2025-06-01"}),
    ("changes", {"since": "2019-01-01", "about": "theft_totals"}),
]


@pytest.mark.parametrize(("page", "query"), VIEWS, ids=[f"{page}-{i}" for i, (page, _) in enumerate(VIEWS)])
def test_nothing_is_missed(page: str, query: dict[str, str]) -> None:
    found = missed(page, query)
    assert page in UNFINISHED or found == []


def of_columns(content: bytes) -> Iterator[str]:
    told = json.loads(content)
    yield told["title"]
    for field in told["fields"]:
        yield from (field[name] for name in ("title", "description", "unit") if name in field)


def of_workbook(content: bytes) -> Iterator[str]:
    """Names of sheets, what columns mean, and the headings of the sheets that are not of the record."""
    _, columns, _, selection = book = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    yield from (sheet.title for sheet in book)
    yield from (str(cell.value) for sheet in (columns, selection) for cell in sheet[1])
    yield from (str(cell.value or "") for name in "CD" for cell in columns[name])


def of_slide(content: bytes) -> Iterator[str]:
    """All but the line of the reader's choices, which are codes."""
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_chart:
                yield from shape.chart.plots[0].categories
                yield from (series.name for series in shape.chart.plots[0].series)
        yield re.sub(r"^\w+: .*lang: xx\.$", "", slide.notes_slide.notes_text_frame.text, flags=re.MULTILINE)


READ = {"-columns.json": of_columns, ".xlsx": of_workbook, ".pptx": of_slide}
HEADINGS = {
    "brief": ("Before you quote it", "Sources", "The same view", "Who says so, where in it"),
    "claims": ("Before you quote it", "Documents", "The same view", "Who says so, about when", "The figure"),
}


@pytest.mark.parametrize(
    ("page", "query"), [("host_countries", {"iso3": "CHN"}), ("crypto_theft", {"year": "2022"}), ("sources", {})]
)
def test_files_are_in_the_language_of_the_view(page: str, query: dict[str, str]) -> None:
    files = shown(page, query).files
    texts = [
        (name, text)
        for name, make in files.items()
        for ending, read in READ.items()
        if name.endswith(ending)
        for text in read(make())
    ]
    assert {ending for ending in READ for name, _ in texts if name.endswith(ending)} >= {"-columns.json", ".xlsx"}
    assert left_out(texts) == []


def test_pages_to_hand_round_are_in_the_language_of_the_view() -> None:
    files = shown("host_countries", {"iso3": "CHN"}).files
    for kind, name in (("brief", "-brief-a4.pdf"), ("claims", "[0-9a-f]{8}.pdf")):
        (make,) = [make for each, make in files.items() if re.search(name, each)]
        told = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(make())).pages).split())
        assert [heading for heading in HEADINGS[kind] if marked(heading) not in told] == []


def test_english_by_any_name_is_what_is_shown_without_a_language() -> None:
    assert open_page("search", {"lang": "en-GB"}).hash == open_page("search").hash


def test_a_language_that_is_not_there_is_told() -> None:
    opened = open_page("search", {"lang": "tlh"})
    assert (
        "lang=tlh; the pages are not available in that language. Showing the page without it."
        in opened.text.replace("\\", "")
    )
    assert opened.address == {}


def test_the_language_stays_in_the_link() -> None:
    opened = open_page("search", {"lang": "XX"})
    assert opened.address == {"lang": "xx"}
    assert marked("the pages are not available in that language") not in opened.text
