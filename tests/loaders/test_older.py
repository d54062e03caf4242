"""What differs between two versions, row by row, and the versions that are kept for it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from loaders.lastgood import LastGood
from loaders.older import MOST_KEPT, OlderVersions, differences
from loaders.store import RecordStore
from loaders.tables import load_record

OLD, NEW = "0badc0de", "1badc0de"


def files(folder: Any) -> dict[str, bytes]:
    texts = {f"{name}.csv": folder.text(name).encode() for name in folder.rows}
    return {**texts, "datapackage.json": json.dumps(folder.descriptor).encode()}


def told(old: dict[str, bytes], new: dict[str, bytes], *tables: str, place: str | None = None) -> list[list[str]]:
    return differences(old, new, tables, place).to_numpy().tolist()


def test_rows_added_gone_and_cells_changed(folder: Any) -> None:
    old = files(folder)
    folder.set("worker_claims", 3, high="90000", sector="fishing")
    folder.rows["worker_claims"].pop()
    folder.add(
        "worker_claims", "new-1", "POL", "present", "5", "5", "exact", "2017", "2017", "all", "", "x", "A", "", ""
    )
    folder.set("host_sectors", 2, grade="B")
    new = files(folder)
    assert told(old, new, "worker_claims", "host_sectors") == [
        ["worker_claims", "chn-2019", "changed", "high", "80000", "90000"],
        ["worker_claims", "chn-2019", "changed", "sector", "all", "fishing"],
        ["worker_claims", "new-1", "added", "", "", ""],
        ["worker_claims", "twn-2016", "gone", "", "", ""],
        ["host_sectors", "CHN / catering / panel-2018-report", "changed", "grade", "A", "B"],
    ]
    assert told(new, old, "worker_claims")[0] == ["worker_claims", "chn-2019", "changed", "high", "90000", "80000"]
    assert told(old, old, "worker_claims", "host_sectors") == []
    assert told(old, new, "events") == []


def test_of_one_place_alone(folder: Any) -> None:
    old = files(folder)
    folder.set("worker_claims", 3, high="90000")
    folder.set("worker_claims", 5, low="1")
    folder.set("events", 2, title="Another title")
    folder.set("theft_totals", 2, share_low="40")
    new = files(folder)
    tables = ("worker_claims", "events", "theft_totals")
    assert [line[:2] for line in told(old, new, *tables, place="POL")] == [
        ["worker_claims", "pol-2019"],
        ["events", "inspection"],
        ["theft_totals", "share-2022"],
    ]
    assert [line[:2] for line in told(old, new, *tables, place="a-region")][:2] == [
        ["worker_claims", "chn-2019"],
        ["events", "inspection"],
    ]


def test_order_of_rows_and_columns_is_no_difference_and_a_new_column_is(folder: Any) -> None:
    old = files(folder)
    folder.rows["worker_claims"][1:] = folder.rows["worker_claims"][:0:-1]
    assert told(old, files(folder), "worker_claims") == []
    folder.rows["areas"] = [[*row, label] for row, label in zip(folder.rows["areas"], ("note", "new"), strict=True)]
    assert told(old, files(folder), "areas") == [["areas", "a-region", "changed", "note", "", "new"]]
    without = {name: content for name, content in old.items() if name != "areas.csv"}
    assert told(without, old, "areas") == [["areas", "a-region", "added", "", "", ""]]


def test_versions_are_kept_and_the_oldest_let_go(tmp_path: Path) -> None:
    older = OlderVersions(tmp_path / "older")
    assert older.files(OLD) is None
    for number in range(MOST_KEPT + 2):
        older.keep(f"{number:08x}", {"a.csv": b"a\n1\n", "README.md": b"words", "datapackage.json": b"{}"})
        os.utime(older.folder / f"{number:08x}.zip", (number, number))
    assert older.files("00000000") is None
    assert older.files(f"{MOST_KEPT:08x}") == {"a.csv": b"a\n1\n", "datapackage.json": b"{}"}
    assert len(list(older.folder.iterdir())) == MOST_KEPT
    for path in older.folder.iterdir():
        os.utime(path, (10**10, 10**10))  # the clock has gone back since
    older.keep(NEW, {"a.csv": b"a\n2\n"})
    assert older.files(NEW) == {"a.csv": b"a\n2\n"}


@pytest.mark.parametrize("version", ["../../etc", "0badc0de/..", "", "0BADC0DE", "0badc0de-own-1badc0de"])
def test_nothing_but_a_version_names_a_file(tmp_path: Path, version: str) -> None:
    older = OlderVersions(tmp_path / "older")
    older.keep(version, {"a.csv": b""})
    assert not (tmp_path / "older").exists()
    assert older.files(version) is None


def test_a_damaged_archive_is_as_none_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    older = OlderVersions(tmp_path)
    older.keep(OLD, {"a.csv": b"a\n" + bytes(range(256)) * 20})
    whole = (tmp_path / f"{OLD}.zip").read_bytes()
    for damaged in (b"half", b"", whole[:-9], whole[:60] + b"\xff" * 40 + whole[100:]):
        (tmp_path / f"{OLD}.zip").write_bytes(damaged)
        caplog.clear()
        assert older.files(OLD) is None
        assert "cannot be read" in caplog.text
    older.keep(OLD, {"a.csv": b"a\n"})  # it is shown again, and replaced
    assert older.files(OLD) == {"a.csv": b"a\n"}


def test_a_store_keeps_what_it_shows(folder: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder.write()
    state = LastGood(tmp_path_factory.mktemp("state"), folder.path)
    store = RecordStore(folder.path, load_record, state)
    first = store.current()[0]
    assert first is not None
    folder.set("worker_claims", 3, high="90000")
    folder.write()
    second = store.current()[0]
    assert second is not None
    old = store.older_files(first.version)
    assert old is not None
    assert told(old, dict(store.files), "worker_claims") == [
        ["worker_claims", "chn-2019", "changed", "high", "80000", "90000"]
    ]
    assert store.older_files(OLD) is None
    assert RecordStore(folder.path, load_record).older_files(first.version) is None
