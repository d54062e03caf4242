"""Selections, statuses and totals: frames in, frames out; no file is read here.

Frames come from the modules by subject: claims with `published_last` of their source, dates with `_first` and `_last`.
Each rule is written once, in the docstring of its function or in a constant beside it; the page on method says it in
plain words.
"""

from collections import defaultdict
from datetime import date
from typing import Final, Literal, NamedTuple

import pandas as pd

from language.messages import Messages, mark
from loaders.codes import LANES, STRENGTHS, WORKER_MEASURES
from loaders.own_rows import mark_resting
from subjects.comparability import alike_in_each, spans
from subjects.quantities import is_within, time_of

DEADLINE: Final = date(2019, 12, 22)
"""The day by which workers had to be sent home under resolution 2397 (2017)."""

STATUSES: Final = Messages(
    {
        "reported_after_deadline": (
            mark(
                "Workers reported for a time known to begin after 22 December 2019: a claim of workers "
                "present or remaining, or of work permits, above zero, or an event in which "
                "workers were found."
            )
        ),
        "reported_gone": (
            mark(
                "The latest report is that none remain: a claim of zero about the whole jurisdiction, or "
                "a repatriation after which all had left, not earlier than the latest report of workers; "
                "and workers were once there, according to a claim, an event or the 2018 advisory."
            )
        ),
        "reported_none": mark("Reported to have none, and nothing in this record says that workers were ever there."),
        "reported_before_deadline": (
            mark(
                "Workers reported for a time up to 22 December 2019 or not stated, and none known to be "
                "after: a claim of workers present, remaining or sent home, or of work permits, above "
                "zero, or an event in which workers were found."
            )
        ),
        "listed_2018_only": mark(
            "Named in the US advisory of 23 July 2018, and nowhere else in this record as a host."
        ),
        "no_claim": mark("No claim in this record, which is not the same as no workers."),
    }
)
"""The statuses of a host jurisdiction, in the order in which their rules are tried; the first that holds decides."""

Selection = Literal["default", "any"]


def select_worker_claims(
    claims: pd.DataFrame,
    *,
    measure: str,
    years: tuple[int, int] | None = None,
    sector: str | None = None,
) -> pd.DataFrame:
    """The claims of one measure that are alike in each place, with `is_part` and `is_unsigned`.

    `comparability.alike_in_each` chooses: workers before other people, the whole before its parts. With `sector` the
    claims about that sector are asked for. `years` keeps claims known to be about these years, both included; one whose
    time reaches beyond them, or is not stated, is left out. Requires the columns of `workers.worker_claims`.
    """
    chosen = claims["measure"].eq(measure)
    if years is not None:
        chosen &= is_within(claims, after=date(years[0] - 1, 12, 31), until=date(years[1], 12, 31))
    if sector is not None:
        chosen &= claims["sector"].eq(sector)
    return alike_in_each(claims[chosen.fillna(False)], "place", sector=sector)


def spans_of_places(selected: pd.DataFrame) -> pd.DataFrame:
    """The spans of selected worker claims, one row a place, its code in `iso3` as in `places.places`.

    Adds `is_part` and `is_unsigned`: whether the place has only claims about a part, or only such as are unsigned or
    undated.
    """
    kinds = selected.groupby("place", as_index=False)[["is_part", "is_unsigned"]].any()
    found = spans(selected, by="place").merge(kinds, on="place", how="left").rename(columns={"place": "iso3"})
    return mark_resting(found, "iso3", (selected, "place"))


class Report(NamedTuple):
    """What a row says of the workers of a place: `there`, `gone`, or `were` there once."""

    says: str
    day: pd.Timestamp
    is_after: bool
    decided_in: str
    decided_by: str


def host_status(jurisdictions: pd.DataFrame, claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The status of each jurisdiction, with the rule and the row that decides it.

    The rules of `STATUSES` are tried in order. The time of a claim is the first day it is about, and it is after the
    deadline only if the source states a beginning that is. Zero is a claim
    whose high end is 0; a claim that names no number is not zero. Claims about a part show workers, but a zero about a
    part does not show that all are gone. A repatriation (the lane of that name holds complete ones only) counts by the
    last day of its date, so that one of "2019" is not earlier than a report of July 2019. For the status as known on a
    day give frames of the record as known on that day.

    `jurisdictions`: one row a place, as `places.places` gives them; what is said of an area counts for the area alone.
    Requires `place` in `claims` and `places` in `events`.

    Columns: `iso3` (the code of the place), `name`, `status`, `rule` (its text), `decided_in` (`worker_claims`,
    `events`, `jurisdictions`) and
    `decided_by` (the id of the newest row that decides; missing for `no_claim`); ordered by `iso3`.
    """
    reports = pd.concat([_claim_reports(claims), _event_reports(events)])
    reports = reports.sort_values(["day", "published_last", "decided_by"], na_position="first")
    by_place: defaultdict[str, list[Report]] = defaultdict(list)
    for iso3, *report in zip(*(reports[name].tolist() for name in ("iso3", *Report._fields)), strict=True):
        by_place[iso3].append(Report(*report))
    places = jurisdictions.sort_values("iso3")
    rows = []
    for iso3, name, is_listed in zip(
        places["iso3"], places["name"], places["listed_in_2018_advisory"].notna(), strict=True
    ):
        status, decided_in, decided_by = _status(by_place[iso3], is_listed, iso3)
        rows.append((iso3, name, status, STATUSES[status], decided_in, decided_by))
    columns = ["iso3", "name", "status", "rule", "decided_in", "decided_by"]
    return pd.DataFrame(rows, columns=columns).astype("string")


def _claim_reports(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims as reports of a place; of workers sent home, that they `were` there."""
    is_zero = claims["high"].eq(0).fillna(False)
    is_there = claims["measure"].isin(WORKER_MEASURES.where(says="there"))
    is_whole = claims["scope"].isna() & claims["sector"].eq("all")
    says = pd.Series(pd.NA, index=claims.index, dtype="string")
    says[is_there & ~is_zero] = "there"
    says[is_zero & is_whole & claims["measure"].isin(WORKER_MEASURES.where(zeroSays="gone"))] = "gone"
    says[claims["measure"].isin(WORKER_MEASURES.where(says="were")) & ~is_zero] = "were"
    reports = claims[["place", "published_last"]].rename(columns={"place": "iso3"})
    is_after = is_within(claims, after=DEADLINE)
    reports = reports.assign(says=says, day=time_of(claims)[0], is_after=is_after, decided_in="worker_claims")
    return reports.assign(decided_by=claims["claim_id"]).dropna(subset="says")


def _event_reports(events: pd.DataFrame) -> pd.DataFrame:
    """Events as reports, one for each place they concern."""
    says = events["lane"].map(LANES.each("says")).astype("string")
    says = says.mask(says.eq("nothing"))
    day = events["date_first"].where(says.ne("gone").fillna(False), events["date_last"])
    reports = events[["published_last"]].assign(iso3=events["places"].str.split(";"), says=says, day=day)
    reports = reports.assign(is_after=events["date_first"] > pd.Timestamp(DEADLINE))
    reports = reports.assign(decided_in="events", decided_by=events["event_id"])
    return reports.dropna(subset=["says", "iso3"]).explode("iso3").astype({"iso3": "string"})


def _status(reports: list[Report], is_listed: bool, iso3: str) -> tuple[str, object, object]:
    """Status, and table and id of the row that decides it; `reports` stand in order of time."""
    there = [report for report in reports if report.says == "there"]
    gone = [report for report in reports if report.says == "gone"]
    before = [report for report in reports if report.says != "gone"]
    after = [report for report in there if report.is_after]
    if after:
        return "reported_after_deadline", after[-1].decided_in, after[-1].decided_by
    if gone and not any(report.day > gone[-1].day for report in there):
        was_host = is_listed or bool(before) or any(report.decided_in == "events" for report in gone)
        return "reported_gone" if was_host else "reported_none", gone[-1].decided_in, gone[-1].decided_by
    if before:
        return "reported_before_deadline", before[-1].decided_in, before[-1].decided_by
    if is_listed:
        return "listed_2018_only", "jurisdictions", iso3
    return "no_claim", pd.NA, pd.NA


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


def contests(attributions: pd.DataFrame) -> pd.Series:
    """Whether each attribution contests that DPRK actors did it, where others hold them to account."""
    return attributions["strength"].isin(STRENGTHS.where(counts="against")).astype(bool)


def select_incidents(
    incidents: pd.DataFrame, attributions: pd.DataFrame, selection: Selection = "default"
) -> pd.DataFrame:
    """The incidents that count, with the columns of `incident_strength`.

    `default`: a formal attribution, or assessed by two different attributors; `any`: any attribution at all, a disputed
    one included. To see incidents as known on a day, give the attributions known on that day.
    """
    graded = incident_strength(incidents, attributions)
    return graded[graded["is_default"] if selection == "default" else graded["strength"].notna()]
