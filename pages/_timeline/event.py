"""One event with its document, and the citation to copy."""

from functools import partial

import pandas as pd
import streamlit as st

from exports.citations import attribution_quote
from language.messages import tr
from links.state import answer, put, session
from loaders.codes import THEFT
from loaders.rows import FrameRow, each_row
from pages._parts.cards import cite, cite_event, event_facts, open_event
from pages._parts.page import Page
from subjects.attributions import attributions


def show_event(page: Page, rows: pd.DataFrame) -> None:
    """One event with its document, and the citation to copy, chosen from `rows`, which are of all years: a list of the
    years shown would be sent anew with each step, and finds nothing that is asked for beyond them."""
    if (row := open_event(rows, apart_from=("years", "over"), on_change=partial(reach, rows))) is None:
        return
    event_facts(page, row)
    if row["lane"] == THEFT:
        show_attributions(page, row)
    else:
        cite_event(page, row)


def reach(rows: pd.DataFrame) -> None:
    """The callback of the list of events: where the one chosen is beyond the years shown, they go as far as it."""
    for row in each_row(rows[rows["event_id"] == session["event"]]):
        first, last = session["years"]
        wider = min(first, row["until"].year), max(last, row["date_first"].year)
        if wider != (first, last):
            put("years", wider)
            answer(
                tr(
                    "The years now go from {first} to {last}: those shown before did not hold the event.",
                    first=wider[0],
                    last=wider[1],
                )
            )


def show_attributions(page: Page, theft: FrameRow) -> None:
    """Who attributes a theft, each to copy, and the way to all that is said of it."""
    every = attributions(page.record)
    of_theft = every[every["incident_id"] == theft["event_id"]].assign(victim=theft["title"])
    cited = [attribution_quote(row, page.record.version) for row in each_row(of_theft)]
    cite(cited)
    query = {"view": "incidents", "attribution": "any", "incident": str(theft["event_id"])}
    st.page_link("pages/crypto_theft.py", label=tr("Everything said about this theft"), query_params=query)
