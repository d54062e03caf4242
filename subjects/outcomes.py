"""What became of stolen assets: recovered, seized or frozen, three outcomes that are never added to one another."""

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from loaders.codes import OUTCOMES, STEPS

Outcome = Literal["stolen", "recovered", "seized", "frozen", "net"]


@dataclass(frozen=True)
class OutcomeSum:
    """What one outcome comes to over the `n` of `n_all` incidents of which it is known; US dollars of the time, None
    where it is known of none. `net_low`, `net_high`: what is left of those `n_net` whose amount is known too; None for
    any outcome but recovery, which alone gives back what was taken."""

    total: float | None
    n: int
    n_all: int
    net_low: float | None = None
    net_high: float | None = None
    n_net: int = 0


def outcome_sums(rows: pd.DataFrame) -> dict[str, OutcomeSum]:
    """What some incidents come to by outcome, each of OUTCOMES by itself. Requires the columns of `incidents`."""
    sums = {}
    for outcome in OUTCOMES:
        known = rows[outcome].dropna()
        sums[outcome] = OutcomeSum(float(known.sum()) if len(known) else None, len(known), len(rows))
    net = rows.dropna(subset=["net_low", "net_high"])
    if len(net):
        low, high = (float(net[end].sum()) for end in ("net_low", "net_high"))
        sums["recovered"] = replace(sums["recovered"], net_low=low, net_high=high, n_net=len(net))
    return sums


def has_outcome(incidents: pd.DataFrame) -> pd.Series:
    """Whether an event tells of any of OUTCOMES for each incident, with an amount."""
    return incidents[[*OUTCOMES]].notna().any(axis=1)


def outcome_marks(incidents: pd.DataFrame, events: pd.DataFrame, outcome: Outcome) -> pd.DataFrame:
    """What is drawn of an outcome, one row a mark: `claim_id`, `incident_id`, `low`, `high` in US dollars of the time.

    Of recovered, seized and frozen every single event with an amount, with all columns of `events`, `low` and `high`
    alike and its `event_id` as `claim_id`; of stolen and net the two ends of each incident, under its own id. An
    incident of which nothing is known has no row: unknown is not zero.
    """
    if outcome in OUTCOMES:
        told = events[events["kind"].isin(STEPS.where(outcome=outcome)) & events["amount"].notna()]
        told = told[told["incident_id"].isin(incidents["incident_id"])]
        return told.assign(claim_id=told["event_id"], low=told["amount"], high=told["amount"])
    ends = ["low", "high"] if outcome == "stolen" else ["net_low", "net_high"]
    marks = incidents.dropna(subset=ends, how="all")
    low, high = (marks[end] for end in ends)
    return marks[["incident_id"]].assign(claim_id=marks["incident_id"], low=low, high=high)
