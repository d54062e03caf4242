"""A map with its legend at its side, in one column, as a slide has more room to the right than beneath."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from exports.drawing import LETTER_WIDTH, Area, Disc, Drawing, Part, Text, box_of, cropped, moved

Box = tuple[float, float, float, float]
COLUMN: Final = 300.0
"""px, the width of the legend."""
GAP: Final = 28.0
LINE_GAP: Final = 10.0


def beside(land: Sequence[Part], legend: Sequence[Part]) -> Drawing:
    """The parts of a map, cut off where nothing more is drawn, and to the right of them those of its legend.

    Each text of the legend keeps the swatch at its left; rings drawn to scale stay together with their numbers.
    """
    left, _, right, _ = _around(land)
    parts: list[Part] = [*land]
    down = min((box[1] for part in land if (box := box_of(part))), default=0.0)
    for cell in _cells(legend):
        at, top, _, bottom = _around(cell)
        parts += [moved(part, right + GAP - at, down - top) for part in cell]
        down += bottom - top + LINE_GAP
    return cropped([moved(part, -left, 0) for part in parts], 1.0)


def _cells(legend: Sequence[Part]) -> list[list[Part]]:
    """The legend in pieces that stand one beneath the other: texts as they are read, long ones in several lines, each
    with its swatch; rings with their lines and numbers last."""
    discs = [part for part in legend if isinstance(part, Disc)]
    rings = [one for one in discs if sum(abs(one.centre[0] - other.centre[0]) < 1 for other in discs) > 1]
    edge = min((_around([ring])[0] for ring in rings), default=math.inf)
    scale: list[Part] = [part for part in legend if not isinstance(part, Area) and _around([part])[0] >= edge - 1]
    texts = [part for part in legend if isinstance(part, Text) and part not in scale]
    swatches = [part for part in legend if not isinstance(part, Text) and part not in scale]
    texts.sort(key=lambda text: (round(text.at[1]), text.at[0]))
    cells: list[list[Part]] = []
    for text in texts:
        x, y = text.at
        own = [part for part in swatches if (box := box_of(part)) and x - 30 < box[0] < x and box[1] < y < box[3]]
        cell: list[Part] = [*own, text if own else _wrapped(text)]
        cells.append(cell)
    return [*cells, scale] if scale else cells


def _wrapped(text: Text) -> Text:
    """A text in lines no longer than the column; what is bold in it is no longer."""
    lines = textwrap.wrap(text.plain, int(COLUMN / (text.size * LETTER_WIDTH)))
    return replace(text, lines=tuple(((line, False),) for line in lines))


def _around(parts: Sequence[Part]) -> Box:
    boxes = [box for part in parts if (box := box_of(part))] or [(0.0, 0.0, 0.0, 0.0)]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
