"""Where IT workers are said to be."""

import pandas as pd
import streamlit as st

from links.plain_text import plain
from loaders.codes import IT_MEASURES
from pages._parts.files import downloads
from pages._parts.page import Page
from pages._parts.tables import claim_table
from subjects.it_workers import places, select_topic
from words.claims import claim_words
from words.dates import date_words
from words.text import is_missing, plural


def show_places(page: Page) -> None:
    """Where IT workers are said to be: a list, since hardly any place has a number of its own."""
    rows = places(page.record)
    if rows.empty:
        st.info("No place was named by that day; that is not none. Choose a later day.", icon=":material/event_busy:")
        return
    numbered = rows[rows["measure"].eq("it_workers_abroad") & (rows["low"].notna() | rows["high"].notna())]
    with_number = numbered["name"].unique().tolist()
    st.header(f"{plural(rows['iso3'].nunique(), 'place')} named as hosts of IT workers", anchor=False)
    st.markdown(
        f"Only for {plain(' and '.join(with_number))} does a source say how many are there, "
        "so this is a list and no map."
        if with_number
        else "No source says how many are in any of them, so this is a list and no map."
    )
    countries = select_topic(page.record, "host_countries", "countries")
    for _, row in countries.iterrows():
        says = f"{row['publisher']}, {date_words(row['as_of_end'])}: {claim_words(row)} countries."
        st.markdown(plain(says if is_missing(row["note"]) else f"{says} {row['note']}"))
    title = f"Where IT workers are said to be: {plural(len(rows), 'row')} of the record"
    in_words = rows.assign(
        what=[place_words(row) for _, row in rows.iterrows()], when=rows["published"].map(date_words)
    )
    claim_table(
        in_words,
        {
            "name": "Place",
            "what": "What the source says",
            "publisher": "Publisher",
            "source_title": "Document",
            "when": "Published",
            "grade": "Grade",
            "note": "Note",
        },
        caption=title,
        key="it_places",
    )
    downloads(
        page.record,
        rows,
        name="it-places",
        tables=("it_worker_claims", "host_sectors", "events", "sources", "jurisdictions"),
        title=title,
    )


def place_words(row: pd.Series) -> str:
    """What one row says of a place."""
    if row["row_kind"] == "event":
        return str(row["says"])
    if row["row_kind"] == "sector":
        return "Names information technology as a sector of DPRK workers there."
    what = IT_MEASURES[row["measure"]]
    return f"{what[0].upper()}{what[1:]}: {claim_words(row)}"
