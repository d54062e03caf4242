"""A link that cannot be followed as it stands opens its page with a word about it; one that can, without."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.live import RECORD
from tests.pages.quick import open_page
from tests.pages.screen import PAGES

RunPage = Callable[..., Any]


def about_the_link(ran: Any) -> list[str]:
    return [notice for notice in ran.notices if notice.startswith("The link ")]


@pytest.mark.parametrize("page", PAGES)
def test_a_damaged_link_is_told_and_mended(run_page: RunPage, page: str) -> None:
    ran = run_page(page, known_on="2024-02-30", nonsense="<script>alert(1)</script>")
    told = about_the_link(ran)
    assert any("asked for known_on=2024-02-30" in notice for notice in told)
    assert any("parameter nonsense" in notice for notice in told)
    assert ran.address == {}
    assert about_the_link(run_page(page)) == []


@pytest.mark.parametrize(
    "query",
    [
        {"iso3": "ZZZ"},
        {"iso3": ""},
        {"region": "mars"},
        {"MEASURE": "ghosts"},
        {"known_on": "2099-01-01"},
    ],
    ids=str,
)
def test_what_names_nothing_is_told_and_the_map_is_there(run_page: RunPage, query: dict[str, str]) -> None:
    ran = run_page("host_countries", **query)
    assert about_the_link(ran) != []
    assert "map" in ran.figures


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        ({"measure": "Present", "iso3": "ivory coast"}, {"iso3": "CIV"}),
        ({"MEASURE": "visas_issued"}, {"measure": "visas_issued"}),
    ],
)
def test_another_spelling_is_followed_without_a_word(
    run_page: RunPage, query: dict[str, str], mended: dict[str, str]
) -> None:
    ran = run_page("host_countries", **query)
    assert about_the_link(ran) == []
    assert ran.address == mended


@pytest.mark.parametrize(
    ("page", "query", "name", "shown"),
    [
        *(("host_countries", query, "years", "claims? behind this page") for query in ({}, {"known_on": "2020-06-30"})),
        ("host_countries", {"iso3": "RUS", "measure": "visas_issued"}, "years", "claims? behind this page"),
        ("host_countries", {"region": "africa"}, "years", "claims? behind this page"),
        ("timeline", {"lane": "un_resolution"}, "years", "events?"),
        ("crypto_theft", {"view": "incidents", "least": "100"}, "years", "thefts?"),
        ("crypto_theft", {"measure": "all", "known_on": "2024-06-30"}, "year", "claims? about"),
    ],
    ids=str,
)
def test_the_newest_and_the_first_year_have_something_in_them(
    page: str, query: dict[str, str], name: str, shown: str
) -> None:
    """Of what the link asks for, on the day that it names."""
    for word in ("latest", "earliest"):
        opened = open_page(page, {**query, name: word})
        assert "The link asked" not in opened.text
        assert opened.controls[name] != [2006, date.today().year]
        assert opened.controls[name] is not None or word == "latest"  # which a single year is by default
        assert re.search(rf"[1-9][0-9]* {shown}", opened.text), (word, opened.address)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        *(("compare", "claim"), ("repatriation", "claim"), ("revenue", "claim"), ("it_workers", "claim")),
        *(("it_workers", "event"), ("timeline", "event"), ("sources", "source"), ("crypto_theft", "incident")),
        *(("crypto_theft", "claim"), ("host_countries", "claim")),
    ],
)
def test_the_key_of_a_row_of_another_kind_says_what_it_is_and_which_view_shows_it(page: str, name: str) -> None:
    """Whichever view of the page is open; of a row that the day does not know yet nothing is said."""
    key = "worker_claims" if name in ("event", "source", "incident") or page == "revenue" else "incidents"
    rows = RECORD.tables[key]
    row = str(rows[rows["act"] == "theft"]["incident_id"].iloc[0] if key == "incidents" else rows["claim_id"].iloc[0])
    ((notice, offer),) = open_page(page, {name: row.upper()}).state["links_notices"]
    assert notice.startswith(f"The link asked for {name}={row}, which is not in this selection. It is: ")
    assert offer.page == ("pages/crypto_theft.py" if key == "incidents" else "pages/host_countries.py")
    assert row in offer.query.values()
    ((notice, offer),) = open_page(page, {name: row, "known_on": "2007-01-01"}).state["links_notices"]
    assert (row in notice, offer) == (False, None)
    assert "not known on that day" in notice


@pytest.mark.parametrize(
    ("page", "query", "ways"),
    [
        ("sources", {"q": "zzqq"}, "Try fewer or shorter words."),
        ("sources", {"q": "zzqq", "kind": "news", "known_on": "2015-01-01"}, "words, every kind or a later day."),
        ("timeline", {"q": "zzqq"}, "Try fewer or other words."),
        (
            "timeline",
            {"q": "zzqq", "years": "2010-2012", "known_on": "2015-01-01"},
            "words, more years or a later day.",
        ),
        ("host_countries", {"years": "2005", "sector": "medical"}, "Try more years, every sector or another measure."),
        (
            "host_countries",
            {"known_on": "2018-01-01", "measure": "visas_issued", "years": "2005"},
            "measure or a later day.",
        ),
    ],
)
def test_what_leaves_nothing_names_what_to_loosen_and_nothing_else(page: str, query: dict[str, str], ways: str) -> None:
    assert ways in open_page(page, query).text
