"""What happened when, from the first sanctions resolution to today?"""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from language.messages import mark
from links.params import Param, choices, open_row, place
from links.params import words as free_text
from links.state import session
from links.years import span
from loaders.codes import LANES
from loaders.tables import Record
from pages._parts.choosing import keep_choice
from pages._parts.frame import begin, end
from pages._parts.page import kept
from pages._parts.phone import choosing
from pages._timeline.beneath import OVER, show_beneath
from pages._timeline.event import show_event
from pages._timeline.lanes import show_chart
from pages._timeline.rows import show_table
from pages._timeline.selection import controls, loosen, years_of_events
from subjects.places import place_codes, places
from subjects.timeline import FIRST_YEAR, select_events, timeline_events


def params(record: Record) -> list[Param]:
    """Years, kinds of events, a place, words to search for, what is shown beneath, one event."""
    names = places(record).set_index("iso3")["name"].to_dict()
    events = [*record.tables["events"]["event_id"], *record.tables["incidents"]["incident_id"]]
    return [
        span("years", FIRST_YEAR, date.today().year, partial(years_of_events, record)),
        replace(choices("lane", LANES), label=mark("Kinds of events")),
        replace(place("iso3", place_codes(record)), label=mark("Place"), said=names.__getitem__),
        replace(free_text("q"), label=mark("Containing the words")),
        choices("over", OVER),
        open_row("event", events, record),
    ]


page = begin("timeline", params)
every = timeline_events(page.record)
keep_choice("iso3", sorted(set(";".join(every["places"].dropna()).split(";"))))
keep_choice("event", every["event_id"].tolist())
with choosing(in_a_row=False):
    controls(page, every)
of_all_years = kept(
    "shown in any years",
    lambda: select_events(every, page.default("years"), session["lane"], session["iso3"], session["q"]),
    apart_from=["years", "over"],
)
shown = kept("shown", lambda: select_events(of_all_years, tuple(session["years"])), apart_from=["over"])
keep_choice("event", shown["event_id"].tolist())
if shown.empty:
    st.info(loosen(len(every)), icon=":material/filter_alt_off:")
else:
    show_chart(page, shown)
    show_beneath(page, shown["until"].dt.year.max())
    show_event(page, of_all_years)
    show_table(page, shown)
end(page)
