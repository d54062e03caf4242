"""A record that changes while it is shown. Each test has a folder of its own; a record is the text of one file."""

import errno
import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest

from loaders.beside import faults_beside
from loaders.descriptor import DATA, DESCRIPTOR
from loaders.faults import Fault, TableError
from loaders.files import LARGEST
from loaders.lastgood import LastGood
from loaders.store import LOOK_EVERY, RecordStore
from loaders.tables import Record, load_record
from tests.conftest import ROOT

FAULT = Fault("a.csv", 2, "x", "bad", "enum", "something else is expected")


def load(folder):
    text = (folder / "a.csv").read_text()
    if text.startswith("bad"):
        raise TableError([FAULT])
    if text.startswith("odd"):
        raise RecursionError("too deep")
    return Record({"a": pd.DataFrame()}, {}, text)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("one")
    return tmp_path / "data"


def store_of(folder, **more):
    return RecordStore(folder, load, LastGood(folder.parent / "state", folder), **more)


def test_other_content_of_the_same_size_and_time_is_noticed(folder):
    store = store_of(folder)
    assert store.current()[0].version == "one"
    as_it_was = (folder / "a.csv").stat()
    (folder / "a.csv").write_text("two")
    os.utime(folder / "a.csv", ns=(as_it_was.st_atime_ns, as_it_was.st_mtime_ns))
    assert store.current()[0].version == "two"
    assert store.files == {"a.csv": b"two"}


@pytest.mark.parametrize("content", ["bad", "odd", None])
def test_what_is_faulty_odd_or_gone_is_refused_whole_and_the_files_stay_too(folder, content):
    store = store_of(folder)
    store.current()
    if content is None:
        (folder / "a.csv").unlink()
    else:
        (folder / "a.csv").write_text(content)
    valid, faults = store.current()
    assert valid.version == "one"
    assert (len(faults), store.fault_count) == (1, 1)
    assert store.files == {"a.csv": b"one"}
    since = store.refused_since
    assert since is not None

    (folder / "a.csv").write_text("bad again")
    store.current()
    assert store.refused_since == since  # readers see the same old record since then
    (folder / "a.csv").write_text("one")
    assert store.current() == (store.valid, [])
    assert store.refused_since is None


def test_nobody_is_told_where_the_folder_stands(folder, caplog):
    store = store_of(folder)
    store.current()

    def check(record):
        return [replace(FAULT, message=f"no descriptor in {record}")], 1

    store.check = check
    (folder / "a.csv").write_text("two")
    store.look(beside=True)
    assert [fault.message for fault in store.faults] == ["no descriptor in data"]
    assert str(folder) not in caplog.text


def lead(link, folder):
    """Let a link lead to a folder, at once, as what puts new versions there does."""
    fresh = link.with_name("fresh")
    fresh.symlink_to(folder)
    fresh.replace(link)


def test_a_link_that_leads_elsewhere_is_a_new_record_with_the_same_last_good_one(folder):
    link = folder.parent / "current"
    lead(link, folder)
    store = store_of(link)
    assert store.current()[0].version == "one"
    for content in ("two", "bad"):
        (folder.parent / content).mkdir()
        (folder.parent / content / "a.csv").write_text(content)
    lead(link, folder.parent / "two")
    assert store.current()[0].version == "two"
    lead(link, folder.parent / "bad")
    assert store_of(link).current()[0].version == "two"

    told = {**os.environ, "HARD_CURRENCY_DATA": str(link), "HARD_CURRENCY_OWN_ROWS": str(link)}
    says = "from loaders.store import STORE; print(STORE.folder, STORE.own)"
    ended = subprocess.run([sys.executable, "-c", says], env=told, cwd=ROOT, capture_output=True, text=True)
    assert ended.stdout.split() == [str(link), str(link)]


def test_a_mount_of_kubernetes_is_read_once_and_noticed_when_it_changes(folder):
    mount = folder.parent / "mount"
    for version in ("one", "two"):
        (mount / f"..{version}" / "below").mkdir(parents=True)
        (mount / f"..{version}" / "a.csv").write_text(version)
        (mount / f"..{version}" / "below" / "b.csv").write_text("b")
    lead(mount / "..data", "..one")
    (mount / "a.csv").symlink_to("..data/a.csv")
    (mount / "below").symlink_to("..data/below")
    (mount / "..one" / "below" / "again").symlink_to("../../below")  # a circle
    store = store_of(mount)
    assert store.current()[0].version == "one"
    assert store.files == {"a.csv": b"one", "below/b.csv": b"b"}
    lead(mount / "..data", "..two")
    assert store.current()[0].version == "two"


def test_a_large_file_that_nothing_names_is_not_read(folder, monkeypatch):
    monkeypatch.setattr("loaders.store.LARGEST_OTHER", 50)
    (folder / DESCRIPTOR).write_text('{"resources": [{"path": "described.csv"}, {"path": "a.csv"}]}')
    for name in ("described.csv", "other.csv"):
        (folder / name).write_text("x" * 51)
    store = store_of(folder)
    store.current()
    assert store.files.keys() == {"a.csv", "described.csv", DESCRIPTOR}
    for damage in ("{", "[]", '{"resources": [{"path": {}}]}', "[" * 100_000):
        (folder / DESCRIPTOR).write_text(damage)
        assert store.shown_files().keys() >= {"a.csv", DESCRIPTOR}


def test_a_start_with_a_bad_record_shows_the_last_good_one(folder):
    store_of(folder).current()
    (folder / "a.csv").write_text("bad")
    valid, faults = store_of(folder).current()
    assert (valid.version, faults) == ("one", [FAULT])
    shutil.rmtree(folder.parent / "state")
    assert store_of(folder).current() == (None, [FAULT])


def test_the_folder_of_data_is_never_written_to(folder):
    store_of(folder).current()
    assert [path.name for path in folder.rglob("*")] == ["a.csv"]


def test_where_nothing_can_be_kept_the_log_says_so_and_the_record_is_shown(folder, caplog):
    (folder.parent / "state").write_text("in the way")
    assert store_of(folder).current()[0].version == "one"
    assert "cannot be kept" in caplog.text


def test_a_full_disk_keeps_what_was_kept_and_nothing_half_written(folder, caplog, monkeypatch):
    state, write = folder.parent / "state", Path.write_bytes
    store = store_of(folder)
    store.current()
    kept = {path: path.read_bytes() for path in state.rglob("*") if path.is_file()}

    def write_half(path, content):
        write(path, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    (folder / "a.csv").write_text("two")
    assert store.current()[0].version == "two"
    assert caplog.text.count("No space left on device") == 2
    assert {path: path.read_bytes() for path in state.rglob("*") if path.is_file()} == kept
    assert len(list(state.iterdir())) == 2


def test_what_was_good_is_good_although_the_clock_went_back(folder):
    store_of(folder).current()
    (kept,) = [path for path in (folder.parent / "state").iterdir() if path.is_dir()]
    ahead = time.time() + 400 * 86_400
    os.utime(kept, (ahead, ahead))

    def load_by_date(place, today=None):
        if today != date.fromtimestamp(ahead):
            raise TableError([FAULT])
        return load(place)

    store = RecordStore(folder, load_by_date, LastGood(folder.parent / "state", folder))
    assert (store.current()[0].version, store.faults) == ("one", [FAULT])


def test_processes_that_share_a_state_write_what_all_show_once(folder, caplog):
    store_of(folder).current()
    (kept,) = [path for path in (folder.parent / "state").iterdir() if path.is_dir()]
    before = kept.stat().st_ino
    store_of(folder).current()
    assert kept.stat().st_ino == before
    (folder / "a.csv").write_text("two")
    stores = [store_of(folder) for _ in range(8)]
    threads = [Thread(target=store.current) for store in stores]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (folder / "a.csv").write_text("bad")
    assert store_of(folder).current()[0].version == "two"
    assert len(list((folder.parent / "state").iterdir())) == 2


def wait_for(happens):
    deadline = time.monotonic() + 10
    while not happens() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert happens()


def test_a_watched_record_is_checked_beside_and_nobody_waits(folder, monkeypatch):
    monkeypatch.setattr("loaders.store.LOOK_EVERY", 0.4)  # it is the same with two seconds, and ends sooner

    def slowly(folder):
        time.sleep(1.5)
        return ([FAULT] * 3, 30_000) if (folder / "a.csv").read_text().startswith("bad") else ([], 0)

    store = store_of(folder, check=slowly)
    store.watch()
    try:
        (folder / "a.csv").write_text("bad")
        slowest = 0.0
        while not store.faults and slowest < LOOK_EVERY * 5:
            begun = time.monotonic()
            assert store.current()[0].version == "one"
            slowest = max(slowest, time.monotonic() - begun)
            time.sleep(0.05)
        assert slowest < 1
        assert (len(store.faults), store.fault_count) == (3, 30_000)
        (folder / "a.csv").write_text("two")
        wait_for(lambda: store.current()[0].version == "two")
    finally:
        store.is_watched = False


def test_another_process_finds_the_faults_of_the_true_record_and_tells_an_end_of_them(tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    assert faults_beside(copy) == ([], 0)
    with (copy / "incidents.csv").open("a") as file:
        file.write("nonsense\n" * 1000)
    faults, count = faults_beside(copy)
    assert len(faults) == 200
    assert count >= 1000
    (copy / DESCRIPTOR).write_text("[" * 100_000)
    assert faults_beside(copy)[0][0].file == DESCRIPTOR


def test_the_day_of_a_version_outlives_the_process(folder):
    first = store_of(folder)
    version = first.current()[0].version
    assert first.first_shown(version) == date.today()
    other = store_of(folder)
    assert other.first_shown(version) == date.today()
    assert other.first_shown("0badc0de") is None
    next((folder.parent / "state").glob("*.versions.json")).write_text('{"0badc0de": "soon"')
    assert other.first_shown("0badc0de") is None


def test_what_a_system_or_an_editor_leaves_is_passed_over_and_a_pipe_is_not_waited_for(folder):
    store = store_of(folder)
    store.current()
    for name in (".a.csv.swp", "a.csv~", ".~lock.a.csv#", "._a.csv", "a.csv.part"):
        (folder / name).write_bytes(b"\0")
    (folder / os.fsdecode(b"b\xe9.csv")).write_bytes(b"x")
    os.mkfifo(folder / "pipe.csv")
    (folder / "loop.csv").symlink_to(folder / "loop.csv")
    valid, faults = store.current()
    assert (valid.version, faults, store.files) == ("one", [], {"a.csv": b"one"})


def test_a_table_that_is_a_pipe_or_too_large_is_no_file(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    table, descriptor = tmp_path / "data" / "worker_claims.csv", tmp_path / "data" / DESCRIPTOR
    table.unlink()
    os.mkfifo(table)
    with pytest.raises(TableError, match="file-missing: it is no file"):
        load_record(tmp_path / "data")
    table.unlink()
    with table.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(TableError, match="it is larger than 200 MB"):
        load_record(tmp_path / "data")
    table.unlink()
    table.symlink_to(table)
    with pytest.raises(TableError, match="the path must be that of a file in the folder of the record"):
        load_record(tmp_path / "data")
    descriptor.unlink()
    os.mkfifo(descriptor)
    with pytest.raises(TableError, match="no descriptor"):
        load_record(tmp_path / "data")
