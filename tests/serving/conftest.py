"""Asking a server as written, and opening a session as a browser does."""

import http.client
import urllib.parse
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol


@pytest.fixture(scope="session")
def fetch() -> Callable[..., SimpleNamespace]:
    """Asks for an address exactly as written, with these headers only, and gives `status`, `headers` and `body`."""

    def fetch(
        url: str, headers: dict[str, str] | None = None, method: str = "GET", body: bytes | str | None = None
    ) -> SimpleNamespace:
        netloc, path = urllib.parse.urlsplit(url)[1:3]
        connection = http.client.HTTPConnection(netloc, timeout=10)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return SimpleNamespace(status=answer.status, headers=answer.headers, body=answer.read())

    return fetch


@pytest.fixture
def open_session(server: str) -> Iterator[Callable[[], Any]]:
    """Opens a page as a browser does and gives what the server first tells it: settings and session id.

    The session lives as long as the test. All that comes is taken in, or its close would wait ten seconds behind it.
    """
    with connect(
        server.replace("http", "ws", 1) + "/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_queue=None
    ) as socket:

        def open_session() -> Any:
            socket.send(BackMsg(rerun_script=ClientState()).SerializeToString())
            while True:
                message = ForwardMsg.FromString(socket.recv(timeout=10))
                if message.WhichOneof("type") == "new_session":
                    return message.new_session

        yield open_session
