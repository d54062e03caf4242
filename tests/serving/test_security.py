import http.client
import re

import pytest
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from loaders.store import RecordStore
from serving import app, security
from serving.front_page import front_page


async def answer_websocket(websocket):
    await websocket.accept()
    await websocket.close()


def fail(request):
    raise RuntimeError("a path and a value")


@pytest.fixture
def client(tmp_path):
    """Our middleware around an app that fails at one address and answers a websocket at another."""
    parts = app.app_parts(RecordStore(tmp_path))
    routes = [Route("/fail", fail), WebSocketRoute("/stream", answer_websocket)]
    around = Starlette(routes=routes, middleware=parts["middleware"], exception_handlers=parts["exception_handlers"])
    return TestClient(around, base_url="http://localhost", raise_server_exceptions=False)


# Headers

HEADERS = security.security_headers(front_page(security.INDEX_PAGE.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/timeline", 200),
        ("/any-page", 404),
        ("/favicon.png", 200),
        ("/_stcore/health", 200),
        ("/_stcore/host-config", 200),
        ("/data/nothing.csv", 404),
        ("/media/nothing.png", 404),
        ("/_stcore/metrics", 404),
        ("/app/static/%2e%2e/dashboard.py", 400),
        ("//elsewhere.example/", 400),
    ],
)
def test_every_answer_carries_the_headers(server, fetch, path, status):
    answer = fetch(server + path)
    assert answer.status == status
    for name, value in HEADERS.items():
        assert answer.headers.get_all(name) == [value]


def test_the_headers_also_stand_on_a_failure_that_tells_nothing(client):
    answer = client.get("/fail")
    assert answer.status_code == 500
    assert answer.text == "The server failed to answer"
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_the_policy_names_the_inline_script_of_the_installed_front_end(server, fetch):
    answer = fetch(server + "/")
    page = answer.body.decode()
    hashes = security.inline_script_hashes(page)
    assert len(hashes) == 2  # ours, and the front end's own
    assert f"script-src 'self' {' '.join(hashes)};" in answer.headers["Content-Security-Policy"]
    # A script that the hashes would miss, or an attribute that runs as one, needs a look at the new front end.
    assert len(re.findall(r"<script(?![^>]*\bsrc=)", page)) == 2
    assert not re.search(r"\son[a-z]+=", page)


def test_the_policy_lets_no_script_in_by_the_back_door():
    policy = dict(part.split(" ", 1) for part in security.content_security_policy("").split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["frame-src"] == "'self'"  # the stage, and nobody else
    assert "http" not in " ".join(policy.values())
    assert [name for name, sources in policy.items() if "unsafe" in sources] == ["style-src"]


# Hosts


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_this_machine_answers_to_its_own_names(client, host):
    assert client.get("/fail", headers={"Host": host}).status_code == 500
    with client.websocket_connect("/stream", headers={"Host": host}):
        pass


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "user@localhost", ""]
)
def test_other_names_are_refused(client, host):
    assert client.get("/fail", headers={"Host": host}).status_code == 400
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/stream", headers={"Host": host}):
        pass


def test_more_names_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("HARD_CURRENCY_HOSTS", "dashboard.example, *.internal.example,")
    assert security.allowed_hosts()[-2:] == ["dashboard.example", "*.internal.example"]
    monkeypatch.delenv("HARD_CURRENCY_HOSTS")
    assert security.allowed_hosts() == ["localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize("path", ["/", "/data/datapackage.json", "/_stcore/health"])
def test_the_server_refuses_a_forged_host(server, fetch, path):
    assert fetch(server + path, {"Host": "evil.example"}).status == 400


# Closed addresses


@pytest.mark.parametrize("megabytes", [0, 1, 50])
def test_an_upload_with_a_live_session_and_a_valid_token_is_refused(server, fetch, open_session, megabytes):
    cookie = fetch(server + "/_stcore/health").headers["Set-Cookie"].split(";")[0]
    headers = {
        "Cookie": cookie,
        "X-Xsrftoken": cookie.split("=", 1)[1],
        "Content-Type": "multipart/form-data; boundary=x",
    }
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n'
    body = start + bytes(megabytes * 2**20) + b"\r\n--x--\r\n"
    session_id = open_session().initialize.session_id
    assert fetch(f"{server}/_stcore/upload_file/{session_id}/file", headers, "PUT", body).status == 404


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/%6detrics",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/agent",
        "/_stcore/upload_file/session/file",
    ],
)
def test_closed_addresses_do_not_exist(server, fetch, method, path):
    answer = fetch(server + path, method=method)
    assert answer.status == 404
    assert answer.body == b"Not found"


def test_a_target_that_names_the_server_is_its_path(server, fetch):
    """As a proxy or a probe may write it: `GET http://host/ready`."""
    host, port = server.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    for target, status in (
        (f"{server}/_stcore/health", 200),
        (f"HTTP://{host}:{port}/data/sources.csv?x=1", 200),
        (server, 200),
        (f"{server}/nothing/here", 404),
        ("http://evil.example/ready", 400),
    ):
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == status, target
    connection.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "get", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/data/", "/data", "/nope", "/basket/"])
def test_an_address_is_read_and_nothing_else(method, path):
    closed = security.ClosedAddresses(None, sends="/basket/document")
    answer = closed.refusal(path, method)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert answer.body == b"This address takes these methods only: GET, HEAD"
    assert closed.refusal(path, "GET") is None
    assert closed.refusal("/basket/document", "POST") is None


def test_no_method_leads_round_in_a_circle(client):
    assert client.post("/data/", follow_redirects=False).status_code == 405


def test_a_document_is_asked_for_by_sending_alone(server, fetch):
    answer = fetch(server + "/basket/document")
    assert (answer.status, answer.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback", "/oauth2callback/?error=x"])
def test_without_sign_in_there_is_no_way_to_it(server, fetch, path):
    assert fetch(server + path).status == 404
