"""What was reported of workers before the deadline, sent home, left, and after it; and which states reported."""

from collections import Counter, defaultdict
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from language.messages import mark
from loaders.codes import WORKER_MEASURES, Derived
from loaders.kept import kept_with_record
from loaders.own_rows import mark_resting
from loaders.tables import Record
from subjects.comparability import alike_in_each, spans
from subjects.events import DEADLINE, events
from subjects.hosts import NO_CLAIM, statuses
from subjects.places import places
from subjects.quantities import is_within
from subjects.vintage import cut_by_day
from subjects.workers import worker_claims

PHASES: Final = Derived(
    {
        "before": {"label": mark("before the deadline")},
        "home": {"label": mark("sent home")},
        "left": {"label": mark("remaining")},
        "after": {"label": mark("after the deadline")},
        "untold": {"label": mark("time not stated, or spanning the deadline")},
    }
)
"""The phases. `before` and `after`: workers present or remaining, or work permits, for a time that ends up to the
deadline, or begins after it. `home`: workers sent home, `left`: those who remained once others had left, both at any
time; so a claim of the latter stands before or after as well. `untold`: a time that reaches across the deadline or is
not stated; whether it was before or after cannot be known, so such a claim stands apart."""

ADOPTED: Final = date(2017, 12, 22)
"""The day of resolution 2397 (2017), whose paragraph 8 asks every state for a report on the workers it sent home."""

_SPAN: Final = ("lowest", "highest", "is_low_open", "is_high_open", "n_low_authors", "n_high_authors", "n_claims")
_WHETHER: Final = ("is_low_open", "is_high_open", "is_part")


def phase_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of each phase, with `phase`, `is_part` and `is_unsigned`; one of workers left stands in two phases.

    For each place and phase the claims that are alike, as `comparability.alike_in_each` chooses them: one measure of
    one kind of people about the whole or one part. A difference between two counts is in no phase: it is not people
    sent home. Requires the columns of `worker_claims`; keeps their order within a phase.
    """
    is_before, is_after = is_within(claims, until=DEADLINE), is_within(claims, after=DEADLINE)
    there = WORKER_MEASURES.where(says="there")
    is_there = claims["measure"].isin(there)
    chosen = {
        "before": is_there & is_before,
        "home": claims["measure"].isin(WORKER_MEASURES.where(phase="home")),
        "left": claims["measure"].isin(WORKER_MEASURES.where(phase="left")),
        "after": is_there & is_after,
        "untold": is_there & ~is_before & ~is_after,
    }
    at = [np.flatnonzero(rows) for rows in chosen.values()]
    phase = pd.array(np.repeat([*chosen], [*map(len, at)]), dtype="string")
    every = claims.take(np.concatenate(at)).reset_index(drop=True).assign(phase=phase)
    kept = alike_in_each(every.assign(cell=_cells(every)), "cell", measures=there)
    return kept[[*claims.columns, "is_part", "is_unsigned", "phase"]].reset_index(drop=True)


def stock_differences(record: Record, shown: pd.Series) -> pd.DataFrame:
    """The claims about a difference between two counts of workers in these places; never people sent home."""
    claims = worker_claims(record)
    is_difference = claims["measure"].isin(WORKER_MEASURES.where(phase="difference"))
    return claims[is_difference & claims["place"].isin(shown)].reset_index(drop=True)


@kept_with_record
def repatriation(record: Record) -> pd.DataFrame:
    """What is said of each host jurisdiction in the four phases, and whether it reported; one row per jurisdiction.

    A place is here if it has a status, a claim about workers, or a report; an area below a jurisdiction is a place of
    its own (`places.places`). Columns: `iso3`, the code of the place, `is_area`, `of`, `name`, `label`, `region`,
    `status`; for each phase of PHASES, with its name before an underscore, `lowest`, `highest`, `is_low_open`,
    `is_high_open`, `n_low_authors`, `n_high_authors` and `n_claims` of `comparability.spans` (missing means unknown),
    `is_part` (whether only parts are
    counted) and `authors`, a list; `reported`, whether an event of any lane since ADOPTED is or tells of a report of it
    under paragraph 8 (`reported_to_un`), that is whether it reported as far as the record knows, with `reports` (a list
    of kind and date, oldest first), and of the newest `reported_on` (date, text), `reported_by` (publisher of its
    document), `reported_title` and `reported_url`. Ordered by `iso3`.
    """
    claims, status = worker_claims(record), statuses(record)
    reports = _reports(record)
    is_host = status["status"].ne(NO_CLAIM) | status["iso3"].isin([*claims["place"], *reports["iso3"]])
    regions = places(record)[["iso3", "region", "is_area", "of", "label"]]
    rows = status.loc[is_host, ["iso3", "name", "status"]].merge(regions, on="iso3", validate="one_to_one")
    phased = _phased(record)
    rows = pd.concat([rows.reset_index(drop=True), *_of_phases(phased, rows["iso3"])], axis=1)
    rows = rows.merge(reports, on="iso3", how="left", validate="one_to_one")
    rows = mark_resting(rows, "iso3", (phased, "place"), (status, "iso3"), (_told(record), "iso3"))
    return rows.assign(reported=rows["reported_on"].notna()).sort_values("iso3", ignore_index=True)


def select_places(rows: pd.DataFrame, *, status: str | None = None, region: str | None = None) -> pd.DataFrame:
    """The jurisdictions of one status and one part of the world; nothing asked keeps all."""
    chosen = pd.Series(data=True, index=rows.index)
    for column, value in {"status": status, "region": region}.items():
        if value is not None:
            chosen &= rows[column].eq(value).fillna(value=False).astype(bool)
    return rows[chosen]


def claims_behind(record: Record, shown: pd.Series) -> pd.DataFrame:
    """The claims behind the phases of these places, each once; columns of `worker_claims` and `is_part`."""
    rows = _phased(record).drop_duplicates("claim_id").drop(columns="phase")
    newest_first = rows.sort_values(["name", "as_of_start_first", "claim_id"], ascending=[True, False, True])
    return newest_first[newest_first["place"].isin(shown)].reset_index(drop=True)


@kept_with_record
def _phased(record: Record) -> pd.DataFrame:
    return phase_claims(worker_claims(record))


def _cells(claims: pd.DataFrame) -> pd.Series:
    """Phase and place of each claim, as one text."""
    return claims["phase"] + "/" + claims["place"]


def _of_phases(phased: pd.DataFrame, shown: pd.Series) -> list[pd.DataFrame]:
    """For each phase what its claims say of these places, one row a place in their order, with the phase's name before
    each column."""
    cells = _cells(phased)
    span = spans(phased.assign(cell=cells), by="cell").set_index("cell")[[*_SPAN]]
    span["is_part"] = phased["is_part"].groupby(cells).any()
    span = span.astype(dict.fromkeys(_WHETHER, "boolean"))  # missing where no claim is
    authors: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for cell, author in zip(cells.tolist(), phased["author"].tolist(), strict=True):
        if pd.notna(author):
            authors[cell][author] += 1
    names = [[name for name, _ in authors[cell].most_common()] for cell in span.index]
    span["authors"] = pd.Series(names, span.index, dtype="object")
    return [span.reindex(phase + "/" + shown).reset_index(drop=True).add_prefix(f"{phase}_") for phase in PHASES]


@cut_by_day
def _told(record: Record) -> pd.DataFrame:
    """The events that are or tell of a report to the Security Council committee, once for each jurisdiction."""
    said = events(record)
    said = said[said["reported_to_un"].notna() & (said["date_last"] >= pd.Timestamp(ADOPTED))]
    return said.assign(iso3=said["iso3_list"].str.split(";")).explode("iso3").dropna(subset="iso3")


def _reports(record: Record) -> pd.DataFrame:
    """All reports of each jurisdiction to the Security Council committee, and the document of the newest."""
    said = _told(record)
    newest = said.drop_duplicates("iso3", keep="last").astype({"iso3": "string"})
    columns = {
        "iso3": "iso3",
        "date": "reported_on",
        "publisher": "reported_by",
        "source_title": "reported_title",
        "url": "reported_url",
    }
    kinds: dict[str, list[tuple[str, str]]] = {}
    for iso3, kind, day in zip(said["iso3"], said["reported_to_un"], said["date"], strict=True):
        kinds.setdefault(iso3, []).append((kind, day))
    newest = newest[list(columns)].rename(columns=columns)
    return newest.assign(reports=newest["iso3"].map(kinds).astype("object"))
