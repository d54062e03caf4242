"""Dated events: resolutions, monitoring, designations, charges, tests, diplomacy, and what host jurisdictions did."""

import pandas as pd

from loaders.sources import with_source
from loaders.tables import Record


def events(record: Record) -> pd.DataFrame:
    """Events in order of time, one row an event.

    Columns: those of the table and of `with_source`; `title` is the event's, `source_title` the document's; `iso3_list`
    holds codes separated by semicolons. Ordered by `date_first`, `event_id`.
    """
    return with_source(record, "events", ["date_first", "event_id"])
