"""What differs, row by row, between the data version with which a link was made and this one."""

import streamlit as st

from language.forms import strung
from language.messages import Messages, mark, plural, tr
from loaders.older import differences
from loaders.store import STORE
from pages._parts.page import Page, kept
from pages._parts.tables import claim_table
from serving.page_list import PAGE

COLUMNS = Messages(
    {
        "table": mark("Table"),
        "key": mark("Row"),
        "said": mark("What"),
        "column": mark("Column"),
        "old": mark("Before"),
        "new": mark("Now"),
    }
)
SAID = Messages({"added": mark("new"), "gone": mark("gone"), "changed": mark("changed")})


def show_rows(page: Page, version: str, of: str, place: str | None) -> None:
    """Rows added and gone and cells changed since a data version, in the tables that the page `of` shows."""
    old = STORE.older_files(version)
    if old is None:
        st.info(
            tr(
                "This server has not kept data version {version}, so its rows cannot be compared with these.",
                version=version,
            ),
            icon=":material/history_toggle_off:",
        )
        return
    if page.known_on is not None:
        st.info(tr("The rows of two versions are compared as known today only."), icon=":material/history_toggle_off:")
        return
    rows = kept("row by row", lambda: differences(old, STORE.files, PAGE[of].tables, place))
    st.header(tr("Row by row since data version {version}", version=version), anchor=False)
    tables = in_words(PAGE[of].tables)
    if rows.empty:
        st.markdown(
            tr("No row in {tables} has changed since.", tables=tables)
            if place is None
            else tr("No row of {place} in {tables} has changed since.", place=place, tables=tables)
        )
        return
    counts = rows.drop_duplicates(["table", "key"])["change"].value_counts()
    n_added, n_gone, n_changed = (int(counts.get(change, 0)) for change in SAID)
    said = strung(
        [
            plural("{n} row new", "{n} rows new", n_added),
            plural("{n} row gone", "{n} rows gone", n_gone),
            plural("{n} row changed", "{n} rows changed", n_changed),
        ]
    )
    st.markdown(
        tr("In {tables}: {said}.", tables=tables, said=said)
        if place is None
        else tr("In {tables} of {place}: {said}.", tables=tables, place=place, said=said)
    )
    claim_table(
        rows.assign(said=rows["change"].map(dict(SAID))),
        COLUMNS,
        caption=plural("{n} difference", "{n} differences", len(rows)),
        key="row_by_row",
    )


def in_words(tables: tuple[str, ...]) -> str:
    """The names of tables as a reader meets them in the files."""
    return strung([f"`{table}`" for table in tables])
