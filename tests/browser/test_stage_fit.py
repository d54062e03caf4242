"""A chart on a stage of 4:3: a map is large, a long chart comes in parts."""

import re

from playwright.sync_api import expect

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
    shown = page.locator("#stage .slide.shown[data-labels]")
    page.goto(f"{visit.base}/stage?view=%2Fhost_countries&chart=map")
    expect(shown).to_have_attribute("data-faults", "0", timeout=30_000)
    read = shown.evaluate(MAP_ON_STAGE)
    assert read["wide"] > 0.7
    assert read["names"] >= 6
    assert read["covered"] == []
    visit.let_views_come()
    page.goto(f"{visit.base}/stage?view=%2Frevenue&chart=revenue_income")
    expect(shown).to_have_attribute("data-faults", "0", timeout=30_000)
    assert float(shown.get_attribute("data-labels")) >= 20
    first, lanes = shown.locator(".more").inner_text(), shown.locator(".ytick")
    before = lanes.all_text_contents()
    assert re.fullmatch(r"Part 1 of \d ↓", first)
    page.keyboard.press("ArrowDown")
    expect(shown.locator(".more")).to_have_text(re.compile(r"Part 2 of \d ↑↓"))
    assert not set(lanes.all_text_contents()) & set(before)
    page.keyboard.press("ArrowUp")
    expect(shown.locator(".more")).to_have_text(first)
