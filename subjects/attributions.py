"""Who says who stole what, how firmly, and which thefts count for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from loaders.codes import STRENGTHS
from loaders.kept import kept_with_record
from loaders.tables import Record
from subjects.sources import with_source

Selection = Literal["default", "any"]


@kept_with_record
def attributions(record: Record) -> pd.DataFrame:
    """Who says who did it, one row per incident and attributor.

    Columns: those of the table and of `with_source`; ordered by `incident_id`, `date_first`, `attribution_id`.
    """
    return with_source(record, "attributions", ["incident_id", "date_first", "attribution_id"])


def firmest_first(attributions: pd.DataFrame) -> pd.DataFrame:
    """The attributions in order of strength; of one strength the earliest first."""
    ranked = attributions.assign(rank=attributions["strength"].map(STRENGTHS.order))
    return ranked.sort_values(["rank", "date_first", "attribution_id"]).drop(columns="rank")


def incident_strength(incidents: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """The incidents, each with how firmly it is attributed.

    Adds `strength`, the strongest of its attributions, missing when it has none; `n_attributors`; `is_disputed`,
    whether anybody contests it; and `is_default`: at least one formal attribution, or two attributors who assess it.
    """
    rank = attributions["strength"].map(STRENGTHS.order)
    strongest = rank.groupby(attributions["incident_id"]).min()
    attributors = attributions.groupby("incident_id")["attributed_by"].nunique()
    counts = attributions["strength"].map(STRENGTHS.each("counts"))
    alone, by_two = (attributions[counts.eq(way)] for way in ("alone", "by_two"))
    assessing = by_two.groupby("incident_id")["attributed_by"].nunique()
    contested = attributions.loc[contests(attributions), "incident_id"]
    ids = incidents["incident_id"]
    strength = ids.map(strongest).map(dict(enumerate(STRENGTHS))).astype("string")
    return incidents.assign(
        strength=strength,
        n_attributors=ids.map(attributors).fillna(0).astype("Int64"),
        is_disputed=ids.isin(contested).astype(bool),
        is_default=(ids.isin(alone["incident_id"]) | ids.map(assessing).fillna(0).ge(2)).astype(bool),
    )


def select_incidents(
    incidents: pd.DataFrame, attributions: pd.DataFrame, selection: Selection = "default"
) -> pd.DataFrame:
    """The incidents that count, with the columns of `incident_strength`.

    `default`: a formal attribution, or assessed by two different attributors; `any`: any attribution at all, a disputed
    one included. To see incidents as known on a day, give the attributions known on that day.
    """
    graded = incident_strength(incidents, attributions)
    return graded[graded["is_default"] if selection == "default" else graded["strength"].notna()]


def contests(attributions: pd.DataFrame) -> pd.Series:
    """Whether each attribution contests that DPRK actors did it, where others hold them to account."""
    return attributions["strength"].isin(STRENGTHS.where(counts="against")).astype(bool)


def held_to_account_by(attributions: pd.DataFrame, kinds: Sequence[str]) -> pd.Series:
    """The ids of the incidents for which an attributor of these kinds holds DPRK actors to account; contesting it is
    not that."""
    return attributions.loc[attributions["attributor_kind"].isin(list(kinds)) & ~contests(attributions), "incident_id"]


def by_one_only(attributions: pd.DataFrame) -> list[str]:
    """The ids of incidents that exactly one attributor holds DPRK actors to account for; one who contests it is none
    of them."""
    return _by_one(attributions, "attributed_by")


def by_one_source_only(attributions: pd.DataFrame) -> list[str]:
    """The ids of incidents for which exactly one document holds DPRK actors to account."""
    return _by_one(attributions, "source_id")


def _by_one(attributions: pd.DataFrame, column: str) -> list[str]:
    holding = attributions[~contests(attributions)]
    different = holding.groupby("incident_id")[column].nunique()
    return sorted(different[different == 1].index)


@dataclass(frozen=True)
class Alone:
    """An attributor on whom alone incidents rest, of which kind it is, and how many they are."""

    name: str
    kind: str
    n: int


def most_alone(attributions: pd.DataFrame) -> Alone | None:
    """The attributor on whom alone most incidents rest; None where none rests on one alone."""
    alone = attributions[attributions["incident_id"].isin(by_one_only(attributions))]
    alone = alone[~contests(alone)]
    counts = alone.groupby(["attributed_by", "attributor_kind"])["incident_id"].nunique()
    if counts.empty:
        return None
    most = counts.reset_index(name="n").sort_values("n", ascending=False, kind="stable").iloc[0]
    return Alone(str(most["attributed_by"]), str(most["attributor_kind"]), int(most["n"]))
