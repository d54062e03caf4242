"""Compression of what never changes, and of what goes through a socket.

Streamlit serves its front end uncompressed, since the usual middleware would compress it anew for every reader. Here
each file is compressed once and kept, for most browsers in Brotli, which takes an eighth less than gzip.
"""

import gzip
import posixpath
import re
from collections import OrderedDict

import brotli
from anyio.to_thread import run_sync
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

TEXT = re.compile(r"text/|application/(javascript|json|geo\+json)|image/svg")
NO_WEIGHT = re.compile(r"q\s*=\s*0(\.0*)?")
MOST_KEPT = 32 * 2**20
"""Bytes of compressed answers; all of the front end and the outlines come to a fifth of it in each coding."""
QUALITY = 7  # of Brotli: as quick as gzip at its best. At 11 a server would compress for half a minute to save a tenth


def compress_sockets_with_memory() -> None:
    """Compress what a socket sends by the last 32 kB that it sent.

    Uvicorn has 4 kB, and no setting for it: less than one figure, so that nothing of the picture before helps with the
    next. It costs a socket a quarter of a megabyte.
    """

    def with_memory(*, client_max_window_bits: int, **narrow: object) -> ServerPerMessageDeflateFactory:
        return ServerPerMessageDeflateFactory(client_max_window_bits=client_max_window_bits)

    vars(websockets_sansio_impl).update(ServerPerMessageDeflateFactory=with_memory)


class CompressOnce:
    """Middleware that compresses each immutable text answer at its first request and keeps it for later ones.

    Kept by path and coding, and only for the one plain spelling of a path, of which every file has one: all other
    spellings are answered as they are without us. Beyond `MOST_KEPT` bytes, what was asked for longest ago is
    forgotten.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: OrderedDict[tuple[str, str], list[Message]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = ",".join(Headers(scope=scope).getlist("accept-encoding"))
        coding = next((coding for coding in PACKED if takes(told, coding)), "")
        scope = plainly_encoded(scope, told)
        if not (coding and asks_for_whole(scope)):
            await self.app(scope, receive, send)
            return

        about = scope["path"], coding
        if about not in self.kept:
            held: list[Message] = []

            async def hold_or_send(message: Message) -> None:
                if held or is_immutable_text(message):
                    held.append(message)
                else:
                    await send(message)

            await self.app(scope, receive, hold_or_send)
            if not is_whole(held):
                for message in held:  # its reader has left meanwhile
                    await send(message)
                return
            answer = await run_sync(compress, held, coding)
            self.keep(about, answer)
        else:
            self.kept.move_to_end(about)
            answer = self.kept[about]

        for message in answer:
            await send(dict(message))

    def keep(self, about: tuple[str, str], answer: list[Message]) -> None:
        """Keep one more answer, and of the earlier ones as many as there is room for."""
        self.kept[about] = answer
        while len(self.kept) > 1 and sum(len(kept[-1]["body"]) for kept in self.kept.values()) > MOST_KEPT:
            self.kept.popitem(last=False)


def asks_for_whole(scope: Scope) -> bool:
    """Whether a request is a plain GET for a whole file."""
    asked = set(Headers(scope=scope).keys())
    return scope["method"] == "GET" and is_plain(scope["path"]) and not {"range", "if-none-match"} & asked


def plainly_encoded(scope: Scope, told: str) -> Scope:
    """The same request with `gzip` for its accepted encodings where gzip is one of those `told`, and none where it is
    not.

    Streamlit and Starlette look for these four letters alone, also in `gzip;q=0`, by which it is refused.
    """
    others = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
    return {**scope, "headers": [*others, (b"accept-encoding", b"gzip")] if takes(told, "gzip") else others}


def takes(accepted: str, coding: str) -> bool:
    """Whether these encodings (RFC 9110, 12.5.3) hold a coding; a weight that cannot be read is as good as none.
    Who takes any takes gzip, which all know."""
    weights: dict[str, bool] = {}
    for part in accepted.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        weights.setdefault(name, not any(NO_WEIGHT.fullmatch(each) for each in parameters))
    named = [weights[name] for name in (coding, f"x-{coding}") if name in weights]
    return any(named) if named else coding == "gzip" and weights.get("*", False)


def is_plain(path: str) -> bool:
    """Whether a path is written in the one way without detours."""
    return path == posixpath.normpath(path) and not path.startswith("//") and "\\" not in path


def is_immutable_text(message: Message) -> bool:
    """Whether a message starts the answer with a text file whose address will never mean anything else."""
    if message["type"] != "http.response.start" or message["status"] != 200:
        return False
    headers = Headers(raw=message["headers"])
    return "immutable" in headers.get("cache-control", "") and bool(TEXT.match(headers.get("content-type", "")))


def is_whole(answer: list[Message]) -> bool:
    """Whether an answer has come to its end, which it does not where its reader leaves before."""
    last = answer[-1] if answer else {}
    return last.get("type") == "http.response.body" and not last.get("more_body", False)


PACKED = {
    "br": lambda body: bytes(brotli.compress(body, quality=QUALITY)),
    "gzip": lambda body: gzip.compress(body, mtime=0),
}
"""What compresses, by the name of its coding; the first that a reader takes is used."""


def compress(answer: list[Message], coding: str) -> list[Message]:
    """The same answer in a coding of PACKED: one start, one body. What comes in that coding only becomes one piece."""
    start, *parts = answer
    body = b"".join(part.get("body", b"") for part in parts)
    headers = MutableHeaders(raw=list(start["headers"]))
    if headers.get("content-encoding") == "gzip" != coding:
        body = gzip.decompress(body)
        del headers["content-encoding"]
    if "content-encoding" not in headers:
        body = PACKED[coding](body)
        headers["Content-Encoding"] = coding
        headers.add_vary_header("Accept-Encoding")
        if not headers.get("etag", "W/").startswith("W/"):
            headers["ETag"] = f"W/{headers['etag']}"  # the same content, no longer the same bytes
    headers["Content-Length"] = str(len(body))
    return [{**start, "headers": headers.raw}, {"type": "http.response.body", "body": body}]
