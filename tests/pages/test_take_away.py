"""What a link made with another version says, and what stands under a figure to be taken along."""

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from loaders.store import STORE
from loaders.tables import load_record
from pages._parts import files, frame

VERSION = load_record().version
OLD = "0badc0de"


def copied(ran: Any) -> dict[str, str]:
    """The texts of the buttons that copy, by their names; the last figure's where several share one."""
    found = re.findall(r'data-copy="([^"]*)"[^>]*?(?: aria-label="([^"]*)")?>([^<]*)<', ran.html)
    return {html.unescape(name or label): unquote(html.unescape(text)) for text, name, label in found}


def told(ran: Any) -> list[str]:
    return [notice for notice in ran.notices if "data version" in notice]


def ways(ran: Any) -> list[str]:
    return [link.proto.page for link in ran.app.get("page_link") if "What changed" in link.proto.label]


def query_of(ran: Any) -> dict[str, list[str]]:
    (link,) = [link.proto for link in ran.app.get("page_link") if "What changed" in link.proto.label]
    return parse_qs(link.query_string)


def test_the_link_of_a_view_opens_it_again_without_a_word(run_page: Callable[..., Any]) -> None:
    first = run_page("host_countries", iso3="RUS", known_on="2023-01-01")
    link = copied(first)["Copy link to this view, with the data version"]
    query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert query == {"iso3": "RUS", "known_on": "2023-01-01", "v": VERSION}
    again = run_page("host_countries", **query)
    assert told(again) == []
    assert again.address == {"iso3": "RUS", "known_on": "2023-01-01"}
    assert again.figures["map"]["data"] == first.figures["map"]["data"]


def test_a_link_of_an_unknown_version_says_so(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", iso3="RUS", v=OLD.upper())
    (notice,) = told(ran)
    assert f"made with data version {OLD}, which this server has not shown, so its day is unknown" in notice
    assert f"This is data version {VERSION}" in notice
    assert "since" not in query_of(ran)
    assert query_of(ran)["iso3"] == ["RUS"]
    assert ran.address == {"iso3": "RUS"}
    ran.again()
    assert len(told(ran)) == 1, "the word stays until the view changes"


@pytest.mark.parametrize(("page", "about"), [("compare", "worker_claims"), ("crypto_theft", "theft_totals")])
def test_a_link_of_a_known_version_offers_what_came_since(
    run_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, page: str, about: str
) -> None:
    monkeypatch.setitem(STORE.versions, OLD, "2025-11-03")
    ran = run_page(page, v=OLD)
    assert "of 3 November 2025" in told(ran)[0]
    assert query_of(ran)["since"] == ["2025-11-03"]
    assert query_of(ran)["about"] == [about]


def test_what_is_offered_names_no_place_of_the_page_before(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", iso3="RUS")
    ran.app.switch_page("pages/compare.py")
    ran.app.query_params.clear()
    ran.app.query_params["v"] = OLD
    assert "iso3" not in query_of(ran.again())


def test_a_version_that_is_none_is_told(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", v="latest")
    assert any("v=latest, which is not a data version" in notice for notice in ran.notices)
    assert ran.address == {}


def test_a_report_names_the_figure_its_link_and_its_version(
    run_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run_page("compare")
    text = copied(ran)["Copy this text about compare/compare"]
    for part in (
        "compare/compare",
        ran.figures["compare"]["layout"]["meta"][0]["title"],
        f"v={VERSION}",
        VERSION,
        "Day: ",
    ):
        assert part in text
    assert "mailto:" not in ran.html
    monkeypatch.setenv("HARD_CURRENCY_CONTACT", "desk@ministry.example")
    mails = re.findall(r'href="(mailto:[^"]*)"', run_page("compare").html)
    (mail,) = [mail for mail in mails if "compare/compare%0A" in mail]
    target = urlsplit(html.unescape(mail))
    assert target.path == "desk@ministry.example"
    assert parse_qs(target.query)["body"][0].strip() == text.strip()


def test_what_is_taken_along_does_not_name_what_the_page_has_let_go_of(
    run_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim about one place is open; its list, further down than the map, lets go of it when another is chosen."""
    claims = load_record().tables["worker_claims"]
    claim = claims[claims["iso3"].eq("RUS") & claims["measure"].eq("present")]["claim_id"].iloc[0]
    ran = run_page("host_countries", iso3="RUS", claim=claim)
    assert f"claim={claim}" in unquote(html.unescape(ran.html))
    ran.app.selectbox(key=ran.key("iso3")).set_value("CHN")
    offered: list[str] = []
    runs: list[list[str]] = []
    monkeypatch.setattr(files, "offer_file", lambda file, key: offered.append(file.name))
    end = frame.settle_links

    def settle() -> None:
        runs.append([*offered])
        offered.clear()
        end()

    monkeypatch.setattr(frame, "settle_links", settle)
    ran.again()
    texts = re.findall(r'data-(?:copy|html)="([^"]*)"', ran.html)
    assert any("iso3=CHN" in unquote(html.unescape(text)) for text in texts)
    assert [text for text in texts if f"claim={claim}" in unquote(html.unescape(text))] == []
    assert "claim" not in ran.app.query_params
    assert [any(claim in name for name in run) for run in runs] == [True, False], "nor do the files"
    ran.again()
    assert len(runs) == 3, "once is enough"
