"""A view of a page read without a browser, for a document of several views: the page runs as for any reader."""

import asyncio
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.session_manager import SessionClient

from loaders.talks import offered
from loaders.versions import VERSION

SECONDS = 60.0  # for one view
WATCHED: dict[str, list[Any]] = {}
"""What the pages hand over, by the session in which they run; only sessions of this module are in it."""


def watched() -> list[Any] | None:
    """Where a page puts what it shows, if it runs for a document; None for any reader."""
    context = get_script_run_ctx(suppress_warning=True)
    return None if context is None else WATCHED.get(context.session_id)


class _Listener(SessionClient):
    """Nobody's browser: it only hears when the page has run."""

    def __init__(self) -> None:
        self.has_run = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take what the server sends; Streamlit calls this on the thread of the event loop."""
        if msg.WhichOneof("type") == "script_finished":
            self.has_run.set()


def is_page(view: object) -> bool:
    """Whether a text is the link of a page of ours, from its first / on."""
    if not (isinstance(view, str) and view.startswith("/") and view.isprintable()):
        return False
    try:
        parts = urlsplit(view)
    except ValueError:
        return False
    return not parts.netloc and parts.path in offered()


async def read_view(runtime: Runtime, view: str, base: str) -> list[Any]:
    """What the page of a view hands over as it runs; nothing if it fails or takes too long.

    `view`: a link for which `is_page` holds. `base`: the address of the server as the reader knows it, with its path
    but without the last /.
    """
    parts, listener = urlsplit(view), _Listener()
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != VERSION])
    message = BackMsg()
    asked = message.rerun_script
    asked.page_name, asked.query_string = parts.path.removeprefix("/"), query
    asked.context_info.url = f"{base}{parts.path}"
    session = runtime.connect_session(listener, {})
    shown = WATCHED[session] = []
    try:
        runtime.handle_backmsg(session, message)
        await asyncio.wait_for(listener.has_run.wait(), SECONDS)
    except TimeoutError:
        return []
    finally:
        del WATCHED[session]
        runtime.close_session(session)
    return shown
