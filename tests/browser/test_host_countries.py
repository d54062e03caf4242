"""The map and its list in a real browser: small places by pointer, every place by keyboard, grey print."""

import io
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from charts.theme import LIGHT


def test_a_small_place_is_chosen_by_a_click_on_the_map(visit: Any, page: Page) -> None:
    visit.open("/host_countries?region=europe")
    chart = visit.chart("map")
    rings = next(trace for trace in visit.figure("map")["data"] if trace["name"] == "highest claim")
    malta = [custom[0] for custom in rings["customdata"]].index("MLT")
    group = chart.locator("g.scattergeo").filter(has=page.locator("path.point")).nth(1)  # the small squares come first
    box = group.locator("path.point").nth(malta).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(chart.locator(".hoverlayer .hovertext")).to_contain_text("Malta")
    with visit.rerun():
        page.mouse.down()
        page.mouse.up()
    assert "iso3=MLT" in page.url
    expect(page.get_by_role("heading", name="Malta", exact=True)).to_be_visible()


def test_a_place_is_reached_and_chosen_by_keyboard_alone(visit: Any, page: Page) -> None:
    visit.open("/host_countries")
    page.get_by_role("combobox", name="Find a place").focus()
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").startswith("China"):
            break
    with visit.rerun():
        page.keyboard.press("Enter")
    assert "iso3=CHN" in page.url
    expect(page.get_by_role("heading", name="China", exact=True)).to_be_visible()


def test_the_view_stays_put_when_a_filter_changes(visit: Any, page: Page) -> None:
    visit.open("/host_countries?region=gulf")
    before = visit.figure("map")["layout"]["geo"]
    with visit.rerun():
        page.get_by_role("button", name="Kuwait").click()
    after = visit.figure("map")["layout"]["geo"]
    for part in ("projection", "lonaxis", "lataxis"):
        assert after[part] == before[part]


def test_classes_differ_in_grey_print(visit: Any, page: Page) -> None:
    """The fills of the classes, or the hatching upon them, are apart by lightness alone."""
    visit.open("/host_countries")
    picture = Image.open(io.BytesIO(visit.chart("map").screenshot())).convert("L")
    assert picture.getextrema()[0] < 80  # drawn at all
    grey = {
        name: Image.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0)) for name, colour in LIGHT.status.items()
    }
    hatch = Image.new("RGB", (1, 1), LIGHT.hatch).convert("L").getpixel((0, 0))
    assert abs(grey["reported_after_deadline"] - grey["no_claim"]) > 25
    assert abs(grey["reported_gone"] - grey["reported_after_deadline"]) > 25
    for hatched in ("reported_before_deadline", "listed_2018_only"):
        assert abs(grey[hatched] - hatch) > 60
