"""The basket in a real browser: gathered on two pages, kept over a reload, taken as slides; so is a talk."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Page, expect
from pptx import Presentation


def slides(download: Download) -> list[list[str]]:
    """The texts and names of shapes of each slide of a deck that was taken."""
    found = []
    for slide in Presentation(str(download.path())).slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        found.append([*texts, *(shape.name for shape in slide.shapes)])
    return found


def kept(page: Page) -> list[dict[str, str]]:
    told: list[dict[str, str]] = json.loads(page.evaluate("localStorage.getItem('hc-basket')"))
    return told


def test_a_basket_of_two_pages_is_kept_and_taken_as_slides(reader: Any) -> None:
    page: Page = reader.go("/host_countries?iso3=MLT")
    expect(page.locator(".hc-basket")).to_be_hidden()
    title = reader.figure("map")["layout"]["meta"][0]["title"]
    add = page.locator(".st-key-chart_map [data-basket]")
    add.click()
    expect(add).to_have_text("Added")
    add.click()
    expect(add).to_have_text("Already in the basket")
    reader.go("/crypto_theft?year=2022")
    finding = reader.figure("year_detail")["layout"]["meta"][0]["title"]
    page.locator(".st-key-chart_year_detail").get_by_role("button", name="Add to basket").click()
    page.locator(".st-key-downloads_theft-2022").get_by_role("button", name="Add rows to basket").click()
    assert [item.get("chart") or item["rows"] for item in kept(page)] == ["map", "year_detail", "theft-2022"]
    assert [item["title"] for item in kept(page)] == [title, finding, finding]

    hostile = [{"view": "javascript:alert(1)", "chart": "map"}, {"view": "//host.invalid", "chart": "x"}, 5, None]
    hostile += [{"view": "/host_countries?iso3=QQQ", "chart": "map", "title": "<img src=x onerror=alert(1)>"}]
    page.evaluate("items => localStorage.setItem('hc-basket', JSON.stringify(items))", [*kept(page), *hostile])
    page.locator(".hc-basket").click()
    page.wait_for_url("**/basket")
    page.reload()
    lines = page.locator("#items > li")
    expect(lines).to_have_count(4)
    expect(lines.nth(3)).to_contain_text("<img src=x onerror=alert(1)>")
    lines.nth(1).get_by_role("button", name="Earlier").click()
    expect(lines.first).to_contain_text(finding)
    page.get_by_label("Title of the document").fill("둘 / Two pages")
    with page.expect_download() as download:
        page.get_by_role("button", name="PowerPoint").click()
    expect(page.locator("#told")).to_contain_text("no place is known by that name")
    assert download.value.suggested_filename == "둘-Two-pages.pptx"
    first, second, *_, last = slides(download.value)
    assert first[0] == finding
    assert "year_detail" in first
    assert second[0] == title
    assert "map" in second
    assert last[0] == "Left out"
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Empty the basket").click()
    expect(page.locator("#told")).to_have_text("The basket is empty.")


def test_a_talk_is_taken_as_slides_from_the_stage(visit: Any, page: Page) -> None:
    page.goto(f"{visit.base}/stage?view=%2Fhost_countries%3Fiso3%3DMLT&chart=in_time")
    page.keyboard.press("o")
    with page.expect_download() as download:
        page.get_by_role("button", name="PowerPoint").click()
    assert Path(download.value.suggested_filename).suffix == ".pptx"
    first = slides(download.value)[0]
    assert "Malta" in first[0]
    assert "in_time" in first
