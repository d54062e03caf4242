"""Every letter and sign that a reader can meet is in a font that comes with us, or in one of the front end."""

import pytest
from fontTools.ttLib import TTFont

from loaders.letters import SCRIPTS
from scripts.make_fonts import FONTS, NAMES, letters_needed, letters_said, ligatures, words_written
from serving.fonts import CUTS, LATIN, REST, SAID, SIGNS, TEXT, whole_font

NEEDED = letters_needed()
AGAIN = "run `make fonts`"


def letters_in(name: str) -> set[str]:
    with TTFont(FONTS / f"{name}.woff2") as font:
        drawn = font.getGlyphSet()
        return {chr(code) for code, glyph in font.getBestCmap().items() if glyph in drawn and glyph != ".notdef"}


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_letter_is_in_the_font_of_its_script(script: str) -> None:
    missing = set(NEEDED[script]) - letters_in(script)
    assert missing == set(), f"{''.join(sorted(missing))}: {AGAIN}"
    assert "鿿" not in letters_in(script)  # what nobody shows is not carried about


def test_the_letters_that_the_pages_say_themselves_are_in_a_font_of_their_own() -> None:
    said = letters_said()
    assert set(SAID) == set("".join(said.values())), "SAID in serving/fonts.py"
    assert set(SAID) == letters_in("said"), AGAIN
    assert all(set(said[script]) <= set(NEEDED[script]) for script in SCRIPTS)


@pytest.mark.parametrize("name", TEXT)
def test_a_cut_has_every_latin_letter_of_its_font_as_wide_and_the_rest_is_asked_of_the_whole(name: str) -> None:
    cut, whole = TTFont(FONTS / f"{name}.woff2"), TTFont(whole_font(TEXT[name][1]))
    letters, others = cut.getBestCmap(), whole.getBestCmap()
    latin = {code for code in others if any(low <= code <= high for low, high in LATIN)}
    assert set(letters) == latin, AGAIN
    assert len(latin) > 400
    widths = {code: (cut["hmtx"][letters[code]], whole["hmtx"][others[code]]) for code in latin}
    assert all(ours == theirs for ours, theirs in widths.values()), AGAIN
    axes = [axis.axisTag for axis in whole["fvar"].axes]
    assert [axis.axisTag for axis in cut["fvar"].axes] == axes
    assert cut["fvar"].axes[0].minValue <= 400  # no text of ours is lighter
    assert cut["fvar"].axes[0].maxValue == 900
    assert {code for code in set(others) - latin if not any(low <= code <= high for low, high in REST)} == set()


def test_every_sign_that_the_front_end_or_a_page_can_draw_is_there() -> None:
    drawn = {word for word, *_ in ligatures(TTFont(FONTS / "signs.woff2"))}
    known = {word for word, *_ in ligatures(TTFont(whole_font(SIGNS[1])))}
    assert {"search", "event_busy", "keyboard_double_arrow_left"} <= drawn
    assert drawn >= words_written() & known, AGAIN


def test_they_are_small_and_their_licences_lie_beside_them() -> None:
    assert set(NAMES) == set(SCRIPTS)
    assert {*SCRIPTS, *CUTS} == {path.stem for path in FONTS.glob("*.woff2")}
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) < 450_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "Apache License" in (FONTS / "Apache-2.0.txt").read_text(encoding="utf-8")
