"""The quantity of this record: two ends, either of which may be open; and the time that a claim is about."""

from datetime import date
from typing import Final

import pandas as pd

ENDS: Final = ("low", "high")


def has_number(rows: pd.DataFrame, ends: tuple[str, str] = ENDS) -> pd.Series:
    """Whether each row names a number at either end."""
    return rows[ends[0]].notna() | rows[ends[1]].notna()


def top(rows: pd.DataFrame, ends: tuple[str, str] = ENDS) -> pd.Series:
    """The highest figure that each row names: its high end, or the low one of "at least" (Float64)."""
    return rows[ends[1]].astype("Float64").fillna(rows[ends[0]].astype("Float64"))


def bottom(rows: pd.DataFrame, ends: tuple[str, str] = ENDS) -> pd.Series:
    """The lowest figure that each row names: its low end, or the high one of "up to" (Float64)."""
    return rows[ends[0]].astype("Float64").fillna(rows[ends[1]].astype("Float64"))


def prefix_of_time(rows: pd.DataFrame) -> str:
    """Which pair of columns holds the time that the rows are about: `as_of` or `period`."""
    return "as_of" if "as_of_start" in rows else "period"


def time_of(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """First and last day of the time each claim is about; where one end is not stated, the other stands for both.

    To place a mark or to order rows. Whether a claim is about a period is for `is_within` to say.
    """
    prefix = prefix_of_time(rows)
    first = rows[f"{prefix}_start_first"].fillna(rows[f"{prefix}_end_first"])
    return first, rows[f"{prefix}_end_last"].fillna(rows[f"{prefix}_start_last"])


def is_within(rows: pd.DataFrame, *, after: date | None = None, until: date | None = None) -> pd.Series:
    """Whether the time of each claim is KNOWN to lie after the day `after` and to end by the day `until`.

    An imprecise date must lie inside as a whole: "2019" is not after 22 December 2019. An end that the source does not
    state lies nowhere: "before August 2017" is in no period that has a beginning.
    """
    prefix = prefix_of_time(rows)
    inside = pd.Series(True, rows.index)
    if after is not None:
        inside &= rows[f"{prefix}_start_first"] > pd.Timestamp(after)
    if until is not None:
        inside &= rows[f"{prefix}_end_last"] <= pd.Timestamp(until)
    return inside.fillna(value=False).astype(bool)


def author_of(rows: pd.DataFrame) -> pd.Series:
    """Who speaks in each row: whoever made the figure (`estimator`), else the publisher of the document."""
    if "author" in rows:
        return rows["author"].astype("string")
    publisher = rows["publisher"].astype("string") if "publisher" in rows else rows["source_id"].astype("string")
    return rows["estimator"].astype("string").fillna(publisher) if "estimator" in rows else publisher


def open_ends(rows: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """The ends of every group of claims, and whether each is open: THE RULE, in this one place.

    An end that some claim leaves open ("at least" leaves the high one) stays open, unless at least TWO authors name a
    figure beyond every figure of the claims that leave it open. An end that nobody names is open too. Where no claim
    leaves an end open, whoever names it closes it. So an open claim never closes an end, no author closes one alone
    against another, and what an author says twice counts once.

    Index: `group`; columns `low`, `high` (Float64; missing where open), `is_low_open`, `is_high_open`, `lowest`,
    `highest` (the extreme figures named at all), `n_low_authors` and `n_high_authors`: how many authors name an end
    beyond those who leave it open. A group without any number has neither ends nor open ends.
    """
    numbers = pd.DataFrame({end: rows[end].astype("Float64").to_numpy() for end in ENDS}, index=rows.index)
    author = pd.Series(pd.factorize(author_of(rows))[0], rows.index)
    keys = pd.Index(group.dropna().unique()).sort_values()
    by_group = numbers.groupby(group)
    lowest, highest = bottom(numbers).groupby(group).min(), top(numbers).groupby(group).max()
    low, high = by_group["low"].min(), by_group["high"].max()
    floor = numbers["low"].where(numbers["high"].isna()).groupby(group).max()
    ceiling = numbers["high"].where(numbers["low"].isna()).groupby(group).min()
    above = numbers["high"].gt(group.map(floor).astype("Float64")).fillna(numbers["high"].notna())
    below = numbers["low"].lt(group.map(ceiling).astype("Float64")).fillna(numbers["low"].notna())
    table = pd.DataFrame({"low": low, "high": high, "lowest": lowest, "highest": highest}).reindex(keys)
    for end, closes, bound in (("low", below, ceiling), ("high", above, floor)):
        closing = author.where(closes.astype(bool)).groupby(group).nunique().reindex(keys, fill_value=0)
        is_left = bound.reindex(keys).notna()
        is_open = table["lowest"].notna() & (table[end].isna() | (is_left & closing.lt(2)))
        table[f"is_{end}_open"] = is_open.astype(bool)
        table[f"n_{end}_authors"] = closing.astype("Int64")
        table[end] = table[end].mask(is_open.astype(bool))
    return table.astype(dict.fromkeys(("low", "high", "lowest", "highest"), "Float64"))
