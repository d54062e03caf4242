"""The keys of a page, under ?: only those that do something there; the focus stays and comes back."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect


def keys(page: Page) -> str:
    return page.get_by_role("dialog", name="Keys of this page").inner_text()


def test_it_opens_keeps_the_focus_and_gives_it_back(reader: Any) -> None:
    page = reader.go("/sources")
    heading = page.locator(".hc-table[data-table=documents] th button").first
    heading.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of this page")
    expect(dialog).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog, body').tagName") in ("DIALOG", "BODY")
        assert not page.evaluate("Boolean(document.activeElement.closest('[data-testid=stApp]'))")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(heading).to_be_focused()


@pytest.mark.parametrize(
    ("path", "there", "not_there"),
    [
        ("/method", ["these keys"], ["back to today", "plays the years", "heading of a table"]),
        ("/host_countries", ["plays the years", "heading of a table"], ["back to today"]),
        ("/sources?known_on=2020-01-01", ["back to today", "heading of a table"], ["plays the years"]),
    ],
)
def test_it_lists_what_there_is_and_nothing_else(
    reader: Any, path: str, there: list[str], not_there: list[str]
) -> None:
    page = reader.go(path)
    page.get_by_role("button", name="Keys (?)").click()
    said = keys(page)
    assert [words for words in there if words not in said] == []
    assert [words for words in not_there if words in said] == []
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog", name="Keys of this page")).to_have_count(0)


def test_back_to_today_is_a_key(reader: Any) -> None:
    page = reader.go("/sources?known_on=2020-01-01")
    with reader.rerun():
        page.keyboard.press("t")
    expect(page).to_have_url(reader.base + "/sources")


def test_a_question_mark_that_is_typed_is_text_and_no_key_works_behind_the_list(reader: Any) -> None:
    page = reader.go("/host_countries?years=2016-2016")
    box = page.get_by_placeholder("Search in this table").first
    box.press("?")
    expect(page.get_by_role("dialog", name="Keys of this page")).to_have_count(0)
    expect(box).to_have_value("?")
    page.get_by_role("button", name="Keys (?)").click()
    page.keyboard.press("k")
    page.wait_for_timeout(1500)
    assert "years=2016-2016" in page.url
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys of this page")).to_have_count(0)


SIGNS = """() => {
    const link = document.activeElement, style = getComputedStyle(link);
    return link.tagName === "A" ? [link.innerText.trim(), style.outlineStyle, parseFloat(style.outlineWidth)] : null;
}"""


def test_every_link_under_the_keyboard_is_seen(reader: Any) -> None:
    page = reader.go("/host_countries")
    page.get_by_test_id("stMain").focus()  # from here backwards over the menu to what skips it, and on to the search
    found = []
    for key in ["Shift+Tab"] * 12 + ["Tab"] * 14:
        page.keyboard.press(key)
        found += [sign] if (sign := page.evaluate(SIGNS)) else []
    assert {"Repatriation", "Method"} <= {name for name, *_ in found}
    assert any("Search" in name for name, *_ in found)
    assert [name for name, style, width in found if "Skip" not in name and (style != "solid" or width < 2)] == []


@pytest.mark.parametrize("path", ["/host_countries", "/timeline"])
def test_a_chart_under_the_keyboard_is_seen(reader: Any, path: str) -> None:
    """Its frame is neither cut by what holds the chart nor covered by the chart's own layers."""
    page = reader.go(path)
    chart = page.get_by_role("application").first
    expect(chart).to_be_visible()
    page.keyboard.press("Tab")
    chart.focus()
    box = chart.bounding_box()
    assert box is not None
    edge = {"x": box["x"] - 1, "y": box["y"] + 30, "width": 5, "height": 60}
    framed = page.screenshot(clip=edge)
    page.evaluate("document.activeElement.blur()")
    assert page.screenshot(clip=edge) != framed


def test_code_is_read_and_copied_without_a_pointer_on_it(reader: Any) -> None:
    page = reader.go("/method")
    blocks = page.get_by_test_id("stCode")
    expect(blocks).to_have_count(3)
    ink = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stCode] code')).color")
    for block in blocks.all():
        assert block.evaluate("""block => {
            const around = [...block.querySelectorAll("button, div")].map(part => getComputedStyle(part));
            return around.every(style => style.opacity === "1" && style.visibility === "visible");
        }""")
        colours = block.evaluate(
            "block => [...block.querySelectorAll('code span')].map(e => getComputedStyle(e).color)"
        )
        assert set(colours) <= {ink}
