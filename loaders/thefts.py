"""Stolen cryptocurrency: single thefts, who attributes them, publishers' totals, and where the assets went."""

import pandas as pd

from loaders.sources import with_source
from loaders.tables import Record


def theft_totals(record: Record) -> pd.DataFrame:
    """What one publisher says was stolen, recovered or laundered over a period, one row per edition of an estimate.

    Columns: those of the table and of `with_source`; `low` and `high` in nominal US dollars, `share_low` and
    `share_high` in percent. A total is a claim and is never added to incidents. Ordered by `period_start_first`,
    `estimator`, `published_last`, `claim_id`.
    """
    return with_source(record, "theft_totals", ["period_start_first", "estimator", "published_last", "claim_id"])


def incidents(record: Record) -> pd.DataFrame:
    """Thefts that somebody attributes to the DPRK, one row a theft, ordered by day, then id.

    Columns: those of the table; `low`, `high` and `recovered_or_frozen` in US dollars of the day; missing is unknown,
    never zero. An incident has no source of its own: it is known through its attributions.
    """
    frame = record.tables["incidents"]
    return frame.sort_values(["date_first", "incident_id"], kind="stable", ignore_index=True)


def attributions(record: Record) -> pd.DataFrame:
    """Who says who did it, one row per incident and attributor.

    Columns: those of the table and of `with_source`; ordered by `incident_id`, `date_first`, `attribution_id`.
    """
    return with_source(record, "attributions", ["incident_id", "date_first", "attribution_id"])


def laundering(record: Record) -> pd.DataFrame:
    """Where stolen assets went, one row per event: services used, freezes, seizures, recoveries, designations.

    Columns: those of the table and of `with_source`; `amount` in US dollars of the day, never added across kinds.
    Ordered by `date_first`, `event_id`.
    """
    return with_source(record, "laundering", ["date_first", "event_id"])


def incident_rows(incidents: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Incidents with who attributes each and the documents they rest on.

    Adds `attributors` (names with how firmly, in order of strength) and `source_ids` (ids separated by semicolons).
    """
    rank = {"formal": 0, "assessed": 1, "suspected": 2, "disputed": 3}
    ordered = attributions.assign(rank=attributions["strength"].map(rank)).sort_values(
        ["rank", "date_first", "attribution_id"]
    )
    said = (ordered["attributed_by"] + " (" + ordered["strength"] + ")").groupby(ordered["incident_id"])
    documents = ordered["source_id"].groupby(ordered["incident_id"])
    ids = incidents["incident_id"]
    return incidents.assign(
        attributors=ids.map(said.agg(lambda names: "; ".join(dict.fromkeys(names)))).astype("string"),
        source_ids=ids.map(documents.agg(lambda names: ";".join(dict.fromkeys(names)))).astype("string"),
    )
