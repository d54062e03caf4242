"""Every id that a parameter of a link may hold is opened: a page that knows most codes and not all fails here.

Documents and places are opened as pages, each by itself. Of the longer tables every row is laid out as its page does
it, many in one run, and the first and the last are opened as pages. Of short lists every value is opened.
"""

from collections.abc import Callable
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from loaders.store import STORE
from loaders.tables import Record

SLICES: Final = range(8)  # so that the tests spread over processes
FEW: Final = 20  # values; all of so short a list are opened as pages
BESIDE: Final = {
    ("crypto_theft", "incident"): {"view": "incidents", "attribution": "any"},
    ("crypto_theft", "said"): {"view": "attribution", "attribution": "any"},
    ("crypto_theft", "event"): {"view": "money"},
    ("crypto_theft", "trail"): {"view": "money"},
    ("crypto_theft", "outcome"): {"view": "money"},
    ("crypto_theft", "drawn"): {"view": "incidents", "attribution": "any"},
    ("it_workers", "event"): {"view": "cases"},
    ("timeline", "event"): {},
}
"""What a link must say too, for a value to be seen at all."""


@pytest.fixture(scope="module")
def record() -> Record:
    current, _ = STORE.current()
    assert current is not None
    return current


@pytest.fixture(scope="module")
def options() -> Callable[[str], dict[str, list[str]]]:
    """The codes that each `choice` and `choices` of a page may hold, found by running the page once."""
    known: dict[str, dict[str, list[str]]] = {}

    def options(page: str) -> dict[str, list[str]]:
        if page not in known:
            made: dict[int, list[str]] = {}
            found: dict[str, list[str]] = {}
            with pytest.MonkeyPatch.context() as patch:
                _listen(patch, made, found)
                app = AppTest.from_file("dashboard.py", default_timeout=60)
                app.switch_page(f"pages/{page}.py").run()
            known[page] = found
        return known[page]

    return options
