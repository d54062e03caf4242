"""A record that replaces the one shown is compared with it: what is mostly an accident has to be meant."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from loaders.drift import FOLLOWS, LEAPED, LEAST, MANY, drift
from loaders.lastgood import LastGood
from loaders.store import RecordStore
from loaders.tables import Record

Change = Callable[[pd.DataFrame], pd.DataFrame]


def record(version: str = "one", **said: str) -> Record:
    rows = range(4 * LEAST)
    days = pd.Series(pd.date_range("2019-01-01", periods=len(rows)))
    table = pd.DataFrame(
        {
            "claim_id": [f"c{row}" for row in rows],
            "publisher": ["A" if row < LEAST else "B" for row in rows],
            "date": days.dt.strftime("%Y-%m-%d"),
            "date_first": days,
            "low": pd.Series([float(row + 1) for row in rows], dtype="Float64"),
            "grade": ["A" if row % 4 else "C" for row in rows],
        }
    )
    fields = [{"name": name} for name in table if name != "date_first"]
    resource = {"name": "claims", "path": "claims.csv", "schema": {"primaryKey": "claim_id", "fields": fields}}
    return Record({"claims": table}, {"resources": [resource], **said}, version)


def changed(change: Change, **said: str) -> Record:
    new = record("two", **said)
    return replace(new, tables={"claims": change(new.tables["claims"])})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t[::2], "the table lost or gained very many rows"),
        (lambda t: pd.concat([t, t.assign(claim_id=t["claim_id"] + "-b")]), "gained very many rows"),
        (lambda t: t[t["publisher"] != "A"], "'A': drift: 20 rows had this, and none has it any more"),
        (lambda t: t.assign(low=t["low"] * 1000), "low: '3240, then 3240000': drift: the sum is many times another"),
        (lambda t: t[t["date"] < "2019-03-20"], "'2019-03-21, then 2019-03-19': drift: the newest date has gone back"),
        (lambda t: t.assign(grade="C"), "grade: '60 of 80 cells': drift"),
        (lambda t: t.assign(grade=t["grade"].where(t["grade"] == "A", None)), ""),
        (lambda t: t.assign(grade=None), "'80 cells, then 0': drift: many cells were emptied"),
        (lambda t: pd.concat([t, t[:10].assign(claim_id=t["claim_id"][:10] + "-b")]), ""),
    ],
)
def test_a_large_change_is_asked_about(change: Change, told: str) -> None:
    faults = drift(record(), changed(change))
    assert any(told in str(fault) for fault in faults) if told else not faults
    assert not drift(record(), changed(change, **{FOLLOWS: "one"}))


def test_a_record_that_drifts_is_refused_while_another_is_shown(tmp_path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("1")
    found = record()
    store = RecordStore(tmp_path / "data", lambda folder: found, LastGood(tmp_path / "state", tmp_path / "data"))
    store.current()
    found = changed(lambda table: table[::2])
    (tmp_path / "data" / "a.csv").write_text("2")
    valid, faults = store.current()
    assert valid is not None
    assert (valid.version, faults[0].rule, store.fault_count) == ("one", "drift", len(faults))
    found = changed(lambda table: table[::2], **{FOLLOWS: "one"})
    (tmp_path / "data" / "a.csv").write_text("3")
    valid, faults = store.current()
    assert valid is not None
    assert (valid.version, faults) == ("two", [])


def test_a_start_asks_about_what_changed_while_nothing_was_shown(tmp_path) -> None:
    data, state = tmp_path / "data", tmp_path / "state"
    data.mkdir()
    records = {
        "1": record(),
        "2": changed(lambda table: table[::2]),
        "3": changed(lambda table: table[::2], **{FOLLOWS: "one"}),
    }

    def started(content: str) -> RecordStore:
        (data / "a.csv").write_text(content)
        store = RecordStore(data, lambda folder: records[(folder / "a.csv").read_text()], LastGood(state, data))
        store.current()
        return store

    assert started("1").faults == []
    for _ in range(2):  # asking once is not an answer
        refused = started("2")
        assert refused.valid is not None
        assert (refused.valid.version, refused.faults[0].rule) == ("one", "drift")
        assert refused.files == {"a.csv": b"1"}
    assert (started("3").faults, started("3").faults) == ([], [])


def many_times(frame: pd.DataFrame, times: float, rows: int) -> pd.DataFrame:
    return frame.assign(low=[low * (times if row < rows else 1) for row, low in enumerate(frame["low"])])


def test_many_numbers_that_leap_are_asked_about_and_a_few_are_not() -> None:
    for times in (LEAPED, 1 / LEAPED):
        (fault,) = drift(record(), changed(lambda table, times=times: many_times(table, times, MANY)))
        assert "many numbers are 8 times another" in str(fault)
        assert drift(record(), changed(lambda table, times=times: many_times(table, times, MANY - 1))) == []
    assert drift(record(), changed(lambda table: many_times(table, LEAPED - 1, MANY))) == []


def test_a_code_that_many_rows_had_and_none_has_any_more_is_asked_about() -> None:
    old, new = record(), changed(lambda table: table.assign(grade=table["grade"].replace("C", "B")))
    assert drift(old, new) == []
    for each in (old, new):
        each.descriptor["resources"][0]["schema"]["fields"][-1]["categories"] = []
    (fault,) = drift(old, new)
    assert (fault.column, fault.value) == ("grade", "C")
