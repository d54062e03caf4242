"""The word that systemd, Docker and a person go by."""

import socket
from urllib.parse import urlsplit

import pytest

from serving import is_ready


@pytest.fixture
def ask(monkeypatch):
    """The exit code of the command in an environment."""

    def ask(port, base="", *arguments):
        monkeypatch.setenv("STREAMLIT_SERVER_PORT", str(port))
        monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", base)
        return is_ready.main(list(arguments))

    return ask


def test_a_server_that_is_ready_is_waited_for(server, ask, capsys):
    assert ask(urlsplit(server).port, "", "60") == 0
    assert capsys.readouterr().out == "ready\n"


def test_what_is_not_ready_is_said(server, ask, capsys):
    assert ask(urlsplit(server).port, "elsewhere") == 1
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert ask(free.getsockname()[1]) == 1
    assert capsys.readouterr().out.startswith("no answer:")
