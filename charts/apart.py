"""Marks that would answer for one another are moved apart, by a few pixels; those on one spot share its height."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final

Point = tuple[float, float]
LEAST: Final = 3.0  # px: to Plotly every mark on a map is at least this wide from its middle
AIR: Final = 2.0  # px more than is needed, for a map drawn somewhat narrower than it is laid out for
ROUNDS: Final = 200


def spots(middles: Sequence[float]) -> list[int]:
    """The spot of each mark, by its middle (px): what is less than a pixel from the first of a spot is on it."""
    found, spot, start = [0] * len(middles), 0, -math.inf
    for place in sorted(range(len(middles)), key=middles.__getitem__):
        if middles[place] - start >= 1:
            spot, start = spot + 1, middles[place]
        found[place] = spot
    return found


def sharing(spots: Sequence[Hashable]) -> list[tuple[float, float]]:
    """Of each mark how far above the middle of its spot it stands, and which part of the height there it has, both as
    shares of that height: marks on one spot stand above one another in their order."""
    numbers, met = Counter(spots), Counter[Hashable]()
    found = []
    for spot in spots:
        number, before = numbers[spot], met[spot]
        met[spot] += 1
        found.append(((number - 1) / 2 / number - before / number, 1 / number))
    return found


def needed(own: Sequence[float], other: Sequence[float]) -> float:
    """How far (px) the middle of a place's marks must be from another's, so that in it the place answers for itself.

    `own` and `other`: the radii of the marks (px). Under a pointer at distance d, Plotly takes the mark with the least
    max(d - r, 1 - 3 / r), hence the smallest of those that the pointer is in, and of equal ones the one drawn last.
    """
    at_home = min(1 - LEAST / max(LEAST, radius) for radius in own)
    rivals = [max(LEAST, radius) for radius in other if 1 - LEAST / max(LEAST, radius) <= at_home]
    return max(rivals) + at_home + AIR if rivals else 0.0


def apart(points: Sequence[Point], radii: Sequence[Sequence[float]]) -> list[Point]:
    """The points (px), those too near to another moved away from it, each by half of what is missing.

    `radii`: of each point the radii of its marks; a point without marks neither moves nor pushes.
    """
    moved = list(points)
    marked = [i for i, own in enumerate(radii) if own]
    pairs = [
        (i, j, max(needed(radii[i], radii[j]), needed(radii[j], radii[i])))
        for at, i in enumerate(marked)
        for j in marked[at + 1 :]
    ]
    for _ in range(ROUNDS):
        is_still = True
        for i, j, wanted in pairs:
            (x, y), (u, v) = moved[i], moved[j]
            distance = math.hypot(u - x, v - y)
            if distance >= wanted - 1e-6:
                continue
            is_still = False
            across, down = ((u - x) / distance, (v - y) / distance) if distance else (1.0, 0.0)
            push = (wanted - distance) / 2
            moved[i], moved[j] = (x - across * push, y - down * push), (u + across * push, v + down * push)
        if is_still:
            break
    return moved
