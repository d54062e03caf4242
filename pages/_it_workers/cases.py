"""What governments and courts did, in time, and one event in detail."""

import pandas as pd
import streamlit as st

from charts import it_cases
from language.messages import plural, tr
from links.state import session
from loaders.codes import LANES
from loaders.rows import each_row
from pages._parts.cards import cite_event, event_facts, open_event
from pages._parts.choosing import keep_choice
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.page import Page
from subjects.it_workers import it_events
from words.events import event_time_words


def show_cases(page: Page) -> None:
    """What governments and courts did, in time; one event in detail."""
    rows = it_events(page.record)
    if rows.empty:
        st.info(tr("No case was known on that day. Choose a later day."), icon=":material/event_busy:")
        return
    keep_choice("event", rows["event_id"].tolist())
    chosen = session["event"]
    years = tr("{year} to {year2}", year=rows["date_first"].min().year, year2=rows["date_last"].max().year)
    Exhibit(
        key="it_cases",
        rows=rows,
        draw=lambda **look: it_cases.it_cases(rows, chosen=chosen, **look),
        title=it_cases.finding(rows),
        subtitle=plural(
            "{n} event, {years}, by kind; a line covers the period of an imprecise date",
            "{n} events, {years}, by kind; a line covers the period of an imprecise date",
            len(rows),
            years=years,
        ),
        counted=tr(
            "Counted: events of the record about IT workers, those who help them and the cases "
            "against them. Charges are allegations."
        ),
        alt=plural(
            "Strip chart of {n} event about IT workers, {years}. {finding}.",
            "Strip chart of {n} events about IT workers, {years}. {finding}.",
            len(rows),
            years=years,
            finding=it_cases.finding(rows),
        ),
        opens=("event",),
        opened=chosen,
        quote=lambda: quote(page, rows),
        table=Table(
            rows=rows.iloc[::-1].assign(
                when=[event_time_words(row) for row in each_row(rows.iloc[::-1])],
                lane_words=rows["lane"].map(LANES),
            ),
            columns={
                "when": tr("Date"),
                "lane_words": tr("Kind"),
                "title": tr("What happened"),
                "summary": tr("Summary"),
                "publisher": tr("Publisher"),
                "source_title": tr("Document"),
                "grade": tr("Grade"),
            },
            caption=plural("The {n} event, newest first", "The {n} events, newest first", len(rows)),
            key="it_events",
        ),
        files=[Files("it-cases", ("events", "sources"))],
    ).show()


def quote(page: Page, rows: pd.DataFrame) -> None:
    """One event in detail, with its citation."""
    if (row := open_event(rows)) is not None:
        event_facts(page, row)
        cite_event(page, row)
