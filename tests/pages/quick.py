"""A page run in a few hundredths of a second, without a browser and without a session: the script of the page as it is,
with a screen that takes down what is shown and hands each control its value. Figures are drawn only where `whole` asks
for them, and tables written; else the rows that they show are taken down.
"""

import re
import sys
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
import streamlit as st

from charts.figure import Finished
from language.messages import ENGLISH, speaking
from links.state import key_on
from tests.pages.screen import Query, Screen, load_parts, run_script, show_on
from words.dates import date_words


class Recorder(Screen):
    """A screen that takes down what is shown."""

    def __init__(self, shown: list[str]) -> None:
        self.shown = shown

    def hear(self, name: str, key: str | None, value: Any, parts: tuple[Any, ...]) -> None:
        self.shown.append(f"{name} {key} {said(value)!r} {[said(part) for part in parts]}")


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


class Opened:
    """A page that was run: `params` of its link, its controls, its address, and a hash of all that it shows."""

    def __init__(self, page: str, state: dict[str, Any], query: dict[str, str], *, whole: bool) -> None:
        shown: list[str] = []
        with speaking(ENGLISH), pytest.MonkeyPatch.context() as patch:
            show_on(Recorder(shown), patch)
            if not whole:
                take_down_rows(patch, shown)
            patch.setattr(st, "context", SimpleNamespace(theme=SimpleNamespace(type="light"), url="http://here/"))
            patch.setattr(st, "session_state", state)
            patch.setattr(st, "query_params", Query(query))
            run_script(page)
            self.address = dict(st.query_params)
            self.state = state
        self.params = sys.modules["pages._parts.page"].DRAWN.get().params
        self.controls = {param.name: plain(state[key_on(page, param.name)]) for param in self.params}
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
    return [str(column) for place, column in enumerate(frame) if place == 0 or column in ("low", "high", "figure")]


def take_down_rows(patch: pytest.MonkeyPatch, shown: list[str]) -> None:
    """In the place of charts, tables and files, which take most of the time: their rows, and what they are called."""

    def instead(name: str) -> Callable[..., None]:
        def show(*parts: Any, **named: Any) -> None:
            frames = [part for part in (*parts, *named.values()) if isinstance(part, pd.DataFrame)]
            rows = [[list(frame), *(frame[column].tolist() for column in told_by(frame))] for frame in frames]
            called = {key: part for key, part in named.items() if isinstance(part, str)}
            if name == "claim_table":
                sys.modules["pages._parts.page"].DRAWN.get().tables.add(named["key"])
            shown.append(f"{name} {called} {rows}")

        return show

    for module in [module for name, module in sys.modules.items() if name.startswith("pages.")]:
        for name in ("chart", "claim_table", "downloads"):
            if hasattr(module, name):
                patch.setattr(module, name, instead(name))


def plain(value: Any) -> Any:
    """A control of several choices gives a list or a tuple."""
    return list(value) if isinstance(value, tuple) else value


def open_page(
    page: str, query: dict[str, str] | None = None, state: dict[str, Any] | None = None, *, whole: bool = False
) -> Opened:
    """Follow a link, as in `open_page("sources", {"kind": "news"})`. With a `state` it is a run in an open session,
    whose controls a reader may have moved."""
    load_parts()
    return Opened(page, {} if state is None else state, query or {}, whole=whole)
