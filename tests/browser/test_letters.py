"""Korean, Japanese and Chinese names are drawn with our own letters, whatever the machine has."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

SELECTOR = ".written"
WRITE = """names => {
    const line = document.createElement("p")
    line.className = "written"
    line.textContent = names
    document.querySelector("[data-testid=stMain], h2").append(line)
    return document.fonts.ready.then(() => new Promise(done => setTimeout(done, 1500)))
}"""


def fonts_of(page: Page, names: str) -> dict[str, bool]:
    """The fonts with which some names are drawn: by name, whether they come from a page."""
    page.evaluate(WRITE, names)
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": SELECTOR})["nodeId"]
    found = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {font["familyName"]: font["isCustomFont"] for font in found}


def scripts_among(asked: list[str]) -> set[str]:
    """The scripts whose font stands among the addresses that were asked for."""
    return {script for script in ("hangul", "kana", "han") if any(f"/look/{script}." in url for url in asked)}


@pytest.mark.parametrize("path", ["/method", "/stage"])
def test_names_are_drawn_with_letters_that_come_with_us(browse: Callable[..., Any], path: str) -> None:
    visit = browse(locale=f"en-x-{path.strip('/')}")  # a tab of its own: in another such fonts may be at hand already
    page: Page = visit.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    if path == "/stage":
        page.goto(visit.base + path)
        expect(page.get_by_role("heading", name="Talks")).to_be_visible()
    else:
        visit.open(path)
    assert scripts_among(asked) == set()  # nobody fetches what no letter needs
    fonts = fonts_of(page, "Russia 러시아 ロシア 俄罗斯 俄羅斯")
    assert len(fonts) > 1
    assert all(fonts.values()), fonts
    assert scripts_among(asked) == {"hangul", "kana", "han"}


def test_a_letter_that_we_do_not_show_is_seen_to_come_from_the_machine(visit: Any, page: Page) -> None:
    visit.open("/method")
    assert not all(fonts_of(page, "Ա").values())
