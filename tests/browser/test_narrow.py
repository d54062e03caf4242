"""In a window narrower than a chart of lanes is laid out for, it is drawn for the width there is."""

import itertools
from typing import Any

import pytest

READ = """host => {
    const edge = host.getBoundingClientRect(), plot = host.querySelector(".hc-lane-marks").hcPlot
    const box = part => {
        const {left, right, top, bottom} = part.getBoundingClientRect()
        return {left, right, top, bottom, said: part.textContent, size: parseFloat(getComputedStyle(part).fontSize)}
    }
    const size = bar => [+bar.getAttribute("x"), +bar.getAttribute("width")]
    const texts = [...host.querySelectorAll("p > *, p:not(:has(*)), svg text, li.hc-lane-head")]
        .filter(part => part.textContent.trim())
    return {
        left: edge.left, right: edge.right, hidden: getComputedStyle(plot).visibility,
        texts: texts.map(box),
        lanes: [...host.querySelectorAll(".hc-lane")].map(lane => lane.querySelector("p")?.innerText ?? ""),
        grid: [...host.querySelectorAll(".hc-lane-grid line")].map(line => +line.getAttribute("x1")),
        bars: [...host.querySelectorAll(".hc-lane rect[style]")].map(size),
        marks: host.querySelector(".hc-lane-marks").hcMarks.map(mark => mark.custom[0]),
    }
}"""
CARRIED = "plot => Hovers.of(plot) && plot.data.map(trace => trace.customdata ?? [])"
# Words of a vertical axis on which a mark lies; the box of a text is higher than its letters.
UNDER = """host => [...host.querySelectorAll(".hc-lane-tall text.hc-lane-tick")].filter(text => {
    const {left, right, top, bottom} = text.getBoundingClientRect()
    return [...text.ownerSVGElement.querySelectorAll("path[transform*=scale]")].some(mark => {
        const box = mark.getBoundingClientRect()
        return box.left < right && left < box.right && box.top + 4 < bottom && top + 4 < box.bottom
    })
}).map(text => text.textContent)"""
VIEWS = ["/revenue", "/host_countries?iso3=RUS", "/crypto_theft", "/crypto_theft?view=incidents", "/timeline", "/"]


def meetings(texts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The texts that lie over one another."""
    return [
        (a["said"], b["said"])
        for at, a in enumerate(texts)
        for b in texts[at + 1 :]
        if min(a["right"], b["right"]) - max(a["left"], b["left"]) > 2
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 3
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_every_mark_has_a_lane_and_no_words_are_cut_or_meet(reader: Any, view: str) -> None:
    page = reader.go(view, 390, 844)
    for width in (390, 320, 768, 1024):
        page.set_viewport_size({"width": width, "height": 844})
        reader.settle()
        page.wait_for_timeout(400)
        hosts = page.locator(".hc-lanes").all()
        assert hosts
        for host in hosts:
            read = host.evaluate(READ)
            assert read["hidden"] == "hidden"
            assert [text for text in read["texts"] if text["left"] < -1 or text["right"] > width + 1] == []
            assert [text for text in read["texts"] if text["size"] < 12] == []
            assert meetings(read["texts"]) == []
            assert host.evaluate(UNDER) == []
            frame = host.locator("xpath=ancestor::*[contains(@class, 'st-key-chart_')][1]")
            data = frame.locator(".js-plotly-plot").evaluate(
                "plot => Hovers.of(plot) && plot.data.map(trace => trace.customdata ?? [])"
            )
            assert set(read["marks"]) == {custom[0] for trace in data for custom in trace if custom}


def test_marks_in_columns_lie_on_no_other_and_the_map_of_victims_is_whole(reader: Any) -> None:
    page = reader.go("/crypto_theft?view=attribution", 320, 844)
    points = page.locator(".hc-lane").first.locator("path[transform*=scale]")
    points.first.wait_for()
    boxes = points.evaluate_all("all => all.map(part => part.getBoundingClientRect()).map(b => [b.left, b.right])")
    assert all(left[1] <= right[0] + 0.5 for left, right in itertools.pairwise(sorted(boxes)))
    figure, read = reader.figure("matrix"), page.locator(".hc-lanes").evaluate(READ)
    assert page.locator(".hc-lane-scale text").all_text_contents() == figure["layout"]["meta"][0]["ends"]
    assert [text for text in read["texts"] if text["left"] < -1 or text["right"] > 321] == []
    assert meetings(read["texts"]) == []
    assert len(read["marks"]) == sum(len(trace["customdata"]) for trace in figure["data"])
    page = reader.go("/crypto_theft?view=incidents&drawn=place", 320, 844)
    frame, drawing = page.locator(".st-key-chart_victims"), reader.chart("victims").locator(".js-plotly-plot")
    box = drawing.bounding_box()
    assert box["x"] >= 0
    assert 0.85 * 320 < box["width"] <= 320
    sizes = reader.figure("victims")["layout"]["meta"][0]["sizes"]
    assert frame.locator(".hc-sums li").all_text_contents() == list(sizes)
    names = frame.locator(".scattergeo text").locator("visible=true")
    edges = [box for box in (name.bounding_box() for name in names.all()) if box]
    assert edges
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in edges)


def test_a_bar_reaches_from_end_to_end_and_is_read_and_opened(reader: Any) -> None:
    page = reader.go("/revenue", 390, 844)
    host = page.locator(".hc-lanes").first
    host.locator(".hc-lane").first.wait_for()
    read, figure = host.evaluate(READ), reader.figure("revenue_income")
    ticks = figure["layout"]["xaxis"]["tickvals"]
    each = (read["grid"][1] - read["grid"][0]) / (ticks[1] - ticks[0])
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    ends = sorted((base * each, x * each) for trace in bars for base, x in zip(trace["base"], trace["x"], strict=True))
    drawn = sorted((x - read["grid"][0], width) for x, width in read["bars"])
    assert len(ends) == len(drawn) > 3
    assert all(abs(a - x) < 1 and abs(max(b, 1.5) - width) < 1 for (a, b), (x, width) in zip(ends, drawn, strict=True))
    lanes = host.locator(".hc-lane")
    assert lanes.count() == len(figure["layout"]["yaxis"]["ticktext"])
    with reader.rerun():
        lanes.nth(1).click()
    told = page.locator(".hc-lane-told")
    assert read["marks"][1] in page.url
    assert "Grade" in told.inner_text()
    body = page.locator(".hc-lane-marks").first
    body.focus()
    page.keyboard.press("Home")
    assert page.locator(".hc-said").text_content().startswith(told.inner_text().split("\n")[0])
    with reader.rerun():
        page.keyboard.press("Enter")
    assert read["marks"][0] in page.url
    page.set_viewport_size({"width": 1366, "height": 768})
    reader.settle()
    assert not host.is_visible()
    assert reader.chart("revenue_income").is_visible()


def test_of_marks_that_overlap_each_answers_in_its_own_centre(reader: Any) -> None:
    page = reader.go("/crypto_theft", 390, 844)
    body = page.locator(".st-key-chart_by_year .hc-lane-marks")
    body.locator(".hc-lane").first.wait_for()
    centres = """body => body.hcMarks.map(({svg, box, item, key}) => {
        item.scrollIntoView({block: "center"})
        const edge = svg.getBoundingClientRect()
        return [edge.left + (box.left + box.right) / 2, edge.top + (box.top + box.bottom) / 2, key]
    })"""
    marks = body.evaluate(centres)
    apart = [[abs(x - u) + abs(y - v) for u, v, _ in marks if (u, v) != (x, y)] for x, y, _ in marks]
    near = [mark for mark, others in zip(marks, apart, strict=True) if 2 < min(others) < 8]
    assert len(near) > 5
    tell = """(body, marks) => marks.map(([x, y]) => {
        document.querySelectorAll(".hc-lane-told").forEach(part => part.remove())
        document.elementFromPoint(x, y).dispatchEvent(new MouseEvent("click", {clientX: x, clientY: y, bubbles: true}))
        return [...body.querySelectorAll(".hc-lane-told")].map(part => part.textContent.split("\\n")[0]).join()
    })"""
    words = dict(body.evaluate("body => body.hcMarks.map(({key, custom}) => [key, Marks.lines(custom[1])[0]])"))
    with reader.rerun():  # the page shows the last of them
        told = body.evaluate(tell, near)
    assert told == [words[key] for *_, key in near]


CUT = """parts => parts.flatMap(part => [part, ...part.querySelectorAll("*")])
    .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline")
    .map(part => part.textContent)"""


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_what_a_search_finds_is_read_to_its_end(reader: Any, width: int) -> None:
    found = reader.go("/search?q=Panel", width, 800).locator("[class*=st-key-listed_] [data-testid=stPageLink]")
    assert found.count() > 3
    assert found.evaluate_all(CUT) == []


def test_the_caption_of_a_wide_table_is_read_whole_wherever_it_is_scrolled(reader: Any) -> None:
    table = reader.go("/method", 390, 844).locator(".hc-table:has(caption)").first
    assert table.evaluate("table => table.scrollWidth > table.clientWidth")
    for left in (0, 200):
        table.evaluate("(table, left) => { table.scrollLeft = left }", left)
        frame, caption = table.bounding_box(), table.locator("caption").bounding_box()
        assert caption["x"] >= frame["x"] - 1
        assert caption["x"] + caption["width"] <= frame["x"] + frame["width"] + 1
