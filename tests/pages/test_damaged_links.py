"""A link that cannot be followed as it stands opens its page with a word about it; one that can, without."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

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
        ("crypto_theft", {"measure": "share", "known_on": "2024-06-30"}, "year", "claims? about"),
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
        assert opened.controls[name] not in ([2006, date.today().year], None)
        assert re.search(rf"[1-9][0-9]* {shown}", opened.text), (word, opened.address)
