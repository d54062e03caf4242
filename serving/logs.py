"""The log: one line of JSON an event, whatever stands in it, without the place of the program or anybody's session."""

import json
import logging
import re
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from streamlit.logger import init_uvicorn_logs

from serving.turns import Bucket

PLACES = {str(Path(__file__).resolve().parents[1]): "", **{place: "" for place in sys.path if len(place) > 1}}
SESSION = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b")
NO_HANDSHAKE = "ASGI callable returned without completing handshake."
"""What Uvicorn calls an error where a socket is refused in words, which is told already."""
LONGEST = 1_000
"""Letters of what an event says; the trace of an error may be longer."""
A_SECOND = 5
"""Lines of one kind of event, tenfold at once: whoever makes requests without end fills no disk."""
USUAL = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


class OneLine(logging.Formatter):
    """A record of the log as one line of JSON: `time`, `level`, `logger`, `message`, what it was told beside, `error`.

    Line breaks and control characters are escaped by JSON, so that nobody can write a line of their own into the log.
    """

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in USUAL},
        }
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        told = {name: cleaned(value) for name, value in event.items()}
        return json.dumps({name: value if name == "error" else cut(value) for name, value in told.items()}, default=str)


class Seldom(logging.Filter):
    """Lets few events of a kind into the log, which is one line of the program; the next one tells how many were
    `left_out`. One under a reference that a reader was told is never left out."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[tuple[str, int], Bucket] = {}
        self.left_out: Counter[tuple[str, int]] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether an event is written."""
        kind = record.pathname, record.lineno
        if "reference" in vars(record):
            return True
        if record.msg == NO_HANDSHAKE:
            return False
        if not self.kinds.setdefault(kind, Bucket(A_SECOND)).take():
            self.left_out[kind] += 1
            return False
        if left := self.left_out.pop(kind, 0):
            record.left_out = left
        return True


def cut(value: object) -> object:
    """A value, without the end of a text that is too long."""
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


def cleaned(value: object) -> object:
    """A value without ids of sessions and without where things stand on this machine."""
    if not isinstance(value, str):
        return value if isinstance(value, int | float | None) else cleaned(str(value))
    for place in sorted(PLACES, key=len, reverse=True):
        value = value.replace(place, PLACES[place])
    return SESSION.sub("(session)", value)


def write_one_line_each() -> None:
    """From now on every logger of this process writes so, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    handler.addFilter(Seldom())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(min(root.level or logging.INFO, logging.INFO))
    init_uvicorn_logs()  # Streamlit would do so later, once, and give them a way of their own to write
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger):
            logger.handlers, logger.propagate = [], True
        if name in ("watchdog", "asyncio", "PIL", "matplotlib", "uvicorn.access"):
            logging.getLogger(name).setLevel(logging.WARNING)
