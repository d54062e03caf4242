"""What the server does beside running pages: headers, closed addresses, compression, `/ready` and `/data`.

`dashboard.py` hands it to Streamlit as `st.App(__file__, **app_parts())`. Streamlit looks for a call of `st.App` in the
text of that file, so the call itself cannot stand here.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from loaders.tables import load_record
from serving.compression import CompressOnce
from serving.outlines import outline_routes
from serving.readiness import Readiness
from serving.record import record_routes
from serving.security import ClosedAddresses, SecurityHeaders, allowed_hosts, security_headers

DATA = Path(__file__).parents[1] / "data"


def app_parts(folder: Path = DATA) -> dict[str, Any]:
    """The keyword arguments of `st.App` for this dashboard. `folder` holds the record."""
    headers = security_headers()
    readiness = Readiness(folder, load_record)

    @asynccontextmanager
    async def read_record_early(app: object) -> AsyncIterator[None]:
        Thread(target=readiness.check, daemon=True).start()
        yield

    def tell_failure(request: Request, error: Exception) -> PlainTextResponse:
        # Made outside all middleware, hence the headers; the error itself goes to the log.
        return PlainTextResponse("The server failed to answer", status_code=500, headers=headers)

    return {
        "routes": [*readiness.routes(), *outline_routes(), *record_routes(folder)],
        "middleware": [
            Middleware(SecurityHeaders, headers=headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts(), www_redirect=False),
            Middleware(ClosedAddresses),
            Middleware(CompressOnce),
        ],
        "exception_handlers": {Exception: tell_failure},
        "lifespan": read_record_early,
    }
