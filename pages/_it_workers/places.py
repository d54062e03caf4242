"""Where IT workers are said to be."""

import streamlit as st

from language.messages import capital, plural, tr
from links.plain_text import plain
from loaders.codes import IT_HOSTS, IT_MEASURES
from loaders.rows import FrameRow, each_row
from pages._parts.files import downloads
from pages._parts.page import Page
from pages._parts.tables import claim_table
from subjects.it_workers import it_worker_places, select_topic
from subjects.quantities import has_number
from words.claims import claim_words
from words.dates import date_words
from words.text import is_missing, listed, not_zero


def show_places(page: Page) -> None:
    """Where IT workers are said to be: a list, since hardly any place has a number of its own."""
    rows = it_worker_places(page.record)
    if rows.empty:
        st.info(
            not_zero(tr("No place was named by that day."), tr("Choose a later day.")), icon=":material/event_busy:"
        )
        return
    numbered = rows[rows["measure"].isin(IT_MEASURES.where(isInPlace=True, factor="workers")) & has_number(rows)]
    with_number = numbered["name"].unique().tolist()
    st.header(
        plural(
            "{n} place named as a host of IT workers", "{n} places named as hosts of IT workers", rows["iso3"].nunique()
        ),
        anchor=False,
    )
    st.markdown(
        tr(
            "Sources give a number for {places} only, so this is a list, not a map.",
            places=plain(listed(with_number, len(with_number))),
        )
        if with_number
        else tr("No source gives a number for any of them, so this is a list, not a map.")
    )
    countries = select_topic(page.record, *IT_HOSTS)
    for row in each_row(countries):
        says = tr(
            "{publisher}, {as_of_end}: {figure} countries.",
            publisher=row["publisher"],
            as_of_end=date_words(row["as_of_end"]),
            figure=claim_words(row),
        )
        st.markdown(plain(says if is_missing(row["note"]) else f"{says} {row['note']}"))
    title = plural(
        "Where IT workers are said to be: {n} row of the record",
        "Where IT workers are said to be: {n} rows of the record",
        len(rows),
    )
    in_words = rows.assign(what=[place_words(row) for row in each_row(rows)], when=rows["published"].map(date_words))
    claim_table(
        in_words,
        {
            "name": tr("Place"),
            "what": tr("What the source says"),
            "publisher": tr("Publisher"),
            "source_title": tr("Document"),
            "when": tr("Published"),
            "grade": tr("Grade"),
            "note": tr("Note"),
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


def place_words(row: FrameRow) -> str:
    """What one row says of a place."""
    if row["row_kind"] == "event":
        return str(row["says"])
    if row["row_kind"] == "sector":
        return tr("Names information technology as a sector of DPRK workers there.")
    return f"{capital(IT_MEASURES[row['measure']])}: {claim_words(row)}"
