"""Dated events: resolutions, monitoring, designations, charges, tests, diplomacy, and what host jurisdictions did."""

from datetime import date
from typing import Final

import pandas as pd

from loaders.sources import with_source
from loaders.tables import Record

ORDER_HOME: Final = "ev-2017-12-22-res2397"
"""Resolution 2397 (2017), which orders all workers home by the deadline."""

TURNING_POINTS: Final = ("ev-2017-09-11-res2375", ORDER_HOME, "ev-2019-12-22-deadline")
"""The events after which fewer workers should have been abroad: the bar on permits, the order to send home, its end."""


def events(record: Record) -> pd.DataFrame:
    """Events in order of time, one row an event.

    Columns: those of the table and of `with_source`; `title` is the event's, `source_title` the document's; `iso3_list`
    holds codes separated by semicolons. Ordered by `date_first`, `event_id`.
    """
    return with_source(record, "events", ["date_first", "event_id"])


def events_in(happened: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """The events that concern one jurisdiction, in their order."""
    return happened[[iso3 in codes for codes in happened["iso3_list"].fillna("").str.split(";")]]


def is_ordered_home(record: Record) -> bool:
    """Whether the record knows of the order to send workers home; on an early day it does not."""
    return bool(record.tables["events"]["event_id"].eq(ORDER_HOME).any())


def turning_point_events(record: Record) -> pd.DataFrame:
    """Those of the `TURNING_POINTS` that the record holds, in order of time; columns of `events`."""
    rows = events(record)
    return rows[rows["event_id"].isin(TURNING_POINTS)]


def turning_points(record: Record) -> list[tuple[date, str]]:
    """Day and title of each of the `turning_point_events`."""
    rows = turning_point_events(record)
    return [(day.date(), str(title)) for day, title in zip(rows["date_first"], rows["title"], strict=True)]
