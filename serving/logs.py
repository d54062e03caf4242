"""The log: one line of JSON an event, whatever stands in it, without the place of the program or anybody's session."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from streamlit.logger import init_uvicorn_logs

PLACES = {str(Path(__file__).resolve().parents[1]): "", **{place: "" for place in sys.path if len(place) > 1}}
SESSION = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b")
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
        return json.dumps({name: cleaned(value) for name, value in event.items()}, default=str)


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
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(min(root.level or logging.INFO, logging.INFO))
    init_uvicorn_logs()  # Streamlit would do so later, once, and give them a way of their own to write
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger):
            logger.handlers, logger.propagate = [], True
        if name in ("watchdog", "asyncio", "PIL", "matplotlib", "uvicorn.access"):
            logging.getLogger(name).setLevel(logging.WARNING)
