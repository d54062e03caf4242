"""What holds for every page of the dashboard, whichever it is: each is gone to once, in light."""

import csv
import io
import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.looks import COVER, COVERED, OUTSIDE, SCROLLS_SIDEWAYS, SMALL, faults_of_access

READ_NAME = "chart => (chart.closest('[role=figure]') ?? chart).getAttribute('aria-label') ?? ''"
READ_TEXT = """all => all.flatMap(svg => [...svg.querySelectorAll("text tspan.line, text:not(:has(tspan.line))")]
    .map(text => text.textContent)).join(" ")"""
IS_WIDER = """chart => {
    const frame = chart.closest("[class*=st-key-chart_]")
    return frame.scrollWidth > frame.clientWidth + 1
}"""
SIZES = """frame => [...frame.querySelectorAll(".js-plotly-plot text, .hc-lanes :is(text, p)")]
    .filter(text => text.textContent.trim() && text.checkVisibility({visibilityProperty: true}))
    .map(text => {
        const plot = text.closest(".js-plotly-plot"), {width} = plot?.getBoundingClientRect() ?? {width: 1}
        return parseFloat(getComputedStyle(text).fontSize) * width / (plot?.offsetWidth ?? 1)
    })"""
"""The sizes (px) in which the letters of a chart are seen."""
BENEATH = """frame => {
    const parts = frame.querySelectorAll(".hc-lanes, .js-plotly-plot :is(text, path)")
    const seen = [...parts].filter(part => part.checkVisibility({visibilityProperty: true}))
    const ends = seen.map(part => part.getBoundingClientRect().bottom)
    return frame.querySelector("p.hc-narrow").getBoundingClientRect().top - Math.max(...ends)
}"""
"""The gap (px) between a drawing and its footer."""
LEAST_TARGET = 24
LAPTOPS = ((1280, 720), (1366, 768))
CHARTLESS = {"/sources", "/method", "/search", "/changes"}
"""Pages of words and tables, and one that draws nothing until it is asked."""
ROWLESS = {"/method", "/search", "/changes"}
"""Pages without rows to take away: the words of the method, and two that show nothing until they are asked."""


@pytest.fixture(scope="module")
def light(tab: Any, address: str) -> Any:
    """The page at 1366x768 in the light theme, gone to once for all tests of this file."""
    tab.go(address)
    yield tab
    faults = tab.faults[:]
    tab.faults.clear()
    assert faults == []


def test_one_heading_and_a_title_of_its_own(light: Any, address: str) -> None:
    headings = light.page.locator("h1")
    expect(headings).to_have_count(1)
    expect(light.page).to_have_title(f"{headings.inner_text()} · Hard Currency")
    assert light.page.locator("html").get_attribute("lang") == "en"


def undrawn(visit: Any) -> list[str]:
    """What is wrong with the charts on the page: without a name, without its words, or too small to be one."""
    faults, names = [], []
    for chart in visit.charts():
        name = chart.evaluate(READ_NAME)
        words = chart.locator(".js-plotly-plot").evaluate("plot => plot.layout.meta[0]")
        drawn = re.sub(r"\s+", " ", chart.locator("svg.main-svg").evaluate_all(READ_TEXT))
        box = chart.bounding_box()
        faults += [f"{name}: no name of its own"] if len(name) <= 30 or name in names else []
        faults += [f"{name}: {part} not drawn" for part in ("title", "footer") if words[part] not in drawn]
        faults += [] if box and box["width"] > 300 and box["height"] > 150 else [f"{name}: {box}"]
        faults += [f"{name}: wider than its frame"] if chart.evaluate(IS_WIDER) else []
        names.append(name)
    return faults


def late(visit: Any) -> list[str]:
    """The windows of a laptop in whose upper half the first chart of the view, if it has one, does not begin."""
    faults = []
    for width, height in LAPTOPS:
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.settle()
        tops = [chart.bounding_box()["y"] for chart in visit.charts()[:1]]
        faults += [f"{visit.page.url} at {width}x{height}: {top}" for top in tops if top > height / 2]
    return faults


def test_every_chart_is_drawn_and_has_a_name(light: Any) -> None:
    assert undrawn(light) == []


def test_the_chart_begins_in_the_upper_half_of_a_laptop(light: Any, address: str) -> None:
    assert late(light) == []
    assert bool(light.charts()) == (address not in CHARTLESS)


def test_no_fault_of_access_in_light(light: Any) -> None:
    assert faults_of_access(light.page) == []


def test_every_other_view_is_as_whole(light: Any) -> None:
    """The views that a page's own control leads to, each on the first that the page opens with."""
    views = light.page.locator("[class*=st-key-view-]").get_by_role("radio")
    for at in range(1, views.count()):
        with light.rerun():
            views.nth(at).click()
        assert undrawn(light) == []
        assert late(light) == []
        assert faults_of_access(light.page) == []
        assert not light.page.evaluate(SCROLLS_SIDEWAYS)
    if views.count():
        with light.rerun():
            views.first.click()


def test_a_page_gives_as_many_rows_as_it_says(light: Any, address: str) -> None:
    """Each download of a page holds the rows that its button counts, and a second file describes its columns."""
    page = light.page
    for part in page.locator("[data-testid=stExpander] details").all():
        if part.get_attribute("open") is None:
            part.locator("summary").click()
    groups = page.locator("[class*=st-key-downloads_]").all()
    for group in groups:
        button = group.get_by_role("button", name=re.compile("CSV"))
        with page.expect_download() as rows:
            button.click()
        with page.expect_download() as words:
            group.get_by_role("button", name=re.compile("columns")).click()
        taken = list(csv.DictReader(io.StringIO(Path(rows.value.path()).read_text("utf-8"))))
        told = re.search(r"these ([\d,]+) row", button.inner_text())
        assert told is not None
        assert len(taken) == int(told[1].replace(",", "")) > 0
        described = json.loads(Path(words.value.path()).read_text("utf-8"))["fields"]
        assert [field["name"] for field in described] == list(taken[0])
    assert bool(groups) != (address in ROWLESS)


def test_what_is_pressed_is_large_enough(light: Any) -> None:
    """Links within a sentence apart, and texts of a field, which is pressed as a whole."""
    assert light.page.evaluate(SMALL, LEAST_TARGET) == []
    assert len(light.page.evaluate(SMALL, 60)) > 5, "what is smaller is found"


def test_what_has_the_focus_is_never_covered(light: Any) -> None:
    """Backwards, so that each comes into the window from above, where the header and the headings of tables stand."""
    found = light.page.evaluate(COVERED)
    assert found["tried"] > 5
    assert found["covered"] == []
    light.page.evaluate(COVER)
    assert light.page.evaluate(COVERED)["covered"], "what lies under something is found"
    light.page.locator("#cover").evaluate("cover => cover.remove()")


def test_with_text_twice_as_large_nothing_scrolls_sideways(light: Any) -> None:
    html = light.page.locator("html")
    html.evaluate("html => html.style.setProperty('font-size', '32px')")
    light.settle()
    assert not light.page.evaluate(SCROLLS_SIDEWAYS)
    html.evaluate("html => html.style.removeProperty('font-size')")


def test_nothing_scrolls_sideways_nor_stands_outside(light: Any) -> None:
    """683 px are a window of 1366 at twice the size; what narrower ones hold is looked at below."""
    for width in (1366, 683):
        light.page.set_viewport_size({"width": width, "height": 844})
        light.settle()
        assert not light.page.evaluate(SCROLLS_SIDEWAYS), f"at {width} px"
        assert light.page.evaluate(OUTSIDE) == [], f"at {width} px"
    title = light.page.locator("h1")
    title.evaluate("title => { title.style.width = '3000px' }")
    assert light.page.evaluate(SCROLLS_SIDEWAYS), "what is too wide is found"
    assert light.page.evaluate(OUTSIDE), "what stands outside is found"
    title.evaluate("title => { title.style.width = '' }")


def meet(a: Any, b: Any) -> bool:
    """Whether two boxes cover a part of one another."""
    return all(a[at] < b[at] + b[size] and b[at] < a[at] + a[size] for at, size in (("x", "width"), ("y", "height")))


def test_on_a_phone_the_finding_and_the_source_are_read_without_scrolling_sideways(light: Any) -> None:
    """Title, subtitle and footer stand around a chart as text, once, within the window."""
    for width in (390, 320):
        light.page.set_viewport_size({"width": width, "height": 844})
        light.settle()
        assert not light.page.evaluate(SCROLLS_SIDEWAYS), f"at {width} px"
        assert light.page.evaluate(OUTSIDE) == [], f"at {width} px"
        for chart in light.charts():
            words = chart.locator(".js-plotly-plot").evaluate("plot => plot.layout.meta[0]")
            frame = chart.locator("xpath=ancestor::*[contains(@class, 'st-key-chart_')][1]")
            told = frame.locator(".hc-narrow")
            assert [re.sub(r"\s+", " ", text).strip() for text in told.all_inner_texts()] == [
                " ".join(filter(None, (words["title"], words["subtitle"]))),
                words["footer"],
            ]
            boxes = [box for box in (each.bounding_box() for each in told.all()) if box]
            assert len(boxes) == 2
            assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
            assert not frame.locator(".annotation[data-index='0']").is_visible()
            lines = [part.bounding_box() for part in frame.locator(".hc-lane-key span").all()]
            assert all(line["height"] < 24 for line in lines if line), "a mark and its meaning stand in one line"
            if "key" in words:
                glyphs = frame.locator(".hc-lane-key span")
                assert glyphs.all_text_contents() == [f"{glyph}{said}" for glyph, _, said in words["key"]]
            if "legend" in words:  # a map of hosts is seen whole, its legend is text
                drawing = chart.locator(".js-plotly-plot").bounding_box()
                assert drawing["x"] >= 0
                assert width * 0.85 < drawing["width"] <= width
                counts = frame.locator(".hc-legend ul").first.locator("b").all_inner_texts()
                assert [int(count) for count in counts] == list(words["legend"].values())
                names = frame.locator(".scattergeo text")
                expect(names.locator("visible=true").nth(7)).to_have_count(0)
                expect(names.locator("visible=true").first).to_be_visible()
                boxes = [name.bounding_box() for name in names.locator("visible=true").all()]
                assert [pair for pair in combinations(boxes, 2) if meet(*pair)] == [], f"at {width} px"
                assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
        if light.page.locator(".hc-fold").count():
            choices = light.page.locator(".st-key-choices :is([role=radiogroup], [role=combobox])").first
            fold = light.page.locator(".hc-fold")
            expect(choices).to_be_hidden()
            fold.click()
            expect(choices).to_be_visible()
            expect(fold).to_have_attribute("aria-expanded", "true")
            fold.click()
            expect(choices).to_be_hidden()
    light.page.set_viewport_size({"width": 1366, "height": 768})
    light.settle()
    assert light.page.locator(":is(.hc-narrow, .hc-legend, .hc-fold):visible").count() == 0


def test_on_a_tablet_every_chart_is_seen_whole(light: Any) -> None:
    """The newest years stand at the right end of a chart: a window of 1024 px shows them without scrolling, in letters
    that are large enough to read, and what is said beneath a drawing follows it."""
    light.page.set_viewport_size({"width": 1024, "height": 768})
    light.settle()
    for chart in light.charts():
        frame = chart.locator("xpath=ancestor::*[contains(@class, 'st-key-chart_')][1]").bounding_box()
        around = chart.locator("xpath=ancestor::*[contains(@class, 'st-key-chart_')][1]")
        lanes = around.locator(".hc-lanes")
        drawing = (lanes if lanes.count() else chart.locator(".js-plotly-plot")).bounding_box()
        assert frame["x"] - 1 <= drawing["x"]
        assert drawing["x"] + drawing["width"] <= frame["x"] + frame["width"] + 1
        assert min(around.evaluate(SIZES)) > 11.9
        assert 0 <= around.evaluate(BENEATH) < 50
    light.page.set_viewport_size({"width": 1366, "height": 768})
    light.settle()


def test_nothing_was_asked_of_others_and_nothing_failed(light: Any) -> None:
    assert light.faults == []
    expect(light.page.get_by_test_id("stException")).to_have_count(0)
