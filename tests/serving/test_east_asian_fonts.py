"""The fonts for East Asian names: served at addresses that name their content, and asked for only by their letters."""

import re

from loaders.letters import SCRIPTS
from serving.east_asian_fonts import FONTS, font_faces
from serving.files import LOOK
from serving.front_page import page_look


def test_each_font_is_served_as_it_lies_there_and_kept(server, fetch):
    for script in SCRIPTS:
        answer = fetch(server + FONTS[script].url)
        assert answer.status == 200
        assert answer.body == (LOOK / "fonts" / f"{script}.woff2").read_bytes()
        assert answer.headers["Content-Type"] == "font/woff2"
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_font_is_asked_for_only_by_letters_of_its_script():
    faces = re.findall(r"src: url\('([^']+)'\).*?unicode-range: ([^;]+);", font_faces())
    assert {url for url, _ in faces} == {FONTS[script].url for script in SCRIPTS}
    ranges = dict(faces)
    assert "U+AC00-D7FF" in ranges[FONTS["hangul"].url]
    assert "U+4E00-9FFF" in ranges[FONTS["han"].url]
    assert not any("U+0" in spans for spans in ranges.values())


def test_they_come_after_the_faces_that_they_add_to_and_are_alike():
    look = page_look()
    weights = re.findall(r"font-weight: ([\d ]+);", look)
    assert len(weights) > 6
    assert set(weights) == {"100 900"}
    assert look.index("SourceSans") < look.index(FONTS["hangul"].url)
