"""Requests that no reader's browser makes: from another site, out of the folder, and no messages at all."""

import os
import random
import urllib.parse

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

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
