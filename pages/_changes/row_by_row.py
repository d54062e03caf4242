"""What differs, row by row, between the data version with which a link was made and this one."""

import streamlit as st

from loaders.older import differences
from loaders.store import STORE
from pages._parts.page import Page, kept
from pages._parts.tables import claim_table
from serving.page_list import PAGE
from words.text import plural

COLUMNS = {"table": "Table", "key": "Row", "said": "What", "column": "Column", "old": "Before", "new": "Now"}
SAID = {"added": "new", "gone": "gone", "changed": "changed"}


def show_rows(page: Page, version: str, of: str, place: str | None) -> None:
    """Rows added and gone and cells changed since a data version, in the tables that the page `of` shows."""
    old = STORE.older_files(version)
    if old is None:
        st.info(
            f"This server has not kept data version {version}, so its rows cannot be compared with these.",
            icon=":material/history_toggle_off:",
        )
        return
    if page.known_on is not None:
        st.info("The rows of two versions are compared as known today only.", icon=":material/history_toggle_off:")
        return
    rows = kept("row by row", lambda: differences(old, STORE.files, PAGE[of].tables, place))
    where = "" if place is None else f" of {place}"
    st.header(f"Row by row since data version {version}", anchor=False)
    if rows.empty:
        st.markdown(f"No row{where} in {in_words(PAGE[of].tables)} has changed since.")
        return
    counts = rows.drop_duplicates(["table", "key"])["change"].value_counts()
    said = ", ".join(f"{plural(int(counts.get(change, 0)), 'row')} {words}" for change, words in SAID.items())
    st.markdown(f"In {in_words(PAGE[of].tables)}{where}: {said}.")
    claim_table(
        rows.assign(said=rows["change"].map(SAID)), COLUMNS, caption=plural(len(rows), "difference"), key="row_by_row"
    )


def in_words(tables: tuple[str, ...]) -> str:
    """The names of tables as a reader meets them in the files."""
    return ", ".join(f"`{table}`" for table in tables)
