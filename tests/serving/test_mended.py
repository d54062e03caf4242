"""An address that a sentence or a habit has changed opens the page that it names, with the rest of the link."""

import httpx2
import pytest

from serving import addresses
from serving.mended import OTHERS, meant
from serving.page_list import PAGES

HERE = [f"/{entry.address}" for entry in PAGES] + [f"/{name}" for name in OTHERS]
AFTER = [
    ".",
    ",",
    ")",
    "]",
    "”",
    "’",
    "…",
    "。",
    ".)",
    "/",
    "/.",
    "%2E",
    ";",
    "!",
    "?",
    ">",
    "</a>",
    "\N{ZERO WIDTH SPACE}",
    "’s",
]


@pytest.mark.parametrize("path", HERE)
def test_each_address_stays_and_is_meant_by_what_a_sentence_makes_of_it(path: str) -> None:
    assert meant(path) == path
    for after in AFTER if path != "/" else (".", ")", "”", "…", "%2E", "/"):
        assert meant(path + after) == path, after
    bare = path.rstrip("/")
    for way in (path.upper(), path.replace("_", "-"), path.replace("_", ""), path.replace("_", " ").title()):
        assert meant(way) == path, way
    assert bare == "" or meant(f"{bare}.html") == meant(f"{bare}.HTM.") == path


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_a_page_is_meant_by_its_title(entry) -> None:
    assert meant(f"/{entry.title}") == f"/{entry.address}"


@pytest.mark.parametrize(("path", "file"), [("/data/events.csv.", "events.csv"), ("/data/sources.csv)", "sources.csv")])
def test_a_file_of_the_record_is_meant_by_its_whole_name(path: str, file: str) -> None:
    assert meant(path) == f"/data/{file}"
    assert meant(f"/data/{file}") is None, "it stands there"


@pytest.mark.parametrize(
    "path", ["/nope", "/cripto_theft", "/robots.txt", "/<b>x", "/look/front.js", "/stage/talks.json", "/" + "x" * 5000]
)
def test_what_names_no_page_means_none(path: str) -> None:
    assert meant(path) is None


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("/host_countries.", "/host_countries"),
        ("/host_countries%2E?iso3=RUS&years=2019", "/host_countries?iso3=RUS&years=2019"),
        ("/Host-Countries.html?q=%22%3E%3Cb%3E", "/host_countries?q=%22%3E%3Cb%3E"),
        ("/host_countries/?iso3=RUS", "/host_countries?iso3=RUS"),
        ("/host_countries%3Fiso3=RUS", "/host_countries?iso3=RUS"),
        ("/stage.?talk=ten-minutes", "/stage?talk=ten-minutes"),
    ],
)
def test_the_reader_is_led_on_with_the_rest_of_the_link(server: str, asked: str, page: str) -> None:
    answer = httpx2.get(server + asked)
    assert (answer.status_code, answer.headers["Location"]) == (307, page)
    assert "Content-Security-Policy" in answer.headers
    assert httpx2.post(server + asked).status_code == 405


def test_under_a_base_path(monkeypatch) -> None:
    monkeypatch.setattr(addresses.config, "get_option", lambda name: "briefing")
    assert meant("/briefing/timeline.") == "/briefing/timeline"
    assert meant("/timeline.") is None
