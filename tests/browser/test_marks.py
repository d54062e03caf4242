"""The marks of a chart by keyboard: reached with arrows in reading order, ringed, said once, opened and let go."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

CARRIED = """plot => Hovers.of(plot) && plot._fullData
    .filter(trace => trace.customdata?.length && trace.visible === true)
    .flatMap(trace => trace.customdata.map(custom => custom[1]))"""
BOXES = """plot => [plot.querySelector(".hc-ring"), plot.querySelector(".hc-words"), plot]
    .map(part => part.getBoundingClientRect().toJSON())"""
KEEP_SAID = """() => {
    window.said = []
    const isSaid = ({target, addedNodes}) => target.className === "hc-said" && addedNodes.length
    const hear = changes => window.said.push(...changes.filter(isSaid).map(change => change.target.textContent))
    new MutationObserver(hear).observe(document.body, {subtree: true, childList: true})
}"""


def plain(words: str) -> str:
    """What a figure carries for a pointer, as it is said."""
    for sign, letter in {
        "<b>": "",
        "</b>": "",
        " <br>": " ",
        "<br>": ", ",
        "&lt;": "<",
        "&gt;": ">",
        "&#36;": "$",
        "&amp;": "&",
    }.items():
        words = words.replace(sign, letter)
    return words


def reach(visit: Any, key: str) -> Any:
    """The stop of Tab of a chart, with the focus."""
    plot = visit.chart(key).locator(".js-plotly-plot[tabindex]")
    plot.focus()
    return plot


@pytest.mark.parametrize(
    ("path", "key", "scheme", "colours", "size"),
    [
        ("/host_countries?region=asia", "map", "light", "none", (1366, 768)),
        ("/it_workers", "it_claims", "dark", "none", (1366, 768)),
        ("/timeline?lane=nuclear_test", "timeline", "light", "active", (1920, 1080)),
    ],
)
def test_every_mark_is_reached_ringed_and_read_out(
    reader: Any, path: str, key: str, scheme: str, colours: Any, size: tuple[int, int]
) -> None:
    page = reader.go(path, *size, scheme)
    page.emulate_media(forced_colors=colours)
    plot = reach(reader, key)
    wanted = {plain(words) for words in plot.evaluate(CARRIED)}
    heard: list[str] = []
    for _ in range(len(wanted) + 1):
        page.keyboard.press("ArrowRight")
        heard.append(page.locator(".hc-said").text_content())
        if len(heard) > 1 and heard[-1] == heard[-2]:
            break
    assert set(heard) == wanted
    assert len(heard) == len(wanted) + 1  # none twice, and at the end it stays
    reader.settle()  # both are made anew after a drawing that comes late
    for part in (".hc-ring", ".hc-words"):
        expect(plot.locator(part)).to_be_visible()
    *parts, around = plot.evaluate(BOXES)
    for part in parts:
        assert part["x"] >= around["x"] - 8, (part, around)
        assert part["x"] + part["width"] <= around["x"] + around["width"] + 8, (part, around)
    shown = plot.locator(".hc-words").text_content()
    assert shown.replace(" \n", " ").replace("\n", ", ") == heard[-1]
    page.keyboard.press("Home")
    expect(page.locator(".hc-said")).to_have_text(heard[0])
    page.keyboard.press("Escape")
    expect(plot.locator(".hc-ring")).to_have_count(0)
    expect(plot).to_be_focused()


def test_up_and_down_go_from_lane_to_lane_and_enter_opens_and_keeps_the_place(reader: Any) -> None:
    reader.go("/method")  # another view of the same page would have its finding said
    page = reader.go("/timeline")
    reach(reader, "timeline")
    page.evaluate(KEEP_SAID)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".hc-said")).to_contain_text("Resolution 1695")
    for lane in ("UN rapporteur reports forced labour", "Interim repatriation reports fall due"):
        page.keyboard.press("ArrowDown")
        expect(page.locator(".hc-said")).to_contain_text(lane)
    page.keyboard.press("ArrowUp")
    expect(page.locator(".hc-said")).to_contain_text("2019")  # the nearest in time, not the first of the lane
    assert len(page.evaluate("window.said")) == 3 + 1  # each said once
    with reader.rerun():
        page.keyboard.press("Enter")
    assert "event=" in page.url
    expect(page.get_by_test_id("stCode")).to_contain_text(page.url.split("event=")[1].split("&")[0])
    plot = reader.chart("timeline").locator(".js-plotly-plot[tabindex]")
    expect(plot).to_be_focused()
    expect(plot.locator(".hc-ring")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    assert len(page.evaluate("window.said")) == 5, "\n".join(page.evaluate("window.said"))


def test_words_of_the_record_stay_words(reader: Any) -> None:
    page = reader.go("/it_workers")
    plot = reach(reader, "it_claims")
    said = "<b>1</b><br>&lt;img src=x onerror=alert(1)&gt; <img src=y> &#36;x&#36;"
    plot.evaluate("(plot, said) => { plot._fullData[0].customdata[0][1] = said }", said)
    page.keyboard.press("ArrowRight")
    expect(plot.locator(".hc-words")).to_have_text(
        "1\n<img src=x onerror=alert(1)> <img src=y> $x$", use_inner_text=True
    )
    assert page.locator(".hc-words *, .hc-said *").count() == 0


@pytest.mark.parametrize("way", ["click", "Enter"])
def test_a_mark_of_the_front_map_leads_to_its_place_and_back(reader: Any, way: str) -> None:
    page = reader.go("/?known_on=2024-06-01")
    plot = reach(reader, "where")
    page.keyboard.press("End")
    while not (plot.locator(".hc-words").text_content() or "").startswith("Russia"):
        page.keyboard.press("ArrowLeft")
    box = plot.locator(".hc-ring").bounding_box()
    with reader.rerun():
        if way == "Enter":
            page.keyboard.press("Enter")
        else:
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"/host_countries\?iso3=RUS&known_on=2024-06-01$"))
    expect(page.get_by_role("heading", name="Russia", exact=True)).to_be_visible()
    with reader.rerun():
        page.go_back()
    expect(page).to_have_url(re.compile(r"/\?known_on=2024-06-01$"))
