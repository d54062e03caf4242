"""Events in order of time."""

from subjects.events import TURNING_POINTS, turning_point_events, turning_points
from tests.live import RECORD


def test_the_turning_points_are_events_in_order_of_time() -> None:
    rows = turning_point_events(RECORD)
    assert set(rows["event_id"]) == set(TURNING_POINTS)
    assert turning_points(RECORD) == sorted(turning_points(RECORD))
    assert [title for _, title in turning_points(RECORD)] == rows["title"].tolist()
