"""The chosen place beside the map."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from language.messages import capital, plural, tr
from links.plain_text import plain
from links.state import put, session
from loaders.codes import WORKER_MEASURES
from loaders.rows import FrameRow
from loaders.tables import Record
from pages._parts.cards import facts, listing_words, newest_words, sectors_named
from subjects.hosts import STATUSES
from words.claims import claims_words, grade_words
from words.glossary import term
from words.numbers import open_words, span_words, years_words

WHO = "who-says-what"
"""The heading beneath the map under which each claim about a place stands with its author."""


def panel(record: Record, row: FrameRow, about: FrameRow | None) -> DeltaGenerator:
    """The chosen place beside the map: its facts, and the way back to all places. Gives the spot for its brief."""
    with st.container(key="panel"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.header(plain(row["name"]), anchor=False)
            st.button(
                tr("All places"),
                icon=":material/close:",
                key=session.key("all_places"),
                on_click=put,
                args=("iso3", None),
            )
        if about is not None:
            st.html(f'<a class="hc-jump" href="#{WHO}">{tr("Who says so, and when")}</a>')
        facts(place_facts(record, row["iso3"], row, about))
        return st.container()


def place_facts(record: Record, chosen: str, row: FrameRow, about: FrameRow | None) -> dict[str, object]:
    """What the claims of the selection say of one place together, and its status with the rule that decided it."""
    heading = term("span", tr("Lowest to highest, {what}", what=WORKER_MEASURES[session["measure"]]))
    told: dict[str, object] = {heading: tr("no claim in this selection")}
    if about is not None:
        span = span_words(about)
        if about["is_part"]:
            span = tr("{span} (of a part only)", span=span)
        if about["is_unsigned"]:
            span = tr("{span} (anonymous or undated)", span=span)
        told = {
            heading: span,
            term("open_end", tr("Open end")): capital(open_words(about)) or None,
            tr("About the years"): years_words(about) or tr("not stated"),
            term("claims", tr("Claims")): plural(
                "{claims} by {n} source",
                "{claims} by {n} sources",
                int(about["n_sources"]),
                claims=claims_words(int(about["n_claims"]), int(about["n_numbered"])),
            ),
            term("newest", tr("Newest")): newest_words(about),
            term("grade", tr("Best grade")): grade_words(about["best_grade"]),
        }
    return told | {
        term("status", tr("Status")): STATUSES[row["status"]],
        tr("Why"): STATUSES.said(row["status"], "rule"),
        tr("Sectors"): sectors_named(record, chosen),
        term("listed", tr("Listed in 2018")): listing_words(record, chosen),
    }
