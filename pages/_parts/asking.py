"""What a reader asks of a table: an order, words that its rows hold, some of its columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from links.state import put

FEW_ROWS = 8  # up to so many are seen at a glance: they can be put in order, and need no search


@dataclass(frozen=True)
class Asked:
    """`order`: a column, with a minus before it from the last to the first; empty for the order the table comes in.
    `shown`: the columns that are shown, in their order."""

    shown: tuple[str, ...]
    order: str = ""
    words: str = ""

    @property
    def column(self) -> str:
        """The column of the order; empty where none is asked for."""
        return self.order.removeprefix("-")

    @property
    def way(self) -> str:
        """`ascending` or `descending`, as a heading says it."""
        return "descending" if self.order.startswith("-") else "ascending"

    def next_order(self, column: str, *, descends_first: bool) -> str:
        """The order that pressing a column's heading asks for: one way, then the other, then the table's own."""
        ways = [column, f"-{column}"][:: -1 if descends_first else 1]
        return {ways[0]: ways[1], ways[1]: ""}.get(self.order, ways[0])


def ask(key: str, headings: Mapping[str, str], n_rows: int, caption: str, *, has_search: bool) -> Asked:
    """Draw the controls above a table, and give what its reader asks for.

    The order is asked for by the table's own headings: look/tables.js writes it into a field that nobody sees.
    `has_search`: its words can be searched for here.
    """
    change: dict[str, Any] = {"on_change": put, "args": (key, 1)}  # whatever is asked for, its first rows are shown
    order = st.text_input(
        "Order of the table", key=f"table_order_{key}", label_visibility="collapsed", max_chars=80, **change
    )
    asked = Asked(tuple(headings), order if order and order.removeprefix("-") in headings else "")
    if n_rows <= FEW_ROWS:
        return asked
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"table_ways_{key}"):
        words = has_search and st.text_input(
            f"Search in the table: {caption}",
            key=f"table_words_{key}",
            label_visibility="collapsed",
            placeholder="Search in this table",
            icon=":material/search:",
            max_chars=80,
            width=260,
            **change,
        )
        with st.popover("Columns"):
            chosen = st.pills(
                "Columns of the table",
                list(headings),
                default=list(headings),
                selection_mode="multi",
                format_func=headings.__getitem__,
                key=f"table_columns_{key}",
            )
    shown = tuple(column for column in headings if column in (chosen or headings))
    return Asked(shown, asked.order, " ".join((words or "").split()))
