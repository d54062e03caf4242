"""The events in lanes by kind."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from charts import event_lanes
from charts.events import event_hovers
from language.messages import plural, tr
from links.state import session
from loaders.kept import kept_with_record
from loaders.tables import Record
from pages._parts.exhibit import Exhibit
from pages._parts.hovers import Hovers
from pages._parts.page import Page
from subjects.timeline import LARGE, deadline, timeline_events
from words.numbers import money


@kept_with_record
def hovers(record: Record) -> Mapping[str, str]:
    """What the mark of each event says."""
    return MappingProxyType(event_hovers(timeline_events(record)))


def show_chart(page: Page, rows: pd.DataFrame) -> None:
    """The lanes."""
    first, last = page.years(rows["until"].dt.year.max())
    subtitle = plural(
        "{n} event, {first} to {last}. A stroke marks a day; a bar covers the period of a less exact date. {key}",
        "{n} events, {first} to {last}. A stroke marks a day; a bar covers the period of a less exact date. {key}",
        len(rows),
        first=first,
        last=last,
        key=tr(event_lanes.COLOUR_WORDS),
    )
    chosen = session["event"]

    def title() -> str:
        return event_lanes.finding(rows)

    def alt() -> str:
        n_lanes = plural("{n} lane", "{n} lanes", rows["lane"].nunique())
        return plural(
            "Timeline of {n} event in {n_lanes}, {first} to {last}. {title}.",
            "Timeline of {n} events in {n_lanes}, {first} to {last}. {title}.",
            len(rows),
            n_lanes=n_lanes,
            first=first,
            last=last,
            title=title(),
        )

    Exhibit(
        key="timeline",
        rows=rows,
        draw=lambda **look: event_lanes.event_lanes(
            rows,
            chosen=chosen,
            years=(first, last),
            deadline=deadline(page.record),
            hovers=hovers(page.record),
            **look,
        ),
        title=title,
        subtitle=subtitle,
        counted=tr(
            "Counted: events of the record, each in one lane, and thefts of {large} or more that "
            "are attributed by one formal statement or two assessments; the record is a choice, not "
            "everything that happened. Charges are allegations.",
            large=money(LARGE),
        ),
        alt=alt,
        opens=("event",),
        opened=chosen,
        apart_from=("over",),
        hovers=Hovers(hovers),
    ).show()
