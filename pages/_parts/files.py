"""What a page offers as files: its rows, briefs."""

import html
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from charts.theme import Words
from exports.copying import take_row
from exports.document import Paper
from exports.gathered import Rows
from exports.offer import File, View, chart_file, files, is_claims
from language.messages import in_this_language, mark, tr
from links.state import session
from loaders.tables import Record
from pages._parts.page import DRAWN, publishers, view_now
from serving.views import watched

PAPERS: dict[Paper, str] = {"a4": "A4", "us-letter": mark("Letter")}
COUNTED = mark("Counted: as each source counts; claims overlap and are never added.")


def downloads(
    current: Record,
    rows: pd.DataFrame,
    *,
    name: str,
    tables: tuple[str, ...],
    more: Callable[[View], list[File]] = lambda view: [],
    title: str = "",
    below: str = "",
    apart_from: Collection[str] = (),
) -> None:
    """Exactly these rows as files and for the basket, each with what was chosen; each is made when it is asked for.

    `more` gives further files of the same view, such as the map. `apart_from`: the parameters of the link on which the
    rows do not depend, so that their files name no years that they do not keep to. `below`: the chart whose rows they
    are, where that is not the one drawn last, and whose finding a slide or a page says of them. `title`: what the rows
    are, where they are those of no chart.
    """
    view = view_now(name, below)
    own = _own_finding(title, rows, view.version) if title else None
    view = view if own is None else replace(view, finding=own, alt=title)
    if (shown := watched()) is not None:
        shown.append(Rows(name, rows, tables, view.finding))
    documents = current.tables["sources"]
    offered = files(rows, view.apart_from(apart_from), current.descriptor, tables, documents)
    if not is_claims(rows) and below in (on_paper := DRAWN.get().on_paper):
        offered.append(chart_file(view, *on_paper[below], current.descriptor, documents))
    with st.container(horizontal=True, vertical_alignment="center", key=f"downloads_{name}"):
        offer_file(offered[0], f"{name}_csv")
        offer_file(offered[1], f"{name}_columns")
        with st.popover(tr("Other files"), on_change="rerun", key=session.key(f"{name}_files")) as others:
            for number, file in enumerate([*offered[2:], *more(view)] if others.open else []):
                offer_file(file, f"{name}_file_{number}")
        st.html(
            take_row(
                f'<button type="button" data-basket-rows="{html.escape(name)}" '
                f'data-title="{html.escape(view.finding["title"])}">{tr("Add rows to basket")}</button>'
            )
        )


def _own_finding(title: str, rows: pd.DataFrame, version: str) -> dict[str, str]:
    """What rows say of themselves, as the finding of a chart does."""
    words = Words(title, "", tr(COUNTED), publishers(rows), version)
    return {"title": words.title, "subtitle": words.subtitle, "footer": words.footer()}


def offer_briefs(what: str, stem: str, make: Callable[[Paper], bytes], key: str) -> None:
    """A brief as a PDF for each size of paper, made when asked for. `what`: of what it is; `stem`: of its name."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"briefs_{key}"):
        for paper, label in PAPERS.items():
            file = File(
                tr("{what}, {paper}", what=what, paper=tr(label)),
                f"{stem}-brief-{paper}.pdf",
                "application/pdf",
                partial(make, paper),
            )
            offer_file(file, f"{key}_{paper}")


def offer_file(file: File, key: str) -> None:
    """A button that makes a file and hands it over."""
    st.download_button(
        file.label, in_this_language(file.make), file.name, file.kind, key=session.key(key), on_click="ignore"
    )
