"""The timeline and the reader's day in a real browser: what only a browser can show."""

import re
from typing import Any

from playwright.sync_api import expect


def test_the_day_goes_along_however_soon_a_page_is_left_and_t_returns_to_today(reader: Any) -> None:
    page = reader.go("/timeline?known_on=2019-12-31")
    for name in ("Sources", "Revenue", "Timeline"):  # each left as soon as its address is right
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page).to_have_url(re.compile(rf"/{name.lower()}\?known_on=2019-12-31$"))
    reader.settle()
    with reader.rerun():
        page.keyboard.press("t")
    expect(page.get_by_role("button", name="As known today")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/timeline$"))


def test_a_click_on_an_event_gives_its_citation(reader: Any) -> None:
    page = reader.go("/timeline?lane=nuclear_test")
    with reader.rerun():
        reader.chart("timeline").locator(".scatterlayer .points path").first.click(force=True)
    expect(page.get_by_test_id("stCode")).to_contain_text("row ev-2006-10-09-nuclear-test.")
    assert "event=ev-2006-10-09-nuclear-test" in page.url


def test_a_place_is_found_by_its_name_in_korean(reader: Any) -> None:
    page = reader.go("/search")
    with reader.rerun():
        page.get_by_role("textbox").fill("라오스")
        page.keyboard.press("Enter")
    page.get_by_role("link", name="Laos (라오스)").click()
    expect(page).to_have_url(re.compile(r"/host_countries\?iso3=LAO"))


def test_a_typed_day_counts_when_a_click_on_a_chart_closes_its_box(reader: Any) -> None:
    page = reader.go("/timeline")
    page.get_by_role("button", name="As known today").click()
    page.get_by_test_id("stDateInputField").last.get_by_role("spinbutton").first.click()
    page.keyboard.type("20230102", delay=10)
    box = page.locator(".js-plotly-plot").first.bounding_box()
    with reader.rerun():
        page.mouse.click(box["x"] + 200, box["y"] + 350)
    expect(page).to_have_url(re.compile("known_on=2023-01-02"))
    reader.settle()
    with reader.rerun():
        page.keyboard.press("t")
    expect(page.get_by_role("button", name="As known today")).to_be_visible()


def test_a_typed_day_that_is_none_is_told(reader: Any) -> None:
    page = reader.go("/timeline")
    page.get_by_role("button", name="As known today").click()
    field = page.get_by_test_id("stDateInputField").last
    told = page.locator(".hc-note[role=status]")
    for typed, said in (
        ("2023", "2023 is not a full date, so it is ignored."),
        ("20230230", "20230230 is not a date: February 2023 has 28 days."),
        ("2025-13-01", "2025-13-01 is not a date: there is no month 13."),
        (
            "2/3/2023",
            "2/3/2023 cannot be used: the year comes first, then the month and the day. Type 2023-03-02 or 2023-02-03.",
        ),
    ):
        field.get_by_role("spinbutton").first.click()
        page.keyboard.type(typed, delay=10)
        page.keyboard.press("Tab" if "-" in typed else "Enter")
        expect(told).to_have_text(said)
    for typed in ("2 January 2023", "Jan. 2, 2023", "2023 January 2", "2023 1 2"):
        field.get_by_role("spinbutton").first.click()
        page.keyboard.type(typed, delay=10)
        page.keyboard.press("Enter")
        expect(told).to_have_text(
            f"{typed} cannot be used: the year comes first, then the month and the day. Type 2023-01-02."
        )
    reader.settle()
    assert "known_on" not in page.url
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type("2023225", delay=10)  # the field goes on to the day by itself: no month begins with a 2
    with reader.rerun():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("known_on=2023-02-25"))
