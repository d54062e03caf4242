"""Interval arithmetic over claims: two ends, either of which may be open; ends with ends, never a point between."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """A quantity that is not negative, from `low` to `high`; an end that is None is open, that is not known.

    An open low end is somewhere from 0 to `high`. Raises `ValueError` for a negative or endless number, and for a low
    end above the high one.
    """

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        ends = [end for end in (self.low, self.high) if end is not None]
        if any(not math.isfinite(end) or end < 0 for end in ends):
            raise ValueError(f"the ends must be finite and not negative: {self.low}, {self.high}")
        if len(ends) == 2 and ends[0] > ends[1]:
            raise ValueError(f"the low end {self.low} is above the high end {self.high}")

    @property
    def is_unknown(self) -> bool:
        """Whether neither end is given."""
        return self.low is None and self.high is None

    @property
    def doubt(self) -> float:
        """How many times its low end the high end is: 1 for a single figure, infinite with an open end or from 0 up."""
        if self.low is None or self.high is None:
            return math.inf
        if self.low == self.high:
            return 1.0
        return self.high / self.low if self.low > 0 else math.inf


def product(*factors: Interval, over: float = 1) -> Interval:
    """The product of factors, divided by `over`: low ends with low ends, high ends with high ends.

    It holds every product of numbers that lie in the factors. An end that one factor leaves open is open, unless
    another factor is 0 there. Raises `OverflowError` when an end is too large for a number.
    """
    ends = [_product([getattr(factor, end) for factor in factors]) for end in ("low", "high")]
    low, high = (None if end is None else end / over for end in ends)
    if any(end is not None and math.isinf(end) for end in (low, high)):
        raise OverflowError("the product is too large for a number")
    return Interval(low, high)


def widest(factors: Mapping[str, Interval]) -> tuple[str, ...]:
    """The names of the factors whose doubt widens their product most; none when every factor is a single figure.

    Compared is the high end as a multiple of the low one, since these multiples together make that of the product.
    Factors that are equally wide are all named; factors with an open end are wider than any other.
    """
    most = max((factor.doubt for factor in factors.values()), default=1.0)
    return () if most == 1 else tuple(name for name, factor in factors.items() if factor.doubt == most)


def _product(ends: list[float | None]) -> float | None:
    if 0 in ends:
        return 0.0
    product = 1.0
    for end in ends:
        if end is None:
            return None
        product *= end
    return product
