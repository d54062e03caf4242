"""Links: a first visit to any page, a link that cannot be followed, and a view that a colleague opens again."""

import random
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, expect

STATES = 20
NOTICE = "stAlert"
# What a reader sees of a page: what is set, what is counted, what is drawn.
READ_VIEW = """() => ({
    set: [...document.querySelectorAll('[aria-checked], [aria-selected], [aria-pressed], [aria-valuenow], input')]
        .map(e => [e.getAttribute('aria-label') ?? e.textContent, e.value, e.checked, e.ariaValueNow,
            e.ariaChecked, e.ariaSelected, e.ariaPressed].join('|')),
    tables: [...document.querySelectorAll('table')].map(table => table.innerText),
    charts: [...document.querySelectorAll('.js-plotly-plot')].map(plot => JSON.stringify(plot.data)),
})"""


def test_a_first_visit_to_a_deep_link_has_the_navigation(start_server: Any, browse: Any) -> None:
    """Streamlit once ran the file of pages/ by itself for whoever asked first."""
    visit = browse(base=start_server())
    visit.open("/host_countries?iso3=CHN")
    expect(visit.page.get_by_role("navigation").get_by_role("link", name="Crypto theft")).to_be_visible()
    expect(visit.page).to_have_title("Host countries · Hard Currency")


def test_a_damaged_link_is_told_and_mended(visit: Any, page: Page, address: str) -> None:
    visit.open(f"{address}?known_on=2024-02-30&nonsense=%3Cscript%3Ealert(1)%3C/script%3E")
    notices = page.get_by_test_id(NOTICE)
    expect(notices.filter(has_text="The link asked for known_on=2024-02-30")).to_be_visible()
    expect(notices.filter(has_text="parameter nonsense")).to_be_visible()
    expect(page).to_have_url(visit.base + address)


@pytest.mark.parametrize(
    "query",
    [
        "iso3=ZZZ",
        "iso3=",
        "measure=Present",
        "region=mars",
        "iso3=CHN&iso3=RUS",
        "measure=%00%FF",
        "iso3=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "iso3=%E2%80%AECHN",
        "region=" + "a" * 5000,
        "MEASURE=present",
    ],
)
def test_ten_damaged_links_open_the_page_with_a_word_about_it(visit: Any, page: Page, query: str) -> None:
    visit.open(f"/host_countries?{query}")
    told = page.get_by_test_id(NOTICE).filter(has_text="The link ")
    if query == "measure=Present":  # another spelling of a code is followed
        expect(told).to_have_count(0)
    else:
        expect(told.first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(visit.chart("map")).to_be_visible()


def moves(page: Page) -> list[Callable[[], None]]:
    """Every way to move a control of the page to another value by one click or key."""
    main = page.get_by_test_id("stMain")
    clicks = [
        *main.get_by_test_id("stButtonGroup").get_by_role("radio", checked=False).all(),
        *main.get_by_test_id("stCheckbox").locator("label").all(),
        *main.locator(".st-key-places button").all()[:10],
    ]
    thumbs = main.get_by_role("slider").all()
    return [*(click.click for click in clicks), *(partial(thumb.press, "ArrowRight") for thumb in thumbs[:1])]


def test_a_link_opens_the_same_view(browse: Any, server: str, addresses: list[str]) -> None:
    """Twenty views reached by clicks, two on each page that has controls, each opened anew by its address alone."""
    chance = random.Random(20191222)
    visit, other = browse(), browse()
    opened = 0
    for address in [*addresses, *addresses]:
        visit.open(address)
        for _ in range(2 if moves(visit.page) and opened < STATES else 0):
            with visit.rerun():
                chance.choice(moves(visit.page))()
            seen, link = visit.page.evaluate(READ_VIEW), visit.page.url
            other.page.goto("about:blank")
            other.open(link.removeprefix(server))
            assert other.page.evaluate(READ_VIEW) == seen, link
            assert other.page.url == link
            opened += 1
    assert opened >= 8
