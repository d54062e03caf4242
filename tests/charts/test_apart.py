"""Marks moved apart: in the middle of each, Plotly's rule of the nearest mark names its own place."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from charts.apart import NEAR, apart, needed, sharing

PLACES = st.lists(
    st.tuples(
        st.floats(0, 900),
        st.floats(0, 400),
        st.lists(st.sampled_from([1.5, 2.5, 4.0, 4.5, 7.0, 30.0]), max_size=3),
    ),
    max_size=8,
)


def answers(points: list[tuple[float, float]], radii: list[list[float]], at: tuple[float, float]) -> int:
    """Which place a pointer finds: Plotly's own sum, by which of equal marks the last drawn counts."""
    best, found = math.inf, -1
    for place, (point, sizes) in enumerate(zip(points, radii, strict=True)):
        for radius in sizes:
            rad = max(3, radius)
            cost = max(math.dist(point, at) - rad, 1 - 3 / rad)
            if cost <= best:
                best, found = cost, place
    return found


@settings(deadline=None)
@given(PLACES)
def test_each_mark_answers_for_itself_in_its_own_middle(places: list[tuple[float, float, list[float]]]) -> None:
    points, radii = [(x, y) for x, y, _ in places], [sizes for _, _, sizes in places]
    moved = apart(points, radii)
    for order in (range(len(places)), range(len(places) - 1, -1, -1)):
        drawn, sizes = [moved[i] for i in order], [radii[i] for i in order]
        for at, i in enumerate(order):
            if radii[i]:
                assert answers(drawn, sizes, moved[i]) == at
    assert [moved[i] for i, sizes in enumerate(radii) if not sizes] == [
        points[i] for i, sizes in enumerate(radii) if not sizes
    ]


def test_marks_that_are_far_enough_stay() -> None:
    points = [(0.0, 0.0), (20.0, 0.0), (400.0, 50.0)]
    assert apart(points, [[4.5], [4.5], [30.0]]) == points
    assert apart([(0.0, 0.0), (2.0, 0.0)], [[4.5], []]) == [(0.0, 0.0), (2.0, 0.0)]


def test_two_marks_at_one_point_part_by_as_much_as_is_needed() -> None:
    first, second = apart([(10.0, 10.0), (10.0, 10.0)], [[4.5], [4.5]])
    assert math.isclose(math.dist(first, second), needed([4.5], [4.5]))
    assert needed([4.5], [30.0]) == 0.0, "the smaller of two marks is found inside the larger one"


def test_marks_on_one_spot_share_its_height_in_their_order() -> None:
    assert sharing([("a", 4.0), ("b", 4.0), ("a", 4.0)]) == [(0.25, 0.5), (0.0, 1.0), (-0.25, 0.5)]
    assert [shift for shift, _ in sharing([("a", 0.0)] * 4)] == [0.375, 0.125, -0.125, -0.375]
    assert sharing([]) == []


def test_marks_that_a_pointer_cannot_tell_apart_never_have_one_place_though_those_further_away_may() -> None:
    shared = sharing([("a", 0.0), ("a", NEAR - 0.1), ("a", 2 * NEAR - 0.2), ("a", 9.0), ("a", 9.0 + NEAR)])
    assert shared == [(0.25, 0.5), (-0.25, 0.5), (0.25, 0.5), (0.0, 1.0), (0.0, 1.0)]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 30)), max_size=30))
def test_marks_of_one_lane_are_apart_along_it_or_above_one_another(marks: list[tuple[str, float]]) -> None:
    shared = sharing(marks)
    for at, (lane, middle) in enumerate(marks):
        shift, part = shared[at]
        assert abs(shift) + part / 2 <= 0.5 + 1e-9
        for (other, beside), (above, share) in zip(marks[:at], shared[:at], strict=True):
            if lane == other and abs(middle - beside) < NEAR:
                assert abs(shift - above) >= max(part, share) - 1e-9
