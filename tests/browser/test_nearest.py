"""Where marks overlap, each answers for itself in its own centre."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page

CENTRES = """plot => Hovers.of(plot) && [...plot.querySelectorAll(".scatterlayer .trace")].flatMap(layer => {
    const trace = layer.__data__[0].trace
    return [...layer.querySelectorAll(".point")].map(mark => {
        const box = mark.getBoundingClientRect(), key = trace.customdata?.[mark.__data__.i]?.[0]
        return {key, x: box.x + box.width / 2, y: box.y + box.height / 2, size: Math.max(box.width, box.height)}
    }).filter(mark => mark.key !== undefined && mark.size)
})"""
BARS = """plot => Hovers.of(plot) && [...plot.querySelectorAll(".barlayer .trace")].flatMap(layer => {
    const trace = layer.__data__[0].trace
    return [...layer.querySelectorAll(".point")].map(mark => {
        const box = mark.querySelector("path").getBoundingClientRect(), key = trace.customdata?.[mark.__data__.i]?.[0]
        return {key, x: box.x + box.width / 2, y: box.y + box.height / 2, size: Math.max(box.width, box.height)}
    }).filter(mark => mark.key !== undefined && mark.size)
})"""
LISTEN = """plot => {
    plot.on("plotly_hover", event => { plot.dataset.told = event.points[0].customdata?.[0] ?? "" })
    plot.on("plotly_unhover", () => { delete plot.dataset.told })
}"""


@pytest.mark.parametrize("width", [1366, 1920])
def test_each_mark_answers_for_itself_in_its_own_centre(reader: Any, width: int) -> None:
    page: Page = reader.go("/timeline", width, 1000)
    plot = reader.chart("timeline").locator(".js-plotly-plot")
    plot.scroll_into_view_if_needed()
    plot.evaluate(LISTEN)
    marks = [mark for mark in plot.evaluate(CENTRES) + plot.evaluate(BARS) if 100 < mark["y"] < 990]
    near = sorted((mark for mark in marks if apart(mark, marks) < mark["size"]), key=lambda mark: apart(mark, marks))
    assert len(near) > 10
    assert apart(near[0], marks) < 4  # px: they are hard to tell
    assert wrong(page, plot, near[:30]) == []


@pytest.mark.parametrize("width", [390, 1366])
def test_each_place_on_the_map_of_victims_answers_for_itself(reader: Any, width: int) -> None:
    page: Page = reader.go("/crypto_theft?view=incidents&drawn=place&attribution=any", width, 1000)
    plot = reader.chart("victims").locator(".js-plotly-plot")
    plot.scroll_into_view_if_needed()
    plot.evaluate(LISTEN)
    marks = plot.evaluate(CENTRES.replace(".scatterlayer .trace", "g.scattergeo").replace(".point", "path.point"))
    marks = [mark for mark in marks if 0 < mark["x"] < width and 0 < mark["y"] < 1000]
    assert len({mark["key"] for mark in marks}) > 5
    assert wrong(page, plot, marks) == []


@pytest.mark.parametrize(("key", "least"), [("by_year", 2), ("against", 6)])
def test_each_bar_answers_for_itself_however_thin(reader: Any, key: str, least: int) -> None:
    page: Page = reader.go("/crypto_theft", 1366, 1000)
    plot = reader.chart(key).locator(".js-plotly-plot")
    plot.scroll_into_view_if_needed()
    plot.evaluate(LISTEN)
    bars = [mark for mark in plot.evaluate(BARS) if 0 < mark["y"] < 1000]
    alone = [mark for mark in bars if apart(mark, bars + plot.evaluate(CENTRES)) > 2]
    assert len(alone) >= least
    assert wrong(page, plot, alone) == []


def apart(mark: dict[str, Any], marks: list[dict[str, Any]]) -> float:
    """How far the nearest other mark is, in pixels along both axes together."""
    others = [abs(one["x"] - mark["x"]) + abs(one["y"] - mark["y"]) for one in marks if one["key"] != mark["key"]]
    return min(others, default=float("inf"))


def wrong(page: Page, plot: Locator, marks: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    """The marks in whose centre another answers, with that one."""
    found = []
    for mark in marks:
        page.mouse.move(5, 5)
        page.mouse.move(round(mark["x"]), round(mark["y"]), steps=2)  # a pointer comes from somewhere, to a whole pixel
        for _ in range(10):  # Plotly answers at most so often
            page.wait_for_timeout(50)
            if plot.get_attribute("data-told") == mark["key"]:
                break
        else:
            found.append((mark["key"], plot.get_attribute("data-told")))
    return found
