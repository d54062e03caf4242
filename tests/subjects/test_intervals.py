"""Interval arithmetic: the result holds every combination of its factors, and an open end stays open."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subjects.intervals import Interval, product, widest
from subjects.revenue import state_income

ENDS = st.one_of(st.just(0.0), st.floats(min_value=1e-3, max_value=1e9))
FAR = 1e12  # where a point of an open end may lie


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(ENDS), draw(ENDS)))
    shape = draw(st.sampled_from(["closed", "figure", "at least", "up to", "open"]))
    return {
        "closed": Interval(low, high),
        "figure": Interval(low, low),
        "at least": Interval(low, None),
        "up to": Interval(None, high),
        "open": Interval(None, None),
    }[shape]


@st.composite
def with_a_point(draw: st.DrawFn) -> tuple[Interval, float]:
    interval = draw(intervals())
    low = 0.0 if interval.low is None else interval.low
    high = max(FAR, low) if interval.high is None else interval.high
    return interval, draw(st.floats(min_value=low, max_value=high))


def holds(interval: Interval, value: Fraction) -> bool:
    """Whether a value lies in an interval, but for the rounding of a float."""
    slack = Fraction(1, 10**12)
    return (interval.low is None or Fraction(interval.low) * (1 - slack) <= value) and (
        interval.high is None or value <= Fraction(interval.high) * (1 + slack)
    )


@given(st.lists(with_a_point(), min_size=1, max_size=4))
def test_the_product_holds_every_combination(factors: list[tuple[Interval, float]]) -> None:
    result = product(*(interval for interval, _ in factors))
    assert holds(result, math.prod(Fraction(point) for _, point in factors))


@given(st.lists(intervals(), min_size=1, max_size=4))
def test_an_open_end_stays_open_unless_another_factor_is_zero_there(factors: list[Interval]) -> None:
    result = product(*factors)
    for end in ("low", "high"):
        ends = [getattr(factor, end) for factor in factors]
        if 0 in ends:
            assert getattr(result, end) == 0
        elif None in ends:
            assert getattr(result, end) is None
        else:
            assert getattr(result, end) == pytest.approx(math.prod(ends))


@given(st.lists(intervals(), min_size=2, max_size=4))
def test_the_order_of_factors_does_not_matter(factors: list[Interval]) -> None:
    one, other = product(*factors), product(*reversed(factors))
    for end in ("low", "high"):
        assert (getattr(one, end) is None) == (getattr(other, end) is None)
        assert getattr(one, end) == pytest.approx(getattr(other, end))


@given(intervals(), intervals(), intervals(), st.booleans())
def test_a_factor_with_less_doubt_never_widens_the_result(a: Interval, b: Interval, c: Interval, month: bool) -> None:
    point = next((end for end in (c.low, c.high) if end is not None), 1.0)
    narrow, wide = (state_income(a, b, share, per_month=month) for share in (Interval(point, point), c))
    if wide.low is not None:
        assert narrow.low is not None
        assert narrow.low >= wide.low
    if wide.high is not None:
        assert narrow.high is not None
        assert narrow.high <= wide.high


@given(with_a_point(), with_a_point(), with_a_point(), st.booleans())
def test_the_income_of_the_state_holds_every_combination(
    workers: tuple[Interval, float], wage: tuple[Interval, float], share: tuple[Interval, float], per_month: bool
) -> None:
    result = state_income(workers[0], wage[0], share[0], per_month=per_month)
    months = 12 if per_month else 1
    assert holds(result, Fraction(workers[1]) * Fraction(wage[1]) * months * Fraction(share[1]) / 100)


def test_the_income_of_the_state_in_numbers() -> None:
    workers, wage, share = Interval(50_000, 100_000), Interval(120, 150), Interval(70, 90)
    assert state_income(workers, wage, share, per_month=True) == Interval(50_400_000, 162_000_000)
    assert state_income(workers, wage, share, per_month=False) == Interval(4_200_000, 13_500_000)
    assert state_income(Interval(1000, None), wage, share, per_month=True) == Interval(1_008_000, None)
    assert state_income(workers, wage, Interval(None, 90), per_month=True) == Interval(None, 162_000_000)
    assert state_income(Interval(None, 10), wage, Interval(50, None), per_month=True).is_unknown


@pytest.mark.parametrize("ends", [(2, 1), (-1, 1), (0, math.inf), (math.nan, 1), (None, -1)])
def test_what_is_no_interval(ends: tuple[float | None, float | None]) -> None:
    with pytest.raises(ValueError, match=r"must be finite|above the high end"):
        Interval(*ends)


def test_a_product_too_large_for_a_number() -> None:
    with pytest.raises(OverflowError, match="too large"):
        product(Interval(1e300, 1e300), Interval(1e300, 1e300))


@pytest.mark.parametrize(
    ("interval", "doubt"),
    [
        (Interval(5, 5), 1),
        (Interval(0, 0), 1),
        (Interval(50, 100), 2),
        (Interval(0, 1), math.inf),
        (Interval(1, None), math.inf),
        (Interval(None, 1), math.inf),
    ],
)
def test_doubt(interval: Interval, doubt: float) -> None:
    assert interval.doubt == doubt


def test_the_factor_that_widens_most() -> None:
    single, double, triple = Interval(5, 5), Interval(10, 20), Interval(1, 3)
    assert widest({"a": single, "b": double, "c": triple}) == ("c",)
    assert widest({"a": double, "b": Interval(3, 6), "c": single}) == ("a", "b")
    assert widest({"a": Interval(1, None), "b": triple, "c": Interval(None, 2)}) == ("a", "c")
    assert widest({"a": single}) == ()
    assert widest({}) == ()
