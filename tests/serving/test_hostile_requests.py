"""Requests that no reader's browser makes: from another site, out of the folder, and no messages at all."""

import contextlib
import os
import random
import urllib.parse

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.conftest import COLD, run_server

CLIMBS = ("..", "%2e%2e", ".%2e", "..%2f..", "..%5c..", "%252e%252e", "....//", "..;", "%c0%ae%c0%ae", "..%00")
ROOMS = ("app/static", "media", "component", "static", "_stcore/bidi-components")
GOALS = ("etc/passwd", "dashboard.py")
RERUN = BackMsg(rerun_script=ClientState()).SerializeToString()


def hear_all(socket):
    while True:
        socket.recv(timeout=10)


def stream(server):
    return server.replace("http", "ws", 1) + "/_stcore/stream"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://localhost.evil.example:8501"]
)
def test_a_socket_of_another_site_is_refused(server, origin):
    with (
        pytest.raises(InvalidStatus, match="HTTP 403"),
        connect(stream(server), subprotocols=["streamlit"], origin=origin),
    ):
        pass
    with connect(stream(server), subprotocols=["streamlit"], origin=server) as socket:
        socket.send(RERUN)
        assert socket.recv(timeout=10)


FORGED = [
    {"X-Forwarded-Host": "evil.example"},
    {"Forwarded": "for=192.0.2.7;host=evil.example;proto=https"},
    {"X-Forwarded-Prefix": "//evil.example"},
    {"X-Forwarded-Proto": "javascript"},
    {"X-Forwarded-For": "<script>alert(1)</script>"},
    {"X-Forwarded-For": '"]}, {"level": "error", "a' + "a" * 4000},
    {"X-Original-URL": "/_stcore/metrics", "X-Rewrite-URL": "/_stcore/metrics"},
    {"X-HTTP-Method-Override": "DELETE"},
]


@pytest.mark.parametrize("told", FORGED, ids=lambda told: next(iter(told)))
def test_what_a_reader_says_for_a_proxy_changes_no_answer(server, fetch, told):
    for path in ("/", "/data/", "/Timeline./", "/data/datapackage.json", "/nowhere"):
        plain, forged = fetch(server + path), fetch(server + path, headers=told)
        assert (forged.status, forged.body) == (plain.status, plain.body), path
        assert forged.headers.get("Location") == plain.headers.get("Location"), path
    assert fetch(server + "/_stcore/health").status == 200


@pytest.mark.parametrize(
    ("trusted", "told", "is_one"),
    [
        ("192.0.2.1", "198.51.100.{n}", True),  # nobody's word is taken but that of a proxy elsewhere
        ("127.0.0.1", "198.51.100.{n}, 192.0.2.9", True),  # a proxy adds the address it sees to what a reader made up
        ("127.0.0.1", "2001:db8:0:7:{n}::{n}", True),  # a machine has all addresses of its network
        ("127.0.0.1", "2001:db8:0:{n}::7", False),
        ("127.0.0.1", "198.51.100.{n}", False),  # the proxy's own word
    ],
)
def test_nobody_has_more_sockets_by_calling_themselves_others(tmp_path, trusted, told, is_one):
    settings = {**COLD, "FORWARDED_ALLOW_IPS": trusted, "HARD_CURRENCY_SOCKETS_PER_ADDRESS": "2"}
    with run_server(tmp_path / "log", settings=settings) as url, contextlib.ExitStack() as open_ones:

        def enter(number):
            said = {"X-Forwarded-For": told.format(n=number)}
            open_ones.enter_context(
                connect(stream(url), subprotocols=["streamlit"], origin=url, additional_headers=said)
            )

        enter(1)
        enter(2)
        if not is_one:
            enter(3)
            return
        with pytest.raises(InvalidStatus, match=r"HTTP (429|503)"):
            enter(3)
    assert '"limit": "SOCKETS_PER_ADDRESS"' in (tmp_path / "log").read_text()


@pytest.mark.parametrize("room", ROOMS)
def test_no_spelling_of_a_path_leads_out(server, fetch, room):
    for climb in CLIMBS:
        for goal in GOALS:
            answer = fetch(f"{server}/{room}/{'/'.join([climb] * 6)}/{goal}")
            assert answer.status in (400, 403, 404), climb
            assert b"root:" not in answer.body, climb
            assert b"st.navigation" not in answer.body, climb


@pytest.mark.parametrize(
    "message",
    ["text", RERUN[:1] + b"\xff", random.Random(7).randbytes(500), b"\x80" * 64],
    ids=["text", "cut", "random", "endless"],
)
def test_what_is_no_message_ends_the_socket_and_nothing_else(server, fetch, message):
    with connect(stream(server), subprotocols=["streamlit"]) as socket:
        socket.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            hear_all(socket)
    reason = str(closed.value)
    assert os.sep + "site-packages" not in reason
    assert fetch(server + "/_stcore/health").status == 200


def test_no_folder_of_files_is_served_beside_our_own_addresses(server, fetch):
    """Streamlit's folder for files would give HTML and SVG on our origin; there is none, and each file of ours has a
    route of its own."""
    for name in ("index.html", "x.svg", urllib.parse.quote("a b.js")):
        assert fetch(f"{server}/app/static/{name}").status == 404
