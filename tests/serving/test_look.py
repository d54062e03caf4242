import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.url_util import is_relative_static_url

from serving import look
from serving.files import LOOK


@pytest.mark.parametrize("name", look.PICTURES)
def test_a_picture_is_served_once_at_an_address_that_streamlit_takes(name):
    url, client = look.picture_url(name), TestClient(Starlette(routes=look.picture_routes()))
    assert is_relative_static_url(url)
    answer = client.get(url)
    assert answer.content == (LOOK / f"{name}.svg").read_bytes()
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get(url.replace(".svg", "0.svg")).status_code == 404


def test_every_picture_of_the_look_is_served():
    assert {path.stem for path in LOOK.glob("*.svg")} == set(look.PICTURES)


def test_the_routes_stand_under_the_base_path(monkeypatch):
    monkeypatch.setattr("streamlit.config.get_option", {"server.baseUrlPath": "/briefing/"}.get)
    assert all(route.path.startswith("/briefing/app/static/") for route in look.picture_routes())


def test_what_is_said_of_paper_stands_last_so_that_nothing_of_the_screen_undoes_it() -> None:
    """A rule of the screen further down printed the buttons beneath each chart, with all that was folded away."""
    style = (LOOK / "style.css").read_text(encoding="utf-8")
    paper = style[style.rindex("@media ") :]
    assert paper.startswith("@media print {")
    assert paper.rstrip().endswith("}\n}")
    assert re.search(r"\.hc-take,[^{]*\{ display: none; \}", paper)


def test_what_has_something_in_it_is_named() -> None:
    """Anything at all that has a list of places in it: at each mark that Plotly put into a picture, the browser looked
    for it among all elements, and styled twice as many anew as a selection changes."""
    style = re.sub(r"/\*.*?\*/", "", (LOOK / "style.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(re.findall(r":has\(", style)) > 30
    assert re.findall(r"(?:^|[\s,>+~{}]|(?<=:is\()):has\([^{]*", style) == []
