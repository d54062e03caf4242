"""What a connection may keep open: a request has to come whole, and an answer to be taken, within a time.

Uvicorn waits for ever for the rest of a request, and for a reader who takes nothing; it has settings for neither, and
its own refusals come without our headers.
"""

import asyncio
import logging
import resource
import socket
from collections.abc import Callable, Mapping
from typing import Final

import h11
from streamlit import net_util
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import PayloadTooBig
from websockets.http11 import Response
from websockets.server import ServerProtocol

from serving.settings import Settings
from serving.turns import Bucket, machine_at

LOG = logging.getLogger(__name__)
OPEN_FILES: Final = 65_536
"""As many as the system lets us have, up to this: each connection is one, and the usual limit is 1,024."""
UNFINISHED: Final = (h11.IDLE, h11.SEND_BODY)
"""The state of the reader's side of a connection as long as their request has not come whole."""
INVALID: Final = "This is no request that this server understands."
LATE: Final = "The request was not complete in time."
FORBIDDEN: Final = "No socket is opened here."

Either = H11Protocol | WebSocketsSansIOProtocol
_REJECT: Final = ServerProtocol.reject
_HTTP: Final = {
    name: getattr(H11Protocol, name)
    for name in (
        *("connection_made", "connection_lost", "data_received"),
        *("handle_websocket_upgrade", "on_response_complete"),
    )
}
_BOTH: Final = {
    kind: {name: getattr(kind, name) for name in ("pause_writing", "resume_writing", ends)}
    for kind, ends in (
        (H11Protocol, "timeout_keep_alive_handler"),
        (WebSocketsSansIOProtocol, "keepalive_timeout"),
    )
}
_SOCKET: Final = {
    name: getattr(WebSocketsSansIOProtocol, name)
    for name in ("connection_made", "connection_lost", "data_received", "handle_parser_exception")
}
_FRAMES: Final = {
    name: getattr(WebSocketsSansIOProtocol, name) for name in ("handle_ping", "handle_pong", "handle_cont")
}
"""What Uvicorn and websockets do by themselves, as it was before any of it was guarded."""


class Connections:
    """Holds every connection of this process to `settings`; what is refused is told with `headers`."""

    def __init__(self, settings: Settings, headers: Mapping[str, str]) -> None:
        self.settings = settings
        self.headers = headers
        self.waiting: dict[str, dict[H11Protocol, asyncio.TimerHandle | None]] = {}
        self.untaken: dict[Either, asyncio.TimerHandle] = {}
        self.unsaid: dict[WebSocketsSansIOProtocol, asyncio.TimerHandle] = {}
        self.frames: dict[WebSocketsSansIOProtocol, Bucket] = {}

    def guard(self) -> None:
        """From now on. Uvicorn has chosen its classes before our program is read, so these themselves are changed."""

        def after(original: Callable[..., None], then: Callable[..., None]) -> Callable[..., None]:
            def both(protocol: Either, *arguments: object) -> None:
                original(protocol, *arguments)
                then(protocol)

            return both

        def if_few(original: Callable[..., None]) -> Callable[..., None]:
            def handle(protocol: WebSocketsSansIOProtocol, *arguments: object) -> None:
                if self.are_few(protocol):
                    original(protocol, *arguments)

            return handle

        for name, then in (
            ("connection_made", self.begin),
            ("connection_lost", self.forget),
            ("data_received", self.look),
            ("on_response_complete", self.rest),
            ("handle_websocket_upgrade", self.need_handshake),
        ):
            setattr(H11Protocol, name, after(_HTTP[name], then))
        for name, hear in zip(_SOCKET, (self.limit, self.part, self.hear, self.misheard), strict=True):
            setattr(WebSocketsSansIOProtocol, name, after(_SOCKET[name], hear))
        for name, original in _FRAMES.items():
            setattr(WebSocketsSansIOProtocol, name, if_few(original))
        for kind, originals in _BOTH.items():
            for (name, original), then in zip(originals.items(), (self.wait, self.taken, self.leave), strict=True):
                setattr(kind, name, after(original, then))
        for owner, name, instead in (
            (H11Protocol, "send_400_response", lambda protocol, said: self.refuse(protocol, 400, INVALID)),
            (ServerProtocol, "reject", self.reject()),
        ):
            setattr(owner, name, instead)

    def begin(self, protocol: H11Protocol) -> None:
        """Of a new connection, what is written leaves at once. Else the second part of an answer, or the second message
        of a socket, waits until the first is acknowledged, for 40 ms; asyncio sees to it, but not with a listening
        socket whose protocol is not named, as Streamlit's."""
        connected = protocol.transport.get_extra_info("socket")
        if connected is not None and connected.family in (socket.AF_INET, socket.AF_INET6):
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.look(protocol)

    def look(self, protocol: H11Protocol, *, is_answered: bool = False) -> None:
        """Give an unfinished request its time; the oldest of an address that has too many of them is ended. A
        connection that was answered waits for another request as one of them, for as long as Uvicorn lets it."""
        address = machine_at(protocol.client)
        transport = protocol.transport
        is_socket = isinstance(transport.get_protocol(), WebSocketsSansIOProtocol)  # it has limits of its own
        if is_socket or transport.is_closing() or protocol.conn.their_state not in UNFINISHED:
            self.forget(protocol)
            return
        theirs = self.waiting.setdefault(address, {})
        if theirs.get(protocol) is not None:
            return
        wait = self.settings.silent_seconds
        theirs[protocol] = (
            None if is_answered else protocol.loop.call_later(wait, self.late, protocol, "SILENT_SECONDS")
        )
        if len(theirs) > self.settings.unfinished_per_address:
            self.late(next(iter(theirs)), "UNFINISHED_PER_ADDRESS")

    def rest(self, protocol: H11Protocol) -> None:
        """An answer is complete."""
        self.look(protocol, is_answered=True)

    def forget(self, protocol: H11Protocol) -> None:
        """The request has come whole, or never will."""
        address = machine_at(protocol.client)
        theirs = self.waiting.get(address, {})
        if (timer := theirs.pop(protocol, None)) is not None:
            timer.cancel()
        if not theirs:
            self.waiting.pop(address, None)

    def late(self, protocol: H11Protocol, limit: str) -> None:
        """End a connection whose request did not come whole; who has said nothing yet is told nothing."""
        self.forget(protocol)
        self.tell(protocol, limit)
        has_begun = protocol.conn.their_state is h11.SEND_BODY or protocol.conn.trailing_data[0]
        if has_begun and protocol.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.refuse(protocol, 408, LATE)
        else:
            protocol.transport.close()
            self.leave(protocol)

    def refuse(self, protocol: H11Protocol, status: int, why: str) -> None:
        """Answer in words, with our headers, and end the connection."""
        told = {**self.headers, "Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(why))}
        headers = [(name.encode(), value.encode()) for name, value in {**told, "Connection": "close"}.items()]
        start = h11.Response(status_code=status, headers=headers, reason=STATUS_PHRASES[status])
        for event in (start, h11.Data(data=why.encode()), h11.EndOfMessage()):
            protocol.transport.write(protocol.conn.send(event) or b"")
        protocol.transport.close()
        self.leave(protocol)

    def need_handshake(self, protocol: H11Protocol) -> None:
        """End a request for a socket that could not even be read; websockets would wait for the rest of it."""
        self.forget(protocol)
        new = protocol.transport.get_protocol()
        if isinstance(new, WebSocketsSansIOProtocol) and not new.handshake_initiated:
            response = new.conn.reject(400, INVALID)
            protocol.transport.write(response.serialize())
            protocol.transport.close()

    def limit(self, protocol: WebSocketsSansIOProtocol) -> None:
        """Let no message of a new socket be larger than it may be; what is too large is not even kept until it ends."""
        protocol.conn.max_message_size = int(self.settings.message_kilobytes * 1024)
        self.frames[protocol] = Bucket(self.settings.messages_per_socket)

    def part(self, protocol: WebSocketsSansIOProtocol) -> None:
        """The socket is closed."""
        self.heard(protocol)
        self.frames.pop(protocol, None)

    def are_few(self, protocol: WebSocketsSansIOProtocol) -> bool:
        """Whether a socket may say one more thing that is no message, such as a ping or a part; else it is closed."""
        if protocol.transport.is_closing():
            return False
        if (budget := self.frames.get(protocol)) is None or budget.take():
            return True
        self.tell(protocol, "MESSAGES_PER_SOCKET")
        protocol.transport.abort()
        return False

    def hear(self, protocol: WebSocketsSansIOProtocol) -> None:
        """Give a message that has begun its time to come whole, whatever else the socket says meanwhile."""
        if not protocol.conn.reader.buffer and protocol.conn.current_size is None:
            self.heard(protocol)
        elif protocol not in self.unsaid:
            self.unsaid[protocol] = protocol.loop.call_later(self.settings.silent_seconds, self.unheard, protocol)

    def heard(self, protocol: WebSocketsSansIOProtocol) -> None:
        """The message has come whole, or never will."""
        if (timer := self.unsaid.pop(protocol, None)) is not None:
            timer.cancel()

    def unheard(self, protocol: WebSocketsSansIOProtocol) -> None:
        """End a socket whose message did not come whole."""
        self.heard(protocol)
        self.tell(protocol, "SILENT_SECONDS")
        protocol.transport.close()

    def misheard(self, protocol: WebSocketsSansIOProtocol) -> None:
        """What came was no message of a socket, which is the reader's affair, or one too large, which the log names."""
        if isinstance(protocol.conn.parser_exc, PayloadTooBig):
            self.tell(protocol, "MESSAGE_KILOBYTES")

    def reject(self) -> Callable[[ServerProtocol, int, str], Response]:
        """How a socket is refused before it is open: as ever, with our headers and never without a word."""

        def reject(protocol: ServerProtocol, status: int, text: str) -> Response:
            response: Response = _REJECT(protocol, status, text or FORBIDDEN)
            response.headers.update(self.headers)
            return response

        return reject

    def wait(self, protocol: Either) -> None:
        """Give a reader who has much still to take time to take some of it."""
        if protocol not in self.untaken:
            left = protocol.transport.get_write_buffer_size()
            self.untaken[protocol] = protocol.loop.call_later(
                self.settings.silent_seconds, self.stalled, protocol, left
            )

    def taken(self, protocol: Either) -> None:
        """They have taken enough for more to be written, or are gone."""
        if (timer := self.untaken.pop(protocol, None)) is not None:
            timer.cancel()

    def stalled(self, protocol: Either, before: int) -> None:
        """End a connection of which nothing has been taken for the whole time."""
        self.taken(protocol)
        left = protocol.transport.get_write_buffer_size()
        if left >= before > 0:
            self.tell(protocol, "SILENT_SECONDS")
            protocol.transport.abort()
        elif left:
            self.wait(protocol)

    def leave(self, protocol: Either) -> None:
        """The connection ends as soon as what is left has been taken, or is not any more."""
        if protocol.transport.get_write_buffer_size():
            self.wait(protocol)

    def tell(self, protocol: Either, limit: str) -> None:
        """Say in the log which limit was met."""
        address = machine_at(protocol.client)
        LOG.warning("a connection was cut off", extra={"limit": limit, "address": address})


def raise_open_files() -> None:
    """Let this process open as many files as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def ask_nobody_for_our_address() -> None:
    """Keep from others who we are: where the origin of a socket is another site, Streamlit asks a public server for
    this machine's address, and everybody waits for it."""
    vars(net_util).update(get_external_ip=lambda: None)
