"""Claims and events made in code: a handful of awkward rows, typed as the loaders type theirs."""

from typing import Any

import pandas as pd

from loaders.dates import first_day, last_day

DATES = ("published", "date", "as_of_start", "as_of_end", "period_start", "period_end")


def frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    """A frame typed as the loaders type theirs; a missing cell is None."""
    labels = columns.split()
    data = pd.DataFrame(list(rows), columns=labels)
    for label in labels:
        if label in ("low", "high"):
            data[label] = data[label].astype("Float64")
        else:
            data[label] = data[label].astype("string")
        if label in DATES:
            texts = data[label].fillna("").tolist()
            data[f"{label}_first"] = pd.Series([first_day(t) if t else None for t in texts], dtype="datetime64[s]")
            data[f"{label}_last"] = pd.Series([last_day(t) if t else None for t in texts], dtype="datetime64[s]")
    return data


CLAIM = (
    "claim_id place measure low high as_of_start as_of_end sector scope source_id published grade region population "
    "source_kind author"
)


def claim(
    claim_id: str = "c1",
    iso3: str = "CHN",
    measure: str = "present",
    low: float | None = 10,
    high: float | None = 10,
    start: str | None = "2017",
    end: str | None = "2017",
    sector: str = "all",
    scope: str | None = None,
    source_id: str = "s1",
    published: str | None = "2018",
    grade: str = "B",
    region: str = "Eastern Asia",
    population: str = "workers",
    kind: str = "news",
    author: str | None = None,
) -> tuple[Any, ...]:
    return (
        *(claim_id, iso3, measure, low, high, start, end, sector, scope, source_id, published, grade, region),
        *(population, kind, author or claim_id),
    )


def claims(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return frame(CLAIM, *rows)


def events(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return frame("event_id date lane places published", *rows)
