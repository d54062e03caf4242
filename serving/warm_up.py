"""The first view of each page, made before the first reader comes: what pages draw is kept for whoever asks next."""

import asyncio
import logging
from itertools import product

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient

from serving.look import THEMES

SECONDS = 60.0  # for one page


class Nobody(SessionClient):
    """A reader who looks at nothing: only which pages there are, and when one has run."""

    def __init__(self) -> None:
        self.pages: list[str] = []  # hashes of their scripts
        self.has_run = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take what the server sends; Streamlit calls this on the thread of the event loop."""
        match msg.WhichOneof("type"):
            case "navigation":
                self.pages = [page.page_script_hash for page in msg.navigation.app_pages]
            case "script_finished":
                self.has_run.set()


async def warm_up(runtime: Runtime) -> int:
    """Run every page as its plain link shows it in each theme, one after the other, and give the number of runs.

    A page that fails, or takes too long, is left for its first reader: the log says so, and nothing else is held up.
    """
    reader, ran = Nobody(), 0
    session = runtime.connect_session(reader, {})
    try:
        await _run(runtime, session, reader, "", THEMES[0])
        for theme, page in product(THEMES, reader.pages):
            await _run(runtime, session, reader, page, theme)
            ran += 1
    except Exception:
        logging.getLogger(__name__).warning("pages were not made ready", exc_info=True)
    finally:
        runtime.close_session(session)
    return ran


async def _run(runtime: Runtime, session: str, reader: Nobody, page: str, theme: str) -> None:
    reader.has_run.clear()
    message = BackMsg()
    message.rerun_script.context_info.color_scheme = theme
    message.rerun_script.page_script_hash = page
    runtime.handle_backmsg(session, message)
    await asyncio.wait_for(reader.has_run.wait(), SECONDS)
