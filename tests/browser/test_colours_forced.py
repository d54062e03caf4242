"""Colours that the reader's system forces on the page: what has the focus and what is chosen can still be told."""

from typing import Any

from playwright.sync_api import Page

OUTLINE = """part => { const found = []
    for (let at = part; at && found.length < 4; at = at.parentElement) {
        const style = getComputedStyle(at)
        found.push(style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
    }
    return found.some(Boolean) }"""
GROUND = "part => getComputedStyle(part).backgroundColor"
PLACES = [
    "[class*=st-key-years-] input >> nth=0",
    ".st-key-places button >> nth=3",
    "[data-testid=stPageLink] a >> nth=0",
    "[data-testid=stPopoverButton] >> nth=0",
    "[data-play]",
    ".hc-take button >> nth=0",
    "input[aria-label='What is counted']",
]


def forced(reader: Any, path: str) -> Page:
    """A page in a dark theme of high contrast."""
    page: Page = reader.go(path, scheme="dark")
    page.emulate_media(forced_colors="active")
    return page


def test_focus_is_seen_on_every_kind_of_control(reader: Any) -> None:
    page = forced(reader, "/host_countries")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    page.keyboard.press("Tab")  # from here on, what has the focus shows it
    for place in PLACES:
        part = page.locator(place)
        part.focus()
        assert part.evaluate(OUTLINE), place
        part.blur()
        assert not part.evaluate(OUTLINE), place


def test_what_is_chosen_differs_from_what_is_not(reader: Any) -> None:
    page = forced(reader, "/crypto_theft")
    views = page.locator("[class*=st-key-view-]").get_by_role("radio")
    grounds = [view.evaluate(GROUND) for view in views.all()]
    chosen = [view.get_attribute("aria-checked") == "true" for view in views.all()]
    assert sum(chosen) == 1
    assert len({*grounds}) == 2
    assert grounds.count(grounds[chosen.index(True)]) == 1
    links = page.locator("[data-testid=stTopNavLinkContainer] a")
    assert len({link.evaluate(GROUND) for link in links.all()}) == 2


def test_a_theme_that_changes_while_a_page_is_read_changes_all_of_it(reader: Any) -> None:
    page = reader.go("/crypto_theft")
    ink = "part => getComputedStyle(part).fill"
    title = page.locator(".annotation-text").first
    before = (page.locator("body").evaluate(GROUND), title.evaluate(ink))
    reader.turn("dark")
    after = (page.locator("body").evaluate(GROUND), title.evaluate(ink))
    assert before[0] != after[0]
    assert before[1] != after[1]
