"""Briefs of a place and of a year, read back: two pages, claims with source, date and grade, nothing too new."""

import io
from datetime import date
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from charts.claim_ranges import finding
from charts.claims_in_time import claims_in_time
from charts.theft_totals import theft_year, year_finding
from charts.theme import Words
from exports.briefs import PlaceBrief, YearBrief, place_brief, year_brief
from exports.document import DocumentWords, Section, Table, document
from exports.offer import CAVEATS, View
from loaders.tables import Record
from look.palette import LIGHT
from subjects.attributions import select_incidents
from subjects.editions import whole_years
from subjects.events import events, events_in
from subjects.thefts import incident_rows, incidents, theft_attributions, theft_totals
from subjects.vintage import as_known_on
from subjects.workers import select_worker_claims, spans_of_places, worker_claims
from tests.live import RECORD
from words.claims import claim_words
from words.dates import date_words

TODAY = date(2026, 11, 28)


def view(**choices: str) -> View:
    link = "http://127.0.0.1:8501/host_countries?" + "&".join(f"{name}={value}" for name, value in choices.items())
    return View("host_countries", "host", "0a1b2c3d", link, choices, {}, "")


@cache
def place(iso3: str, name: str, day: date | None = None) -> PlaceBrief:
    record: Record = as_known_on(RECORD, day, TODAY)
    claims = worker_claims(record)
    here = claims[claims["place"] == iso3]
    selected = select_worker_claims(here, measure="present", years=None, sector=None)
    spans = spans_of_places(selected)
    figure = None
    if len(selected):
        title = finding(spans.iloc[0], name, kind="count", by="workers present")
        words = Words(title, "Claims in time", "Counted: workers.", ["A"], record.version, False)
        figure = claims_in_time(selected, palette=LIGHT, lines=[], words=words).plain()
    others = here[~here["claim_id"].isin(selected["claim_id"])]
    happened = events_in(events(record), iso3)
    chosen = {"iso3": iso3, **({"known_on": str(day)} if day else {})}
    return PlaceBrief(name, [("Status", "as said")], figure, "A chart.", selected, others, happened, view(**chosen))


@cache
def year(number: int) -> YearBrief:
    claims = whole_years(theft_totals(RECORD))
    one, said = claims[claims["year"] == number], theft_attributions(RECORD)
    named = select_incidents(incidents(RECORD), said)
    words = Words(year_finding(one, number), "One year", "Counted: thefts.", ["A"], RECORD.version, False)
    figure = theft_year(one, palette=LIGHT, words=words).plain()
    thefts = incident_rows(named[named["date_first"].dt.year.eq(number)], said)
    return YearBrief(number, figure, "A chart.", one, thefts, view(year=str(number)))


@cache
def printed(iso3: str, name: str) -> bytes:
    return place_brief(place(iso3, name), paper="a4")


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize(("iso3", "name"), [("RUS", "Russia"), ("MLT", "Malta")])
def test_a_place_fits_two_pages_with_its_claims_newest_first(iso3: str, name: str) -> None:
    told = place(iso3, name)
    pdf = read(printed(iso3, name))
    text = text_of(pdf)
    assert len(pdf.pages) <= 2
    assert told.figure is not None
    assert told.figure["layout"]["meta"][0]["title"] in text
    assert [caveat for caveat in CAVEATS if caveat not in text] == []
    newest = told.selected.sort_values("as_of_start_first", ascending=False, na_position="last").iloc[:5]
    for _, row in newest.iterrows():
        assert claim_words(row) in text
        assert date_words(row["published"]) in text
    assert "data version 0a1b2c3d" in text
    assert f"{told.name}: no claim" not in text
    root = pdf.trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    assert "/StructTreeRoot" in root


def test_what_has_no_room_is_named_with_its_number() -> None:
    told = place("RUS", "Russia")
    text = text_of(read(printed("RUS", "Russia")))
    left = [f"{len(rows)} claims" for measure, rows in told.others.groupby("measure") if measure == "entered"]
    assert "Left out for lack of space" in text
    assert [words for words in left if words not in text] == []
    assert f"{len(told.happened)} events" in text


def test_a_brief_of_a_day_holds_nothing_of_a_later_day() -> None:
    day = date(2017, 12, 31)
    told, now = place("RUS", "Russia", day), place("RUS", "Russia")
    text = text_of(read(place_brief(told, paper="us-letter")))
    later = set(now.selected["title"]) - set(told.selected["title"]) - set(told.others["title"])
    assert "Only what was published by 31 December 2017" in text
    assert len(later) > 3
    assert [title for title in later if str(title) in text] == []


def test_a_year_has_each_edition_and_the_thefts_that_are_named() -> None:
    told = year(2022)
    pdf = read(year_brief(told, paper="a4"))
    text = text_of(pdf)
    assert len(pdf.pages) <= 2
    assert "12 claims, never added" in text or f"{len(told.claims)} claims, never added" in text
    assert [row["estimator"] for _, row in told.claims.iterrows() if str(row["estimator"]) not in text] == []
    assert [str(victim) for victim in told.thefts["victim"] if str(victim) not in text] == []
    assert text.count("since replaced") == int((~told.claims["is_current"]).sum()) > 0
    assert "Only what was published" not in text


def test_without_a_claim_the_brief_says_so() -> None:
    told = place("RUS", "Russia")
    none = PlaceBrief(
        "Russia", told.facts, None, "", told.selected.iloc[:0], told.others.iloc[:0], told.happened.iloc[:0], told.view
    )
    assert "Russia: no claim in this selection" in text_of(read(place_brief(none, paper="a4")))


WORDS = DocumentWords(
    "Title", "Subtitle", "Footer", "http://127.0.0.1/", "#16202B", "#5C6670", ["Beware."], ["A paper."]
)


@pytest.mark.parametrize("text", ["#panic(1)", "$x$ *b* `c`", "= heading", '"\x07\x00 \\', "<label> @ref", "=1+1"])
def test_text_is_never_read_as_markup(text: str) -> None:
    table = Table(text, (text, "b"), [(text, text)], (text,), text)
    section = Section(text, text, [(text, text)], None, text, text, [table], text, text)
    words = DocumentWords(**{**vars(WORDS), "title": text, "sources": [text], "caveats": [text], "link": text})
    shown = text_of(read(document([section], words)))
    assert text.replace("\x07", "").replace("\x00", "").split()[0] in shown


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    def links(link: str) -> Any:
        return read(document([Section()], DocumentWords(**{**vars(WORDS), "link": link}))).pages[0].get("/Annots")

    assert links("javascript:alert(1)") is None
    assert links("http://127.0.0.1:8501/") is not None
