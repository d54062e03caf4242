"""Everything the record says of one place."""

from functools import partial

import pandas as pd
import streamlit as st

from charts import claims_in_time, worker_ranges
from charts.marks import KEY
from charts.theme import MEASURE_WORDS, date_words, plural, range_words, span_words
from loaders.events import events, events_in, turning_point_events, turning_points
from pages._parts import (
    Page,
    chart,
    claim_table,
    palette,
    plain,
    quote_claim,
    said_without_number,
    selected_customdata,
    words,
    worker_claim_words,
)

EVENT_COLUMNS = {
    "when": "Date",
    "title": "What happened",
    "summary": "Summary",
    "publisher": "Publisher",
    "source_title": "Document",
    "grade": "Grade",
}


def profile(page: Page, claims: pd.DataFrame, selected: pd.DataFrame, row: pd.Series, about: pd.Series | None) -> None:
    """Everything the record says of one place: claims in time, all claims, one claim to quote, events."""
    chosen, name = row["iso3"], row["name"]
    in_time, here = selected[selected["place"] == chosen], claims[claims["place"] == chosen]
    if len(in_time):
        show_in_time(page, in_time, name, about)
    if len(here):
        show_each(page, here, name)
    show_events(page, chosen, name)


def show_in_time(page: Page, rows: pd.DataFrame, name: str, about: pd.Series | None) -> None:
    """The claims of the selection about a place in time, with the days that changed the rules."""
    measure = st.session_state["measure"]
    st.checkbox("Show resolutions and the deadline", key="lines")
    chart(
        lambda: claims_in_time.claims_in_time(
            rows,
            palette=palette(),
            columns=200,
            lines=turning_points(page.record) if st.session_state["lines"] else [],
            words=words(
                page.record,
                rows,
                title=worker_ranges.finding(name, measure, about),
                subtitle=f"Claims about {MEASURE_WORDS[measure]}, a lane an author, at the time they are about; "
                f"one scale: {KEY}",
                counted=f"Counted: {MEASURE_WORDS[measure]} as each source counts them.",
            ),
        ),
        key="in_time",
        on_select=partial(selected_customdata, "in_time", "claim"),
        selection_mode="points",
        alt=f"Chart of {plural(len(rows), 'claim')} about {MEASURE_WORDS[measure]} in {name} in time, "
        f"by {plural(rows['author'].nunique(), 'author')}" + (f", {span_words(about)}." if about is not None else "."),
    )
    if st.session_state["lines"]:
        event_table(
            turning_point_events(page.record), caption="The days drawn as lines, and their documents", key="days"
        )


def show_each(page: Page, rows: pd.DataFrame, name: str) -> None:
    """All claims about a place, each under what it counts, and one of them to quote."""
    said = [MEASURE_WORDS[code] for code in MEASURE_WORDS if code in set(rows["measure"])]
    chart(
        lambda: worker_ranges.worker_ranges(
            rows,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                rows,
                title=f"{name}: {plural(len(rows), 'claim')} by "
                f"{plural(rows['author'].nunique(), 'author')}, each under what it counts",
                subtitle=(
                    f"{len(said)} different things are counted, each under its own heading, not to be compared "
                    "or added; "
                    if len(said) > 1
                    else ""
                )
                + f"newest first; {KEY}",
                counted=f"Counted: {', '.join(said)}, as each source counts.",
            ),
        ),
        key="ranges",
        on_select=partial(selected_customdata, "ranges", "claim"),
        selection_mode="points",
        alt=f"Range chart of all {plural(len(rows), 'claim')} about {name}, the newest: "
        + "; ".join(range_words(r["low"], r["high"]) for _, r in rows.tail(3).iterrows())
        + ".",
    )
    said_without_number(rows)
    quote_claim(page.record, rows, worker_claim_words)


def show_events(page: Page, chosen: str, name: str) -> None:
    """The events that concern a place."""
    happened = events_in(events(page.record), chosen)
    if len(happened):
        event_table(happened.iloc[::-1], caption=f"Events concerning {name}", key="host_events")
        st.page_link(
            "pages/timeline.py",
            label=f"{plain(name)} on the timeline",
            icon=":material/timeline:",
            query_params={"iso3": chosen},
        )


def event_table(rows: pd.DataFrame, *, caption: str, key: str) -> None:
    """Events with their documents."""
    claim_table(rows.assign(when=rows["date"].map(date_words)), EVENT_COLUMNS, caption=caption, key=key)
