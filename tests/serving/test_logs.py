import json
import logging
from pathlib import Path

from serving.logs import OneLine


def line(message, *arguments, **beside):
    record = logging.LogRecord("pages", logging.WARNING, "", 1, message, arguments, None)
    vars(record).update(beside)
    return OneLine().format(record)


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
