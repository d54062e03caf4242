"""A real browser on the true server. Nothing but this machine can be reached, and every fault the browser sees counts.

A test takes `page` (Playwright's) and `visit`, which opens pages and waits for them:

    def test_a_place(visit, page):
        visit.open("/host_countries?iso3=CHN")
        with visit.rerun():
            page.get_by_role("radio", name="Visas issued").click()
        assert "CHN" in str(visit.figure("map")["data"])

`browse(width=390, scheme="dark")` gives further visits, each with a context, cookies and storage of its own; with
`is_new=True` one of a reader who is offered the tour. Where a test does not ask how a page is entered, it takes
`reader`, whose visit lasts for all tests and goes on from view to view, at a third of the cost:

    def test_another_place(reader):
        page = reader.go("/host_countries?iso3=CHN", width=390, height=844)

At the end of a test no visit may have seen a request to elsewhere, a console error, a page error, a violation of the
CSP or an exception of the page. A tab that a test has left without a fault is emptied and given to the next: in a new
one the browser would start a process, and read and compile the whole front end again, which takes longer than most
tests. Of what a test left in the tab of `reader` the next finds the page alone, and not even that if the test failed.
`page.wait_for_function` cannot work under our CSP; wait for a locator, or for the end of a run of the script.
"""

import os
import shutil
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, WebSocket, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--no-first-run",
    "--font-render-hinting=none",  # one without windows would set letters at whole pixels
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
SECONDS = 30
expect.set_options(timeout=SECONDS * 1000)  # a machine that does much else at a time is slow, not wrong
VIOLATION = "violation of the CSP:"
# The library of whole numbers in Streamlit's front end asks once whether WebAssembly may run, and does well without.
TELL_VIOLATIONS = f"""addEventListener("securitypolicyviolation", event => {{
    if (event.blockedURI === "wasm-eval" && event.sourceFile.includes("/static/js/protobuf.")) return;
    console.error("{VIOLATION}", event.effectiveDirective, event.blockedURI, event.sourceFile, event.sample);
}})"""
# The tour is offered to newcomers; tests other than its own are at home here.
BEEN_HERE = "if (location.protocol === 'http:' && origin !== 'null') localStorage.setItem('hc-tour', 'seen')"
READ_FIGURE = """plot => Hovers.of(plot) && JSON.parse(JSON.stringify(
    {data: plot.data, layout: plot.layout}, (_, value) => ArrayBuffer.isView(value) ? Array.from(value) : value))"""
# The end of a run is known before the browser has put all of it on the page: wait until nothing comes any more.
UNTIL_QUIET = """() => new Promise(quiet => {
    let timer = setTimeout(quiet, 200)
    const again = () => { clearTimeout(timer); timer = setTimeout(quiet, 200) }
    const main = document.querySelector("[data-testid=stMain]")
    new MutationObserver(again).observe(main, {childList: true, subtree: true})
    setTimeout(quiet, 10000)
})"""
GO_ON = """path => {
    document.activeElement.blur()
    document.querySelector("[data-testid=stMain]").scrollTo(0, 0)
    history.pushState(null, "", path)
    dispatchEvent(new PopStateEvent("popstate"))
}"""
# What was kept is gone, and the tour has been seen.
FORGET = f"() => {{ localStorage.clear(); sessionStorage.clear(); {BEEN_HERE} }}"
HAS_FAILED = pytest.StashKey[bool]()
COUNT_SHAPES = """plot => (plot.data ?? []).filter(trace => trace.type === "choropleth" && trace.visible !== false)
    .reduce((sum, trace) => sum + trace.locations.length, 0)"""


class Visit:
    """One reader with a browser context of their own: opens pages, waits for them, remembers every fault."""

    def __init__(
        self,
        chromium: Browser,
        base: str,
        width: int,
        height: int,
        scheme: Any,
        *,
        is_new: bool = False,
        **options: Any,
    ) -> None:
        self.base = base
        self.scheme = scheme
        self.context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True, **options
        )
        self.context.set_default_timeout(SECONDS * 1000)
        self.context.add_init_script(TELL_VIOLATIONS)
        if not is_new:
            self.context.add_init_script(BEEN_HERE)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.runs = 0
        self.bytes_received = 0
        self.page.on("request", lambda request: self._check_address(request.url))
        self.page.on("websocket", self._listen)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))

    def open(self, path: str) -> Page:
        """Go to a path of the server, and wait until the script has run and every chart is drawn."""
        before = self.runs
        self.page.goto(self.base + path)
        self._wait_for_run_after(before)
        self.settle()
        return self.page

    def go(self, path: str, width: int = 1366, height: int = 768, scheme: Any = "light") -> Page:
        """Go on to another view in a window of this size, as by Back or Forward, which does not fetch the front end
        anew; the first is opened, and so is one that comes after the stage or the basket."""
        if not self.page.get_by_test_id("stApp").count():
            self.sit(width, height, scheme)
            return self.open(path)
        self._wait_until_idle()
        if "known_on=" in self.page.url:  # a day goes along to another page that says nothing of one
            with self.rerun():
                self.page.evaluate(GO_ON, urlsplit(self.page.url).path)
        self.page.mouse.move(0, 0)
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(media="null", forced_colors="null")
        self.turn(scheme)
        with self.rerun():
            self.page.evaluate(GO_ON, path)
        return self.page

    def turn(self, scheme: Any) -> None:
        """The reader's system turns dark or light, and the page with it."""
        if scheme != self.scheme:
            self.scheme = scheme
            with self.rerun():
                self.page.emulate_media(color_scheme=scheme)

    @contextmanager
    def rerun(self) -> Iterator[None]:
        """Wait for the run of the script that the actions in the block bring about."""
        before = self.runs
        yield
        self._wait_for_run_after(before)
        self.settle()

    def settle(self) -> None:
        """Wait until no script runs, and every chart on the page is drawn, the outlines of a map included."""
        self._wait_until_idle()
        expect(self.page.get_by_test_id("stMain").get_by_test_id("stElementContainer").first).to_be_attached(
            timeout=SECONDS * 1000
        )
        self.page.evaluate(UNTIL_QUIET)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=SECONDS * 1000)
        if self.page.get_by_test_id("stException").count():
            self.faults.append(f"exception at {self.page.url}")
        undrawn = self.page.get_by_test_id("stPlotlyChart").filter(has_not=self.page.locator("svg.main-svg"))
        expect(undrawn).to_have_count(0, timeout=SECONDS * 1000)  # not one by one: one may still give way to others
        for chart in self.charts():
            shapes = chart.locator(".js-plotly-plot").evaluate(COUNT_SHAPES)
            if shapes:
                expect(chart.locator(".choroplethlayer path")).to_have_count(shapes, timeout=SECONDS * 1000)

    def let_views_come(self) -> None:
        """Wait until the pages in the wings of the stage have run: one left while its socket opens reports an error."""
        for frame in self.page.locator("#wings iframe").all():
            app = frame.content_frame.get_by_test_id("stApp")
            expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=3 * SECONDS * 1000)

    def come(self, width: int, height: int, scheme: Any) -> None:
        """Begin anew in an empty tab, with a window of this size, in this theme."""
        self.sit(width, height, scheme)
        self.runs = self.bytes_received = 0
        self.faults.clear()

    def sit(self, width: int, height: int, scheme: Any) -> None:
        """Before a window of this size, in this theme, and not on paper."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(media="null", color_scheme=scheme, forced_colors="null")
        self.scheme = scheme

    def leave(self) -> None:
        """Close what was opened beside the tab, and leave in it and in the context nothing that a page could find."""
        for other in self.context.pages[:]:
            if other is not self.page:
                other.close()
        self.page.goto(f"{self.base}/_stcore/health")  # of the same origin, and runs nothing
        self.page.evaluate("sessionStorage.clear(), localStorage.clear(), window.name = ''")
        self.page.goto("about:blank")
        self.context.clear_cookies()
        devtools = self.context.new_cdp_session(self.page)
        devtools.send("Storage.clearDataForOrigin", {"origin": self.base, "storageTypes": "all"})
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()

    def charts(self) -> list[Locator]:
        """Every chart on the page, in its order."""
        return self.page.get_by_test_id("stPlotlyChart").all()

    def chart(self, key: str) -> Locator:
        """The chart that a page draws with `chart(..., key=key)`."""
        return self.page.locator(f".st-key-chart_{key}").get_by_test_id("stPlotlyChart")

    def figure(self, key: str) -> dict[str, Any]:
        """`data` and `layout` of a chart, as the browser holds them."""
        figure: dict[str, Any] = self.chart(key).locator(".js-plotly-plot").evaluate(READ_FIGURE)
        return figure

    def _wait_until_idle(self) -> None:
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=SECONDS * 1000
        )

    def _wait_for_run_after(self, before: int) -> None:
        deadline = time.monotonic() + SECONDS
        while self.runs <= before:
            assert time.monotonic() < deadline, f"no run of the script ended within {SECONDS} s at {self.page.url}"
            self.page.wait_for_timeout(20)

    def _listen(self, socket: WebSocket) -> None:
        self._check_address(socket.url)
        socket.on("framesent", self._write_down)
        socket.on("framereceived", self._count)

    def _write_down(self, frame: bytes | str) -> None:
        """What the browser asks for, which pytest shows where a test fails."""
        if isinstance(frame, bytes) and (asked := BackMsg.FromString(frame).rerun_script).ByteSize():
            theme = asked.context_info.color_scheme
            print(f"asked in {theme}: {asked.page_name}?{asked.query_string}, with", asked.widget_states.widgets)

    def _count(self, frame: bytes | str) -> None:
        self.bytes_received += len(frame)
        if not isinstance(frame, bytes):
            return
        told = ForwardMsg.FromString(frame)
        if told.HasField("script_finished"):
            self.runs += 1
            print("the run has ended:", told.script_finished)
        elif told.HasField("page_info_changed"):
            print("told to write into the address:", told.page_info_changed.query_string)

    def _check_address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.base).netloc:
            self.faults.append(f"asked for {url}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console error: {message.text}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that $CHROMIUM names; `make test` finds or installs one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=FLAGS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visit_class() -> type[Visit]:
    """`Visit` itself, for a fixture that lives longer than a test; such a one checks `faults` by itself."""
    return Visit


class Tabs:
    """The visits to one server: those that tests have left serve again."""

    def __init__(self, chromium: Browser, server: str) -> None:
        self.chromium, self.server = chromium, server
        self._left: dict[str, list[Visit]] = {}

    def take(self, width: int = 1366, height: int = 768, scheme: str = "light", **options: Any) -> Visit:
        """A visit in an empty tab, in a context with these options."""
        left = self._left.setdefault(repr(sorted(options.items())), [])
        visit = left.pop() if left else Visit(self.chromium, self.server, width, height, scheme, **options)
        visit.come(width, height, scheme)
        return visit

    def give_back(self, visit: Visit, **options: Any) -> None:
        """Empty the tab for the next; one that has seen a fault is closed."""
        if visit.faults:
            visit.context.close()
            return
        visit.leave()
        self._left[repr(sorted(options.items()))].append(visit)


@pytest.fixture(scope="session")
def tabs(chromium: Browser, server: str) -> Tabs:
    """The tabs of this session, for a fixture that lives longer than a test; such a one checks `faults` by itself."""
    return Tabs(chromium, server)


@pytest.fixture
def browse(chromium: Browser, tabs: Tabs) -> Iterator[Callable[..., Visit]]:
    """Starts a visit: `browse(width=1366, height=768, scheme="light", base=server, **context_options)`."""
    visits: list[tuple[Visit, dict[str, Any]]] = []

    def browse(
        *, width: int = 1366, height: int = 768, scheme: str = "light", base: str = tabs.server, **options: Any
    ) -> Visit:
        if base == tabs.server:
            visit = tabs.take(width, height, scheme, **options)
        else:
            visit = Visit(chromium, base, width, height, scheme, **options)
        visits.append((visit, options))
        return visit

    yield browse
    faults = [fault for visit, _ in visits for fault in visit.faults]
    for visit, options in visits:
        if visit.base == tabs.server:
            tabs.give_back(visit, **options)
        else:
            visit.context.close()
    assert faults == []


@pytest.fixture
def visit(browse: Callable[..., Visit]) -> Visit:
    """A visit at 1366x768 in the light theme."""
    return browse()


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page of `visit`."""
    return visit.page


@pytest.fixture(scope="session")
def tab(tabs: Tabs) -> Iterator[Visit]:
    """The visit of `reader`, for a fixture that lives longer than a test; such a one checks `faults` by itself."""
    visit = tabs.take()
    yield visit
    tabs.give_back(visit)


@pytest.fixture
def reader(tab: Visit, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """One visit for all tests: `reader.go(path)` goes on from wherever the test before has left it."""
    yield tab
    faults = tab.faults[:]
    is_abroad = "lang=" in tab.page.url  # a language goes along, and scripts have its words by them
    if faults or is_abroad or request.node.stash.get(HAS_FAILED, False):
        tab.faults.clear()
        tab.leave()
    else:
        tab.page.evaluate(FORGET)
    assert faults == []


@pytest.fixture
def copier(reader: Visit) -> Iterator[Visit]:
    """`reader`, whose clipboard can be read."""
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield reader
    reader.context.clear_permissions()


LONG = (
    "test_hostile_text.py",
    "test_links.py",
    "test_stage.py",
    "test_stage_fit.py",
    "test_translated.py",
    "test_years.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with tests of many seconds come first: at the end no process waits for another that has such a one."""
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tells the fixtures of a test that it has failed."""
    report = yield
    item.stash[HAS_FAILED] = report.failed or item.stash.get(HAS_FAILED, False)
    return report
