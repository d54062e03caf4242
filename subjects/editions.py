"""Editions: a publisher's successive figures for the same thing, the newest of which is what it says now."""

from datetime import date

import numpy as np
import pandas as pd

from loaders.codes import STOLEN
from subjects.comparability import codes_of, is_unsigned, spans, texts
from subjects.quantities import Groups, has_number, is_calendar_year

SAME = ["estimator", "measure", "scope", "period_start", "period_end"]


def mark_editions(totals: pd.DataFrame) -> pd.DataFrame:
    """The theft totals, each marked as newest edition or earlier one.

    Adds `is_current`: no claim by the same estimator about the same measure, part and period was published later (an
    undated one never is the newest beside a dated one; two of one day are both current). Keeps the order; requires
    `published_last`.
    """
    published = totals["published_last"].fillna(pd.Timestamp.min.as_unit("s"))
    # Empty cells must not keep two editions of "all thefts" apart.
    newest = published.groupby(codes_of(*(texts(totals[column]) for column in SAME))).transform("max")
    return totals.assign(is_current=published.eq(newest).astype(bool))


def whole_years(totals: pd.DataFrame, *, measure: str = STOLEN) -> pd.DataFrame:
    """The claims of one measure about everything stolen in one calendar year; other claims stay out.

    Part years, several years and parts (`scope`) are different claims and never stand among these.
    """
    return totals[totals["measure"].eq(measure) & _is_of_all(totals)]


def newest_signed(claims: pd.DataFrame) -> pd.DataFrame:
    """The newest signed and dated editions that name a figure, of each `year` of which two authors or more do."""
    rows = claims[has_number(claims) & claims["is_current"] & ~is_unsigned(claims)]
    years, every = Groups(rows["year"]), np.ones(len(rows), dtype=bool)
    authors = years.n_different(pd.factorize(rows["estimator"])[0], every)
    return rows[years.of_each(authors.astype(float)) > 1]


def newest_spans(claims: pd.DataFrame) -> pd.DataFrame:
    """For each `year` the span over `newest_signed`, as `comparability.spans` gives it. Requires `estimator`,
    `is_current` and what `spans` does.
    """
    return spans(newest_signed(claims), by="year")


def other_periods(totals: pd.DataFrame, *, measure: str = STOLEN) -> pd.DataFrame:
    """The claims of one measure that `whole_years` leaves out: part of a year, several years, part of all thefts."""
    return totals[totals["measure"].eq(measure) & ~_is_of_all(totals)]


def _is_of_all(totals: pd.DataFrame) -> pd.Series:
    """Whether each claim is about everything of its kind in one calendar year."""
    is_whole_year = is_calendar_year(totals["period_start_first"], totals["period_end_last"])
    return is_whole_year & totals["scope"].isna() & totals["year"].notna()


def newest_ended_year(totals: pd.DataFrame, today: date | None = None) -> int | None:
    """The latest calendar year that is over and about which at least two estimators make a claim."""
    years = whole_years(totals)
    years = years[years["year"] < (today or date.today()).year]
    estimators = years.groupby("year")["estimator"].nunique()
    return int(estimators[estimators >= 2].index.max()) if (estimators >= 2).any() else None
