"""What pages draw is made once for all readers, and nobody sees what was made for another view."""

import inspect
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pandas as pd
import pytest
from streamlit.runtime.caching import hashing

from charts import figure as go
from loaders.store import STORE
from loaders.tables import KEPT_VIEWS, KEPT_VINTAGES
from pages._crypto_theft.selection import IDLE
from pages._parts import page as drawing
from tests.pages.conftest import forget
from tests.pages.quick import open_page

RunPage = Callable[..., Any]
VIEWS: list[tuple[str, dict[str, Any]]] = [
    ("overview", {}),
    ("overview", {"known_on": "2023-06-30"}),
    ("host_countries", {}),
    ("host_countries", {"iso3": "CHN"}),
    ("host_countries", {"iso3": "CHN", "lines": "0"}),
    ("host_countries", {"iso3": "CHN", "years": "2015-2019"}),
    ("host_countries", {"iso3": "CHN", "known_on": "2019-12-31"}),
    ("host_countries", {"measure": "entered", "region": "gulf"}),
    ("host_countries", {"sector": "construction"}),
    ("repatriation", {}),
    ("repatriation", {"scale": "log"}),
    ("repatriation", {"iso3": "RUS"}),
    ("repatriation", {"iso3": "CHN"}),
    ("repatriation", {"status": "reported_gone"}),
    ("crypto_theft", {}),
    ("crypto_theft", {"measure": "share"}),
    ("crypto_theft", {"year": "2019"}),
    ("crypto_theft", {"sums": "running", "attribution": "any"}),
    ("crypto_theft", {"view": "incidents"}),
    ("crypto_theft", {"view": "incidents", "incident": "bybit-2025"}),
    ("crypto_theft", {"view": "incidents", "incident": "ronin-2022"}),
    ("crypto_theft", {"view": "incidents", "drawn": "place", "least": "10"}),
    ("crypto_theft", {"view": "attribution", "by": "government"}),
    ("crypto_theft", {"view": "money", "trail": "service", "outcome": "recovered"}),
    ("crypto_theft", {"view": "yardsticks", "year": "2021"}),
    ("it_workers", {}),
    ("it_workers", {"measure": "identities_stolen"}),
    ("it_workers", {"view": "cases"}),
    ("it_workers", {"view": "cases", "event": "ev-2026-07-31-alert"}),
    ("revenue", {}),
    ("revenue", {"per": "total"}),
    ("revenue", {"view": "cost"}),
    ("timeline", {}),
    ("timeline", {"event": "ev-2024-03-07-poe-final"}),
    ("timeline", {"years": "2017-2020", "over": "theft,russia"}),
    ("timeline", {"q": "Lazarus"}),
    ("compare", {}),
    ("compare", {"a": "KWT", "b": "QAT"}),
    ("sources", {"q": "Panel"}),
    ("sources", {"q": "Panel", "source": "un-poe-2019-midterm"}),
    ("sources", {"q": "Panel", "source": "un-poe-2024-final"}),
    ("changes", {"since": "2023-01-01"}),
    ("changes", {"since": "2023-01-01", "about": "theft_totals"}),
]
OPENS = {
    "crypto_theft": ("incident",),
    "it_workers": ("event",),
    "repatriation": ("iso3",),
    "sources": ("source",),
    "timeline": ("event",),
}
"""The parameters above that open a row, or a place, beneath a view."""
KEY_OF = {"claim": "claim_id", "said": "attribution_id"}
FIGURES = 2
"""How many figures the page `compare` has."""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The figures written from here on, in the order in which they were."""
    figures: list[str] = []
    write = go.Figure.to_json

    def count(figure: go.Figure) -> str:
        figures.append(write(figure))
        return figures[-1]

    monkeypatch.setattr(go.Figure, "to_json", count)
    return figures


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget()


def shown(ran: Any) -> dict[str, Any]:
    """All that a reader sees of a page."""
    return {
        "figures": ran.figures,
        "html": ran.html,
        "text": ran.text,
        "code": [part.value for part in ran.app.code],
    } | {"lists": [(box.label, box.value, list(box.options)) for box in ran.app.selectbox]}


@pytest.mark.parametrize("page", dict.fromkeys(page for page, _ in VIEWS))
def test_a_view_seen_before_is_not_made_again_and_none_shows_what_was_made_for_another(
    run_page: RunPage, made: list[str], page: str
) -> None:
    queries = [query for name, query in VIEWS if name == page]
    among_others = []
    for query in queries:
        first, n = shown(run_page(page, **query)), len(made)
        record, _ = STORE.current()
        assert record is not None
        n_made = record.views.made
        assert shown(run_page(page, **query)) == first
        assert len(made) == n, "a figure was made again for another reader of the same view"
        assert record.views.made == n_made
        among_others.append(first)
    drawn = {
        (str(sorted(rest.items())), key, json.dumps(figure, sort_keys=True))
        for query, first in zip(queries, among_others, strict=True)
        for rest in [{name: value for name, value in query.items() if name not in OPENS.get(page, ())}]
        for key, figure in first["figures"].items()
    }
    assert len(made) == len(drawn), "what is open beneath a view makes no figure but the one that shows it"
    forget()
    for query, expected in reversed([*zip(queries, among_others, strict=True)]):
        assert shown(run_page(page, **query)) == expected, query


@pytest.mark.parametrize(
    ("page", "query", "quoted"),
    [
        ("host_countries", {"iso3": "CHN"}, "claim"),
        ("compare", {}, "claim"),
        ("it_workers", {}, "claim"),
        ("revenue", {}, "claim"),
        ("crypto_theft", {}, "claim"),
        ("crypto_theft", {"view": "attribution"}, "said"),
    ],
)
def test_a_click_on_a_mark_opens_a_card_and_makes_no_figure(
    run_page: RunPage, made: list[str], page: str, query: dict[str, str], quoted: str
) -> None:
    before = run_page(page, **query)
    marks = [
        custom for figure in before.figures.values() for t in figure["data"] for custom in t.get("customdata") or []
    ]
    record, _ = STORE.current()
    assert record is not None
    rows = {key for table in record.tables.values() for key in table.get(KEY_OF[quoted], ())}
    n, opened = len(made), None
    for mark in sorted(rows.intersection(mark[0] for mark in marks if mark)):
        opened = run_page(page, **query, **{quoted: mark})
        if opened.address.get(quoted) == mark:
            break
    assert opened is not None
    assert opened.address[quoted] == mark
    assert opened.app.code, "the citation"
    assert len(made) == n
    assert opened.figures == before.figures


ANOTHER = {"years": "2020-2021", "year": "2022"}
"""Of parameters that have no list of values, one that is not the default."""


def another(param: Any) -> str:
    """A value of a parameter, as a link has it, that is not the default."""
    if param.name in ANOTHER:
        return ANOTHER[param.name]
    options = inspect.getclosurevars(param.parse).nonlocals["options"]
    return str(next(option for option in options if param.parse(option) != param.default))


@pytest.mark.parametrize("view", list(IDLE))
def test_what_a_view_does_not_depend_on_changes_nothing_there_and_makes_nothing_anew(
    run_page: RunPage, made: list[str], view: str
) -> None:
    plain = run_page("crypto_theft", view=view)
    idle = IDLE[view]
    other = {param.name: another(param) for param in open_page("crypto_theft").params if param.name in idle}
    assert set(other) == idle
    n = len(made)
    again = run_page("crypto_theft", view=view, **other)
    assert len(made) == n
    assert set(again.address) >= set(other), "each holds its value in the link"
    forget()
    anew = run_page("crypto_theft", view=view, **other)
    assert len(made) > n
    assert plain.figures == again.figures == anew.figures
    tables = re.compile("<table.*?</table>", re.DOTALL)
    assert tables.findall(plain.html) == tables.findall(again.html) == tables.findall(anew.html) != []


def test_the_theme_is_part_of_a_view(run_page: RunPage, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    light = run_page("compare").figures["compare"]
    monkeypatch.setattr(drawing, "palette", lambda: drawing.PALETTES["dark"])
    dark = run_page("compare").figures["compare"]
    assert len(made) == 2 * FIGURES
    assert light["layout"]["paper_bgcolor"] != dark["layout"]["paper_bgcolor"]


def test_what_was_drawn_goes_with_the_record(run_page: RunPage, made: list[str]) -> None:
    run_page("compare")
    STORE.seen = None  # as when a file has changed
    run_page("compare")
    assert len(made) == 2 * FIGURES
    assert made[:FIGURES] == made[FIGURES:]


def test_many_readers_of_a_new_view_have_it_made_once(run_page: RunPage, made: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        seen = [ran.figures for ran in pool.map(lambda _: run_page("compare", a="KWT", b="QAT"), range(4))]
    assert len(made) == FIGURES
    assert all(figures == seen[0] for figures in seen)


def test_no_frame_is_hashed(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's caches hash what they are asked with; a frame of the record is never among it."""
    hashed: list[type] = []
    find = hashing._CacheFuncHasher.to_bytes

    def watch(self: Any, value: Any) -> bytes:
        hashed.append(type(value))
        return find(self, value)

    monkeypatch.setattr(hashing._CacheFuncHasher, "to_bytes", watch)
    for page, query in VIEWS[::5]:
        run_page(page, **query)
    assert not [kind for kind in hashed if issubclass(kind, pd.DataFrame | pd.Series)]


def test_hostile_links_cannot_make_what_is_kept_grow(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    record, _ = STORE.current()
    assert record is not None
    assert record.views.most == KEPT_VIEWS
    monkeypatch.setattr(record.views, "most", 300_000)
    for number in range(8):
        run_page("sources", q=f"word {number} " + "x" * 300)
        run_page("compare", a=f"no place {number}", known_on=f"20{10 + number}-01-01")
    assert record.views.weight <= 300_000
    assert len(record.vintages) <= KEPT_VINTAGES
    assert len(record.kept) <= record.kept.most


def test_two_parts_of_a_page_cannot_share_a_name(run_page: RunPage, monkeypatch: pytest.MonkeyPatch) -> None:
    run_page("compare")
    record, _ = STORE.current()
    assert record is not None
    page = drawing.Page("compare", record, [], None)
    monkeypatch.setattr(drawing.Page, "view", lambda page, apart_from=(): ())
    token = drawing.DRAWN.set(page)
    try:
        assert drawing.kept("table", lambda: "one") == "one"
        with pytest.raises(ValueError, match="both called table"):
            drawing.kept("table", lambda: "other")
    finally:
        drawing.DRAWN.reset(token)


def test_what_is_sent_is_what_was_kept(run_page: RunPage, made: list[str]) -> None:
    """The JSON goes out as it was made: nothing of it is made anew on the way."""
    sent = [chart.proto.spec for chart in run_page("compare").app.get("plotly_chart")]
    assert [json.loads(spec) for spec in sent] == [json.loads(spec) for spec in made]
    assert len(sent) == FIGURES
