"""What the server does beside running pages: headers, closed addresses, compression, `/ready` and `/data`.

`dashboard.py` hands it to Streamlit as `st.App(__file__, **app_parts())`. Streamlit looks for a call of `st.App` in the
text of that file, so the call itself cannot stand here.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from streamlit.runtime import Runtime
from streamlit.runtime.pages_manager import PagesManager

from loaders.store import STORE, RecordStore
from serving.compression import CompressOnce
from serving.front_page import FrontPage, front_page, script_routes
from serving.look import picture_routes
from serving.outlines import outline_routes
from serving.readiness import Readiness
from serving.record import record_routes
from serving.security import INDEX_PAGE, ClosedAddresses, SecurityHeaders, allowed_hosts, security_headers
from serving.warm_up import warm_up


def app_parts(store: RecordStore = STORE) -> dict[str, Any]:
    """The keyword arguments of `st.App` for this dashboard. `store` holds the record that the pages show."""
    # Streamlit would run a file of pages/ by itself for whoever is the first to ask for its address, past dashboard.py.
    PagesManager.uses_pages_directory = False
    original = INDEX_PAGE.read_text(encoding="utf-8")
    ours = front_page(original)
    headers = security_headers(ours)
    readiness = Readiness(store, is_warm=False)

    @asynccontextmanager
    async def read_record_early(app: object) -> AsyncIterator[None]:
        Thread(target=readiness.check, daemon=True).start()
        preparing = asyncio.create_task(prepare())
        yield
        preparing.cancel()

    async def prepare() -> None:
        try:
            if Runtime.exists():
                await warm_up(Runtime.instance())
        finally:
            readiness.is_warm = True

    def tell_failure(request: Request, error: Exception) -> PlainTextResponse:
        # Made outside all middleware, hence the headers; the error itself goes to the log.
        return PlainTextResponse("The server failed to answer", status_code=500, headers=headers)

    return {
        "routes": [
            *readiness.routes(),
            *script_routes(),
            *outline_routes(),
            *picture_routes(),
            *record_routes(store.folder),
        ],
        "middleware": [
            Middleware(SecurityHeaders, headers=headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts(), www_redirect=False),
            Middleware(ClosedAddresses),
            Middleware(FrontPage, original=original, ours=ours),
            Middleware(CompressOnce),
        ],
        "exception_handlers": {Exception: tell_failure},
        "lifespan": read_record_early,
    }
