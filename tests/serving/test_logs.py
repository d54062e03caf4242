import json
import logging
import time
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from serving.logs import LONGEST, OneLine, Seldom
from tests.conftest import COLD, run_server


def record_of(message, *arguments, at=1, **beside):
    record = logging.LogRecord("pages", logging.WARNING, "", at, message, arguments, None)
    vars(record).update(beside)
    return record


def line(message, *arguments, **beside):
    return OneLine().format(record_of(message, *arguments, **beside))


def test_an_event_is_one_line_with_its_fields():
    event = json.loads(line("%s rows", 3, reference="abc"))
    assert (event["level"], event["message"], event["reference"]) == ("warning", "3 rows", "abc")


def test_nobody_can_write_a_line_of_their_own():
    forged = line("asked for %s", 'x\n{"level": "error"}\r\u2028\x1b[2K')
    assert forged.isascii()
    assert forged.isprintable()


def test_neither_places_nor_sessions_stand_in_it():
    root = str(Path(__file__).parents[2])
    written = line(f"{root}/pages/overview.py of 0f9b4a52-1c2d-4e3f-8a9b-0c1d2e3f4a5b", file=Path(root) / "x")
    assert root not in written
    assert "0f9b4a52" not in written
    assert "/pages/overview.py of (session)" in written


def test_what_a_stranger_says_at_length_is_cut_and_the_trace_of_an_error_is_not():
    event = json.loads(line("asked for %s", "x" * 10_000, error="y" * 10_000))
    assert len(event["message"]) == LONGEST + 1
    assert len(event["error"]) == 10_000


def test_of_one_kind_of_event_few_are_written_and_the_next_tells_how_many_were_left_out(monkeypatch):
    now = [time.monotonic() + 1]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    seldom = Seldom()
    assert sum(seldom.filter(record_of("%s", number)) for number in range(1_000)) == 50
    assert seldom.filter(record_of("another", at=2))
    assert all(seldom.filter(record_of("a page failed", reference=str(number))) for number in range(100))
    now[0] += 1
    later = record_of("%s", "later")
    assert seldom.filter(later)
    assert json.loads(OneLine().format(later))["left_out"] == 950


def test_a_flood_of_refused_requests_does_not_fill_the_log(tmp_path):
    with run_server(tmp_path / "log", settings=COLD) as url:
        address = url.replace("http", "ws", 1) + "/_stcore/stream?" + "a" * 4_000
        for _ in range(200):
            with pytest.raises(InvalidStatus), connect(address, origin="http://evil.example"):
                pass
    assert 0 < (tmp_path / "log").stat().st_size < 500_000


def test_a_refusal_in_words_is_no_error(tmp_path):
    with run_server(tmp_path / "log", settings={**COLD, "HARD_CURRENCY_SOCKETS": "1"}) as url:
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        with connect(address), pytest.raises(InvalidStatus, match="503"), connect(address):
            pass
    assert '"level": "error"' not in (tmp_path / "log").read_text()
