"""Which events are shown: the controls above them, and what to say when none is left."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from language.forms import either
from language.messages import tr
from links.state import session
from loaders.codes import LANES
from loaders.tables import Record
from pages._parts.page import Page
from pages._parts.place_box import place_box
from pages._timeline.beneath import OVER
from subjects.places import place_labels
from subjects.timeline import FIRST_YEAR, select_events, timeline_events
from subjects.vintage import as_known_on
from words.text import not_zero


def years_of_events(record: Record, asked: Mapping[str, Any]) -> tuple[int, int] | None:
    """The first and the last year in which an event begins, of the view that a link asks for; None where none is."""
    events = timeline_events(as_known_on(record, asked["known_on"]))
    shown = select_events(events, (FIRST_YEAR, date.today().year), asked["lane"], asked["iso3"], asked["q"])
    begun = shown["date_first"].dt.year
    return (int(begun.min()), int(begun.max())) if len(shown) else None


def controls(page: Page, rows: pd.DataFrame) -> None:
    """What may be chosen, in one row."""
    names = place_labels(page.record)
    concerned = set(";".join(rows["places"].dropna()).split(";"))
    counts = rows["lane"].value_counts()
    years, kinds, place, text, over = st.columns([1.9, 2.1, 2.4, 1.7, 2.3], gap="medium", vertical_alignment="bottom")
    years.slider(tr("Years"), FIRST_YEAR, date.today().year, key=session.key("years"))
    kinds.multiselect(
        tr("Kinds of events"),
        list(LANES),
        key=session.key("lane"),
        placeholder=tr("All kinds"),
        format_func=lambda lane: f"{LANES[lane]} ({counts.get(lane, 0)})",
    )
    with place:
        place_box(
            tr("Place"),
            "iso3",
            names,
            sorted((code for code in names if code in concerned), key=names.__getitem__),
            index=None,
            placeholder=tr("All places"),
        )
    text.text_input(tr("Containing the words"), key=session.key("q"), placeholder=tr("For example: Lazarus"))
    over.multiselect(
        tr("Show below"),
        list(OVER),
        key=session.key("over"),
        placeholder=tr("Nothing"),
        format_func=lambda code: OVER[code],
    )


def loosen(known: int) -> str:
    """What to change when no event is left."""
    if not known:
        return not_zero(tr("No event of the record was known on that day."), tr("Choose a later day."))
    tried = []
    if session["q"]:
        tried.append(tr("fewer or other words"))
    if session["iso3"]:
        tried.append(tr("all places"))
    if session["lane"]:
        tried.append(tr("more kinds of events"))
    if session["years"] != (FIRST_YEAR, date.today().year):
        tried.append(tr("more years"))
    if session["known_on"]:
        tried.append(tr("a later day"))
    return tr("No event matches, which is not proof that nothing happened. Try {ways}.", ways=either(tried))
