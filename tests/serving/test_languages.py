"""What the server itself answers is in the language that the request asks for; so is what our scripts say."""

import html
import io
import json
import re
from pathlib import Path

import httpx2
import pytest
from babel.messages.extract import extract

from language.messages import KEYWORDS, PSEUDO, every_form, speaking
from language.pseudo import marked
from serving.basket import spoken_view
from serving.files import LOOK
from serving.languages import asked_by
from tests.pages.marked import is_data
from tests.unmarked import unmarked

SCRIPTS = sorted(LOOK.glob("*.js"))
NAMED = re.compile(r'(?:aria-label|title)="([^"]*)"')
ADDRESS = re.compile(r"/data/\S+|(?:^|\b|/)[\w.-]+\.(?:md|json|atom)\b|/host_contries|If-None-Match|Parquet")
CALL = re.compile(r'\b(?:tr|plural)\("((?:[^"\\]|\\.)*)"')


def in_no_language(page: str) -> list[str]:
    """What of a page is neither data nor part of a message; the lines of code that a reader copies are no words, and a
    message may hold an element as a part."""
    page = re.sub(r"<(pre|style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    texts = [html.unescape(re.sub(r"<[^>]+>", "", page)), *NAMED.findall(page)]
    return [piece for text in texts for piece in unmarked(text) if not is_data(ADDRESS.sub("", piece))]


@pytest.mark.parametrize(
    ("path", "status"),
    [("basket", 200), ("stage", 200), ("stage/notes", 200), ("data/", 200), ("host_contries", 404)],
)
def test_pages_of_the_server_speak_the_language_asked_for(server: str, path: str, status: int) -> None:
    answer = httpx2.get(f"{server}/{path}?lang=xx")
    assert answer.status_code == status
    assert "⟦" in answer.text
    assert in_no_language(answer.text) == []
    assert "⟦" not in httpx2.get(f"{server}/{path}").text
    assert "⟦" not in httpx2.get(f"{server}/{path}?lang=tlh").text


@pytest.mark.parametrize(
    "path", ["data/nothing.csv", "data/nothing.parquet", "_stcore/metrics", "stage/talks/none.json"]
)
def test_so_do_its_refusals(server: str, path: str) -> None:
    said = httpx2.get(f"{server}/{path}?lang=xx").text
    said = json.loads(said)["error"] if path.endswith(".json") else said
    assert in_no_language(said) == []


def test_a_document_that_was_asked_for_wrongly_is_refused_in_that_language(server: str) -> None:
    answer = httpx2.post(f"{server}/basket/document?lang=xx", json={"kind": "pdf", "items": []})
    assert (answer.status_code, unmarked(json.loads(answer.content)["error"])) == (422, ["40"])


def test_views_of_a_document_are_read_in_its_language() -> None:
    link = "/crypto_theft?year=2022&q=a%20b"
    assert spoken_view(link) == link
    assert spoken_view("/crypto_theft?lang=xx&year=2022") == "/crypto_theft?year=2022"
    with speaking(PSEUDO):
        assert spoken_view("/crypto_theft?year=2022") == "/crypto_theft?year=2022&lang=xx"
        assert spoken_view("//elsewhere/") == "//elsewhere/"


def test_the_language_of_a_request() -> None:
    queries = {
        b"": "",
        b"lang=XX": "xx",
        b"a=b&lang=xx-anything": "xx",
        b"lang=en-GB": "",
        b"lang=tlh": "",
        b"lang=%ff": "",
    }
    assert {query: asked_by({"query_string": query}) for query in queries} == queries


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.name))
def test_every_message_of_a_script_is_gathered(path: Path) -> None:
    """Babel reads JavaScript by rules of its own; a call that it overlooks would stay English."""
    source = path.read_text(encoding="utf-8")
    found = extract("javascript", io.BytesIO(source.encode()), KEYWORDS)
    gathered = [message if isinstance(message, str) else message[0] for _, message, _, _ in found]
    assert sorted(gathered) == sorted(re.sub(r"\\(.)", r"\1", said) for said in CALL.findall(source))
    assert len(re.findall(r"(?<!function )\b(?:tr|plural)\(", source)) == len(gathered)


def test_a_page_in_english_holds_no_messages(server: str) -> None:
    assert b"hc-messages" not in httpx2.get(server + "/").content
    page = httpx2.get(server + "/?lang=xx").text
    assert b"hc-messages" in httpx2.get(server + "/timeline?lang=xx").content
    (told,) = re.findall(r'<script type="application/json" id="hc-messages">(.*?)</script>', page)
    assert json.loads(told)["Copied"] == marked("Copied")


def test_a_number_has_a_form_of_each_kind_that_its_language_knows() -> None:
    with speaking(PSEUDO):
        assert every_form("{n} slide", "{n} slides") == {"one": marked("{n} slide"), "other": marked("{n} slides")}
