"""Whether the record behind the pages is valid: for whoever runs the server, and for what watches it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from loaders.store import RecordStore
from serving.addresses import address
from serving.stopping import Stopping

SHOWN_FAULTS = 5


class Readiness:
    """The state of the record that a store holds.

    Ready from the first valid record on, once the pages have been made ready (`is_warm`). A later record with faults
    is refused, and the pages go on with the last valid one; so the answer stays 200 and tells what was refused.
    """

    def __init__(self, store: RecordStore, stopping: Stopping | None = None, *, is_warm: bool = True) -> None:
        self.store = store
        self.stopping = stopping
        self.is_warm = is_warm

    def check(self) -> tuple[int, dict[str, Any]]:
        """The status code and content of the answer."""
        if self.stopping is not None and self.stopping.has_begun:
            return 503, {"status": "stopping"}
        valid, faults = self.store.current()
        since = self.store.refused_since
        refused = {
            "fault_count": self.store.fault_count,
            "faults": [*map(str, faults[:SHOWN_FAULTS])],
            **({"since": since.isoformat(timespec="seconds")} if since else {}),
        }
        if valid is None:
            return 503, {"status": "not ready", **refused}
        if not self.is_warm:
            return 503, {"status": "making pages ready", "data_version": valid.version}
        return 200, {
            "status": "ready",
            "data_version": valid.version,
            "rows": {name: len(table) for name, table in valid.tables.items()},
            **({"refused": refused} if faults else {}),
            **self.own_rows(),
        }

    def own_rows(self) -> dict[str, Any]:
        """What there is to say of own rows beside the record; nothing where there are none."""
        valid, faults = self.store.valid, self.store.own_faults
        if faults:
            told = [str(fault) for fault in faults[:SHOWN_FAULTS]]
            return {"own_rows": {"refused": {"fault_count": self.store.own_fault_count, "faults": told}}}
        return {"own_rows": {"rows": valid.own.count}} if valid is not None and valid.own is not None else {}

    def answer(self, request: Request) -> JSONResponse:
        """What `/ready` says."""
        status, content = self.check()
        return JSONResponse(content, status_code=status, headers={"Cache-Control": "no-store"})

    def routes(self) -> list[Route]:
        """The one address, beside Streamlit's own /_stcore/health, which knows nothing of the record."""
        return [Route(address("ready"), self.answer)]
