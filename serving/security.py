"""What every answer forbids the browser, which names the server answers to, and which addresses stay shut."""

import base64
import hashlib
import os
import re
from pathlib import Path
from urllib.parse import unquote

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from language.messages import tr

INDEX_PAGE = Path(streamlit.__file__).parent / "static" / "index.html"

# Streamlit takes uploads from anybody with a session, whether or not a page asks for one; the others tell
# outsiders about the app, or let them drive it.
CLOSED = re.compile(r"/_stcore/(upload_file|agent|metrics|script-health-check)(/|$)")
SIGN_IN = re.compile(r"/(auth/log(in|out)|oauth2callback)/*$")
"""Streamlit has these also where nobody can sign in; each request would be an error in the log."""
READING = ("GET", "HEAD")

WHOLE = re.compile(rb"https?://(?P<host>[^/?#@\s]+)(?P<path>/[^?#\s]*)?", re.IGNORECASE)


def inline_script_hashes(page: str) -> list[str]:
    """The inline scripts of an HTML page, as the sources a Content-Security-Policy names them by."""
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_security_policy(page: str) -> str:
    """The policy under which Streamlit's front end runs: own files only, and of inline scripts only those of `page`.

    Inline styles are allowed, since both Streamlit and Plotly write them.
    """
    sources = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *inline_script_hashes(page)],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
        "frame-src": ["'self'"],  # the stage draws on the pages themselves
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(f"{directive} {' '.join(allowed)}" for directive, allowed in sources.items())


def security_headers(page: str) -> dict[str, str]:
    """The headers that every answer carries; `page` is the HTML page whose inline scripts may run."""
    unused = ["accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb"]
    return {
        "Content-Security-Policy": content_security_policy(page),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in unused),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def allowed_hosts() -> list[str]:
    """The host names this server answers to: this machine's, and those listed in HARD_CURRENCY_HOSTS with commas."""
    extra = os.environ.get("HARD_CURRENCY_HOSTS", "")
    return ["localhost", "127.0.0.1", "[::1]", *(name.strip() for name in extra.split(",") if name.strip())]


class WholeAddresses:
    """Middleware that takes a target which names the server, `http://host/ready`, as its path on that host.

    Of such a request the Host header says nothing (RFC 9112, 3.2.2), so the host of the target stands in its place.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "path" in scope and (found := WHOLE.fullmatch(scope.get("raw_path", b""))):
            path = found["path"] or b"/"
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            named = {"path": unquote(path.decode("ascii")), "raw_path": path}
            scope = {**scope, **named, "headers": [*headers, (b"host", found["host"].lower())]}
        await self.app(scope, receive, send)


class SecurityHeaders:
    """Middleware that puts `headers` on every answer, a refused websocket's included."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"].endswith("http.response.start"):
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_guarded)


class ClosedAddresses:
    """Middleware that answers 404 for the addresses of Streamlit that this dashboard has no use for, and 405 where more
    is asked of an address than to be read. `sends`: the one address that is sent something, by POST."""

    def __init__(self, app: ASGIApp, sends: str = "", *, sign_in: bool = False) -> None:
        self.app = app
        self.sends = sends
        self.sign_in = sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self.refusal(scope["path"], scope["method"]) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    def refusal(self, path: str, method: str) -> Response | None:
        """What a request is refused with; none where it is not."""
        if CLOSED.search(path) or (not self.sign_in and SIGN_IN.search(path)):
            return PlainTextResponse(tr("Not found"), status_code=404)
        methods = ("POST",) if path == self.sends else READING
        if method in methods or (method == "OPTIONS" and "/_stcore/" in path):
            return None
        allowed = ", ".join(methods)
        told = tr("This address takes these methods only: {methods}", methods=allowed)
        return PlainTextResponse(told, status_code=405, headers={"Allow": allowed})
