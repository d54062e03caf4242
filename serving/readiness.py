"""Whether the record behind the pages is valid: for whoever runs the server, and for what watches it."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from loaders.tables import Record, TableError
from serving.addresses import address

SHOWN_FAULTS = 5


class Readiness:
    """The state of the record in `folder`, found by `load`, which is called again only when a file has changed.

    Ready from the first valid record on. A later record with faults is refused, and the pages go on with the last
    valid one; so the answer stays 200 and tells what was refused.
    """

    def __init__(self, folder: Path, load: Callable[[Path], Record]) -> None:
        self.folder = folder
        self.load = load
        self.lock = Lock()  # the first to ask reads the record, the others wait for it
        self.seen: list[tuple[str, int, int]] | None = None
        self.valid: Record | None = None
        self.faults: list[str] = []

    def check(self) -> tuple[int, dict[str, Any]]:
        """The status code and content of the answer, from the record as it is on disk now."""
        with self.lock:
            files = sorted([*self.folder.rglob("*.csv"), *self.folder.glob("*.json")])
            stamps = [(file.name, stat.st_mtime_ns, stat.st_size) for file in files for stat in [file.stat()]]
            if stamps != self.seen:
                self.read()
                self.seen = stamps
        refused = {"fault_count": len(self.faults), "faults": self.faults[:SHOWN_FAULTS]}
        if self.valid is None:
            return 503, {"status": "not ready", **refused}
        return 200, {
            "status": "ready",
            "data_version": self.valid.version,
            "rows": {name: len(table) for name, table in self.valid.tables.items()},
            **({"refused": refused} if self.faults else {}),
        }

    def read(self) -> None:
        """Takes the record if it is valid, and its faults if it is not."""
        try:
            self.valid, self.faults = self.load(self.folder), []
        except TableError as error:
            # Anybody may read the answer, and where the folder stands is none of their business.
            self.faults = [str(fault).replace(str(self.folder), self.folder.name) for fault in error.faults]

    def answer(self, request: Request) -> JSONResponse:
        """What `/ready` says."""
        status, content = self.check()
        return JSONResponse(content, status_code=status, headers={"Cache-Control": "no-store"})

    def routes(self) -> list[Route]:
        """The one address, beside Streamlit's own /_stcore/health, which knows nothing of the record."""
        return [Route(address("ready"), self.answer)]
