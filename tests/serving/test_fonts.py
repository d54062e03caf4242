"""The fonts that come with us: served at addresses that name their content, and asked for only by their letters."""

import re
from itertools import pairwise

import pytest

from loaders.letters import SCRIPTS
from serving.files import LOOK
from serving.fonts import CUTS, EAST_ASIAN, LATIN, REST, TEXT, font_faces, fonts_to_take, whole_font
from serving.front_page import page_look

FACE = re.compile(
    r"font-family: '([^']+)'; font-weight: ([\d ]+);.*?src: url\('([^']+)'\)(?:.*?unicode-range: ([^;]+);)?"
)


@pytest.mark.parametrize("name", [*CUTS, *EAST_ASIAN])
def test_each_font_is_served_as_it_lies_there_and_kept(server, fetch, name):
    font = {**CUTS, **EAST_ASIAN}[name]
    answer = fetch(server + font.url)
    assert answer.status == 200
    assert answer.body == (LOOK / "fonts" / f"{name}.woff2").read_bytes()
    assert answer.headers["Content-Type"] == "font/woff2"
    assert "immutable" in answer.headers["Cache-Control"]


def test_an_east_asian_font_is_asked_for_only_by_letters_of_its_script():
    ranges = {url: spans for _, _, url, spans in FACE.findall(font_faces())}
    assert "U+AC00-D7FF" in ranges[EAST_ASIAN["hangul"].url]
    assert "U+4E00-9FFF" in ranges[EAST_ASIAN["han"].url]
    assert not any("U+0" in ranges[EAST_ASIAN[script].url] for script in SCRIPTS)


def test_they_come_after_the_faces_that_they_add_to_and_are_alike():
    faces = FACE.findall(page_look())
    text = [face for face in faces if not face[0].startswith("Material")]
    assert {weights for _, weights, _, _ in text} == {"100 900"}
    assert [family for family, _, _, spans in text if not spans] == [family for family, _ in TEXT.values()]
    assert all("SourceS" in url for _, _, url, spans in text if not spans)
    for family, _ in TEXT.values():
        urls = [url for name, _, url, _ in faces if name == family]
        assert "SourceS" in urls[0]
        assert len(urls) == 3 + len(SCRIPTS)


def test_a_picture_takes_the_light_font_and_the_whole_one_only_for_what_that_lacks():
    spans = [(family, url, letters) for family, url, letters in fonts_to_take() if family == "Source Sans"]
    assert spans[0][1:] == (CUTS["sans"].url, "U+0-17F, U+300-36F, U+2000-206F, U+20A0-20CF, U+2190-22FF, U+25A0-25FF")
    assert spans[-1][1].endswith(whole_font("SourceSansVF-Upright").name)
    assert "U+370-10FF" in spans[-1][2]


def test_no_letter_belongs_to_two_fonts():
    spans = sorted([*LATIN, *REST, *(span for script in SCRIPTS.values() for span in script)])
    east = {low for script in SCRIPTS.values() for low, _ in script}
    ours = [span for span in spans if span[0] not in east]
    assert all(high < low for (_, high), (low, _) in pairwise(ours))
