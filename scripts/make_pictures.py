"""Takes the pictures of the README and the docs from the running dashboard, light and dark, into docs/pictures/.

Run by `make pictures`, which finds a Chromium. It starts a server of its own, which ends with it; no network is needed.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "docs" / "pictures"
SCHEMES: Final = ("light", "dark")
SIZE: Final = (1366, 768)
COLOURS: Final = 128  # of a picture: flat areas and letters need no more, and the files become a third
SECONDS: Final = 90
STILL: Final = 1500  # ms after which nothing moves any more: letters are loaded, outlines filled


class Picture(NamedTuple):
    """`name` of the files, `path` of the view, `drawn`: what must be there, `at`: what the window is scrolled to."""

    name: str
    path: str
    drawn: str
    at: str = ""

    def file(self, scheme: str) -> Path:
        """Where it is kept, for one of SCHEMES."""
        return FOLDER / f"{self.name}-{scheme}.png"


PICTURES: Final = (
    Picture("host-countries", "/host_countries", ".st-key-chart_map .choroplethlayer path"),
    Picture(
        "who-says-what", "/host_countries?iso3=RUS", ".st-key-chart_in_time .main-svg", at="[class*=st-key-lines-]"
    ),
    Picture("crypto-theft", "/crypto_theft", "[class*=st-key-chart_] .main-svg"),
    Picture("stage", "/stage?talk=ten-minutes&slide=3", "#stage .slide.shown[data-labels]"),
)


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of this dashboard, up until the block ends; raises `RuntimeError` with its words where it
    does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as words:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}"],
            cwd=ROOT,
            env={**os.environ, "HARD_CURRENCY_STATE": folder, "HARD_CURRENCY_OWN_ROWS": ""},
            stdout=words,
            stderr=words,
        )
        try:
            _wait(process, port)
            yield f"http://127.0.0.1:{port}"
        except RuntimeError as error:
            words.seek(0)
            raise RuntimeError(f"{error}:\n{words.read().decode(errors='replace')[-2000:]}") from None
        finally:
            process.terminate()
            process.wait(SECONDS)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(SECONDS * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError("the dashboard did not start")


def take(page: Page, address: str, picture: Picture) -> bytes:
    """What the window shows of a view once it is drawn, as a PNG."""
    page.goto(address + picture.path)
    expect(page.locator(picture.drawn).first).to_be_attached()
    if page.locator("[data-testid=stApp]").count():
        expect(page.locator(".st-key-footer")).to_be_attached()  # the page is drawn to its end
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    if picture.at:
        page.locator(picture.at).evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(STILL)
    return page.screenshot()


def smaller(png: bytes) -> bytes:
    """The same picture with COLOURS colours."""
    out = BytesIO()
    with Image.open(BytesIO(png)) as image:
        flat = image.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


def make(browser: Browser, address: str) -> None:
    """Take every picture in every scheme."""
    for scheme in SCHEMES:
        context = browser.new_context(
            viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.add_init_script("localStorage.setItem('hc-tour', 'seen')")  # nobody is offered the tour
        page = context.new_page()
        for picture in PICTURES:
            picture.file(scheme).write_bytes(smaller(take(page, address, picture)))
        context.close()


def main() -> None:
    """Write all of them; a picture that is no longer made is deleted."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=SECONDS * 1000)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--font-render-hinting=none"]
        )
        make(browser, address)
        browser.close()
    for left in {*FOLDER.glob("*.png")} - {picture.file(scheme) for picture in PICTURES for scheme in SCHEMES}:
        left.unlink()


if __name__ == "__main__":
    main()
