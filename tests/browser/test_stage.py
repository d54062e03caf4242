"""The stage: keys, the speaker's window, the live view, sizes, the file to take along, a server that dies."""

import contextlib
import json
import re
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.conftest import COLD, run_process

SECRET = "only the speaker reads this"
MINE = {
    "name": "mine",
    "title": "Three slides",
    "data_version": "00000000",
    "slides": [
        {"id": "a", "view": "/revenue?view=cost", "chart": "revenue_cost", "highlight": "2021"},
        {"id": "b", "view": "/revenue?view=cost", "chart": "revenue_shares", "title": "A title of my own"},
        {"id": "c", "view": "/it_workers", "chart": "it_claims"},
    ],
}
NOTES = {
    "a": {"notes": SECRET, "said": ["An old finding: $1", "about $1"]},
    "b": {"notes": f"{SECRET} too", "said": []},
    "c": {"notes": "", "said": ["Another old finding"]},
}
COMPOSED = f"""if (location.protocol === "http:" && origin !== "null" && !localStorage.getItem("hc-talk")) {{
    localStorage.setItem("hc-talk", {json.dumps(json.dumps(MINE))});
    localStorage.setItem("hc-talk-notes", {json.dumps(json.dumps(NOTES))});
}}"""
DRAWN = "#stage .slide[data-labels]"
SHOWN = "[...document.querySelectorAll('#stage .slide')].findIndex(slide => slide.classList.contains('shown')) + 1"
SIZES = """() => {
    const stage = document.querySelector("#stage"), by_stage = stage.getBoundingClientRect().width / stage.offsetWidth
    const size = part => parseFloat(getComputedStyle(part).fontSize) * by_stage
    const slide = document.querySelector(".slide.shown"), scaled = slide.querySelector(".scaled")
    const by = scaled.getBoundingClientRect().width / scaled.offsetWidth
    const labels = [...slide.querySelectorAll(".main-svg text")].filter(text => text.textContent.trim())
    return {title: size(slide.querySelector("h1")), measure: size(slide.querySelector(".measure")),
        source: size(slide.querySelector(".source")),
        labels: Math.min(...labels.map(text => parseFloat(getComputedStyle(text).fontSize) * by))}
}"""


@pytest.fixture(scope="module")
def talk(chromium, server, visit_class):
    """A visit of a talk of three slides composed in this browser, all of them drawn."""
    visit = visit_class(chromium, server, 1920, 1080, "light")
    visit.context.add_init_script(COMPOSED)
    page = visit.page
    visit.open("/revenue?view=cost")  # to its end: a page left while its socket opens reports an error
    page.evaluate("void setTimeout(() => location.assign('/stage?talk=mine&slide=2'))")  # once this has been answered
    expect(page.locator(DRAWN)).to_have_count(3, timeout=90_000)
    yield visit
    visit.context.close()
    assert visit.faults == []


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_keys_pressed_before_the_talk_is_there_are_not_lost(chromium, server, visit_class):
    """In a context of its own, which ends while slides are still being drawn."""
    visit, held = visit_class(chromium, server, 1366, 768, "light"), []
    page, talk = visit.page, "**/stage/talks/ten-minutes.json"
    page.route(talk, lambda route: held.append(route))
    with page.expect_request(talk):
        page.goto(f"{server}/stage?talk=ten-minutes")
    press(page, "ArrowRight", "o")
    expect(page.locator("li.now")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("li.now")).to_be_visible()
    assert "slide=2" in page.url
    assert visit.faults == []
    visit.context.close()


def test_every_key_moves_as_told(talk):
    page = talk.page
    assert page.evaluate(SHOWN) == 2
    for keys, slide in {
        "ArrowRight": 3, "ArrowLeft": 2, "Home": 1, " ": 2, "PageDown": 3, "PageUp": 2, "End": 3, "ArrowRight ": 3,
        "1 Enter": 1, "2 Enter": 2, "r": 2, "c": 2, "9 Enter": 3, "Home ": 1, "3 ArrowRight Enter": 2, "o 3 Enter": 3,
        "Home o o": 1,
    }.items():  # fmt: skip
        press(page, *(keys.split() or [" "]))
        assert page.evaluate(SHOWN) == slide, keys
    assert "slide=1" in page.url
    press(page, "b")
    expect(page.locator("#blank")).to_be_visible()
    press(page, "b")
    expect(page.locator("#blank")).to_be_hidden()
    press(page, "?")
    expect(page.get_by_text("back to where you were")).to_be_visible()
    press(page, "Escape", "o")
    expect(page.locator("#panel .grid li")).to_have_count(3)
    for part in page.locator("#panel .small").all():
        assert part.bounding_box()["height"] > 100
    press(page, "ArrowRight", "Enter")
    assert page.evaluate(SHOWN) == 2
    expect(page.locator("#panel")).to_be_hidden()
    page.mouse.click(1800, 500)
    page.mouse.click(100, 500)
    page.mouse.click(100, 500)
    assert page.evaluate(SHOWN) == 1
    press(page, "f")
    expect(page.locator(":fullscreen").first).to_be_attached()
    press(page, "f")


def test_a_key_held_down_counts_once_and_a_mouse_that_drags_moves_no_chart(talk):
    page = talk.page
    press(page, "Home")
    for key in ("ArrowRight", "b", "v"):
        page.keyboard.down(key)
        page.keyboard.down(key)
        page.keyboard.up(key)
        if key == "b":
            expect(page.locator("#blank")).to_be_visible()
            press(page, "b")
    expect(page.locator("#wings iframe.live")).to_be_visible()
    press(page, "Escape")
    assert page.evaluate(SHOWN) == 2
    assert "stage" in page.url
    assert set(
        page.evaluate("[...document.querySelectorAll('.js-plotly-plot')].map(plot => plot._fullLayout.dragmode)")
    ) == {False}


def test_a_change_of_slide_is_a_swap_of_what_is_drawn(talk):
    page = talk.page
    drawn = page.evaluate("""async () => {
        const frame = () => new Promise(requestAnimationFrame), drawn = []
        for (const key of ["End", "Home", "ArrowRight", "ArrowRight", "ArrowLeft", "Home"]) {
            dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}))
            await frame(); await frame()
            drawn.push(Boolean(document.querySelector(".slide.shown .main-svg text")))
        }
        return drawn
    }""")
    assert drawn == [True] * 6  # two frames after the key, whatever else the machine does


def test_no_page_of_three_slides_is_fetched_again_when_they_are_leafed_through(talk):
    page = talk.page
    fetched = []
    press(page, "Home", "ArrowRight", "End")
    talk.let_views_come()
    page.on("request", lambda request: fetched.append(request.url) if request.is_navigation_request() else None)
    press(page, "Home", "End", "ArrowLeft")
    talk.let_views_come()
    assert fetched == []


def test_nothing_but_the_slide_is_seen_and_it_can_be_read(talk):
    page = talk.page
    for slide in ("1", "2", "3"):
        press(page, slide, "Enter")
        sizes = page.evaluate(SIZES)
        assert sizes["title"] >= 56
        assert sizes["measure"] >= 32
        assert sizes["labels"] >= 31.99
        assert sizes["source"] >= 24
    assert page.locator(".slide[data-faults='0']").count() == 3  # no label upon another, none cut off
    assert page.evaluate("[document.scrollingElement.scrollHeight, document.scrollingElement.scrollWidth]") == [
        1080,
        1920,
    ]
    seen = page.evaluate("""[...document.body.children].filter(part => {
        const style = getComputedStyle(part), box = part.getBoundingClientRect()
        return style.display !== "none" && box.width && box.height && box.right > 0
    }).map(part => part.id)""")
    assert seen == ["stage"]
    assert all(
        page.locator("#wings iframe").evaluate_all(
            "all => all.map(one => getComputedStyle(one).visibility === 'hidden')"
        )
    )
    press(page, "2", "Enter")
    assert page.locator(".slide.shown h1").inner_text() == "A title of my own"
    press(page, "1", "Enter")
    pointed = page.locator(".slide.shown .main-svg tspan[style*='bold']").all_text_contents()
    assert [text for text in pointed if "2021" in text]


def test_the_live_view_answers_and_returns(talk):
    page = talk.page
    press(page, "1", "Enter", "v")
    live = page.locator("#wings iframe.live")
    expect(live).to_be_visible()
    view = live.content_frame
    option = view.get_by_text("For comparison", exact=True)
    option.click(timeout=30_000)
    expect(view.locator(".st-key-chart_revenue_yardstick .js-plotly-plot").first).to_be_attached()
    press(page, "v")
    expect(page.locator("#wings iframe.live")).to_have_count(0)
    assert page.evaluate(SHOWN) == 1
    assert "Nuclear weapons" in page.locator(".slide.shown h1").inner_text()
    press(page, "ArrowRight", "ArrowLeft")
    assert page.evaluate(SHOWN) == 1


def test_the_speaker_s_window_keeps_step_and_the_notes_stay_there(talk):
    page = talk.page
    press(page, "Home")
    with talk.context.expect_page() as opened:
        press(page, "n")
    notes = opened.value
    expect(notes.locator("textarea")).to_have_value(SECRET)
    stale = notes.locator(".stale")
    expect(stale.locator("del")).to_have_text(["An old finding: $1", "about $1"])
    expect(stale.locator("ins").first).to_contain_text("Nuclear weapons")
    expect(stale).to_contain_text(re.compile(r"In the chart now\s*about \$\d+ million"))
    expect(stale).to_contain_text("Written with data version 00000000, shown with ")
    expect(notes.locator(".others")).to_have_text("Changed too: slide 3")
    expect(notes.locator(".small .slide")).to_have_count(2)
    press(page, "ArrowRight")
    expect(notes.locator("#place")).to_have_text("Slide 2 of 3", timeout=500)
    expect(notes.locator("textarea")).to_have_value(f"{SECRET} too")
    notes.locator("#place").click()
    notes.keyboard.press("PageDown")
    page.wait_for_timeout(300)
    assert page.evaluate(SHOWN) == 3
    talk.let_views_come()  # one that only begins would report the socket that it cannot open
    talk.context.set_offline(True)
    press(page, "Home")
    expect(notes.locator("#place")).to_have_text("Slide 1 of 3", timeout=500)
    talk.context.set_offline(False)
    notes.get_by_role("button", name="Start again").click()
    notes.wait_for_timeout(2100)
    press(page, "n")  # the same window, with its clock
    notes.reload()
    expect(notes.locator("#place")).to_have_text("Slide 1 of 3")
    expect(notes.locator("#elapsed")).not_to_have_text(re.compile("0:0[01]"), timeout=1)
    assert notes in talk.context.pages
    assert len(talk.context.pages) == 2
    assert json.loads(notes.evaluate("localStorage.getItem('hc-times-mine')"))["spent"]
    other = talk.context.new_page()
    other.goto(f"{talk.base}/stage?talk=mine&slide=3")
    expect(notes.locator("#place")).to_have_text("Slide 3 of 3")  # of two tabs, the one touched last is followed
    press(page, "2", "Enter")
    expect(notes.locator("#place")).to_have_text("Slide 2 of 3")
    press(notes, "Home")
    expect(notes.locator("#place")).to_have_text("Slide 1 of 3")
    assert [tab.evaluate(SHOWN) for tab in (page, other)] == [1, 3]
    other.close()
    notes.close()
    assert SECRET not in page.content()
    assert SECRET not in page.evaluate("document.body.textContent")
    talk.faults[:] = [fault for fault in talk.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def test_what_the_audience_s_page_can_read_of_a_shipped_talk_holds_no_note(server):
    def fetch(path):
        return urllib.request.urlopen(server + path).read().decode()

    told = json.loads(fetch("/stage/talks/ten-minutes.json?notes=1"))
    assert all(slide["notes"] for slide in told["slides"])
    seen = fetch("/stage?talk=ten-minutes") + fetch("/stage/talks/ten-minutes.json") + fetch("/stage/talks.json")
    for slide in told["slides"]:
        assert not [line for line in slide["notes"].splitlines() if line.strip() and line in seen]
    assert {key for slide in json.loads(fetch("/stage/talks/ten-minutes.json"))["slides"] for key in slide} <= {
        "view", "chart", "title", "highlight",
    }  # fmt: skip


def test_the_talk_is_taken_along_and_given_from_disk_without_a_network(talk, tmp_path, chromium):
    page = talk.page
    press(page, "o")
    files = {}
    for name, has_notes in (("plain", False), ("notes", True)):
        page.get_by_label("with notes").set_checked(has_notes)
        with page.expect_download(timeout=60_000) as saved:
            page.get_by_role("button", name="Save as one file").click()
        files[name] = tmp_path / f"{name}.html"
        saved.value.save_as(files[name])
        expect(page.get_by_role("button", name="Save as one file")).to_be_enabled()
    press(page, "Escape")
    assert SECRET not in files["plain"].read_text()
    assert SECRET in files["notes"].read_text()
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    away, faults = context.new_page(), []
    away.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else faults.append(request.url),
    )
    away.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    away.on("pageerror", lambda error: faults.append(str(error)))
    away.goto(files["plain"].as_uri())
    expect(away.locator(DRAWN)).to_have_count(3, timeout=30_000)
    press(away, "End")
    assert away.evaluate(SHOWN) == 3
    assert away.locator(".slide.shown .main-svg text").count() > 5
    assert away.evaluate("document.querySelector('.slide.shown .js-plotly-plot').data.length") > 0
    press(away, "2", "Enter", "o")
    expect(away.locator("#panel .grid li")).to_have_count(3)
    context.close()
    assert faults == []


def test_a_talk_is_composed_kept_reordered_and_read_again(talk, tmp_path):
    page = talk.page
    press(page, "o")
    page.get_by_role("button", name="Later: slide 1").click()
    expect(page.locator("#panel .grid li").nth(1)).to_contain_text("Nuclear weapons")
    talk.let_views_come()
    page.get_by_role("button", name="Earlier: slide 2").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download the talk").click()
    file = tmp_path / "mine.toml"
    saved.value.save_as(file)
    assert SECRET in file.read_text()
    talk.let_views_come()
    page.get_by_role("button", name="Remove: slide 3").click()
    expect(page.locator("#panel .grid li")).to_have_count(2)
    talk.let_views_come()
    title = page.get_by_label("Title of slide 2")
    title.fill("<b>Mine</b>")
    title.press("Enter")
    expect(page.locator("#panel .small h1").nth(1)).to_have_text("<b>Mine</b>")
    title.fill("")
    title.press("Enter")
    expect(page.locator("#panel .small h1").nth(1)).not_to_have_text("<b>Mine</b>")
    talk.let_views_come()
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("#stage .slide")).to_have_count(3)
    kept = json.loads(page.evaluate("localStorage.getItem('hc-talk-notes')"))
    assert [one["notes"] for one in kept.values()][:2] == [SECRET, f"{SECRET} too"]
    assert [slide["view"] for slide in json.loads(page.evaluate("localStorage.getItem('hc-talk')"))["slides"]] == [
        slide["view"] for slide in MINE["slides"]
    ]


def test_esc_leads_back_to_the_view_and_a_view_offers_the_stage(talk):
    page = talk.page
    expect(page.locator(DRAWN)).to_have_count(3, timeout=90_000)
    talk.let_views_come()
    press(page, "Escape")
    page.wait_for_url(re.compile(r"/revenue\?view=cost"))
    chart = page.locator(".st-key-chart_revenue_cost")
    talk.settle()
    chart.get_by_role("button", name="Add to talk").click()
    expect(chart.get_by_role("button", name="Added as slide 4")).to_be_visible()
    chart.get_by_role("button", name="Present this").click()
    page.wait_for_url(re.compile(r"/stage\?view="))
    expect(page.locator(DRAWN)).to_have_count(1, timeout=60_000)
    talk.let_views_come()
    press(page, "Escape")
    page.wait_for_url(re.compile(r"/revenue\?view=cost"))
    talk.settle()


OF_TWO_VIEWS = """
title = "Three slides of two views"
data_version = "00000000"
[[slide]]
view = "/crypto_theft"
chart = "by_year"
[[slide]]
view = "/crypto_theft"
chart = "against"
[[slide]]
view = "/crypto_theft?year=2022"
chart = "year_detail"
"""


def test_the_picture_stays_when_the_server_dies_and_the_stage_recovers(chromium, tmp_path):
    (tmp_path / "of-two-views.toml").write_text(OF_TWO_VIEWS)
    settings = {**COLD, "HARD_CURRENCY_TALKS": str(tmp_path)}
    with contextlib.closing(chromium.new_context(viewport={"width": 1366, "height": 768})) as context:
        page = context.new_page()
        with run_process(tmp_path / "before.txt", settings=settings) as (process, url):
            page.goto(f"{url}/stage?talk=of-two-views")
            expect(page.locator(DRAWN)).to_have_count(3, timeout=60_000)
            process.kill()
        expect(page.locator("#sign")).to_have_text("The server cannot be reached; the picture stays", timeout=12_000)
        assert page.locator(".slide.shown .main-svg text").count() > 5
        sign = page.locator("#sign").bounding_box()
        assert sign["y"] >= 0
        assert sign["y"] + sign["height"] <= page.locator(".slide.shown h1").bounding_box()["y"]
        expect(page.locator("#wings iframe").first.content_frame.get_by_test_id("stDialog")).to_be_attached()
        press(page, "ArrowRight", "ArrowRight")  # the pages that have lost their server take no keys
        assert page.evaluate(SHOWN) == 3
        press(page, "n")
        expect(page.locator("#sign")).to_have_text("The server cannot be reached; the notes window opens when it can.")
        press(page, "v")
        with run_process(tmp_path / "after.txt", settings=settings, port=urlsplit(url).port):
            expect(page.locator("#sign")).to_be_hidden(timeout=12_000)
            expect(page.locator("#wings iframe")).not_to_have_count(0)  # the live view is made ready again
