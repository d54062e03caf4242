"""How a chart stands on the stage: large on 4:3, in parts where long, its words clear of marks and of the ground."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import CONTRAST

DRAWN = "#stage .slide[data-labels]"
SHOWN = "#stage .slide.shown[data-labels]"
MAP_ON_STAGE = """slide => {
    const box = part => part.getBoundingClientRect()
    const names = [...slide.querySelectorAll("g.scattergeo text")].filter(name => box(name).width)
    const marks = [...slide.querySelectorAll("g.scattergeo")]
        .filter(trace => trace.__data__[0].trace.name !== "highest claim")
        .flatMap(trace => [...trace.querySelectorAll("path.point")]).map(box)
    const covers = (name, mark) => Math.min(name.right, mark.right) - Math.max(name.left, mark.left) > 2
        && Math.min(name.bottom, mark.bottom) - Math.max(name.top, mark.top) > name.height * .2 + 2
    return {
        wide: box(slide.querySelector(".choroplethlayer")).width / box(slide).width, names: names.length,
        covered: names.filter(name => marks.some(mark => covers(box(name), mark))).map(name => name.textContent),
    }
}"""


def test_on_a_screen_of_four_to_three_a_map_is_large_and_a_long_chart_comes_in_parts(browse):
    visit = browse(width=1024, height=768)
    page = visit.page
    shown = page.locator(SHOWN)
    page.goto(f"{visit.base}/stage?view=%2Fhost_countries&chart=map")
    expect(shown).to_have_attribute("data-faults", "0", timeout=30_000)
    read = shown.evaluate(MAP_ON_STAGE)
    assert read["wide"] > 0.7
    assert read["names"] >= 6
    assert read["covered"] == []
    visit.let_views_come()
    page.goto(f"{visit.base}/stage?view=%2Fhost_countries%3Fregion%3Dafrica&chart=map")
    expect(shown).to_have_attribute("data-faults", "0", timeout=30_000)
    expect(shown.get_by_text("The counts are those of this part of the world.")).to_be_visible()
    assert float(shown.get_attribute("data-labels")) >= 24
    visit.let_views_come()
    page.goto(f"{visit.base}/stage?view=%2Frevenue&chart=revenue_income")
    expect(shown).to_have_attribute("data-faults", "0", timeout=30_000)
    assert float(shown.get_attribute("data-labels")) >= 20
    first, lanes = shown.locator(".more").inner_text(), shown.locator(".ytick")
    before = lanes.all_text_contents()
    assert re.fullmatch(r"Part 1 of \d ↓", first)
    page.keyboard.press("PageDown")  # as a clicker does
    expect(shown.locator(".more")).to_have_text(re.compile(r"Part 2 of \d ↑↓"))
    assert not set(lanes.all_text_contents()) & set(before)
    page.keyboard.press("ArrowUp")
    expect(shown.locator(".more")).to_have_text(first)
    visit.let_views_come()
    page.keyboard.press("v")
    more = page.locator("iframe.live").content_frame.get_by_text(re.compile(r"^\d more$"))
    expect(more).to_be_visible()
    edge, back = more.bounding_box(), page.locator("#back").bounding_box()
    assert edge["x"] + edge["width"] < back["x"]  # the menu ends before the button


LOWEST = """slide => {
    const box = part => part.getBoundingClientRect(), plot = box(slide.querySelector(".plot"))
    return Math.max(...[...slide.querySelectorAll(".plot .main-svg")].map(svg => box(svg).bottom)) - plot.bottom
}"""


def test_a_long_chart_in_large_letters_comes_in_parts_and_no_part_is_cut(visit, page):
    page.goto(f"{visit.base}/stage?view=%2Frepatriation%3Fstatus%3Dreported_before_deadline&chart=repatriation")
    shown = page.locator(SHOWN)
    expect(shown.locator(".more")).to_have_text(re.compile(r"Part 1 of \d ↓"), timeout=30_000)
    expect(shown).to_have_attribute("data-labels", "32.0")
    expect(shown).to_have_attribute("data-faults", "0")
    assert shown.evaluate(LOWEST) <= 1
    expect(shown.get_by_text("no mark: unknown, not zero")).to_be_visible()
    expect(shown.get_by_text("Unknown, not zero", exact=True)).to_have_count(0)
    visit.let_views_come()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_on_stage_stands_out_from_its_slide_in_both_themes(browse, scheme):
    visit = browse(width=1920, height=1080, scheme=scheme)
    page = visit.page
    page.goto(f"{visit.base}/stage?talk=ten-minutes&slide=2")
    expect(page.locator(".slide.shown .main-svg text").nth(10)).to_be_visible(timeout=90_000)
    expect(page.locator(DRAWN)).not_to_have_count(0, timeout=90_000)
    read = page.evaluate(CONTRAST)
    assert len(read) > 10
    assert [(words, ratio) for words, ratio in read if ratio < 4.5] == []
    page.locator(".slide.shown h1").evaluate("title => { title.style.color = '#777' }")
    assert min(ratio for _, ratio in page.evaluate(CONTRAST)) < 4.5, "a title that is too faint is found"


ON_MARKS = """slide => {
    const box = part => part.getBoundingClientRect()
    const marks = [...slide.querySelectorAll(".scatterlayer .point, .barlayer .point path")].map(box)
    return [...slide.querySelectorAll(".annotation text")].filter(text => text.textContent.trim()).filter(text => {
        const {left, right, top, bottom, height} = box(text), air = height * .12 + 2
        return marks.some(mark => Math.min(right, mark.right) - Math.max(left, mark.left) > 3
            && Math.min(bottom - air, mark.bottom) - Math.max(top + air, mark.top) > 0)
    }).map(text => text.textContent)
}"""


def test_no_figure_on_stage_lies_on_another_s_mark(visit, page):
    for talk, slide in (("ten-minutes", 5), ("one-year-five-totals", 1)):
        page.goto(f"{visit.base}/stage?talk={talk}&slide={slide}")
        shown = page.locator(SHOWN)
        expect(shown).to_have_count(1)
        assert shown.evaluate(ON_MARKS) == []
        rectangles = "slide => slide.querySelector('.js-plotly-plot')._fullLayout.shapes.filter(s => s.type === 'rect')"
        assert shown.evaluate(f"{rectangles}.length") == 0  # no ground under a year that a control beneath has chosen
        visit.let_views_come()


# The names of the lanes, which stand at the left edge, are seen where they lie in the plot.
PLACES = """root => {
    const plot = root.closest(".js-plotly-plot") ?? root.querySelector(".js-plotly-plot")
    const [low, high] = plot._fullLayout.yaxis.range
    const isAtEdge = ({x, xref, yref}) => x === 0 && xref === "paper" && yref !== "paper"
    const names = plot.layout.annotations.filter(note => !note.name && isAtEdge(note))
    return names.filter(note => note.y > low && note.y < high).map(note => note.text.replace(/<.*?>/g, " "))
}"""


def test_a_chart_of_values_is_whole_and_the_parts_of_a_long_one_are_alike(browse):
    visit = browse(width=1024, height=768)
    page = visit.page
    shown = page.locator(SHOWN)
    page.goto(f"{visit.base}/stage?talk=one-year-five-totals&slide=5")
    expect(shown).to_have_attribute("data-faults", "0")
    expect(shown.locator(".more")).to_be_hidden()
    expect(shown.locator(".ytick text").first).to_have_text("$0")
    visit.let_views_come()
    page.goto(f"{visit.base}/stage?view=%2Frepatriation&chart=repatriation")
    more = shown.locator(".more")
    expect(more).to_have_text(re.compile("Part 1 of"))
    n = int(more.inner_text().split()[3])
    places: list[list[str]] = []
    for part in range(1, n + 1):
        expect(more).to_have_text(re.compile(f"Part {part} of {n}"))
        expect(shown).to_have_attribute("data-faults", "0")
        places.append(shown.evaluate(PLACES))
        page.keyboard.press(" ")
    assert min(map(len, places)) > 1
    every = page.locator("#wings iframe").content_frame.locator(".st-key-chart_repatriation .js-plotly-plot")
    assert sorted(place for part in places for place in part) == sorted(every.evaluate(PLACES))
    visit.let_views_come()


def test_no_line_of_a_title_ends_within_a_sum(visit, page):
    page.goto(f"{visit.base}/stage?talk=ten-minutes&slide=7")
    expect(page.locator(".slide.shown h1")).to_have_text(re.compile("weapons: \\$642\u00a0million a year"))
    visit.let_views_come()
