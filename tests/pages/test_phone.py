"""What a phone shows otherwise."""

import re

from charts.host_map import HATCHED
from charts.theme import DARK, LIGHT
from pages._parts.phone import legend, sums_legend
from serving.front_page import STYLE
from words.claims import STATUS_WORDS


def test_the_legend_names_each_status_with_its_count_and_its_own_look() -> None:
    counts = {status: number for number, status in enumerate(STATUS_WORDS)}
    told = legend(counts)
    assert re.findall(r'<li class="(\w+)">([^<]+) <b>(\d+)</b>', told) == [
        (status, words, str(counts[status])) for status, words in STATUS_WORDS.items()
    ]
    assert re.findall(r"--hc-ring:(\d+)px", told) == ["88", "28"]


def test_the_style_sheet_fills_and_hatches_every_status_as_the_map_does() -> None:
    sheet = STYLE.path.read_text(encoding="utf-8")
    assert set(LIGHT.status) == set(DARK.status) == set(STATUS_WORDS)
    for status in STATUS_WORDS:
        assert f".hc-legend .{status} {{ --hc-fill: var(--hc-{status}); }}" in sheet
    for name, statuses in zip(("rising", "falling"), HATCHED, strict=True):
        (found,) = re.findall(rf"\.hc-legend :is\(([^)]+)\) {{ --hc-{name}", sheet)
        assert {one.strip(" .") for one in found.split(",")} == statuses


def test_the_legend_of_sums_has_a_disc_of_its_size_for_each() -> None:
    assert re.findall(r"--hc-ring:(\d+)px\"></i>([^<]+)<", sums_legend({"$1 billion": 74, "$1 <b>": 7})) == [
        ("74", "$1 billion"),
        ("7", "$1 &lt;b&gt;"),
    ]
