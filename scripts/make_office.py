"""Makes the files that readers take away, has LibreOffice open each, and leaves a picture of every page in office/.

Run by `make office`, which finds a Chromium. It starts a server of its own, which ends with it; no network is needed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import APIRequestContext, Browser, Page, expect, sync_playwright

from scripts.make_pictures import ROOT, SECONDS, STILL, served
from serving.page_list import PAGES

FOLDER: Final = ROOT / "office"
OPENED: Final = (".pptx", ".xlsx", ".csv")
DOTS: Final = 72  # an inch of a picture
MOST_OFFERED: Final = 40  # views of one document
VIEWS: Final = (
    *(f"/{page.address}" for page in PAGES),
    "/?known_on=2021-06-30",
    "/host_countries?iso3=RUS",
    "/host_countries?iso3=BHR",
    "/host_countries?iso3=CIV",
    "/host_countries?iso3=CHN&known_on=2019-12-31",
    "/host_countries?region=gulf&years=2015-2019",
    "/repatriation?status=reported_gone",
    "/crypto_theft?year=2022",
    "/crypto_theft?sums=running&measure=share",
    "/crypto_theft?view=incidents&incident=ronin-2022",
    "/crypto_theft?view=incidents&drawn=kind",
    "/crypto_theft?view=incidents&drawn=place",
    "/crypto_theft?view=attribution&by=government&known_on=2022-06-01",
    "/crypto_theft?view=money&outcome=recovered",
    "/crypto_theft?view=yardsticks",
    "/it_workers?view=cases",
    "/revenue?view=cost",
    "/timeline?years=2019-2019&over=theft,russia",
    "/compare?a=KWT&b=QAT",
    "/changes?since=2025-06-01",
    "/sources?q=%EB%85%B8%EB%8F%99",
)
"""Every page and kind of chart: as it opens, filtered, of an earlier day, of a small place, with nothing found."""


def name_of(view: str) -> str:
    """The beginning of the names of the files of a view."""
    return re.sub(r"[^A-Za-z0-9]+", "-", view).strip("-") or "overview"


def open_view(page: Page, address: str) -> None:
    """Go to a view and wait until its page is drawn to the end."""
    page.goto(address)
    expect(page.locator(".st-key-footer")).to_be_attached()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(STILL)


def items_of(page: Page, view: str) -> list[dict[str, str]]:
    """What a reader could put into the basket of a view: each chart, and each set of rows."""
    charts = page.locator("[class*=st-key-chart_]").evaluate_all(
        "charts => charts.map(chart => [...chart.classList].find(name => name.startsWith('st-key-chart_')).slice(13))"
    )
    rows = page.locator("[data-basket-rows]").evaluate_all("all => all.map(one => one.dataset.basketRows)")
    return [{"view": view, "chart": key} for key in charts] + [{"view": view, "rows": name} for name in rows]


def save_files(page: Page, folder: Path) -> Iterator[Path]:
    """Take every file that a view offers for an office program or a printer."""
    buttons = page.get_by_test_id("stDownloadButton").get_by_role("button").filter(has_not_text="(JSON)")
    for button in buttons.all():
        yield _saved(page, button, folder)
    for others in page.get_by_role("button", name="Other files").all():
        others.click()
        body = page.get_by_test_id("stPopoverBody")
        for kind in ("Excel", "PowerPoint", "PDF"):
            expect(body.get_by_test_id("stDownloadButton").first).to_be_visible()
            for button in body.get_by_role("button", name=kind).all():
                yield _saved(page, button, folder)
        page.keyboard.press("Escape")
        expect(body).to_have_count(0)


def _saved(page: Page, button: Any, folder: Path) -> Path:
    with page.expect_download() as download:
        button.click()
    file = folder / download.value.suggested_filename.replace("hard-currency-", "")
    download.value.save_as(file)
    return file


def gather(request: APIRequestContext, base: str, file: Path, items: Sequence[dict[str, str]]) -> None:
    """Save the document of some items, as the basket makes it; raises `RuntimeError` where one is left out."""
    asked = {"kind": file.suffix[1:], "title": file.stem, "items": items[:MOST_OFFERED]}
    answer = request.post(f"{base}/basket/document", data=asked, timeout=SECONDS * 1000)
    if not answer.ok or json.loads(answer.headers["left-out"]):
        raise RuntimeError(f"{file.name}: {answer.headers.get('left-out', answer.text()[:400])}")
    file.write_bytes(answer.body())


def make_files(browser: Browser, base: str, folder: Path, views: Sequence[str]) -> None:
    """All files of the views, a basket of all of them, and the talks."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True).new_page()
    page.add_init_script("localStorage.setItem('hc-tour', 'seen')")
    basket: list[dict[str, str]] = []
    for view in views:
        open_view(page, base + view)
        if items := items_of(page, view):
            gather(page.request, base, folder / f"{name_of(view)}-all.pptx", items)
            basket += [items[0], *(items[-1:] if "rows" in items[-1] else [])]
        own = folder / name_of(view)
        own.mkdir()
        for file in save_files(page, own):
            file.rename(folder / f"{own.name}-{file.name}"[-150:])
        own.rmdir()
    for kind in ("pptx", "pdf", "xlsx"):
        gather(page.request, base, folder / f"basket.{kind}", basket)
    for talk in page.request.get(f"{base}/stage/talks.json").json():
        slides = page.request.get(f"{base}/stage/talks/{talk['name']}.json").json()["slides"]
        items = [{key: slide[key] for key in ("view", "chart", "title") if slide.get(key)} for slide in slides]
        gather(page.request, base, folder / f"talk-{talk['name']}.pptx", items)


def least_pages(file: Path) -> tuple[int, int | None]:
    """How many pages a file has at least, and at most where that is known: of a deck its slides, of a workbook its
    sheets or more."""
    if file.suffix not in (".pptx", ".xlsx"):
        return 1, None
    with zipfile.ZipFile(file) as parts:
        pattern = r"ppt/slides/slide\d+\.xml" if file.suffix == ".pptx" else r"xl/worksheets/sheet\d+\.xml"
        number = sum(bool(re.fullmatch(pattern, name)) for name in parts.namelist())
    return number, number if file.suffix == ".pptx" else None


def fault(file: Path, pages: int | None) -> str | None:
    """What is wrong with a file that came out as so many pages, or as none at all."""
    if pages is None:
        return f"{file.name}: LibreOffice could not open it"
    least, most = least_pages(file)
    if pages < least or (most is not None and pages > most):
        return f"{file.name}: {pages} pages instead of {least}{'' if most is not None else ' or more'}"
    return None


def opened(files: Sequence[Path], out: Path) -> Iterator[tuple[Path, Path | None]]:
    """Each file with the PDF that LibreOffice makes of it in `out`, or none; a profile of its own keeps it apart."""
    with tempfile.TemporaryDirectory() as profile:
        for ending in OPENED:
            some = [file for file in files if file.suffix == ending]
            target = out / ending[1:]
            command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
            command += ["--outdir", str(target), *map(str, some)]
            if some:  # without a file it would wait for one
                subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)
            for file in some:
                made = target / f"{file.stem}.pdf"
                yield file, made if made.exists() else None


def pages_of(pdf: Path) -> int:
    """How many pages a PDF has."""
    said = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(re.findall(r"^Pages:\s+(\d+)", said, re.MULTILINE)[0])


def main() -> None:
    """Make all files of the views that are named, else of VIEWS; ends with the faults, if there are any."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    expect.set_options(timeout=SECONDS * 1000)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        make_files(browser, address, FOLDER, sys.argv[1:] or VIEWS)
        browser.close()
    files = sorted(FOLDER.iterdir())
    pictures, faults = FOLDER / "pictures", []
    pictures.mkdir()
    made = [*opened(files, FOLDER / "opened"), *((file, file) for file in files if file.suffix == ".pdf")]
    for file, pdf in made:
        pages = None if pdf is None else pages_of(pdf)
        faults += [said] if (said := fault(file, pages)) else []
        if pdf is not None:
            subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", str(pdf), str(pictures / file.name)], check=True)
    print(f"{len(made)} files opened; their pages are in {pictures}")
    sys.exit("\n".join(faults) or None)  # an empty text would be a fault too


if __name__ == "__main__":
    main()
