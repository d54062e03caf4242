import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from loaders.store import read_files
from serving.record import record_routes


@pytest.fixture
def folder(tmp_path):
    """A record of one table and one list of points, with things beside them that are nobody's business."""
    record = tmp_path / "data"
    (record / "boundaries").mkdir(parents=True)
    resources = [{"path": "sources.csv"}, {"path": "boundaries/points.csv"}, {"path": "../secret.csv"}]
    (record / "datapackage.json").write_text(json.dumps({"resources": resources}))
    (record / "sources.csv").write_text("source_id,title\na,Größe\n", encoding="utf-8")
    (record / "boundaries" / "points.csv").write_text("iso3,lon,lat\n")
    (record / "boundaries" / "world.geojson").write_text("{}")
    (record / "README.md").write_text("# How to read it\n")
    (record / "draft.csv").write_text("not yet\n")
    (tmp_path / "secret.csv").write_text("secret\n")
    return record


@pytest.fixture
def client(folder):
    return TestClient(Starlette(routes=record_routes(lambda: read_files(folder, [])[1])))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("datapackage.json", "application/json"),
        ("sources.csv", "text/csv; charset=utf-8"),
        ("boundaries/points.csv", "text/csv; charset=utf-8"),
        ("README.md", "text/markdown; charset=utf-8"),
    ],
)
def test_what_the_descriptor_names_is_served_byte_for_byte(client, folder, name, media_type):
    answer = client.get(f"/data/{name}")
    assert answer.status_code == 200
    assert answer.content == (folder / name).read_bytes()
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "name",
    [
        "draft.csv",
        "CHANGELOG.md",  # may be published, but is not there
        "boundaries/world.geojson",  # has its own address, with a hash
        "%2e%2e/secret.csv",
        "..%2fsecret.csv",
        "boundaries/%2e%2e/draft.csv",
        "%2e/sources.csv",
        "/sources.csv",
        "SOURCES.csv",
        "sources.csv/",
        "sources.csv%00",
        "boundaries",
        "",
    ],
)
def test_nothing_else_is(client, name):
    assert client.get(f"/data/{name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *((name, "sources.csv") for name in ("sources.CSV", "soures.csv", "sources")),
        *((name, "sources.parquet") for name in ("Sources.parquet", "sources.PARQUET")),
        ("change.atom", "changes.atom"),
    ],
)
def test_the_file_that_is_meant_is_named(client, name, meant):
    answer = client.get(f"/data/{name}")
    assert (answer.status_code, answer.text) == (404, f"Not found; the nearest is /data/{meant}")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client, method):
    assert client.request(method, "/data/sources.csv").status_code == 405


def test_a_copy_is_kept_until_the_file_changes(client, folder):
    tag = client.get("/data/sources.csv").headers["ETag"]
    again = client.get("/data/sources.csv", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    strong = client.get("/data/sources.csv", headers={"If-None-Match": tag.removeprefix("W/")})
    assert strong.status_code == 304  # compared weakly (RFC 9110, 13.1.2)

    (folder / "sources.csv").write_text("source_id,title\n")
    changed = client.get("/data/sources.csv", headers={"If-None-Match": f'"other", {tag}'})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_head_tells_the_same_without_the_content(client):
    whole = client.get("/data/sources.csv")
    head = client.head("/data/sources.csv")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers == whole.headers


def test_a_broken_descriptor_serves_nothing_and_says_where_to_look(client, folder):
    (folder / "datapackage.json").write_text('{"resources": [')
    answer = client.get("/data/sources.csv")
    assert answer.status_code == 503
    assert "/ready" in answer.text


@pytest.mark.parametrize(
    "way", ["../dashboard.py", "%2e%2e/dashboard.py", "..%2fdashboard.py", "boundaries/../../Makefile"]
)
def test_the_server_gives_nothing_from_outside_the_record(server, fetch, way):
    assert fetch(f"{server}/data/{way}").status == 400
