"""What our scripts say is in the language of the page: on pages that are all theirs, and on those of the front end."""

import json
from typing import Any

from playwright.sync_api import Page, expect

from language.messages import plural, speaking, tr
from language.pseudo import marked
from tests.unmarked import unmarked

KEYS = {"v", "o", "n", "p", "j, k", "b", "f", "?", "Esc"}


def test_the_stage_and_the_basket_say_all_in_the_language_of_their_link(visit: Any, page: Page, server: str) -> None:
    page.goto(f"{server}/stage?lang=xx")
    expect(page.locator("#panel h2")).to_have_text(marked("Talks"))
    with speaking("xx"):
        expect(page.locator("#panel li").first).to_contain_text(plural("{n} slide", "{n} slides", 6))
        gathered = tr("{act}: {what}", act=tr("Later"), what="Rome")
    for link in page.locator("#panel a").all():
        assert "lang=xx" in (link.get_attribute("href") or "")
    page.evaluate("items => localStorage.setItem('hc-basket', JSON.stringify(items))", [
        {"view": "/host_countries?iso3=MLT", "chart": "map", "title": "Rome", "version": ""},
    ])  # fmt: skip
    page.goto(f"{server}/basket?lang=xx")
    expect(page.get_by_role("button", name=gathered)).to_be_visible()
    assert page.locator("#items a").get_attribute("href") == "/host_countries?iso3=MLT&lang=xx"
    assert json.loads(page.locator("body").get_attribute("data-told") or "")["document"] == "/basket/document?lang=xx"
    said = page.locator("main").inner_text().splitlines()
    assert [text for line in said for text in unmarked(line)] == [
        *("Hard Currency", "Rome", " · /host_countries?iso3=MLT", "PowerPoint", "PDF"),
    ]
    page.evaluate("localStorage.clear()")


def test_keys_and_tour_of_a_page_are_in_its_language(visit: Any, page: Page) -> None:
    visit.open("/search?lang=xx")
    page.keyboard.press("?")
    expect(page.locator("#hc-keys")).to_have_text(marked("Keys of this page"))
    said = page.locator(".hc-keys").inner_text().splitlines()
    left = {text.strip(" ,") for line in said for text in unmarked(line)} - {""}
    assert left <= KEYS | {"Enter", "Tab", "t"}
