"""How wide a text of a figure is, and where it is broken or cut so that it keeps to its room.

Plotly breaks no line by itself. Widths are those of our own letters, as charts/advances.py has them; a browser kerns,
so that a text may be a little narrower.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from charts.advances import ADVANCES

Face = Literal["sans", "bold", "serif"]
OTHER: Final = 600
"""Thousandths of its size, a letter of another script; one of East Asia is as wide as it is high."""
_WIDTHS: Final = {
    face: {letter: width for width, letters in widths.items() for letter in letters}
    for face, widths in ADVANCES.items()
}


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, face: Face = "sans") -> float:
    """How wide a text is (px) in letters of `size` px; `text` is plain, not HTML."""
    widths = _WIDTHS[face]
    return size / 1000 * sum(widths.get(letter) or _other(letter) for letter in text)


def _other(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 1000 if unicodedata.east_asian_width(letter) in "WF" else OTHER


def widest(texts: Iterable[str], size: float, face: Face = "sans") -> float:
    """The width (px) of the widest of some texts, tags of HTML apart; 0 where there is none."""
    return max((text_width(re.sub(r"<[^>]+>", "", text), size, face) for text in texts), default=0.0)


def lines(text: str, room: float, size: float, face: Face = "sans") -> list[str]:
    """A text in lines no wider than `room` (px), broken at spaces; a word that is wider by itself stays whole."""
    found = [""]
    for word in text.split(" "):
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and text_width(longer, size, face) > room:
            found.append(word)
        else:
            found[-1] = longer
    return found


def short_name(name: str, room: float, size: float = 14) -> str:
    """An author's name no wider than `room` (px): whole, else the abbreviation that ends it in brackets, else cut."""
    brief = re.search(r"\(([A-Z]{3,6})\)$", name)
    return brief[1] if brief and text_width(name, size) > room else shorten(name, room, size)


def shorten(text: str, room: float, size: float = 14, face: Face = "sans") -> str:
    """A text no wider than `room` (px), cut at the end of a word and then marked as cut; no bracket is left open."""
    if text_width(text, size, face) <= room:
        return text
    kept, left = "", room - text_width("\N{HORIZONTAL ELLIPSIS}", size, face)
    for letter in text:
        left -= text_width(letter, size, face)
        if left < 0:
            break
        kept += letter
    if " " in kept and not text[len(kept) :].startswith(" "):
        kept = kept.rsplit(" ", 1)[0]
    opened = kept.rfind("(")
    if opened > kept.rfind(")"):
        kept = kept[:opened] if opened else kept
    return kept.rstrip(" ,;(") + "\N{HORIZONTAL ELLIPSIS}"
