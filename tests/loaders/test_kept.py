"""What is worked out once: within a bound, by one caller, and gone with its record."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Event
from typing import Any

import pandas as pd
import pytest

from loaders.kept import ENTRY, Kept, weight
from loaders.tables import KEPT_VINTAGES, Record
from subjects.hosts import statuses
from subjects.vintage import as_known_on
from subjects.workers import worker_claims
from tests.live import RECORD


@pytest.fixture(scope="module")
def record() -> Record:
    return RECORD


def test_a_value_is_made_once() -> None:
    kept: Kept[int] = Kept(10)
    assert [kept.get("a", lambda: 1), kept.get("a", lambda: 2), kept.get("b", lambda: 3)] == [1, 1, 3]
    assert kept.made == 2


def test_the_bound_lets_go_of_what_was_not_asked_for_the_longest() -> None:
    kept: Kept[int] = Kept(2)
    for key in "aba":
        kept.get(key, lambda: 0)
    kept.get("c", lambda: 0)
    assert len(kept) == kept.weight == 2
    assert kept.get("a", lambda: 1) == 0, "a was asked for after b"
    assert kept.get("b", lambda: 1) == 1


def test_text_weighs_its_bytes_and_what_is_too_heavy_is_not_kept() -> None:
    kept: Kept[Any] = Kept(5000, weight)
    kept.get("light", lambda: ("x" * 1000, b"y" * 1000))
    assert kept.weight == 2000 + 3 * ENTRY
    assert len(kept.get("heavy", lambda: "x" * 6000)) == 6000
    assert len(kept) == 1
    for number in range(1000):
        kept.get(number, lambda: "")
    assert kept.weight <= 5000, "keys alone cannot make it grow either"


@pytest.mark.parametrize("readers", [2, 16])
def test_one_makes_it_while_the_others_wait(readers: int) -> None:
    kept, begun, go_on = Kept[object](10), Barrier(readers), Event()

    def make() -> object:
        go_on.wait(10)
        return object()

    def ask() -> object:
        begun.wait(10)
        return kept.get("view", make)

    with ThreadPoolExecutor(readers) as pool:
        asked = [pool.submit(ask) for _ in range(readers)]
        go_on.set()
        assert len({id(answer.result(10)) for answer in asked}) == 1
    assert kept.made == 1


def test_others_are_not_kept_waiting_by_a_key_of_somebody_else() -> None:
    kept, go_on = Kept[int](10), Event()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(kept.get, "slow", lambda: int(go_on.wait(10)))
        assert kept.get("quick", lambda: 2) == 2
        go_on.set()
        assert slow.result(10) == 1


def test_an_error_reaches_its_caller_and_the_next_one_tries() -> None:
    kept: Kept[int] = Kept(10)

    def fail() -> int:
        raise KeyError("no such column")

    for _ in range(2):
        with pytest.raises(KeyError):
            kept.get("a", fail)
    assert kept.get("a", lambda: 1) == 1


def test_frames_are_joined_once_a_record_and_no_caller_sees_the_change_of_another(record: Record) -> None:
    fresh = replace(record)
    first = worker_claims(fresh)
    first["low"] = pd.NA
    first.loc[0, "publisher"] = "nobody"
    second = worker_claims(fresh)
    assert second["low"].notna().any()
    assert second.loc[0, "publisher"] != "nobody"
    made = fresh.kept.made
    statuses(fresh), statuses(fresh), worker_claims(fresh)
    assert [key[1] for key in fresh.kept._held].count("worker_claims") == 1
    assert fresh.kept.made > made
    made = fresh.kept.made
    statuses(fresh)
    assert fresh.kept.made == made


def test_earlier_days_are_kept_bounded_and_share_what_is_drawn(record: Record) -> None:
    fresh, first = replace(record), date(2020, 1, 1)
    one = as_known_on(fresh, first)
    assert as_known_on(fresh, first) is one
    assert one.views is fresh.views
    assert one.kept is not fresh.kept
    for days in range(1, 3 * KEPT_VINTAGES):
        as_known_on(fresh, first + timedelta(days))
    assert len(fresh.vintages) == KEPT_VINTAGES
    assert as_known_on(fresh, first) is not one


def test_what_was_kept_goes_with_the_record(record: Record) -> None:
    fresh = Record(record.tables, record.descriptor, record.version)
    statuses(as_known_on(fresh, date(2020, 1, 1)))
    gone = [weakref.ref(part) for part in (fresh.kept, fresh.views, fresh.vintages)]
    del fresh
    gc.collect()
    assert [part() for part in gone] == [None, None, None]
