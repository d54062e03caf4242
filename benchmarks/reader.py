"""A reader without a browser: one websocket to a Streamlit server, which follows links and presses buttons.

It speaks as the front end does, keeps what the front end would keep, and counts what comes over the wire.
"""

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.typing import Subprotocol

LARGEST = 50_000_000  # bytes of one message


@dataclass(frozen=True)
class Answer:
    """What one run of a page sent: seconds until its end, messages and their bytes, bytes on the wire, references to
    what the reader had, and whether the page raised."""

    seconds: float
    messages: int
    message_bytes: int
    wire_bytes: int
    references: int
    has_failed: bool


class CountingConnection(ClientConnection):
    """A websocket that counts the bytes that come in, as they come: compressed, and with their frames."""

    received = 0

    def data_received(self, data: bytes) -> None:
        """Count, then go on."""
        self.received += len(data)
        super().data_received(data)


class Reader:
    """One session: `async with Reader("ws://127.0.0.1:8501") as reader: await reader.follow("timeline", "q=Libya")`

    `session`: the id of an earlier session to take up again. Further arguments go to websockets' `connect`.
    """

    def __init__(self, server: str, session: str = "", **connecting: Any) -> None:
        self.resumed = ["no-token", session] if session else []  # as the front end passes them, in this order
        self.server = server
        self.connecting = connecting
        self.page = self.query = self.session = ""
        self.kept: dict[str, int] = {}  # hashes of messages that may be referred to, and the run they were last used in
        self.runs = 0
        self.widgets: dict[str, str] = {}  # the ids of buttons, by the key of the widget
        self.elements: list[Delta] = []  # what the last run sent in full

    async def __aenter__(self) -> "Reader":
        self.socket: Any = await connect(
            f"{self.server}/_stcore/stream",
            subprotocols=[Subprotocol(name) for name in ("streamlit", *self.resumed)],
            max_size=LARGEST,
            create_connection=CountingConnection,
            extensions=[ClientPerMessageDeflateFactory(client_max_window_bits=True)],  # as browsers offer it
            ping_interval=None,
            **self.connecting,
        )
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.socket.close()

    async def follow(self, page: str, query: str = "") -> Answer:
        """Open a page by a link."""
        self.page, self.query = page, query
        return await self._run()

    async def press(self, key: str) -> Answer:
        """Press the button of a key on the page that is open."""
        return await self._run(self.widgets[key])

    def drop(self) -> None:
        """Lose the connection without a word, as a laptop does that is closed."""
        self.socket.transport.abort()

    @property
    def files(self) -> list[str]:
        """The ids of the files that the open page offers for download."""
        offered = [delta.new_element.download_button.deferred_file_id for delta in self.elements]
        return [file_id for file_id in offered if file_id]

    async def address_of(self, file_id: str) -> str:
        """Where a file can be fetched once the server has made it: what a browser asks when its button is pressed."""
        message = BackMsg()
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.request_id = file_id
        message.backend_operation_request.deferred_file.file_id = file_id
        await self.socket.send(message.SerializeToString())
        while True:
            said = ForwardMsg.FromString(await self.socket.recv())
            if said.WhichOneof("type") == "backend_operation_response":
                if said.backend_operation_response.error_msg:
                    raise LookupError(said.backend_operation_response.error_msg)
                return str(said.backend_operation_response.deferred_file.url)

    async def _run(self, pressed: str | None = None) -> Answer:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_name = self.query, self.page
        run.cached_message_hashes.extend(self.kept)
        if pressed:
            run.widget_states.widgets.add(id=pressed, trigger_value=True)
        before, start = self.socket.received, perf_counter()
        await self.socket.send(message.SerializeToString())
        messages = size = references = 0
        has_failed, self.elements = False, []
        self.runs += 1
        while True:
            data: Any = await self.socket.recv()
            said = ForwardMsg.FromString(data)
            messages, size = messages + 1, size + len(data)
            kind = said.WhichOneof("type")
            if kind == "ref_hash":
                references += 1
                self.kept[said.ref_hash] = self.runs
            elif kind == "delta":
                has_failed |= said.delta.new_element.WhichOneof("type") == "exception"
                self._remember(said)
            elif kind == "new_session":
                self.session = said.new_session.initialize.session_id
            elif kind == "page_info_changed":
                self.query = said.page_info_changed.query_string
            elif kind == "script_finished":
                break
        self.kept = {name: run for name, run in self.kept.items() if self.runs - run <= 2}
        return Answer(perf_counter() - start, messages, size, self.socket.received - before, references, has_failed)

    def _remember(self, said: ForwardMsg) -> None:
        self.elements.append(said.delta)
        if said.metadata.cacheable:
            self.kept[said.hash] = self.runs
        button = said.delta.new_element.button
        if button.id:
            self.widgets[button.id.rsplit("-", 1)[-1].split("@")[0]] = button.id
