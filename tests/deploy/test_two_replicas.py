"""What deploy/README.md promises of two processes behind nginx."""

import asyncio
import re
import socket
import ssl
import time

import pytest

VIEW = ("host_countries", "iso3=CHN&years=2015-2019")
PLACES = ["RUS", "CHN", "POL", "MNG", "QAT"]


async def shown(browser):
    """What a page shows of a view: its address, and all its words."""
    async with browser.session() as reader:
        assert not (await reader.follow(*VIEW)).has_failed
        words = [delta.new_element.markdown.body for delta in reader.elements if delta.new_element.markdown.body]
        assert words
        return reader.query, words


async def file_addresses(reader, place):
    """Where the files stand that the view of a place offers: its rows, and what their columns mean."""
    await reader.follow("host_countries", f"iso3={place}")
    addresses = [await reader.address_of(file_id) for file_id in reader.files]
    assert all(address.startswith("/media/") for address in addresses)
    return addresses


def test_a_reader_stays_with_one_process_and_all_their_files_come(site):
    async def download(place):
        browser = site.browser()
        assert browser.get("/").status_code == 200
        async with browser.session() as reader:
            addresses = await file_addresses(reader, place)
            answers = [await asyncio.to_thread(browser.get, address) for address in (addresses * 10)[:20]]
            return browser.replica, [answer.status_code for answer in answers if len(answer.content) > 100]

    async def five_readers():
        return [await download(place) for place in PLACES]

    answers = asyncio.run(five_readers())
    assert [code for _, codes in answers for code in codes] == [200] * 100
    assert {replica for replica, _ in answers} == {"one", "two"}


def test_without_affinity_files_are_lost(site):
    """The bad case: it shows that the test above can fail."""

    async def ask():
        async with site.browser("one").session() as reader:
            address = (await file_addresses(reader, "THA"))[0]  # its rows
            return [site.browser(name).get(address).status_code for name in ("one", "two")]

    assert asyncio.run(ask()) == [200, 404]


def test_a_rolling_restart_loses_no_view(site):
    async def roll():
        browser = site.browser("one")
        before = await shown(browser)
        assert browser.replica == "one"
        for name, other in (("one", "two"), ("two", "one")):
            async with browser.session() as reader:
                assert browser.replica == name
                await reader.follow(*VIEW)
                await asyncio.to_thread(site.replicas[name].stop)
                await asyncio.wait_for(reader.socket.wait_closed(), 5)  # the page notices, and opens itself anew
            assert await shown(browser) == before
            assert browser.replica == other
            async with browser.session() as reader:
                answers = [browser.get(address) for address in await file_addresses(reader, "NPL")]
                assert {answer.status_code for answer in answers} == {200}
            site.replicas[name].start()
            site.replicas[name].wait_until_ready()
            assert browser.get("/").status_code == 200
            assert browser.replica == other, "who has moved stays, since their session is there"

    asyncio.run(roll())


@pytest.mark.parametrize("path", ["upload_file/a/b", "agent/openapi.json", "metrics", "script-health-check"])
def test_addresses_that_no_reader_needs_are_closed(site, path):
    answer = site.browser().get(f"/_stcore/{path}")
    assert answer.status_code == 404
    assert "nginx" in answer.text  # the processes are not asked


def test_answers_are_guarded_compressed_and_nothing_is_said_of_the_proxy(site):
    browser = site.browser()
    answer = browser.get("/data/sources.csv", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Strict-Transport-Security"]
    assert "1.22" not in answer.headers["Server"]
    cookie = answer.headers["Set-Cookie"]
    assert re.fullmatch(r"replica=(one|two); Path=/; HttpOnly; Secure; SameSite=Lax", cookie)
    assert "Set-Cookie" not in browser.get("/data/sources.csv").headers  # it is said once


def test_what_is_slow_or_huge_is_cut_off_by_the_proxy(site):
    assert site.browser().get("/?" + "x" * 60_000).status_code == 414
    assert site.browser().get("/", method="POST", content=b"x" * 100_000).status_code == 413
    begun = time.monotonic()
    with (
        socket.create_connection(("127.0.0.1", site.port)) as plain,
        site.trust.wrap_socket(plain, server_hostname="dashboard.example") as slow,
    ):
        slow.settimeout(8)
        slow.sendall(b"GET / HTTP/1.1\r\nHost: dashboard.example\r\nX: ")
        said = slow.recv(1000)  # the end, or a word about the time
        assert said == b"" or b" 408 " in said
    assert time.monotonic() - begun < 8


def test_another_name_is_not_answered(site):
    plain = ssl.create_default_context()
    plain.check_hostname, plain.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", site.port)) as connection,
        pytest.raises(ssl.SSLError),
    ):
        plain.wrap_socket(connection, server_hostname="evil.example")
