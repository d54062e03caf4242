"""What pages show, recounted row by row in plain Python."""

from typing import Any

import pandas as pd

ALIKE = ("measure", "population", "scope", "sector", "area")
"""What two claims about workers in one place must share to stand in one span."""

FLOWS = ("repatriated", "entered", "registered", "visas_issued")


def placed(record: Any, claims: pd.DataFrame) -> pd.DataFrame:
    """The rows of `worker_claims` with `place`, the area they are about or else the jurisdiction, and `weak`."""
    sources = record.tables["sources"].set_index("source_id")
    undated = claims["source_id"].map(sources["published"]).isna()
    nobody = claims["source_id"].map(sources["kind"]).eq("other")
    return claims.assign(place=claims["area"].fillna(claims["iso3"]), weak=undated | nobody)


def standing(rows: pd.DataFrame) -> pd.DataFrame:
    """Of the claims about one place those that are alike and say most; the firm ones, where one of them has a number.

    A kind with a number comes first, then the order of the measures, workers before other people, firm before unsigned
    or undated, the whole before a part, a year before another length of time, the highest figure.
    """
    best: tuple[Any, ...] | None = None
    kinds: dict[tuple[str, ...], list[Any]] = {}
    row: Any
    for row in rows.itertuples():
        ends = [end for end in (row.low, row.high) if pd.notna(end)]
        days = (str(row.as_of_start), str(row.as_of_end))
        odd = row.measure in FLOWS and not (days[0] == days[1] and len(days[0]) == 4)
        kind = (*(str(getattr(row, column)) for column in ALIKE), "/".join(days) if odd else "")
        kinds.setdefault(kind, []).append(row.Index)
        rank = (
            not ends,
            ("present", "remaining", "work_permits").index(row.measure) if row.measure not in FLOWS else 3,
            row.population != "workers",
            row.weak,
            pd.notna(row.scope) or row.sector != "all",
            odd,
            -(ends[-1] if ends else -1),
            kind,
        )
        best = rank if best is None else min(best, rank)
    if best is None:
        return rows
    chosen = rows.loc[kinds[best[-1]]]
    firm = chosen[["low", "high"]].notna().any(axis=1) & ~chosen["weak"]
    return chosen[~chosen["weak"]] if firm.any() else chosen


def drawn_ids(figure: dict[str, Any]) -> set[str]:
    """The ids of the rows that have a mark in a figure."""
    return {data[0] for trace in figure["data"] for data in trace.get("customdata", []) if data}
