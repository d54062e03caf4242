"""What a room waits for: `python -m benchmarks.stage`. It ends with 1 where a change of slide takes longer than it may.

Each talk is opened in Chromium, and gone through to its end and back once all of it is drawn.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browsing import FLAGS, SECONDS
from benchmarks.report import Table, save
from benchmarks.servers import served
from benchmarks.serving_cost import wait_until_warm
from loaders.talks import load_talks

LIMIT = 700  # ms, from a key to the next slide
SIZES = ((1920, 1080), (1366, 768), (1024, 768))
# From the key to the second frame after it, in which the slide is another one and has its picture.
CHANGES = """async keys => {
    const frame = () => new Promise(requestAnimationFrame), taken = []
    const shown = () => document.querySelector("#stage .slide.shown")
    for (const key of keys) {
        const before = shown(), began = performance.now()
        dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}))
        while (shown() === before || !shown().querySelector(".main-svg text")) await frame()
        await frame(); await frame()
        taken.push(performance.now() - began)
    }
    return taken
}"""


def gone_through(browser: Browser, url: str, size: tuple[int, int], slides: int) -> tuple[float, float, list[float]]:
    """Seconds until the first slide is drawn and until all are, and the milliseconds of each change."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    began = time.perf_counter()
    page.goto(url)
    page.locator("#stage .slide.shown[data-labels]").wait_for(timeout=SECONDS * 1000)
    first = time.perf_counter() - began
    page.locator("#stage .slide[data-labels]").nth(slides - 1).wait_for(state="attached", timeout=SECONDS * 1000)
    whole = time.perf_counter() - began
    changes = page.evaluate(CHANGES, ["ArrowRight"] * (slides - 1) + ["ArrowLeft"] * (slides - 1))
    page.close()
    return first, whole, changes


def main() -> int:
    """Measure, print and save."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--no-save", action="store_true")
    keep = not asked.parse_args().no_save
    heads = ["talk", "size", "first slide (s)", "all slides (s)", "change, median (ms)", "longest (ms)"]
    table, longest = Table("Talks on the stage", heads, []), 0.0
    with (
        tempfile.TemporaryDirectory() as folder,
        served("ours", Path(folder), Path(sys.executable)) as server,
        sync_playwright() as playwright,
    ):
        wait_until_warm(server)
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        for talk in load_talks()[0]:
            for size in SIZES:
                url = f"http://127.0.0.1:{server.port}/stage?talk={talk.name}"
                first, whole, changes = gone_through(browser, url, size, len(talk.slides))
                longest = max(longest, *changes)
                told = [f"{first:.1f}", f"{whole:.1f}", f"{statistics.median(changes):.0f}", f"{max(changes):.0f}"]
                table.rows.append([talk.title, f"{size[0]}x{size[1]}", *told])
                print(*table.rows[-1], flush=True)
        browser.close()
    save("stage", [table], f"A change of slide may take {LIMIT} ms.", keep=keep)
    return 1 if longest > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
