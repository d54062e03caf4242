"""The events in lanes by kind."""

from functools import partial

import pandas as pd
import streamlit as st

from charts import event_lanes
from pages._parts.choosing import selected_customdata
from pages._parts.exhibit import chart, words
from pages._parts.page import Page, palette
from subjects.timeline import LARGE, deadline
from words.numbers import money
from words.text import plural


def show_chart(page: Page, rows: pd.DataFrame) -> None:
    """The lanes."""
    title, (first, last) = event_lanes.finding(rows), st.session_state["years"]
    subtitle = (
        f"{plural(len(rows), 'event')}, {first} to {last}. A stroke is a day, a bar the time that a less exact date "
        f"covers. {event_lanes.COLOUR_WORDS}"
    )
    draw = partial(
        event_lanes.event_lanes,
        rows,
        palette=palette(),
        columns=200,
        chosen=st.session_state["event"],
        years=(first, last),
        deadline=deadline(page.record),
        words=words(
            page.record,
            rows,
            title=title,
            subtitle=subtitle,
            counted=f"Counted: events of the record, each in one lane, and thefts of {money(LARGE)} or more that "
            "somebody attributes formally or two assess alike; the record is a choice, not everything that happened. "
            "Charges are allegations.",
        ),
    )
    chart(
        draw,
        key="timeline",
        opened=st.session_state["event"],
        alt=f"Timeline of {plural(len(rows), 'event')} in {plural(rows['lane'].nunique(), 'lane')}, {first} to {last}. "
        f"{title}.",
        on_select=partial(selected_customdata, "timeline", "event"),
        selection_mode="points",
    )
