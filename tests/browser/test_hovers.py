"""What marks say comes apart from their figure: each has its own words, after a step and where they come late too."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

MARKS = ".st-key-chart_timeline .scatterlayer path.point"
ON_STAGE = "#stage .slide.shown[data-labels] .scatterlayer path.point"
TOLD = ".hoverlayer .hovertext"


def point_at(page: Page, place: int, marks: str = MARKS) -> None:
    """Put the pointer on a mark."""
    box = page.locator(marks).nth(place).evaluate("mark => mark.getBoundingClientRect().toJSON()")
    page.mouse.move(box["x"] - 40, box["y"])
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_after_a_step_a_mark_says_what_it_is(reader: Any) -> None:
    page = reader.go("/timeline?lane=nuclear_test")
    point_at(page, 0)
    expect(page.locator(TOLD)).to_contain_text("First DPRK nuclear test9 October 2006")
    page.get_by_role("slider").first.focus()
    with reader.rerun():
        page.keyboard.press("ArrowRight")
    point_at(page, 0)
    expect(page.locator(TOLD)).to_contain_text("Third DPRK nuclear test12 February 2013")


def test_on_the_stage_a_mark_says_what_it_is_too(visit: Any) -> None:
    page = visit.open("/timeline?lane=nuclear_test")
    page.evaluate("void setTimeout(() => document.querySelector('[data-talk=present]').click())")
    page.locator(ON_STAGE).first.wait_for(state="attached")
    point_at(page, 0, ON_STAGE)
    expect(page.locator(TOLD)).to_contain_text("First DPRK nuclear test9 October 2006")
    visit.let_views_come()


@pytest.mark.parametrize("width", [390, 1366])
def test_words_that_come_late_are_told_as_soon_as_they_are_there(chromium: Browser, server: str, width: int) -> None:
    held: list[Any] = []
    sockets: list[WebSocketRoute] = []
    is_holding = True

    def slow(socket: WebSocketRoute) -> None:
        behind = socket.connect_to_server()
        sockets.append(socket)

        def pass_on(message: Any) -> None:
            if is_holding and (held or b"data-hovers" in message):
                held.append(message)
            else:
                socket.send(message)

        behind.on_message(pass_on)

    with chromium.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.route_web_socket(re.compile("_stcore/stream"), slow)
        page.goto(f"{server}/timeline?lane=nuclear_test")
        lanes, words = page.locator(".hc-lane-marks"), page.locator(".hc-lane-told" if width == 390 else TOLD)
        (lanes if width == 390 else page.locator(MARKS)).first.wait_for(state="attached")
        assert held

        def ask() -> None:
            if width == 390:
                lanes.locator("path[transform*=scale]").first.click(force=True)
            else:
                point_at(page, 0)

        ask()
        page.wait_for_timeout(500)
        expect(words).to_have_count(0)
        is_holding = False
        for message in held:
            sockets[-1].send(message)
        page.locator("[data-hovers]").wait_for(state="attached")
        page.wait_for_timeout(500)
        ask()
        expect(words).to_contain_text("First DPRK nuclear test")
