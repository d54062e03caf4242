"""Every Korean, Japanese and Chinese letter that a reader can meet is in a font that comes with us."""

import pytest
from fontTools.ttLib import TTFont

from loaders.letters import SCRIPTS
from scripts.make_fonts import FONTS, NAMES, letters_needed

NEEDED = letters_needed()


def letters_in(script: str) -> set[str]:
    with TTFont(FONTS / f"{script}.woff2") as font:
        drawn = font.getGlyphSet()
        return {chr(code) for code, glyph in font.getBestCmap().items() if glyph in drawn and glyph != ".notdef"}


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_letter_is_in_the_font_of_its_script(script: str) -> None:
    missing = set(NEEDED[script]) - letters_in(script)
    assert missing == set(), f"{''.join(sorted(missing))}: run `make fonts`"
    assert "鿿" not in letters_in(script)  # what nobody shows is not carried about


def test_the_letters_that_the_pages_say_themselves_count_too() -> None:
    assert set("한국어") <= set(NEEDED["hangul"])
    assert set("中文") <= set(NEEDED["han"])


def test_they_are_small_and_their_licence_lies_beside_them() -> None:
    assert set(NAMES) == set(SCRIPTS) == {path.stem for path in FONTS.glob("*.woff2")}
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) < 200_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
