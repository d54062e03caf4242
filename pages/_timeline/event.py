"""One event with its document, and the citation to copy."""

import pandas as pd
import streamlit as st

from exports.citations import attribution_quote
from language.messages import tr
from loaders.codes import THEFT
from loaders.rows import FrameRow, each_row
from pages._parts.cards import cite, cite_event, event_facts, open_event
from pages._parts.page import Page
from subjects.attributions import attributions


def show_event(page: Page, rows: pd.DataFrame) -> None:
    """One event with its document, and the citation to copy."""
    if (row := open_event(rows)) is None:
        return
    event_facts(page, row)
    if row["lane"] == THEFT:
        show_attributions(page, row)
    else:
        cite_event(page, row)


def show_attributions(page: Page, theft: FrameRow) -> None:
    """Who attributes a theft, each to copy, and the way to all that is said of it."""
    every = attributions(page.record)
    of_theft = every[every["incident_id"] == theft["event_id"]].assign(victim=theft["title"])
    cited = [attribution_quote(row, page.record.version) for row in each_row(of_theft)]
    cite(cited)
    query = {"view": "incidents", "attribution": "any", "incident": str(theft["event_id"])}
    st.page_link("pages/crypto_theft.py", label=tr("Everything said about this theft"), query_params=query)
