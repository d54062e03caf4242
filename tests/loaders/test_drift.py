"""A record that replaces the one shown is compared with it: what is mostly an accident has to be meant."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from loaders.drift import FOLLOWS, LEAST, drift
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
