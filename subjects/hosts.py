"""Which places host workers, from all that the record knows, and which of them the advisory of 2018 lists."""

from collections import defaultdict
from typing import Final, NamedTuple

import pandas as pd

from language.messages import mark
from loaders.codes import HOST_STATES, LANES, SECTORS, WORKER_MEASURES, Derived
from loaders.kept import kept_with_record
from loaders.own_rows import mark_resting
from loaders.tables import Record
from subjects.events import DEADLINE, events
from subjects.places import places
from subjects.quantities import is_within, time_of
from subjects.vintage import cut_by_day
from subjects.workers import worker_claims, worker_totals

ADVISORY_YEARS: Final = ("2017", "2018")
"""The years for which the advisory of 23 July 2018 lists hosts of workers."""

AFTER_DEADLINE: Final = "reported_after_deadline"
GONE: Final = "reported_gone"
NO_CLAIM: Final = "no_claim"
STATUSES: Final = Derived(
    {
        AFTER_DEADLINE: {
            "label": mark("Workers reported after the deadline"),
            "rule": mark(
                "Workers reported for a time known to begin after 22 December 2019: a claim of workers present or "
                "remaining, or of work permits, above zero, or an event in which workers were found."
            ),
            "unclaimed": mark("no such claim; reported after deadline"),
        },
        GONE: {
            "label": mark("Reported gone"),
            "rule": mark(
                "The latest report is that none remain: a claim of zero about the whole jurisdiction, or a "
                "repatriation after which all had left, not earlier than the latest report of workers; and workers "
                "were once there, according to a claim, an event or the 2018 advisory."
            ),
            "unclaimed": mark("no such claim; reported gone"),
        },
        "reported_none": {
            "label": mark("None reported, none known before"),
            "rule": mark("Reported to have none, and nothing in this record says that workers were ever there."),
            "unclaimed": mark("no such claim; none reported"),
        },
        "reported_before_deadline": {
            "label": mark("Reported before the deadline only"),
            "rule": mark(
                "Workers reported for a time up to 22 December 2019 or not stated, and none known to be after: a "
                "claim of workers present, remaining or sent home, or of work permits, above zero, or an event in "
                "which workers were found."
            ),
            "unclaimed": mark("no such claim; reported before deadline"),
        },
        "listed_2018_only": {
            "label": mark("Named in the 2018 advisory only"),
            "rule": mark("Named in the US advisory of 23 July 2018, and nowhere else in this record as a host."),
            "unclaimed": mark("2018 advisory only"),
        },
        NO_CLAIM: {
            "label": mark("No claim in the record"),
            "rule": mark("No claim in this record, which is not the same as no workers."),
            "unclaimed": mark("no claim at all"),
        },
    }
)
"""The statuses of a host jurisdiction, in the order in which their rules are tried; the first that holds decides.
`unclaimed`: what a list of claims says of a place of which it has none."""


class Report(NamedTuple):
    """What a row says of the workers of a place: `there`, `gone`, or `were` there once."""

    says: str
    day: pd.Timestamp
    is_after: bool
    decided_in: str
    decided_by: str


@kept_with_record
def advisory_counts(record: Record) -> pd.DataFrame:
    """The claims of how many nations and jurisdictions the advisory of 23 July 2018 lists, oldest first.

    Columns of `worker_totals`. They are the counts of host states for the years that the advisory speaks of.
    """
    totals = worker_totals(record)
    start, end = ADVISORY_YEARS
    counts = totals[totals["measure"].eq(HOST_STATES) & totals["as_of_start"].eq(start) & totals["as_of_end"].eq(end)]
    return counts.sort_values(["published_last", "claim_id"], ignore_index=True)


@kept_with_record
def statuses(record: Record) -> pd.DataFrame:
    """The status of every place, areas by themselves, from all that the record knows: columns of
    `host_status`, and `label`, `is_area` and `of` of `places.places`."""
    every, claims, happened = places(record), worker_claims(record), events(record)
    rows = _decided(every, _reports(record)).assign(label=every["label"], is_area=every["is_area"], of=every["of"])
    rows = mark_resting(rows, "decided_by", (claims, "claim_id"), (happened, "event_id"))
    return mark_resting(rows, "iso3", (record.tables["jurisdictions"], "iso3"))


@kept_with_record
def listed_by_name(record: Record) -> int:
    """How many of the jurisdictions that the 2018 advisory lists are confirmed here by name."""
    return int(record.tables["jurisdictions"]["listed_in_2018_advisory"].notna().sum())


def host_status(jurisdictions: pd.DataFrame, claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The status of each jurisdiction, with the row that decides it.

    The rules of `STATUSES` are tried in order. The time of a claim is the first day it is about, and it is after the
    deadline only if the source states a beginning that is. Zero is a claim
    whose high end is 0; a claim that names no number is not zero. Claims about a part show workers, but a zero about a
    part does not show that all are gone. A repatriation (the lane of that name holds complete ones only) counts by the
    last day of its date, so that one of "2019" is not earlier than a report of July 2019. For the status as known on a
    day give frames of the record as known on that day.

    `jurisdictions`: one row a place, as `places.places` gives them; what is said of an area counts for the area alone.
    Requires `place` in `claims` and `places` in `events`.

    Columns: `iso3` (the code of the place), `name`, `status`, `decided_in` (`worker_claims`, `events`, `jurisdictions`)
    and `decided_by` (the id of the newest row that decides; missing for NO_CLAIM); ordered by `iso3`.
    """
    return _decided(jurisdictions, _in_order(claims, events))


@cut_by_day
def _reports(record: Record) -> pd.DataFrame:
    return _in_order(worker_claims(record), events(record))


def _in_order(claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """What is reported of the workers of each place, in order of time: `iso3` and the fields of `Report`."""
    reports = pd.concat([_claim_reports(claims), _event_reports(events)])
    return reports.sort_values(["day", "published_last", "decided_by"], na_position="first", ignore_index=True)


def _decided(jurisdictions: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    by_place: defaultdict[str, list[Report]] = defaultdict(list)
    for iso3, *report in zip(*(reports[name].tolist() for name in ("iso3", *Report._fields)), strict=True):
        by_place[iso3].append(Report(*report))
    places = jurisdictions.sort_values("iso3")
    rows = []
    for iso3, name, is_listed in zip(
        places["iso3"], places["name"], places["listed_in_2018_advisory"].notna(), strict=True
    ):
        status, decided_in, decided_by = _status(by_place[iso3], is_listed, iso3)
        rows.append((iso3, name, status, decided_in, decided_by))
    columns = ["iso3", "name", "status", "decided_in", "decided_by"]
    return pd.DataFrame(rows, columns=columns).astype("string")


def _claim_reports(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims as reports of a place; of workers sent home, that they `were` there."""
    is_zero = claims["high"].eq(0).fillna(False)
    is_there = claims["measure"].isin(WORKER_MEASURES.where(says="there"))
    is_whole = claims["scope"].isna() & claims["sector"].isin(SECTORS.where(extent="every"))
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
        return AFTER_DEADLINE, after[-1].decided_in, after[-1].decided_by
    if gone and not any(report.day > gone[-1].day for report in there):
        was_host = is_listed or bool(before) or any(report.decided_in == "events" for report in gone)
        return GONE if was_host else "reported_none", gone[-1].decided_in, gone[-1].decided_by
    if before:
        return "reported_before_deadline", before[-1].decided_in, before[-1].decided_by
    if is_listed:
        return "listed_2018_only", "jurisdictions", iso3
    return NO_CLAIM, pd.NA, pd.NA
