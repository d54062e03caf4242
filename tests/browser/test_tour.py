"""The tour: offered once where it covers nothing, led by keyboard, called back; never on the stage or on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

STEPS = 6
LAID = """() => [...document.querySelectorAll(".stMain h1, .stMain .js-plotly-plot, .hc-figure")]
    .map(part => JSON.stringify(part.getBoundingClientRect()))"""
IN_SIGHT = """card => {
    const {left, top, right, bottom} = card.getBoundingClientRect()
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
        && document.documentElement.scrollWidth <= innerWidth && card.scrollWidth <= card.clientWidth
}"""
COVERS = """offer => {
    const box = offer.getBoundingClientRect()
    const read = ".hc-narrow p, .annotation text, [data-testid=stTopNavLink], .st-key-heading *"
    return [...document.querySelectorAll(read)]
        .map(part => part.getBoundingClientRect())
        .some(part => part.width && part.left < box.right && part.right > box.left
            && part.top < box.bottom && part.bottom > box.top)
}"""


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (320, 640)])
def test_it_is_offered_once_and_led_by_keyboard_through_two_pages(
    browse: Callable[..., Any], width: int, height: int
) -> None:
    visit = browse(width=width, height=height, is_new=True, reduced_motion="reduce")
    visit.open("/")
    page, offer = visit.page, visit.page.get_by_role("complementary", name="Tour")
    expect(offer).to_be_visible()
    assert not offer.evaluate(COVERS)
    before = page.evaluate(LAID)
    offer.get_by_role("button", name="New here?").press("Enter")
    expect(offer).to_have_count(0)
    card = page.get_by_role("dialog")
    for step in range(1, STEPS + 1):
        expect(card).to_contain_text(f"{step} of {STEPS}")
        expect(card).to_be_focused()
        assert card.evaluate(IN_SIGHT), step
        spot, target = page.locator(".hc-spot").bounding_box(), card.bounding_box()
        assert spot["width"] > 20
        assert 0 <= spot["y"] + spot["height"] / 2 <= height, (spot, target)
        if step == 1:
            page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
            assert page.evaluate(LAID) == before  # nothing was moved
        if step < STEPS:
            card.get_by_role("button", name="Next").press("Enter")
    assert page.url.endswith("/host_countries")
    card.get_by_role("button", name="Back").press("Enter")
    expect(card).to_contain_text(f"{STEPS - 1} of {STEPS}")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    visit.open("/")
    page.wait_for_timeout(800)
    expect(offer).to_have_count(0)


def test_it_is_called_back_from_the_foot_of_a_page_and_from_the_keys_and_gives_the_focus_back(
    reader: Any,
) -> None:
    page = reader.go("/")
    foot = page.get_by_role("button", name="Tour", exact=True)
    foot.press("Enter")
    expect(page.get_by_role("dialog", name="A figure is a range")).to_be_focused()
    page.keyboard.press("Escape")
    expect(foot).to_be_focused()
    with reader.rerun():
        page.get_by_role("link", name="Sources", exact=True).first.click()
    page.keyboard.press("?")
    page.get_by_role("button", name="Take the tour").click()
    expect(page.get_by_role("dialog", name="A figure is a range")).to_be_focused()
    assert page.url.removesuffix("/") == reader.base
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_it_can_be_refused_and_is_neither_on_paper_nor_on_the_stage(browse: Callable[..., Any]) -> None:
    visit = browse(is_new=True)
    page = visit.page
    visit.open("/")
    offer = page.get_by_role("complementary", name="Tour")
    expect(offer).to_be_visible()
    page.emulate_media(media="print")
    expect(offer).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Skip the tour").click()
    expect(offer).to_have_count(0)
    page.evaluate("localStorage.removeItem('hc-tour')")
    page.goto(f"{visit.base}/stage?view=/&chart=where")
    page.locator("#stage .slide.shown[data-labels]").wait_for()
    assert page.locator(".hc-offer, .hc-tour").count() == 0
    assert page.evaluate("localStorage.getItem('hc-tour')") is None  # nor in what the stage draws from
