"""What a reader sees before the front end has drawn the page, and that it goes when it has."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.looks import faults_of_access

FRONT_END = "**/static/js/index.*"
CHARTS = "**/static/js/PlotlyChart.*"
# In which order the first shape of the map and the table beneath it come to stand on the page.
WATCH = """(() => {
    const come = window.come = [], parts = [".choroplethlayer path", ".hc-table"]
    const look = () => come.push(...parts.filter(part => !come.includes(part) && document.querySelector(part)))
    new MutationObserver(look).observe(document, {childList: true, subtree: true})
})()"""
PAPER = "part => getComputedStyle(part).backgroundColor"


@pytest.mark.parametrize(
    ("path", "width", "height", "scheme"),
    [("/", 1366, 768, "light"), ("/host_countries?iso3=RUS", 1920, 1080, "dark")],
)
def test_the_finding_and_the_picture_stand_where_they_will_stand(
    reader: Any, path: str, width: int, height: int, scheme: str
) -> None:
    page = reader.go(path, width, height, scheme)
    first, plot = page.locator("#hc-first"), page.locator(".js-plotly-plot").first
    expect(first).to_have_count(0)
    finding = plot.evaluate("plot => plot.layout.meta[0].title")
    there, paper = plot.bounding_box(), page.get_by_test_id("stApp").evaluate(PAPER)

    page.route(FRONT_END, lambda route: None)
    page.reload(wait_until="commit")
    expect(first.get_by_role("heading", level=2)).to_have_text(finding)
    picture = first.locator("[role=img] svg")
    expect(picture).to_be_visible()
    before = picture.bounding_box()
    assert abs(before["x"] - there["x"]) < 4
    assert there["y"] < before["y"] < there["y"] + there["height"] / 2
    assert first.evaluate("first => first.scrollWidth <= innerWidth")
    assert first.evaluate(PAPER) == paper
    assert faults_of_access(page) == []
    with reader.rerun():
        page.unroute(FRONT_END)  # which lets go of what was held
    expect(first).to_have_count(0)


def test_a_page_without_a_chart_is_there_when_its_script_has_run(reader: Any) -> None:
    page = reader.open("/method")
    expect(page.locator("#hc-first")).to_have_count(0)


def test_the_map_is_drawn_before_the_table_beneath_it(visit: Any, page: Any) -> None:
    visit.context.add_init_script(WATCH)
    visit.open("/host_countries")
    expect(page.locator("#hc-first")).to_have_count(0)
    assert page.evaluate("come") == [".choroplethlayer path", ".hc-table"]
    expect(page.get_by_test_id("stMain").locator(".hc-print")).to_be_attached()  # the last of the page


def test_a_chart_that_does_not_come_holds_nothing_up(visit: Any, page: Any) -> None:
    page.route(CHARTS, lambda route: None)
    page.goto(f"{visit.base}/host_countries", wait_until="commit")
    expect(page.locator(".hc-table")).to_be_attached()
    expect(page.locator("#hc-first")).to_be_attached()
    page.unroute(CHARTS)
    expect(page.locator("#hc-first")).to_have_count(0)
