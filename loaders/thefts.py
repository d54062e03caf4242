"""Stolen cryptocurrency: single thefts, who attributes them, publishers' totals, and where the assets went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from loaders.sources import with_source
from loaders.tables import Record

SPANS: Final = ("several_years", "part_year", "part_of_thefts")
"""Kinds of claims that no whole year holds: about a longer time, about part of a year, about part of all thefts."""


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


def span_kind(claims: pd.DataFrame) -> pd.Series:
    """Which of `SPANS` each claim is: with a scope a part of all thefts, else by whether it stays within one year.

    A claim whose first or last day is not stated is about several years.
    """
    start, end = claims["period_start_first"], claims["period_end_last"]
    kind = pd.Series("several_years", index=claims.index, dtype="string")
    kind[start.dt.year.eq(end.dt.year).fillna(False)] = "part_year"
    kind[claims["scope"].notna()] = "part_of_thefts"
    return kind


def changed(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of every estimator that has two or more among these, oldest first: how its figure changed.

    Ordered by `estimator`, `published_last` (undated first), `claim_id`.
    """
    several = claims.groupby("estimator")["claim_id"].transform("size") > 1
    return claims[several].sort_values(
        ["estimator", "published_last", "claim_id"], na_position="first", kind="stable", ignore_index=True
    )


def filter_incidents(
    incidents: pd.DataFrame,
    *,
    years: tuple[int, int] | None = None,
    victim_kinds: Sequence[str] = (),
    strengths: Sequence[str] = (),
    least: float = 0,
    recovered: Literal["any", "with", "without"] = "any",
) -> pd.DataFrame:
    """The incidents that begin in a span of years, of some kinds of victim and strengths (none given: all).

    `least` keeps those whose high end, or the low end where there is none, reaches so many US dollars; an incident
    without an amount is left out unless it is 0. `recovered`: with a sum recovered or frozen, or with none known.
    Requires the columns of `incident_strength`; keeps their order.
    """
    kept = pd.Series(True, index=incidents.index)
    if years is not None:
        kept &= incidents["date_first"].dt.year.between(*years)
    if victim_kinds:
        kept &= incidents["victim_kind"].isin(list(victim_kinds))
    if strengths:
        kept &= incidents["strength"].isin(list(strengths))
    if least > 0:
        kept &= incidents["high"].fillna(incidents["low"]).ge(least).fillna(False)
    if recovered != "any":
        kept &= incidents["recovered_or_frozen"].notna() == (recovered == "with")
    return incidents[kept]


@dataclass(frozen=True)
class IncidentSums:
    """What incidents come to together; US dollars of the day. `low`, `high` and `recovered` are None, never zero,
    where no row names an amount."""

    n: int
    n_without_amount: int
    low: float | None
    high: float | None
    is_low_open: bool
    is_high_open: bool
    recovered: float | None
    n_recovered: int


def incident_sums(rows: pd.DataFrame) -> IncidentSums:
    """The sum of the low ends to the sum of the high ends of some incidents, and what is known to be back or frozen.

    Rows without an amount are counted and left out of both sums. A row of "at least" stands with its low end in the
    sum of the high ends, which is then open; one of "up to" adds nothing to the sum of the low ends.
    """
    named = rows[rows["low"].notna() | rows["high"].notna()]
    back = rows["recovered_or_frozen"].dropna()
    return IncidentSums(
        n=len(rows),
        n_without_amount=len(rows) - len(named),
        low=float(named["low"].fillna(0).sum()) if len(named) else None,
        high=float(named["high"].fillna(named["low"]).sum()) if len(named) else None,
        is_low_open=bool(named["low"].isna().any()),
        is_high_open=bool(named["high"].isna().any()),
        recovered=float(back.sum()) if len(back) else None,
        n_recovered=len(back),
    )


def by_one_only(attributions: pd.DataFrame) -> list[str]:
    """The ids of incidents that exactly one attributor holds DPRK actors to account for; one who contests it is none
    of them."""
    holding = attributions[attributions["strength"] != "disputed"]
    attributors = holding.groupby("incident_id")["attributed_by"].nunique()
    return sorted(attributors[attributors == 1].index)
