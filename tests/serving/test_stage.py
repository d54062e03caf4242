import json
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from loaders.talks import TALKS
from serving import stage
from serving.files import OurFile


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=stage.stage_routes()))


@pytest.mark.parametrize("path", list(stage.PAGES))
def test_a_page_of_the_stage_has_no_script_of_its_own_and_finds_its_files(client, path):
    page = client.get(f"/{path}?talk=ten-minutes").text
    assert "<script>" not in page
    assert "onload" not in page
    urls = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert len(urls) >= 3
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_library_that_is_not_kept_in_memory_is_gone_once_it_is_another_one(tmp_path):
    path = tmp_path / "library.js"
    path.write_bytes(b"let one")
    file = OurFile(path, "text/javascript", is_large=True)
    client = TestClient(Starlette(routes=[file.route()]))
    assert client.get(file.url).content == b"let one"
    path.write_bytes(b"let other")  # which its address must never mean
    assert client.get(file.url).status_code == 404


def test_the_talks_are_listed_and_given_without_their_notes_unless_these_are_asked_for(client):
    assert {talk["name"] for talk in client.get("/stage/talks.json").json()} == {
        file.stem for file in TALKS.glob("*.toml")
    }
    seen = client.get("/stage/talks/ten-minutes.json")
    told = client.get("/stage/talks/ten-minutes.json?notes=1").json()
    assert not {"notes", "said"} & {field for slide in seen.json()["slides"] for field in slide}
    assert all(slide["notes"] for slide in told["slides"])
    assert client.get("/stage/talks/none.json").status_code == 404


def test_a_faulty_talk_is_left_out_and_the_log_says_why(tmp_path, caplog):
    (tmp_path / "bad.toml").write_text('title = "Bad"')
    client = TestClient(Starlette(routes=stage.stage_routes(tmp_path)))
    assert client.get("/stage/talks.json").json() == []
    assert "bad.toml:-:data_version" in caplog.text
    answers = [client.get(f"/stage/talks/{name}.json").json()["error"] for name in ("bad", "none")]
    assert answers[0].startswith("The talk bad has faults")
    assert answers[1] == "There is no talk called none."


def test_the_routes_stand_under_the_base_path(monkeypatch):
    monkeypatch.setattr("streamlit.config.get_option", {"server.baseUrlPath": "/briefing/"}.get)
    assert all(route.path.startswith("/briefing/") for route in stage.stage_routes())
    assert json.dumps("/briefing/stage")[1:-1] in str([route.path for route in stage.stage_routes()])
