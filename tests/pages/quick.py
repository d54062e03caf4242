"""A page run in a few hundredths of a second, without a browser and without a session: the script of the page as it is,
with a screen that takes down what is shown and hands each control its value. Figures are drawn only where `whole` asks
for them, and tables written; else the rows that they show are taken down.
"""

import importlib
import inspect
import re
import runpy
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import numpy as np
import pandas as pd
import pytest
import streamlit as st

from charts.figure import Finished
from loaders.store import STORE
from words.dates import date_words

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted(path.stem for path in (ROOT / "pages").glob("[!_]*.py"))
CONTROLS: Final = (
    *("selectbox", "segmented_control", "pills", "multiselect", "slider", "select_slider", "date_input"),
    *("text_input", "number_input", "checkbox", "toggle", "radio"),
)


class Screen:
    """Stands for Streamlit and for every container."""

    def __init__(self, shown: list[str]) -> None:
        self.shown = shown

    def __enter__(self) -> "Screen":
        return self

    def __exit__(self, *fault: object) -> None:
        pass

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):
            raise AttributeError(name)

        def show(*parts: Any, key: str | None = None, **named: Any) -> Any:
            value = st.session_state.get(key) if name in CONTROLS else None
            self.shown.append(f"{name} {key} {said(value)!r} {[said(part) for part in (*parts, *named.values())]}")
            return value if name in CONTROLS else Screen(self.shown)

        return show

    def columns(self, spec: Any, **more: Any) -> list["Screen"]:
        return [Screen(self.shown) for _ in (range(spec) if isinstance(spec, int) else spec)]

    def tabs(self, names: list[str], **more: Any) -> list["Screen"]:
        return [Screen(self.shown) for _ in names]

    def button(self, label: str, *more: Any, **named: Any) -> bool:
        self.shown.append(f"button {label}")
        return False

    def download_button(self, label: str, make: Any, name: str, *more: Any, **named: Any) -> bool:
        self.shown.append(f"download {label} {name}")
        return False

    def pagination(self, *shown: Any, **more: Any) -> int:
        return 1

    def stop(self) -> None:
        raise AssertionError("the page stopped")


def said(part: Any) -> Any:
    """What is shown of one argument: text, numbers and lists of these, and a figure with all its marks."""
    if isinstance(part, Finished):
        return part.to_dict()["layout"], part.__dict__["json"]
    if isinstance(part, list | tuple):
        return [said(each) for each in part]
    if isinstance(part, date):
        return str(part)
    if isinstance(part, np.generic):
        return part.item()
    return part if isinstance(part, str | int | float | bool | None) else type(part).__name__


class Query(dict[str, str]):
    """The parameters of an address."""

    def get_all(self, name: str) -> list[str]:
        return [self[name]]

    def from_dict(self, given: dict[str, str]) -> None:
        self.clear()
        self.update(given)

    def to_dict(self) -> dict[str, str]:
        return dict(self)


class Opened:
    """A page that was run: `params` of its link, its controls, its address, and a hash of all that it shows."""

    def __init__(self, page: str, state: dict[str, Any], query: dict[str, str], *, whole: bool) -> None:
        shown: list[str] = []
        screen = Screen(shown)
        with pytest.MonkeyPatch.context() as patch:
            for name in dir(st):
                if name.islower() and not name.startswith("_") and inspect.isroutine(getattr(st, name)):
                    patch.setattr(st, name, getattr(screen, name))
            if not whole:
                take_down_rows(patch, shown)
            patch.setattr(st, "context", SimpleNamespace(theme=SimpleNamespace(type="light"), url="http://here/"))
            patch.setattr(st, "session_state", state)
            patch.setattr(st, "query_params", Query(query))
            runpy.run_path(str(ROOT / "pages" / f"{page}.py"))
            self.address = dict(st.query_params)
            self.state = state
        self.params = sys.modules["pages._parts.page"].DRAWN.get().params
        self.controls = {param.name: plain(state[param.name]) for param in self.params}
        today = date.today()
        text = "\n".join(shown)
        ways = (str(today), date_words(str(today)), f"{today:%B} {today.day}, {today.year}", f"{today:%Y/%m/%d}")
        for day in ways:  # it may be another one elsewhere
            text = text.replace(day, "today")
        text = re.sub(r",\s*".join(map(str, today.timetuple()[:3])), "today", text)
        self.text = text
        self.hash = sha256(text.encode()).hexdigest()[:16]


def told_by(frame: pd.DataFrame) -> list[str]:
    """The columns that tell which rows a frame holds: its first, which is their key, and figures."""
    return [column for place, column in enumerate(frame) if place == 0 or column in ("low", "high", "figure")]


def take_down_rows(patch: pytest.MonkeyPatch, shown: list[str]) -> None:
    """In the place of charts, tables and files, which take most of the time: their rows, and what they are called."""

    def instead(name: str) -> Callable[..., None]:
        def show(*parts: Any, **named: Any) -> None:
            frames = [part for part in (*parts, *named.values()) if isinstance(part, pd.DataFrame)]
            rows = [[list(frame), *(frame[column].tolist() for column in told_by(frame))] for frame in frames]
            called = {key: part for key, part in named.items() if isinstance(part, str)}
            shown.append(f"{name} {called} {rows}")

        return show

    for module in [module for name, module in sys.modules.items() if name.startswith("pages.")]:
        for name in ("chart", "claim_table", "table", "downloads"):
            if hasattr(module, name):
                patch.setattr(module, name, instead(name))


def plain(value: Any) -> Any:
    """A control of several choices gives a list or a tuple."""
    return list(value) if isinstance(value, tuple) else value


@contextmanager
def quickly() -> Iterator[Callable[..., Opened]]:
    """`open_page("sources", {"kind": "news"})` follows a link. With a `state` it is a run in an open session, whose
    controls a reader may have moved."""
    folder = ROOT / "pages"
    for path in [*folder.glob("_*.py"), *folder.glob("_*/*.py")]:
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    STORE.current()
    was_watched = STORE.is_watched
    STORE.is_watched = True  # the files of the record are not read again for each view

    def open_page(
        page: str, query: dict[str, str] | None = None, state: dict[str, Any] | None = None, *, whole: bool = False
    ) -> Opened:
        return Opened(page, {} if state is None else state, query or {}, whole=whole)

    try:
        yield open_page
    finally:
        STORE.is_watched = was_watched
