"""Makes charts/advances.py anew: how wide each letter of a figure is, read from the fonts that the front end has.

Run as a module after an update of Streamlit, once `make fonts` has cut its fonts anew.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from serving.fonts import CUTS

MODULE: Final = Path(__file__).parents[1] / "charts" / "advances.py"
FACES: Final = {
    "sans": ("sans", 400),
    "bold": ("sans", 700),
    "serif": ("serif", 700),
}
"""Each face of a figure: the cut of a font that it is drawn with, and its weight."""
LATIN: Final = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2039, 0x203A, 0x20AC, 0x2192]
"""Letters, signs and dashes, by their code."""
EACH: Final = 16  # letters in a line
HEAD: Final = '''\
"""How wide the letters of a figure are, in thousandths of their size, by face: a width and what letters have it.

Made by scripts/make_widths.py.
"""

from typing import Final

ADVANCES: Final = {
'''


def advances(face: str) -> dict[int, str]:
    """The letters of a face by their width, in thousandths of their size."""
    name, weight = FACES[face]
    whole = TTFont(CUTS[name].path)
    letters = Subsetter(Options(layout_features=[], layout_closure=False))
    letters.populate(unicodes=LATIN)
    letters.subset(whole)  # the others would be drawn at that weight too
    font = instantiateVariableFont(whole, {"wght": weight})
    names, metrics, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    found: dict[int, str] = defaultdict(str)
    for code in LATIN:
        if code in names:
            found[round(metrics[names[code]][0] * 1000 / unit)] += chr(code)
    return dict(sorted(found.items()))


def module() -> str:
    """The module as it is written."""
    return HEAD + "".join(f'    "{face}": {{\n{_entries(face)}    }},\n' for face in FACES) + "}\n"


def _entries(face: str) -> str:
    written = []
    for width, letters in advances(face).items():
        parts = [json.dumps(letters[at : at + EACH]) for at in range(0, len(letters), EACH)]
        several = "".join(f"            {part}\n" for part in parts)
        written.append(
            f"        {width}: {parts[0]},\n" if len(parts) == 1 else f"        {width}: (\n{several}        ),\n"
        )
    return "".join(written)


def main() -> None:
    """Write the module."""
    MODULE.write_text(module(), encoding="utf-8")


if __name__ == "__main__":
    main()
