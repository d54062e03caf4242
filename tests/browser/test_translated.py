"""A tool that translates a page or marks its words never leaves the name of one place over another's figures."""

from typing import Any

from playwright.sync_api import Page, expect

TEXTS = """() => {
    const texts = [], root = document.querySelector("[data-testid=stMain]")
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const isShown = text => text.data.trim() && text.parentNode.nodeName !== "STYLE" && !text.parentNode.closest("svg")
    while (walk.nextNode()) if (isShown(walk.currentNode)) texts.push(walk.currentNode)
    const made = (name, ...inside) => { const one = document.createElement(name); one.append(...inside); return one }
    for (const text of texts) { %s }
}"""
WAYS = {
    "Kuwait": "const outer = made('font'); text.before(outer); outer.append(made('font', text))",
    "Malta": "text.replaceWith(made('font', made('font', `[${text.data}]`)))",
    "Qatar": "text.before(made('font', `[${text.data}]`)); text.remove()",
    "Poland": "text.after(made('font', `[${text.data}]`))",
    "Namibia": "text.replaceWith(...text.data.split(/(?<= )/).map(word => made('span', word)))",
    "China": "if (text.length > 3) text.splitText(2)",
}
"""What such tools do to each text: the place that is chosen afterwards, and how."""


def test_no_tool_leaves_a_name_over_the_figures_of_another_place(visit: Any, page: Page) -> None:
    visit.open("/host_countries?iso3=RUS")
    for place, way in WAYS.items():
        page.evaluate(TEXTS % way)
        field = page.locator("[class*=st-key-iso3-] input").first
        field.fill(place)
        page.wait_for_timeout(300)
        with visit.rerun():
            field.press("Enter")
        heading = page.get_by_test_id("stMain").get_by_role("heading", level=2).first
        expect(heading).to_have_text(place)
        assert page.get_by_test_id("stMain").locator("h2", has_text="Russia").count() == 0
        told = page.locator(".hc-note")
        if place == "Kuwait":
            expect(told).to_contain_text("asks not to be translated")
