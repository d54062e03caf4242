"""What the tests of access ask of a page, most of it as functions that the browser runs."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).with_name("axe") / "axe.min.js"
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that ask for colours."""

SCROLLS_SIDEWAYS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
    .some(part => part.scrollWidth > part.clientWidth)"""

OUTSIDE = """() => {
    const parts = [...document.querySelectorAll("[data-testid=stMain] :is(button, input, a, p, h1, h2, h3, label)")]
    const own = "[class*=st-key-chart_], .hc-table, [aria-hidden=true]" // scroll in a frame of their own, or not at all
    const spoken = "[class*=st-key-years_chevron], div[style*=clip]"
    return parts.filter(part => {
        const {left, right, width} = part.getBoundingClientRect()
        return width > 1 && !part.closest(own) && !part.closest(spoken) && (right > innerWidth + 1 || left < -1)
    }).map(part => part.outerHTML.slice(0, 120))
}"""
"""The words and controls that stand, in part or whole, beside the window."""

SMALL = """least => {
    const small = []
    const pressed = "button, summary, select, [role=radio], [role=checkbox], a[href], input:not([type=range])"
    for (const part of document.querySelectorAll(pressed)) {
        const {width, height} = (part.closest("label") ?? part).getBoundingClientRect()
        const isHidden = part.closest("[aria-hidden=true], .hc-said") || getComputedStyle(part).visibility === "hidden"
        const isInSentence = part.matches("p a, li a") && !part.closest("[data-testid=stPageLink]")
        if (width < 2 || isHidden || isInSentence) continue
        if (Math.min(width, height) < least - .1) small.push(`${width}x${height} ${part.outerHTML.slice(0, 160)}`)
    }
    for (const value of document.querySelectorAll("[data-testid=stSliderThumbValue]")) {
        const thumb = value.parentElement, far = least / 2 - .5
        thumb.scrollIntoView({block: "center"})
        const box = thumb.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2
        const ways = [[far, 0], [-far, 0], [0, far], [0, -far]]
        const isHit = ways.every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === thumb)
        if (!isHit) small.push(`thumb of a slider ${thumb.outerHTML.slice(0, 160)}`)
    }
    return small
}"""
"""What is pressed and is less high or wide than `least` px; a slider's thumb by where a pointer finds it."""

COVERED = """() => {
    const main = document.querySelector("[data-testid=stMain]"), covered = []
    const asked = main.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")
    let tried = 0
    for (const part of [...asked].reverse()) {
        if (part.tabIndex < 0 || part.disabled || part.getBoundingClientRect().width < 2) continue
        if (part.closest("div[style*=clip]")) continue
        part.focus()
        if (document.activeElement !== part) continue
        tried += 1
        const {left, top, width, height} = part.getBoundingClientRect(), at = [.05, .5, .95]
        const whole = part.closest("label") ?? part
        const isSeen = at.some(x => at.some(y => {
            const over = document.elementFromPoint(left + width * x, top + height * y)
            return over && (whole.contains(over) || over.contains(part))
        }))
        if (!isSeen) covered.push(part.outerHTML.slice(0, 160))
    }
    document.activeElement.blur()
    main.scrollTop = 0
    return {tried, covered}
}"""
"""What takes the focus, how many of them, and which are then wholly covered."""

CONTRAST = """() => {
    const numbers = text => text.match(/[\\d.]+/g).map(Number)
    const light = ([r, g, b]) => [r, g, b].map(part => part / 255)
        .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [.2126, .7152, .0722][at], 0)
    const slide = document.querySelector("#stage .slide.shown")
    if (!slide) return []
    const ground = light(numbers(getComputedStyle(slide).backgroundColor))
    const words = [...slide.querySelectorAll("h1, .measure, .source, .main-svg text")]
    return words.filter(word => word.textContent.trim()).map(word => {
        const style = getComputedStyle(word), colour = light(numbers(word.ownerSVGElement ? style.fill : style.color))
        const ratio = (Math.max(colour, ground) + .05) / (Math.min(colour, ground) + .05)
        return [word.textContent.trim().slice(0, 40), ratio]
    })
}"""
"""The texts of the slide on stage, each with its contrast against the slide, counted as WCAG does."""

COVER = """() => {
    const cover = Object.assign(document.createElement("div"), {id: "cover"})
    Object.assign(cover.style, {position: "fixed", inset: 0, zIndex: 2000000})
    document.body.append(cover)
}"""
"""Something that lies over all of the page."""


def faults_of_access(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Every fault that axe-core finds by all its rules, or by these, of whatever weight, with the elements that have
    it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = page.evaluate("options => axe.run(document, options)", options)
    assert len(found["passes"]) > (0 if rules else 30)
    return [
        f"{fault['impact']}: {fault['id']}: {[node['html'][:200] for node in fault['nodes'][:4]]}"
        for fault in found["violations"]
    ]
