"""Which documents does the record rest on, and what rests on each?"""

import streamlit as st

from charts.theme import date_words, plural
from links.params import Param, choice, words
from loaders.sources import rows_of_source, search_sources, sources
from loaders.tables import Record
from pages._parts import begin, claim_table, downloads, facts, keep_choice


def params(record: Record) -> list[Param]:
    """Words to search for, a kind of document, one document."""
    documents = record.tables["sources"]
    return [
        words("q"),
        choice("kind", sorted(documents["kind"].unique()), None),
        choice("source", documents["source_id"].tolist(), None),
    ]


page = begin("sources", "Sources", "Which documents does the record rest on, and what rests on each?", params)
current = page.record
documents = sources(current)
KINDS = sorted(documents["kind"].unique())

keep_choice("kind", KINDS)
keep_choice("source", documents["source_id"].tolist())
search, kind, one = st.columns([2, 1, 2], gap="medium")
search.text_input("Search publisher, title, date or note", key="q", placeholder="For example: Panel of Experts 2024")
kind.selectbox(
    "Kind of document",
    KINDS,
    index=None,
    key="kind",
    format_func=lambda k: k.replace("_", " ").capitalize(),
    placeholder="All kinds",
)
label = (documents["publisher"] + ": " + documents["title"]).set_axis(documents["source_id"])
one.selectbox(
    "One document in detail",
    documents["source_id"].tolist(),
    index=None,
    key="source",
    format_func=label.get,
    placeholder="Publisher or title",
)

if (chosen := st.session_state["source"]) is not None:
    document = documents[documents["source_id"] == chosen].iloc[0]
    st.header(document["title"], anchor=False)
    facts(
        {
            "Publisher": document["publisher"],
            "Published": date_words(document["published"]),
            "Kind": document["kind"].replace("_", " "),
            "Language": document["language"],
            "Read through": document["seen_via"],
            "Note": document["note"],
            "Id": chosen,
        },
        link=document["url"],
    )
    resting = rows_of_source(current, chosen)
    claim_table(
        resting,
        {"table": "Table", "key": "Row", "says": "What the row says", "grade": "Grade"},
        caption=f"{plural(len(resting), 'row')} of the record rest on it",
        key="resting",
    )

found = search_sources(documents, st.session_state["q"], st.session_state["kind"])
if found.empty:
    st.info("No document matches. Try fewer or shorter words, or all kinds of documents.", icon=":material/search_off:")
else:
    claim_table(
        found.assign(when=found["published"].map(date_words), sort=found["kind"].str.replace("_", " ")),
        {
            "publisher": "Publisher",
            "title": "Document",
            "when": "Published",
            "sort": "Kind",
            "language": "Language",
            "rows": "Rows",
            "note": "Note",
        },
        caption=f"{plural(len(found), 'document')} of {len(documents)}",
        key="documents",
    )
    downloads(current, found, name="sources", tables=("sources",))
page.end()
