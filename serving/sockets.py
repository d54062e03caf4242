"""What may come in and go out by the socket of a page.

Streamlit draws whatever it is asked to, at once, for anybody. Here a request to draw waits for its turn, and a newer
one of the same reader takes its place meanwhile; what no page needs is dropped; who says nothing, or too much, is cut
off.
Of what goes out, the place of the program on this machine is taken away.
"""

import asyncio
import logging
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from language.messages import tr
from serving.picture_first import PictureFirst
from serving.settings import Settings
from serving.turns import Turns, Visit, machine_at

LOG = logging.getLogger(__name__)
NEEDED = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}
OPERATIONS = {"deferred_file", "dataframe_chunk"}


class Sockets:
    """Middleware that holds every socket to the limits of `settings`."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.turns = Turns(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        address = machine_at(scope.get("client"))
        if not is_origin(Headers(scope=scope).get("origin")):
            LOG.warning("a socket was refused, since its origin is none", extra={"address": address})
            await refuse(scope, receive, send, 403, tr("No page of this dashboard makes such a request"))
            return
        visit = self.turns.enter(address)
        if isinstance(visit, str):
            LOG.warning("a socket was refused", extra={"limit": visit, "address": address})
            await refuse(scope, receive, send, 503, tr("Too many pages are open; please try again in a minute"))
            return
        inbox = Inbox(receive, send, visit, self.turns, self.settings)

        async def send_bytes(content: bytes) -> None:
            if not inbox.is_cut:
                await send({"type": "websocket.send", "bytes": content})

        out = PictureFirst(send_bytes, has_time=lambda: not self.turns.waiting)

        async def send_out(message: Message) -> None:
            content = message.get("bytes")
            if content is not None:
                await out.put(*self.going_out(content, visit))
            elif not inbox.is_cut:
                await send(message)

        try:
            await self.app(scope, inbox.next, send_out)
        finally:
            self.turns.leave(visit)
            inbox.close()

    def going_out(self, content: bytes, visit: Visit) -> tuple[ForwardMsg, bytes]:
        """A message as it may go out; one that tells the end of a run ends the turn of its visit."""
        told = ForwardMsg.FromString(content)
        kind = told.WhichOneof("type")
        if kind == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.turns.finished(visit)
        elif kind == "new_session":
            told.new_session.main_script_path = Path(told.new_session.main_script_path).name
            content = bytes(told.SerializeToString())
        return told, content


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, why: str) -> None:
    """Answer in words to who wants a socket and gets none."""
    await receive()
    answer = PlainTextResponse(why, status_code=status)
    if "websocket.http.response" in scope.get("extensions", {}):
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1013 if status == 503 else 1008})


def is_origin(told: str | None) -> bool:
    """Whether a header Origin could be that of a page, or none was sent; Streamlit sees whether it is one of ours."""
    try:
        parts = urlsplit(told or "")
        return told in ("null", None) or bool(parts.scheme and parts.hostname and parts.port != 0)
    except ValueError:
        return False


class Inbox:
    """The messages of one socket, in the order and at the speed in which the page may have them."""

    def __init__(self, receive: Receive, send: Send, visit: Visit, turns: Turns, settings: Settings) -> None:
        self.receive = receive
        self.send = send
        self.visit = visit
        self.turns = turns
        self.settings = settings
        self.coming: asyncio.Future[Message] | None = None
        self.held: BackMsg | None = None
        self.gone: BackMsg | None = None  # the request by which the reader last went to another page
        self.patience = settings.silent_seconds  # until the first message; then as long as a reader may rest
        self.is_cut = False

    def close(self) -> None:
        """Listen no longer."""
        if self.coming is not None:
            self.coming.cancel()

    async def next(self) -> Message:
        """The next message that the page may have."""
        while True:
            if self.coming is None:
                self.coming = asyncio.ensure_future(self.receive())
            awaited: set[asyncio.Future[Message] | asyncio.Future[None]] = {self.coming}
            turn = self.turns.ask(self.visit) if self.held is not None else None
            if turn is not None:
                awaited.add(turn)
            await asyncio.wait(awaited, timeout=self.patience, return_when=asyncio.FIRST_COMPLETED)
            if self.held is not None and turn is not None and turn.done():
                asked, self.held = self.held, None
                return {"type": "websocket.receive", "bytes": asked.SerializeToString()}
            if self.coming.done():
                message = self.coming.result()
                self.coming = None
                passed = await self.judge(message)
                if passed is not None:
                    return passed
            elif turn is None:
                first = self.patience == self.settings.silent_seconds
                return await self.cut("SILENT_SECONDS" if first else "IDLE_SECONDS", 1000)

    async def judge(self, message: Message) -> Message | None:
        """The message if the page may have it now; none if it is kept back or dropped."""
        content = message.get("bytes")
        if message["type"] != "websocket.receive":
            return message
        if content is None:  # Streamlit would fail at text, and say so in the log at length
            return await self.cut("text", 1003)
        self.patience = self.settings.idle_seconds
        if not self.visit.messages.take():
            return await self.cut("MESSAGES_PER_SOCKET", 1008)
        try:
            asked = BackMsg.FromString(content)
        except Exception:  # not a message at all; Streamlit's own answer to that is right
            return message
        kind = asked.WhichOneof("type")
        operation = (
            asked.backend_operation_request.WhichOneof("payload") if kind == "backend_operation_request" else None
        )
        if kind == "rerun_script":
            asked = still_meant(self.gone, sensible(asked))
            if is_of_another_page(asked):
                self.gone = asked
            self.held = newest(self.held, asked)
            return None
        if kind not in NEEDED or (operation and operation not in OPERATIONS):
            LOG.info("a message that no page needs was dropped", extra={"message_kind": operation or kind})
            return None
        return message

    async def cut(self, limit: str, code: int) -> Message:
        """Close the socket, for the limit named, and tell the page that it is closed."""
        LOG.warning("a socket was cut off", extra={"limit": limit, "address": self.visit.address})
        self.is_cut = True
        await self.send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}


def sensible(asked: BackMsg) -> BackMsg:
    """A request to draw, without what no browser sends of these pages.

    That is a part of a page, of which there are none and of which the end would never be told; controls that Streamlit
    has not named; and an address of the page that is none.
    """
    told = asked.rerun_script
    told.fragment_id = ""
    if any(not widget.id.startswith("$$") for widget in told.widget_states.widgets):
        kept = [widget for widget in told.widget_states.widgets if widget.id.startswith("$$")]
        del told.widget_states.widgets[:]
        told.widget_states.widgets.extend(kept)
    url = told.context_info.url
    if url and not (url.startswith(("http://", "https://")) and is_origin(url)):
        told.context_info.ClearField("url")
    return asked


def is_of_another_page(asked: BackMsg) -> bool:
    """Whether a request follows a link or the Back button, which tell of no control."""
    return bool(asked.rerun_script.page_script_hash) and not asked.rerun_script.widget_states.widgets


def still_meant(gone: BackMsg | None, asked: BackMsg) -> BackMsg:
    """The request as made or, of a page that its reader has left, the one by which they left it, in the theme of now.

    A browser takes itself to be at a page until it is told of the next: a theme that turned, or a control that was let
    go, as a link was followed asked for the page that was left, and led back to it without its filter.
    """
    told = asked.rerun_script
    if gone is None or is_of_another_page(asked) or told.page_script_hash in ("", gone.rerun_script.page_script_hash):
        return asked
    again = BackMsg()
    again.CopyFrom(gone)
    again.rerun_script.context_info.CopyFrom(told.context_info)
    return again


def newest(waiting: BackMsg | None, later: BackMsg) -> BackMsg:
    """The later request in place of the waiting one, with the buttons that the waiting one had pressed."""
    if waiting is None:
        return later
    before, after = waiting.rerun_script, later.rerun_script
    if before.page_script_hash != after.page_script_hash:
        return later
    said = {widget.id for widget in after.widget_states.widgets}
    pressed = [
        widget
        for widget in before.widget_states.widgets
        if widget.id not in said and "trigger" in (widget.WhichOneof("value") or "")
    ]
    after.widget_states.widgets.extend(pressed)
    return later
