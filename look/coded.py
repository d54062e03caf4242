"""How codes are drawn, alike in every chart: a table for each coded column, for the statuses of places and the phases
of return, which a test holds to the values there are."""

from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from language.messages import mark, tr
from loaders.codes import STRENGTHS
from look.palette import Palette

SHAPES: Final = {
    "centralised_exchange": "circle",
    "bridge": "diamond",
    "defi_protocol": "square",
    "wallet": "triangle-up",
    "payment_gateway": "triangle-down",
    "lender": "pentagon",
    "gaming": "star",
    "fund": "star-square",
    "individuals": "triangle-right",
    "other": "cross",
}
"""The mark of each kind of victim."""


@dataclass(frozen=True)
class Coloured:
    """Something drawn in a `colour`, which is its name in the palette."""

    colour: Literal["ink", "money", "pale", "people", "ghost", "warm", "bare", "cool", "sand", "land"]

    def colour_in(self, palette: Palette) -> str:
        """Its colour in a theme."""
        return str(getattr(palette, self.colour))


@dataclass(frozen=True)
class Fill(Coloured):
    """How a place of a status is filled on the map: with lines of the pattern that rise or fall, or outlined."""

    rising: bool = False
    falling: bool = False
    is_outlined: bool = False


FILLS: Final = {
    "reported_after_deadline": Fill("warm"),
    "reported_gone": Fill("bare", is_outlined=True),
    "reported_none": Fill("bare", rising=True, falling=True),
    "reported_before_deadline": Fill("cool", rising=True),
    "listed_2018_only": Fill("sand", falling=True),
    "no_claim": Fill("land"),
}
"""The fill of each status of a host jurisdiction."""


@dataclass(frozen=True)
class PhaseLook(Coloured):
    """How a phase of the return of workers is drawn: its mark for Plotly with its size and outline (px), the same as a
    letter, and what a column calls it."""

    symbol: str
    size: int
    outline: int
    glyph: str
    short: str


PHASE_LOOKS: Final = {
    "before": PhaseLook("ghost", "circle-open", 9, 2, "○", mark("before")),
    "home": PhaseLook("money", "triangle-up", 10, 0, "▲", mark("home")),
    "left": PhaseLook("ink", "diamond", 10, 0, "◆", mark("remaining")),
    "after": PhaseLook("people", "circle", 12, 0, "●", mark("after")),
}
"""The look of each phase, in the order of its marks; a claim of no known time stands in none of them."""


@dataclass(frozen=True)
class Look(Coloured):
    """How a strength of attribution is drawn, and what the key of a chart calls that.

    `symbol`: the mark of an attribution. `filling`, `outline`: what is added to the mark of a theft, and the width of
    its outline; `ring`: the outline of its disc; both in px, firmer is thicker. `pattern`: that of a column.
    """

    symbol: str
    symbol_words: str
    filling: str
    outline: float
    filling_words: str
    ring: float
    pattern: str
    pattern_words: str


LOOKS: Final = {
    "formal": Look(
        colour="ink",
        symbol="square",
        symbol_words=mark("Square"),
        filling="",
        outline=2.4,
        filling_words=mark("Strong outline"),
        ring=2.6,
        pattern="",
        pattern_words=mark("darkest"),
    ),
    "assessed": Look(
        colour="money",
        symbol="circle",
        symbol_words=mark("Circle"),
        filling="",
        outline=0.6,
        filling_words=mark("Filled"),
        ring=1.4,
        pattern="",
        pattern_words=mark("plain"),
    ),
    "suspected": Look(
        colour="pale",
        symbol="triangle-up",
        symbol_words=mark("Triangle"),
        filling="-open",
        outline=1.6,
        filling_words=mark("Hollow"),
        ring=0.8,
        pattern="/",
        pattern_words=mark("striped"),
    ),
    "disputed": Look(
        colour="people",
        symbol="x",
        symbol_words=mark("Cross"),
        filling="-open-dot",
        outline=1.6,
        filling_words=mark("Hollow with a dot"),
        ring=0.8,
        pattern="x",
        pattern_words=mark("crossed"),
    ),
}
"""The look of each strength, firmest first."""


def look_of(strength: object) -> Look:
    """The look of a strength; a theft that nobody attributes looks assessed, as does a strength that came with a newer
    record than this code."""
    return LOOKS.get(str(strength), LOOKS["assessed"])


def shape_of_victim(kind: str) -> str:
    """The mark of a kind of victim; one that came with a newer record than this code has that of the others."""
    return SHAPES.get(kind, SHAPES["other"])


def kinds_drawn(incidents: pd.DataFrame) -> pd.Series:
    """The kind of victim by which each theft is drawn; one of none known is among the others."""
    return incidents["victim_kind"].fillna("other")


def key_of_looks(part: Literal["symbol", "filling"]) -> str:
    """How the strengths are told apart by one part of their looks, a sentence each."""
    looks = ((strength, getattr(look, f"{part}_words")) for strength, look in LOOKS.items())
    return " ".join(tr("{mark}: {strength}.", mark=tr(words), strength=STRENGTHS[value]) for value, words in looks)
