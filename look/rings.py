"""The ring by which a map shows a number of workers: its area follows the number."""

import math
from typing import Final

LARGEST: Final = 88  # px: diameter of the ring of LARGEST_COUNT workers
LARGEST_COUNT: Final = 100_000
SMALLEST: Final = 5  # px: rings never get smaller, so that the smallest claim can be seen and hit


def ring_px(number: float) -> float:
    """Diameter in px of the ring for a number of workers: the area, not the radius, follows the number."""
    return max(SMALLEST, LARGEST * math.sqrt(number / LARGEST_COUNT))
