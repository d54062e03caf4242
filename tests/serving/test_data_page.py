"""`/data/`: what it lists is there, in both forms alike; the lines that it shows load it; the feed is Atom."""

import io
import json
import re
import shutil
import subprocess
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from loaders.descriptor import DATA
from loaders.store import RecordStore
from serving.data_page import data_routes
from serving.examples import TABLE, examples
from serving.feed import NAMESPACE, atom, entries
from serving.record import record_routes

ROOT = Path(__file__).parents[2]
ATOM = f"{{{NAMESPACE}}}"
HOSTILE = (
    "# Changes\n\n## 2026-01-02\n\n### <b>New</b> & \x08odd\n- a </content><script>x</script> & ]]> \x00end\n  more\n"
)


@pytest.fixture(scope="module")
def client():
    store = RecordStore()
    return TestClient(Starlette(routes=[*data_routes(store), *record_routes(store.shown_files)]))


@pytest.fixture(scope="module")
def links(client):
    """Every address that the page names."""
    found = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: found.extend(
        value for name, value in attributes if name in ("href", "src")
    )
    page = client.get("/data/")
    assert page.headers["Content-Type"].startswith("text/html")
    reader.feed(page.text)
    assert page.text.count("<script") == 0
    return found


def test_the_page_lists_every_table_in_both_forms(client, links):
    names = [resource["path"] for resource in json.loads((DATA / "datapackage.json").read_text())["resources"]]
    assert {f"/data/{name}" for name in names} <= set(links)
    assert {f"/data/{name.replace('.csv', '.parquet')}" for name in names} <= set(links)
    assert {"/data/datapackage.json", "/data/changes.atom", "/data/CHANGELOG.md", "/data/README.md"} <= set(links)
    for link in set(links) - {"/", "data:,"}:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        tag = answer.headers["ETag"]
        for kept in (f'"other", {tag}', "*", tag):
            again = client.get(link, headers={"If-None-Match": kept})
            assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_a_table_is_the_same_in_both_forms(client):
    for resource in json.loads((DATA / "datapackage.json").read_text())["resources"]:
        typed = pd.read_parquet(io.BytesIO(client.get(f"/data/{resource['name']}.parquet").content))
        cells = pd.read_csv(DATA / resource["path"], dtype="string", keep_default_na=False, na_values=[""])
        assert list(typed.columns) == list(cells.columns)
        for field in resource["schema"]["fields"]:
            text, value = cells[field["name"]], typed[field["name"]]
            assert value.isna().tolist() == text.isna().tolist()
            if field["type"] in ("integer", "number"):
                assert pd.api.types.is_numeric_dtype(value)
                assert value.dropna().astype(float).tolist() == text.dropna().astype(float).tolist()
            elif field["type"] == "boolean":
                assert value.dropna().map({True: "true", False: "false"}).tolist() == text.dropna().tolist()
            else:
                assert value.dropna().tolist() == text.dropna().tolist()


@pytest.mark.parametrize("name", ["draft.parquet", "../secret.parquet", "boundaries/points.parquet", ".parquet"])
def test_no_other_file_is_made(client, name):
    assert client.get(f"/data/{name}").status_code == 404


def test_of_a_misspelt_table_the_one_that_is_meant_is_named(client):
    answer = client.get("/data/worker_claim.parquet")
    assert (answer.status_code, answer.text) == (404, "Not found; the nearest is /data/worker_claims.parquet")


def test_without_a_record_there_is_no_page(tmp_path):
    client = TestClient(Starlette(routes=data_routes(RecordStore(tmp_path))))
    for name in ("", "sources.parquet"):
        answer = client.get(f"/data/{name}")
        assert (answer.status_code, "/ready" in answer.text) == (503, True)
    assert client.get("/data/changes.atom").status_code == 404


def test_the_true_server_lets_others_read_the_data_and_nothing_else(server, fetch):
    for path in ("/data/", "/data/sources.csv", "/data/changes.atom"):
        answer = fetch(server + path, {"Origin": "https://elsewhere.example"})
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
        assert fetch(server + path, {"If-None-Match": answer.headers["ETag"]}).status == 304
    for path in ("/", "/host_countries", "/ready", "/_stcore/health"):
        assert (
            fetch(server + path, {"Origin": "https://elsewhere.example"}).headers["Access-Control-Allow-Origin"] != "*"
        )
    assert fetch(server + "/data").status == 308


def test_the_three_lines_of_python_load_the_record(server):
    lines = examples(f"{server}/data/")["Python"]
    assert len(lines.splitlines()) == 3
    found = {}
    exec(lines, found)
    claims = pd.read_csv(DATA / f"{TABLE}.csv")
    pd.testing.assert_frame_equal(found["claims"], claims)
    assert found["spans"].loc["RUS", "high"] == claims.query("iso3 == 'RUS' and measure == 'present'")["high"].max()


def test_the_three_lines_of_r_give_the_numbers_of_those_of_python(server):
    """Also of places that one end is claimed of alone, which are missing from one of the two as soon as one drops rows
    with an empty cell."""
    if shutil.which("Rscript") is None:
        subprocess.run([ROOT / "scripts" / "test_tools"], check=True)
    lines = examples(f"{server}/data/")
    assert len(lines["R"].splitlines()) == 3
    told = 'cat(nrow(claims), sum(is.na(claims$low)), typeof(claims$low), "\n"); write.csv(spans, row.names = FALSE)'
    ended = subprocess.run(
        ["Rscript", "--vanilla", "-e", f"{lines['R']}\n{told}"], capture_output=True, text=True, timeout=60
    )
    first, _, table = ended.stdout.partition("\n")
    found = {}
    exec(lines["Python"], found)
    claims = found["claims"]
    assert first.split() == [str(len(claims)), str(claims["low"].isna().sum()), "integer"], ended.stderr
    python = found["spans"].dropna(how="all").astype("float").reset_index()
    assert python["low"].isna().any()
    pd.testing.assert_frame_equal(pd.read_csv(io.StringIO(table)).astype({"low": "float", "high": "float"}), python)


def test_the_lines_of_excel_name_a_table_as_they_read_it(server, fetch):
    """No Excel runs here: what its lines name is there, in the encoding, with the sign between cells that they say."""
    lines = examples(f"{server}/data/")["Excel (Data, Get data, Blank query, Advanced editor)"]
    ((address, sign, encoding),) = re.findall(r'Contents\("(.+?)"\), \[Delimiter = "(.)", Encoding = (\d+)\]', lines)
    assert encoding == "65001"  # UTF-8
    answer = fetch(address)
    assert answer.status == 200
    header = answer.body.decode("utf-8").split("\n")[0].split(sign)
    assert header == list(pd.read_csv(DATA / f"{TABLE}.csv"))


def test_every_tool_has_three_lines():
    shown = examples("https://host.example/data/")
    assert [len(lines.splitlines()) for lines in shown.values()] == [3, 3, 3]
    assert all("https://host.example/data/worker_claims.csv" in lines for lines in shown.values())


def read_feed(content):
    """What an XML parser finds in a feed."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    return SimpleNamespace(
        root=root, items=root.findall(f"{ATOM}entry"), text=lambda part, name: part.findtext(ATOM + name)
    )


def test_the_feed_is_atom_with_an_entry_for_every_section(client):
    feed = read_feed(client.get("/data/changes.atom").content)
    sections = re.findall(r"^### (.+)$", (DATA / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)
    assert [feed.text(item, "title").rsplit(", ", 1)[0] for item in feed.items] == sections[: len(feed.items)]
    assert len(feed.items) == min(len(sections), 60)
    ids = [feed.text(item, "id") for item in feed.items]
    assert len(set(ids)) == len(ids)
    for part in (feed.root, *feed.items):
        assert feed.text(part, "id").startswith("urn:uuid:")
        assert datetime.fromisoformat(feed.text(part, "updated")).tzinfo is not None
        assert part.find(f"{ATOM}link") is not None
    assert feed.text(feed.root.find(f"{ATOM}author"), "name")


def test_an_entry_keeps_its_id_when_lines_and_days_are_added():
    old = "## 2026-01-02\n\n### New rows\n- a\n"
    new = "## 2026-01-03\n\n- b\n\n## 2026-01-02\n\n### New rows\n- c\n- a\n"
    ids = [
        [feed.text(item, "id") for item in feed.items]
        for feed in (read_feed(atom(text, data="https://host.example/data/", title="T")) for text in (old, new))
    ]
    assert ids[0] == ids[1][1:]


def test_a_name_of_the_record_is_code_in_the_feed():
    text = "## 2026-01-02\n\n### Corrected\n- `w001`: `low` 5 < 6, ` alone\n"
    (item,) = read_feed(atom(text, data="https://host.example/data/", title="T")).items
    assert item.find(f"{ATOM}content").text == (
        "<ul><li><code>w001</code>: <code>low</code> 5 &lt; 6, ` alone</li></ul>"
    )


def test_text_of_the_changelog_is_only_text():
    ((day, title, lines),) = entries(HOSTILE)
    assert (day, len(lines)) == ("2026-01-02", 1)
    feed = read_feed(atom(HOSTILE, data="https://host.example/data/?a=b&c=d", title="<T> & T"))
    (item,) = feed.items
    assert feed.text(item, "title") == f"{title}, {day}".replace("\x08", "")
    content = feed.text(item, "content")
    assert "<script" not in content
    assert "&lt;script&gt;" in content
    assert "end more" in content
