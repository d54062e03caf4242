"""Workers sent abroad: what sources say about their number and work."""

from datetime import date

import pandas as pd

from loaders.codes import WORKER_MEASURES
from loaders.kept import kept_with_record
from loaders.own_rows import mark_resting
from loaders.tables import Record
from subjects.comparability import alike_in_each, spans
from subjects.places import places
from subjects.quantities import is_within
from subjects.sources import with_source
from subjects.vintage import cut_by_day


@cut_by_day
def worker_claims(record: Record) -> pd.DataFrame:
    """Claims about the number of workers in one jurisdiction, one row per source, measure, part and time.

    Columns: those of the table, of `with_source`, and `place`, `name` and `region` of the place that the claim is
    about: its area where it names one, else the jurisdiction (`places.places`). `low` and `high` are nullable integers
    (persons; entries or documents where `measure` says so); an open end is missing, 0 is a true zero.
    Ordered by `iso3`, `sector`, `as_of_start_first`, `source_id`, `claim_id`.
    """
    claims = with_source(record, "worker_claims", ["iso3", "sector", "as_of_start_first", "source_id", "claim_id"])
    claims = claims.assign(place=claims["area"].fillna(claims["iso3"]))
    named = places(record)[["iso3", "name", "region"]].rename(columns={"iso3": "place"})
    return claims.merge(named, on="place", validate="many_to_one")


@kept_with_record
def worker_totals(record: Record) -> pd.DataFrame:
    """Claims about workers worldwide or across several jurisdictions, one row per source, measure and time.

    Columns: those of the table and of `with_source`; `low` and `high` in the `unit` of the row. Ordered by `measure`,
    `as_of_start_first`, `source_id`, `claim_id`.
    """
    return with_source(record, "worker_totals", ["measure", "as_of_start_first", "source_id", "claim_id"])


@kept_with_record
def host_sectors(record: Record) -> pd.DataFrame:
    """Sectors in which a source places workers, one row per jurisdiction, sector and source.

    Columns: those of the table and of `with_source`; ordered by `iso3`, `sector`, `source_id`.
    """
    return with_source(record, "host_sectors", ["iso3", "sector", "source_id"])


def first_measure() -> str:
    """What is shown where no other measure is asked for: the first that says that workers are there."""
    return WORKER_MEASURES.first(says="there")


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
    found = spans(selected, by="place").rename(columns={"place": "iso3"})
    kinds = {kind: found["iso3"].isin(selected["place"][selected[kind]]) for kind in ("is_part", "is_unsigned")}
    return mark_resting(found.assign(**kinds), "iso3", (selected, "place"))


def claim_years(claims: pd.DataFrame) -> tuple[int, int]:
    """The first and the last year that any claim is about."""
    days = pd.concat([claims["as_of_start_first"], claims["as_of_end_last"]]).dropna()
    return int(days.dt.year.min()), int(days.dt.year.max())


def years_alone(claims: pd.DataFrame) -> tuple[int, int] | None:
    """The first and the last year that some claim is about and no other; None where none is."""
    years = claims["as_of_start_first"].dt.year
    alone = years[years.eq(claims["as_of_end_last"].dt.year)]
    return (int(alone.min()), int(alone.max())) if len(alone) else None


def next_years(years: tuple[int, int], ends: tuple[int, int], step: int) -> tuple[int, int]:
    """The years one step (1 or -1) on: all years, then each year by itself, then all years again.

    A choice of several years that is not all of them moves as a whole; past an end of the record it becomes all years.
    """
    if years == ends:
        year = ends[0] if step > 0 else ends[1]
        return year, year
    first, last = years[0] + step, years[1] + step
    return (first, last) if ends[0] <= first and last <= ends[1] else ends
