import gzip
import re

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from serving import compression

TEXT = b"const answer = 42;\n" * 500
FOR_EVER = {"Cache-Control": "public, immutable, max-age=31536000"}


def serve(*, accepted="gzip", content=TEXT, media_type="text/javascript", headers=FOR_EVER):
    """A client of one file behind the middleware, and how often the file itself was asked for."""
    asked = []

    def file(request):
        asked.append(request.method)
        return Response(content, media_type=media_type, headers=headers)

    app = Starlette(routes=[Route("/file", file)], middleware=[Middleware(compression.CompressOnce)])
    return TestClient(app, headers={"Accept-Encoding": accepted}), asked


@pytest.mark.parametrize(("accepted", "coding"), [("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("br", "br")])
def test_an_immutable_text_is_compressed_once_and_kept(accepted, coding):
    client, asked = serve(accepted=accepted, headers=FOR_EVER | {"ETag": '"strong"'})
    first, second = client.get("/file"), client.get("/file?again")
    assert asked == ["GET"]
    for answer in (first, second):
        assert answer.content == TEXT
        assert answer.headers["Content-Encoding"] == coding
        assert int(answer.headers["Content-Length"]) < len(TEXT) / 10
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["ETag"] == 'W/"strong"'


@pytest.mark.parametrize(
    "case",
    [
        {"headers": {"Cache-Control": "no-cache"}},
        {"headers": {}},
        {"media_type": "font/woff2"},
        {"media_type": "image/png"},
    ],
)
def test_what_may_change_or_is_compact_passes_as_it_is(case):
    client, asked = serve(**case)
    for _ in range(2):
        answer = client.get("/file")
        assert answer.content == TEXT
        assert "Content-Encoding" not in answer.headers
    assert asked == ["GET", "GET"]


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("GET", {"Accept-Encoding": "identity"}),
        ("GET", {"Range": "bytes=0-9"}),
        ("GET", {"If-None-Match": '"tag"'}),
    ],
)
def test_other_questions_go_to_the_file(method, headers):
    client, asked = serve()
    client.get("/file")
    assert "Content-Encoding" not in client.request(method, "/file", headers=headers).headers
    assert asked == ["GET", method]


def test_readers_of_two_codings_each_get_their_own():
    client, asked = serve()
    for coding in ("br", "gzip", "br"):
        answer = client.get("/file", headers={"Accept-Encoding": coding})
        assert (answer.headers["Content-Encoding"], answer.content) == (coding, TEXT)
    assert asked == ["GET", "GET"]


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_what_comes_compressed_in_pieces_is_kept_whole(coding):
    packed = gzip.compress(TEXT)

    def stream(request):
        pieces = iter([packed[:50], packed[50:]])
        return StreamingResponse(pieces, media_type="text/css", headers=FOR_EVER | {"Content-Encoding": "gzip"})

    app = Starlette(routes=[Route("/file", stream)], middleware=[Middleware(compression.CompressOnce)])
    answer = TestClient(app).get("/file", headers={"Accept-Encoding": f"gzip;q=0.5, {coding}"})
    assert answer.content == TEXT
    assert answer.headers["Content-Encoding"] == coding
    assert (answer.headers["Content-Length"] == str(len(packed))) == (coding == "gzip")


def test_the_front_end_arrives_compressed(server, fetch):
    page = fetch(server).body.decode()
    (script,) = re.findall(r'<script type="module"[^>]* src="\.(/static/js/index\.[^"]+)"', page)
    plain = fetch(server + script)
    for coding, unpack in {"gzip": gzip.decompress, "br": brotli.decompress}.items():
        packed = fetch(server + script, {"Accept-Encoding": coding})
        assert unpack(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 2
        assert "immutable" in packed.headers["Cache-Control"]


def test_only_the_plain_spelling_of_an_address_is_kept():
    asked = []

    def file(request):
        asked.append(request.url.path)
        return Response(TEXT, media_type="text/javascript", headers=FOR_EVER)

    middle = compression.CompressOnce(Starlette(routes=[Route("/{way:path}", file)]))
    client = TestClient(middle, headers={"Accept-Encoding": "gzip"})
    for way in ("/%2e/file", "/x/%2e%2e/file", "/x//file", "/file/", "/x%5cfile"):
        answer = client.get(way)
        assert answer.content == TEXT
        assert "Content-Encoding" not in answer.headers
    assert middle.kept == {}
    client.get("/file")
    assert list(middle.kept) == [("/file", "gzip")]


@pytest.mark.parametrize("sent", [[], [TEXT]])
def test_what_stopped_when_its_reader_left_is_not_kept_for_the_others(sent):
    """As Starlette does: it ends without the rest, or without a word, once the connection is gone."""
    answers = iter([[*sent], [TEXT, TEXT, b""]])
    start = {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"cache-control", b"immutable"), (b"content-type", b"text/javascript")],
    }

    async def file(scope, receive, send):
        await send(start)
        for part in next(answers):
            await send({"type": "http.response.body", "body": part, "more_body": bool(part)})

    middle = compression.CompressOnce(file)
    client = TestClient(middle, headers={"Accept-Encoding": "gzip"})
    assert client.get("/file").content == b"".join(sent)
    assert middle.kept == {}
    assert client.get("/file").content == TEXT * 2


def test_there_is_an_end_to_what_is_kept(monkeypatch):
    monkeypatch.setattr(compression, "MOST_KEPT", 400)
    app = Starlette(
        routes=[Route("/{way:path}", lambda request: Response(TEXT, media_type="text/css", headers=FOR_EVER))]
    )
    middle = compression.CompressOnce(app)
    client = TestClient(middle, headers={"Accept-Encoding": "gzip"})
    for way in "abcdefghijab":
        client.get(f"/{way}")
    assert sum(len(kept[-1]["body"]) for kept in middle.kept.values()) <= 400
    assert list(middle.kept)[-1] == ("/b", "gzip")
    assert len(middle.kept) > 1


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip;q=0", None), ("identity, gzip;q=0.000", None), ("gzip; Q=0 , *", None), ("*;q=0", None),
        ("notgzip", None), ("", None), ("gzip;q=0.001", "gzip"), ("GZIP", "gzip"), ("x-gzip", "gzip"),
        ("*", "gzip"), ("br;q=0, gzip", "gzip"), ("gzip;q=abc", "gzip"), ("br;q=0", None), ("*, br;q=0", "gzip"),
        ("zstd", None), ("BR , gzip;q=0", "br"), ("gzip;q=1, br;q=0.1", "br"),
    ],
)  # fmt: skip
def test_who_refuses_a_coding_gets_none_and_nothing_inside_sees_another_spelling(accepted, coding):
    client, _ = serve()
    for _ in range(2):  # kept from the first time on
        with client.stream("GET", "/file", headers={"Accept-Encoding": accepted}) as answer:
            assert answer.headers.get("Content-Encoding") == coding
    scope = {"type": "http", "headers": [(b"accept-encoding", accepted.encode())]}
    inside = compression.plainly_encoded(scope, accepted)
    is_gzip = compression.takes(accepted, "gzip")
    assert inside["headers"] == ([(b"accept-encoding", b"gzip")] if is_gzip else [])
