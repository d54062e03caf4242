"""The dashboard under a path of a site, behind nginx: pages, sockets, outlines, data and files all stand below it."""

import asyncio
import re

import pytest

from tests.deploy.conftest import run_site

BASE = "briefing"


@pytest.fixture(scope="module")
def below(tmp_path_factory):
    with run_site(tmp_path_factory.mktemp("below"), base=BASE, processes=1) as site:
        yield site


def test_everything_stands_below_the_path(below):
    browser = below.browser()
    page = browser.get(f"/{BASE}/host_countries")
    assert page.status_code == 200
    script = re.search(rf'src="(/{BASE}/look/front\.\w+\.js)"', page.text)
    for address in (script[1], f"/{BASE}/ready", f"/{BASE}/data/", f"/{BASE}/data/events.csv", f"/{BASE}/stage"):
        assert browser.get(address).status_code == 200, address
    index = browser.get(f"/{BASE}/data/").text
    assert set(re.findall(r'href="/(\w+)/data', index)) == {BASE}
    assert browser.get("/host_countries").status_code == 404
    assert browser.get(f"/{BASE}/_stcore/metrics").status_code == 404
    assert browser.get(f"/{BASE}/host-countries.html").headers["location"] == f"/{BASE}/host_countries"
    missing = browser.get(f"/{BASE}/host_contries")
    assert missing.status_code == 404
    assert f'href="/{BASE}/host_countries"' in missing.text


def test_a_page_draws_its_map_and_hands_over_its_files_there(below):
    async def visit():
        browser = below.browser()
        async with browser.session(base=f"/{BASE}") as reader:
            assert not (await reader.follow("host_countries", "iso3=CHN")).has_failed
            drawn = [delta.new_element.plotly_chart for delta in reader.elements]
            maps = [chart for chart in drawn if "choropleth" in chart.spec]
            outlines = set(re.findall(r'"geojson":"([^"]+)"', maps[0].spec.replace("\\u002f", "/")))
            assert outlines
            assert all(address.startswith(f"/{BASE}/data/boundaries/") for address in outlines), outlines
            assert f"/{BASE}/data/boundaries/" in maps[0].config
            files = [await reader.address_of(file_id) for file_id in reader.files]
            assert files
            return [*outlines, *(f"/{BASE}{file}" if not file.startswith(f"/{BASE}") else file for file in files)]

    browser_of_files = below.browser()
    for address in asyncio.run(visit()):
        assert browser_of_files.get(address).status_code == 200, address
