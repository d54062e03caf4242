"""Korean, Japanese and Chinese names are drawn with our own letters, whatever the machine has."""

from typing import Any

from playwright.sync_api import Page

SELECTOR = "[data-testid=stMain] .written"
WRITE = """names => {
    const line = document.createElement("p")
    line.className = "written"
    line.textContent = names
    document.querySelector("[data-testid=stMain]").append(line)
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


def test_names_are_drawn_with_letters_that_come_with_us(visit: Any, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit.open("/method")
    assert not any("/look/hangul." in url for url in asked)  # nobody fetches what no letter needs
    fonts = fonts_of(page, "Russia 러시아 ロシア 俄罗斯 俄羅斯")
    assert len(fonts) > 1
    assert all(fonts.values()), fonts
    assert {script for script in ("hangul", "kana", "han") if any(f"/look/{script}." in url for url in asked)} == {
        "hangul",
        "kana",
        "han",
    }


def test_a_letter_that_we_do_not_show_is_seen_to_come_from_the_machine(visit: Any, page: Page) -> None:
    visit.open("/method")
    assert not all(fonts_of(page, "龘").values())
