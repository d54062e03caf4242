"""On paper: what a page lists is read whole, a slide is light and fits the sheet, a basket is a list of its items."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.live import RECORD

BOXES = "() => [...document.querySelectorAll('.annotation rect.bg')].map(box => getComputedStyle(box).fill)"
IS_CUT = "part => part.scrollWidth > part.clientWidth + 1"


def print_page(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 718, "height": 1000})  # of A4, without its margins
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def test_what_is_found_and_what_came_last_is_printed_whole(reader: Any) -> None:
    for path in ("/search?q=Panel", "/"):
        page = reader.go(path)
        said = page.locator("[class*=st-key-listed_] p").all_text_contents()
        print_page(page)
        lines = page.locator("[class*=st-key-listed_] [data-testid=stPageLink] p")
        expect(lines.first).to_be_visible()
        assert said == lines.all_text_contents() != []
        assert not [text for line, text in zip(lines.all(), said, strict=True) if line.evaluate(IS_CUT)]
        expect(page.locator(".st-key-heading [data-testid=stPageLink]")).to_be_hidden()
        expect(page.locator(".hc-talks").filter(visible=True)).to_have_count(0)
        page.set_viewport_size({"width": 1366, "height": 768})
        page.emulate_media(media="null", color_scheme="light")


def test_a_term_that_was_not_opened_is_its_name_alone(reader: Any) -> None:
    page = reader.go("/host_countries?iso3=MLT")
    terms = page.locator(".hc-term")
    expect(terms.first).to_be_visible()
    terms.first.locator("summary").click()
    print_page(page)
    assert terms.count() > 3
    assert page.locator(".hc-term[open]").count() == 1
    assert terms.last.evaluate("term => getComputedStyle(term.firstElementChild, '::after').display") == "none"
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(media="null", color_scheme="light")


@pytest.mark.parametrize(("scheme", "white"), [("dark", "rgb(0, 0, 0)"), ("light", "rgb(255, 255, 255)")])
def test_what_stands_behind_a_label_is_as_white_as_the_sheet(reader: Any, scheme: str, white: str) -> None:
    page = reader.go("/timeline", scheme=scheme)
    print_page(page)
    expect(page.locator(".annotation rect.bg").first).to_have_css("fill", white)  # of a drawing that stays
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 10
    assert set(boxes) == {white}  # a dark chart is inverted on paper
    page.set_viewport_size({"width": 1366, "height": 768})
    page.emulate_media(media="null", color_scheme="light")
    reader.scheme = "light"
    reader.settle()


def test_a_slide_is_light_as_wide_as_the_sheet_and_says_its_link(browse: Any) -> None:
    visit = browse(scheme="dark")
    page: Page = visit.page
    page.goto(f"{visit.base}/stage?view=%2Fhost_countries%3Fiso3%3DMLT&chart=in_time")
    expect(page.locator(".slide.shown .main-svg").first).to_be_visible()
    print_page(page)
    box = page.locator(".slide.shown").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert 700 <= box["width"] <= 718
    slide = page.locator(".slide.shown")
    assert slide.evaluate("slide => getComputedStyle(slide).filter") == "invert(1) hue-rotate(180deg)"
    expect(page.locator(".foot")).to_contain_text("/stage?view=")


def test_a_basket_is_printed_without_what_is_pressed(visit: Any, page: Page) -> None:
    page.goto(f"{visit.base}/basket")
    page.evaluate("items => localStorage.setItem('hc-basket', items)", json.dumps([{"view": "/", "chart": "map"}]))
    page.reload()
    expect(page.locator("#items > li")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator("button").filter(visible=True)).to_have_count(0)


def test_code_and_the_rows_of_a_long_table_are_read_on_paper(reader: Any) -> None:
    page: Page = reader.go("/method", scheme="dark")
    code = page.get_by_test_id("stCode").first
    expect(code.locator("code span").first).to_be_attached()
    print_page(page)
    ink = page.get_by_role("heading", level=2).first.evaluate("part => getComputedStyle(part).color")
    for part in (code.locator("pre"), *code.locator("code span").all()):
        look = part.evaluate("part => [getComputedStyle(part).backgroundColor, getComputedStyle(part).color]")
        assert look == ["rgba(0, 0, 0, 0)", ink]
    page = reader.go("/sources", scheme="dark")
    print_page(page)
    expect(page.locator("p.hc-print").first).to_have_text(re.compile(r"^Rows 1 to 60 of \d+; the others are on"))
    expect(page.locator("p.hc-print").first).to_be_visible()


def test_a_drawing_of_many_lanes_goes_on_from_sheet_to_sheet_and_no_lane_is_cut(reader: Any) -> None:
    page: Page = reader.go("/repatriation")
    plot = reader.chart("repatriation").locator(".js-plotly-plot")
    names = {row["name"] for row in RECORD.tables["jurisdictions"].to_dict("records")}
    names &= set(plot.locator(".main-svg text").all_text_contents())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    pieces = page.locator(".hc-piece")
    assert pieces.count() > 2
    parts = [[*map(float, str(one.get_attribute("viewBox")).split())] for one in pieces.locator(".main-svg").all()]
    spans = sorted({(top, top + height) for _, top, _, height in parts})
    assert [top for top, _ in spans[1:]] == [end for _, end in spans[:-1]]  # nothing twice, nothing left out
    boxes = plot.evaluate("""plot => { const at = plot.getBoundingClientRect().top
        return [...plot.querySelectorAll(".main-svg text")].map(part => part.getBoundingClientRect())
            .filter(box => box.height).map(box => [box.top - at, box.bottom - at]) }""")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(pieces).to_have_count(0)
    assert boxes
    assert [(box, end) for box in boxes for _, end in spans[:-1] if box[0] + 1 < end < box[1] - 1] == []
    for paper in ("A4", "Letter"):
        sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format=paper))).pages]
        assert len([name for name in names if name in sheets[0]]) > 5  # it begins beneath the question of the page
        assert [name for name in names if name not in "".join(sheets)] == []


def test_a_map_from_a_small_window_is_whole_on_a_sheet_with_all_that_is_said_of_it(reader: Any) -> None:
    """The room above and below it, for the words that are said around it there, moved it to the next sheet; a higher
    one was cut in two."""
    for query, sheet in (("", 0), ("?lang=xx", 1)):
        page = reader.go(f"/host_countries{query}", width=500)
        said = PdfReader(BytesIO(page.pdf(format="A4"))).pages[sheet].extract_text()
        assert all(words in said for words in ("Workers reported after the deadline of 2019 in", "data version"))
