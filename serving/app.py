"""What the server does beside running pages: headers, closed addresses, compression, `/ready` and `/data`.

`dashboard.py` hands it to Streamlit as `st.App(__file__, **app_parts(...))`. Streamlit looks for a call of `st.App` in
the text of that file, so the call itself cannot stand here.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from threading import Thread
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from streamlit.runtime import Runtime
from streamlit.runtime.pages_manager import PagesManager

from language.messages import speaking, tr
from loaders.network_names import network_names
from loaders.store import STORE, RecordStore
from serving.addresses import address
from serving.ahead import scripts_by_element
from serving.basket import DOCUMENT, Make, basket_routes
from serving.compression import CompressOnce, compress_sockets_with_memory
from serving.connections import Connections, ask_nobody_for_our_address, raise_open_files
from serving.data_page import data_routes
from serving.failures import tell_failure_of_page
from serving.first_paint import first_paint_routes
from serving.fonts import font_routes
from serving.front_page import FrontPage, front_page, script_routes
from serving.languages import InLanguage, asked_by
from serving.logs import write_one_line_each
from serving.look import picture_routes
from serving.memory import forget_attributes_of_figures, set_aside
from serving.mended import MendedAddresses
from serving.outlines import NAMES, outline_routes, read_outlines
from serving.readiness import Readiness
from serving.record import record_routes
from serving.security import (
    INDEX_PAGE,
    ClosedAddresses,
    SecurityHeaders,
    WholeAddresses,
    allowed_hosts,
    security_headers,
)
from serving.settings import SettingError, Settings, read_settings
from serving.sockets import Sockets
from serving.stage import stage_routes
from serving.stopping import Stopping
from serving.warm_up import warm_up


def settings_or_end() -> Settings:
    """The settings; where they cannot be followed, the server does not start and says why."""
    try:
        return read_settings()
    except SettingError as error:
        print(f"The server does not start, for its settings:\n{error}", file=sys.stderr)
        sys.exit(2)


def need_the_outlines() -> None:
    """Read the outlines, which are kept in memory from now on; without them the server does not start and says why."""
    try:
        empty = [name for name in NAMES if not json.loads(read_outlines(name)[0])["features"]]
        problem = f"empty: {', '.join(empty)}" if empty else ""
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = str(error)
    if problem:
        print(f"The server does not start, for the outlines of its maps: {problem}", file=sys.stderr)
        sys.exit(2)


def set_what_has_no_setting() -> None:
    """What Streamlit and Uvicorn would do otherwise, and cannot be told by their configuration; what is read early."""
    # Streamlit would run a file of pages/ by itself for whoever is the first to ask for its address, past dashboard.py.
    PagesManager.uses_pages_directory = False
    forget_attributes_of_figures()
    compress_sockets_with_memory()
    ask_nobody_for_our_address()
    raise_open_files()
    network_names()  # kept in memory from now on
    scripts_by_element()  # likewise


def sign_in(settings: Settings) -> list[Middleware]:
    """What lets only those in who have signed in; nothing unless it is on."""
    if not settings.sign_in:
        return []
    from serving.sign_in import SignIn

    return [Middleware(SignIn)]


def telemetry(settings: Settings, store: RecordStore, at_end: ExitStack) -> list[Middleware]:
    """What measures every request; nothing unless it is on. What is left is sent `at_end`."""
    if not settings.telemetry:
        return []
    from serving.telemetry import Telemetry, Traced

    written = Telemetry(store)
    at_end.callback(written.shut_down)
    return [Middleware(Traced, telemetry=written)]


def tell_failure(headers: Mapping[str, str], request: Request, error: Exception) -> PlainTextResponse:
    """The answer where all else failed: made outside all middleware, hence the headers; the error goes to the log."""
    with speaking(asked_by(request.scope)):
        return PlainTextResponse(tr("The server failed to answer"), status_code=500, headers=headers)


def app_parts(store: RecordStore = STORE, make: Make | None = None) -> dict[str, Any]:
    """The keyword arguments of `st.App` for this dashboard. `store` holds the record that the pages show; `make` makes
    documents of several views, and without it there is no basket."""
    settings = settings_or_end()
    set_what_has_no_setting()
    need_the_outlines()
    original = INDEX_PAGE.read_text(encoding="utf-8")
    ours = front_page(original)
    headers = security_headers(ours)
    Connections(settings, headers).guard()
    stopping = Stopping(settings)
    readiness = Readiness(store, stopping, is_warm=False)
    at_end = ExitStack()

    @asynccontextmanager
    async def read_record_early(app: object) -> AsyncIterator[None]:
        write_one_line_each()
        stopping.listen()
        Thread(target=store.watch, daemon=True).start()
        preparing = asyncio.create_task(prepare())
        yield
        preparing.cancel()
        store.is_watched = False
        at_end.close()

    async def prepare() -> None:
        try:
            if settings.warm_up and Runtime.exists():
                await warm_up(Runtime.instance())
            set_aside()
        finally:
            readiness.is_warm = True

    return {
        "routes": [
            *readiness.routes(),
            *script_routes(),
            *first_paint_routes(),
            *font_routes(),
            *outline_routes(),
            *picture_routes(),
            *data_routes(store),
            *record_routes(store.shown_files),
            *stage_routes(),
            *(basket_routes(make) if make else ()),
        ],
        "middleware": [
            Middleware(WholeAddresses),
            *telemetry(settings, store, at_end),
            Middleware(InLanguage),
            Middleware(SecurityHeaders, headers=headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=allowed_hosts(), www_redirect=False),
            Middleware(ClosedAddresses, sends=address(DOCUMENT) if make else "", sign_in=bool(settings.sign_in)),
            Middleware(MendedAddresses),
            *sign_in(settings),
            Middleware(Sockets, settings=settings),
            Middleware(FrontPage, original=original, store=store),
            Middleware(CompressOnce),
        ],
        "exception_handlers": {Exception: partial(tell_failure, headers)},
        "on_script_error": tell_failure_of_page,
        "lifespan": read_record_early,
    }
