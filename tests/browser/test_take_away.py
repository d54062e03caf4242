"""What a reader takes along of a figure or a row: the map as a file, a citation, a link, a report."""

import html
import io
import json
import re
from pathlib import Path
from typing import Any

import geopandas
from playwright.sync_api import Locator, Page, expect


def test_the_map_is_taken_as_a_file_with_the_places_shown(reader: Any) -> None:
    page: Page = reader.go("/host_countries?region=gulf&known_on=2023-01-01")
    with reader.rerun():
        page.get_by_role("button", name="Other files").click()
    with page.expect_download() as file:
        page.get_by_role("button", name="Map as GeoParquet").click()
    places = geopandas.read_parquet(io.BytesIO(Path(file.value.path()).read_bytes()))
    counted = sum(reader.figure("map")["layout"]["meta"][0]["legend"].values())
    assert len(places) == counted > 5
    assert places["data_version"].str.endswith("as known on 2023-01-01").all()
    assert places["newest_published"].dropna().max() <= "2023-01-01"
    assert re.search(r"region-gulf-known-on-2023-01-01-[0-9a-f]{8}-map\.parquet$", file.value.suggested_filename)


READ_CLIPBOARD = """async () => {
    const [item] = await navigator.clipboard.read()
    const read = async kind => item.types.includes(kind) ? (await item.getType(kind)).text() : null
    return {plain: await read("text/plain"), html: await read("text/html")}
}"""


def clipboard(page: Page, button: Locator) -> dict[str, str]:
    """What a press on a button leaves on the clipboard; it says so itself."""
    button.click()
    expect(button).to_have_text("Copied")
    return page.evaluate(READ_CLIPBOARD)


def test_citations_of_several_rows_are_paragraphs_each_with_its_italics(copier: Any) -> None:
    page = copier.go("/crypto_theft?view=incidents&incident=bybit-2025")
    chicago = clipboard(page, page.get_by_role("button", name=re.compile("these .* rows: Chicago")))
    paragraphs = re.findall("<p[^>]*>(.*?)</p>", chicago["html"])
    assert len(paragraphs) == len(chicago["plain"].split("\n\n")) > 1
    assert all(part.count("<em") == 1 for part in paragraphs)
    assert [html.unescape(re.sub("<[^>]+>", "", part)) for part in paragraphs] == chicago["plain"].split("\n\n")


def test_a_citation_is_copied_by_one_click_as_text_and_with_italics(copier: Any) -> None:
    page = copier.go("/host_countries?iso3=TWN&claim=w254")
    chicago = clipboard(page, page.get_by_role("button", name="Copy the citation of this row: Chicago"))
    assert "Taipei Times" in chicago["plain"]
    assert re.search(r"Grade [ABC]\..*Hard Currency, data version [0-9a-f]{8}, row w254\.$", chicago["plain"])
    assert re.search(r"<em[^>]*>Taipei Times</em>", chicago["html"])
    text = re.sub(r"<[^>]+>", "", chicago["html"])
    assert html.unescape(text).strip() == chicago["plain"]
    listed = clipboard(page, page.get_by_role("button", name="Copy the citation of this row: CSL-JSON"))
    assert json.loads(listed["plain"])[0]["publisher"] == "Taipei Times"
    assert listed["html"] is None
    figure = page.locator(".st-key-chart_map").get_by_role("button", name="Copy citation of this chart")
    assert copier.figure("map")["layout"]["meta"][0]["title"] in clipboard(page, figure)["plain"]
    link = page.locator(".st-key-chart_map").get_by_role("button", name="Copy link to this view")
    assert re.search(r"\?iso3=TWN&claim=w254&v=[0-9a-f]{8}$", clipboard(page, link)["plain"])

    # In a closed network the page may come without TLS, and then the browser hides its clipboard from scripts.
    page.evaluate("navigator.clipboard.write = undefined")
    oscola = clipboard(page, page.get_by_role("button", name="Copy the citation of this row: OSCOLA"))
    page.evaluate("delete navigator.clipboard.write")
    assert oscola["plain"].startswith("‘Countries urged")
    assert "<em>Taipei Times</em>" in oscola["html"]
