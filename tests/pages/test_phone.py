"""What a phone shows otherwise."""

import re

from charts.theme import DARK, LIGHT
from pages._parts.phone import legend
from words.claims import STATUS_WORDS


def test_the_legend_names_each_status_with_its_count_and_its_own_look() -> None:
    counts = {status: number for number, status in enumerate(STATUS_WORDS)}
    for colours in (LIGHT, DARK):
        told = legend(counts, colours)
        looks = re.findall(r'<li><span style="([^"]+)"></span>([^<]+) <b>(\d+)</b>', told)
        assert [(words, int(number)) for _, words, number in looks] == list(
            zip(STATUS_WORDS.values(), counts.values(), strict=True)
        )
        assert len({look for look, _, _ in looks}) == len(STATUS_WORDS)
        assert "gradient" in {words: look for look, words, _ in looks}["Named in the 2018 advisory only"]
        assert re.findall(r"--hc-ring: (\d+)px", told) == ["88", "28"]
