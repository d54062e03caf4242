"""Own rows on the pages: marked in every figure, table, file and citation, and on every page; refused ones are told."""

import csv
import html
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from pypdf import PdfReader

from exports.citations import citation
from exports.map_file import map_rows
from exports.offer import View, files
from loaders.descriptor import DATA
from loaders.faults import Fault
from loaders.own_rows import MARK
from loaders.store import STORE
from loaders.tables import Record, load_record
from loaders.versions import short_version
from subjects.hosts import statuses
from subjects.places import place_anchors
from subjects.repatriation import repatriation
from subjects.thefts import incidents
from subjects.timeline import timeline_events
from subjects.vintage import as_known_on
from subjects.workers import select_worker_claims, spans_of_places, worker_claims

URL = "https://cable.example/1"
ROWS = {
    "sources": [
        {"source_id": "own-cable", "publisher": "An embassy", "title": "A cable", "published": "2025-04", "url": URL}
        | {"kind": "government", "language": "en"}
    ],
    "sightings": [
        {"sighting_id": "own-cable--1", "source_id": "own-cable", "publisher": "An embassy", "url": URL}
        | {"seen": "whole"}
    ],
    "worker_claims": [
        {"claim_id": "own-claim", "iso3": "KWT", "measure": "present", "population": "workers", "low": "77000"}
        | {"high": "77000", "qualifier": "exact", "as_of_start": "2023", "as_of_end": "2023", "sector": "all"}
        | {"source_id": "own-cable", "grade": "A"}
    ],
    "events": [
        {"event_id": "ev-2023-05-01-own", "date": "2023-05-01", "lane": "workers_found", "title": "A raid of our own"}
        | {"summary": "Workers were found.", "actors": "DPRK", "iso3_list": "KWT", "source_id": "own-cable"}
        | {"grade": "A"}
    ],
    "attributions": [
        {"attribution_id": "own-said", "incident_id": "bybit-2025", "attributed_by": "An embassy"}
        | {"attributor_kind": "government", "strength": "assessed", "source_id": "own-cable", "grade": "A"}
        | {"date": "2025-03"}
    ],
}


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Record:
    own = tmp_path_factory.mktemp("own")
    for name, rows in ROWS.items():
        header = (DATA / f"{name}.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
        with (own / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return load_record(own=own)


@pytest.fixture
def shown(joined: Record, monkeypatch: pytest.MonkeyPatch) -> Record:
    """The pages of this process show the record with its own rows."""
    STORE.current()
    monkeypatch.setattr(STORE, "valid", joined)
    return joined


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What a page that runs offers to download, by the name of the file."""
    found: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda label, make, name, *rest, **more: found.update({name: make}))
    return found


def test_a_page_marks_its_figures_tables_and_files(
    shown: Record, run_page: Callable[..., Any], handed_over: dict[str, Callable[[], bytes]]
) -> None:
    ran = run_page("host_countries", iso3="KWT", claim="own-claim")
    assert any("this server shows 5 rows of its own" in notice for notice in ran.notices)
    for figure in ran.figures.values():
        assert f"data version {shown.version}, CC BY 4.0." in figure["layout"]["meta"][0]["footer"]
    footer = ran.figures["in_time"]["layout"]["meta"][0]["footer"]
    assert "1 of them is an own row, not the curated record." in footer
    page = html.unescape(ran.html)
    assert page.count('<span class="hc-own">') >= 2  # the claim and the event
    assert f"row own-claim ({MARK})" in "\n".join(block.value for block in ran.app.code)
    assert f'data-own="{short_version(shown.version)[8:]}"' in page
    (name,) = [name for name in handed_over if name.startswith("hard-currency-host") and name.endswith(".csv")]
    assert name.endswith(f"-{short_version(shown.version)}.csv")
    rows = pd.read_csv(io.BytesIO(handed_over[name]()))
    assert rows.loc[rows["is_own"], "claim_id"].tolist() == ["own-claim"]


def test_without_own_rows_nothing_is_marked(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", iso3="KWT")
    assert 'class="hc-own"' not in ran.html
    assert 'data-own=""' in ran.html
    assert "own row" not in ran.figures["in_time"]["layout"]["meta"][0]["footer"]


@pytest.mark.parametrize("page", ["overview", "crypto_theft", "timeline", "method"])
def test_the_notice_stands_on_every_page_and_the_version_at_its_foot(
    shown: Record, run_page: Callable[..., Any], page: str
) -> None:
    ran = run_page(page)
    assert any("rows of its own" in notice for notice in ran.notices)
    assert f"Data version {shown.version}" in ran.text
    assert all(shown.version in figure["layout"]["meta"][0]["footer"] for figure in ran.figures.values())


def test_a_link_made_with_own_rows_opens_without_a_word_here_and_with_one_elsewhere(
    shown: Record, run_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    link = {"iso3": "KWT", "v": short_version(shown.version)}
    assert not [notice for notice in run_page("host_countries", **link).notices if "The link" in notice]
    monkeypatch.setattr(STORE, "valid", STORE.curated)
    assert [notice for notice in run_page("host_countries", **link).notices if f"data version {link['v']}" in notice]


def test_refused_own_rows_are_told_on_the_page_beside_the_curated_record(
    run_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    STORE.current()
    fault = Fault("own/worker_claims.csv", 2, "low", "12,000", "type", "a whole number is expected")
    monkeypatch.setattr(STORE, "own_faults", [fault] * 4)
    monkeypatch.setattr(STORE, "own_fault_count", 9)
    (told,) = run_page("sources").app.warning
    said = told.value.replace("\\", "")
    assert "own/worker_claims.csv:2:low: '12,000': type: a whole number is expected" in said
    assert "and 6 more" in said


def test_every_kind_of_file_says_which_rows_are_own(shown: Record) -> None:
    claims = worker_claims(shown)
    rows = claims[claims["place"].eq("KWT")]
    finding = {"title": "Kuwait", "subtitle": "All claims", "footer": f"data version {shown.version}"}
    view = View("host_countries", "kuwait", shown.version, "http://here/", {"iso3": "KWT"}, finding, "A chart.")
    made = {
        file.name.rpartition(".")[2]: file.make()
        for file in files(rows, view, shown.descriptor, ("worker_claims", "sources"), shown.tables["sources"])
        if not file.name.endswith((".bib", ".ris", ".csl.json"))
    }
    assert set(made) == {"csv", "json", "xlsx", "pptx", "pdf"}
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    header, *body = book["Rows"].values
    own = [dict(zip(header, line, strict=True)) for line in body if line[header.index("is_own")]]
    assert [line["claim_id"] for line in own] == ["own-claim"]
    assert shown.version in [value for _, value, _ in book["Selection"].values]
    assert b'"name": "is_own"' in made["json"]
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made["pdf"])).pages).split())
    assert MARK in text
    assert "not the curated record" in text


def test_a_citation_of_an_own_row_says_so_and_of_another_only_its_version(shown: Record) -> None:
    rows = {row["claim_id"]: row for _, row in worker_claims(shown).iterrows()}
    assert citation(rows["own-claim"], shown.version).endswith(f"row own-claim ({MARK}).")
    other = citation(rows["w055"], shown.version)
    assert other.endswith("row w055.")
    assert "not the curated record" in other


def test_what_is_worked_out_from_own_rows_is_own_too(shown: Record) -> None:
    thefts = incidents(shown)
    assert thefts.loc[thefts["is_own"], "incident_id"].tolist() == ["bybit-2025"]
    places = repatriation(shown)
    assert places.loc[places["is_own"], "iso3"].tolist() == ["KWT"]
    selected = select_worker_claims(worker_claims(shown), measure="present")
    spans = spans_of_places(selected)
    assert spans.loc[spans["is_own"], "iso3"].tolist() == ["KWT"]
    on_map = map_rows(statuses(shown), spans, place_anchors(shown))
    assert on_map.loc[on_map["is_own"], "iso3"].tolist() == ["KWT"]
    happened = timeline_events(shown)
    assert set(happened.loc[happened["is_own"], "event_id"]) == {"ev-2023-05-01-own", "bybit-2025"}


def test_on_a_day_own_rows_are_known_as_others_are(shown: Record) -> None:
    known = as_known_on(shown, date(2025, 5, 1)).tables["worker_claims"]
    assert known.loc[known["is_own"], "claim_id"].tolist() == ["own-claim"]
    assert not as_known_on(shown, date(2025, 4, 29)).tables["worker_claims"]["is_own"].any()
