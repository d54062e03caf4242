"""An address at which no page stands says so, and offers the page that was meant."""

import time
from pathlib import Path

import httpx2
import pytest

from serving import addresses
from serving.missing import TITLES, missing_page, nearest_page, page_at, parted
from serving.page_list import PAGES


def test_every_page_is_listed_once() -> None:
    files = {path.stem for path in (Path(__file__).parents[2] / "pages").glob("[!_]*.py")}
    assert sorted(entry.name for entry in PAGES) == sorted(files)
    assert next(iter(TITLES)) == "", "the first page stands at the address /"


def test_every_page_is_still_there(server, fetch, address):
    assert fetch(server + address).status == 200
    assert fetch(server + address, method="HEAD").status == 200


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/nope", ""),
        ("/host-country", "host_countries"),
        ("/cripto_theft", "crypto_theft"),
        ("/en/timeline", "timeline"),
        ("/IT work", "it_workers"),
        ("/host_countries/RUS", "host_countries"),
    ],
)
def test_the_nearest_page_is_offered(path, meant):
    assert page_at(path) is None
    assert nearest_page(path) == meant


def test_the_rest_of_the_link_goes_along(server, fetch):
    answer = httpx2.get(server + "/host-country?iso3=CHN&years=2015-2019")
    assert answer.status_code == 404
    assert '<a href="/host_countries?iso3=CHN&amp;years=2015-2019">Host countries</a>' in answer.text
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert "Content-Security-Policy" in answer.headers
    assert fetch(server + "/host-country", method="HEAD").status == 404


@pytest.mark.parametrize("path", ["/nope.html", "/robots.txt", "/wp-login.php", "/en/timeline.html"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_an_ending_makes_no_page(server, fetch, path, encoding):
    answer = fetch(server + path, headers={"Accept-Encoding": encoding})
    assert (answer.status, answer.headers["Content-Encoding"]) == (404, None)
    assert b"There is no page at" in answer.body


def test_a_file_comes_compressed_as_before(server, fetch):
    answer = fetch(server + "/data/events.csv", headers={"Accept-Encoding": "gzip"})
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")


def test_what_is_asked_for_is_shown_as_text_and_cut():
    page = missing_page("/<script>alert(1)</script>" + "x" * 5000, '"><script>', "")
    assert "<script" not in page
    assert "x" * 100 not in page


def test_under_a_base_path(monkeypatch):
    monkeypatch.setattr(addresses.config, "get_option", lambda name: "briefing")
    assert page_at("/briefing/timeline") == "timeline"
    assert page_at("/briefing") == ""
    assert page_at("/timeline") is None
    assert 'href="/briefing/timeline"' in missing_page("/briefing/nope", "", "")


@pytest.mark.parametrize("path", ["/host_countries?iso3=RUS", "/host_countries&iso3=RUS"])
def test_parameters_whose_sign_was_encoded_or_lost_go_along(path):
    assert 'href="/host_countries?iso3=RUS&amp;measure=x"' in missing_page(path, "measure=x", "")
    assert 'href="/host_countries?q=%22%3E%3Cb%3E=1"' in missing_page('/host_countries?q="><b>=1', "", "")


@pytest.mark.parametrize("path", ["/" + "?" * 60_000, "/" + "a&" * 30_000, "/" + "?/" * 30_000])
def test_signs_without_end_keep_nobody_waiting(path):
    begun = time.process_time()
    assert parted(path) == (path, "")
    assert time.process_time() - begun < 0.5  # it was two seconds, in which nobody was answered
