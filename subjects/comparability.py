"""What may stand in one span: the rule of comparability, and the only ways to a span, which hold to it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from language.messages import Messages, mark
from loaders.codes import DOCUMENT_KINDS, PERIODS, POPULATIONS, SECTORS, THEFT_MEASURES, WORKER_MEASURES
from loaders.rows import FrameRow
from subjects.quantities import (
    Groups,
    author_of,
    ends_of_groups,
    floats,
    has_number,
    is_calendar_year,
    is_within,
    prefix_of_time,
    time_of,
    top_of,
)

KEY: Final = (
    *("measure", "channel", "unit", "per", "share_of"),
    *("population", "scope", "sector", "place", "iso3", "area", "incident_id"),
)
"""The columns that two claims must share to stand in one span, wherever a table has them: what is counted and in which
unit, who is counted, the whole or which part, and where. The kind of time comes on top (`kind_of_time`)."""

MEASURES_OF_TIME: Final = (WORKER_MEASURES, THEFT_MEASURES)
"""Measures that say themselves whether they are of a stock, which has a number on a day, or of a flow, which has one
over a time: a flow of a year stands beside flows of a year only, any other length of time by itself. Measures of other
tables carry their time in `unit` or `per`."""

LEFT_OUT: Final = Messages(
    {
        "part": mark("is about a part, or about other people"),
        "time": mark("is not known to lie in the time named"),
        "unsigned": mark("is anonymous or undated"),
        "edition": mark("is an earlier edition of a figure that its author has since replaced"),
        "repeat": mark("repeats the figure of its author from another document"),
        "silent": mark("names no number"),
    }
)
"""Why a claim sets no end of a headline, in the order in which the reasons are tried."""


class IncomparableError(ValueError):
    """Claims that do not belong together were to stand in one span."""


def kind_of_time(rows: pd.DataFrame) -> pd.Series:
    """Over which time each claim counts: missing for a stock on a day, `year` for a flow of one calendar year, else the
    period that the flow covers (text). Where `unit` or `per` says the time of a rate, missing."""
    none = pd.Series(pd.NA, rows.index, dtype="string")
    is_flow = pd.Series(False, rows.index)
    if "measure" in rows:
        is_flow = rows["measure"].isin([code for known in MEASURES_OF_TIME for code in known.where(time="flow")])
    if "per" in rows:
        is_flow = is_flow | rows["per"].isin(PERIODS.where(time="flow")).astype(bool)
    if not is_flow.any():
        return none
    prefix = prefix_of_time(rows)
    start, end = (rows[f"{prefix}_{end}"].astype("string") for end in ("start", "end"))
    first, last = rows[f"{prefix}_start_first"], rows[f"{prefix}_end_last"]
    period = (start.fillna("") + "/" + end.fillna("")).mask(is_calendar_year(first, last), "year")
    return period.where(is_flow)


def comparability_key(rows: pd.DataFrame) -> pd.DataFrame:
    """What the rows must share to be compared: the columns of KEY that they have, and `kind_of_time`, all as text.

    Two rows are comparable if they are alike in every column; an empty cell is like an empty cell only.
    """
    key = {column: rows[column].astype("string").fillna("") for column in KEY if column in rows}
    return pd.DataFrame({**key, "kind_of_time": kind_of_time(rows).fillna("")}, index=rows.index)


def is_unsigned(rows: pd.DataFrame) -> pd.Series:
    """Whether a claim rests on a document without a date, or on one for which nobody answers (by its kind: a
    forum, an anonymous site, an unsigned note). Such a claim sets no end of a headline."""
    undated = rows["published_last"].isna()
    return (undated | rows["source_kind"].isin(DOCUMENT_KINDS.where(isSigned=False))).astype(bool)


_SPAN_TYPES: Final = {
    **{"low": "Float64", "high": "Float64", "is_low_open": "bool", "is_high_open": "bool"},
    **{"lowest": "Float64", "highest": "Float64", "n_low_authors": "Int64", "n_high_authors": "Int64"},
    **{"n_claims": "Int64", "n_numbered": "Int64", "n_sources": "Int64", "n_authors": "Int64"},
    **{"newest_published": "string", "newest_as_of": "string", "best_grade": "string"},
    **{"first_year": "Int64", "last_year": "Int64"},
}


def spans(claims: pd.DataFrame, by: str) -> pd.DataFrame:
    """What the claims of each group say together: lowest, highest, how many, by whom, how new, how directly seen.

    Columns: `by`; those of `quantities.open_ends`, which holds the rule of open ends; `n_claims`, `n_numbered` (claims
    that name a figure), `n_sources` and `n_authors`; `newest_published` and `newest_as_of` (text, as precise as the
    source), `best_grade`; `first_year` and `last_year` that those with a number are about, or all where none has one;
    ordered by `by`. Rows without a group are left out.

    Requires `low`, `high`, `source_id`, `published`, `published_last`, `grade` and the time of each claim, `as_of_*` or
    `period_*`. Raises `IncomparableError` where a group holds claims that are not comparable, so that no span over
    such claims can be shown.
    """
    groups, numbered = Groups(claims[by]), has_number(claims).to_numpy(dtype=bool)
    _refuse_unlike(claims, by, groups, numbered)
    first, last = time_of(claims)
    every = np.ones(len(claims), dtype=bool)
    grades, grade_names = pd.factorize(claims["grade"].astype("object"), sort=True)
    best = groups.least(np.where(grades < 0, np.nan, grades))
    start, end = (claims[f"{prefix_of_time(claims)}_{end}"] for end in ("start", "end"))
    of_figures = numbered | (groups.of_each(groups.most(numbered.astype(float))) == 0)
    columns = {
        **ends_of_groups(claims, groups),
        "n_claims": groups.count(every),
        "n_numbered": groups.count(numbered),
        "n_sources": groups.n_different(pd.factorize(claims["source_id"])[0], every),
        "n_authors": groups.n_different(pd.factorize(author_of(claims))[0], every),
        "newest_published": _at_newest(claims["published"], claims["published_last"], groups),
        "newest_as_of": _at_newest(end.fillna(start), last, groups),
        "best_grade": [None if np.isnan(grade) else grade_names[int(grade)] for grade in best],
        "first_year": groups.least(np.where(of_figures, floats(first.dt.year), np.nan)),
        "last_year": groups.most(np.where(of_figures, floats(last.dt.year), np.nan)),
    }
    typed = {name: pd.Series(columns[name], dtype=kind) for name, kind in _SPAN_TYPES.items()}
    return pd.DataFrame({by: pd.Series(groups.keys).astype(claims[by].dtype), **typed})


def span_of(claims: pd.DataFrame) -> pd.Series:
    """The one span over claims that all belong together; an empty series where there are none."""
    table = spans(claims.assign(group="all"), by="group")
    return table.iloc[0] if len(table) else pd.Series(dtype="object")


def _refuse_unlike(rows: pd.DataFrame, by: str, groups: Groups, numbered: npt.NDArray[np.bool_]) -> None:
    key = comparability_key(rows)
    is_mixed = groups.n_different(codes_of(key).to_numpy(), numbered) > 1
    if is_mixed.any():
        at = int(is_mixed.argmax())
        alike = key[numbered & (groups.codes == at)].nunique()
        unlike = [str(column) for column in key if alike[column] > 1]
        raise IncomparableError(f"claims of {by} {groups.keys[at]!r} differ in {', '.join(unlike)}")


def codes_of(key: pd.DataFrame) -> pd.Series:
    """A number for each combination of the columns, the same for like rows; far quicker to compare than the texts."""
    code = np.zeros(len(key), dtype="int64")
    for column in key:
        values, names = pd.factorize(key[column])
        code = pd.factorize(code * (len(names) + 1) + values)[0]
    return pd.Series(code, key.index)


def _at_newest(texts: pd.Series, days: pd.Series, groups: Groups) -> list[str | None]:
    """The text of each group at its latest day; of several the first."""
    day = days.to_numpy(dtype="datetime64[s]").astype("int64")
    order = np.argsort(-day, kind="stable")
    order = order[(days.notna() & texts.notna()).to_numpy(dtype=bool)[order]]
    text = texts.to_numpy(dtype="object")
    return [None if row < 0 else text[row] for row in groups.first(order)]


@dataclass(frozen=True)
class Comparable:
    """Claims that belong together, the span over them, and what was left out of it.

    `claims`: those that set the span, each with a number. `left_out`: the other candidates, with `why`, a code of
    LEFT_OUT. `span`: a row of `spans`; empty where no claim is left.
    """

    claims: pd.DataFrame
    left_out: pd.DataFrame
    span: FrameRow


def comparable(candidates: pd.DataFrame, *, after: date | None = None) -> Comparable:
    """Of the claims about one thing, those that may set a headline together; the rest with the reason.

    Requires the columns of `spans`, `source_kind`, and claims of one measure in one unit about one place. Left out, by
    the first reason that holds: those about a part or other people; those not known to lie in the time named
    (`quantities.is_within`); unsigned or undated ones; earlier editions (`is_current` false); one author's same figure
    for the same time from a second document; those that name no number. Raises `IncomparableError` where what is left
    still differs in the key.
    """
    why = pd.Series(pd.NA, candidates.index, dtype="string")
    is_old = ~candidates["is_current"] if "is_current" in candidates else pd.Series(False, candidates.index)
    reasons = {
        "part": _differs(candidates, scope=("",), sector=SECTORS.where(extent="every"), population=_workers()),
        "time": ~is_within(candidates, after=after),
        "unsigned": is_unsigned(candidates),
        "edition": is_old,
        "silent": ~has_number(candidates),
    }
    for code, holds in reasons.items():
        why = why.mask(why.isna() & holds, code)
    why = why.mask(why.isna() & is_repeat(candidates[why.isna()]).reindex(candidates.index, fill_value=False), "repeat")
    claims = candidates[why.isna()]
    return Comparable(claims, candidates[why.notna()].assign(why=why[why.notna()]), span_of(claims))


def is_repeat(rows: pd.DataFrame) -> pd.Series:
    """Whether a row's author says the same of the same time in a document that came before it: one claim, not two."""
    prefix = prefix_of_time(rows)
    same = comparability_key(rows).assign(author=author_of(rows))
    for column in ("low", "high", f"{prefix}_start", f"{prefix}_end"):
        same[column] = rows[column].astype("string").fillna("")
    order = rows["published_last"].sort_values(na_position="last", kind="stable").index
    return same.loc[order].duplicated().reindex(rows.index).astype(bool)


def alike_in_each(
    rows: pd.DataFrame, by: str, *, sector: str | None = None, measures: tuple[str, ...] = ()
) -> pd.DataFrame:
    """For each group the claims that are alike and say most about it, with `is_part` and `is_unsigned`.

    Where a group holds claims that are not comparable, one kind of them stands for it: one with a number before one
    without, workers before other people, signed and dated claims before others, the whole before a part, a calendar
    year before another length of time, then the kind with the highest figure. Of that kind unsigned or undated claims
    stay only where it has no other with a number. `sector`: the claims about it are the whole. `measures`: those that
    come first, where the rows hold several. Keeps the order; requires `source_kind` and `published_last`.
    """
    is_part = _differs(rows, scope=("",), sector=(sector,) if sector else SECTORS.where(extent="every"))
    order = rows["measure"].map({measure: place for place, measure in enumerate(measures)}).fillna(len(measures))
    unsigned, number, key = is_unsigned(rows), has_number(rows), comparability_key(rows)
    kind = codes_of(key.assign(group=rows[by]).sort_values([*key])).reindex(rows.index)
    ranks = pd.DataFrame(
        {
            "group": rows[by],
            "kind": kind,
            "silent": ~number,
            "measure": order.astype(int),
            "other": _differs(rows, population=_workers()),
            "weak": unsigned,
            "part": is_part,
            "odd": ~key["kind_of_time"].isin(["", "year"]),
            "top": -top_of(rows).fillna(-1).astype(float),
        }
    )
    first = ranks.sort_values(["group", "silent", "measure", "other", "weak", "part", "odd", "top", "kind"])
    first = first.drop_duplicates("group")
    chosen = kind.isin(first["kind"])
    firm = (chosen & number & ~unsigned).groupby(rows[by]).transform("any").astype(bool)
    kept = chosen & ~(unsigned & firm)
    return rows[kept].assign(is_part=is_part[kept], is_unsigned=unsigned[kept])


def _workers() -> tuple[str, ...]:
    return POPULATIONS.where(isWorkers=True)


def _differs(rows: pd.DataFrame, **whole: tuple[str, ...]) -> pd.Series:
    """Which rows are about another thing than the whole, as far as they have these columns; an empty cell is ""."""
    differs = pd.Series(False, rows.index)
    for column in whole.keys() & {*rows}:
        differs |= ~rows[column].astype("string").fillna("").isin(whole[column]).astype(bool)
    return differs
