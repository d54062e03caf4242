"""Who says who stole what, how firmly, and which thefts count for it."""

from collections import defaultdict
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
    behind: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    columns = (attributions[name].tolist() for name in ("incident_id", "strength", "attributed_by"))
    for incident_id, strength, name in zip(*columns, strict=True):
        behind[incident_id].append((strength, name))
    counts, order = STRENGTHS.each("counts"), STRENGTHS.order
    every = [behind[incident_id] for incident_id in incidents["incident_id"]]
    assessing = [{name for strength, name in of_one if counts[strength] == "by_two"} for of_one in every]
    is_formal = [any(counts[strength] == "alone" for strength, _ in of_one) for of_one in every]
    strongest = [min((strength for strength, _ in of_one), key=order.__getitem__, default=None) for of_one in every]
    return incidents.assign(
        strength=pd.array(strongest, dtype="string"),
        n_attributors=pd.array([len({name for _, name in of_one}) for of_one in every], dtype="Int64"),
        is_disputed=incidents["incident_id"].isin(attributions.loc[contests(attributions), "incident_id"]),
        is_default=[formal or len(names) >= 2 for formal, names in zip(is_formal, assessing, strict=True)],
    ).astype({"is_disputed": "bool", "is_default": "bool"})


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
