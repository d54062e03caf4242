"""What channels of income are said to earn, what programmes are said to cost, and the factors of a calculation."""

from collections.abc import Mapping
from typing import Final, Literal

import pandas as pd

from language.messages import mark
from loaders.codes import A_YEAR, CHANNELS, IT_MEASURES, PERIODS, TOTAL_MEASURES, Codes, Derived
from loaders.kept import kept_with_record
from loaders.rows import FrameRow
from loaders.tables import Record
from subjects.intervals import Interval, product
from subjects.quantities import has_number, time_of
from subjects.sources import with_source

Who = Literal["workers", "it"]
_NO_CLAIM: Final = mark("The record has no claim for this factor on this day.")
FACTORS: Final = Derived(
    {
        "workers": {
            "label": mark("how many workers"),
            "unit": mark("persons"),
            "most": 100_000_000,
            "unclaimed": _NO_CLAIM,
        },
        "wage": {
            "label": mark("what one worker earns"),
            "unit": mark("US dollars a month"),
            "most": 10_000_000,
            "unclaimed": mark(
                "No claim in the record says what a host pays for one worker; the one figure on monthly pay is what "
                "reaches the worker after the state has kept its share."
            ),
        },
        "share": {
            "label": mark("the share kept by the state"),
            "unit": mark("percent"),
            "most": 100,
            "unclaimed": _NO_CLAIM,
        },
    }
)
"""The factors of a calculation. `most`: the highest number that a reader may give; `unclaimed`: what is said where no
claim is known."""

FACTOR_MEASURES: Final[Mapping[Who, Codes]] = {"workers": TOTAL_MEASURES, "it": IT_MEASURES}
"""The measures from which the factors may be picked, each as it says itself. For the wage of workers no claim serves
yet: what reaches a worker is not the wage of which the state keeps a share."""

MONTHS: Final = 12


@kept_with_record
def revenue_claims(record: Record) -> pd.DataFrame:
    """What one source says a channel earns or a programme costs; one row a claim.

    Columns: those of the table and of `with_source`; `low` and `high` in nominal US dollars per `per`, `share_low` and
    `share_high` in percent of `share_of`. Income, spending and shares are never added. Ordered by `channel`,
    `period_start_first`, `source_id`, `claim_id`.
    """
    return with_source(record, "revenue_claims", ["channel", "period_start_first", "source_id", "claim_id"])


def select_sums(claims: pd.DataFrame, kind: str, per: str, channel: str | None = None) -> pd.DataFrame:
    """The claims of one kind of channel about sums of money of one `per`, of one channel if it is given.

    Claims about a share are left out; claims without a number stay. Keeps the order.
    """
    channels = CHANNELS.where(kind=kind)
    chosen = claims["channel"].isin(channels if channel is None else {channel} & set(channels))
    return claims[chosen & claims["per"].eq(per) & claims["share_of"].isna()]


def earned_in_a_year(claims: pd.DataFrame, *earners: str) -> pd.DataFrame:
    """The claims of what the channels of some earn by the year, each of them as `earnedBy` says; keeps the order."""
    channels = [channel for channel, by in CHANNELS.each("earnedBy").items() if by in earners]
    return claims[claims["channel"].isin(channels) & claims["per"].eq(PERIODS.first(time="year"))]


def select_shares(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims about a share of a whole, such as the funding of a programme; keeps the order."""
    return claims[claims["share_of"].notna()]


@kept_with_record
def yearly_claims(record: Record, who: Who) -> pd.DataFrame:
    """What sources say all workers abroad, or all IT workers, earn for the state in a year, in US dollars.

    From `revenue_claims`, and for workers also what `worker_totals` says of it; no claim stands in both. Columns:
    those the two share, and `unit`, `channel` or `measure`; newest time first.
    """
    revenue = earned_in_a_year(revenue_claims(record), who)
    parts = [revenue.assign(time=time_of(revenue)[1])]
    if who == "workers":
        totals = with_source(record, "worker_totals", ["claim_id"])
        totals = totals[totals["measure"].isin(TOTAL_MEASURES.where(factor="product"))]
        parts.append(totals.assign(time=time_of(totals)[1]))
    return _newest_first(pd.concat(parts, ignore_index=True).assign(unit=A_YEAR))


@kept_with_record
def factor_claims(record: Record, who: Who, factor: str) -> pd.DataFrame:
    """The claims from which a factor may be picked: those with a number, newest time first.

    Columns: those of the table and of `with_source`.
    """
    measures = FACTOR_MEASURES[who]
    rows = with_source(record, measures.table, ["claim_id"])
    rows = rows[rows["measure"].isin(measures.where(factor=factor)) & has_number(rows)]
    return _newest_first(rows.assign(time=time_of(rows)[1])).drop(columns="time")


def _newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["time", "claim_id"], ascending=[False, True], na_position="last", ignore_index=True)


def first_pick(claims: pd.DataFrame) -> str | None:
    """The claim that a calculation starts from: both ends given, then the best grade, then the newest publication.

    It is a place to begin, not a recommendation. None when there is no claim.
    """
    if claims.empty:
        return None
    is_open = claims["low"].isna() | claims["high"].isna()
    order = claims.assign(is_open=is_open).sort_values(
        ["is_open", "grade", "published_last", "claim_id"], ascending=[True, True, False, True], na_position="last"
    )
    return str(order["claim_id"].iloc[0])


def interval_of(claim: FrameRow) -> Interval:
    """A claim's figure as an interval, an open end left open."""
    low, high = (None if pd.isna(claim[end]) else float(claim[end]) for end in ("low", "high"))
    return Interval(low, high)


def state_income(workers: Interval, wage: Interval, share: Interval, *, per_month: bool) -> Interval:
    """What the state is left with in a year (US dollars): workers x wage x share kept, ends with ends.

    `wage` in US dollars a month or a year, `share` in percent.
    """
    months = Interval(MONTHS, MONTHS) if per_month else Interval(1, 1)
    return product(workers, wage, months, share, over=100)
