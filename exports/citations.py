"""A row as a citation that a reader copies: who says what, in which document and where, and which row it is.

Each is two lines: the document, then what it says, its grade and the row. What is missing is left out, but for the
date of the document, which is then said to be undated.
"""

import pandas as pd

from charts.theme import about_words, claim_words, is_missing, period_words, row_words, time_words


def citation(row: pd.Series, version: str) -> str:
    """One claim, with the place in its document.

    `row`: a claim with its document (`claim_id`, `publisher`, `title`, `published`, `url`, `locator`, `grade`, and the
    columns of its place, figure, measure, part and time).
    """
    about = ", ".join(part for part in (about_words(row), time_words(row)) if part)
    return _cited(row, f"{about[:1].upper()}{about[1:]}: {claim_words(row)}.", row["claim_id"], version)


def attribution_citation(row: pd.Series, version: str) -> str:
    """One attribution: who holds whom to account. `row`: with its document and the `victim` of its incident."""
    return _cited(row, f"{row_words('attributions', row)}.", row["attribution_id"], version)


def laundering_citation(row: pd.Series, version: str) -> str:
    """One event of laundering, freezing or recovery. `row`: from `loaders.thefts.laundering`."""
    return _cited(row, row_words("laundering", row), row["event_id"], version)


def event_citation(row: pd.Series, version: str) -> str:
    """One event: what happened and when. `row`: from `loaders.events.events`."""
    return _cited(row, f"{period_words(row['date'], row['end_date'])}: {row['title']}.", row["event_id"], version)


def _cited(row: pd.Series, says: str, row_id: object, version: str) -> str:
    title = row["source_title"] if "source_title" in row else row["title"]
    date = "undated" if is_missing(row["published"]) else row["published"]
    document = [row["publisher"], f"“{title}”", date, row.get("locator"), row.get("url")]
    through = row.get("read_through")
    return (
        f"{', '.join(str(part) for part in document if not is_missing(part))}."
        f"{'' if is_missing(through) else f' Read through {through}.'}\n"
        f"{says} Grade {row['grade']}. Hard Currency, data version {version}, row {row_id}."
    )
