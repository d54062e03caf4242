"""Stolen cryptocurrency: single thefts, who attributes them, publishers' totals, and where the assets went."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from language.messages import mark
from loaders.codes import ACTS, CHANNELS, COVERS, OUTCOMES, PERIODS, STEPS, STRENGTHS, THEFT_MEASURES, Derived
from loaders.kept import kept_with_record
from loaders.own_rows import mark_resting
from loaders.tables import Record
from subjects.attributions import Selection, attributions, firmest_first, select_incidents
from subjects.comparability import spans
from subjects.editions import mark_editions, other_periods, whole_years
from subjects.quantities import ENDS, floats, has_number, top_of
from subjects.revenue import revenue_claims
from subjects.sources import with_source

SPANS: Final = Derived(
    {
        "several_years": {
            "label": mark("Several years together"),
            "title": mark("{claims} about several years together"),
        },
        "part_year": {"label": mark("Part of one year"), "title": mark("{claims} about part of one year")},
        "part_of_thefts": {"label": mark("Part of all thefts"), "title": mark("{claims} about part of all thefts")},
    }
)
"""Kinds of claims that no whole year holds: about a longer time, about part of a year, about part of all thefts.
`title`: what a chart of them is called."""


def measures_by_year() -> dict[str, str]:
    """What is asked about year by year, by its short name in a link: measures of `theft_totals`."""
    return {str(name): measure for measure, name in THEFT_MEASURES.each("linkName").items() if name}


CUMULATIVE_BEFORE: Final = pd.Timestamp(2018, 1, 1)
"""A claim about several years stands beside the running total of thefts when its time begins before this day."""

YARDSTICKS: Final = ("stolen", "weapons", "exports", "labour")
"""What a year's theft claims stand beside: groups of channels of `revenue_claims`, as each channel says itself. The
first comes from `theft_totals`, where the same claims stand with their editions."""


@kept_with_record
def theft_totals(record: Record) -> pd.DataFrame:
    """What one publisher says was stolen, recovered or laundered over a period, one row per edition of an estimate.

    Columns: those of the table, of `with_source` and of `mark_editions`; `low` and `high` in nominal US dollars,
    `share_low` and `share_high` in percent. A total is a claim and is never added to incidents. Ordered by
    `period_start_first`, `estimator`, `published_last`, `claim_id`.
    """
    order = ["period_start_first", "estimator", "published_last", "claim_id"]
    return mark_editions(with_source(record, "theft_totals", order))


@kept_with_record
def yearly_thefts(record: Record) -> pd.DataFrame:
    """The `editions.whole_years` of `theft_totals`: what is said to have been stolen in one calendar year."""
    return whole_years(theft_totals(record))


@kept_with_record
def incidents(record: Record) -> pd.DataFrame:
    """Thefts that somebody attributes to the DPRK, one row a theft, ordered by day, then id; no ransom and no mining.

    Columns: those of the table, in US dollars of the time, but for `recovered_or_frozen`, which mixes three outcomes;
    they stand apart in `recovered`, `seized` and `frozen`, each the largest amount that one event of that kind names
    for the theft, since several may tell of the same assets. `net_low` and `net_high`: each end less `recovered`, never
    below zero. What no event tells is missing: unknown, never zero. An incident has no source of its own: it is known
    through its attributions.
    """
    table = record.tables["incidents"]
    rows = table[table["act"].isin(ACTS.where(isTheft=True))].drop(columns="recovered_or_frozen")
    told = record.tables["laundering"][["incident_id", "kind", "amount"]].dropna(subset=["incident_id", "amount"])
    for outcome in OUTCOMES:
        largest = told[told["kind"].isin(STEPS.where(outcome=outcome))].groupby("incident_id")["amount"].max()
        rows[outcome] = rows["incident_id"].map(largest).astype("Float64")
    for end in ("low", "high"):
        rows[f"net_{end}"] = (rows[end].astype("Float64") - rows["recovered"]).clip(lower=0)
    behind = (record.tables[name] for name in ("laundering", "attributions", "incident_amounts"))
    rows = mark_resting(rows, "incident_id", *((frame, "incident_id") for frame in behind))
    return rows.sort_values(["date_first", "incident_id"], kind="stable", ignore_index=True)


@kept_with_record
def theft_attributions(record: Record) -> pd.DataFrame:
    """The attributions of thefts, without those of ransoms and the like; columns and order of `attributions`."""
    every = attributions(record)
    return every[every["incident_id"].isin(incidents(record)["incident_id"])].reset_index(drop=True)


@kept_with_record
def incident_amounts(record: Record) -> pd.DataFrame:
    """What one document says was taken in one theft, one row per incident and document; never added to one another.

    Columns: those of the table and of `with_source`, `victim`, and the date of the incident as the time that the claim
    is about (`as_of_start`, `as_of_end`, with their first and last days); `low`, `high` in US dollars of the time.
    Ordered by `incident_id`, `published_last`, `claim_id`.
    """
    rows = with_source(record, "incident_amounts", ["incident_id", "published_last", "claim_id"])
    about = record.tables["incidents"][["incident_id", "victim", "date", "date_first", "date_last"]]
    about = about.rename(columns={f"date{end}": f"as_of_start{end}" for end in ("", "_first", "_last")})
    rows = rows.merge(about, on="incident_id", how="left", validate="many_to_one")
    no_day = pd.Series(pd.NaT, rows.index, dtype="datetime64[s]")
    return rows.assign(
        as_of_end=pd.Series(pd.NA, rows.index, dtype="string"), as_of_end_first=no_day, as_of_end_last=no_day
    )


@kept_with_record
def amount_spans(record: Record) -> pd.DataFrame:
    """What the documents say together of the amount of each theft: the columns of `comparability.spans`, one row per
    `incident_id` of which a document states an amount."""
    return spans(incident_amounts(record), "incident_id")


@kept_with_record
def laundering(record: Record) -> pd.DataFrame:
    """Where stolen assets went, one row per event: services used, freezes, seizures, recoveries, designations.

    Columns: those of the table and of `with_source`; `amount` in US dollars of the time, never added across kinds.
    Ordered by `date_first`, `event_id`.
    """
    return with_source(record, "laundering", ["date_first", "event_id"])


def incident_rows(incidents: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Incidents with who attributes each and the documents they rest on.

    Adds `attributors` (names with how firmly, in order of strength) and `source_ids` (ids separated by semicolons).
    """
    ordered = firmest_first(attributions)
    strength = ordered["strength"].map(dict(STRENGTHS))
    names = (ordered["attributed_by"] + " (" + strength + ")").groupby(ordered["incident_id"])
    documents = ordered["source_id"].groupby(ordered["incident_id"])
    ids = incidents["incident_id"]
    return incidents.assign(
        attributors=ids.map(names.agg(lambda each: "; ".join(dict.fromkeys(each)))).astype("string"),
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


def named(values: pd.Series) -> dict[str, str]:
    """The single names in cells that join several by semicolons, by a short code for links; in order of the names."""
    names = {part.strip() for cell in values.dropna().unique() for part in str(cell).split(";")}
    return {re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-"): name for name in sorted(names) if name}


@dataclass(frozen=True)
class IncidentSums:
    """What incidents come to together; US dollars of the time. An end is None, never zero, where no row names an amount
    that belongs to it. `n_several`: rows that are, or may be, more than one theft."""

    n: int
    n_without_amount: int
    low: float | None
    high: float | None
    is_low_open: bool
    is_high_open: bool
    n_several: int


def incident_sums(rows: pd.DataFrame) -> IncidentSums:
    """The sum of the low ends to the sum of the high ends of some incidents.

    Rows without an amount are counted and left out of both sums. A row of "at least" stands with its low end in the
    sum of the high ends, which is then open; one of "up to" adds nothing to the sum of the low ends.
    """
    low, high = (floats(rows[end]) for end in ENDS)
    has_low, has_high = ~np.isnan(low), ~np.isnan(high)
    named = has_low | has_high
    return IncidentSums(
        n=len(rows),
        n_without_amount=int((~named).sum()),
        low=float(low[has_low].sum()) if has_low.any() else None,
        high=float(np.where(has_high, high, low)[named].sum()) if named.any() else None,
        is_low_open=bool((named & ~has_low).any()),
        is_high_open=bool((named & ~has_high).any()),
        n_several=int(is_several(rows).sum()),
    )


def incident_totals(
    incidents: pd.DataFrame, attributions: pd.DataFrame, selection: Selection = "default"
) -> pd.DataFrame:
    """Sums of single thefts per year and strength of attribution, to set beside publishers' totals, never to add to.

    Columns: `year`, `strength`; `low` and `high`, sums as in `incident_sums` (US dollars; missing where it has
    none), with `is_low_open` and `is_high_open`; `n_incidents`, `n_without_amount` (counted, but in no sum),
    `n_disputed`. Ordered by year, strongest first.
    """
    chosen = select_incidents(incidents, attributions, selection)
    chosen = chosen[["strength", "is_disputed", "covers", *ENDS]].assign(year=chosen["date_first"].dt.year)
    groups = dict(iter(chosen.groupby(["year", "strength"])))
    rows = []
    for year in sorted(chosen["year"].unique()):
        for strength in STRENGTHS:
            if (group := groups.get((year, strength))) is not None:
                sums, n_disputed = incident_sums(group), int(group["is_disputed"].sum())
                ends = (sums.low, sums.high, sums.is_low_open, sums.is_high_open)
                rows.append((year, strength, *ends, sums.n, sums.n_without_amount, n_disputed))
    types = {
        **{"year": "Int64", "strength": "string", "low": "Float64", "high": "Float64"},
        **{"is_low_open": "bool", "is_high_open": "bool"},
        **{"n_incidents": "Int64", "n_without_amount": "Int64", "n_disputed": "Int64"},
    }
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def is_several(incidents: pd.DataFrame) -> pd.Series:
    """Whether each incident covers, or may cover, several thefts."""
    return incidents["covers"].isin(COVERS.where(isOne=False)).astype(bool)


def running_sums(incidents: pd.DataFrame) -> pd.DataFrame:
    """The sums of incidents up to and with each, in order of their last day: what named thefts had come to by then.

    Adds `day` (the last day of the date) and `sum_low`, `sum_high` (US dollars): rows without an amount add nothing, an
    end that a row leaves open adds what `incident_sums` would. Only rows with an amount are kept.
    """
    rows = incidents[has_number(incidents)]
    rows = rows.sort_values(["date_last", "incident_id"], kind="stable")
    return rows.assign(
        day=rows["date_last"],
        sum_low=rows["low"].astype("Float64").fillna(0).cumsum(),
        sum_high=top_of(rows).cumsum(),
    )


def cumulative_claims(totals: pd.DataFrame) -> pd.DataFrame:
    """The publishers' claims about all thefts from the first years on: of several years, begun before
    `CUMULATIVE_BEFORE`, with an end; each stands at that end beside the running total of named thefts."""
    rest = other_periods(totals)
    rows = rest[span_kind(rest).eq("several_years") & rest["period_end_last"].notna()]
    return rows[rows["period_start_first"].lt(CUMULATIVE_BEFORE).fillna(False)]


def victim_places(incidents: pd.DataFrame) -> pd.DataFrame:
    """What thefts come to by the jurisdiction of the victim, one row each, by `iso3`; victims of none known stay out.

    Columns: `iso3`, `low`, `high` (sums of ends as in `incident_sums`, missing where no row names an amount),
    `is_high_open`, `n`, `n_without_amount`, `largest` (the victim with the largest amount).
    """
    out = []
    for iso3, rows in incidents[incidents["victim_iso3"].notna()].groupby("victim_iso3"):
        sums = incident_sums(rows)
        top = rows.assign(top=top_of(rows)).sort_values("top", ascending=False).iloc[0]
        out.append((iso3, sums.low, sums.high, sums.is_high_open, sums.n, sums.n_without_amount, top["victim"]))
    columns = ["iso3", "low", "high", "is_high_open", "n", "n_without_amount", "largest"]
    return pd.DataFrame(out, columns=columns).astype({"iso3": "string", "low": "Float64", "high": "Float64"})


def with_services(events: pd.DataFrame) -> pd.DataFrame:
    """Events once for each of their `services` that two or more events name, with `named_service`; missing for what
    names none of those.

    An event that names several such services has a row for each, so the rows are more than the events.
    """
    named = events["services"].str.split("; ")
    number = named.explode().value_counts()
    often = {*number.index[number > 1]}
    names = [[name for name in each if name in often] or [None] for each in named.fillna("").map(list)]
    rows = events.assign(named_service=pd.Series(names, index=events.index, dtype="object"))
    return rows.explode("named_service", ignore_index=True).astype({"named_service": "string"})


@kept_with_record
def yardsticks(record: Record, year: int) -> pd.DataFrame:
    """A year's theft claims and, beside them, what else is said of the state's money, one row a claim; never added.

    Columns: those the two tables share, `group` (of `YARDSTICKS`), and `channel` or `estimator`. The thefts are the
    newest edition of each publisher about that whole year; the others are claims about sums of money of any year,
    since hardly any year has them all; claims without a number stay out.
    """
    stolen = yearly_thefts(record)
    stolen = stolen[stolen["is_current"] & stolen["year"].eq(year)].assign(group="stolen")
    claims = revenue_claims(record)
    others = [
        claims[
            claims["channel"].isin(CHANNELS.where(besideThefts=group))
            & ~claims["per"].isin(PERIODS.where(time="none"))
            & claims["share_of"].isna()
        ].assign(group=group)
        for group in YARDSTICKS[1:]
    ]
    rows = pd.concat([stolen, *others], ignore_index=True)
    return rows[has_number(rows)].reset_index(drop=True)


@kept_with_record
def theft_shares(record: Record) -> pd.DataFrame:
    """The claims about which share of some whole crypto or cyber theft makes up, such as the missile programme's
    funding; one row a claim."""
    claims = revenue_claims(record)
    return claims[claims["share_of"].notna() & claims["channel"].isin(CHANNELS.where(earnedBy="theft"))]
