"""Rows as a reader orders and searches them: numbers as numbers, dates as dates, what is missing last."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

FIGURE: Final = "figure"
TIME: Final = "time"
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_DIGITS = re.compile(r"\d+")


def ordered(rows: pd.DataFrame, keys: pd.DataFrame, *, descending: bool = False) -> pd.DataFrame:
    """The rows by the columns of `keys`, which has their index in the same order; of equal ones the first stays first.

    A row without a key stands last, whichever way round.
    """
    by = keys.reset_index(drop=True)
    order = by.sort_values([str(key) for key in by], ascending=not descending, na_position="last", kind="stable").index
    return rows.iloc[order]


def keys_of(rows: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """What rows are ordered by: FIGURE, TIME, or else the first of these columns that the rows have.

    FIGURE can be followed by the names of its two ends, where these are not those of a claim. Raises `KeyError` where
    the rows have none of the columns.
    """
    if by[0] == FIGURE:
        ends = by[1:] or ("low", "high")
        if not {*ends} <= {*rows}:
            raise KeyError(f"no columns {', '.join(ends)} to order rows by")
        return _figure_keys(rows, *ends)
    if by[0] == TIME:
        return _time_keys(rows)
    column = next((name for name in by if name in rows), None)
    if column is None:
        raise KeyError(f"no column of {', '.join(by)} to order rows by")
    values = rows[column]
    if pd.api.types.is_numeric_dtype(values):
        return values.astype("Float64").to_frame("key")
    said = values.astype("string")
    return said.map(_natural, na_action="ignore").mask(said.eq("")).to_frame("key")


def has_words(rows: pd.DataFrame, text: str) -> pd.Series:
    """In which rows every word of a text occurs, in any column; case and accents do not count."""
    wanted = _plain(text).split()
    texts = rows.astype("string").fillna("").itertuples(index=False) if wanted else ()
    found = [all(word in said for word in wanted) for said in (_plain(" ".join(row)) for row in texts)]
    return pd.Series(found if wanted else True, rows.index, dtype=bool)


def _figure_keys(rows: pd.DataFrame, low_end: str, high_end: str) -> pd.DataFrame:
    """Figures of one unit beside one another, each by its low end; one with a high end alone stands before what begins
    there, one with a low end alone after what ends anywhere."""
    low, high, share_low, share_high = (
        pd.to_numeric(rows.get(end, pd.Series(pd.NA, index=rows.index)), errors="coerce").astype("Float64")
        for end in (low_end, high_end, "share_low", "share_high")
    )
    unit = rows.get("unit", pd.Series("", index=rows.index)).astype("string").fillna("")
    is_share = share_low.notna() | share_high.notna()
    low, high = low.mask(is_share, share_low), high.mask(is_share, share_high)
    has_none = low.isna() & high.isna()
    return pd.DataFrame(
        {
            "unit": unit.mask(is_share, "percent").mask(has_none),
            "end": low.fillna(high),
            "has_low": low.notna(),
            "other": high.fillna(np.inf),
        }
    )


def _time_keys(rows: pd.DataFrame) -> pd.DataFrame:
    """The time that a claim is about, by its first day, then its last; a year counts from its beginning."""
    start, end = (pd.Series(pd.NA, index=rows.index, dtype="string") for _ in range(2))
    for name in ("as_of", "period"):
        pair = [rows.get(f"{name}_{side}", start).astype("string") for side in ("start", "end")]
        untold = start.isna() & end.isna()
        start, end = start.mask(untold, pair[0]), end.mask(untold, pair[1])
    return pd.DataFrame({"start": start.fillna(end), "end": end.fillna(start)})


def _natural(text: str) -> str:
    """A text as it is put in order: page 9 before page 10."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(15), _plain(text))


def _plain(text: str) -> str:
    """Text without case, accents, and the commas of thousands."""
    letters = unicodedata.normalize("NFKD", _THOUSANDS.sub("", text.casefold()))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
