"""How coded values are drawn: each value that the record allows has a look, no two look alike, and files draw it."""

import pytest

from exports.drawing import symbol
from loaders.codes import STRENGTHS, VICTIM_KINDS, WORKER_MEASURES
from look.coded import FILLS, LOOKS, PHASE_LOOKS, SHAPES, key_of_looks, look_of, shape_of_victim
from look.palette import PALETTES
from subjects.hosts import STATUSES
from subjects.repatriation import PHASES

INK = "#16202B"


def test_every_value_of_the_record_has_its_look() -> None:
    assert list(SHAPES) == list(VICTIM_KINDS)
    assert list(LOOKS) == list(STRENGTHS)
    assert list(FILLS) == list(STATUSES)
    assert [*PHASE_LOOKS, "untold"] == list(PHASES)  # of no known time: said, and not drawn
    assert {*WORKER_MEASURES.each("phase").values()} - {"none", "difference"} <= {*PHASE_LOOKS}


def test_no_two_values_look_alike() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert len(set(FILLS.values())) == len(FILLS)
    looks = LOOKS.values()
    for parts in (
        [look.symbol for look in looks],
        [(look.filling, look.outline) for look in looks],
        [(look.pattern, look.colour) for look in looks],
        *([look.colour_in(palette) for look in looks] for palette in PALETTES.values()),
    ):
        assert len(set(parts)) == len(LOOKS)
    phases = PHASE_LOOKS.values()
    for parts in (
        *([getattr(look, part) for look in phases] for part in ("symbol", "glyph", "short")),
        *([look.colour_in(palette) for look in phases] for palette in PALETTES.values()),
    ):
        assert len(set(parts)) == len(PHASE_LOOKS)


def test_a_file_draws_every_mark_in_a_shape_of_its_own() -> None:
    def drawn(name: str) -> str:
        return str([*symbol(name, (0, 0), 10, fill=INK, line=None, width=0, opacity=1)])

    marks = {shape + look.filling for shape in SHAPES.values() for look in LOOKS.values()}
    assert len({drawn(name) for name in marks}) == len(marks) > 20
    assert len({drawn(look.symbol) for look in LOOKS.values()}) == len(LOOKS)
    assert len({drawn(look.symbol) for look in PHASE_LOOKS.values()}) == len(PHASE_LOOKS)
    with pytest.raises(ValueError, match="cannot draw the mark hourglass"):
        drawn("hourglass")


def test_a_value_of_a_newer_record_is_drawn_all_the_same() -> None:
    assert shape_of_victim("a new kind") == SHAPES["other"]
    assert look_of("a new strength") == LOOKS["assessed"]


def test_the_key_names_every_strength() -> None:
    for key in (key_of_looks("symbol"), key_of_looks("filling")):
        assert [sentence.split(": ")[1] for sentence in key.removesuffix(".").split(". ")] == list(STRENGTHS.values())
    assert key_of_looks("symbol").startswith("Square: formal. Circle: assessed. ")
