"""What a choice changed is said once to who listens, and nothing that stayed as it was."""

from typing import Any

from playwright.sync_api import Page, expect

SAID = ".hc-said[role=status]"
KEEP_SAID = """() => {
    const isHeard = "said" in window
    window.said = []
    if (isHeard) return
    const isSaid = ({target, addedNodes}) => target.className === "hc-said" && addedNodes.length
    const hear = changes => window.said.push(...changes.filter(isSaid).map(change => change.target.textContent))
    new MutationObserver(hear).observe(document.body, {subtree: true, childList: true})
}"""


def heard(page: Page, last: str | None = None) -> list[str]:
    """All that was said since `KEEP_SAID`, the last of it awaited, and half a second more."""
    if last is not None:
        expect(page.locator(SAID)).to_have_text(last)
    page.wait_for_timeout(600)
    said: list[str] = page.evaluate("said")
    return said


def test_a_page_that_is_begun_says_nothing_and_has_its_region_ready(reader: Any) -> None:
    page = reader.open("/timeline")
    page.wait_for_timeout(600)
    expect(page.locator(SAID)).to_have_count(1)
    expect(page.locator(SAID)).to_have_text("")
    page.evaluate(KEEP_SAID)
    with reader.rerun():
        page.get_by_role("link", name="Compare").first.click()
    assert heard(page) == []


def test_the_new_finding_is_said_once(reader: Any) -> None:
    page = reader.go("/it_workers")
    page.wait_for_timeout(600)
    page.evaluate(KEEP_SAID)
    with reader.rerun():
        page.get_by_role("radio", name="Income").click()
    words = reader.figure("it_claims")["layout"]["meta"][0]
    finding = f"{words['title']}. {words['subtitle']}"
    assert heard(page, finding) == [finding]


def test_a_choice_that_changes_no_finding_is_not_said(reader: Any) -> None:
    page = reader.go("/repatriation")
    page.wait_for_timeout(600)
    page.evaluate(KEEP_SAID)
    with reader.rerun():
        page.get_by_role("radio", name="Logarithmic").click()
    assert heard(page) == []


def test_a_page_of_a_table_says_how_many_rows_are_left(reader: Any) -> None:
    page = reader.go("/sources")
    page.wait_for_timeout(600)
    page.evaluate(KEEP_SAID)
    box = page.get_by_placeholder("For example: Panel of Experts")
    box.fill("Panel")
    with reader.rerun():
        box.press("Enter")
    found = page.locator(".hc-caption[data-table=documents]").get_attribute("data-said")
    assert heard(page, found) == [found]
