"""Dated events: resolutions, monitoring, designations, charges, tests, diplomacy, and what host jurisdictions did."""

from datetime import date
from typing import Final

import pandas as pd

from loaders.kept import kept_with_record
from loaders.tables import Record
from subjects.sources import with_source
from subjects.vintage import cut_by_day

ORDER_HOME: Final = "ev-2017-12-22-res2397"
"""Resolution 2397 (2017), which orders all workers home by the deadline."""

DEADLINE: Final = date(2019, 12, 22)
"""The day by which workers had to be sent home under resolution 2397 (2017)."""

TURNING_POINTS: Final = ("ev-2017-09-11-res2375", ORDER_HOME, "ev-2019-12-22-deadline")
"""The events after which fewer workers should have been abroad: the bar on permits, the order to send home, its end."""


@cut_by_day
def events(record: Record) -> pd.DataFrame:
    """Events in order of time, one row an event.

    Columns: those of the table and of `with_source`; `title` is the event's, `source_title` the document's; `iso3_list`
    holds codes separated by semicolons, and `places` the same with the area of the event, where it names one, in the
    place of its jurisdiction: what happened in the area is not said of the jurisdiction. Ordered by `date_first`,
    `event_id`.
    """
    rows = with_source(record, "events", ["date_first", "event_id"])
    above = record.tables["areas"].set_index("area_id")["iso3"].to_dict()
    concerned = [
        codes if pd.isna(area) else ";".join(area if code == above[area] else code for code in str(codes).split(";"))
        for codes, area in zip(rows["iso3_list"], rows["area"], strict=True)
    ]
    return rows.assign(places=pd.Series(concerned, rows.index, dtype="string"))


def events_in(happened: pd.DataFrame, place: str) -> pd.DataFrame:
    """The events that concern one place, a jurisdiction or an area, in their order."""
    return happened[[place in codes for codes in happened["places"].fillna("").str.split(";")]]


@kept_with_record
def is_ordered_home(record: Record) -> bool:
    """Whether the record knows of the order to send workers home; on an early day it does not."""
    return bool(record.tables["events"]["event_id"].eq(ORDER_HOME).any())


@kept_with_record
def turning_point_events(record: Record) -> pd.DataFrame:
    """Those of the `TURNING_POINTS` that the record holds, in order of time; columns of `events`."""
    rows = events(record)
    return rows[rows["event_id"].isin(TURNING_POINTS)]


@kept_with_record
def turning_points(record: Record) -> list[tuple[date, str]]:
    """Day and title of each of the `turning_point_events`."""
    rows = turning_point_events(record)
    return [(day.date(), str(title)) for day, title in zip(rows["date_first"], rows["title"], strict=True)]
