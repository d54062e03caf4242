"""The few figures that open the dashboard: which claims stand behind each, and what they span. No words here."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from loaders.codes import CHANNELS, TOTAL_MEASURES
from loaders.kept import kept_with_record
from loaders.tables import Record
from subjects.comparability import Comparable, comparable, is_unsigned
from subjects.editions import newest_ended_year, newest_signed
from subjects.events import DEADLINE
from subjects.quantities import is_within
from subjects.revenue import earned_in_a_year, revenue_claims
from subjects.thefts import yearly_thefts
from subjects.workers import worker_totals

INCOME: Final = ("workers", "it", "theft")
"""The three ways to earn that this dashboard is about, as channels say themselves and `yearly_income` in `group`."""


@dataclass(frozen=True)
class Headline:
    """One figure: what is counted, and the claims that may be compared, with their span and what they leave out."""

    key: str
    of: Comparable
    about: str = ""


@kept_with_record
def headlines(record: Record) -> list[Headline]:
    """Workers abroad after the deadline, income from IT work since, thefts of 2022 and of the newest year that is over.

    Each holds to `comparability.comparable`: one measure in one unit, wholes, a time known to lie after the deadline or
    in the year, signed and dated claims. Candidates that are known to be about another time are not even left out.
    """
    totals, revenue = worker_totals(record), revenue_claims(record)
    abroad = totals[totals["measure"].eq(TOTAL_MEASURES.first(factor="workers"))]
    it_work = earned_in_a_year(revenue, "it")
    found = [
        Headline(key, comparable(rows[~is_within(rows, until=DEADLINE)], after=DEADLINE))
        for key, rows in (("workers_abroad", abroad), ("it_work", it_work))
    ]
    thefts = yearly_thefts(record)
    for year in sorted({2022, newest_ended_year(thefts) or 2022}):
        found.append(Headline("theft", comparable(thefts[thefts["year"].eq(year)]), str(year)))
    return [headline for headline in found if len(headline.of.claims)]


@kept_with_record
def yearly_income(record: Record) -> pd.DataFrame:
    """What sources say is earned in one year in each of three ways, one row a claim; never added.

    Columns: those of `revenue_claims` and `theft_totals`, and `group`, one of INCOME. Workers abroad and IT work: every
    claim of the whole income a year. Theft: the newest edition of every author's total for the newest year that is
    over. Unsigned and undated claims, and those about a part, are not here.
    """
    revenue, thefts = revenue_claims(record), yearly_thefts(record)
    revenue = revenue.assign(group=revenue["channel"].map(CHANNELS.each("earnedBy")))
    by_year = earned_in_a_year(revenue, *INCOME[:2])
    by_year = by_year[by_year["scope"].isna()]
    stolen = thefts[thefts["year"].eq(newest_ended_year(thefts) or 0) & thefts["is_current"]]
    parts = [by_year, stolen.assign(group=INCOME[2])]
    parts = [part[~is_unsigned(part)] for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else by_year


@kept_with_record
def stolen_by_year(record: Record) -> pd.DataFrame:
    """The claims about thefts of each whole year that stand in `editions.newest_spans`; columns of `theft_totals`, and
    `year`."""
    return newest_signed(yearly_thefts(record))
