"""Requests that never come whole, answers that nobody takes, and what is said to who asks for neither rightly."""

import asyncio
import json
import resource
import socket
import struct
import time
from contextlib import closing, suppress

import pytest
from streamlit import net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.server_util import is_url_from_allowed_origins
from streamlit.web.server.starlette.starlette_server import _bind_socket
from uvicorn import Config
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.server import ServerProtocol

from serving.connections import _HTTP, Connections, ask_nobody_for_our_address, raise_open_files
from serving.security import INDEX_PAGE, security_headers
from serving.settings import Settings

HOST = b"Host: 127.0.0.1\r\n"
JSON = b"Content-Type: application/json\r\n"
SOCKET = (
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)
HEADERS = security_headers(INDEX_PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    """The port of a server that waits for one second alone, and where its log stands."""
    from tests.conftest import COLD, run_server

    log = tmp_path_factory.mktemp("hasty") / "output.txt"
    settings = {**COLD, "HARD_CURRENCY_SILENT_SECONDS": "1", "HARD_CURRENCY_UNFINISHED_PER_ADDRESS": "5"}
    with run_server(log, settings=settings) as url:
        yield int(url.rpartition(":")[2]), log


async def leaves_at_once():
    """Whether what is written to a connection at a socket of Streamlit's waits for nothing."""
    config, state = Config(app=None, lifespan="off"), ServerState()
    config.load()
    loop, listening = asyncio.get_running_loop(), _bind_socket("127.0.0.1", 0, 8)
    async with await loop.create_server(lambda: H11Protocol(config, state, {}, loop), sock=listening):
        _, writer = await asyncio.open_connection(*listening.getsockname())
        while not state.connections:
            await asyncio.sleep(0)
        (connection,) = state.connections
        waits_for_nothing = connection.transport.get_extra_info("socket").getsockopt(
            socket.IPPROTO_TCP, socket.TCP_NODELAY
        )
        writer.close()
        await writer.wait_closed()
    return bool(waits_for_nothing)


def test_no_part_of_an_answer_waits_until_another_is_acknowledged(monkeypatch):
    for kind in (H11Protocol, WebSocketsSansIOProtocol, ServerProtocol):
        for name in [name for name, made in vars(kind).items() if callable(made)]:
            monkeypatch.setattr(kind, name, vars(kind)[name])  # what is guarded below is as before in the end
    monkeypatch.setattr(H11Protocol, "connection_made", _HTTP["connection_made"])  # a test before may have guarded it
    assert not asyncio.run(leaves_at_once()), "left alone, it waits"
    Connections(Settings(), HEADERS).guard()
    assert asyncio.run(leaves_at_once())


def ask(port, request, *, then=b"", seconds=8.0, drip=b""):
    """All that comes back until the server ends the connection. `then` is sent once something came back, `drip` again
    and again."""
    heard = b""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=0.2)) as connection:
        connection.sendall(request)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                part = connection.recv(65536)
            except TimeoutError:
                with suppress(ConnectionError):
                    connection.sendall(drip)
                continue
            except ConnectionError:
                return heard
            if not part:
                return heard
            if then and not heard:  # to send nothing, too, fails where the server has ended the connection
                connection.sendall(then)
            heard += part
    pytest.fail(f"the server kept the connection: {heard[:200]!r}")


def cut_off(log):
    """The limits that the log names, one for each connection that was cut off."""
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return [line["limit"] for line in lines if line["logger"] == "serving.connections"]


def test_the_protocol_that_is_guarded_is_the_one_in_use():
    assert AutoHTTPProtocol is H11Protocol


@pytest.mark.parametrize(
    ("begun", "drip"),
    [
        (b"GET / HT", b""),
        (b"GET /ready HTTP/1.1\r\nX: ", b"a"),
        (b"POST /basket/document HTTP/1.1\r\n" + HOST + JSON + b"Content-Length: 900\r\n\r\n{", b""),
        (b"POST /basket/document HTTP/1.1\r\n" + HOST + JSON + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    ],
    ids=["head", "header", "body", "chunks"],
)
def test_a_request_has_to_come_whole_in_time(hasty, begun, drip):
    port, log = hasty
    before = len(cut_off(log))
    answer = ask(port, begun, drip=drip)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert answer.endswith(b"The request was not complete in time.")
    assert b"content-security-policy" in answer.lower()
    assert cut_off(log)[before:] == ["SILENT_SECONDS"]
    assert "Traceback" not in log.read_text()


def test_who_says_nothing_is_told_nothing(hasty):
    assert ask(hasty[0], b"") == b""


def test_the_oldest_of_too_many_unfinished_requests_gives_way(hasty):
    port, log = hasty
    held = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(5)]
    answer = ask(port, b"GET /_stcore/health HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert held[0].recv(1) == b""
    assert "UNFINISHED_PER_ADDRESS" in cut_off(log)
    for connection in held:
        connection.close()


def answered(connection):
    """Whether an answer of the health address came whole."""
    heard = b""
    while not heard.endswith(b"ok"):
        heard += connection.recv(65536)
    return heard.startswith(b"HTTP/1.1 200 ")


def test_connections_that_stay_open_after_their_answer_are_capped_too_and_the_oldest_gives_way(hasty):
    port, log = hasty
    before = cut_off(log).count("UNFINISHED_PER_ADDRESS")
    held = []
    for _ in range(7):
        held.append(socket.create_connection(("127.0.0.1", port), timeout=5))
        held[-1].sendall(b"GET /_stcore/health HTTP/1.1\r\n" + HOST + b"\r\n")
        assert answered(held[-1])
    assert [connection.recv(65536) for connection in held[:2]] == [b"", b""]
    assert cut_off(log).count("UNFINISHED_PER_ADDRESS") == before + 2
    held[-1].sendall(b"GET /_stcore/health HTTP/1.1\r\n" + HOST + b"\r\n")  # the others go on
    assert answered(held[-1])
    held[-1].sendall(b"GET /_stcore/he")  # and are held to the time of a request when they begin one
    assert held[-1].recv(65536).startswith(b"HTTP/1.1 408 ")
    for connection in held:
        connection.close()


def test_who_takes_nothing_of_an_answer_is_cut_off(hasty, fetch):
    port, log = hasty
    before = len(cut_off(log))
    page = fetch(f"http://127.0.0.1:{port}/").body.decode()
    script = "/static/js/index." + page.partition("/static/js/index.")[2].partition('"')[0]
    assert fetch(f"http://127.0.0.1:{port}{script}").status == 200
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", port))
        asked = f"GET {script} HTTP/1.1".encode() + b"\r\n" + HOST + b"\r\n"
        connection.sendall(asked * 40)  # the system itself takes some megabytes
        until = time.monotonic() + 10
        while time.monotonic() < until and cut_off(log)[before:] != ["SILENT_SECONDS"]:
            time.sleep(0.1)
    assert cut_off(log)[before:] == ["SILENT_SECONDS"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /ready HTTP/1.1\r\n\r\n", 400),
        (b"GET /h\xc3\xa9 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"\x16\x03\x01\x02", 400),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", 400),
        (b"GET /_stcore/stream HTTP/1.1\r\n" + HOST + SOCKET + b"X: y\r\n" * 300 + b"\r\n", 400),
        (b"GET /_stcore/stream?" + b"a" * 9000 + b" HTTP/1.1\r\n" + HOST + SOCKET + b"\r\n", 400),
        (b"GET /_stcore/stream HTTP/1.1\r\n" + HOST + SOCKET + b"Content-Length: 9\r\n\r\nabc", 400),
        (b"GET /_stcore/stream HTTP/1.1\r\n" + HOST + SOCKET.replace(b"13", b"12") + b"\r\n", 400),
        (b"GET /_stcore/stream HTTP/1.1\r\n" + HOST + SOCKET + b"Origin: http://[::1\r\n\r\n", 403),
        (b"GET /_stcore/stream HTTP/1.1\r\n" + HOST + SOCKET + b"Origin: http://evil.example\r\n\r\n", 403),
        (b"GET /ready HTTP/1.1\r\n" + HOST + SOCKET + b"\r\n", 403),
    ],
)
def test_what_is_no_request_or_no_socket_is_refused_at_once_in_words_with_all_headers(hasty, request_, status):
    port, log = hasty
    begun = time.monotonic()
    head, _, body = ask(port, request_).partition(b"\r\n\r\n")
    assert time.monotonic() - begun < 0.9
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert body.strip().isascii()
    assert len(body.split()) > 3
    for name in HEADERS:
        assert head.lower().count(f"\r\n{name.lower()}: ".encode()) == 1
    assert "Traceback" not in log.read_text()


def test_a_socket_that_is_open_is_not_taken_for_a_slow_request(hasty):
    from websockets.sync.client import connect

    with connect(f"ws://127.0.0.1:{hasty[0]}/_stcore/stream", subprotocols=["streamlit"]) as connection:
        connection.send(BackMsg(app_heartbeat=True).SerializeToString())
        time.sleep(2)
        connection.ping().wait(5)


def frame(content, opcode=2, length=None, *, is_last=True):
    """A frame of a socket, which says to be of that length."""
    size = len(content) if length is None else length
    extended = struct.pack(">BQ", 0xFF, size) if size > 125 else struct.pack(">B", 0x80 | size)
    return bytes([is_last << 7 | opcode]) + extended + bytes(4) + content


WHOLE = frame(BackMsg(app_heartbeat=True).SerializeToString())


@pytest.mark.parametrize(
    ("begun", "drip", "limit"),
    [
        (frame(b"", length=2 * 2**20), b"", "MESSAGE_KILOBYTES"),
        (frame(b"a" * 2**19, is_last=False) + frame(b"a" * 2**20, 0, is_last=False), b"", "MESSAGE_KILOBYTES"),
        (frame(b"", 9) * 101, b"", "MESSAGES_PER_SOCKET"),
        (frame(b"", 10) * 101, b"", "MESSAGES_PER_SOCKET"),
        (frame(b"", is_last=False) + frame(b"", 0, is_last=False) * 101, b"", "MESSAGES_PER_SOCKET"),
        (WHOLE + frame(b"a", length=9_000), b"", "SILENT_SECONDS"),
        (WHOLE + frame(b"a" * 2**19, is_last=False), frame(b"", 10), "SILENT_SECONDS"),
        (WHOLE + frame(b"a", is_last=False), frame(b"a", 0, is_last=False), "SILENT_SECONDS"),
    ],
    ids=[
        "told too large",
        "too large in parts",
        "pings",
        "pongs",
        "parts of nothing",
        "no end",
        "no end but pongs",
        "no last part",
    ],
)
def test_what_a_socket_says_ends_in_time_is_not_too_large_and_not_too_much(hasty, begun, drip, limit):
    port, log = hasty
    before = len(cut_off(log))
    heard = ask(port, b"GET /_stcore/stream HTTP/1.1\r\n" + HOST + SOCKET + b"\r\n", then=begun, drip=drip)
    assert heard.startswith(b"HTTP/1.1 101 ")
    assert cut_off(log)[before:] == [limit]


def test_what_uvicorn_says_is_one_line_too(hasty):
    ask(hasty[0], b"GET /ready HTTP/1.1\r\n\r\n")
    lines = [json.loads(line) for line in hasty[1].read_text().splitlines() if line.startswith("{")]
    assert [line["logger"] for line in lines if line["message"] == "Invalid HTTP request received."]


def test_nobody_else_is_asked_who_we_are(monkeypatch):
    asked = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, timeout=5: asked.append(url))
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    ask_nobody_for_our_address()
    assert not is_url_from_allowed_origins("http://evil.example")
    assert asked == []


def test_as_many_files_may_be_open_as_the_system_allows():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(512, before[1]), before[1]))
        raise_open_files()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(before[1], 65_536)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
