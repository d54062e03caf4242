"""The documents published last, each with a claim of it: what is new in the record."""

import streamlit as st

from language.messages import plural, tr
from links.plain_text import plain
from loaders.dates import first_day
from loaders.rows import FrameRow, each_row
from pages._parts.page import Page, kept
from subjects.changes import claim_of, newest_documents
from words.claims import row_words
from words.dates import date_words

SHOWN = 3


def show_newest(page: Page) -> None:
    """The documents published last, and the way to all that changed since the oldest of them."""
    documents = newest_documents(page.record, SHOWN)
    if documents.empty:
        return
    with st.container(key="newest", gap="xsmall"):
        st.markdown(tr("**Latest publications**"))
        newest = kept("published last", lambda: [newest_words(page, row) for row in each_row(documents)])
        with st.container(key="listed_newest", gap="small"):
            for source_id, said in newest:
                st.page_link("pages/sources.py", label=plain(said), query_params={"source": source_id})
        oldest = documents.iloc[-1]
        st.page_link(
            "pages/changes.py",
            label=tr("What changed since then"),
            query_params={"since": str(first_day(str(oldest["published"]))), "about": str(oldest["table"])},
        )


def newest_words(page: Page, row: FrameRow) -> tuple[str, str]:
    """A document published last, by its id, and what one of its claims says."""
    said = row_words(row["table"], claim_of(page.record, row["table"], row["claim_id"]))
    if row["n_claims"] > 1:
        said = plural("{said}, and {n} more claim", "{said}, and {n} more claims", int(row["n_claims"]) - 1, said=said)
    return str(row["source_id"]), f"{date_words(row['published'])}, {row['publisher']}: {said}"
