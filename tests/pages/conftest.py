"""Runs a page of dashboard.py without a browser, from a link, and gives back what it shows.

    def test_a_place(run_page):
        ran = run_page("host_countries", iso3="CHN", known_on="2023-01-01")
        assert ran.figures["ranges"]["data"][0]["customdata"]
        ran.app.button_group(key=ran.key("measure")).set_value("entered")
        ran.again()

A page that raises, or shows an error, fails the test at once.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

from links.state import key_on
from loaders.kept import Kept, weight
from loaders.store import STORE
from loaders.tables import KEPT_VIEWS

ENTRY = Path(__file__).parents[2] / "dashboard.py"
SECONDS = 60


class Ran:
    """A page that has run: `app` is Streamlit's AppTest."""

    def __init__(self, page: str, query: dict[str, str | list[str]]) -> None:
        self.page = page
        self.app = AppTest.from_file(str(ENTRY), default_timeout=SECONDS)
        self.app.switch_page(f"pages/{page}.py")
        for name, value in query.items():
            self.app.query_params[name] = value
        self.again()

    def again(self) -> "Ran":
        """Run the page once more, after a control was moved."""
        self.app.run()
        assert [fault.message for fault in self.app.exception] == []
        assert [fault.value for fault in self.app.error] == []
        return self

    def key(self, name: str) -> str:
        """The key of a control, or of what the page holds in the session."""
        return key_on(self.page, name)

    @property
    def figures(self) -> dict[str, dict[str, Any]]:
        """Every figure drawn, by the key of its chart: `data`, `layout` and `alt`; numbers as plain lists, and what
        marks say with each of them, as the browser puts it there."""
        return {
            chart.proto.id.rsplit("-", 1)[-1].split("@")[0]: {
                **with_hovers(plain(json.loads(chart.proto.spec)), self.html),
                "alt": chart.proto.alt,
            }
            for chart in self.app.get("plotly_chart")
        }

    @property
    def html(self) -> str:
        """Everything written as HTML: tables, cards, facts."""
        return "\n".join(part.proto.body for part in self.app.get("html"))

    @property
    def text(self) -> str:
        """Everything written as Markdown, headings included."""
        parts = (self.app.title, self.app.header, self.app.subheader, self.app.markdown)
        return "\n".join(part.value for kind in parts for part in kind)

    @property
    def offered(self) -> list[str]:
        """The labels of the files that can be downloaded."""
        return [button.proto.label for button in self.app.get("download_button")]

    @property
    def notices(self) -> list[str]:
        """What the page tells the reader about a link, or about a selection that leaves nothing."""
        return [notice.value.replace("\\", "") for notice in self.app.info]

    @property
    def address(self) -> dict[str, str]:
        """The parameters in the address, as the page has put them."""
        given = self.app.query_params
        return {name: given[name] if isinstance(given[name], str) else given[name][-1] for name in given}


def plain(value: Any) -> Any:
    """A figure's JSON with every packed array as a list."""
    if isinstance(value, dict) and "bdata" in value:
        array = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
        shape = [int(size) for size in str(value["shape"]).split(",")] if "shape" in value else [-1]
        return array.reshape(shape).tolist()
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else value


def with_hovers(figure: dict[str, Any], written: str) -> dict[str, Any]:
    """A figure with what its marks say, where that was sent apart from it, in the HTML of its page."""
    if name := figure["layout"]["meta"][0].get("hovers"):
        [attribute] = re.findall(rf'data-hovers="{name}" data-list="([^"]*)"', written)
        said = json.loads(unescape(attribute))
        for trace in figure["data"]:
            if trace.get("hoverinfo") == "none":
                trace["customdata"] = [[*said[mark[0]], *mark[1:]] for mark in trace["customdata"]]
    return figure


@pytest.fixture(scope="session", autouse=True)
def run_without_delay() -> Iterator[None]:
    """What costs a run of an app time and shows nothing: Streamlit looks through all installed packages for components
    at every one and asks a thousand times a second whether it has ended; we read all files of the record."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        patch.setattr(local_script_runner, "require_widgets_deltas", wait_for_the_end)
        STORE.current()
        patch.setattr(STORE, "is_watched", True)
        yield


def wait_for_the_end(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
    """Returns when a run of an app has ended; one that takes longer fails the test."""
    assert runner._script_thread is not None
    runner._script_thread.join(timeout)
    assert runner.script_stopped(), f"no end within {timeout} s"


def forget() -> None:
    """From now on the record is one of which nothing has been drawn or worked out yet."""
    STORE.current()
    assert STORE.valid is not None
    STORE.valid = replace(STORE.valid, views=Kept(KEPT_VIEWS, weight))


@pytest.fixture(scope="session")
def run_page() -> Callable[..., Ran]:
    """`run_page("host_countries", iso3="CHN")` runs a page from a link and gives a `Ran`."""

    def run_page(page: str, **query: str | list[str]) -> Ran:
        return Ran(page, query)

    return run_page
