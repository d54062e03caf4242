"""Selections of events for the timeline: by years, lanes, one place and words."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from loaders.events import events
from loaders.tables import Record

FIRST_YEAR: Final = 2006  # the year of the first sanctions resolution
RESOLUTION: Final = "ev-2017-12-22-res2397"  # sets the deadline below
DEADLINE: Final = pd.Timestamp(2019, 12, 22)
SEARCHED: Final = ("title", "summary", "actors", "publisher", "source_title", "date")


def timeline_events(record: Record) -> pd.DataFrame:
    """Events as `loaders.events.events` gives them, with `until` (datetime64): the last day that the event covers, be
    it the end it names or the last day of an imprecise date."""
    rows = events(record)
    return rows.assign(until=rows[["date_last", "end_date_last"]].max(axis=1))


def deadline(record: Record) -> pd.Timestamp | None:
    """The day by which workers were to be sent home; none in a record that does not yet know of the resolution."""
    return DEADLINE if record.tables["events"]["event_id"].eq(RESOLUTION).any() else None


def select_events(
    rows: pd.DataFrame, years: tuple[int, int], lanes: Sequence[str] = (), iso3: str | None = None, text: str = ""
) -> pd.DataFrame:
    """The events that touch the years (both ends included), of some lanes, that concern a place, and in which every
    word of `text` occurs (case does not count). No lane, place or text means all."""
    kept = (rows["date_first"].dt.year <= years[1]) & (rows["until"].dt.year >= years[0])
    if lanes:
        kept &= rows["lane"].isin(list(lanes))
    if iso3 is not None:
        kept &= pd.Series([iso3 in codes.split(";") for codes in rows["iso3_list"].fillna("")], rows.index, dtype=bool)
    searched = rows["event_id"].str.cat(rows[list(SEARCHED)].fillna(""), sep=" ").str.casefold()
    for word in text.casefold().split():
        kept &= searched.str.contains(word, regex=False)
    chosen: pd.DataFrame = rows[kept.astype(bool)].reset_index(drop=True)
    return chosen
