"""The years go by: on the map by its buttons and keys, on the stage by keys; nothing moves unasked."""

import re
from typing import Any

from playwright.sync_api import Page, expect

YEARS = re.compile(r"years=(\d{4})-\1")


def year(page: Page) -> int:
    found = YEARS.search(page.url)
    return int(found[1]) if found else 0


def within(year: int) -> re.Pattern[str]:
    """What a map of this year alone says that it shows."""
    return re.compile(f"at any time, {year}(?! to)")


def wait_for_year(page: Page, wanted: int) -> None:
    expect(page).to_have_url(re.compile(f"years={wanted}-{wanted}"), timeout=30_000)


def test_the_years_play_pause_and_end_with_all_of_them(reader: Any) -> None:
    page = reader.go("/host_countries?years=2024-2024")
    play = page.get_by_role("button", name="Play", exact=True)
    speed = page.get_by_role("button", name="Playback speed: 1×")
    before = page.evaluate("history.length")
    page.wait_for_timeout(2000)
    assert year(page) == 2024  # nothing moves by itself
    speed.click()
    expect(page.get_by_role("button", name="Playback speed: 2×")).to_be_visible()
    play.click()
    pause = page.get_by_role("button", name="Pause", exact=True)
    expect(pause).to_have_attribute("aria-pressed", "true")
    wait_for_year(page, 2025)
    pause.click()
    expect(play).to_have_attribute("aria-pressed", "false")
    stood = year(page)
    page.wait_for_timeout(3000)
    assert year(page) == stood
    assert page.evaluate("history.length") <= before + 1
    play.click()
    expect(page).to_have_url(re.compile(r"/host_countries$"), timeout=60_000)
    expect(play).to_be_visible()
    reader.settle()


def test_keys_step_and_play_but_not_while_something_is_typed(reader: Any) -> None:
    page = reader.go("/host_countries?years=2016-2016")
    with reader.rerun():
        page.keyboard.press("k")
    wait_for_year(page, 2017)
    expect(page.locator(".hc-said[role=status]")).to_contain_text(within(2017))
    assert "2017" in [note["text"] for note in reader.figure("map")["layout"]["annotations"]]
    with reader.rerun():
        page.keyboard.press("j")
    wait_for_year(page, 2016)
    box = page.get_by_placeholder("Search in this table").first
    box.fill("")
    box.type("jkp")
    page.wait_for_timeout(1500)
    assert year(page) == 2016
    box.press("Tab")
    reader.settle()


def test_who_wants_less_motion_gets_the_slow_pace(browse: Any) -> None:
    visit = browse(reduced_motion="reduce")
    page = visit.open("/host_countries?years=2016-2016")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Playback speed: ½×")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    visit.settle()


def test_on_stage_the_years_step_and_the_slide_comes_back_as_planned(browse: Any, server: str) -> None:
    visit = browse(width=1920, height=1080)
    page = visit.page
    page.goto(f"{server}/stage?view=%2Fhost_countries%3Fyears%3D2016-2016&chart=map")
    slide, measure = page.locator("#stage .slide[data-labels]"), page.locator(".slide.shown .measure")
    expect(slide).to_have_count(1, timeout=60_000)
    planned = measure.inner_text()
    assert within(2016).search(planned)
    page.wait_for_timeout(1500)
    for key, expected in (("k", within(2017)), ("k", within(2018)), ("j", within(2017))):
        page.keyboard.press(key)
        expect(measure).to_contain_text(expected, timeout=30_000)
        expect(page.locator(".slide.shown .main-svg").first).to_be_visible()
        page.wait_for_timeout(1500)
    page.keyboard.press("p")
    expect(measure).to_contain_text(within(2018), timeout=30_000)
    page.keyboard.press("p")
    page.keyboard.press("Escape")
    expect(measure).to_have_text(planned)
    assert "/stage" in page.url
    page.keyboard.press("?")
    expect(page.locator("#panel")).to_contain_text("plays the years")


def test_on_stage_a_slide_without_years_says_so(browse: Any, server: str) -> None:
    visit = browse(width=1366, height=768)
    page = visit.page
    page.goto(f"{server}/stage?view=%2Ftimeline&chart=timeline")
    expect(page.locator("#stage .slide[data-labels]")).to_have_count(1, timeout=60_000)
    page.keyboard.press("k")
    expect(page.locator("#sign")).to_contain_text("no years to step through")
