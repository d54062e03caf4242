"""What the timeline shows: events and the largest thefts, by years, lanes, one place and words."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from language.messages import tr
from loaders.codes import THEFT
from loaders.kept import kept_with_record
from loaders.own_rows import with_mark
from loaders.tables import Record
from subjects.attributions import attributions, firmest_first, select_incidents
from subjects.events import DEADLINE, events, is_ordered_home
from subjects.ordering import has_words
from subjects.quantities import top_of
from subjects.thefts import incident_rows, incidents, yearly_thefts
from subjects.workers import first_measure, select_worker_claims, worker_claims

FIRST_YEAR: Final = 2006  # the year of the first sanctions resolution
LARGE: Final = 100_000_000  # US dollars of the time
LIKE_EVENTS: Final = (
    *("event_id", "date", "date_first", "date_last", "end_date", "end_date_last", "lane", "title", "summary", "actors"),
    *(
        "iso3_list",
        "places",
        "source_id",
        "grade",
        "is_corrected",
        "publisher",
        "source_title",
        "published",
        "published_last",
    ),
    *("url", "row_kind"),
)
SEARCHED: Final = ("event_id", "title", "summary", "actors", "publisher", "source_title", "date")


@kept_with_record
def timeline_events(record: Record) -> pd.DataFrame:
    """Events and the largest thefts in order of time, one row each, with `until` (datetime64): the last day that it
    covers, be it the end it names or the last day of an imprecise date.

    Columns: those of `subjects.events.events` and of `largest_thefts`, `row_kind` ("event" or "theft"); ordered by
    `date_first`, `event_id`.
    """
    rows = events(record).assign(row_kind="event")
    both = pd.concat([rows, largest_thefts(record)], ignore_index=True)
    both = both.assign(until=both[["date_last", "end_date_last"]].max(axis=1))
    return both.sort_values(["date_first", "event_id"], kind="stable", ignore_index=True)


@kept_with_record
def largest_thefts(record: Record) -> pd.DataFrame:
    """The thefts of LARGE and more that count by default, in the columns of events, in the lane THEFT.

    The high end decides, or the low one where there is none; a theft without an amount is not among them. `event_id` is
    the incident's key, `title` its victim, `low` and `high` US dollars, `summary` who attributes it; the document is
    that of the firmest attribution, the earliest of several.
    """
    every = attributions(record)
    chosen = select_incidents(incidents(record), every)
    chosen = incident_rows(chosen[top_of(chosen).ge(LARGE).fillna(False)], every)
    firmest = firmest_first(every).drop_duplicates("incident_id")
    columns = ["incident_id", "source_id", "grade", "publisher", "title", "published", "published_last", "url"]
    rows = chosen.merge(firmest[columns].rename(columns={"title": "source_title"}), on="incident_id", how="left")
    rows = rows.assign(
        event_id=rows["incident_id"],
        lane=pd.Series(THEFT, rows.index, dtype="string"),
        title=rows["victim"],
        summary=_attributed(rows["attributors"]),
        actors=rows["actor"],
        iso3_list=rows["victim_iso3"],
        places=rows["victim_iso3"],
        row_kind="theft",
        end_date=pd.Series(pd.NA, rows.index, dtype="string"),
        end_date_last=pd.Series(pd.NaT, rows.index, dtype="datetime64[s]"),
    )
    return rows[with_mark([*LIKE_EVENTS, "low", "high", "attributors"], rows)]


@kept_with_record
def deadline(record: Record) -> pd.Timestamp | None:
    """The day by which workers were to be sent home; none in a record that does not yet know of the resolution."""
    return pd.Timestamp(DEADLINE) if is_ordered_home(record) else None


@kept_with_record
def thefts_by_year(record: Record, years: tuple[int, int]) -> pd.DataFrame:
    """What each publisher now says was stolen in each of the years: the newest editions about whole years."""
    rows = yearly_thefts(record)
    return rows[rows["is_current"] & rows["year"].between(*years)]


@kept_with_record
def workers_of(record: Record, iso3: str, years: tuple[int, int]) -> pd.DataFrame:
    """Claims of workers present in one jurisdiction known to be about these years, as `select_worker_claims` selects
    them."""
    claims = worker_claims(record)
    return select_worker_claims(claims[claims["place"] == iso3], measure=first_measure(), years=years)


def select_events(
    rows: pd.DataFrame, years: tuple[int, int], lanes: Sequence[str] = (), iso3: str | None = None, text: str = ""
) -> pd.DataFrame:
    """The events that touch the years (both ends included), of some lanes, that concern a place, and in which every
    word of `text` occurs (`ordering.has_words`). No lane, place or text means all."""
    kept = (rows["date_first"].dt.year <= years[1]) & (rows["until"].dt.year >= years[0])
    if lanes:
        kept &= rows["lane"].isin(list(lanes))
    if iso3 is not None:
        kept &= pd.Series([iso3 in codes.split(";") for codes in rows["places"].fillna("")], rows.index, dtype=bool)
    kept &= has_words(rows[list(SEARCHED)], text)
    chosen: pd.DataFrame = rows[kept.astype(bool)].reset_index(drop=True)
    return chosen


def _attributed(names: pd.Series) -> pd.Series:
    return names.map(lambda one: tr("Attributed by: {names}", names=one), na_action="ignore").astype("string")
