"""One file as an answer, with what a browser needs to ask for it only once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from language.messages import tr
from serving.addresses import address

LOOK = Path(__file__).parents[1] / "look"
FOR_EVER = "public, immutable, max-age=31536000"
ASK_AGAIN = "no-cache"


def content_hash(content: bytes) -> str:
    """A short name for these very bytes."""
    return hashlib.sha256(content).hexdigest()[:12]


def file_answer(
    request: Request, content: bytes, media_type: str, keeping: str, more: Mapping[str, str] | None = None
) -> Response:
    """`content`, to be kept as `keeping` says; 304 without it if the reader's copy is the same. `more`: headers."""
    tag = f'W/"{content_hash(content)}"'  # weak: the answer may be compressed on its way
    headers = {"ETag": tag, "Cache-Control": keeping, **(more or {})}
    theirs = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if {"*", tag.removeprefix("W/")} & theirs:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


@dataclass(frozen=True)
class OurFile:
    """A file of ours at an address that names its content, so that a browser asks for it once. It is read once: a newer
    one is served, at its own address, after a restart. `below`: the part of the address before its name. One that
    `is_large` and seldom asked for is not kept in memory but read again, and gone once it is another one."""

    path: Path
    media_type: str
    below: str = "look"
    is_large: bool = False

    def __post_init__(self) -> None:
        if not self.is_large:
            _ = self._kept  # now, while it is there

    @property
    def content(self) -> bytes:
        """What it holds."""
        return self.path.read_bytes() if self.is_large else self._kept

    @cached_property
    def _kept(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def place(self) -> str:
        """Its address below that of the dashboard."""
        return self._place_of(self.content)

    def _place_of(self, content: bytes) -> str:
        return f"{self.below}/{self.path.stem}.{content_hash(content)}{self.path.suffix}"

    @property
    def url(self) -> str:
        """Where the browser finds it."""
        return address(self.place)

    def route(self) -> Route:
        """What answers there."""

        def answer(request: Request) -> Response:
            content = self.content
            if self.is_large and self._place_of(content) != self.place:
                return PlainTextResponse(tr("Not found"), status_code=404)
            return file_answer(request, content, self.media_type, FOR_EVER)

        return Route(self.url, answer)
