"""The search page: every answer leads to its view, and that view opens it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest


def ways(ran: Any) -> dict[str, tuple[str, dict[str, str]]]:
    """Page and parameters behind every link of the page, by its words; those with parameters only."""
    links = [link.proto for link in ran.app.get("page_link")]
    return {
        link.label.replace("\\", ""): (link.page, dict(parse_qsl(link.query_string)))
        for link in links
        if link.query_string and link.page != "changes"  # the banner of a day has a link of its own
    }


def test_answers_lead_to_their_views(run_page: Callable[..., Any]) -> None:
    found = ways(run_page("search", q="bybit"))
    assert found["Bybit (21 February 2025)"] == (
        "crypto_theft",
        {"view": "incidents", "attribution": "any", "incident": "bybit-2025"},
    )
    assert found["Bybit (3 documents)"] == ("sources", {"q": "Bybit"})
    assert any(query == {"source": "fbi-2025-bybit"} for _, query in found.values())
    assert ways(run_page("search", q="라오스"))["Laos (라오스)"] == ("host_countries", {"iso3": "LAO"})
    resolution = ways(run_page("search", q="2397"))
    assert ("timeline", {"event": "ev-2017-12-22-res2397"}) in resolution.values()


@pytest.mark.parametrize("text", ["bybit", "laos", "panel of experts"])
def test_every_way_opens_without_a_complaint(run_page: Callable[..., Any], text: str) -> None:
    first_of_kind = {(page, *query): (page, query) for page, query in ways(run_page("search", q=text)).values()}
    assert first_of_kind
    for page, query in first_of_kind.values():
        ran = run_page(page, **query)
        assert not [notice for notice in ran.notices if "The link" in notice]
        assert query.items() <= (ran.address | {"view": query.get("view", "")}).items()


def test_more_answers_than_shown_are_counted(run_page: Callable[..., Any]) -> None:
    ran = run_page("search", q="korea")
    assert "The 12 nearest of" in ran.text


def test_a_box_that_is_empty_and_a_name_that_nothing_has(run_page: Callable[..., Any]) -> None:
    ran = run_page("search")
    assert not ways(ran)
    assert not ran.notices
    ran.app.text_input(key=ran.key("q")).set_value("no such name anywhere")
    ran.again()
    assert any("Try fewer letters" in notice for notice in ran.notices)
    assert ran.address == {"q": "no such name anywhere"}


def test_what_is_no_country_is_said_to_be_part_of_one(run_page: Callable[..., Any]) -> None:
    assert any(
        "lists it under Ukraine; the record has no place" in told for told in run_page("search", q="Crimea").notices
    )
    assert not run_page("search", q="Donbas").notices


def test_a_day_leaves_out_what_was_published_later(run_page: Callable[..., Any]) -> None:
    ran = run_page("search", q="bybit", known_on="2024-12-31")
    assert not ways(ran)
    assert any("a later day" in notice for notice in ran.notices)


def test_every_page_leads_to_the_search(run_page: Callable[..., Any]) -> None:
    for page in ("overview", "sources"):
        assert "search" in [link.proto.page for link in run_page(page).app.get("page_link")]
