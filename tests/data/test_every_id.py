"""Every id that a link may hold is understood, and opened: a page that knows most codes and not all fails here.

Each value of each `choice`, `choices` and `place` is read as itself. The script of the page runs for it, outside a
browser session: what a page works out and says is worked out and said, its charts, tables and files, which depend on no
single row, are not made. Of the values that name a row, the script runs for all that the page itself shows, and for one
in EACH of the rest. Whole pages in a session are run by the other tests.
"""

import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any, Final

import pytest
import streamlit as st

from geography.names import iso3_of, meaning, spellings
from links.state import key_on
from links.ways import row_of, way
from loaders.store import STORE
from loaders.tables import Record
from tests.pages.conftest import forget
from tests.pages.screen import PAGES, Query, Screen, load_parts, run_script, show_on

SLICES: Final = 4  # of the values of a page, so that the tests spread over processes
EACH: Final = 20  # of the rows that another page shows, one in so many is opened
NOT_MADE: Final = ("chart", "claim_table", "table", "downloads")


@pytest.fixture(scope="module")
def record() -> Record:
    current, _ = STORE.current()
    assert current is not None
    return current


@pytest.fixture(scope="module")
def open_page() -> Iterator[Callable[..., tuple[dict[str, Any], list[Any]]]]:
    """`open_page("sources", source="x")` runs a page from a link and gives its state and its parameters."""
    with pytest.MonkeyPatch.context() as patch:
        load_parts()
        drawn = sys.modules["pages._parts.page"].DRAWN
        for module in [module for name, module in sys.modules.items() if name.startswith("pages.")]:
            for name in NOT_MADE:
                if hasattr(module, name):
                    patch.setattr(module, name, lambda *shown, **more: None)
        show_on(Screen(), patch)
        patch.setattr(st, "context", SimpleNamespace(theme=SimpleNamespace(type="light"), url=""))
        for name in ("session_state", "query_params"):
            patch.setattr(st, name, {})

        def open_page(page: str, **link: str) -> tuple[dict[str, Any], list[Any]]:
            st.session_state, st.query_params = {}, Query(link)
            run_script(page)
            return st.session_state, drawn.get().params

        yield open_page
    forget()  # what was kept of these pages lacks its charts and tables


def values_of(params: list[Any]) -> list[tuple[Any, str]]:
    """Every parameter that holds one or several of some codes, with each of its values."""
    inside = [(param, inspect.getclosurevars(param.parse).nonlocals) for param in params]
    return [(param, option) for param, known in inside for option in known.get("options", known.get("ids", ()))]


@pytest.fixture(scope="module")
def asked(open_page: Callable[..., Any], record: Record) -> Callable[[str], tuple[Any, Any]]:
    """Of a page each parameter with each of its values, and the links to open; worked out once for all its slices."""

    @cache
    def asked(page: str) -> tuple[list[tuple[Any, str]], list[tuple[Any, str, dict[str, str], bool]]]:
        values = values_of(open_page(page)[1])
        return values, links_of(page, values, record)

    return asked


def links_of(page: str, values: list[tuple[Any, str]], record: Record) -> list[tuple[Any, str, dict[str, str], bool]]:
    """The links of a page to open: parameter, value, query, and whether it is the way to that value.

    Every row is opened on the page that shows it; on another page, which may lack it, some rows are tried. Links to one
    view follow one another, so that it is worked out once.
    """
    links, tried = [], Counter[str]()
    for param, value in values:
        row = row_of(record, value)
        target, query = way(record, *row) if row else ("", {})
        shows = target == f"pages/{page}.py" and query.get(param.name) == value
        if shows or not row or tried[param.name] % EACH == 0:
            links.append((param, value, query if shows else {param.name: value}, shows))
        tried[param.name] += 1
    return sorted(links, key=lambda link: str({**link[2], link[0].name: ""}))


@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize("page", PAGES)
def test_every_value_opens(open_page: Callable[..., Any], asked: Callable[[str], Any], page: str, part: int) -> None:
    values, links = asked(page)
    for param, value in values[part::SLICES]:
        assert param.parse(param.write(param.parse(value))) == param.parse(value) in (value, [value], (value,))
    for param, value, query, shows in links[part * len(links) // SLICES : (part + 1) * len(links) // SLICES]:
        state, _ = open_page(page, **query)
        told = [notice for notice, _ in state["links_notices"]]
        if shows:
            assert (state[key_on(page, param.name)], told) == (value, [])
        else:
            assert [notice for notice in told if "not in this selection" not in notice] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_value_opens_by_the_name_that_its_parameter_had(open_page: Callable[..., Any], page: str) -> None:
    for param, value in values_of(open_page(page)[1]):
        if param.was:
            state, _ = open_page(page, **{param.was: value})
            assert (state[key_on(page, param.name)], state["links_notices"]) == (value, [])


@pytest.mark.parametrize("part", range(SLICES))
def test_every_name_of_every_place_is_understood_on_a_page(
    open_page: Callable[..., Any], record: Record, part: int
) -> None:
    _, params = open_page("host_countries")
    places = next(param for param in params if param.name == "iso3")
    for iso3 in record.tables["jurisdictions"]["iso3"].tolist()[part::SLICES]:
        state, _ = open_page("host_countries", iso3=spellings(iso3)[-1])
        assert state[key_on("host_countries", "iso3")] in (iso3, places.parse(spellings(iso3)[-1]))
        for spelling in spellings(iso3):
            if iso3_of(spelling) is None:
                assert " or " in str(meaning(spelling)), f"{spelling} is a code of several places, or not understood"
            elif spelling.upper() in record.tables["jurisdictions"]["iso3"].tolist():
                assert places.parse(spelling) == spelling.upper(), "a code that ISO gives out rules over a name"
            else:
                assert places.parse(spelling) == iso3 or spelling in spellings(places.parse(spelling))
