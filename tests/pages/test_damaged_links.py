"""A link that cannot be followed as it stands opens its page with a word about it; one that can, without."""

from collections.abc import Callable
from typing import Any

import pytest

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
