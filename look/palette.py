"""The one place for colours: no colour literal lives elsewhere.

Both palettes are checked by test: text has a contrast of at least 4.5:1 on its paper, a mark at least 3:1.
"""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]


@dataclass(frozen=True)
class Palette:
    """Colours of one theme."""

    name: Mode
    paper: str
    panel: str
    ink: str
    muted: str
    hairline: str
    land: str
    border: str
    people: str  # marks for workers, and what is active
    money: str  # marks for money
    pale: str  # the same where less is certain
    ghost: str  # earlier editions, and what is out of the selection
    hatch: str  # the pattern that tells two fills apart in grey print
    warm: str  # fills of a map
    bare: str
    cool: str
    sand: str


LIGHT = Palette(
    name="light",
    paper="#FBF9F4",
    panel="#F3EFE6",
    ink="#16202B",
    muted="#5A646E",
    hairline="#E3DED4",
    land="#E9E4DA",
    border="#FBF9F4",
    people="#B5371F",
    money="#27517A",
    pale="#7790A7",
    ghost="#7E8C99",
    hatch="#7C7668",
    warm="#E2B7A6",
    bare="#F3EEE2",
    cool="#B9C7D3",
    sand="#D9CFB8",
)
DARK = Palette(
    name="dark",
    paper="#14181D",
    panel="#1D232A",
    ink="#ECE7DC",
    muted="#A9B0B7",
    hairline="#303840",
    land="#2A3138",
    border="#14181D",
    people="#F0795A",
    money="#7FB0DB",
    pale="#6E8CA8",
    ghost="#6F7C89",
    hatch="#9C9484",
    warm="#6B3A2E",
    bare="#1F252B",
    cool="#35506A",
    sand="#4E4734",
)
PALETTES: dict[Mode, Palette] = {"light": LIGHT, "dark": DARK}
CLEAR = "rgba(0,0,0,0)"


def veil(colour: str, opacity: float) -> str:
    """A colour of a palette, thinned: `opacity` from 0 to 1."""
    return f"rgba({','.join(map(str, red_green_blue(colour)))},{opacity})"


def red_green_blue(colour: str) -> tuple[int, int, int]:
    """The parts of a colour of a palette, each from 0 to 255."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue
