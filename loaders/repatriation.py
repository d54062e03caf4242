"""What was reported of workers before the deadline, sent home, left, and after it; and which states reported."""

from datetime import date
from typing import Final

import pandas as pd

from loaders.events import events
from loaders.headlines import statuses
from loaders.summaries import DEADLINE, WORKERS_THERE, select_worker_claims, spans
from loaders.tables import Record
from loaders.workers import worker_claims

PHASES: Final = {
    "before": "Workers present or remaining, or work permits, for a time that begins up to 22 December 2019 or for no "
    "stated time.",
    "home": "Workers sent home, at any time.",
    "left": "Workers remaining once others had left, at any time; so such a claim stands before or after as well.",
    "after": "Workers present or remaining, or work permits, for a time that begins after 22 December 2019.",
}
"""The four phases, and which claims belong to each. The time of a claim is the first day it is about."""

ADOPTED: Final = date(2017, 12, 22)
"""The day of resolution 2397 (2017), whose paragraph 8 asks every state for a report on the workers it sent home."""

_SPAN = {
    "lowest": "Float64",
    "highest": "Float64",
    "is_low_open": "boolean",
    "is_high_open": "boolean",
    "n_claims": "Int64",
}


def phase_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of each phase, with `phase` and `is_part`; a claim of workers left stands in two phases.

    For each jurisdiction and phase: the claims about the whole; where none of them names a figure, those about parts
    too, by `select_worker_claims`. Requires the columns of `worker_claims`; keeps their order within a phase.
    """
    first = claims["as_of_start_first"].fillna(claims["as_of_end_first"])
    is_after = first > pd.Timestamp(DEADLINE)
    is_there = claims["measure"].isin(WORKERS_THERE)
    chosen = {
        "before": is_there & ~is_after,
        "home": claims["measure"].eq("repatriated"),
        "left": claims["measure"].eq("remaining"),
        "after": is_there & is_after,
    }
    parts = []
    for phase, rows in chosen.items():
        found = select_worker_claims(claims[rows].assign(measure=phase), measure=phase)
        parts.append(found.assign(measure=claims.loc[found.index, "measure"], phase=phase))
    return pd.concat(parts).astype({"phase": "string"}).reset_index(drop=True)


def repatriation(record: Record) -> pd.DataFrame:
    """What is said of each host jurisdiction in the four phases, and whether it reported; one row per jurisdiction.

    A jurisdiction is here if it has a status, a claim about workers, or a report. Columns: `iso3`, `name`, `region`,
    `status`; for each phase of PHASES, with its name before an underscore, `lowest`, `highest`, `is_low_open`,
    `is_high_open` and `n_claims` of `summaries.spans` (missing means unknown), `is_part` (whether only parts are
    counted) and `publishers`, a list; `reported`, whether an event of the lane `report_submitted` since ADOPTED names
    it, that is whether it reported as far as the record knows, with `reported_on` (the date of the newest, text),
    `reported_by` (publisher of its document), `reported_title` and `reported_url`. Ordered by `iso3`.
    """
    claims, status = worker_claims(record), statuses(record)
    reports = _reports(record)
    is_host = status["status"].ne("no_claim") | status["iso3"].isin([*claims["iso3"], *reports["iso3"]])
    regions = record.tables["jurisdictions"][["iso3", "region"]]
    rows = status.loc[is_host, ["iso3", "name", "status"]].merge(regions, on="iso3", validate="one_to_one")
    phased = phase_claims(claims)
    for phase in PHASES:
        rows = rows.merge(_phase(phased[phased["phase"] == phase], phase), on="iso3", how="left", validate="one_to_one")
    rows = rows.merge(reports, on="iso3", how="left", validate="one_to_one")
    return rows.assign(reported=rows["reported_on"].notna()).sort_values("iso3", ignore_index=True)


def select_places(rows: pd.DataFrame, *, status: str | None = None, region: str | None = None) -> pd.DataFrame:
    """The jurisdictions of one status and one part of the world; nothing asked keeps all."""
    chosen = pd.Series(data=True, index=rows.index)
    for column, value in {"status": status, "region": region}.items():
        if value is not None:
            chosen &= rows[column].eq(value).fillna(value=False).astype(bool)
    return rows[chosen]


def claims_behind(record: Record, places: pd.Series) -> pd.DataFrame:
    """The claims behind the phases of these jurisdictions, each once; columns of `worker_claims` and `is_part`."""
    rows = phase_claims(worker_claims(record)).drop_duplicates("claim_id").drop(columns="phase")
    newest_first = rows.sort_values(["name", "as_of_start_first", "claim_id"], ascending=[True, False, True])
    return newest_first[newest_first["iso3"].isin(places)].reset_index(drop=True)


def _phase(claims: pd.DataFrame, phase: str) -> pd.DataFrame:
    span = spans(claims)[["iso3", *_SPAN]].astype(_SPAN)
    by_place = claims.groupby("iso3")
    span["is_part"] = span["iso3"].map(by_place["is_part"].any()).astype("boolean")
    names = {iso3: group["publisher"].value_counts().index.tolist() for iso3, group in by_place}
    span["publishers"] = span["iso3"].map(names).astype("object")
    return span.rename(columns={column: f"{phase}_{column}" for column in span.columns if column != "iso3"})


def _reports(record: Record) -> pd.DataFrame:
    """The newest report of each jurisdiction."""
    said = events(record)
    said = said[said["lane"].eq("report_submitted") & (said["date_last"] >= pd.Timestamp(ADOPTED))]
    said = said.assign(iso3=said["iso3_list"].str.split(";")).explode("iso3").dropna(subset="iso3")
    newest = said.drop_duplicates("iso3", keep="last").astype({"iso3": "string"})
    columns = {
        "iso3": "iso3",
        "date": "reported_on",
        "publisher": "reported_by",
        "source_title": "reported_title",
        "url": "reported_url",
    }
    return newest[list(columns)].rename(columns=columns)
