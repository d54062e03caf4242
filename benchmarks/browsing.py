"""What a reader waits for, in Chromium: the first picture, a step, another page, a selection; and what it weighs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, Page

from benchmarks.wire import Door

SECONDS = 60
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-quic"]
FLAGS += ["--font-render-hinting=none", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
SHAPES = ".choroplethlayer path"
# Looked for at every frame: Playwright's own waiting looks twice a second. Pictures may stand in shadow trees.
LOOKING = """(() => {
    const roots = [document], attach = Element.prototype.attachShadow
    Element.prototype.attachShadow = function (...given) {
        const root = attach.apply(this, given)
        roots.push(root)
        return root
    }
    const once = holds => new Promise(done => {
        const look = () => holds() ? done(performance.now()) : requestAnimationFrame(look)
        look()
    })
    const layers = root => [...root.querySelectorAll(".infolayer")]
    const read = () => roots.flatMap(layers).map(part => part.textContent).join("")
    let acted = 0
    for (const act of ["click", "keydown"])
        addEventListener(act, event => { acted = event.timeStamp }, {capture: true})
    window.seen = {
        sinceOpening: selector => once(() => roots.some(root => root.querySelector(selector))),
        sinceActing: async selector => await window.seen.sinceOpening(selector) - acted,
        another: () => {
            const before = read()
            window.stepped = once(() => ![before, ""].includes(read())).then(now => now - acted)
        },
    }
})()"""
IS_QUIET = 1.2  # seconds without a byte


@dataclass
class Seen:
    """Measured values by what was measured, one a round; seconds, or kB."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, what: str, value: float) -> None:
        """One more value."""
        self.values.setdefault(what, []).append(value)


def quiet(page: Page, passing: Door) -> None:
    """Wait until no byte comes any more."""
    last, since = passing.down, time.monotonic()
    while time.monotonic() - since < IS_QUIET:
        page.wait_for_timeout(100)
        if passing.down != last:
            last, since = passing.down, time.monotonic()


@contextmanager
def fresh(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has kept nothing."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    context.set_default_timeout(SECONDS * 1000)
    context.add_init_script(LOOKING)
    yield context.new_page()
    context.close()


def seconds_to(page: Page, selector: str, *, since: Literal["Opening", "Acting"] = "Opening") -> float:
    """Seconds until something is there, since the page was asked for or since the last click or key."""
    return float(page.evaluate(f"selector => window.seen.since{since}(selector)", selector)) / 1000


def first_picture(page: Page, passing: Door, path: str, picture: str) -> tuple[float, float]:
    """Seconds until a picture is drawn, and the kB that the whole visit took."""
    before = passing.down
    page.goto(f"http://127.0.0.1:{passing.port}/{path}", wait_until="commit")
    seconds = seconds_to(page, picture)
    quiet(page, passing)
    return seconds, (passing.down - before) / 1000


def step(page: Page, passing: Door) -> tuple[float, float]:
    """Seconds from a key press on the slider to another picture, and the kB of it."""
    thumb = page.get_by_role("slider").first
    thumb.focus()
    before = passing.down
    page.evaluate("window.seen.another()")
    page.keyboard.press("ArrowRight")
    milliseconds = page.evaluate("() => window.stepped")
    quiet(page, passing)
    return milliseconds / 1000, (passing.down - before) / 1000


def visit(browser: Browser, passing: Door, seen: Seen, path: str = "", picture: str = SHAPES, steps: int = 3) -> None:
    """A cold visit with some steps, and a warm one."""
    with fresh(browser) as page:
        seconds, weight = first_picture(page, passing, path, picture)
        seen.add("first picture, cold", seconds)
        seen.add("bytes of a first visit", weight)
        for _ in range(steps):
            seconds, weight = step(page, passing)
            seen.add("a step", seconds)
            seen.add("bytes of a step", weight)
        page.goto("about:blank")
        seconds, weight = first_picture(page, passing, path, picture)
        seen.add("first picture, warm", seconds)
        seen.add("bytes of a warm visit", weight)


def visit_ours(browser: Browser, passing: Door, seen: Seen) -> None:
    """What only ours has: key figures, the way from page to page, a selection that fills the panel, the timeline."""
    with fresh(browser) as page:
        page.goto(f"http://127.0.0.1:{passing.port}/", wait_until="commit")
        seen.add("key figures", seconds_to(page, ".hc-value"))
        seen.add("a picture to look at", seconds_to(page, "#hc-first svg, .main-svg"))
        quiet(page, passing)
        for name in ("Timeline", "Host countries"):
            page.get_by_role("link", name=name, exact=True).first.click()
            picture = SHAPES if name == "Host countries" else ".st-key-chart_timeline .main-svg"
            seen.add("page to page", seconds_to(page, picture, since="Acting"))
            quiet(page, passing)
        page.locator(".st-key-places button").nth(2).click()
        seen.add("selection to filled panel", seconds_to(page, ".st-key-panel dd", since="Acting"))
    with fresh(browser) as page:
        first_picture(page, passing, "timeline", ".st-key-chart_timeline .main-svg")
        for _ in range(2):
            seconds, weight = step(page, passing)
            seen.add("a step of the timeline", seconds)
            seen.add("bytes of a step of the timeline", weight)
