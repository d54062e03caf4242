"""Where marks overlap, each answers for itself in its own centre, if the two are more than a pixel or two apart."""

from typing import Any

import pytest
from playwright.sync_api import Page

CENTRES = """plot => [...plot.querySelectorAll(".scatterlayer .trace")].flatMap(layer => {
    const trace = layer.__data__[0].trace
    return [...layer.querySelectorAll(".point")].map(mark => {
        const box = mark.getBoundingClientRect(), key = trace.customdata?.[mark.__data__.i]?.[0]
        return {key, x: box.x + box.width / 2, y: box.y + box.height / 2, size: Math.max(box.width, box.height)}
    }).filter(mark => mark.key !== undefined && mark.size)
})"""
LISTEN = """plot => {
    plot.on("plotly_hover", event => { plot.dataset.told = event.points[0].customdata?.[0] ?? "" })
    plot.on("plotly_unhover", () => { delete plot.dataset.told })
}"""


@pytest.mark.parametrize(("path", "key", "width"), [("/timeline", "timeline", 1366), ("/timeline", "timeline", 1920)])
def test_each_mark_answers_for_itself_in_its_own_centre(reader: Any, path: str, key: str, width: int) -> None:
    page: Page = reader.go(path, width, 1000)
    plot = reader.chart(key).locator(".js-plotly-plot")
    plot.scroll_into_view_if_needed()
    plot.evaluate(LISTEN)
    marks = [mark for mark in plot.evaluate(CENTRES) if 0 < mark["y"] < 1000]
    apart = {
        mark["key"]: [
            abs(one["x"] - mark["x"]) + abs(one["y"] - mark["y"]) for one in marks if one["key"] != mark["key"]
        ]
        for mark in marks
    }
    near = [mark for mark in marks if 2 < min(apart[mark["key"]]) < mark["size"]]
    assert len(near) > 3
    wrong = []
    for mark in near[:25]:
        page.mouse.move(5, 5)
        page.mouse.move(mark["x"], mark["y"])
        page.wait_for_timeout(60)
        if plot.get_attribute("data-told") != mark["key"]:
            wrong.append((mark["key"], plot.get_attribute("data-told")))
    assert wrong == []
