"""Makes the fonts of look/fonts/ anew: Noto Sans CJK cut down to the Korean, Japanese and Chinese letters that we show,
and the front end's own fonts to Latin letters, and to the signs that it may draw.

Run as a module where the Debian package fonts-noto-cjk is installed; what it writes is kept in the repository, so that
nobody needs that package to run the dashboard.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from loaders.letters import letters_of, letters_shown
from loaders.tables import load_record
from serving.fonts import LATIN, MEDIA, SAID, SIGNS, TEXT, whole_font

ROOT: Final = Path(__file__).parents[1]
FONTS: Final = ROOT / "look" / "fonts"
COLLECTION: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
NAMES: Final = {"hangul": "Noto Sans CJK KR", "kana": "Noto Sans CJK JP", "han": "Noto Sans CJK SC"}
"""The font of the collection that each script is taken from."""
ROOMS: Final = ("pages", "links")
"""Where signs are named."""
FEATURES: Final = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "rvrn", "tnum", "lnum"]
"""What is kept of the fonts of the text: the forms that our style sheets and a browser by itself ask for."""
FAMILY: Final = 1
"""The record that says a font's name; a cut may not bear the name of the whole, by its licence."""


def letters_needed() -> dict[str, str]:
    """The letters of each script: of the record, of the names of places, and of what our pages say themselves."""
    shown, said = letters_shown(load_record()), letters_said()
    return {script: "".join(sorted({*shown[script], *said[script]})) for script in NAMES}


def letters_said() -> dict[str, str]:
    """The letters of each script in what our pages say themselves."""
    files = sorted([*ROOT.glob("pages/**/*.py"), *ROOT.glob("look/*.js")])
    return letters_of(path.read_text(encoding="utf-8") for path in files)


def ligatures(font: TTFont) -> Iterator[tuple[str, dict[str, list[Any]], str, Any]]:
    """Of a font of signs each word that draws one, where its ligature is held by its first glyph, that, and itself."""
    written: dict[str, str] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        written[glyph] = chr(code)  # capitals are drawn as small letters, which come later
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            held = getattr(getattr(table, "ExtSubTable", table), "ligatures", {})
            for first, found in held.items():
                for ligature in found:
                    yield "".join(written[glyph] for glyph in (first, *ligature.Component)), held, first, ligature


def words_written() -> set[str]:
    """All words in the scripts of the front end, any of which may draw a sign, and the signs that we name."""
    theirs = (MEDIA.parent / "js").glob("*.js")
    ours = (path for room in ROOMS for path in (ROOT / room).glob("**/*.py"))
    found = ((r"[a-z0-9_]+", theirs), (r":material/([a-z0-9_]+):", ours))
    return {
        word for way, files in found for path in files for word in re.findall(way, path.read_text(encoding="utf-8"))
    }


def main() -> None:
    """Write one font a script, one for each of the text, and one of signs."""
    FONTS.mkdir(exist_ok=True)
    for script, letters in letters_needed().items():
        _cut_collection(NAMES[script], letters, script)
    _cut_collection(NAMES["hangul"], SAID, "said")  # it has the letters of all three scripts
    for name, (family, begins) in TEXT.items():
        font = TTFont(whole_font(begins))
        letters = "".join(chr(code) for code in font.getBestCmap() if any(low <= code <= high for low, high in LATIN))
        _cut(font, FEATURES, text=letters)
        font = instantiateVariableFont(font, {"wght": (font["fvar"].axes[0].defaultValue, None)})
        for record in font["name"].names:
            if record.nameID == FAMILY:
                record.string = f"Hard Currency {family.split()[-1]}"
        font.save(FONTS / f"{name}.woff2")
    _cut_signs(TTFont(whole_font(SIGNS[1]))).save(FONTS / "signs.woff2")


def _cut_collection(family: str, letters: str, name: str) -> None:
    with TTCollection(COLLECTION) as collection:
        font = next(font for font in collection if font["name"].getDebugName(1) == family)
        _cut(font, [], text=letters).save(FONTS / f"{name}.woff2")


def _cut_signs(font: TTFont) -> TTFont:
    words, kept = words_written(), set()
    for word, held, first, ligature in list(ligatures(font)):
        if word in words:
            kept.add(word)
        else:
            held[first].remove(ligature)
    return _cut(font, ["*"], text="".join({letter for word in kept for letter in word}))


def _cut(font: TTFont, features: list[str], *, text: str) -> TTFont:
    options = Options(flavor="woff2", layout_features=features, hinting=False, name_IDs=[0, 1, 2, 13, 14])
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff2"
    font["head"].modified = font["head"].created  # the same letters give the same file
    font.recalcTimestamp = False
    return font


if __name__ == "__main__":
    main()
