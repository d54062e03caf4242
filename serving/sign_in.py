"""Sign-in by OpenID Connect, through Streamlit's own login: off unless HARD_CURRENCY_SIGN_IN is 1.

When on, nothing is answered to who has not signed in but whether the server lives and is ready: no page, no file, no
socket. A page leads to the provider, and from there back to the view that was asked for. Who may sign in is the
provider's to decide. The provider stands in Streamlit's secrets, in the section `auth`.
"""

from typing import Final

from starlette.datastructures import URL
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.auth_util import encode_provider_token, get_secrets_auth_section, is_authlib_installed
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from serving.addresses import address
from serving.missing import page_at

NEEDED: Final = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
OPEN: Final = ("auth/login", "auth/logout", "oauth2callback", "_stcore/health", "ready")
"""What is answered to everybody."""
VIEW: Final = "hc_view"
"""The cookie that holds the view asked for until its reader has signed in."""
LONGEST_VIEW: Final = 2_000
VIEW_SECONDS: Final = 600


def sign_in_faults() -> list[str]:
    """Why nobody could sign in; nothing where it is set up."""
    if not is_authlib_installed():
        return ["HARD_CURRENCY_SIGN_IN=1 needs two more packages: pip install -r requirements-extras.txt"]
    section = get_secrets_auth_section()
    missing = [name for name in NEEDED if not section.get(name)]
    where = "the section `auth` of Streamlit's secrets (.streamlit/secrets.toml)"
    return [f"HARD_CURRENCY_SIGN_IN=1 needs {', '.join(missing)} in {where}"] if missing else []


class SignIn:
    """Middleware that lets only those in who have signed in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_open(scope["path"]):
            await self.app(scope, receive, send)
            return
        cookies = HTTPConnection(scope).cookies
        if not has_signed_in(cookies):
            await refused(scope)(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == address("") and is_view(view := cookies.get(VIEW, "")):
            back = RedirectResponse(view, status_code=302)
            back.delete_cookie(VIEW, path=address(""))
            await back(scope, receive, send)
        else:
            await self.app(scope, receive, send)


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
    if scope["method"] not in ("GET", "HEAD") or page_at(scope["path"]) is None:
        return PlainTextResponse("Sign in first", status_code=401, headers={"Cache-Control": "no-store"})
    token = encode_provider_token("default")
    login = RedirectResponse(str(URL(address("auth/login")).include_query_params(provider=token)), status_code=302)
    login.headers["Cache-Control"] = "no-store"
    query = scope["query_string"].decode("latin-1")
    view = scope["path"] + (f"?{query}" if query else "")
    if is_view(view):
        login.set_cookie(VIEW, view, max_age=VIEW_SECONDS, path=address(""), httponly=True, samesite="lax")
    return login


async def close(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse a socket before it is open, which the browser sees as 403."""
    await send({"type": "websocket.close", "code": 1008, "reason": "sign in first"})


def is_view(text: str) -> bool:
    """Whether a text leads to a page of ours, and nowhere else."""
    plain = text.isascii() and text.isprintable() and not set(text) & set('\\ ;,"')
    path = text.partition("?")[0]
    is_here = text.startswith("/") and not text.startswith("//")
    return plain and is_here and len(text) <= LONGEST_VIEW and page_at(path) is not None
