"""Colours that can be read."""

import itertools

import pytest

from look.coded import FILLS
from look.palette import PALETTES, Palette

BOTH = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
def test_text_can_be_read(palette: Palette) -> None:
    for colour, paper in itertools.product(("ink", "muted", "people", "money"), ("paper", "panel")):
        assert contrast(getattr(palette, colour), getattr(palette, paper)) >= 4.5, f"{colour} on {paper}"


@BOTH
def test_names_on_the_map_can_be_read(palette: Palette) -> None:
    for ground in (palette.land, *(fill.colour_in(palette) for fill in FILLS.values())):
        assert contrast(palette.ink, ground) >= 4.5


@BOTH
def test_marks_can_be_seen(palette: Palette) -> None:
    for colour in (palette.people, palette.money, palette.pale, palette.ghost, palette.hatch, palette.ink):
        assert contrast(colour, palette.paper) >= 3, colour


@BOTH
def test_rings_can_be_seen_on_every_class(palette: Palette) -> None:
    for ground in (palette.land, *(fill.colour_in(palette) for fill in FILLS.values())):
        assert contrast(palette.people, ground) >= 3, ground


@BOTH
def test_hatching_can_be_seen_on_its_classes(palette: Palette) -> None:
    for status in ("reported_before_deadline", "listed_2018_only"):
        assert contrast(palette.hatch, FILLS[status].colour_in(palette)) >= 2
