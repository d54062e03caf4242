"""A figure and what belongs to it are one thing: what it says of itself, the order of its parts, a click on a mark."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from links.params import open_row, place
from links.state import key_on, session
from look.palette import LIGHT
from pages._parts import exhibit as parts
from pages._parts.exhibit import Exhibit, Files, Table, open_clicked
from pages._parts.page import DRAWN
from tests.live import RECORD

ROWS = pd.DataFrame({"claim_id": ["a", "b", "c"], "publisher": ["One", "Two", "Two"]})


@pytest.fixture
def on_a_page() -> Iterator[None]:
    session["claim"] = None
    record = SimpleNamespace(version="0a1b2c3d")
    page = SimpleNamespace(record=record, params=[open_row("claim", ["a"])], idle=set(), on_paper={})
    token = DRAWN.set(page)
    yield
    DRAWN.reset(token)


def exhibit(**more: Any) -> Exhibit:
    said = {
        "title": lambda: "Three claims",
        "subtitle": "by year",
        "counted": "Counted: claims.",
        "alt": lambda: "Dots",
    }
    return Exhibit(**{"key": "dots", "rows": ROWS, "draw": lambda **look: look, **said, **more})


def test_what_a_figure_says_of_itself_is_said_by_its_exhibit_even_when_the_page_is_gone(on_a_page: None) -> None:
    shown = exhibit(has_boundary=True)
    DRAWN.set(None)
    look = shown.figure(LIGHT)
    words = look["words"]
    assert look["palette"] is LIGHT
    assert (words.title, words.subtitle, words.counted) == ("Three claims", "by year", "Counted: claims.")
    assert (words.sources, words.version, words.boundary) == (["Two", "One"], "0a1b2c3d", True)
    assert shown.alt_text == "Dots"


# What leaves rows out, each with the figures that say so; those beside them do not depend on it.
FILTERED: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("host_countries", {"sector": "construction", "region": "africa"},
     {"map": "Chosen: Sector: construction; Part of the world: Africa."}),
    ("host_countries", {"iso3": "RUS", "sector": "construction", "region": "africa"},
     {"in_time": "Chosen: Sector: construction.", "ranges": ""}),
    ("repatriation", {"subregion": "western_asia"}, {"repatriation": "Chosen: Part of the world: Western Asia."}),
    ("crypto_theft", {"view": "incidents", "least": "100", "years": "2022-2024"},
     {"incidents": "Chosen: At least: $100 million; Years: 2022-2024."}),
    ("crypto_theft", {"view": "attribution", "victim_kind": "bridge"}, {"matrix": "Chosen: Kind of victim: Bridges."}),
    ("crypto_theft", {"least": "100"}, {"by_year": "", "against": ""}),
    ("timeline", {"iso3": "CHN", "q": "bank", "over": "russia"},
     {"timeline": "Chosen: Place: China; Containing the words: bank.", "timeline_russia": ""}),
]  # fmt: skip


@pytest.mark.parametrize(("page", "asked", "told"), FILTERED)
def test_a_picture_names_what_was_chosen_that_leaves_rows_out(
    run_page: Callable[..., Any], page: str, asked: dict[str, str], told: dict[str, str]
) -> None:
    figures = run_page(page, **asked).figures
    for key, said in told.items():
        footer = figures[key]["layout"]["meta"][0]["footer"]
        assert f" {said} " in footer if said else "Chosen:" not in footer


def test_a_picture_says_which_thefts_count(run_page: Callable[..., Any]) -> None:
    for attribution, said in (
        ("default", "Counted: thefts attributed to DPRK actors by one formal statement or two assessments,"),
        ("any", "Counted: thefts that somebody attributes to DPRK actors,"),
    ):
        figures = run_page("crypto_theft", view="incidents", attribution=attribution).figures
        assert figures["incidents"]["layout"]["meta"][0]["footer"].startswith(said)


def test_its_parts_follow_the_figure_in_one_order(on_a_page: None, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[Any, ...]] = []

    def hear(name: str) -> Callable[..., None]:
        return lambda *parts, **more: shown.append((name, *more.values()))

    for name in ("chart", "said_without_number", "claim_table", "downloads"):
        monkeypatch.setattr(parts, name, hear(name))
    exhibit().show()
    assert [name for name, *_ in shown] == ["chart"]
    shown.clear()
    exhibit(
        silent=ROWS,
        quote=lambda: shown.append(("quote",)),
        table=Table(caption="The claims", key="rows"),
        files=[Files("claims", ("worker_claims",)), Files("documents", ("sources",))],
    ).show()
    assert [name for name, *_ in shown] == [
        "chart", "said_without_number", "quote", "claim_table", "downloads", "downloads"
    ]  # fmt: skip
    assert shown[-1][1:] == ("documents", ("sources",), "dots", ())


RECORD_IDS = {
    name: RECORD.tables[table][key].tolist()
    for name, table, key in (("incident", "incidents", "incident_id"), ("claim", "theft_totals", "claim_id"))
}


@pytest.mark.parametrize(
    ("params", "clicked", "opened"),
    [
        ([open_row("claim", ["a", "b"])], [["b"]], {"claim": "b"}),
        ([open_row("claim", ["a", "b"])], [["another"]], {}),
        ([open_row("claim", ["a", "b"])], [None, ["another"], ["a", "more"]], {"claim": "a"}),
        ([place("claim", ["RUS"])], [["RUS"]], {"claim": "RUS"}),
        ([place("claim", ["RUS"])], [["Total"]], {}),
        ([open_row("claim", ["a"]), open_row("incident", ["b"])], [["b"]], {"incident": "b"}),
        ([open_row("claim", ["a"]), open_row("incident", ["b"])], [["a"], ["b"]], {"claim": "a"}),
        (
            [open_row(name, ids, RECORD) for name, ids in RECORD_IDS.items()],
            [[RECORD_IDS["claim"][0]]],
            {"claim": RECORD_IDS["claim"][0]},
        ),
    ],
)
def test_a_mark_opens_what_a_parameter_can_hold_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, params: list[Any], clicked: list[list[str] | None], opened: dict[str, str]
) -> None:
    points = [{"customdata": custom} if custom else {} for custom in clicked]
    none = dict.fromkeys(key_on("", param.name) for param in params)
    dots = key_on("", "dots")
    state: dict[str, Any] = {dots: SimpleNamespace(selection=SimpleNamespace(points=points)), **none}
    monkeypatch.setattr(st, "session_state", state)
    open_clicked("dots", params)
    state.pop(dots)
    assert state == none | {key_on("", name): value for name, value in opened.items()}
