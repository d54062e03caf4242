"""What a reader asks of a table, here or by a link: an order, words that its rows hold, some of its columns, a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from language.messages import plural, tr
from links.params import shown
from links.state import is_followed, put, session, tell
from links.tables import LONGEST as LONGEST_WORDS
from links.tables import Arranged, arranged, searchable, with_table
from pages._parts.page import DRAWN, TABLES

FEW_ROWS = 8  # up to so many are seen at a glance: they can be put in order, and need no search


@dataclass(frozen=True)
class Asked:
    """`order`: a column, with a minus before it from the last to the first; empty for the order the table comes in.
    `shown`: the columns that are shown, in their order. `page`: counted from 1."""

    shown: tuple[str, ...]
    order: str = ""
    words: str = ""
    page: int = 1

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


def ask(
    key: str,
    headings: Mapping[str, str],
    n_rows: int,
    caption: str,
    *,
    has_search: bool,
    ways: DeltaGenerator | None = None,
) -> Asked:
    """Draw the controls above a table, and give what its reader asks for.

    The order is asked for by the table's own headings: look/tables.js writes it into a field that nobody sees.
    `has_search`: its words can be searched for here. `ways`: the row for the controls, else they have their own.
    """
    DRAWN.get().tables.add(key)
    now = _possible(arranged(session[TABLES], key), headings, has_search=has_search)
    put_arranged(now)
    asked = Asked(tuple(c for c in headings if c not in now.hidden), now.order, now.words, now.page)
    change: dict[str, Any] = {"on_change": _heard, "args": (key, tuple(headings))}
    session[f"table_order_{key}"] = now.order
    st.text_input(
        tr("Order of the table"),
        key=session.key(f"table_order_{key}"),
        label_visibility="collapsed",
        max_chars=80,
        **change,
    )
    if n_rows <= FEW_ROWS and not now.words and not now.hidden:
        return asked
    if ways is None:
        ways = st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"table_ways_{key}")
    with ways:
        if has_search:
            session[f"table_words_{key}"] = now.words
            st.text_input(
                tr("Search in the table: {caption}", caption=caption),
                key=session.key(f"table_words_{key}"),
                label_visibility="collapsed",
                placeholder=tr("Search in this table"),
                icon=":material/search:",
                max_chars=LONGEST_WORDS,
                width=260,
                **change,
            )
        session[f"table_columns_{key}"] = list(asked.shown)
        with st.popover(tr("Columns")):
            st.pills(
                tr("Columns of the table"),
                list(headings),
                selection_mode="multi",
                format_func=headings.__getitem__,
                key=session.key(f"table_columns_{key}"),
                **change,
            )
    return asked


def put_arranged(one: Arranged) -> None:
    """Arrange a table in this way."""
    put(TABLES, with_table(session[TABLES], one))


def _heard(key: str, columns: Sequence[str]) -> None:
    """The callback of the controls of a table: whatever is asked for, its first rows are shown."""
    chosen = session.get(f"table_columns_{key}") or columns
    words, order = (searchable(session.get(f"table_{name}_{key}")) for name in ("words", "order"))
    put_arranged(Arranged(key, order, 1, tuple(c for c in columns if c not in chosen), words))


def turn(key: str) -> None:
    """The callback of the page numbers below a table."""
    put_arranged(replace(arranged(session[TABLES], key), page=session[key]))


def _possible(asked: Arranged, headings: Mapping[str, str], *, has_search: bool) -> Arranged:
    """What of the way in which a table is to be arranged it can be; the reader of a link is told of the rest."""
    order = asked.order if asked.order.removeprefix("-") in headings else ""
    hidden = tuple(column for column in headings if column in asked.hidden)
    if len(hidden) == len(headings):
        hidden = ()
    words = asked.words if has_search else ""
    unknown = [name for name in (asked.order.removeprefix("-"), *asked.hidden) if name not in {"", *headings}]
    if unknown:
        told = {"link": f"{TABLES}={shown(str(asked))}", "names": shown(", ".join(unknown))}
        columns = ", ".join(headings)
        tell(
            plural(
                "The link asked for {link}; {names} is not a column of that table, which has {columns}.",
                "The link asked for {link}; {names} are not columns of that table, which has {columns}.",
                len(unknown),
                columns=columns,
                **told,
            )
        )
    if words != asked.words:
        tell(
            tr(
                "The link asked for {tables}={shown}; this page searches that table by `q`.",
                tables=TABLES,
                shown=shown(str(asked)),
            )
        )
    return replace(asked, order=order, hidden=hidden, words=words)


def clamp(asked: Asked, key: str, n_pages: int) -> int:
    """The page of a table that is shown, of so many; the reader of a link to a page that is not there is told."""
    page = min(asked.page, max(n_pages, 1))
    if page != asked.page:
        now = arranged(session[TABLES], key)
        tell(
            plural(
                "The link asked for {link}; that table has {n} page. Showing page {page}.",
                "The link asked for {link}; that table has {n} pages. Showing page {page}.",
                max(n_pages, 1),
                link=f"{TABLES}={shown(str(now))}",
                page=page,
            )
        )
        put_arranged(replace(now, page=page))
    return page


def is_unfolded(key: str) -> bool:
    """Whether a table that is folded away was arranged by the link with which the page was opened."""
    flag = f"table_unfolded_{key}"
    if is_followed():
        session[flag] = arranged(session[TABLES], key) != Arranged(key)
    return bool(session.get(flag))
