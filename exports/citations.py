"""A claim as a citation that a reader copies: who says what, in which document and where, and which row it is."""

import pandas as pd

from charts.theme import about_words, claim_words, is_missing, period_words, row_words, time_words


def citation(row: pd.Series, version: str) -> str:
    """One claim in two lines: the document and the place in it, then what it says, its grade and the row it is.

    `row`: a claim with its document (`claim_id`, `publisher`, `title`, `published`, `url`, `locator`, `grade`, and the
    columns of its place, figure, measure, part and time). What is missing is left out, but for the date of the
    document.
    """
    date = "undated" if is_missing(row["published"]) else row["published"]
    parts = [row["publisher"], f"“{row['title']}”", date, row.get("locator"), row.get("url")]
    about = ", ".join(part for part in (about_words(row), time_words(row)) if part)
    return (
        f"{', '.join(str(part) for part in parts if not is_missing(part))}.\n"
        f"{about[:1].upper()}{about[1:]}: {claim_words(row)}. Grade {row['grade']}. "
        f"Hard Currency, data version {version}, row {row['claim_id']}."
    )


def attribution_citation(row: pd.Series, version: str) -> str:
    """One attribution in two lines: the document, then who holds whom to account, its grade and the row it is.

    `row`: an attribution with its document and the `victim` of its incident.
    """
    date = "undated" if is_missing(row["published"]) else row["published"]
    parts = [row["publisher"], f"“{row['title']}”", date, row.get("url")]
    return (
        f"{', '.join(str(part) for part in parts if not is_missing(part))}.\n"
        f"{row_words('attributions', row)}. Grade {row['grade']}. "
        f"Hard Currency, data version {version}, row {row['attribution_id']}."
    )


def laundering_citation(row: pd.Series, version: str) -> str:
    """One event of laundering, freezing or recovery in two lines: the document, then what it says, its grade, its row.

    `row`: from `loaders.thefts.laundering`.
    """
    date = "undated" if is_missing(row["published"]) else row["published"]
    parts = [row["publisher"], f"“{row['title']}”", date, row.get("url")]
    return (
        f"{', '.join(str(part) for part in parts if not is_missing(part))}.\n"
        f"{row_words('laundering', row)} Grade {row['grade']}. "
        f"Hard Currency, data version {version}, row {row['event_id']}."
    )


def event_citation(row: pd.Series, version: str) -> str:
    """One event in two lines: the document, then what happened and when, its grade and the row it is.

    `row`: from `loaders.events.events`. What is missing is left out, but for the date of the document.
    """
    date = "undated" if is_missing(row["published"]) else row["published"]
    parts = [row["publisher"], f"“{row['source_title']}”", date, row["url"]]
    when = period_words(row["date"], row["end_date"])
    return (
        f"{', '.join(str(part) for part in parts if not is_missing(part))}.\n"
        f"{when}: {row['title']}. Grade {row['grade']}. "
        f"Hard Currency, data version {version}, row {row['event_id']}."
    )
