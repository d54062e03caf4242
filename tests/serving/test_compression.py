import gzip
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from serving import compression

TEXT = b"const answer = 42;\n" * 500
FOR_EVER = {"Cache-Control": "public, immutable, max-age=31536000"}


def serve(*, content=TEXT, media_type="text/javascript", headers=FOR_EVER):
    """A client of one file behind the middleware, and how often the file itself was asked for."""
    asked = []

    def file(request):
        asked.append(request.method)
        return Response(content, media_type=media_type, headers=headers)

    app = Starlette(routes=[Route("/file", file)], middleware=[Middleware(compression.CompressOnce)])
    return TestClient(app, headers={"Accept-Encoding": "gzip"}), asked


def test_an_immutable_text_is_compressed_once_and_kept():
    client, asked = serve(headers=FOR_EVER | {"ETag": '"strong"'})
    first, second = client.get("/file"), client.get("/file?again")
    assert asked == ["GET"]
    for answer in (first, second):
        assert answer.content == TEXT
        assert answer.headers["Content-Encoding"] == "gzip"
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


def test_what_comes_compressed_in_pieces_is_kept_whole():
    packed = gzip.compress(TEXT)

    def stream(request):
        pieces = iter([packed[:50], packed[50:]])
        return StreamingResponse(pieces, media_type="text/css", headers=FOR_EVER | {"Content-Encoding": "gzip"})

    app = Starlette(routes=[Route("/file", stream)], middleware=[Middleware(compression.CompressOnce)])
    answer = TestClient(app).get("/file")
    assert answer.content == TEXT
    assert answer.headers["Content-Length"] == str(len(packed))


def test_the_front_end_arrives_compressed(server, fetch):
    page = fetch(server).body.decode()
    (script,) = re.findall(r'<script type="module"[^>]* src="\.(/static/js/index\.[^"]+)"', page)
    packed = fetch(server + script, {"Accept-Encoding": "gzip"})
    plain = fetch(server + script)
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert "immutable" in packed.headers["Cache-Control"]
