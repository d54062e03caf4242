"""Links: a first visit to any page, a link that cannot be followed, and a view that a colleague opens again."""

import itertools
import random
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

STATES = 4  # two hundred are opened without a browser, in tests/pages/test_random_states.py
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


def follow(visit: Any, link: str) -> Locator:
    """Open a link; what the page has to say about it."""
    visit.open(link)
    return visit.page.get_by_test_id("stAlert").filter(has_text="The link ")


@pytest.mark.parametrize("opened", ["/", "/crypto_theft"])
def test_a_damaged_link_is_told_and_mended(reader: Any, opened: str) -> None:
    """Every page is asked the same without a browser, in tests/pages/test_damaged_links.py; so are more such links."""
    told = follow(reader, f"{opened}?known_on=2024-02-30&nonsense=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(told.filter(has_text="asked for known_on=2024-02-30")).to_be_visible()
    expect(told.filter(has_text="parameter nonsense")).to_be_visible()
    expect(reader.page).to_have_url(reader.base + opened)


@pytest.mark.parametrize(
    "query",
    [
        "iso3=CHN&iso3=RUS",
        "measure=%00%FF&iso3=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "iso3=%E2%80%AEZZZ&region=" + "a" * 5000,
    ],
    ids=lambda query: query[:24],
)
def test_what_a_browser_makes_of_a_damaged_link_opens_the_page_with_a_word_about_it(reader: Any, query: str) -> None:
    told = follow(reader, f"/host_countries?{query}")
    for name in {part.partition("=")[0] for part in query.split("&")}:
        expect(told.filter(has_text=name)).to_be_visible()
    expect(reader.chart("map")).to_be_visible()


def test_another_spelling_is_followed_without_a_word(reader: Any) -> None:
    expect(follow(reader, "/host_countries?MEASURE=Visas_issued&iso3=%E2%80%AECHN.")).to_have_count(0)


def test_a_sign_written_as_in_the_source_of_a_page_hides_no_day(reader: Any) -> None:
    expect(follow(reader, "/host_countries?iso3=CHN&#038;known_on=2018-01-01&#38;measure=visas_issued")).to_have_count(
        0
    )
    for part in ("iso3=CHN", "known_on=2018-01-01", "measure=visas_issued"):
        expect(reader.page).to_have_url(re.compile(part))


def test_what_stands_behind_the_section_of_a_link_hides_no_day(reader: Any) -> None:
    for link in ("/host_countries?iso3=CHN#&known_on=2018-01-01", "/host_countries?iso3=CHN#map?known_on=2018-01-01"):
        expect(follow(reader, link)).to_have_count(0)
        for part in ("iso3=CHN", "known_on=2018-01-01"):
            expect(reader.page).to_have_url(re.compile(rf"\?[^#]*{part}"))


def moves(page: Page) -> list[Callable[[], None]]:
    """Every way to move a control of the page to another value by one click or key."""
    main = page.get_by_test_id("stMain")
    clicks = [
        *main.get_by_test_id("stButtonGroup").get_by_role("radio", checked=False).all(),
        *main.get_by_test_id("stCheckbox").locator("label").all(),
    ]
    thumbs = main.get_by_role("slider").all()
    return [*(click.click for click in clicks), *(partial(thumb.press, "ArrowRight") for thumb in thumbs[:1])]


def test_a_link_opens_the_same_view(reader: Any, visit: Any, server: str, addresses: list[str]) -> None:
    """Views reached by clicks, two on a page at random, each opened anew by its address alone."""
    chance = random.Random(20191222)
    opened, still = 0, set()
    for address in itertools.cycle(addresses):
        if address in still:
            continue
        reader.go(address)
        if not moves(reader.page):
            still.add(address)
        for _ in range(2 if address not in still else 0):
            with reader.rerun():
                chance.choice(moves(reader.page))()
            seen, link = reader.page.evaluate(READ_VIEW), reader.page.url
            visit.page.goto("about:blank")
            visit.open(link.removeprefix(server))
            assert visit.page.evaluate(READ_VIEW) == seen, link
            assert visit.page.url == link
            opened += 1
        if opened >= STATES:
            break


def test_each_step_back_or_forward_is_one_view_with_its_own_day(visit: Any, page: Page) -> None:
    """A way whose address is mended on arrival is one step, and no step takes over the day of another."""
    page.goto("about:blank")
    visit.open("/method?known_on=2023-01-01&utm_source=mail&iso3=zzz")
    with visit.rerun():
        page.get_by_role("link", name="What changed since").click()
    expect(page).to_have_url(re.compile(r"/changes\?since=2023-01-01$"))
    with visit.rerun():
        page.go_back()
    expect(page).to_have_url(re.compile(r"/method\?known_on=2023-01-01$"))
    with visit.rerun():
        page.go_forward()
    expect(page).to_have_url(re.compile(r"/changes\?since=2023-01-01$"))
    expect(page.get_by_role("button", name="As known today")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/method\?known_on=2023-01-01$"))
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_a_link_opened_beside_the_page_has_its_day_and_its_language(visit: Any, page: Page) -> None:
    visit.open("/timeline?known_on=2023-01-01&lang=xx")
    with page.context.expect_page() as opened:
        page.locator("a[href*=repatriation]").first.click(modifiers=["Control"])
    expect(opened.value).to_have_url(re.compile(r"/repatriation\?known_on=2023-01-01&lang=xx$"))
    expect(page).to_have_url(re.compile(r"/timeline\?known_on=2023-01-01&lang=xx$"))


def test_a_link_to_a_section_stays_at_it_until_the_reader_moves(reader: Any) -> None:
    page: Page = reader.open("/host_countries?iso3=RUS#who-says-what")
    page.wait_for_timeout(2000)  # what stands above has been laid out
    section = page.locator("#who-says-what")
    top, top_of_a_section = section.evaluate(
        "part => [0, 1].map(() => { const top = part.getBoundingClientRect().top; part.scrollIntoView(); return top })"
    )
    assert top == pytest.approx(top_of_a_section, abs=1)
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -3000)
    expect(section).not_to_be_in_viewport()
    page.wait_for_timeout(500)
    expect(section).not_to_be_in_viewport()
