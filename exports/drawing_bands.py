"""A drawing too tall for one slide as several, one beneath the other, cut where no mark and no word is."""

import math
from dataclasses import replace
from itertools import pairwise
from typing import Final

from exports.drawing import Area, Disc, Drawing, Line, Part, Text, box_of, moved

HEAD: Final = 46.0
"""px at the top, where the labels of an axis stand."""


def bands(drawing: Drawing, tallest: float, head: float = HEAD, foot: float = 0.0) -> list[Drawing]:
    """The drawing in bands of at most about `tallest` px, each with the words of its head and its foot, which are so
    many px tall; itself if it is not so tall."""
    if drawing.height <= tallest:
        return [drawing]
    inner = drawing.height - head - foot
    count = math.ceil(inner / max(tallest - head - foot, 1.0))
    end = drawing.height - foot
    wished = [head + n * inner / count for n in range(1, count)]
    cuts = [0.0, *(_cut(drawing, wish, inner / count / 5) for wish in wished), drawing.height]
    texts = [part for part in drawing.parts if isinstance(part, Text)]
    above, below = [part for part in texts if part.at[1] < head], [part for part in texts if part.at[1] > end]
    found = []
    for top, bottom in pairwise(cuts):
        room = head if top else 0.0
        parts = [moved(cut, 0, room - top) for part in drawing.parts if (cut := _within(part, top, bottom))]
        parts += above if top else []
        tall = bottom - top + room
        if bottom < drawing.height and foot:
            parts += [moved(part, 0, tall - end) for part in below]
            tall += foot
        found.append(Drawing(drawing.width, tall, tuple(parts)))
    return found


def _cut(drawing: Drawing, wish: float, reach: float) -> float:
    """Where to cut near a height: through as few marks and words as can be, at a rule between lanes if there is one."""
    spans = [box for part in drawing.parts if isinstance(part, (Text, Disc)) and (box := box_of(part))]
    rules = {part.points[0][1] for part in drawing.parts if isinstance(part, Line) and _is_rule(part, drawing.width)}

    def cost(y: float) -> tuple[int, bool, float]:
        return sum(box[1] < y < box[3] for box in spans), y not in rules, abs(y - wish)

    near = [y for y in rules if abs(y - wish) <= reach]
    return min((*near, *(wish + step for step in range(-int(reach), int(reach) + 1, 2))), key=cost)


def _is_rule(line: Line, width: float) -> bool:
    """Whether a line goes straight across a fifth of the drawing or more."""
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    return len(line.points) == 2 and y0 == y1 and not line.arrow and abs(x1 - x0) >= width / 5


def _within(part: Part, top: float, bottom: float) -> Part | None:
    """What of a part lies between two heights: lines and rectangles are cut, marks and words belong to one band."""
    box = box_of(part)
    if box is None or box[3] < top or box[1] >= bottom:
        return None
    if isinstance(part, Line) and len(part.points) == 2 and not part.arrow:
        (x0, y0), (x1, y1) = part.points
        if y0 == y1:
            return part
        ends = [min(max(y, top), bottom) for y in (y0, y1)]
        return replace(part, points=tuple((x0 + (y - y0) / (y1 - y0) * (x1 - x0), y) for y in ends))
    if isinstance(part, Area) and all(_is_upright(ring) for ring in part.rings):
        return replace(part, rings=tuple(tuple((x, min(max(y, top), bottom)) for x, y in ring) for ring in part.rings))
    return part if top <= (box[1] + box[3]) / 2 < bottom else None


def _is_upright(ring: tuple[tuple[float, float], ...]) -> bool:
    """Whether a ring is a rectangle along the axes."""
    return len(ring) == 4 and len({x for x, _ in ring}) <= 2 and len({y for _, y in ring}) <= 2
