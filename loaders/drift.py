"""A record against the last good one: changes so large that they are more likely an accident than an edition."""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from loaders.descriptor import DESCRIPTOR
from loaders.descriptor_form import one_or_several
from loaders.faults import Fault
from loaders.tables import Record

FOLLOWS: Final = "follows"
"""The property of a descriptor that names the data version whose large changes are meant."""
LEAST: Final = 20
"""Rows; what a shorter table loses or changes is seen by whoever edits it."""
LOST: Final = 0.3  # of the rows of a table, or of the filled cells of a column
CHANGED: Final = 0.5  # of the rows that both have
TIMES: Final = 50  # the sum of a column became so many times larger or smaller
LEAPED: Final = 8  # times; many numbers of one place or publisher, each so much larger or smaller
MANY: Final = 10  # of such numbers
NAMED: Final = ("publisher", "iso3")
DATES: Final = ("published", "date")


def drift(old: Record, new: Record) -> list[Fault]:
    """What changed by so much that it has to be meant: rows lost, doubled or with other values, a publisher or a place
    with many rows that is gone, numbers many times larger, and newest dates gone back. None where the descriptor of the
    new record says that it follows the old one, as `"follows": "3e648fb7"`."""
    if new.descriptor.get(FOLLOWS) == old.version or old.version == new.version:
        return []
    answer = f'if this is meant, put "{FOLLOWS}": "{old.version}" into {DESCRIPTOR}'
    faults = []
    for resource in new.descriptor.get("resources", ()):
        name = resource.get("name")
        if name not in old.tables or name not in new.tables or len(old.tables[name]) < LEAST:
            continue
        columns, key = [field["name"] for field in resource["schema"]["fields"]], resource["schema"]["primaryKey"]
        codes = [field["name"] for field in resource["schema"]["fields"] if "categories" in field]
        frames = old.tables[name], new.tables[name]
        for column, value, message in _of_table(*frames, list(one_or_several(key)), columns, codes):
            faults.append(Fault(resource["path"], None, column, value, "drift", f"{message}; {answer}"))
    return faults


def _of_table(
    old: pd.DataFrame, new: pd.DataFrame, key: list[str], columns: list[str], codes: list[str]
) -> Iterator[tuple[str, str, str]]:
    """Column, value and what is told of each large change of one table."""
    if not (1 - LOST) * len(old) <= len(new) <= 2 * len(old) - LEAST:
        yield "", f"{len(old)} rows, then {len(new)}", "the table lost or gained very many rows"
    for column in dict.fromkeys((*NAMED, *codes)):
        if column in old and column in new:
            counts = old[column].value_counts()
            gone = {*counts[counts >= LEAST].index} - {*new[column].dropna()}
            for value in sorted(gone):
                yield column, str(value), f"{counts[value]} rows had this, and none has it any more"
    for column in DATES:
        first = f"{column}_first"
        if first in old and first in new and new[first].max() < old[first].max():
            dates = (f"{old[first].max():%Y-%m-%d}", f"{new[first].max():%Y-%m-%d}")
            yield column, ", then ".join(dates), "the newest date has gone back"
    if set(key) <= {*old.columns} & {*new.columns}:
        there = [column for column in columns if column not in key and column in old and column in new]
        yield from _of_columns(old.set_index(key)[there], new.set_index(key)[there])


def _of_columns(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """The same of the columns of the rows that both have."""
    shared = old.index.intersection(new.index)
    if len(shared) < LEAST:
        return
    before, now = old.loc[shared], new.loc[shared]
    for column in map(str, before):
        was, is_now = before[column], now[column]
        filled, kept = int(was.notna().sum()), int((was.notna() & is_now.notna()).sum())
        if filled >= LEAST and kept < (1 - LOST) * filled:
            yield column, f"{filled} cells, then {kept}", "many cells were emptied"
        both = was.notna() & is_now.notna()
        if both.sum() < LEAST:
            continue
        if pd.api.types.is_numeric_dtype(was) and pd.api.types.is_numeric_dtype(is_now) and was.dtype != "boolean":
            sums = float(was[both].sum()), float(is_now[both].sum())
            if min(sums) > 0 and max(sums) >= TIMES * min(sums):
                yield column, f"{sums[0]:.0f}, then {sums[1]:.0f}", "the sum is many times another"
                continue
            ratio = (is_now[both] / was[both])[(was[both] > 0) & (is_now[both] > 0)]
            leaped = int((~ratio.between(1 / LEAPED, LEAPED, inclusive="neither")).sum())
            if leaped >= MANY:
                yield (
                    column,
                    f"{leaped} of {int(both.sum())} cells",
                    f"many numbers are {LEAPED} times another, or more",
                )
                continue
        changed = int((was[both].astype("string") != is_now[both].astype("string")).sum())
        is_one = changed and was[both].nunique() > 1 == is_now[both].nunique()
        if changed > CHANGED * both.sum() or is_one:
            yield column, f"{changed} of {int(both.sum())} cells", "most cells have another value, or all have one"
