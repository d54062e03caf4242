"""What a page shows, as its documents need it, and what is gathered of several pages for one document.

A page that is read for a document hands over its figures and its rows in the order in which it shows them, and at its
end a `Whole`. A reader's basket, or a talk, names some of these by the link of the view.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from exports.offer import View
from language.messages import mark, tr
from loaders.versions import curated_version

NOT_OPENED: Final = mark("The view could not be opened.")


@dataclass(frozen=True)
class Figure:
    """A chart: its key, its JSON in Plotly's words, its description, and the rows it draws, where the page says which.

    `has_bars`: these are claims and it draws each as a range in a lane of its own.
    """

    key: str
    json: str
    alt: str
    rows: pd.DataFrame | None = None
    has_bars: bool = False


@dataclass(frozen=True)
class Rows:
    """Rows that a page offers: their name, themselves, the tables whose columns they have, and what is said of them:
    title, subtitle and footer, of the chart above them or, where that is about others, their own."""

    name: str
    rows: pd.DataFrame
    tables: tuple[str, ...]
    finding: Mapping[str, str]


@dataclass(frozen=True)
class Whole:
    """The end of a page: its view, the descriptor and documents of its record, and what it told of its link."""

    view: View
    descriptor: Mapping[str, Any]
    sources: pd.DataFrame
    notices: tuple[str, ...]


Shown = Figure | Rows | Whole


@dataclass(frozen=True)
class Item:
    """What a reader put into a basket or a talk: the link of a view, and of it a chart, or rows by their name.

    `title` and `notes` are the reader's own; `version` is the data version of the day on which it was put there.
    """

    view: str
    chart: str = ""
    rows: str = ""
    title: str = ""
    notes: str = ""
    version: str = ""


@dataclass(frozen=True)
class Piece:
    """One item read: its words, its figure or none, the rows that belong to it. `has_bars`: as of `Figure`."""

    view: View
    figure: Mapping[str, Any] | None
    has_bars: bool
    rows: Rows | None
    notes: str
    descriptor: Mapping[str, Any]
    sources: pd.DataFrame

    @property
    def title(self) -> str:
        return self.view.finding["title"]


@dataclass(frozen=True)
class LeftOut:
    """An item that could not be read, with what it asked for and why it is not there."""

    asked: str
    why: str


def piece_of(item: Item, shown: Sequence[Shown]) -> Piece | LeftOut:
    """What an item asks for, of what its page has shown; a view that differs from what was asked for is refused."""
    asked = item.title or f"{item.view[:200]} ({item.chart or item.rows})"
    whole = next((part for part in shown if isinstance(part, Whole)), None)
    if whole is None:
        return LeftOut(asked, tr(NOT_OPENED))
    if whole.notices:
        return LeftOut(asked, " ".join(whole.notices))
    name = item.chart or item.rows
    place = next((at for at, part in enumerate(shown) if _name(part, is_chart=bool(item.chart)) == name), None)
    if place is None:
        none = tr("The view draws no chart of that name with what it shows now.")
        return LeftOut(asked, none if item.chart else tr("The view has no rows of that name with what it shows now."))
    part = shown[place]
    figure = json.loads(part.json) if isinstance(part, Figure) else None
    finding = figure["layout"]["meta"][0] if figure else part.finding if isinstance(part, Rows) else {}
    view = replace(whole.view, name=name, finding={**finding, "title": item.title or finding["title"]})
    view = replace(view, alt=part.alt if isinstance(part, Figure) else "")
    rows = part if isinstance(part, Rows) else _rows_of(shown, place)
    has_bars = isinstance(part, Figure) and part.has_bars
    notes = (
        item.notes if item.version in ("", curated_version(whole.view.version)) else _older(item, whole.view.version)
    )
    return Piece(view, figure, has_bars, rows, notes, whole.descriptor, whole.sources)


def _name(part: Shown, *, is_chart: bool) -> str | None:
    if isinstance(part, Figure):
        return part.key if is_chart else None
    return part.name if isinstance(part, Rows) and not is_chart else None


def _rows_of(shown: Sequence[Shown], place: int) -> Rows | None:
    """The rows that a chart goes with: its own, else the first below it, else the last above."""
    below = [part for part in shown[place:] if isinstance(part, Rows)]
    above = [part for part in shown[:place] if isinstance(part, Rows)]
    offered = [*below, *reversed(above)]
    chart = shown[place]
    if not isinstance(chart, Figure) or chart.rows is None:
        return offered[0] if offered else None
    own = chart.rows
    like = next((part for part in offered if set(part.rows.columns) <= set(own.columns)), None)
    tables = like.tables if like else offered[0].tables if offered else ()
    return Rows(chart.key, own, tables, json.loads(chart.json)["layout"]["meta"][0])


def _older(item: Item, version: str) -> str:
    told = tr(
        "Added with data version {made_with}; this is version {version}, and figures may differ.",
        made_with=item.version,
        version=curated_version(version),
    )
    return f"{told}\n{item.notes}".strip()
