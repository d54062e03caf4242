"""Selections, spans, statuses and totals: frames in, frames out; no file is read here.

Frames come from the modules by subject: claims with `published_last` of their source, dates with `_first` and `_last`.
Each rule is written once, in the docstring of its function or in a constant beside it; the page on method says it in
plain words.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

DEADLINE: Final = date(2019, 12, 22)
"""The day by which workers had to be sent home under resolution 2397 (2017)."""

WORKERS_THERE: Final = ("present", "remaining", "work_permits")
"""The measures that say workers are in a place at a time. Entries and visas do not; workers sent home are gone."""

STATUSES: Final = {
    "reported_after_deadline": (
        "Workers reported for a time that begins after 22 December 2019: a claim of workers present or remaining, or "
        "of work permits, that is not zero, or an event in which workers were found."
    ),
    "reported_gone": (
        "The latest report is that none remain: a claim of zero about the whole jurisdiction, or a repatriation after "
        "which all had left, not earlier than the latest report of workers."
    ),
    "reported_before_deadline": (
        "Workers reported up to 22 December 2019 or for no stated time, and none after: a claim of workers present, "
        "remaining or sent home, or of work permits, that is not zero, or an event in which workers were found."
    ),
    "listed_2018_only": "Named in the US advisory of 23 July 2018, and nowhere else in this record as a host.",
    "no_claim": "No claim in this record, which is not the same as no workers.",
}
"""The statuses of a host jurisdiction, in the order in which their rules are tried; the first that holds decides."""

STRENGTHS: Final = ("formal", "assessed", "suspected", "disputed")
"""How firmly an incident is attributed, strongest first; an incident counts under the strongest it has."""

FEWEST_OTHERS: Final = 8
"""Beside how many other places a share of two of them says something."""

Selection = Literal["default", "any"]
Span = tuple[float | None, float | None]


def select_worker_claims(
    claims: pd.DataFrame,
    *,
    measure: str,
    years: tuple[int, int] | None = None,
    sector: str | None = None,
) -> pd.DataFrame:
    """The claims of one measure, the whole before its parts, with `is_part`.

    For each jurisdiction: the claims about the whole (no scope, all sectors); where none of them names a figure, those
    about parts too. With `sector` the claims about that sector are asked for, and only a scope makes a part. `years`
    keeps claims whose time overlaps the first to the last year, both included; a claim about no stated time is then
    left out. Requires the columns of `worker_claims`; keeps their order.
    """
    chosen = claims["measure"].eq(measure)
    if years is not None:
        start, end = _time_of(claims)
        chosen &= (start <= pd.Timestamp(years[1], 12, 31)) & (end >= pd.Timestamp(years[0], 1, 1))
    if sector is not None:
        chosen &= claims["sector"].eq(sector)
    selected = claims[chosen.fillna(False)]
    is_part = selected["scope"].notna()
    if sector is None:
        is_part |= selected["sector"].ne("all")
    is_figure = selected["low"].notna() | selected["high"].notna()
    has_whole = (~is_part & is_figure).groupby(selected["iso3"]).transform("any")
    return selected.assign(is_part=is_part.astype(bool))[(~is_part | ~has_whole).astype(bool)]


def spans(claims: pd.DataFrame, by: str = "iso3") -> pd.DataFrame:
    """What the claims of each group say together: lowest, highest, how many, how new, how directly seen.

    Columns: `by`; `low` and `high`, the lowest low and the highest high; `is_low_open` and `is_high_open`; `lowest` and
    `highest`, the extreme figures named at either end; `n_claims`, `n_numbered` (claims that name a figure) and
    `n_sources`; `newest_published` and `newest_as_of` (text, as precise as the source), `best_grade`; ordered by `by`.

    An open end stays open: when no claim that is closed above goes higher than the highest "at least", `high` is
    missing and `is_high_open` is true, and likewise below for "up to". A group without any figure has neither figures
    nor open ends. Rows without a group are left out. Requires `low`,
    `high`, `source_id`, `published`, `published_last`, `grade` and the time of each claim, `as_of_*` or `period_*`.
    """
    rows = [{by: key, **_span(group)} for key, group in claims.groupby(by, sort=True)]
    return pd.DataFrame(rows, columns=[by, *_SPAN_TYPES]).astype({by: claims[by].dtype, **_SPAN_TYPES})


_SPAN_TYPES: Final = {
    "low": "Float64",
    "high": "Float64",
    "is_low_open": "bool",
    "is_high_open": "bool",
    "lowest": "Float64",
    "highest": "Float64",
    "n_claims": "Int64",
    "n_numbered": "Int64",
    "n_sources": "Int64",
    "newest_published": "string",
    "newest_as_of": "string",
    "best_grade": "string",
}


def _span(group: pd.DataFrame) -> dict[str, object]:
    low, high = group["low"], group["high"]
    floors, ceilings = low[high.isna()], high[low.isna()]
    figures = pd.concat([low, high]).dropna()
    is_low_open = bool(len(figures)) and (low.isna().all() or bool((ceilings <= low.min()).any()))
    is_high_open = bool(len(figures)) and (high.isna().all() or bool((floors >= high.max()).any()))
    start, end = _time_of(group)
    newest = end.fillna(start).astype("datetime64[s]")
    return {
        "low": pd.NA if is_low_open or low.isna().all() else low.min(),
        "high": pd.NA if is_high_open or high.isna().all() else high.max(),
        "is_low_open": is_low_open,
        "is_high_open": is_high_open,
        "lowest": figures.min() if len(figures) else pd.NA,
        "highest": figures.max() if len(figures) else pd.NA,
        "n_claims": len(group),
        "n_numbered": int((low.notna() | high.notna()).sum()),
        "n_sources": group["source_id"].nunique(),
        "newest_published": _at_newest(group["published"], group["published_last"]),
        "newest_as_of": _at_newest(_time_text(group), newest),
        "best_grade": group["grade"].min(),
    }


def _time_columns(claims: pd.DataFrame) -> str:
    return "as_of" if "as_of_start" in claims else "period"


def _time_of(claims: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """First and last day of the time each claim is about; where one end is not stated, the other stands for both."""
    prefix = _time_columns(claims)
    start = claims[f"{prefix}_start_first"].fillna(claims[f"{prefix}_end_first"])
    return start, claims[f"{prefix}_end_last"].fillna(claims[f"{prefix}_start_last"])


def _time_text(claims: pd.DataFrame) -> pd.Series:
    prefix = _time_columns(claims)
    return claims[f"{prefix}_end"].fillna(claims[f"{prefix}_start"])


def _at_newest(texts: pd.Series, days: pd.Series) -> object:
    return texts.iloc[int(days.argmax())] if days.notna().any() else pd.NA


def spans_of_places(selected: pd.DataFrame) -> pd.DataFrame:
    """The spans of selected worker claims by `iso3`, with `is_part`: whether a place has only claims about a part."""
    parts = selected.groupby("iso3", as_index=False)["is_part"].any()
    return spans(selected).merge(parts, on="iso3", how="left")


@dataclass(frozen=True)
class SharesOfTwo:
    """What part of all claims the two places with the highest claims hold (0 to 1), and what was compared.

    `of_lowest`: their lowest ends over the lowest ends of the `n_lowest` places that have one, and `of_highest`
    likewise: like with like. `least` and `most` set their ends against the opposite ends of the other places.
    """

    places: tuple[str, str]
    of_lowest: float
    of_highest: float
    least: float
    most: float
    n_lowest: int
    n_highest: int


def shares_of_two(spans: pd.DataFrame) -> SharesOfTwo | None:
    """The shares of the two places with the highest claims, or None where they would say nothing.

    A range cannot be divided by a range and give a number: every pair of ends gives its own share. Ends that are open
    are in no sum. None, unless both places have two ends, above 0, and at least `FEWEST_OTHERS` others have each end.
    Requires `iso3`, `low`, `high`, `highest`, one row a place.
    """
    ranked = spans.dropna(subset=["highest"]).sort_values(["highest", "iso3"], ascending=[False, True])
    top, rest = ranked.head(2), ranked.iloc[2:]
    ends = top[["low", "high"]]
    if len(top) < 2 or ends.isna().any(axis=None) or not ends.gt(0).all(axis=None):
        return None
    if min(rest["low"].count(), rest["high"].count()) < FEWEST_OTHERS:
        return None
    low, high = float(top["low"].sum()), float(top["high"].sum())
    low_rest, high_rest = float(rest["low"].sum()), float(rest["high"].sum())
    return SharesOfTwo(
        places=(str(top["iso3"].iloc[0]), str(top["iso3"].iloc[1])),
        of_lowest=low / (low + low_rest),
        of_highest=high / (high + high_rest),
        least=low / (low + high_rest),
        most=high / (high + low_rest),
        n_lowest=int(rest["low"].count()) + 2,
        n_highest=int(rest["high"].count()) + 2,
    )


def host_status(jurisdictions: pd.DataFrame, claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The status of each jurisdiction, with the rule and the row that decides it.

    The five rules of `STATUSES` are tried in order. The time of a claim is the first day it is about. Zero is a claim
    whose high end is 0; a claim that names no number is not zero. Claims about a part show workers, but a zero about a
    part does not show that all are gone. A repatriation (the lane of that name holds complete ones only) counts by the
    last day of its date, so that one of "2019" is not earlier than a report of July 2019. For the status as known on a
    day give frames of the record as known on that day.

    Columns: `iso3`, `name`, `status`, `rule` (its text), `decided_in` (`worker_claims`, `events`, `jurisdictions`) and
    `decided_by` (the id of the newest row that decides; missing for `no_claim`); ordered by `iso3`.
    """
    reports = pd.concat([_claim_reports(claims), _event_reports(events)])
    reports = reports.sort_values(["day", "published_last", "decided_by"], na_position="first")
    by_place = dict(list(reports.groupby("iso3")))
    nothing = reports.iloc[:0]
    places = jurisdictions.sort_values("iso3")
    rows = []
    for iso3, name, is_listed in zip(
        places["iso3"], places["name"], places["listed_in_2018_advisory"].notna(), strict=True
    ):
        status, decided_in, decided_by = _status(by_place.get(iso3, nothing), is_listed, iso3)
        rows.append((iso3, name, status, STATUSES[status], decided_in, decided_by))
    columns = ["iso3", "name", "status", "rule", "decided_in", "decided_by"]
    return pd.DataFrame(rows, columns=columns).astype("string")


def _claim_reports(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims as reports of a place: `there`, `gone`, or `were` there once, for workers sent home."""
    is_zero = claims["high"].eq(0).fillna(False)
    is_there = claims["measure"].isin(WORKERS_THERE)
    is_whole = claims["scope"].isna() & claims["sector"].eq("all")
    says = pd.Series(pd.NA, index=claims.index, dtype="string")
    says[is_there & ~is_zero] = "there"
    says[is_there & is_zero & is_whole & claims["measure"].ne("work_permits")] = "gone"
    says[claims["measure"].eq("repatriated") & ~is_zero] = "were"
    reports = claims[["iso3", "published_last"]].assign(says=says, day=_time_of(claims)[0], decided_in="worker_claims")
    return reports.assign(decided_by=claims["claim_id"]).dropna(subset="says")


def _event_reports(events: pd.DataFrame) -> pd.DataFrame:
    """Events as reports, one for each place they concern."""
    says = events["lane"].map({"workers_found": "there", "repatriated": "gone"}).astype("string")
    day = events["date_first"].where(says.ne("gone").fillna(False), events["date_last"])
    reports = events[["published_last"]].assign(iso3=events["iso3_list"].str.split(";"), says=says, day=day)
    reports = reports.assign(decided_in="events", decided_by=events["event_id"])
    return reports.dropna(subset=["says", "iso3"]).explode("iso3").astype({"iso3": "string"})


def _status(reports: pd.DataFrame, is_listed: bool, iso3: str) -> tuple[str, object, object]:
    """Status, and table and id of the row that decides it; `reports` stand in order of time."""
    there, gone = reports[reports["says"] == "there"], reports[reports["says"] == "gone"]
    after = there[there["day"] > pd.Timestamp(DEADLINE)]
    if len(after):
        return "reported_after_deadline", after["decided_in"].iloc[-1], after["decided_by"].iloc[-1]
    if len(gone) and not (there["day"].max() > gone["day"].iloc[-1]):
        return "reported_gone", gone["decided_in"].iloc[-1], gone["decided_by"].iloc[-1]
    before = reports[reports["says"] != "gone"]
    if len(before):
        return "reported_before_deadline", before["decided_in"].iloc[-1], before["decided_by"].iloc[-1]
    if is_listed:
        return "listed_2018_only", "jurisdictions", iso3
    return "no_claim", pd.NA, pd.NA


def incident_strength(incidents: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """The incidents, each with how firmly it is attributed.

    Adds `strength`, the strongest of its attributions, missing when it has none; `n_attributors`; `is_disputed`,
    whether anybody contests it; and `is_default`: at least one formal attribution, or two attributors who assess it.
    """
    rank = attributions["strength"].map(STRENGTHS.index)
    strongest = rank.groupby(attributions["incident_id"]).min()
    attributors = attributions.groupby("incident_id")["attributed_by"].nunique()
    assessed = attributions[attributions["strength"] == "assessed"].groupby("incident_id")["attributed_by"].nunique()
    disputed = attributions.loc[attributions["strength"] == "disputed", "incident_id"]
    ids = incidents["incident_id"]
    strength = ids.map(strongest).map(dict(enumerate(STRENGTHS))).astype("string")
    return incidents.assign(
        strength=strength,
        n_attributors=ids.map(attributors).fillna(0).astype("Int64"),
        is_disputed=ids.isin(disputed).astype(bool),
        is_default=(strength.eq("formal").fillna(False) | ids.map(assessed).fillna(0).ge(2)).astype(bool),
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


def product_of_spans(*factors: Span) -> Span:
    """The span of a product, ends with ends, of factors that are not negative: no point in between is made up.

    An end that one factor leaves open is open in the product, unless another factor is 0 there.
    """
    low, high = (_product([factor[end] for factor in factors]) for end in (0, 1))
    return low, high


def _product(ends: list[float | None]) -> float | None:
    if 0 in ends:
        return 0.0
    product = 1.0
    for end in ends:
        if end is None:
            return None
        product *= end
    return product
