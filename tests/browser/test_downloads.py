"""What a reader takes away: the rows that are shown, and the picture."""

import csv
import io
import re
import struct
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, Page, expect

ROWLESS = {"/method", "/search", "/changes"}
"""Pages without rows to take away: the words of the method, and two that show nothing until they are asked."""


def saved(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_a_page_gives_as_many_rows_as_it_says(visit: Any, page: Page, address: str) -> None:
    """Each download of a page holds the rows that its button counts, and a second file describes its columns."""
    visit.open(address)
    for part in page.locator("[data-testid=stExpander] details").all():
        if part.get_attribute("open") is None:
            part.locator("summary").click()
    groups = page.locator("[class*=st-key-downloads_]").all()
    for group in groups:
        button = group.get_by_role("button", name=re.compile("CSV"))
        with page.expect_download() as rows:
            button.click()
        with page.expect_download() as words:
            group.get_by_role("button", name=re.compile("columns")).click()
        taken = list(csv.DictReader(io.StringIO(saved(rows.value).decode("utf-8"))))
        told = re.search(r"these ([\d,]+) row", button.inner_text())
        assert told is not None
        assert len(taken) == int(told[1].replace(",", "")) > 0
        assert [field["name"] for field in page.evaluate("JSON.parse", saved(words.value).decode())["fields"]] == list(
            taken[0]
        )
    assert bool(groups) != (address in ROWLESS)


def test_a_download_holds_the_rows_of_the_table(visit: Any, page: Page) -> None:
    """The search narrows both alike."""
    visit.open("/sources?q=panel+experts")
    with page.expect_download() as rows:
        page.get_by_role("button", name=re.compile("CSV")).click()
    taken = list(csv.DictReader(io.StringIO(saved(rows.value).decode("utf-8"))))
    shown = page.get_by_role("region", name=re.compile("documents? of")).locator("tbody tr").all()
    cells = [[cell.inner_text() for cell in row.locator("td").all()[:2]] for row in shown]
    assert cells == [[row["publisher"], row["title"]] for row in taken][: len(cells)]
    assert 1 < len(cells) <= len(taken)


def test_the_picture_of_a_chart_can_be_saved(visit: Any, page: Page) -> None:
    """The map is the hardest: its outlines come by their own addresses, and the CSP forbids much."""
    visit.open("/host_countries")
    chart = visit.chart("map")
    chart.hover()
    with page.expect_download() as picture:
        chart.locator(".modebar-btn[data-title*=Download]").click()
    content = saved(picture.value)
    assert picture.value.suggested_filename == "hard-currency-map.png"
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    box = chart.bounding_box()
    assert box is not None
    assert (width, height) >= (1.9 * box["width"], 1.9 * box["height"])
    assert len(content) > 60_000, "a picture without its outlines is smaller"
    expect(page.get_by_test_id("stException")).to_have_count(0)
