"""The record of a running server: read anew when a file changes, the last valid one kept when a newer is refused."""

import os
import threading
import time
from pathlib import Path
from typing import Any

from loaders.faults import Fault, TableError
from loaders.store import RecordStore
from loaders.tables import Record


def test_it_reads_once_while_nothing_changes(folder: Any) -> None:
    first = folder.load()
    calls: list[Path] = []

    def load(path: Path) -> Record:
        calls.append(path)
        return first

    store = RecordStore(folder.path, load)
    assert store.current() == (first, [])
    assert store.current() == (first, [])
    assert calls == [folder.path]


def test_a_changed_file_is_read(folder: Any) -> None:
    folder.write()
    store = RecordStore(folder.path)
    before = store.current()[0]
    folder.set("worker_claims", 2, high="110000")
    folder.write()
    after = store.current()[0]
    assert before is not None
    assert after is not None
    assert before.version != after.version
    assert after.tables["worker_claims"]["high"].max() == 110_000


def test_a_record_with_faults_is_refused_and_the_last_valid_one_stays(folder: Any) -> None:
    folder.write()
    store = RecordStore(folder.path)
    before = store.current()[0]
    folder.set("worker_claims", 2, high="many")
    folder.write()
    after, faults = store.current()
    assert after is before
    assert [fault.column for fault in faults] == ["high"]
    folder.set("worker_claims", 2, high="100000")
    folder.write()
    again, faults = store.current()
    assert faults == []
    assert again is not None
    assert before is not None
    assert again.version == before.version


def test_half_a_file_and_a_missing_one_are_refused(folder: Any) -> None:
    folder.write()
    store = RecordStore(folder.path)
    before = store.current()[0]
    path = folder.path / "sources.csv"
    path.write_bytes(path.read_bytes()[:70])
    assert store.current()[0] is before
    assert store.current()[1]
    path.unlink()
    assert store.current()[0] is before
    assert store.current()[1]


def test_without_a_valid_record_there_is_none(folder: Any) -> None:
    folder.set("sources", 2, url="javascript:x")
    folder.write()
    current, faults = RecordStore(folder.path).current()
    assert current is None
    assert len(faults) == 1


def test_a_change_of_time_alone_gives_the_same_version(folder: Any) -> None:
    folder.write()
    store = RecordStore(folder.path)
    before = store.current()[0]
    os.utime(folder.path / "sources.csv", ns=(1, 1))
    after = store.current()[0]
    assert before is not None
    assert after is not None
    assert before.version == after.version


def test_many_who_ask_at_once_cost_one_reading(folder: Any) -> None:
    record = folder.load()
    running, most, calls = 0, 0, 0

    def load(path: Path) -> Record:
        nonlocal running, most, calls
        running, calls = running + 1, calls + 1
        most = max(most, running)
        time.sleep(0.05)
        running -= 1
        return record

    store = RecordStore(folder.path, load)
    found: list[tuple[Record | None, list[Fault]]] = []
    askers = [threading.Thread(target=lambda: found.append(store.current())) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert (calls, most) == (1, 1)
    assert found == [(record, [])] * 8


def test_a_refused_record_is_not_read_again_until_it_changes(folder: Any) -> None:
    folder.write()
    calls = 0

    def load(path: Path) -> Record:
        nonlocal calls
        calls += 1
        raise TableError([Fault("sources.csv", 2, "url", "x", "rule", "message")])

    store = RecordStore(folder.path, load)
    for _ in range(3):
        assert store.current()[0] is None
    assert calls == 1
