"""The few figures that open the dashboard: which claims stand behind each, and what they span. No words here."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from loaders.editions import newest_ended_year, whole_years
from loaders.events import events
from loaders.revenue import revenue_claims
from loaders.summaries import DEADLINE, host_status, spans
from loaders.tables import Record
from loaders.thefts import theft_totals
from loaders.workers import jurisdictions, worker_claims, worker_totals

ADVISORY_YEARS: Final = ("2017", "2018")
"""The years for which the advisory of 23 July 2018 lists hosts of workers."""

INCOME: Final = ("overseas_labour", "it_workers", "crypto_theft")
"""The three ways to earn that this dashboard is about, as `yearly_income` names them in `group`."""


@dataclass(frozen=True)
class Headline:
    """One figure: its claims (with `claim_id`, `low`, `high` and their source) and the span over them."""

    key: str
    claims: pd.DataFrame
    span: pd.Series
    about: str = ""


def headlines(record: Record) -> list[Headline]:
    """Workers abroad after the deadline, thefts of 2022 and of the newest year that is over, income from IT work.

    Each span covers only claims of one measure in one unit; nothing is added across them.
    """
    totals = worker_totals(record)
    abroad = totals[totals["measure"].eq("workers_abroad") & (totals["as_of_end_last"] > pd.Timestamp(DEADLINE))]
    revenue = revenue_claims(record)
    it_work = revenue[
        revenue["channel"].eq("it_workers")
        & revenue["per"].eq("year")
        & (revenue["period_end_last"] > pd.Timestamp(DEADLINE))
    ]
    thefts = theft_totals(record)
    chosen = [Headline("workers_abroad", abroad, _span(abroad)), Headline("it_work", it_work, _span(it_work))]
    for year in sorted({2022, newest_ended_year(thefts) or 2022}):
        rows = whole_years(thefts)
        rows = rows[rows["year"].eq(year) & rows["is_current"]]
        chosen.append(Headline("theft", rows, _span(rows), str(year)))
    return [headline for headline in chosen if len(headline.claims)]


def yearly_income(record: Record) -> pd.DataFrame:
    """What sources say is earned in one year in each of three ways, one row a claim; never added.

    Columns: those of `revenue_claims` and `theft_totals`, and `group`, one of INCOME. Workers abroad and IT work: every
    claim of income a year. Theft: the newest edition of every estimator's total for the newest year that is over.
    """
    revenue, thefts = revenue_claims(record), whole_years(theft_totals(record))
    by_year = revenue[revenue["channel"].isin(INCOME[:2]) & revenue["per"].eq("year")]
    stolen = thefts[thefts["year"].eq(newest_ended_year(thefts) or 0) & thefts["is_current"]]
    parts = [by_year.assign(group=by_year["channel"]), stolen.assign(group=INCOME[2])]
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else by_year.assign(group=by_year["channel"])


def advisory_counts(record: Record) -> pd.DataFrame:
    """The claims of how many nations and jurisdictions the advisory of 23 July 2018 lists, oldest first.

    Columns of `worker_totals`. They are the counts of host states for the years that the advisory speaks of.
    """
    totals = worker_totals(record)
    start, end = ADVISORY_YEARS
    counts = totals[totals["measure"].eq("host_states") & totals["as_of_start"].eq(start) & totals["as_of_end"].eq(end)]
    return counts.sort_values(["published_last", "claim_id"], ignore_index=True)


def statuses(record: Record) -> pd.DataFrame:
    """The status of every jurisdiction, from all that the record knows; columns of `summaries.host_status`."""
    return host_status(jurisdictions(record), worker_claims(record), events(record))


def listed_by_name(record: Record) -> int:
    """How many of the jurisdictions that the 2018 advisory lists are confirmed here by name."""
    return int(record.tables["jurisdictions"]["listed_in_2018_advisory"].eq("yes").sum())


def _span(claims: pd.DataFrame) -> pd.Series:
    table = spans(claims.assign(group="all"), by="group")
    return table.iloc[0] if len(table) else pd.Series(dtype="object")
