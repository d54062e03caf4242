"""The same events as a table and as a file, and what each lane holds."""

import pandas as pd
import streamlit as st

from language.messages import Messages, mark, plural, tr
from loaders.codes import LANES, THEFT
from loaders.rows import each_row
from pages._parts.files import downloads
from pages._parts.page import Page
from pages._parts.tables import claim_table, table_of
from subjects.timeline import LARGE
from words.events import event_time_words, event_title
from words.numbers import money

COLUMNS = Messages(
    {
        "when": mark("Date"),
        "kind": mark("Kind"),
        "title": mark("What happened"),
        "summary": mark("Summary"),
        "publisher": mark("Publisher"),
        "source_title": mark("Document"),
        "grade": mark("Grade"),
    }
)
LARGEST = mark("thefts of {large} or more attributed to the DPRK by one formal statement or two assessments")


def show_table(page: Page, rows: pd.DataFrame) -> None:
    """The same events as a table, newest first, and as a file."""
    newest_first = rows.iloc[::-1]
    claim_table(
        newest_first,
        COLUMNS,
        caption=plural("The {n} event, newest first", "The {n} events, newest first", len(rows)),
        key="timeline_rows",
        say=in_words,
    )
    downloads(
        page.record,
        newest_first,
        name="timeline",
        tables=("events", "incidents", "sources"),
        below="timeline",
        apart_from=("over",),
    )
    with st.expander(tr("What each kind includes")):
        largest = tr(LARGEST, large=money(LARGE))
        table_of(
            [(LANES[lane], largest if lane == THEFT else LANES.said(lane, "description")) for lane in LANES],
            (tr("Kind"), tr("What it includes")),
            caption=tr("Kinds of events"),
        )


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Events as the table shows them."""
    said = [(event_time_words(row), event_title(row)) for row in each_row(rows)]
    return rows.assign(
        when=[when for when, _ in said], kind=rows["lane"].map(LANES), title=[title for _, title in said]
    )
