"""The record that tests run on is a cut of the whole one: it bears every sign, stands by itself, and is cut by rule."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from loaders.tables import load_record
from scripts.make_frozen import FROZEN, Whole, chosen, cut, named, read_whole, signs, there_already

ENTRIES = tomllib.loads((FROZEN / "named.toml").read_text(encoding="utf-8"))["keep"]


@pytest.fixture(scope="module")
def whole() -> Whole:
    """The frozen record, which is cut once more."""
    return read_whole(FROZEN / "data")


def borne(whole: Whole, keys: set[tuple[str, str]]) -> set[tuple[str, ...]]:
    return {sign for key in keys for sign in whole.borne[key]}


def test_outside_tools_accept_it() -> None:
    command = [
        str(Path(sys.executable).with_name("frictionless")),
        "validate",
        str(FROZEN / "data" / "datapackage.json"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_is_asked_for_by_name_is_there_and_says_why(whole: Whole) -> None:
    assert named(whole, ENTRIES)
    assert [entry for entry in ENTRIES if not entry["why"].endswith(".")] == []


def test_a_name_of_nothing_is_told(whole: Whole) -> None:
    with pytest.raises(LookupError, match="no such row of events: event_id ev-none"):
        named(whole, [{"table": "events", "where": {"event_id": ["ev-2006-10-09-nuclear-test", "ev-none"]}}])


def test_a_cut_bears_every_sign_and_stands_by_itself(whole: Whole, tmp_path: Path) -> None:
    kept = chosen(whole, [])
    assert borne(whole, kept) == borne(whole, set(whole.rows))
    assert len(kept) < len(whole.rows) * 0.7
    assert whole.with_needed(kept) == kept
    shutil.copytree(FROZEN / "data", tmp_path, dirs_exist_ok=True)
    for name, text in cut(read_whole(FROZEN / "data"), kept).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    record = load_record(tmp_path)
    assert sum(map(len, record.tables.values())) == len(kept)


def test_a_new_column_moves_no_row_of_an_earlier_cut(whole: Whole, tmp_path: Path) -> None:
    """One that a single row fills brings that row, and no other one goes."""
    earlier = chosen(whole, [])
    for name, text in cut(read_whole(FROZEN / "data"), earlier).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert there_already(whole, tmp_path) == earlier
    assert there_already(whole, tmp_path / "nothing") == set()
    assert chosen(whole, earlier) == earlier
    new = next(key for key in whole.rows if key not in earlier and key[0] == "events")
    assert chosen(whole, {*earlier, new}) == whole.with_needed({*earlier, new})


def test_a_row_comes_with_what_it_rests_on_and_a_theft_with_all_that_is_said_of_it(whole: Whole) -> None:
    kept = whole.with_needed([("incident_amounts", "ronin-2022--tayvano-2026-repo")])
    assert ("incidents", "ronin-2022") in kept
    for name in ("incident_amounts", "attributions", "laundering"):
        said = {key for key, cells in whole.rows.items() if key[0] == name and cells["incident_id"] == "ronin-2022"}
        assert set() < said <= kept
    documents = {whole.rows[key]["source_id"] for key in kept if "source_id" in whole.rows[key]}
    assert {key[1] for key in kept if key[0] == "sources"} == documents
    pages = {whole.rows[key]["source_id"] for key in kept if key[0] == "sightings"}
    assert pages == documents


def test_the_signs_of_a_row() -> None:
    whole = read_whole(FROZEN / "data")
    found = set(signs(whole.tables["worker_claims"], whole.rows["worker_claims", "w254"]))
    assert ("worker_claims", "qualifier", "about") in found
    assert ("worker_claims", "qualifier", "about", "measure", "present") in found
    assert ("worker_claims", "as_of_start", "day") in found
    assert ("worker_claims", "as_of_start", "2016") in found
    assert ("worker_claims", "area", "empty") in found
    zero = {**whole.rows["worker_claims", "w254"], "low": "0", "estimator": "통일부"}
    more = {("worker_claims", "low", "zero"), ("worker_claims", "estimator", "HANGUL")}
    assert set(signs(whole.tables["worker_claims"], zero)) - found == more
