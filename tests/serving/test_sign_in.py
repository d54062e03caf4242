"""Sign-in: with it on, whoever has not signed in gets nothing; a small provider of OpenID Connect lets a reader in."""

import asyncio
import contextlib
import html
import re
import secrets
import threading
import time
import urllib.parse
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from serving import sign_in
from serving.settings import SettingError, read_settings
from serving.sign_in import is_open, is_view
from tests.conftest import COLD, free_port, run_process

CLIENT, SECRET = "hard-currency", "a secret of the client, long enough"
VIEW = "/host_countries?iso3=CHN&years=2015-2019"


class Provider:
    """An OpenID Connect provider at which everybody is the same reader."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.signing = self.key
        self.asked: dict[str, str] = {}  # the nonce of each code that was given out
        self.claims: dict[str, Any] = {}  # what a token says that is not as it should be

    def metadata(self, request: Request) -> Response:
        ways = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return JSONResponse(
            {"issuer": self.issuer, "response_types_supported": ["code"], "subject_types_supported": ["public"]}
            | {"id_token_signing_alg_values_supported": ["RS256"]}
            | {name: f"{self.issuer}/{way}" for name, way in ways.items()}
        )

    def authorize(self, request: Request) -> Response:
        asked = request.query_params
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        code = secrets.token_urlsafe()
        self.asked[code] = asked["nonce"]
        back = urllib.parse.urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", status_code=302)

    async def token(self, request: Request) -> Response:
        nonce = self.asked.pop(str((await request.form())["code"]), None)
        if nonce is None:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "reader-1", "aud": CLIENT, "iat": now, "exp": now + 300}
        claims |= {"nonce": nonce, "email": "reader@ministry.example", "name": "A reader"} | self.claims
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token})

    def keys(self, request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.metadata),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
            ]
        )


@contextlib.contextmanager
def serve(app: Starlette, port: int) -> Iterator[None]:
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The dashboard with sign-in on, and its provider."""
    folder, port = tmp_path_factory.mktemp("sign-in"), free_port()
    provider = Provider(free_port())
    told = {
        "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": secrets.token_hex(32),
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{provider.issuer}/.well-known/openid-configuration",
    }
    (folder / "secrets.toml").write_text("[auth]\n" + "".join(f'{name} = "{text}"\n' for name, text in told.items()))
    option = f"--secrets.files={folder / 'secrets.toml'}"
    settings = {**COLD, "HARD_CURRENCY_SIGN_IN": "1"}
    with (
        serve(provider.app(), int(provider.issuer.rpartition(":")[2])),
        run_process(folder / "log", option, settings=settings, port=port) as (_, url),
    ):
        yield SimpleNamespace(url=url, provider=provider, port=port, log=folder / "log")


@pytest.fixture(scope="module")
def arrival(site: Any) -> Iterator[tuple[httpx2.Client, httpx2.Response]]:
    """A browser whose reader has signed in, having asked for a view, and what came of it."""
    with httpx2.Client(base_url=site.url, follow_redirects=True) as browser:
        yield browser, browser.get(VIEW)


@pytest.fixture(scope="module")
def reader(arrival: tuple[httpx2.Client, httpx2.Response]) -> httpx2.Client:
    """A browser whose reader has signed in."""
    return arrival[0]


CLOSED = [
    *("/data/", "/data/events.csv", "/data/events.parquet", "/data/changes.atom", "/data/datapackage.json"),
    *("/stage", "/stage/talks.json", "/basket", "/nowhere", "/static/js/index.js", "/_stcore/host-config"),
    *("/media/x.csv", "/ready/", "//ready", "/data/../ready", "/auth/login/../../data/"),
]


@pytest.mark.parametrize("path", CLOSED)
def test_who_has_not_signed_in_gets_no_file(site: Any, fetch: Any, path: str) -> None:
    answer = fetch(site.url + path)
    assert answer.status in (400, 401)
    assert len(answer.body) < 100
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/timeline", VIEW])
def test_a_page_leads_to_the_provider(site: Any, fetch: Any, path: str) -> None:
    answer = fetch(site.url + path)
    assert answer.status == 302
    assert answer.headers["Location"].startswith("/auth/login?provider=")


def test_nothing_is_made_without_it(site: Any, fetch: Any) -> None:
    assert fetch(site.url + "/basket/document", method="POST", body=b"{}").status == 401
    stream = site.url.replace("http", "ws", 1) + "/_stcore/stream"
    for cookie in ("", "_streamlit_user=forged", "_streamlit_user=e30.aaaa.bbbb"):
        with (
            pytest.raises(InvalidStatus, match="HTTP 403"),
            connect(stream, subprotocols=["streamlit"], origin=site.url, additional_headers={"Cookie": cookie}),
        ):
            pass
        assert fetch(site.url + "/data/events.csv", headers={"Cookie": cookie}).status == 401


def test_whether_it_lives_and_is_ready_is_told_to_everybody(site: Any, fetch: Any) -> None:
    assert fetch(site.url + "/_stcore/health").status == 200
    assert fetch(site.url + "/ready").status == 200


def test_the_reader_comes_back_to_the_view_asked_for(site: Any, arrival: Any) -> None:
    reader, first = arrival
    assert first.status_code == 200
    assert str(first.url) == site.url + VIEW
    assert any(str(step.url).startswith(site.provider.issuer) for step in first.history)
    assert reader.cookies.get("hc_view") is None


@pytest.mark.parametrize("view", ["/stage", "/stage?lang=de", "/basket", "/data/"])
def test_so_does_who_goes_to_a_page_of_the_server_s_own_in_a_browser(site: Any, view: str) -> None:
    with httpx2.Client(base_url=site.url, follow_redirects=True, headers={"Accept": "text/html,*/*;q=0.8"}) as browser:
        last = browser.get(view)
        assert (str(last.url), last.status_code) == (site.url + view, 200)


@pytest.mark.parametrize(
    "view", ["/timeline?lane=missile_milestone,un_resolution", "/search?q=a;b%20%22c%22,d", "/search?q=김;'%2C"]
)
def test_so_does_who_asked_for_several_or_for_odd_signs(site: Any, view: str) -> None:
    with httpx2.Client(base_url=site.url, follow_redirects=True) as browser:
        last = browser.get(view).url
    assert last.path == view.partition("?")[0]
    assert urllib.parse.parse_qs(last.query.decode()) == urllib.parse.parse_qs(view.partition("?")[2])


def socket_of(site: Any, reader: httpx2.Client) -> ClientConnection:
    """A socket opened with the cookies of a reader."""
    cookie = "; ".join(f"{name}={value}" for name, value in reader.cookies.items())
    stream = site.url.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(stream, subprotocols=["streamlit"], origin=site.url, additional_headers={"Cookie": cookie})


def draw(socket: ClientConnection) -> None:
    """Ask for the first page, and wait for what comes first."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    socket.send(message.SerializeToString())
    assert socket.recv(timeout=20)


def read_on(socket: ClientConnection) -> None:
    """Read what comes until the socket is closed."""
    while True:
        socket.recv(timeout=20)


def test_who_has_signed_in_gets_everything(site: Any, reader: Any) -> None:
    for path in ("/timeline", "/data/events.csv", "/stage", "/basket"):
        assert reader.get(path).status_code == 200, path
    with socket_of(site, reader) as socket:
        draw(socket)


def is_let_in(site: Any) -> bool:
    """Whether a new browser that follows every way it is led gets a file in the end."""
    with httpx2.Client(base_url=site.url, follow_redirects=False) as browser:
        where = "/timeline"
        for _ in range(4):  # to the login, the provider, back with a code, and home
            answer = browser.get(where)
            if answer.status_code != 302:
                break
            where = answer.headers["Location"]
        return browser.get("/data/events.csv").status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-client"},
        {"iss": "http://127.0.0.1:1/another-provider"},
        {"iat": 1_000_000_000, "exp": 1_000_000_300},
        {"nonce": "of another sign-in"},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_a_token_for_somebody_else_lets_nobody_in(
    site: Any, monkeypatch: pytest.MonkeyPatch, claims: dict[str, Any]
) -> None:
    assert is_let_in(site)
    monkeypatch.setattr(site.provider, "claims", claims)
    assert not is_let_in(site)


def test_a_token_that_somebody_else_signed_lets_nobody_in(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.provider, "signing", RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256"}))
    assert not is_let_in(site)


def test_an_answer_that_nobody_asked_for_lets_nobody_in(site: Any, fetch: Any) -> None:
    answer = fetch(site.url + "/oauth2callback?code=x&state=y")
    assert not re.search('_streamlit_user=[^;"]', str(answer.headers["Set-Cookie"]))


def steps(site: Any, provider_says: str | None = None) -> list[httpx2.Response]:
    """What a new browser is answered that asks for a page and goes wherever it is led; the provider may say no."""
    answers: list[httpx2.Response] = []
    with httpx2.Client(base_url=site.url) as browser:
        where = VIEW
        while len(answers) < 8:
            answers.append(browser.get(where))
            if answers[-1].status_code != 302:
                break
            where = answers[-1].headers["Location"]
            if provider_says and "code=" in where:
                state = urllib.parse.parse_qs(urllib.parse.urlsplit(where).query)["state"][0]
                where = f"/oauth2callback?error={provider_says}&state={state}"
    return answers


def is_told(site: Any, answers: list[httpx2.Response]) -> bool:
    """Whether the last answer says in words that nobody was let in, under a reference that stands in the log."""
    last = answers[-1]
    reference = re.search(r"reference ([0-9a-f]{8})", last.text)
    assert last.status_code == 403, last.text
    assert "You are not signed in" in last.text
    assert f'href="{html.escape(VIEW)}"' in last.text, "the way back keeps the view"
    assert "content-security-policy" in last.headers
    return bool(reference and f'"reference": "{reference[1]}"' in site.log.read_text())


def test_who_is_not_let_in_is_told_so_and_not_sent_round(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert steps(site)[-1].status_code == 200
    assert is_told(site, steps(site, provider_says="access_denied"))
    monkeypatch.setattr(site.provider, "claims", {"iat": 1_000_000_000, "exp": 1_000_000_300})
    assert is_told(site, steps(site))


def test_a_stale_answer_leaves_a_reader_signed_in(site: Any, reader: httpx2.Client) -> None:
    answer = reader.get("/oauth2callback?code=x&state=y", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert reader.get("/data/events.csv").status_code == 200


def test_who_signs_out_is_out(site: Any) -> None:
    with httpx2.Client(base_url=site.url) as browser:
        browser.get("/", follow_redirects=True)
        assert browser.get("/data/events.csv").status_code == 200
        browser.get("/auth/logout")
        assert browser.get("/data/events.csv").status_code == 401


def test_who_signs_out_closes_the_sockets_of_this_sign_in_alone(site: Any, reader: httpx2.Client) -> None:
    with httpx2.Client(base_url=site.url) as other:
        other.get("/", follow_redirects=True)
        with socket_of(site, other) as waiting, socket_of(site, other) as drawing, socket_of(site, reader) as stays:
            draw(drawing)
            other.get("/auth/logout")
            for socket in (waiting, drawing):
                with pytest.raises(ConnectionClosed) as closed:
                    read_on(socket)
                assert closed.value.rcvd is not None
                assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1008, "signed out")
            draw(stays)


@pytest.mark.parametrize(
    "view", ["//evil.example", "https://evil.example/", "/nowhere", "/timeline\r\nX: y", "/timeline;x", "\\\\evil", ""]
)
def test_the_way_back_leads_to_our_pages_alone(view: str) -> None:
    assert not is_view(view)
    assert is_view("/timeline?q=a%20b")


def test_what_is_open_is_open_in_one_spelling() -> None:
    assert is_open("/ready")
    assert not any(map(is_open, ("/ready/", "//ready", "/Ready", "/x/ready", "/auth/login/x", "ready")))


def test_it_is_off_and_what_it_needs_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings({}).sign_in == 0
    with pytest.raises(SettingError, match="needs redirect_uri, cookie_secret, client_id"):
        read_settings({"HARD_CURRENCY_SIGN_IN": "1"})
    sound = {
        "redirect_uri": "https://desk.example/brief/oauth2callback",
        **{"cookie_secret": "x" * 40, "client_id": "a", "client_secret": "b"},
        "server_metadata_url": "https://provider.example/.well-known/openid-configuration",
    }
    for name, wrong in (
        *(("redirect_uri", text) for text in ("desk.example/oauth2callback", "https://desk.example/", "https://x")),
        *(("server_metadata_url", "provider.example"), ("cookie_secret", "  ")),
    ):
        monkeypatch.setattr(sign_in, "get_secrets_auth_section", lambda told={**sound, name: wrong}: told)
        with pytest.raises(SettingError, match=f"^{name} = '{wrong}' in the section .* is expected"):
            read_settings({"HARD_CURRENCY_SIGN_IN": "1"})
    monkeypatch.setattr(sign_in, "get_secrets_auth_section", lambda: sound)
    assert read_settings({"HARD_CURRENCY_SIGN_IN": "1"}).sign_in == 1
    monkeypatch.setattr(sign_in, "is_authlib_installed", lambda: False)
    with pytest.raises(SettingError, match=r"pip install -r requirements-extras\.txt"):
        read_settings({"HARD_CURRENCY_SIGN_IN": "1"})
