"""What .streamlit/config.toml sets, seen from outside."""

import json
import socket
import urllib.parse

import pytest


def test_the_server_listens_to_this_machine_only(server):
    port = urllib.parse.urlsplit(server).port
    with pytest.raises(OSError, match="refused"):  # 127.0.0.2 is answered by a server of every interface
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_no_other_site_may_steer_the_page(server, fetch):
    assert json.loads(fetch(server + "/_stcore/host-config").body)["allowedOrigins"] == []


def test_the_browser_is_told_to_report_nothing_and_to_offer_nothing(open_session):
    config = open_session().config
    assert not config.gather_usage_stats
    assert config.toolbar_mode == config.MINIMAL
    assert config.max_cached_message_age >= 0  # the settings did arrive
