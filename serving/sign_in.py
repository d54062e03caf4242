"""Sign-in by OpenID Connect, through Streamlit's own login: off unless HARD_CURRENCY_SIGN_IN is 1.

When on, nothing is answered to who has not signed in but whether the server lives and is ready: no page, no file, no
socket. A page leads to the provider, and from there back to the view that was asked for. Signing out closes every
socket that this sign-in has opened on this process. The provider decides who may sign in, and stands in
Streamlit's secrets, in the section `auth`.
"""

import asyncio
import html
import logging
import re
import secrets
from collections import defaultdict
from typing import Final
from urllib.parse import quote

from starlette.datastructures import URL, Headers
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import encode_provider_token, get_secrets_auth_section, is_authlib_installed
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from language.messages import tr
from serving.addresses import address
from serving.front_page import page_look
from serving.mended import OTHERS
from serving.missing import page_at
from serving.plain_page import STYLE, plain_page

LOG: Final = logging.getLogger(__name__)
NEEDED: Final = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
FORMS: Final = {
    "redirect_uri": (
        r"https?://[^/\s]+/(.+/)?oauth2callback",
        "the address of this dashboard with oauth2callback at its end",
    ),
    "cookie_secret": (r".*\S.*", "a long random text"),
    "server_metadata_url": (
        r"https?://[^/\s]+/.+",
        "an address of the provider, such as https://…/.well-known/openid-configuration,",
    ),
}
"""What some of them look like, as a pattern and in words."""
LOGIN: Final = "auth/login"
LOGOUT: Final = "auth/logout"
BACK: Final = "oauth2callback"
OPEN: Final = (LOGIN, LOGOUT, BACK, "_stcore/health", "ready")
"""What is answered to everybody."""
VIEW: Final = "hc_view"
"""The cookie that holds the view asked for until its reader has signed in."""
LONGEST_VIEW: Final = 2_000
VIEW_SECONDS: Final = 600
SIGNED_IN: Final = re.compile(rf'{USER_COOKIE_NAME}="?[^";]')
SIGNED_OUT: Final = 1008
"""The code with which a socket is closed that nobody signed in may use any more."""


def sign_in_faults() -> list[str]:
    """Why nobody could sign in; nothing where it is set up."""
    if not is_authlib_installed():
        return ["HARD_CURRENCY_SIGN_IN=1 needs two more packages: pip install -r requirements-extras.txt"]
    section = get_secrets_auth_section()
    missing = [name for name in NEEDED if not section.get(name)]
    where = "in the section `auth` of Streamlit's secrets (.streamlit/secrets.toml)"
    if missing:
        return [f"HARD_CURRENCY_SIGN_IN=1 needs {', '.join(missing)} {where}"]
    return [
        f"{name} = {section[name]!r} {where}: {words} is expected"
        for name, (form, words) in FORMS.items()
        if not re.fullmatch(form, str(section[name]))
    ]


class SignIn:
    """Middleware that lets only those in who have signed in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.sockets: defaultdict[str, set[Socket]] = defaultdict(set)  # those that are open, by the sign-in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        cookies = HTTPConnection(scope).cookies
        if is_open(scope["path"]):
            if scope["path"] == address(LOGOUT):
                for socket in self.sockets.pop(cookies.get(USER_COOKIE_NAME, ""), ()):
                    socket.has_ended.set()
            await self.app(scope, receive, Told(scope, receive, send).answer)
        elif not has_signed_in(cookies):
            await refused(scope)(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == address("") and is_view(view := cookies.get(VIEW, "")):
            back = RedirectResponse(view, status_code=302)
            back.delete_cookie(VIEW, path=address(""))
            await back(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.listen(cookies[USER_COOKIE_NAME], Socket(receive, send), scope)
        else:
            await self.app(scope, receive, send)

    async def listen(self, user: str, socket: "Socket", scope: Scope) -> None:
        """Serve a socket until it closes, or its reader signs out."""
        self.sockets[user].add(socket)
        try:
            await self.app(scope, socket.next, socket.send_out)
        finally:
            socket.has_ended.set()
            left = self.sockets.get(user, set())
            left.discard(socket)
            if not left:
                self.sockets.pop(user, None)


class Told:
    """The answer to a step of signing in. Where it let nobody in, the reader is told so: Streamlit would send them to
    the first page, from there to the provider, and back for ever."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.has_failed = False

    async def answer(self, message: Message) -> None:
        """Send a message of Streamlit's answer, or ours in its place."""
        if message["type"] == "http.response.start" and self.is_failure(message):
            self.has_failed = True
            view = HTTPConnection(self.scope).cookies.get(VIEW, "")
            answer = not_signed_in(view if is_view(view) else address(""), Headers(raw=message["headers"]))
            await answer(self.scope, self.receive, self.send)
        elif not self.has_failed:
            await self.send(message)

    def is_failure(self, start: Message) -> bool:
        """Whether an answer ends a sign-in without letting the reader in. One who is in already may have gone back."""
        step = self.scope["path"].removeprefix(address(""))
        if step == LOGIN:
            return bool(start["status"] >= 400)
        told = Headers(raw=start["headers"]).getlist("set-cookie")
        ours = [cookie for cookie in told if cookie.startswith(f"{USER_COOKIE_NAME}=")]
        is_in = any(map(SIGNED_IN.match, ours)) if ours else has_signed_in(HTTPConnection(self.scope).cookies)
        return step == BACK and not is_in


def not_signed_in(view: str, told: Headers) -> HTMLResponse:
    """What a reader is told whom a sign-in did not let in, who asked for a `view`. It has the cookies that Streamlit's
    own answer, with the headers `told`, sets or takes away."""
    reference = secrets.token_hex(4)
    LOG.warning("a reader was not signed in; the line before says why", extra={"reference": reference})
    again = f'<a href="{html.escape(view)}">{html.escape(tr("Sign in again"))}</a>'
    words = html.escape(
        tr(
            "The service that signs readers in did not let you in, or could not be reached. If it happens again, tell "
            "whoever runs this server the reference {reference}.",
            reference=reference,
        )
    )
    heading = tr("You are not signed in")
    page = plain_page(heading, heading, f"<p>{words}</p>\n<p>{again}</p>\n", style=page_look() + STYLE)
    answer = HTMLResponse(page, status_code=403, headers={"Cache-Control": "no-store"})
    for cookie in told.getlist("set-cookie"):
        answer.headers.append("set-cookie", cookie)
    return answer


class Socket:
    """A socket that closes when `has_ended` is set."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self.receive, self.send = receive, send
        self.has_ended = asyncio.Event()

    async def next(self) -> Message:
        """The next message; that the socket is closed, once it has ended."""
        coming, end = asyncio.ensure_future(self.receive()), asyncio.ensure_future(self.has_ended.wait())
        try:
            await asyncio.wait({coming, end}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            end.cancel()
        if coming.done():
            return coming.result()
        coming.cancel()
        await self.send({"type": "websocket.close", "code": SIGNED_OUT, "reason": "signed out"})
        return {"type": "websocket.disconnect", "code": SIGNED_OUT}

    async def send_out(self, message: Message) -> None:
        """Send a message, unless the socket has ended."""
        if not self.has_ended.is_set():
            await self.send(message)


def is_open(path: str) -> bool:
    """Whether an address is answered to everybody: just these, in their one spelling."""
    return path.startswith(address("")) and path.removeprefix(address("")) in OPEN


def has_signed_in(cookies: dict[str, str]) -> bool:
    """Whether the cookie by which Streamlit knows its user is there, signed with our secret, and not too old."""
    value = cookies.get(USER_COOKIE_NAME, "")
    return bool(value) and decode_signed_value(get_cookie_secret(), USER_COOKIE_NAME, value.encode()) is not None


def refused(scope: Scope) -> ASGIApp:
    """The answer to who has not signed in: the way to the provider for a page, else a refusal."""
    if scope["type"] == "websocket":
        return close
    goes_there = page_at(scope["path"]) is not None or "text/html" in Headers(scope=scope).get("accept", "")
    if scope["method"] not in ("GET", "HEAD") or not (goes_there and is_place(scope["path"])):
        return PlainTextResponse(tr("Sign in first"), status_code=401, headers={"Cache-Control": "no-store"})
    token = encode_provider_token("default")
    login = RedirectResponse(str(URL(address(LOGIN)).include_query_params(provider=token)), status_code=302)
    login.headers["Cache-Control"] = "no-store"
    query = quote(scope["query_string"], safe="=&%+-._~:/?@!$'()*")  # a cookie holds no comma, of which lists are made
    view = scope["path"] + (f"?{query}" if query else "")
    if is_view(view):
        login.set_cookie(VIEW, view, max_age=VIEW_SECONDS, path=address(""), httponly=True, samesite="lax")
    return login


async def close(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a socket before it is open, which the browser sees as 403."""
    await send({"type": "websocket.close", "code": SIGNED_OUT, "reason": "sign in first"})


def is_place(path: str) -> bool:
    """Whether a page stands at a path, one of the front end or one of our own beside it."""
    return page_at(path) is not None or path.removeprefix(address("")) in OTHERS


def is_view(text: str) -> bool:
    """Whether a text leads to a page of ours, and nowhere else."""
    plain = text.isascii() and text.isprintable() and not set(text) & set('\\ ;,"')
    path = text.partition("?")[0]
    is_here = text.startswith("/") and not text.startswith("//")
    return plain and is_here and len(text) <= LONGEST_VIEW and is_place(path)
