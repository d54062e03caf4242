"""Own rows beside a tiny record: joined by the same rules, refused whole, known as own, and nothing written."""

import csv
import io
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from loaders import check
from loaders.faults import TableError
from loaders.own_rows import MARK, own_mark, own_words
from loaders.store import RecordStore
from loaders.tables import Record, load_record
from loaders.versions import short_version

TODAY = date(2026, 11, 24)
CLAIM = "own-1,POL,present,500,500,exact,2018,2018,all,,own-cable,A,,"
OWN = {
    "worker_claims": [CLAIM],
    "sources": ["own-cable,An embassy,A cable,2019-02,https://cable.example/1,government"],
    "sightings": ["own-cable--1,own-cable,,An embassy,,https://cable.example/1,whole,"],
}


@pytest.fixture
def own(folder: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of sound own rows; the record stands beside it."""
    folder.write()
    path = tmp_path_factory.mktemp("own")
    for name, lines in OWN.items():
        put(folder, path, name, *lines)
    return path


def put(folder: Any, own: Path, name: str, *lines: str) -> None:
    (own / f"{name}.csv").write_text("\n".join([",".join(folder.rows[name][0]), *lines]) + "\n")


def join(folder: Any, own: Path) -> Record:
    return load_record(folder.path, today=TODAY, own=own)


def fault(folder: Any, own: Path) -> str:
    with pytest.raises(TableError) as raised:
        join(folder, own)
    (one,) = raised.value.faults
    return str(one)


def test_own_rows_stand_beside_the_others_and_are_known_by_one_column(folder: Any, own: Path) -> None:
    curated, joined = folder.load(), join(folder, own)
    assert {name: int(table["is_own"].sum()) for name, table in joined.tables.items() if table["is_own"].any()} == {
        "worker_claims": 1,
        "sources": 1,
        "sightings": 1,
    }
    for name, table in joined.tables.items():
        ours = table[~table["is_own"]].drop(columns="is_own").reset_index(drop=True)
        pd.testing.assert_frame_equal(ours, curated.tables[name])
    assert "is_own" not in curated.tables["worker_claims"]


def test_the_version_names_the_curated_one_the_number_and_what_it_is_not(folder: Any, own: Path) -> None:
    curated, joined = folder.load().version, join(folder, own)
    assert joined.curated == curated
    assert joined.version.startswith(f"{curated} with 3 own rows (")
    assert joined.version.endswith(", not the curated record")
    short = short_version(joined.version)
    assert short.startswith(f"{curated}-own-")
    assert short_version(f"{joined.version}, as known on 2020-01-01") == short
    assert short_version(curated) == curated
    put(folder, own, "worker_claims", CLAIM.replace("500", "600"))
    assert short_version(join(folder, own).version) != short


def test_the_mark_in_words(folder: Any, own: Path) -> None:
    claims = join(folder, own).tables["worker_claims"]
    assert own_words(claims) == f"Rows: {len(claims)}; 1 of them is an own row, not the curated record."
    assert own_words(claims[~claims["is_own"]]) == own_words(claims.drop(columns="is_own")) == ""
    marks = {row["claim_id"]: own_mark(row) for _, row in claims.iterrows()}
    assert marks.pop("own-1") == f" ({MARK})"
    assert set(marks.values()) == {""}


@pytest.mark.parametrize(
    ("name", "lines", "said"),
    [
        ("worker_claims", [CLAIM.replace("POL", "POX")], "own/worker_claims.csv:2:iso3: 'POX': link"),
        ("worker_claims", [CLAIM.replace(",500,500,", ",500,400,")], "own/worker_claims.csv:2:low: '500 > 400': range"),
        ("worker_claims", [CLAIM.replace("own-1", "chn-2017")], "own/worker_claims.csv:2:claim_id: 'chn-2017': key"),
        ("worker_claims", [CLAIM.replace("own-1", "chn-2017")], "row 2 and row 2 of own/worker_claims.csv have the"),
        ("worker_claims", [CLAIM.replace(",A,", ",B,")], "own/worker_claims.csv:2:grade: 'B': grade: B asks for"),
        ("worker_claims", [], "own/sources.csv:2:source_id: 'own-cable': unused"),
        ("worker_claim", [], "own/worker_claim.csv:-:-: '': own-file: no table of the record"),
        ("corrections", [], "own/corrections.csv:-:-: '': own-file"),
        (
            "sightings",
            [*OWN["sightings"], "panel-2018-report--9,panel-2018-report,,A paper,,https://paper.example/9,whole,"],
            "own/sightings.csv:3:row_id: '': own-page",
        ),
        (
            "sources",
            [OWN["sources"][0].replace("An embassy", "a paper")],
            "own/sources.csv:2:publisher: 'a paper': spelling: the record spells this 'A paper'",
        ),
    ],
)  # fmt: skip
def test_a_fault_names_the_own_file_its_row_column_value_and_rule(
    folder: Any, own: Path, name: str, lines: list[str], said: str
) -> None:
    if name in folder.rows:
        put(folder, own, name, *lines)
    else:
        (own / f"{name}.csv").write_text("claim_id\n")
    with pytest.raises(TableError) as raised:
        join(folder, own)
    assert any(said in str(each) for each in raised.value.faults), str(raised.value)
    assert {each.file.partition("/")[0] for each in raised.value.faults} == {"own"}


def test_a_faulty_header_is_told_once_and_for_the_own_file(folder: Any, own: Path) -> None:
    (own / "events.csv").write_text(";".join(folder.rows["events"][0]) + "\n")
    assert fault(folder, own).startswith("own/events.csv:1:-: ")


def test_what_the_check_asks_is_confirmed_beside_the_own_rows(folder: Any, own: Path) -> None:
    same = "own-2,TWN,present,278,278,about,2016-08-12,2016-08-12,fishing,boats,own-cable,A,,"
    put(folder, own, "worker_claims", CLAIM, same)
    assert "same-claim: row 6 (twn-2016) says the same" in fault(folder, own)
    answer = {"rule": "same-claim", "keys": ["twn-2016", "own-2"], "why": "The embassy counted by itself."}
    (own / "datapackage.json").write_text(json.dumps({"resources": [{"name": "worker_claims", "confirmed": [answer]}]}))
    assert join(folder, own).own is not None
    (own / "datapackage.json").write_text(json.dumps({"resources": [{"name": "worker_claims"}]}))
    assert fault(folder, own).startswith("own/datapackage.json:-:-: '': descriptor: a list `confirmed`")


def test_a_folder_without_files_changes_nothing_but_the_version(folder: Any, tmp_path_factory: Any) -> None:
    folder.write()
    joined = join(folder, tmp_path_factory.mktemp("empty"))
    assert joined.own is not None
    assert joined.own.count == 0
    assert not any(table["is_own"].any() for table in joined.tables.values())


def store_of(folder: Any, own: Path, **more: Any) -> RecordStore:
    def load(path: Path, own: Path | None = None) -> Record:
        return load_record(path, today=TODAY, own=own)

    return RecordStore(folder.path, load, own=own, **more)


def test_faulty_own_rows_are_refused_whole_and_the_curated_record_is_shown(folder: Any, own: Path) -> None:
    store = store_of(folder, own)
    shown, faults = store.current()
    assert shown is not None
    assert (shown.own is not None, faults, store.own_faults) == (True, [], [])
    put(folder, own, "worker_claims", CLAIM, CLAIM.replace("own-1", "own-2").replace("500,500", "700,600"))
    shown, faults = store.current()
    assert shown is store.curated
    assert faults == []
    assert {each.file for each in store.own_faults} == {"own/worker_claims.csv"}
    assert "is_own" not in shown.tables["worker_claims"]
    put(folder, own, "worker_claims", CLAIM)
    assert store.current()[0] is not store.curated
    assert store.own_faults == []


def test_own_rows_go_on_standing_beside_the_last_good_record(folder: Any, own: Path) -> None:
    store = store_of(folder, own)
    first = store.current()[0]
    (folder.path / "events.csv").write_text("")
    assert store.current()[0] is first
    assert store.faults


def test_a_lost_folder_of_own_rows_is_told_by_its_name_alone(folder: Any, own: Path) -> None:
    store = store_of(folder, own)
    store.current()
    for path in own.iterdir():
        path.unlink()
    own.rmdir()
    assert store.current()[0] is store.curated
    assert [str(each) for each in store.own_faults] == [
        f"{own.name}:-:-: '': file-missing: the folder of own rows is gone"
    ]


def test_watched_own_rows_are_checked_beside(folder: Any, own: Path) -> None:
    asked: list[tuple[Path, ...]] = []
    store = store_of(folder, own, check=lambda *folders: (asked.append(folders), ([], 0))[1])
    store.current()
    put(folder, own, "worker_claims", CLAIM.replace("500", "510"))
    store.look(beside=True)
    assert asked == [(folder.path,), (folder.path, own)]
    assert store.valid is not None
    assert store.valid.tables["worker_claims"]["low"].eq(510).any()


def test_neither_folder_is_written_to(folder: Any, own: Path) -> None:
    before = {path: path.read_bytes() for path in [*folder.path.rglob("*"), *own.rglob("*")] if path.is_file()}
    store_of(folder, own).current()
    after = {path: path.read_bytes() for path in [*folder.path.rglob("*"), *own.rglob("*")] if path.is_file()}
    assert after == before


def test_the_files_served_are_those_of_the_curated_record(folder: Any, own: Path) -> None:
    claims = store_of(folder, own).shown_files()["worker_claims.csv"]
    assert "own-1" not in [row["claim_id"] for row in csv.DictReader(io.StringIO(claims.decode()))]


def test_the_check_lists_the_faults_of_own_rows(
    folder: Any, own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["--own", str(own), str(folder.path)]
    assert check.main(arguments) == 0
    assert "with 3 own rows" in capsys.readouterr().out
    put(folder, own, "worker_claims", CLAIM.replace("500,500", "700,600"))
    assert check.main(arguments) == 1
    assert "own/worker_claims.csv:2:low" in capsys.readouterr().out
    assert check.main(["--own", str(own / "nowhere"), str(folder.path)]) == 1


@pytest.mark.parametrize(
    "name", ["Worker_Claims.CSV", "worker_claims.xlsx", "worker_claims.ods", "worker_claims.csv.txt", "sub/sources.csv"]
)
def test_a_table_under_another_name_is_told_and_not_left_out(folder: Any, own: Path, name: str) -> None:
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_bytes(b"")
    assert fault(folder, own).startswith(f"own/{name}:")


@pytest.mark.parametrize(
    "name", ["._worker_claims.csv", ".~lock.worker_claims.csv#", "~$worker_claims.xlsx", "notes.txt"]
)
def test_what_a_system_or_a_person_leaves_beside_the_tables_is_passed_over(folder: Any, own: Path, name: str) -> None:
    (own / name).write_bytes(b"\0")
    assert join(folder, own).tables["worker_claims"]["is_own"].sum() == 1


def test_a_mount_of_kubernetes_holds_its_rows_once(folder: Any, own: Path) -> None:
    (own / "..2026").mkdir()
    (own / "..data").symlink_to("..2026")
    for path in own.glob("*.csv"):
        path.rename(own / "..2026" / path.name)
        path.symlink_to(f"..data/{path.name}")
    assert join(folder, own).tables["worker_claims"]["is_own"].sum() == 1


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "Is a directory"),
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
        (lambda path: path.symlink_to(path.with_name("gone")), "No such file"),
        (os.mkfifo, "it is no file"),
    ],
)
def test_what_is_no_file_is_told(folder: Any, own: Path, make: Callable[[Path], None], said: str) -> None:
    (own / "worker_claims.csv").unlink()
    make(own / "worker_claims.csv")
    assert said in fault(folder, own)


def test_a_folder_that_is_gone_or_none_is_told(folder: Any, own: Path) -> None:
    assert "the folder of own rows cannot be read: No such file" in fault(folder, own / "gone")
    assert "the folder of own rows cannot be read: Not a directory" in fault(folder, own / "sources.csv")


def test_answers_are_read_with_a_mark_of_utf_8_and_refused_where_they_have_no_end(folder: Any, own: Path) -> None:
    (own / "datapackage.json").write_bytes(b'\xef\xbb\xbf{"resources": []}')
    assert join(folder, own).tables["worker_claims"]["is_own"].sum() == 1
    (own / "datapackage.json").write_text("[" * 100_000)
    assert "own/datapackage.json" in fault(folder, own)
