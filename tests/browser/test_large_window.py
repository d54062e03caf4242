"""In a large window everything is larger."""

from typing import Any

import pytest

EDGES = """frame => {
    const box = part => part.getBoundingClientRect()
    const plot = box(frame.querySelector(".js-plotly-plot")), row = box(frame.querySelector(".hc-take"))
    return {top: plot.top, right: plot.right, end: box(frame).right, bottom: plot.bottom, row: row.top}
}"""


@pytest.mark.parametrize("view", ["/host_countries", "/crypto_theft", "/"])
def test_a_large_window_is_used(reader: Any, view: str) -> None:
    reader.go(view, 1920, 1080)
    assert reader.page.get_by_test_id("stMainBlockContainer").bounding_box()["width"] == 1750
    for frame in reader.page.locator("[class*=st-key-chart_]").all():
        edges = frame.evaluate(EDGES)
        assert abs(edges["right"] - edges["end"]) < 2, edges  # as wide as its place
        assert edges["bottom"] <= edges["row"] + 1, edges  # and above what stands beneath it


def test_in_a_large_window_a_mark_is_hit_where_it_is_seen_and_the_list_ends_with_the_picture(
    reader: Any,
) -> None:
    reader.go("/host_countries", 1920, 1080)
    russia = (
        reader.chart("map")
        .locator(".choroplethlayer path")
        .evaluate_all(
            """shapes => {
            const shape = shapes.find(shape => shape.__data__.loc === "RUS")
            const {left, top, width, height} = shape.getBoundingClientRect()
            return [left + width / 2, top + height / 2]
        }"""
        )
    )
    reader.page.mouse.move(*russia)
    reader.page.mouse.move(russia[0] + 2, russia[1])
    shown = reader.chart("map").locator(".hovertext")
    shown.wait_for()
    assert shown.text_content().startswith("Russia")
    column = reader.page.get_by_test_id("stColumn").filter(has=reader.page.locator(".st-key-chart_map"))
    bottom = sum(column.bounding_box()[side] for side in ("y", "height"))
    places = reader.page.locator(".st-key-places").bounding_box()
    assert abs(places["y"] + places["height"] - bottom) < 2
    with reader.rerun():
        reader.page.mouse.click(*russia)
    assert "iso3=RUS" in reader.page.url
