import gzip
import re

import pytest

from serving.front_page import front_page, plainly
from serving.security import INDEX_PAGE

ORIGINAL = INDEX_PAGE.read_text(encoding="utf-8")


def test_it_says_what_it_is_and_where_its_server_stands():
    page = front_page(ORIGINAL)
    assert "<title>Hard Currency</title>" in page
    assert 'BACKEND_BASE_URL: location.origin + "/"' in page
    assert "service-desc" not in page
    assert re.findall("<noscript>(.*?)</noscript>", page, re.DOTALL) == [
        "<p>The pages need JavaScript. The record itself is at /data/ and can be read without it.</p>"
    ]


def test_a_changed_front_end_is_noticed():
    with pytest.raises(ValueError, match="no longer holds '<title>Streamlit</title>' once"):
        front_page(ORIGINAL.replace("<title>Streamlit</title>", "<title>Other</title>"))


@pytest.mark.parametrize("path", ["/", "/host_countries", "/changes"])
def test_it_is_the_answer_for_every_page_and_never_kept(server, fetch, path):
    answer = fetch(server + path, headers={"If-None-Match": "*", "Accept-Encoding": "gzip"})
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    page = gzip.decompress(answer.body).decode()
    assert re.sub(r'<div id="hc-first".*?</script>', "", page, flags=re.DOTALL) == front_page(ORIGINAL)
    assert page == fetch(server + path).body.decode()
    assert answer.headers["ETag"] is None


def test_our_style_sheet_comes_last_and_is_fetched_once(server, fetch):
    page = front_page(ORIGINAL)
    address = re.search(r'<link rel="stylesheet" href="(/look/style[^"]+)">', page).group(1)
    assert page.index(address) > page.index('<div id="root">') > page.index("</head>")
    assert page.index("</head>") > page.index("@font-face") > page.rindex("static/css/")
    assert re.search(r'rel="preload"\s+href="/look/sans\.', page)
    answer = fetch(server + address)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]


def test_other_files_keep_their_tags(server, fetch):
    address = re.search(r'src="\./(static/js/index[^"]+)"', ORIGINAL).group(1)
    tag = fetch(f"{server}/{address}").headers["ETag"]
    assert fetch(f"{server}/{address}", headers={"If-None-Match": tag}).status == 304


def test_the_picture_of_a_view_may_come_compressed_and_a_page_comes_whole():
    asked = [(b"accept-encoding", b"gzip"), (b"range", b"bytes=0-9")]
    assert plainly({"path": "/first/abc.svg", "headers": asked})["headers"] == asked
    assert plainly({"path": "/host_countries", "headers": asked})["headers"] == []
