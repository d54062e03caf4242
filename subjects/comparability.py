"""What may stand in one span: the rule of comparability, and the only ways to a span, which hold to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

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


def texts(column: pd.Series) -> list[str]:
    """The cells of a column of texts, an empty one as ""."""
    return [cell if isinstance(cell, str) else "" for cell in column.tolist()]


def kind_of_time(rows: pd.DataFrame) -> list[str]:
    """Over which time each claim counts: "" for a stock on a day, `year` for a flow of one calendar year, else the
    period that the flow covers. Where `unit` or `per` says the time of a rate, ""."""
    is_flow = np.zeros(len(rows), dtype=bool)
    if "measure" in rows:
        is_flow |= rows["measure"].isin([code for known in MEASURES_OF_TIME for code in known.where(time="flow")])
    if "per" in rows:
        is_flow |= rows["per"].isin(PERIODS.where(time="flow"))
    if not is_flow.any():
        return [""] * len(rows)
    prefix = prefix_of_time(rows)
    starts, ends = (texts(rows[f"{prefix}_{end}"]) for end in ("start", "end"))
    is_year = is_calendar_year(rows[f"{prefix}_start_first"], rows[f"{prefix}_end_last"])
    periods = ["year" if one else f"{start}/{end}" for start, end, one in zip(starts, ends, is_year, strict=True)]
    return [period if flows else "" for period, flows in zip(periods, is_flow, strict=True)]


def comparability_key(rows: pd.DataFrame) -> dict[str, list[str]]:
    """What the rows must share to be compared: the columns of KEY that they have, and `kind_of_time`, as plain texts,
    which are far quicker to compare than columns of pandas.

    Two rows are comparable if they are alike in every column; an empty cell is like an empty cell only.
    """
    return {column: texts(rows[column]) for column in KEY if column in rows} | {"kind_of_time": kind_of_time(rows)}


def is_unsigned(rows: pd.DataFrame) -> pd.Series:
    """Whether a claim rests on a document without a date, or on one for which nobody answers (by its kind: a
    forum, an anonymous site, an unsigned note). Such a claim sets no end of a headline."""
    undated = rows["published_last"].isna()
    return (undated | rows["source_kind"].isin(DOCUMENT_KINDS.where(isSigned=False))).astype(bool)


_SPAN_TYPES: Final[Mapping[str, Any]] = {
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
    columns: dict[str, Any] = {
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
    typed = {name: pd.array(columns[name], dtype=kind) for name, kind in _SPAN_TYPES.items()}
    return pd.DataFrame({by: pd.Series(groups.keys).astype(claims[by].dtype), **typed})


def span_of(claims: pd.DataFrame) -> pd.Series:
    """The one span over claims that all belong together; an empty series where there are none."""
    table = spans(claims.assign(group="all"), by="group")
    return table.iloc[0] if len(table) else pd.Series(dtype="object")


def _refuse_unlike(rows: pd.DataFrame, by: str, groups: Groups, numbered: npt.NDArray[np.bool_]) -> None:
    key = comparability_key(rows)
    is_mixed = groups.n_different(codes_of(*key.values()), numbered) > 1
    if is_mixed.any():
        at = int(is_mixed.argmax())
        alike = pd.DataFrame(key)[numbered & (groups.codes == at)].nunique()
        unlike = [column for column in key if alike[column] > 1]
        raise IncomparableError(f"claims of {by} {groups.keys[at]!r} differ in {', '.join(unlike)}")


def codes_of(*columns: Iterable[object]) -> npt.NDArray[np.int64]:
    """A number for each combination of the columns, the same for like rows."""
    numbers: dict[tuple[object, ...], int] = {}
    return np.array([numbers.setdefault(row, len(numbers)) for row in zip(*columns, strict=True)], dtype="int64")


def ranks_of(cells: Sequence[Any]) -> list[int]:
    """The place of each cell among the different ones in their order."""
    place = {cell: at for at, cell in enumerate(sorted({*cells}))}
    return [place[cell] for cell in cells]


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
    reasons = {
        "part": _differs(candidates, scope=("",), sector=SECTORS.where(extent="every"), population=_workers()),
        "time": ~is_within(candidates, after=after),
        "unsigned": is_unsigned(candidates),
        "edition": ~candidates.get("is_current", pd.Series(True, candidates.index)),
        "silent": ~has_number(candidates),
    }
    why = np.select([holds.to_numpy(dtype=bool) for holds in reasons.values()], [*reasons], default="")
    free = why == ""
    why[free] = np.where(is_repeat(candidates[free]), "repeat", "")
    claims, is_out = candidates[why == ""], why != ""
    return Comparable(claims, candidates[is_out].assign(why=pd.array(why[is_out], dtype="string")), span_of(claims))


def is_repeat(rows: pd.DataFrame) -> pd.Series:
    """Whether a row's author says the same of the same time in a document that came before it: one claim, not two."""
    prefix = prefix_of_time(rows)
    said = (rows["low"], rows["high"], rows[f"{prefix}_start"], rows[f"{prefix}_end"], author_of(rows))
    same = codes_of(*comparability_key(rows).values(), *(pd.factorize(column)[0] for column in said))
    order = rows["published_last"].reset_index(drop=True).sort_values(na_position="last", kind="stable").index
    repeats = pd.Series(same[order], order).duplicated().sort_index()
    return repeats.set_axis(rows.index)


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
    unsigned, number, key, groups = is_unsigned(rows), has_number(rows), comparability_key(rows), Groups(rows[by])
    kind = codes_of(groups.codes, *key.values())
    turn = {measure: place for place, measure in enumerate(measures)}
    ranks: dict[str, npt.ArrayLike] = {
        "silent": ~number,
        "measure": [turn.get(measure, len(turn)) for measure in texts(rows["measure"])],
        "other": _differs(rows, population=_workers()),
        "weak": unsigned,
        "part": is_part,
        "odd": [time not in ("", "year") for time in key["kind_of_time"]],
        "top": -top_of(rows).fillna(-1).astype(float),
        **{column: ranks_of(names) for column, names in key.items()},
    }
    order = np.lexsort([np.asarray(rank) for rank in reversed(ranks.values())])
    chosen = np.isin(kind, kind[groups.first(order)])
    firm = groups.count(chosen & (number & ~unsigned).to_numpy(dtype=bool)).astype(float)
    kept = chosen & ~(unsigned.to_numpy(dtype=bool) & (groups.of_each(firm) > 0))
    return rows[kept].assign(is_part=is_part[kept], is_unsigned=unsigned[kept])


def _workers() -> tuple[str, ...]:
    return POPULATIONS.where(isWorkers=True)


def _differs(rows: pd.DataFrame, **whole: tuple[str, ...]) -> pd.Series:
    """Which rows are about another thing than the whole, as far as they have these columns; an empty cell is ""."""
    differs = np.zeros(len(rows), dtype=bool)
    for column in whole.keys() & {*rows}:
        differs |= np.array([text not in whole[column] for text in texts(rows[column])], dtype=bool)
    return pd.Series(differs, rows.index)
