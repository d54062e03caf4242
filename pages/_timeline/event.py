"""One event with its document, and the citation to copy."""

import pandas as pd
import streamlit as st

from charts.event_lanes import LANE_WORDS, event_time_words, event_title
from charts.theme import date_words, grade_words, is_missing
from exports.citations import attribution_citation, event_citation
from loaders.places import places
from loaders.thefts import attributions
from loaders.timeline import THEFT
from pages._parts import Page, facts, kept, plain


def show_event(page: Page, rows: pd.DataFrame) -> None:
    """One event with its document, and the citation to copy."""
    by_id = rows.set_index("event_id", drop=False)
    label = kept(
        "names of events",
        lambda: {row["event_id"]: f"{event_time_words(row)}: {event_title(row)}" for _, row in rows.iterrows()},
    )
    st.selectbox(
        "One event in detail, with a citation to copy",
        rows["event_id"].tolist()[::-1],
        index=None,
        key="event",
        placeholder="Click a mark, or choose an event",
        format_func=lambda event: label[event],
    )
    if (chosen := st.session_state["event"]) is None:
        return
    row, names = by_id.loc[chosen], places(page.record).set_index("iso3")["name"]
    codes = [] if is_missing(row["places"]) else str(row["places"]).split(";")
    st.header(plain(event_title(row)), anchor=False)
    facts(
        {
            "When": event_time_words(row),
            "Kind": LANE_WORDS[row["lane"]],
            "What happened": row["summary"],
            "Who": row["actors"],
            "Places": ", ".join(str(names.get(code, code)) for code in codes) or None,
            "Publisher": row["publisher"],
            "Title": row["source_title"],
            "Published": date_words(row["published"]),
            "Grade": grade_words(row["grade"]),
        },
        link=row["url"],
    )
    if row["lane"] == THEFT:
        show_attributions(page, row)
    else:
        st.code(event_citation(row, page.record.version), language=None, wrap_lines=True)


def show_attributions(page: Page, theft: pd.Series) -> None:
    """Who attributes a theft, each to copy, and the way to all that is said of it."""
    said = attributions(page.record)
    said = said[said["incident_id"] == theft["event_id"]].assign(victim=theft["title"])
    cited = [attribution_citation(row, page.record.version) for _, row in said.iterrows()]
    st.code("\n\n".join(cited), language=None, wrap_lines=True)
    query = {"view": "incidents", "attribution": "any", "incident": str(theft["event_id"])}
    st.page_link("pages/crypto_theft.py", label="All that is said of this theft", query_params=query)
