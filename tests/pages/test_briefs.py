"""The briefs that pages offer: of the place, the year and the day that the reader stands on, made when asked for."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from pypdf import PdfReader

from loaders.tables import load_record
from subjects.workers import worker_claims


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What a page that runs offers to download: what makes each file, by the label of its button."""
    found: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda label, make, *names, **options: found.update({label: make}))
    return found


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_a_place_offers_its_brief_as_known_on_the_reader_s_day(
    run_page: Callable[..., Any], offered: dict[str, Callable[[], bytes]]
) -> None:
    ran = run_page("host_countries", iso3="POL", known_on="2018-06-30", years="2005-2017")
    title = ran.figures["in_time"]["layout"]["meta"][0]["title"]
    content = offered["Brief of Poland, Letter"]()
    text = text_of(content)
    assert title in text
    assert "Only what was published by 30 June 2018; iso3: POL (Poland); years: 2005-2017." in text
    assert "as known on 2018-06-30" in text
    claims = worker_claims(load_record())
    here = claims[claims["place"].eq("POL")]
    later = here["published_last"].isna() | here["published_last"].gt("2018-06-30")
    new = set(here.loc[later, "title"]) - set(here.loc[~later, "title"])
    assert len(new) > 2
    assert [name for name in new if name in text] == []
    assert PdfReader(io.BytesIO(content)).pages[0].mediabox.width == 612


def test_without_a_place_there_is_no_brief(
    run_page: Callable[..., Any], offered: dict[str, Callable[[], bytes]]
) -> None:
    run_page("host_countries")
    assert offered
    assert [label for label in offered if label.startswith("Brief")] == []


@pytest.mark.parametrize(("measure", "has_thefts"), [("dprk", True), ("all", False)])
def test_a_year_offers_its_brief_with_the_thefts_where_they_are_counted(
    measure: str, has_thefts: bool, run_page: Callable[..., Any], offered: dict[str, Callable[[], bytes]]
) -> None:
    ran = run_page("crypto_theft", year="2022", measure=measure)
    text = text_of(offered["Brief of 2022, A4"]())
    assert ran.figures["year_detail"]["layout"]["meta"][0]["title"] in text
    assert ("Ronin bridge" in text) == has_thefts
    assert "never added" in text
