"""The calculator and the claims in a real browser: what only a browser can show."""

from typing import Any

from playwright.sync_api import expect


def test_own_numbers_change_the_result_and_the_link(reader: Any) -> None:
    page = reader.go("/revenue?view=calculator&workers=own:1000-2000&wage=own:100-100&share=own:50-50")
    expect(page.get_by_role("heading", name="= $600,000 to $1.2 million a year")).to_be_visible()
    with reader.rerun():
        page.get_by_role("spinbutton", name="High end").first.fill("3000")
        page.keyboard.press("Tab")
    expect(page.get_by_role("heading", name="= $600,000 to $1.8 million a year")).to_be_visible()
    assert "workers=own%3A1000-3000" in page.url
    assert "$1.8 million" in reader.figure("calculation")["layout"]["meta"][0]["title"]


def test_a_click_on_a_mark_gives_its_citation(reader: Any) -> None:
    page = reader.go("/it_workers?measure=programme_revenue")
    marks = reader.chart("it_claims").locator(".scatterlayer .points path")
    with reader.rerun():
        marks.first.click(force=True)
    expect(page.get_by_test_id("stCode")).to_contain_text("Hard Currency, data version")
    assert "claim=rv-it-" in page.url
