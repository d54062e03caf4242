"""The quantity of this record: two ends, either of which may be open; and the time that a claim is about."""

from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

ENDS: Final = ("low", "high")
Numbers = npt.NDArray[np.float64]


class Groups:
    """The rows of a frame by group, for figures over each group at once; groups in order, rows without one left out.

    `keys`: the groups. What is given and returned is one number a row, or one a group, as a plain array; a missing
    number is NaN and counts for nothing.
    """

    def __init__(self, group: pd.Series) -> None:
        self.codes, self.keys = pd.factorize(group, sort=True)
        self._is_in = self.codes >= 0

    def least(self, values: Numbers) -> Numbers:
        """The lowest number of each group."""
        return self._gather(np.fmin, values)

    def most(self, values: Numbers) -> Numbers:
        """The highest number of each group."""
        return self._gather(np.fmax, values)

    def of_each(self, values: Numbers) -> Numbers:
        """For each row the number of its group."""
        return np.append(values, np.nan)[self.codes]

    def count(self, holds: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """In how many rows of each group something holds."""
        return np.bincount(self.codes[self._is_in & holds], minlength=len(self.keys))

    def n_different(self, values: npt.NDArray[np.integer], holds: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        """How many different values (codes, from -1) each group has in the rows for which something holds."""
        where, width = self._is_in & holds, int(values.max(initial=-1)) + 2
        pairs = np.unique(self.codes[where] * width + values[where] + 1)
        return np.bincount(pairs // width, minlength=len(self.keys))

    def first(self, order: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Of each group the row that comes first in an order of some rows; -1 for a group that has none of them."""
        found = np.full(len(self.keys), -1, dtype=np.intp)
        order = order[self._is_in[order]]
        found[self.codes[order][::-1]] = order[::-1]
        return found

    def _gather(self, take: np.ufunc, values: Numbers) -> Numbers:
        found = np.full(len(self.keys), np.nan)
        take.at(found, self.codes[self._is_in], values[self._is_in])
        return found


def floats(values: pd.Series) -> Numbers:
    """Numbers as a plain array; a missing one is NaN."""
    return values.to_numpy(dtype="float64", na_value=np.nan)


def has_number(rows: pd.DataFrame) -> pd.Series:
    """Whether each row names a number at either end."""
    return rows["low"].notna() | rows["high"].notna()


def top_of(rows: pd.DataFrame) -> pd.Series:
    """The highest figure that each row names: its high end, or the low one of "at least" (Float64)."""
    return rows["high"].astype("Float64").fillna(rows["low"].astype("Float64"))


def bottom_of(rows: pd.DataFrame) -> pd.Series:
    """The lowest figure that each row names: its low end, or the high one of "up to" (Float64)."""
    return rows["low"].astype("Float64").fillna(rows["high"].astype("Float64"))


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


def is_calendar_year(first: pd.Series, last: pd.Series) -> pd.Series:
    """Whether each time goes from the first to the last day of one year."""
    start, end = (days.to_numpy(dtype="datetime64[D]") for days in (first, last))
    year = start.astype("datetime64[Y]")
    return pd.Series((start == year) & (end + 1 == year + 1), first.index)


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
    groups = Groups(group)
    figures, counts = (*ENDS, "lowest", "highest"), ("n_low_authors", "n_high_authors")
    types = {**dict.fromkeys(figures, "Float64"), **dict.fromkeys(counts, "Int64")}
    return pd.DataFrame(ends_of_groups(rows, groups), index=groups.keys).astype(types)


def ends_of_groups(rows: pd.DataFrame, groups: Groups) -> dict[str, npt.NDArray[Any]]:
    """The columns of `open_ends` as plain arrays, of groups already made."""
    low, high = (floats(rows[end]) for end in ENDS)
    author = pd.factorize(author_of(rows))[0]
    has_low, has_high = ~np.isnan(low), ~np.isnan(high)
    floor, ceiling = groups.most(np.where(has_high, np.nan, low)), groups.least(np.where(has_low, np.nan, high))
    floor_of, ceiling_of = groups.of_each(floor), groups.of_each(ceiling)
    above = has_high & (np.isnan(floor_of) | (high > floor_of))
    below = has_low & (np.isnan(ceiling_of) | (low < ceiling_of))
    lowest, highest = groups.least(np.where(has_low, low, high)), groups.most(np.where(has_high, high, low))
    table: dict[str, npt.NDArray[Any]] = {"lowest": lowest, "highest": highest}
    for end, named, closes, bound in (
        ("low", groups.least(low), below, ceiling),
        ("high", groups.most(high), above, floor),
    ):
        closing = groups.n_different(author, closes)
        is_open = ~np.isnan(lowest) & (np.isnan(named) | (~np.isnan(bound) & (closing < 2)))
        table[end] = np.where(is_open, np.nan, named)
        table[f"is_{end}_open"] = is_open
        table[f"n_{end}_authors"] = closing
    return table
