"""Names are drawn with letters that come with us, whatever the machine has, and none is fetched that no name needs."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from loaders.letters import SCRIPTS

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


def fonts_among(asked: list[str]) -> set[str]:
    """The fonts whose address stands among those that were asked for, each by the beginning of its name."""
    return {url.rpartition("/")[2].partition(".")[0] for url in asked if ".woff2" in url}


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
    before = fonts_among(asked)
    assert {"sans", "serif"} <= before
    assert not before & {"SourceSansVF-Upright", "SourceSerifVariable-Roman", "MaterialSymbols-Rounded", *SCRIPTS}
    fonts = fonts_of(page, "Russia Россия 러시아 ロシア 俄罗斯 俄羅斯")
    assert len(fonts) > 1
    assert all(fonts.values()), fonts
    whole = fonts_among(asked) - before - {*SCRIPTS}
    assert whole == (
        {"SourceSansVF-Upright"} if path == "/method" else {"SourceSerifVariable-Roman"}
    )  # there a heading
    assert {*SCRIPTS} <= fonts_among(asked)


def test_every_sign_on_a_page_is_a_sign_and_no_word(reader: Any) -> None:
    page: Page = reader.go("/host_countries?iso3=RUS")
    signs = page.get_by_test_id("stIconMaterial")
    assert signs.count() > 4
    for sign in signs.all():
        if sign.is_visible():
            size = sign.evaluate("it => [it.scrollWidth, parseFloat(getComputedStyle(it).fontSize)]")
            assert size[0] <= size[1] + 1, sign.inner_text()


def test_a_letter_that_we_do_not_show_is_seen_to_come_from_the_machine(reader: Any) -> None:
    page: Page = reader.go("/method")
    assert not all(fonts_of(page, "Ա").values())
    page.locator(SELECTOR).evaluate("line => line.remove()")
