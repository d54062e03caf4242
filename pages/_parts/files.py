"""What a page offers as files: its rows, briefs."""

import html
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from exports.brief import Paper
from exports.copying import take_row
from exports.gathered import Rows
from exports.offer import File, View, files
from loaders.tables import Record
from pages._parts.page import view_now
from serving.views import watched

PAPERS: dict[Paper, str] = {"a4": "A4", "us-letter": "Letter"}


def downloads(
    current: Record,
    rows: pd.DataFrame,
    *,
    name: str,
    tables: tuple[str, ...],
    more: Callable[[View], list[File]] = lambda view: [],
) -> None:
    """Exactly these rows as files, each with what was chosen; each is made when it is asked for.

    `more` gives further files of the same view, such as the map.
    """
    if (shown := watched()) is not None:
        shown.append(Rows(name, rows, tables))
    view = view_now(name)
    offered = files(rows, view, current.descriptor, tables, current.tables["sources"])
    with st.container(horizontal=True, vertical_alignment="center", key=f"downloads_{name}"):
        offer_file(offered[0], f"{name}_csv")
        offer_file(offered[1], f"{name}_columns")
        with st.popover("Other files", on_change="rerun", key=f"{name}_files") as others:
            for number, file in enumerate([*offered[2:], *more(view)] if others.open else []):
                offer_file(file, f"{name}_file_{number}")
        st.html(take_row(f'<button type="button" data-basket-rows="{html.escape(name)}">Add rows to basket</button>'))


def offer_briefs(what: str, stem: str, make: Callable[[Paper], bytes], key: str) -> None:
    """A brief as a PDF for each size of paper, made when asked for. `what`: of what it is; `stem`: of its name."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"briefs_{key}"):
        for paper, label in PAPERS.items():
            file = File(f"{what}, {label}", f"{stem}-brief-{paper}.pdf", "application/pdf", partial(make, paper))
            offer_file(file, f"{key}_{paper}")


def offer_file(file: File, key: str) -> None:
    """A button that makes a file and hands it over."""
    st.download_button(file.label, file.make, file.name, file.kind, key=key, on_click="ignore")
