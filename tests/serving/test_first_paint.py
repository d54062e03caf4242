from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from language.messages import speaking
from loaders.kept import Kept
from serving import ahead, first_paint
from serving.first_paint import Painted, Picture
from serving.page_list import PAGES

VERSION = "651b5340"
CHOSEN = {"iso3": "RUS", "known_on": "2023-01-01"}
PAINTED = Painted(
    "Russia <b>7</b>",
    "all claims",
    "Counted: workers",
    alt='A "map"',
    picture="abc",
    day="As known on 1 January 2023",
    below='<p class="hc-value">7</p>',
    asked_for=("/data/world.geojson",),
)


@pytest.fixture(autouse=True)
def nothing_handed_over(monkeypatch):
    monkeypatch.setattr(first_paint, "VIEWS", Kept(first_paint.MOST_VIEWS))
    monkeypatch.setattr(first_paint, "DRAWINGS", Kept(first_paint.MOST_BYTES, lambda picture: picture.size))


@pytest.fixture
def hand_over():
    def hand_over(theme="light", painted=PAINTED, version=VERSION, **chosen):
        picture = Picture(lambda: "<svg/>", 6)
        first_paint.keep("host_countries", version, chosen or CHOSEN, theme, painted, picture)

    return hand_over


def ask(query, place="host_countries", *, version=VERSION, own=None, faults=(), own_faults=()):
    record = None if version is None else SimpleNamespace(version=version, own=own)
    store = SimpleNamespace(valid=record, faults=list(faults), own_faults=list(own_faults))
    return first_paint.first_paint({"query_string": query.encode()}, place, store)


def test_every_page_says_its_name_and_its_question_and_leads_to_the_others():
    for entry in PAGES:
        said = ask("", entry.address)
        assert f"<h1>{entry.title}</h1><p>{entry.question}</p>" in said
        assert f" aria-current=page>{entry.title}</a>" in said or entry.is_hidden
        assert all(f">{each.title}</a>" in said for each in PAGES if not each.is_hidden)


def test_what_the_page_will_ask_for_is_told_with_it_where_it_is_known(hand_over, monkeypatch):
    monkeypatch.setattr(ahead, "ELEMENTS", {"timeline": {"plotly_chart": None}})
    hand_over()
    view = ask("known_on=2023-01-01&iso3=RUS")
    outlines = '<link rel="preload" as="fetch" crossorigin href="/data/world.geojson">'
    assert f'</div><template id="hc-ahead" data-chart="">{outlines}</template><script' in view
    assert '<template id="hc-ahead" data-chart=""></template>' in ask("iso3=CHN")
    other = ask("", "timeline")
    chart = ahead.chart_script("timeline")
    assert f'<template id="hc-ahead" data-chart="{chart}"><link rel="modulepreload" crossorigin href=' in other
    assert f'crossorigin href="{chart}"></template>' in other


def test_it_speaks_the_language_of_the_reader():
    with speaking("xx"):
        said = ask("lang=xx")
    assert f"<h1>{PAGES[1].title}</h1>" not in said
    assert 'href="/timeline?lang=xx"' in said


def test_a_view_drawn_before_shows_its_finding_its_picture_in_each_theme_and_its_figures(hand_over):
    hand_over("light")
    hand_over("dark", Painted("Russia <b>7</b>", picture="def"))
    said = ask("known_on=2023-01-01&iso3=RUS")
    assert "<p>As known on 1 January 2023</p><h2>Russia &lt;b&gt;7&lt;/b&gt;</h2><p>all claims</p>" in said
    assert 'aria-label="A &quot;map&quot;" data-light="/first/abc.svg" data-dark="/first/def.svg"' in said
    assert '<small>Counted: workers</small><p class="hc-value">7</p>' in said


@pytest.mark.parametrize(
    "query", ["", "iso3=RUS", "iso3=CHN&known_on=2023-01-01", "iso3=RUS&known_on=2023-01-01&x=1", "iso3=RUS&iso3=RUS"]
)
def test_another_view_shows_no_finding(hand_over, query):
    hand_over()
    hand_over(iso3="RUS", known_on="2023-01-01", measure="sent")
    assert "<h2>" not in ask(query)


def test_nothing_is_shown_where_something_has_to_be_said_first(hand_over):
    hand_over()
    query = "iso3=RUS&known_on=2023-01-01"
    assert "<h2>" in ask(query)
    assert "<h2>" in ask(query + "&v=651b5340")
    assert "<h2>" not in ask(query + "&v=f98f722a")
    assert "<h2>" not in ask(query, version=None)
    assert "<h2>" not in ask(query, version="f98f722a")
    assert "<h2>" not in ask(query, faults=["a fault"])
    assert "<h2>" not in ask(query, own_faults=["a fault"])
    assert "<h2>" not in ask(query, own="two own rows")


def test_a_record_as_known_on_a_day_is_of_the_version_that_is_shown(hand_over):
    hand_over(version=f"{VERSION}, as known on 2023-01-01")
    assert "<h2>" in ask("iso3=RUS&known_on=2023-01-01")


def test_what_was_drawn_yesterday_is_not_shown_today(hand_over, monkeypatch):
    hand_over()
    later = SimpleNamespace(today=lambda: "tomorrow")
    monkeypatch.setattr(first_paint, "date", later)
    assert "<h2>" not in ask("iso3=RUS&known_on=2023-01-01")


def test_a_picture_is_drawn_when_it_is_asked_for_and_kept_by_the_browser_for_ever(hand_over):
    client = TestClient(Starlette(routes=first_paint.first_paint_routes()))
    assert client.get("/first/abc.svg").status_code == 404
    hand_over()
    answer = client.get("/first/abc.svg")
    assert (answer.status_code, answer.text, answer.headers["Content-Type"]) == (200, "<svg/>", "image/svg+xml")
    assert "immutable" in answer.headers["Cache-Control"]


def test_what_is_kept_is_bounded(hand_over):
    for number in range(first_paint.MOST_VIEWS + 5):
        hand_over(painted=Painted("x", picture=str(number)), iso3=str(number))
    assert len(first_paint.VIEWS) == first_paint.MOST_VIEWS
    first_paint.keep("map", VERSION, {}, "light", PAINTED, Picture(lambda: "", first_paint.MOST_BYTES))
    assert len(first_paint.DRAWINGS) == 1
