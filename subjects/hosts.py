"""Which places host workers, from all that the record knows, and which of them the advisory of 2018 lists."""

from typing import Final

import pandas as pd

from loaders.kept import kept_with_record
from loaders.own_rows import mark_resting
from loaders.tables import Record
from subjects.events import events
from subjects.places import places
from subjects.summaries import host_status
from subjects.workers import worker_claims, worker_totals

ADVISORY_YEARS: Final = ("2017", "2018")
"""The years for which the advisory of 23 July 2018 lists hosts of workers."""


@kept_with_record
def advisory_counts(record: Record) -> pd.DataFrame:
    """The claims of how many nations and jurisdictions the advisory of 23 July 2018 lists, oldest first.

    Columns of `worker_totals`. They are the counts of host states for the years that the advisory speaks of.
    """
    totals = worker_totals(record)
    start, end = ADVISORY_YEARS
    counts = totals[totals["measure"].eq("host_states") & totals["as_of_start"].eq(start) & totals["as_of_end"].eq(end)]
    return counts.sort_values(["published_last", "claim_id"], ignore_index=True)


@kept_with_record
def statuses(record: Record) -> pd.DataFrame:
    """The status of every place, areas by themselves, from all that the record knows: columns of
    `summaries.host_status`, and `label`, `is_area` and `of` of `places.places`."""
    every, claims, happened = places(record), worker_claims(record), events(record)
    rows = host_status(every, claims, happened).assign(label=every["label"], is_area=every["is_area"], of=every["of"])
    rows = mark_resting(rows, "decided_by", (claims, "claim_id"), (happened, "event_id"))
    return mark_resting(rows, "iso3", (record.tables["jurisdictions"], "iso3"))


@kept_with_record
def listed_by_name(record: Record) -> int:
    """How many of the jurisdictions that the 2018 advisory lists are confirmed here by name."""
    return int(record.tables["jurisdictions"]["listed_in_2018_advisory"].eq("yes").sum())
