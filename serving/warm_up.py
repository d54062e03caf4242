"""The first view of each page, made before the first reader comes: what pages draw is kept for whoever asks next, and
which kinds of elements they hold."""

import asyncio
import logging
from itertools import product

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient

from serving import ahead
from serving.look import THEMES

SECONDS = 60.0  # for one page


class Nobody(SessionClient):
    """A reader who looks at nothing: only which pages there are, and when one has run."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}  # their addresses, by hashes of their scripts
        self.page = ""  # the hash of the one that runs
        self.boxes: set[tuple[int, ...]] = set()  # where it has boxes that a click opens
        self.has_run = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take what the server sends; Streamlit calls this on the thread of the event loop."""
        match msg.WhichOneof("type"):
            case "navigation":
                self.pages = {page.page_script_hash: page.url_pathname for page in msg.navigation.app_pages}
            case "delta":
                self._note(msg)
            case "script_finished":
                self.has_run.set()

    def _note(self, msg: ForwardMsg) -> None:
        """Note an element that the page shows at once."""
        place = tuple(msg.metadata.delta_path)
        if msg.delta.add_block.HasField("popover"):
            self.boxes.add(place)
        element = msg.delta.new_element.WhichOneof("type")
        if element and self.page in self.pages and not any(place[: len(box)] == box for box in self.boxes):
            ahead.note(self.pages[self.page], element)


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
    reader.page, reader.boxes = page, set()
    message = BackMsg()
    message.rerun_script.context_info.color_scheme = theme
    message.rerun_script.page_script_hash = page
    runtime.handle_backmsg(session, message)
    await asyncio.wait_for(reader.has_run.wait(), SECONDS)
