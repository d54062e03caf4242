"""A table in a real browser: put in order by keyboard, searched, its headings in sight, and plain on paper."""

from typing import Any

from playwright.sync_api import Page, expect

from subjects.sources import sources
from tests.live import RECORD

TABLE = ".hc-table[data-table=documents]"
TOP_OF = "(heading) => heading.getBoundingClientRect().top"


def cells(page: Page, column: int) -> list[str]:
    return page.locator(f"{TABLE} tbody tr td:nth-child({column})").all_inner_texts()


def test_a_heading_puts_all_rows_in_order_keeps_the_focus_and_says_so(reader: Any) -> None:
    page = reader.go("/sources")
    heading = page.locator(f"{TABLE} th").nth(5)
    expect(heading).to_have_attribute("aria-sort", "none")
    for key, way in (("Enter", "descending"), ("Space", "ascending"), ("Enter", "none")):
        heading.get_by_role("button", name="Rows").focus()
        with reader.rerun():
            page.keyboard.press(key)
        expect(heading).to_have_attribute("aria-sort", way)
        expect(heading.get_by_role("button")).to_be_focused()
        found = sources(RECORD)["rows"]
        if way != "none":
            expect(page.locator(".hc-said[role=status]")).to_contain_text(f"Sorted by Rows, {way}.")
            found = found.sort_values(ascending=way == "ascending")
        assert [int(text) for text in cells(page, 6)] == found.head(60).tolist()


def test_the_next_page_goes_on_in_the_same_order(reader: Any) -> None:
    page = reader.go("/sources")
    with reader.rerun():
        page.locator(f"{TABLE} th").nth(5).get_by_role("button").click()
    with reader.rerun():
        page.get_by_test_id("stPagination").get_by_role("button", name="Page 2", exact=True).click()
    most = sources(RECORD)["rows"].sort_values(ascending=False)
    assert [int(text) for text in cells(page, 6)] == most.iloc[60:120].tolist()


def test_a_search_is_typed_counted_and_said(reader: Any) -> None:
    page = reader.go("/host_countries?iso3=RUS")
    box = page.get_by_placeholder("Search in this table").last
    before = page.locator(".hc-table[data-table=host_claims] tbody tr").count()
    box.fill("Primorye")
    with reader.rerun():
        box.press("Enter")
    rows = page.locator(".hc-table[data-table=host_claims] tbody tr")
    assert 0 < rows.count() < before
    assert all("Primorye" in row for row in rows.all_inner_texts())
    expect(box).to_be_focused()
    expect(page.locator(".hc-said")).to_contain_text(f"{rows.count()} with “Primorye”")


def test_order_and_words_stand_in_the_link_and_typing_runs_nothing(reader: Any) -> None:
    page = reader.go("/host_countries?iso3=RUS")
    rows = page.locator(".hc-table[data-table=host_claims] tbody")
    with reader.rerun():
        page.locator(".hc-table[data-table=host_claims] th").first.get_by_role("button").click()
    ordered = rows.inner_text()
    box = page.get_by_placeholder("Search in this table").last
    runs = reader.runs
    box.press_sequentially("Primorye", delay=40)
    assert reader.runs == runs
    with reader.rerun():
        box.press("Enter")
    found = rows.inner_text()
    assert page.url.endswith("?iso3=RUS&table=host_claims.-figure.find-Primorye")
    reader.open(page.url.removeprefix(reader.base))
    assert (rows.inner_text(), box.input_value()) == (found, "Primorye")
    with reader.rerun():
        page.go_back()
    assert (rows.inner_text(), box.input_value()) == (ordered, "")


def test_the_headings_stay_in_sight_and_hide_no_focus(reader: Any) -> None:
    page = reader.go("/sources")
    heading = page.locator(f"{TABLE} thead th").first
    lowest = page.get_by_test_id("stHeader").evaluate("header => header.getBoundingClientRect().bottom")
    page.locator(f"{TABLE} tbody tr").nth(40).scroll_into_view_if_needed()
    assert abs(heading.evaluate(TOP_OF) - lowest) < 3
    link = page.locator(f"{TABLE} tbody tr").nth(20).get_by_role("link")
    link.focus()
    assert link.evaluate(TOP_OF) >= heading.evaluate("h => h.getBoundingClientRect().bottom") - 1


def test_on_a_phone_the_table_scrolls_in_its_frame_under_its_headings(reader: Any) -> None:
    page = reader.go("/sources", 390, 844)
    frame = page.locator(TABLE)
    frame.evaluate("frame => frame.scrollBy(60, 900)")
    assert frame.evaluate("frame => frame.scrollLeft") > 0
    inside = f"([frame, heading]) => {TOP_OF.split('=> ')[1]} - frame.getBoundingClientRect().top"
    heading = page.locator(f"{TABLE} thead th").nth(2).element_handle()
    assert abs(page.evaluate(inside, [frame.element_handle(), heading])) < 3


def test_on_paper_headings_are_plain_and_no_control_is_printed(reader: Any) -> None:
    page = reader.go("/sources")
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stPopover").first).to_be_hidden()
    heading = page.locator(f"{TABLE} thead th").first
    assert heading.evaluate("h => getComputedStyle(h).position") == "static"
    button = heading.get_by_role("button")
    assert button.evaluate("b => getComputedStyle(b, '::after').content") in ('""', "none")
    assert button.evaluate("b => getComputedStyle(b).display") == "contents", "else only the first header has words"
    assert page.locator(TABLE).evaluate("t => t.scrollHeight <= t.clientHeight + 1")
