"""What a reader waits for, in Chromium: the first picture, a step, another page, a selection; and what it weighs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from benchmarks.wire import Door

SECONDS = 60
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-quic"]
FLAGS += ["--font-render-hinting=none", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
SHAPES = ".choroplethlayer path"
# From the key press to a picture whose words differ; pictures may stand in shadow trees, and may be taken away between.
WATCH = """() => {
    const inside = root => [root, ...[...root.querySelectorAll("*")].flatMap(
        part => part.shadowRoot ? inside(part.shadowRoot) : [])]
    const roots = inside(document)  // found once: to walk a whole page at every frame is itself work
    const read = () => roots.map(
        root => [...root.querySelectorAll(".infolayer")].map(part => part.textContent).join("")).join("")
    const before = read(), start = performance.now()
    window.stepped = new Promise(done => {
        const look = () => {
            const now = read()
            now && now !== before ? done(performance.now() - start) : requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
    })
}"""
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
    yield context.new_page()
    context.close()


def first_picture(page: Page, passing: Door, path: str, picture: str) -> tuple[float, float]:
    """Seconds until a picture is drawn, and the kB that the whole visit took."""
    before, start = passing.down, time.perf_counter()
    page.goto(f"http://127.0.0.1:{passing.port}/{path}", wait_until="commit")
    page.locator(picture).first.wait_for(state="attached")
    seconds = time.perf_counter() - start
    quiet(page, passing)
    return seconds, (passing.down - before) / 1000


def step(page: Page, passing: Door) -> tuple[float, float]:
    """Seconds from a key press on the slider to another picture, and the kB of it."""
    thumb = page.get_by_role("slider").first
    thumb.focus()
    before = passing.down
    page.evaluate(WATCH)
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
        start = time.perf_counter()
        page.goto(f"http://127.0.0.1:{passing.port}/", wait_until="commit")
        page.locator(".hc-value").first.wait_for(state="attached")
        seen.add("key figures", time.perf_counter() - start)
        page.locator("#hc-first svg, .main-svg").first.wait_for(state="attached")
        seen.add("a picture to look at", time.perf_counter() - start)
        quiet(page, passing)
        for name in ("Timeline", "Host countries"):
            start = time.perf_counter()
            page.get_by_role("link", name=name, exact=True).first.click()
            picture = SHAPES if name == "Host countries" else ".st-key-chart_timeline .main-svg"
            page.locator(picture).first.wait_for(state="attached")
            seen.add("page to page", time.perf_counter() - start)
            quiet(page, passing)
        start = time.perf_counter()
        page.locator(".st-key-places button").nth(2).click()
        page.locator(".st-key-panel dd").first.wait_for(state="attached")
        seen.add("selection to filled panel", time.perf_counter() - start)
    with fresh(browser) as page:
        first_picture(page, passing, "timeline", ".st-key-chart_timeline .main-svg")
        for _ in range(2):
            seconds, weight = step(page, passing)
            seen.add("a step of the timeline", seconds)
            seen.add("bytes of a step of the timeline", weight)
