"""What .streamlit/config.toml sets, seen from outside, and what the environment may set."""

import json
import os
import socket
import subprocess
import sys
import urllib.parse
from dataclasses import asdict

import pytest

from loaders import store
from serving.settings import NUMBERS, TEXTS, SettingError, Settings, read_settings
from tests.conftest import ROOT


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


def test_every_limit_can_be_set_and_has_a_safe_default():
    assert read_settings({}) == Settings()
    assert {name: limit[0] for name, limit in NUMBERS.items()} == {
        name.upper(): value for name, value in asdict(Settings()).items()
    }
    assert read_settings({"HARD_CURRENCY_SOCKETS": "7"}).sockets == 7


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HARD_CURRENCY_SOKETS", "7", "did you mean 'HARD_CURRENCY_SOCKETS'"),
        ("HARD_CURRENCY_SOCKETS", "many", "a number from 1 to 100000"),
        ("HARD_CURRENCY_SOCKETS", "nan", "a number from 1 to 100000"),
        ("HARD_CURRENCY_SOCKETS", "0", "a number from 1 to 100000"),
        ("HARD_CURRENCY_SOCKETS", "1e3", "a number from 1 to 100000"),
        ("HARD_CURRENCY_DATA", "/nowhere/at/all", "no such folder"),
        ("HARD_CURRENCY_TALKS", "/nowhere/at/all", "no such folder"),
        ("HARD_CURRENCY_DATA", "/" + "a" * 5000, "no such folder"),
        ("HARD_CURRENCY_OWN_ROWS", "/" + "a" * 5000, "no such folder"),
        ("STREAMLIT_SERVER_PROT", "8501", "did you mean 'STREAMLIT_SERVER_PORT'"),
        ("HARD_CURRENCY_HOSTS", "desk.example,http://x/", "without http://"),
        ("HARD_CURRENCY_HOSTS", "*", "a name alone is expected"),
        ("HARD_CURRENCY_HOSTS", "desk.example:8501", "a name alone is expected"),
        ("HARD_CURRENCY_HOSTS", "a:80", "a name alone is expected"),
        ("HARD_CURRENCY_HOSTS", "fd00::/8", "a name alone is expected"),
        ("HARD_CURRENCY_STATE", __file__, "a folder is expected"),
        ("HARD_CURRENCY_SOCKETS", "1.5", "a number from 1 to 100000 is expected, without a fraction"),
        ("HARD_CURRENCY_WARM_UP", "0.5", "a number from 0 to 1 is expected, without"),
        ("FORWARDED_ALLOW_IPS", "the proxy", "an address or a network is expected"),
        ("FORWARDED_ALLOW_IPS", "127.0.0.1;10.0.0.1", "an address or a network is expected"),
        ("FORWARDED_ALLOW_IPS", "127.0.0.1,10.0.0.0/99", "'10.0.0.0/99': an address or a network is expected"),
        ("STREAMLIT_SERVER_COOKIE_SECRET", "", "a long random text is expected"),
        ("STREAMLIT_SERVER_COOKIE_SECRET", " ", "a long random text is expected"),
        *(
            ("STREAMLIT_SERVER_BASE_URL_PATH", path, "a path of plain letters")
            for path in ("../x", "a b", "http://x/y", "a?b", "<b>", "a//b", "{x}", "a%2fb", "ä", "a\\b")
        ),
    ],
)
def test_what_cannot_be_followed_is_refused_in_words(name, value, said):
    with pytest.raises(SettingError, match=said):
        read_settings({name: value, "STREAMLIT_SERVER_PORT": "8501", "PATH": "/bin"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("STREAMLIT_SERVER_BASE_URL_PATH", path) for path in ("", "/", "briefing", "/desk/briefing/", "~me/v1.2")),
        *(("FORWARDED_ALLOW_IPS", told) for told in ("", "*", "10.0.0.7, fd00::/8", "10.0.0.1/8")),
    ],
)
def test_what_can_be_followed(name, value):
    assert read_settings({name: value}) == Settings()


def test_the_state_is_not_kept_among_own_rows(tmp_path):
    (tmp_path / "own").mkdir()
    for below in ("own", "own/state"):
        with pytest.raises(SettingError, match="must not be inside the folder of own rows"):
            read_settings(
                {"HARD_CURRENCY_OWN_ROWS": str(tmp_path / "own"), "HARD_CURRENCY_STATE": str(tmp_path / below)}
            )


def test_a_link_in_a_circle_is_no_folder_and_no_error_either(tmp_path):
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for told in (circle, circle / "below"):
        for name in ("DATA", "OWN_ROWS", "TALKS"):
            with pytest.raises(SettingError, match="there is no such folder"):
                read_settings({f"HARD_CURRENCY_{name}": str(told)})
    # The loaders read where their folders are before anybody looks at the settings.
    told_of = {f"HARD_CURRENCY_{name}": str(circle) for name in ("DATA", "OWN_ROWS", "TALKS")}
    ended = subprocess.run(
        [sys.executable, "-c", "import loaders.store, loaders.talks"], env={**os.environ, **told_of}, cwd=ROOT
    )
    assert ended.returncode == 0


def test_who_has_no_home_keeps_nothing_and_starts(monkeypatch):
    monkeypatch.delenv("HARD_CURRENCY_STATE")
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert store._state() is None


def test_the_server_does_not_start_with_them(pytestconfig):
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port=0"]
    environment = {**os.environ, "HARD_CURRENCY_SOKETS": "7"}
    ended = subprocess.run(
        command, cwd=pytestconfig.rootpath, env=environment, capture_output=True, text=True, timeout=30
    )
    assert ended.returncode == 2
    assert ended.stderr.strip().endswith("did you mean 'HARD_CURRENCY_SOCKETS'?")
    assert "Traceback" not in ended.stderr


def test_the_readme_lists_every_setting_with_its_default(pytestconfig):
    readme = (pytestconfig.rootpath / "README.md").read_text(encoding="utf-8")
    for name, (default, least, most) in NUMBERS.items():
        assert f"| `HARD_CURRENCY_{name}` | {default} | {least} to {most} |" in readme
    for name in (*(f"HARD_CURRENCY_{text}" for text in TEXTS), "PORT", "STREAMLIT_SERVER_PORT"):
        assert f"| `{name}` |" in readme


@pytest.mark.parametrize("mail", ["desk", "a@b?bcc=c@d", "<a@b>", "a@b, c@d", "javascript:a@b"])
def test_a_contact_is_one_mail_address(mail):
    with pytest.raises(SettingError, match="a mail address is expected"):
        read_settings({"HARD_CURRENCY_CONTACT": mail})
    assert read_settings({"HARD_CURRENCY_CONTACT": "desk.one+dprk@ministry.example"}) == Settings()


def test_names_of_hosts_are_taken():
    read_settings(
        {"HARD_CURRENCY_HOSTS": "desk.ministry.example, desk, 10.0.0.7,[fd00::1],*.internal.example,büro.example"}
    )
