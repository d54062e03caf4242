"""A talk of the reader's own: slides from several tabs, what they said, and files that cannot be opened."""

import json
import re

import pytest
from playwright.sync_api import expect

DRAWN = "#stage .slide[data-labels]"


def kept(page):
    return json.loads(page.evaluate("localStorage.getItem('hc-talk')"))["slides"]


def test_a_slide_added_in_another_tab_joins_the_talk_and_what_it_says_is_remembered(reader):
    page = reader.go("/revenue?view=cost", 1920, 1080)
    add = page.locator(".st-key-chart_revenue_cost").get_by_role("button", name="Add to talk")
    add.click()
    expect(page.get_by_role("button", name="Added as slide 1")).to_be_visible()
    stage = reader.context.new_page()
    stage.goto(f"{reader.base}/stage?talk=mine")
    expect(stage.locator(DRAWN)).to_have_count(1)
    expect(add).to_be_visible()
    add.click()
    expect(stage.locator(DRAWN)).to_have_count(2)
    assert all(figure.startswith("about $") for figure in kept(page)[0]["figures"])
    assert len(kept(page)) == 2
    stage.keyboard.press("o")
    with stage.expect_download() as saved:
        stage.get_by_role("button", name="Download the talk").click()
    assert "million" in saved.value.path().read_text().split("said = [")[1].split("\n")[2]
    stage.close()


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ('view = "/\\t/elsewhere"\nchart = "map"', "Slide 1, view: .* is no link of this dashboard"),
        ('view = "/x/../stage?talk=mine"\nchart = "map"', "Slide 1, view: .* is no link of this dashboard"),
        ('view = "/"\nview = "/"\nchart = "map"', "Line 5, slide 1, view: view is given twice"),
        ('notes = "\\U00110000"', "Line 4, slide 1, notes: there is no .U00110000 in a text"),
        ('said = [["a"]]', "Line 4, slide 1, said: a text in quotation marks"),
        (f'title = "{"x" * 141}"', "Line 4, slide 1, title: it must be one line of at most 140 characters"),
    ],
)
def test_a_faulty_talk_is_refused_with_its_place(visit, page, written, fault):
    page.goto(f"{visit.base}/stage")
    file = f'title = "One"\ndata_version = "00000000"\n[[slide]]\n{written}\n'
    page.locator("#panel input[type=file]").set_input_files(
        {"name": "my.toml", "mimeType": "text/plain", "buffer": file.encode()}
    )
    expect(page.locator("#panel .told")).to_have_text(re.compile(fault))


def test_a_slide_of_no_view_says_so_and_holds_up_no_other(visit, page):
    file = b"""
title = "Two slides"
data_version = "00000000"
[[slide]]
view = "/no_such_page"
chart = "map"
[[slide]]
view = "/revenue?view=cost"
chart = "revenue_cost"
"""
    page.goto(f"{visit.base}/stage")
    picked, told = page.locator("#panel input[type=file]"), page.locator("#panel .told")
    picked.set_input_files({"name": "my.toml", "mimeType": "text/plain", "buffer": file.replace(b'"map"', b"7")})
    expect(told).to_have_text(re.compile(r"my\.toml .* Line 6, slide 1, chart: a text in quotation marks"))
    picked.set_input_files({"name": "my.toml", "mimeType": "text/plain", "buffer": file})
    expect(page.locator(DRAWN)).to_have_count(1)
    expect(page.locator(".slide.shown")).to_have_text("There is no such view: /no_such_page")
    visit.faults[:] = [fault for fault in visit.faults if "404" not in fault]
