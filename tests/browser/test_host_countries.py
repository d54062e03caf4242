"""The map and its list in a real browser: small places by pointer, every place by keyboard, grey print."""

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from look.coded import FILLS
from look.palette import LIGHT

CUT = """buttons => {
    const isCut = part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline"
    return buttons.filter(button => [button, ...button.querySelectorAll("*")].some(isCut)).map(one => one.textContent)
}"""
NAMES_CUT = """options => options.filter(option => {
    const part = option.firstElementChild, named = document.createRange(), edge = part.getBoundingClientRect()
    named.setStart(part.firstChild, 0)
    named.setEnd(part.firstChild, part.textContent.split(" · ")[0].length)
    const {right, bottom} = named.getBoundingClientRect()
    return right > edge.right + 1 || bottom > edge.bottom + 1
}).map(option => option.textContent)"""


def test_a_small_place_is_chosen_by_a_click_on_the_map(reader: Any) -> None:
    page = reader.go("/host_countries?region=europe")
    chart = reader.chart("map")
    rings = next(trace for trace in reader.figure("map")["data"] if trace["name"] == "highest claim")
    malta = [custom[0] for custom in rings["customdata"]].index("MLT")
    group = chart.locator("g.scattergeo").filter(has=page.locator("path.point")).nth(1)  # the small squares come first
    mark = group.locator("path.point").nth(malta)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(chart.locator(".hoverlayer .hovertext")).to_contain_text("Malta")
    with reader.rerun():
        page.mouse.down()
        page.mouse.up()
    assert "iso3=MLT" in page.url
    expect(page.get_by_role("heading", name="Malta", exact=True)).to_be_visible()


def test_in_its_own_middle_each_small_mark_answers_for_its_own_place(reader: Any) -> None:
    page = reader.go("/host_countries")
    chart = reader.chart("map")
    squares = next(trace for trace in reader.figure("map")["data"] if trace["name"] == "small places")
    group = chart.locator("g.scattergeo").filter(has=page.locator("path.point")).first
    assert {"LIE", "BHR", "QAT"} <= {custom[0] for custom in squares["customdata"]}
    for at, custom in enumerate(squares["customdata"]):
        mark = group.locator("path.point").nth(at)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        page.mouse.move(0, 0)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        name = custom[1].split("</b>")[0].removeprefix("<b>")
        expect(chart.locator(".hoverlayer .hovertext")).to_contain_text(name)


def test_a_place_is_reached_and_chosen_by_keyboard_alone(reader: Any) -> None:
    page = reader.go("/host_countries")
    page.get_by_role("combobox", name="Find a place").focus()
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").startswith("China"):
            break
    with reader.rerun():
        page.keyboard.press("Enter")
    assert "iso3=CHN" in page.url
    expect(page.get_by_role("heading", name="China", exact=True)).to_be_visible()


def test_the_view_stays_put_when_a_filter_changes(reader: Any) -> None:
    page = reader.go("/host_countries?region=gulf")
    before = reader.figure("map")["layout"]["geo"]
    with reader.rerun():
        page.locator("[class*=st-key-place-]").get_by_role("radio", name="Kuwait").click()
    after = reader.figure("map")["layout"]["geo"]
    for part in ("projection", "lonaxis", "lataxis"):
        assert after[part] == before[part]


def test_classes_differ_in_grey_print(reader: Any) -> None:
    """The fills of the classes, or the hatching upon them, are apart by lightness alone."""
    reader.go("/host_countries")
    picture = Image.open(io.BytesIO(reader.chart("map").screenshot())).convert("L")
    assert picture.getextrema()[0] < 80  # drawn at all
    grey = {
        status: Image.new("RGB", (1, 1), fill.colour_in(LIGHT)).convert("L").getpixel((0, 0))
        for status, fill in FILLS.items()
    }
    hatch = Image.new("RGB", (1, 1), LIGHT.hatch).convert("L").getpixel((0, 0))
    assert abs(grey["reported_after_deadline"] - grey["no_claim"]) > 25
    assert abs(grey["reported_gone"] - grey["reported_after_deadline"]) > 25
    for hatched in ("reported_before_deadline", "listed_2018_only"):
        assert abs(grey[hatched] - hatch) > 60


def test_a_mark_gives_its_citation_and_the_clipboard_takes_it(copier: Any) -> None:
    page = copier.go("/host_countries?iso3=KWT")
    with copier.rerun():
        copier.chart("in_time").locator(".scatterlayer .points path").first.click(force=True)
    claim = page.url.partition("claim=")[2]
    assert claim
    code = page.get_by_test_id("stCode")
    code.hover()
    code.get_by_role("button", name="Copy").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"row {claim}" in copied
    assert "Grade " in copied


def test_no_name_in_the_list_of_places_is_cut(reader: Any) -> None:
    page = reader.go("/host_countries")
    assert page.locator(".st-key-places button").count() > 20
    assert page.locator(".st-key-places button").evaluate_all(CUT) == []
    page.get_by_role("combobox", name="Find a place").click()
    options = page.get_by_role("option")
    expect(options.filter(has_text="Algeria (DZA)")).to_be_visible()
    assert options.evaluate_all(NAMES_CUT) == []
    page.keyboard.press("Escape")


def test_the_chosen_place_is_told_above_the_fold(reader: Any) -> None:
    page = reader.go("/host_countries?iso3=MLT")
    for fact in ("Lowest to highest", "Claims", "Newest", "Best grade", "Status"):
        box = page.locator(".st-key-panel dt", has_text=fact).first.bounding_box()
        assert box
        assert box["y"] + box["height"] < 768


@pytest.mark.parametrize(
    ("typed", "code", "said"), [("Malta", "MLT", ""), ("UAE", "ARE", ""), ("Tuvalu", "", "Tuvalu")]
)
def test_a_place_that_is_typed_is_chosen_or_named(reader: Any, typed: str, code: str, said: str) -> None:
    page = reader.go("/host_countries")
    page.get_by_role("combobox", name="Find a place").click()
    page.keyboard.type(typed, delay=100)  # as a hand does: the list takes the focus in between
    expect(page.get_by_role("option").first).to_have_text(f"Find {typed}")
    with reader.rerun():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"iso3={code}" if code else "/host_countries")
    assert any(said in told for told in page.get_by_test_id("stAlert").all_inner_texts()) or not said


def test_who_says_so_and_when_is_one_press_away_from_the_panel_of_a_place(reader: Any) -> None:
    page = reader.go("/host_countries?iso3=RUS")
    way = page.get_by_role("link", name="Who says so, and when")
    expect(way).to_be_in_viewport()
    way.click()
    expect(page.get_by_role("heading", name="Who says what about Russia, and when")).to_be_in_viewport()
    expect(
        page.locator(".st-key-chart_in_time .js-plotly-plot text", has_text="Government of Russia")
    ).to_be_in_viewport()
    assert "iso3=RUS" in page.url


def test_a_term_opens_by_key_to_what_it_means_where_it_stands(reader: Any) -> None:
    page = reader.go("/host_countries?iso3=CHN")
    panel = page.locator(".st-key-panel")
    meaning = panel.get_by_text("How directly the claim was seen, not how true it is.")
    expect(meaning).to_be_hidden()
    panel.locator("summary", has_text="Best grade").focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Enter")
    expect(meaning).to_be_hidden()
