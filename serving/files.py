"""One file as an answer, with what a browser needs to ask for it only once."""

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

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
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
