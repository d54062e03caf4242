"""The address that makes documents of several views: what it refuses, and what the documents of a true server hold."""

import io
import json
import urllib.error
import urllib.request
from email.message import Message
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from serving.basket import LARGEST, MOST, AskedWronglyError, asked_for, basket_page
from serving.views import is_page

VIEW = {"view": "/host_countries?iso3=MLT", "chart": "ranges"}


def body(**changes: Any) -> bytes:
    return json.dumps({"kind": "pdf", "title": "Mine", "items": [VIEW], **changes}).encode()


def test_kind_title_and_items_are_read() -> None:
    assert asked_for(body()) == ("pdf", "Mine", [VIEW])
    assert asked_for(body(title=" "))[1] == "Hard Currency"


@pytest.mark.parametrize(
    "wrong",
    [
        b"no json",
        b"[" * 100_000,
        b"[]",
        body(kind="exe"),
        body(kind=["pdf"]),
        body(kind={}),
        body(items=[]),
        body(items=[VIEW] * (MOST + 1)),
        body(items="view"),
        body(items=[{**VIEW, "rows": "x"}]),
        body(items=[{"view": "/"}]),
        body(items=[{**VIEW, "view": 5}]),
        body(items=[{**VIEW, "view": "/" * 3000}]),
        body(items=[{**VIEW, "file": "x"}]),
        body(title="x" * 200),
        body(title=None),
        body(title="\ud800"),
    ],
)
def test_anything_else_is_refused_with_a_reason(wrong: bytes) -> None:
    with pytest.raises(AskedWronglyError):
        asked_for(wrong)


@pytest.mark.parametrize("view", ["/", "/host_countries", "/host_countries?iso3=RUS&known_on=2023-01-01"])
def test_pages_of_ours_are_known(view: str) -> None:
    assert is_page(view)


@pytest.mark.parametrize(
    "view",
    [
        *(
            "",
            "host_countries",
            "/" + "/host.invalid/",
            "/nowhere",
            "/host_countries/../..",
            "/data/",
            "/\x00",
            "/[",
            5,
        ),
        *(None, "http:" + "//host.invalid/host_countries", "/_stcore/health", "javascript:alert(1)"),
    ],
)
def test_nothing_else_is_opened(view: object) -> None:
    assert not is_page(view)


def test_the_page_holds_nothing_of_the_reader_s() -> None:
    page = basket_page()
    assert page.count("<script") == 2
    assert '<ol id="items"></ol>' in page


def ask(server: str, asked: bytes, kind: str = "application/json") -> tuple[int, bytes, Message]:
    request = urllib.request.Request(f"{server}/basket/document", asked, {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read(), refused.headers


def test_views_are_read_through_their_pages_and_a_bad_link_loses_nothing_else(server: str) -> None:
    items = [
        {"view": "/host_countries?iso3=mlt&utm_source=mail&v=0badc0de", "chart": "ranges"},
        {"view": "/host_countries?iso3=QQQ", "chart": "map"},
        {"view": "/nowhere", "chart": "map"},
        {"view": "/crypto_theft?year=2021&known_on=2023-06-01", "rows": "theft-2021"},
    ]
    status, content, headers = ask(server, body(kind="xlsx", items=items))
    book = openpyxl.load_workbook(io.BytesIO(content))
    left = json.loads(headers["Left-Out"])
    assert status == 200
    assert [line.split(":")[0] for line in left] == ["/host_countries?iso3=QQQ (map)", "/nowhere (map)"]
    assert "no place is known by that name" in left[0]
    assert book.sheetnames[1:3] == ["1 ranges", "2 theft-2021"]
    head, *lines = book["2 theft-2021"].iter_rows(values_only=True)
    published = [str(line[head.index("published")]) for line in lines]
    assert len(published) > 1
    assert max(published) <= "2023-06-01"
    links = [line[5] for line in list(book["Contents"].iter_rows(values_only=True))[1:3]]
    assert links == [f"{server}/host_countries?iso3=MLT", f"{server}/crypto_theft?year=2021&known_on=2023-06-01"]

    status, content, headers = ask(server, body(kind="pptx", items=[{"view": "/host_countries", "chart": "map"}]))
    (group,) = [shape for shape in Presentation(io.BytesIO(content)).slides[0].shapes if shape.shape_type == 6]
    named = {shape.name for shape in group.shapes}
    assert {"CHN", "RUS"} <= named
    assert headers["Cache-Control"] == "no-store"
    untitled = ask(
        server, body(kind="pptx", title="", items=[{"view": "/host_countries?iso3=MLT", "chart": "ranges"}])
    )[2]
    assert untitled["Content-Disposition"].endswith("''hard-currency-host-countries.pptx")


def test_what_is_no_basket_is_refused(server: str) -> None:
    assert ask(server, body(), "text/plain")[0] == 415
    assert ask(server, b"{}")[0] == 422
    assert ask(server, b" " * (LARGEST + 1))[0] == 413
