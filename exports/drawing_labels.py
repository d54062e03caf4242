"""The labels of marks where letters are wider, or a plot narrower, than the figure was laid out for."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from exports.drawing import Area, Disc, Line, Part, Point, Text, box_of, ems

Box = tuple[float, float, float, float]
GAP = 5.0
"""px between a mark and its label."""
MARK = 60.0
"""px, the longest that a mark is; what goes further is a line of the grid, an axis or a bar."""
TALL = 1.1
"""Of the size of letters, the height that they take."""


def settled(labels: Iterable[tuple[Text, Point]], others: Sequence[Part], width: float) -> list[Text]:
    """Each label where it stands, or else at another side of its mark, the first served first; one that would stand in
    a mark or in other words at every side is left out, as a page leaves it out too.

    `labels`: each with the place of its mark; `others`: what else is drawn in a frame as wide as `width`.
    """
    discs = [part for part in others if isinstance(part, Disc)]
    taken = [_letters(part) for part in others if isinstance(part, Text) and part.plain]
    taken += [box for part in others if isinstance(part, (Line, Area)) and (box := box_of(part)) and _is_mark(box)]
    found = []
    for text, point in labels:
        reach = max((disc.radius for disc in discs if math.dist(disc.centre, point) < 2), default=GAP) + GAP
        for way in (text, *_around(text, point, reach)):
            box = _letters(way)
            is_within = box[0] >= 0 and box[2] <= width
            if is_within and not any(_meets(box, other) for other in taken) and not any(_is_in(box, d) for d in discs):
                found.append(way)
                taken.append(box)
                break
    return found


def _around(text: Text, point: Point, reach: float) -> list[Text]:
    (x, y), high, edge = point, reach + text.size * TALL / 2, reach - GAP
    sides = [((x, y - high), "middle"), ((x + reach, y), "start"), ((x - reach, y), "end"), ((x, y + high), "middle")]
    sides += [
        ((x + way * edge, y + up * high), anchor) for up in (-1, 1) for way, anchor in ((-1, "start"), (1, "end"))
    ]
    return [replace(text, at=at, anchor=anchor) for at, anchor in sides]


def _letters(text: Text) -> Box:
    """The box of the letters themselves, in Arial."""
    left, _, right, _ = text.box
    if not text.turned:
        wide = max(ems("".join(words for words, _ in line)) for line in text.lines) * text.size
        left = text.at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
        right = left + wide
    half = len(text.lines) * text.size * TALL / 2
    return left, text.at[1] - half, right, text.at[1] + half


def _is_mark(box: Box) -> bool:
    return max(box[2] - box[0], box[3] - box[1]) <= MARK


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_in(box: Box, disc: Disc) -> bool:
    x, y = disc.centre
    return math.hypot(max(box[0] - x, 0, x - box[2]), max(box[1] - y, 0, y - box[3])) < disc.radius
