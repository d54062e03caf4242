"""What holds for every page of the dashboard, whichever it is: each is opened once in light and once in dark."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

AXE = Path(__file__).with_name("axe") / "axe.min.js"
READ_NAME = "chart => (chart.closest('[role=figure]') ?? chart).getAttribute('aria-label') ?? ''"
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def light(chromium: Browser, server: str, address: str, visit_class: Any) -> Iterator[Any]:
    """The page at 1366x768 in the light theme, opened once for all tests of this file."""
    visit = visit_class(chromium, server, 1366, 768, "light")
    visit.open(address)
    yield visit
    visit.context.close()


def faults_of_access(visit: Any) -> list[str]:
    """Every fault that axe-core finds, of whatever weight, with the elements that have it."""
    visit.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = visit.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 30
    return [
        f"{fault['impact']}: {fault['id']}: {[node['html'][:200] for node in fault['nodes'][:4]]}"
        for fault in found["violations"]
    ]


def test_one_heading_and_a_title_of_its_own(light: Any, address: str) -> None:
    headings = light.page.locator("h1")
    expect(headings).to_have_count(1)
    expect(light.page).to_have_title(f"{headings.inner_text()} · Hard Currency")
    assert light.page.locator("html").get_attribute("lang") == "en"


def test_every_chart_is_drawn_and_has_a_name(light: Any) -> None:
    names = [chart.evaluate(READ_NAME) for chart in light.charts()]
    assert all(len(name) > 30 for name in names), names
    assert len(set(names)) == len(names)
    for chart in light.charts():
        words = chart.locator(".js-plotly-plot").evaluate("plot => plot.layout.meta")
        drawn = re.sub(
            r"\s+",
            " ",
            chart.locator("svg.main-svg").evaluate_all(
                "all => all.flatMap(svg => [...svg.querySelectorAll('text tspan.line, text:not(:has(tspan.line))')]"
                ".map(text => text.textContent)).join(' ')"
            ),
        )
        assert words["title"] in drawn
        assert words["footer"] in drawn
        box = chart.bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 150


def test_no_fault_of_access_in_light(light: Any) -> None:
    assert faults_of_access(light) == []


def test_nothing_scrolls_sideways(light: Any) -> None:
    for width in (1366, 390):
        light.page.set_viewport_size({"width": width, "height": 844})
        light.settle()
        assert not light.page.evaluate(SCROLLS_SIDEWAYS), f"at {width} px"


def test_nothing_was_asked_of_others_and_nothing_failed(light: Any) -> None:
    assert light.faults == []
    expect(light.page.get_by_test_id("stException")).to_have_count(0)


def test_no_fault_of_access_in_dark(browse: Any, address: str) -> None:
    visit = browse(scheme="dark")
    visit.open(address)
    assert faults_of_access(visit) == []
    assert visit.page.locator("body").evaluate("body => getComputedStyle(body).colorScheme") != "light"
