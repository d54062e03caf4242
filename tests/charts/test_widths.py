"""How wide a text of a figure is, and where it is broken or cut."""

import pytest

from charts.advances import ADVANCES
from charts.widths import lines, short_name, shorten, text_width, widest
from scripts.make_widths import FACES, advances

BODY = "National Security Research Institute (South Korea)"


def test_the_widths_are_those_of_the_fonts_that_the_front_end_has() -> None:
    assert {face: advances(face) for face in FACES} == ADVANCES, "run `python -m scripts.make_widths`"


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert text_width("", 14) == 0
    assert text_width("iiii", 14) < text_width("mmmm", 14) / 2
    assert text_width("ab", 28) == 2 * text_width("ab", 14) == 2 * (text_width("a", 14) + text_width("b", 14))
    assert text_width("ab", 14) < text_width("ab", 14, "bold") < text_width("ab", 14, "serif")
    assert text_width("북한", 14) == 28
    assert text_width("e\N{COMBINING ACUTE ACCENT}", 14) == text_width("e", 14)
    assert widest(["<b>long one</b>", "no"], 14) == text_width("long one", 14)
    assert widest([], 14) == 0


def test_lines_keep_to_their_room_and_lose_nothing() -> None:
    text = "one two three four five six seven eight nine ten"
    found = lines(text, 80, 14)
    assert len(found) > 3
    assert " ".join(found) == text
    assert all(text_width(line, 14) <= 80 for line in found)
    assert lines("unbreakably a", 10, 14) == ["unbreakably", "a"]
    assert lines("", 10, 14) == [""]


@pytest.mark.parametrize("room", range(40, 340, 7))
def test_what_is_cut_keeps_to_its_room_and_to_whole_words_and_brackets(room: int) -> None:
    cut = shorten(BODY, room)
    assert text_width(cut, 14) <= room
    assert cut.count("(") == cut.count(")")
    if cut != BODY:
        kept = cut.removesuffix("…")
        assert cut.endswith("…")
        assert BODY.startswith(kept)
        assert " " not in kept or BODY[len(kept)] == " "


def test_what_fits_is_not_cut() -> None:
    assert shorten(BODY, text_width(BODY, 14)) == BODY
    assert shorten("Unbreakable", 40) == "Unb…"


@pytest.mark.parametrize(
    ("name", "room", "said"),
    [
        ("International Campaign to Abolish Nuclear Weapons (ICAN)", 180, "ICAN"),
        ("International Campaign to Abolish Nuclear Weapons (ICAN)", 400, None),
        ("National Intelligence Service (South Korea)", 200, "National Intelligence Service\N{HORIZONTAL ELLIPSIS}"),
    ],
)
def test_a_long_name_gives_way_to_its_abbreviation(name: str, room: int, said: str | None) -> None:
    assert short_name(name, room) == (said or name)
