"""What a reader takes away: the rows that are shown, and the picture."""

import csv
import io
import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Download, Page, expect

# Where the words of a drawing end, and where it ends itself.
MEASURE = """text => {
    const bare = text.replace(/<style.*?<\\/style>/s, "");
    const svg = document.body.appendChild(new DOMParser().parseFromString(bare, "image/svg+xml").documentElement);
    const from = svg.getBoundingClientRect().left;
    const ends = [...svg.querySelectorAll("text")].map(words => words.getBoundingClientRect().right - from);
    svg.remove();
    return [ends, +svg.getAttribute("width") + 1];
}"""


def saved(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_a_download_holds_the_rows_of_the_table(reader: Any) -> None:
    """The search narrows both alike."""
    page = reader.go("/sources?q=panel+experts")
    with page.expect_download() as rows:
        page.get_by_role("button", name=re.compile("CSV")).click()
    taken = list(csv.DictReader(io.StringIO(saved(rows.value).decode("utf-8"))))
    shown = page.get_by_role("region", name=re.compile("documents? of")).locator("tbody tr").all()
    cells = [[cell.inner_text() for cell in row.locator("td").all()[:2]] for row in shown]
    assert cells == [[row["publisher"], row["title"]] for row in taken][: len(cells)]
    assert 1 < len(cells) <= len(taken)


def picture(page: Page, chart: str, kind: str) -> Download:
    """What a press on one of the buttons under a chart saves."""
    with page.expect_download() as file:
        page.locator(f".st-key-chart_{chart}").get_by_role(
            "button", name=f"Picture of this chart: {kind}", exact=True
        ).click()
    return file.value


def test_a_picture_of_the_map_is_sharp_and_named_after_the_view(reader: Any) -> None:
    """The map is the hardest: its outlines come by their own addresses, and the CSP forbids much."""
    page = reader.go("/host_countries?iso3=CHN")
    box = reader.chart("map").bounding_box()
    assert box is not None
    sharp, single, slide = (picture(page, "map", kind) for kind in ("PNG", "PNG 1×", "PNG 1920×1080"))
    wide, tall = box["width"], box["height"]
    for file, size in ((sharp, (2 * wide, 2 * tall)), (single, (wide, tall)), (slide, (1920, 1080))):
        content = saved(file)
        assert content.startswith(b"\x89PNG")
        assert struct.unpack(">II", content[16:24]) == pytest.approx(size, abs=2)
        assert len(content) > 60_000, "a picture without its outlines is smaller"
    assert re.fullmatch(
        r"hard-currency-host-countries-map-measure-present-iso3-CHN-[0-9a-f]{8}\.png", sharp.suggested_filename
    )
    assert slide.suggested_filename == sharp.suggested_filename.replace(".png", "-1920x1080.png")
    assert single.suggested_filename == sharp.suggested_filename.replace(".png", "-1x.png")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_chart_too_long_for_a_slide_comes_in_parts_that_say_so(reader: Any) -> None:
    """In letters larger than on the page, each with the title, the heading of its lanes, the axis and the footer."""
    page: Page = reader.go("/repatriation")
    files: list[Download] = []
    page.on("download", lambda file: files.append(file))
    button = page.get_by_role("button", name="Picture of this chart: PNG 1920×1080")
    button.click()
    expect(button).to_have_text(re.compile(r"Saved in \d parts"))
    n = len(files)
    names = [file.suggested_filename for file in files]
    assert 1 < n < 6
    assert [name.partition("-1920x1080-")[2] for name in names] == [f"part-{i}-of-{n}.png" for i in range(1, n + 1)]
    pictures = {saved(file) for file in files}
    assert len(pictures) == n
    assert all(struct.unpack(">II", each[16:24]) == (1920, 1080) for each in pictures)
    notes = [{"text": "<b>Gone</b>", "y": -1}, {"text": "a", "y": -2}, {"text": "b", "y": -3}, {"text": "c", "y": -4}]
    layout = {"yaxis": {"range": [-4.5, -0.5]}, "annotations": notes, "margin": {"t": 100, "b": 100}}
    parts = page.evaluate("layout => Parts.of(layout, 400, 400)", layout)
    assert parts == [[-2.5, -0.5], [-4.5, -2.5]]
    assert [page.evaluate("([layout, part]) => Parts.headOf(layout, part)", [layout, part]) for part in parts] == [
        -1,
        0,
    ]


@pytest.mark.parametrize("width", [1100, 500, 390])
def test_a_picture_from_a_small_window_is_as_wide_as_its_words(reader: Any, width: int) -> None:
    """There they stand around the map as text, and in its picture they were cut at its edge."""
    page = reader.go("/host_countries?iso3=CHN", width=width)
    text = saved(picture(page, "map", "SVG")).decode("utf-8")
    ends, wide = page.evaluate(MEASURE, text)
    assert len(ends) > 20
    assert max(ends) <= wide


def test_a_drawing_holds_its_letters_its_words_and_nothing_from_elsewhere(reader: Any) -> None:
    page = reader.go("/repatriation?known_on=2023-01-01")
    text = saved(picture(page, "repatriation", "SVG")).decode("utf-8")
    drawn = ElementTree.fromstring(text)
    words = " ".join(" ".join(part.itertext()) for part in drawn.iter("{http://www.w3.org/2000/svg}text"))
    meta = reader.figure("repatriation")["layout"]["meta"][0]
    for said in (meta["title"], "as known on 2023-01-01", "Hard Currency"):
        assert " ".join(said.split()) in " ".join(words.split())
    assert len(re.findall(r"@font-face\{[^}]*url\(data:font/woff2;base64,", text)) >= 2
    assert not re.findall(r"url\((?!(?:[\"']|&quot;)?(?:data:|#))[^)]*", text)
    assert not re.findall(r"href=\"(?!#|data:)[^\"]*", text)
    assert "unicode-range" not in text, "letters of other scripts come only where they stand"
    page.locator(".js-plotly-plot text").first.evaluate("text => { text.textContent = '북한 노동자'; }")
    text = saved(picture(page, "repatriation", "SVG")).decode("utf-8")
    assert re.findall(r"unicode-range:(U\+[0-9A-F]+)", text) == ["U+1100"] * 2 + ["U+D55C"] * 2, (
        "Hangul, in both families, and one of the letters that pages say themselves"
    )


def test_a_picture_with_korean_letters_in_it_has_all_its_other_words_too(reader: Any) -> None:
    page = reader.go("/repatriation")
    whole = saved(picture(page, "repatriation", "PNG"))
    label = reader.chart("repatriation").locator(".annotation-text", has_text="China").first
    label.evaluate("part => { part.textContent = '중국 中国' }")
    assert len(saved(picture(page, "repatriation", "PNG"))) > 0.95 * len(whole)


def test_a_picture_is_copied_by_one_click(copier: Any) -> None:
    page = copier.go("/repatriation")
    button = page.get_by_role("button", name="Picture of this chart: Copy", exact=True).first
    button.click()
    expect(button).to_have_text("Copied")
    kinds = page.evaluate("navigator.clipboard.read().then(items => items.flatMap(item => item.types))")
    assert kinds == ["image/png"]


def test_paper_from_a_narrow_dark_window_says_the_finding_in_ink_and_no_way_to_take_it(reader: Any) -> None:
    page: Page = reader.go("/host_countries?iso3=MLT", 420, 768, "dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    chart = page.locator(".st-key-chart_map")
    said = chart.locator(".hc-narrow p").first
    expect(said).to_be_visible()
    assert max(map(int, re.findall(r"\d+", said.evaluate("p => getComputedStyle(p).color"))[:3])) < 100
    assert chart.evaluate("chart => getComputedStyle(chart).filter") == "none", "else the ink would be light"
    assert chart.get_by_test_id("stPlotlyChart").evaluate("chart => getComputedStyle(chart).filter") != "none"
    expect(chart.locator(".annotation[data-index='0']").first).to_be_hidden()
    assert page.locator(".hc-take:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
