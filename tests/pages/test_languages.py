"""Every page in the language that is none: a finished one shows no word that is neither data nor part of a message."""

import pytest

from language.pseudo import marked
from tests.pages.marked import missed
from tests.pages.quick import open_page
from tests.pages.screen import PAGES

UNFINISHED: tuple[str, ...] = ()
"""Pages of which something may still be missed; they are run all the same."""
VIEWS: list[tuple[str, dict[str, str]]] = [
    *((page, {}) for page in PAGES),
    ("host_countries", {"iso3": "CHN"}),
    ("host_countries", {"iso3": "CHN", "years": "2015-2019"}),
    ("repatriation", {"iso3": "RUS"}),
    ("repatriation", {"status": "reported_gone"}),
    ("crypto_theft", {"measure": "share"}),
    ("crypto_theft", {"view": "yardsticks", "year": "2021"}),
    ("revenue", {"view": "cost"}),
    ("timeline", {"q": "Lazarus"}),
    ("compare", {"a": "KWT", "b": "QAT"}),
    ("search", {"q": "Lazarus"}),
    ("host_countries", {"iso3": "CHN", "known_on": "2019-12-31"}),
    ("crypto_theft", {"sums": "running", "attribution": "any", "year": "2019"}),
    ("crypto_theft", {"view": "incidents", "incident": "ronin-2022"}),
    ("crypto_theft", {"view": "attribution", "by": "government"}),
    ("crypto_theft", {"view": "money", "trail": "service", "outcome": "recovered"}),
    ("it_workers", {"view": "cases", "known_on": "2022-06-01"}),
    ("timeline", {"years": "2019-2019", "over": "theft,russia"}),
    ("changes", {"since": "2025-06-01"}),
    ("changes", {"since": "2019-01-01", "about": "theft_totals"}),
]


@pytest.mark.parametrize(("page", "query"), VIEWS, ids=[f"{page}-{i}" for i, (page, _) in enumerate(VIEWS)])
def test_nothing_is_missed(page: str, query: dict[str, str]) -> None:
    found = missed(page, query)
    assert page in UNFINISHED or found == []


def test_english_by_any_name_is_what_is_shown_without_a_language() -> None:
    assert open_page("search", {"lang": "en-GB"}).hash == open_page("search").hash


def test_a_language_that_is_not_there_is_told() -> None:
    opened = open_page("search", {"lang": "tlh"})
    assert "lang=tlh; the pages are not there in that language. Showing the page without it." in opened.text.replace(
        "\\", ""
    )
    assert opened.address == {}


def test_the_language_stays_in_the_link() -> None:
    opened = open_page("search", {"lang": "XX"})
    assert opened.address == {"lang": "xx"}
    assert marked("the pages are not there in that language") not in opened.text
