"""What is counted, by subject: the switch above the claims."""

import pandas as pd
import streamlit as st

from language.messages import capital, tr
from links.state import put, session
from loaders.codes import IT_MEASURES, IT_UNITS
from loaders.rows import FrameRow
from pages._parts.choosing import row_at
from pages._parts.page import Page
from pages._parts.phone import choosing
from subjects.it_workers import SUBJECTS, topics


def choose_topic(page: Page) -> pd.Series:
    """The switch of what is counted, by subject; no two units under one choice."""
    known = topics(page.record).set_index("topic", drop=False)
    first = known.drop_duplicates("subject").set_index("subject")["topic"]
    session["subject"] = known.loc[session["measure"], "subject"]
    with choosing():
        st.segmented_control(
            tr("Subject"),
            list(SUBJECTS),
            key=session.key("subject"),
            required=True,
            label_visibility="collapsed",
            format_func=SUBJECTS.__getitem__,
            on_change=lambda: put("measure", first[session["subject"]]),
        )
        of_subject = known[known["subject"] == session["subject"]]
        st.selectbox(
            tr("What is counted"),
            of_subject["topic"].tolist(),
            key=session.key("measure"),
            label_visibility="collapsed",
            format_func=lambda topic: f"{topic_words(row_at(known, topic))} ({known.loc[topic, 'n_claims']})",
        )
    return row_at(known, session["measure"])


def topic_words(topic: FrameRow) -> str:
    """What a topic counts; where a measure has two units, with the unit's time."""
    name = capital(IT_MEASURES[topic["measure"]])
    if topic["topic"] == topic["measure"]:
        return name
    return tr("{what}, {by}", what=name, by=IT_UNITS.said_after(topic["unit"]) or IT_UNITS[topic["unit"]])
