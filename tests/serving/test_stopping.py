import signal

from serving.readiness import Readiness
from serving.settings import Settings
from serving.stopping import Stopping


def test_it_is_not_ready_while_it_drains_and_then_stops(monkeypatch):
    waited, ended = [], []
    stopping = Stopping(Settings(drain_seconds=30, stop_seconds=4), ended.append)
    stopping.before = lambda number, frame: ended.append(number)
    monkeypatch.setattr(stopping, "_later", lambda seconds, act: waited.append((seconds, act)))

    stopping.begin(signal.SIGTERM, None)
    assert Readiness(None, stopping).check() == (503, {"status": "stopping"})
    assert [seconds for seconds, _ in waited] == [34, 30]
    assert ended == []

    stopping.begin(signal.SIGTERM, None)  # the second one, at the end of the draining or by an impatient hand
    assert ended == [signal.SIGTERM]
    waited[0][1]()
    assert ended == [signal.SIGTERM, 0]


def test_without_a_time_to_drain_it_stops_at_once():
    ended = []
    stopping = Stopping(Settings(stop_seconds=60), ended.append)
    stopping.before = lambda number, frame: ended.append(number)
    stopping.begin(signal.SIGTERM, None)
    assert ended == [signal.SIGTERM]
