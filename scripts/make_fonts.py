"""Makes the fonts of look/fonts/ anew: Noto Sans CJK cut down to the Korean, Japanese and Chinese letters that we show.

Run as a module where the Debian package fonts-noto-cjk is installed; what it writes is kept in the repository, so that
nobody needs that package to run the dashboard.
"""

from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

from loaders.letters import letters_of, letters_shown
from loaders.tables import load_record

ROOT: Final = Path(__file__).parents[1]
FONTS: Final = ROOT / "look" / "fonts"
COLLECTION: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
NAMES: Final = {"hangul": "Noto Sans CJK KR", "kana": "Noto Sans CJK JP", "han": "Noto Sans CJK SC"}
"""The font of the collection that each script is taken from."""


def letters_needed() -> dict[str, str]:
    """The letters of each script: of the record, of the names of places, and of what our pages say themselves."""
    ours = [path.read_text(encoding="utf-8") for path in sorted([*ROOT.glob("pages/**/*.py"), *ROOT.glob("look/*.js")])]
    shown, said = letters_shown(load_record()), letters_of(ours)
    return {script: "".join(sorted({*shown[script], *said[script]})) for script in NAMES}


def main() -> None:
    """Write one font a script."""
    FONTS.mkdir(exist_ok=True)
    for script, letters in letters_needed().items():
        options = Options(flavor="woff2", layout_features=[], hinting=False, name_IDs=[0, 1, 2, 13, 14])
        options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
        subsetter = Subsetter(options)
        with TTCollection(COLLECTION) as collection:
            font = next(font for font in collection if font["name"].getDebugName(1) == NAMES[script])
            subsetter.populate(text=letters)
            subsetter.subset(font)
            font.flavor = "woff2"
            font["head"].modified = font["head"].created  # the same letters give the same file
            font.recalcTimestamp = False
            font.save(FONTS / f"{script}.woff2")


if __name__ == "__main__":
    main()
