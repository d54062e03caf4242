"""Steps through the years, and the names of places."""

import pytest

from loaders.tables import load_record
from subjects.events import TURNING_POINTS, turning_point_events, turning_points
from subjects.workers import next_years

ENDS = (2006, 2026)


@pytest.mark.parametrize(
    ("years", "step", "after"),
    [
        (ENDS, 1, (2006, 2006)),
        (ENDS, -1, (2026, 2026)),
        ((2006, 2006), 1, (2007, 2007)),
        ((2026, 2026), 1, ENDS),
        ((2006, 2006), -1, ENDS),
        ((2015, 2019), 1, (2016, 2020)),
        ((2022, 2026), 1, ENDS),
    ],
)
def test_steps_through_the_years(years: tuple[int, int], step: int, after: tuple[int, int]) -> None:
    assert next_years(years, ENDS, step) == after


def test_the_turning_points_are_events_in_order_of_time() -> None:
    record = load_record()
    rows = turning_point_events(record)
    assert set(rows["event_id"]) == set(TURNING_POINTS)
    assert turning_points(record) == sorted(turning_points(record))
    assert [title for _, title in turning_points(record)] == rows["title"].tolist()
