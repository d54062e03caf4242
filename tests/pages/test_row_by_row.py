"""A link made with an older version that is kept leads to the rows of its view that differ; else it says that there are
none to compare."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from loaders.lastgood import LastGood
from loaders.store import STORE

OLD = "0badc0de"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """This server has kept a version in which a claim about Kuwait had another figure, one about Russia was missing, a
    source had another title, and there was one claim more."""
    STORE.current()
    files = {name: content for name, content in STORE.files.items() if name.endswith((".csv", ".json"))}

    def change(name: str, edit: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
        rows = list(csv.DictReader(io.StringIO(files[name].decode())))
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(edit(rows))
        files[name] = out.getvalue().encode()

    def claims(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        rows = [row for row in rows if row["claim_id"] != "w-rus-test"]
        gone = {**next(row for row in rows if row["claim_id"] == "w055"), "claim_id": "w055-b"}
        first = next(row for row in rows if row["iso3"] == "RUS")
        changed = [{**row, "low": "1"} if row["claim_id"] == "w055" else row for row in rows if row is not first]
        return [*changed, gone]

    change("worker_claims.csv", claims)
    change("sources.csv", lambda rows: [{**rows[0], "title": "<b>Another</b> title"}, *rows[1:]])
    state = LastGood(tmp_path, tmp_path / "data")
    state.older.keep(OLD, files)
    monkeypatch.setattr(STORE, "last_good", state)
    monkeypatch.setitem(STORE.versions, OLD, "2025-11-03")
    return


def offered(ran: Any) -> dict[str, str]:
    (link,) = [link.proto for link in ran.app.get("page_link") if link.proto.label.startswith("What changed")]
    return {name: values[0] for name, values in parse_qs(link.query_string).items()}


def test_the_link_of_a_kept_version_leads_to_the_rows_of_its_view(kept: None, run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", iso3="KWT", v=OLD)
    query = offered(ran)
    assert (query["before"], query.get("of", "host_countries"), query["iso3"]) == (
        OLD,
        "host_countries",
        "KWT",
    )
    changes = run_page("changes", **query)
    assert f"Row by row since data version {OLD}" in changes.text
    assert "of KWT: 0 rows new, 1 row gone, 1 row changed" in changes.text
    assert "<td>w055</td><td>changed</td><td>low</td><td>1</td><td>904</td>" in changes.html
    assert "<td>w055-b</td><td>gone</td>" in changes.html


def test_of_every_place_and_of_another_page(kept: None, run_page: Callable[..., Any]) -> None:
    everywhere = run_page("changes", before=OLD)
    assert "1 row new, 1 row gone, 1 row changed" in everywhere.text
    sources = run_page("changes", before=OLD, of="sources")
    assert "0 rows new, 0 rows gone, 1 row changed" in sources.text
    assert "&lt;b&gt;Another&lt;/b&gt; title" in sources.html
    assert "No row in" in run_page("changes", before=OLD, of="crypto_theft").text


def test_on_an_earlier_day_no_row_of_today_is_told(kept: None, run_page: Callable[..., Any]) -> None:
    ran = run_page("changes", before=OLD, known_on="2020-01-01")
    assert any("as known today only" in notice for notice in ran.notices)
    assert "w055-b" not in ran.html


def test_a_version_that_is_not_kept_is_said_to_be_none(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", iso3="KWT", v="1badc0de")
    assert any("is not kept here, so its rows cannot be compared" in notice for notice in ran.notices)
    assert "before" not in offered(ran)
    changes = run_page("changes", before="1badc0de")
    assert any("has not kept data version 1badc0de" in notice for notice in changes.notices)


def test_what_is_no_version_is_told(run_page: Callable[..., Any]) -> None:
    ran = run_page("changes", before="../../etc")
    assert any("it must be a data version" in notice for notice in ran.notices)
    assert ran.address == {}


def test_what_is_kept_is_the_descriptor_and_the_tables_alone(kept: None) -> None:
    files = STORE.older_files(OLD)
    assert files is not None
    assert json.loads(files["datapackage.json"])["resources"]
    assert {name.rpartition(".")[2] for name in files} == {"csv", "json"}
