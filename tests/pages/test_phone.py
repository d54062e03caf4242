"""What a phone shows otherwise."""

import re

from look.coded import FILLS
from pages._parts.frame import STYLED
from pages._parts.phone import legend, sums_legend
from serving.front_page import STYLE
from subjects.hosts import STATUSES


def test_the_legend_names_each_status_with_its_count_and_its_own_look() -> None:
    counts = {status: number for number, status in enumerate(STATUSES)}
    told = legend(counts)
    items = re.findall(r'<li style="([^"]+)">([^<]+) <b>(\d+)</b>', told)
    assert [(words, number) for _, words, number in items] == [
        (words, str(counts[status])) for status, words in STATUSES.items()
    ]
    for (style, *_), fill in zip(items, FILLS.values(), strict=True):
        assert style.startswith(f"--hc-fill:var(--hc-{fill.colour})")
        assert ("rising" in style, "falling" in style) == (fill.rising, fill.falling)
    assert re.findall(r"--hc-ring:(\d+)px", told) == ["88", "28"]


def test_the_style_sheet_knows_what_the_legend_names() -> None:
    sheet = STYLE.path.read_text(encoding="utf-8")
    asked = set(re.findall(r"var\((--hc-[\w-]+)\)", legend(dict.fromkeys(STATUSES, 1))))
    given = {f"--hc-{name}" for name in STYLED} | set(re.findall(r"(--hc-lines-\w+):", sheet))
    assert asked <= given
    assert {"--hc-lines-rising", "--hc-lines-falling"} <= asked


def test_the_legend_of_sums_has_a_disc_of_its_size_for_each() -> None:
    assert re.findall(r"--hc-ring:(\d+)px\"></i>([^<]+)<", sums_legend({"$1 billion": 74, "$1 <b>": 7})) == [
        ("74", "$1 billion"),
        ("7", "$1 &lt;b&gt;"),
    ]
