"""The letters and signs of our pages: the front end's own fonts, cut to what nearly every page needs, and letters for
Korean, Japanese and Chinese names, which none of those has. scripts/make_fonts.py makes them.

They belong to the families of the front end, so that a browser takes them up wherever it meets such a letter, and
fetches none of them before; for that they must come after the front end's own faces and have the very name, weights
and style of these. What they lack is fetched from the front end's own fonts, which are four times as heavy.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import streamlit
from starlette.routing import Route

from loaders.letters import SCRIPTS
from serving.addresses import address
from serving.files import LOOK, OurFile

MEDIA: Final = Path(streamlit.__file__).parent / "static" / "static" / "media"
TEXT: Final = {
    "sans": ("Source Sans", "SourceSansVF-Upright"),
    "serif": ("Source Serif", "SourceSerifVariable-Roman"),
}
"""The fonts of the text by the name of their cut: family, and beginning of the name of the file they are cut from."""
SIGNS: Final = ("Material Symbols Rounded", "MaterialSymbols-Rounded")
"""The same of the font of signs, which has one for each of some words, and none for a letter."""

Spans = Iterable[tuple[int, int]]
LATIN: Final = (
    (0x0000, 0x017F),
    (0x0300, 0x036F),
    (0x2000, 0x206F),
    (0x20A0, 0x20CF),
    (0x2190, 0x22FF),
    (0x25A0, 0x25FF),
)
"""The letters of the cuts, both ends in each range: Latin, marks upon letters, punctuation, money, arrows, signs."""
REST: Final = (
    *((0x0180, 0x02FF), (0x0370, 0x10FF), (0x1D00, 0x1FFF), (0x2070, 0x209F), (0x20D0, 0x218F), (0x2300, 0x259F)),
    *((0x2600, 0x2E7F), (0xA640, 0xA95F), (0xAB30, 0xAB6F), (0xFB00, 0xFEFF), (0x1F000, 0x1FAFF)),
)
"""Where all other letters of those fonts stand, such as Greek, Cyrillic and Vietnamese."""
SAID: Final = "한국어中文"
"""The East Asian letters that nearly every page says itself, in a font of their own."""


def _file(name: str) -> OurFile:
    return OurFile(LOOK / "fonts" / f"{name}.woff2", "font/woff2")


CUTS: Final = {name: _file(name) for name in (*TEXT, "signs", "said")}
EAST_ASIAN: Final = {script: _file(script) for script in SCRIPTS}


def whole_font(begins: str) -> Path:
    """The front end's own font, by the beginning of its file's name."""
    return sorted(MEDIA.glob(f"{begins}*.woff2"))[0]


def font_faces() -> str:
    """Our fonts as a style sheet names them."""
    family, _ = SIGNS
    return _face(family, "400", CUTS["signs"].url, " font-display: block;") + "".join(
        _face(family, "100 900", url, f" unicode-range: {letters};") for family, url, letters in _ours()
    )


def whole_faces() -> str:
    """The front end's fonts of the text, for pages outside it; to stand before `font_faces`."""
    return "".join(_face(family, "100 900", _whole(begins)) for family, begins in TEXT.values())


def fonts_to_take() -> list[tuple[str, str, str]]:
    """The fonts that a picture or a talk can take along: family, address, and the letters for which it is taken."""
    return [*_ours(), *((family, _whole(begins), _ranges(REST)) for family, begins in TEXT.values())]


def font_routes() -> list[Route]:
    """Our fonts."""
    return [font.route() for font in (*CUTS.values(), *EAST_ASIAN.values())]


def _ours() -> list[tuple[str, str, str]]:
    families = [family for family, _ in TEXT.values()]
    for_some = [(EAST_ASIAN[script], spans) for script, spans in SCRIPTS.items()]
    for_some.append((CUTS["said"], tuple((ord(letter), ord(letter)) for letter in SAID)))  # before those of its scripts
    return [(family, CUTS[name].url, _ranges(LATIN)) for name, (family, _) in TEXT.items()] + [
        (family, font.url, _ranges(spans)) for font, spans in for_some for family in families
    ]


def _whole(begins: str) -> str:
    return address(f"static/media/{whole_font(begins).name}")


def _ranges(spans: Spans) -> str:
    return ", ".join(f"U+{low:X}-{high:X}" for low, high in spans)


def _face(family: str, weight: str, url: str, more: str = "") -> str:
    return (
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: normal; "
        f"src: url('{url}') format('woff2');{more} }}\n"
    )
