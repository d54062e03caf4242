"""Marks that would answer for one another are moved apart, by a few pixels; those on one spot share its height."""

import math
from collections.abc import Hashable, Sequence
from typing import Final

Point = tuple[float, float]
LEAST: Final = 3.0  # px: to Plotly every mark on a map is at least this wide from its middle
AIR: Final = 2.0  # px more than is needed, for a map drawn somewhat narrower than it is laid out for
ROUNDS: Final = 200
BETWEEN: Final = 1.5  # px between those that share a spot
UPRIGHT: Final = 1.4  # Plotly draws an upright stroke so much higher than its size
NEAR: Final = 1.5  # px: a pointer stands on whole ones, and cannot tell which of two nearer marks is meant


def sharing(marks: Sequence[tuple[Hashable, float]]) -> list[tuple[float, float]]:
    """Of each mark, given as its lane and its middle (px) there, how far above the middle of the lane it stands, and
    which part of the height of a mark it has, both as shares of that height.

    Marks that are nearer than NEAR to one another stand above one another, in their order, as do those that one of
    them is near to; two that are apart may have the same place in the height.
    """
    found = [(0.0, 1.0)] * len(marks)
    for row in _rows(marks):
        places: list[int] = []
        for at, number in enumerate(row):
            met = {places[before] for before in range(at) if marks[number][1] - marks[row[before]][1] < NEAR}
            places.append(next(place for place in range(len(row)) if place not in met))
        n = max(places) + 1
        for number, place in zip(row, places, strict=True):
            found[number] = ((n - 1) / 2 / n - place / n, 1 / n)
    return found


def heights(parts: Sequence[float], height: float) -> list[float]:
    """How high (px) marks are that have these parts of the height of one alone."""
    return [height * part - (BETWEEN if part < 1 else 0) for part in parts]


def upright(parts: Sequence[float], height: float) -> list[float]:
    """The sizes of upright strokes (the symbol `line-ns`) that have these parts of the height (px) of one alone."""
    return [high / UPRIGHT for high in heights(parts, height)]


def _rows(marks: Sequence[tuple[Hashable, float]]) -> list[list[int]]:
    """The numbers of the marks of each row: in one lane, from the left, each near to the one before."""
    lanes: dict[Hashable, list[int]] = {}
    for number, (lane, _) in enumerate(marks):
        lanes.setdefault(lane, []).append(number)
    rows: list[list[int]] = []
    for numbers in lanes.values():
        last = -math.inf
        for number in sorted(numbers, key=lambda number: marks[number][1]):
            if marks[number][1] - last >= NEAR:
                rows.append([])
            rows[-1].append(number)
            last = marks[number][1]
    return rows


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
