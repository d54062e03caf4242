"""Documents, and the rows that rest on them."""

from typing import Final

import pandas as pd

from loaders.tables import Record

SOURCE_COLUMNS: Final = ("publisher", "title", "published", "published_last", "url")


def sources(record: Record) -> pd.DataFrame:
    """Every document of the record, one row a document, with the number of rows that rest on it.

    Columns: those of the table; `rows`, all rows that cite the document, and `rows_<table>` for each table that can
    (nullable integers); ordered by publisher, then date, then id.
    """
    frame = record.tables["sources"].copy()
    counts = {
        f"rows_{name}": frame["source_id"].map(table["source_id"].value_counts()).fillna(0).astype("Int64")
        for name, table in record.tables.items()
        if "source_id" in table and name != "sources"
    }
    frame = frame.assign(rows=sum(counts.values()), **counts)
    return frame.sort_values(["publisher", "published_first", "source_id"], ignore_index=True)


def with_source(record: Record, table: str, order: list[str]) -> pd.DataFrame:
    """The rows of a table, each with the document it rests on, sorted by the columns `order`.

    Adds `publisher`, `title`, `published` (text), `published_last` (datetime64) and `url` of the document. Where the
    table has a title of its own, as events have, that of the document is `source_title`.
    """
    documents = record.tables["sources"][["source_id", *SOURCE_COLUMNS]]
    rows = record.tables[table]
    if "title" in rows:
        documents = documents.rename(columns={"title": "source_title"})
    joined = rows.merge(documents, on="source_id", how="left", validate="many_to_one")
    return joined.sort_values(order, kind="stable", ignore_index=True)
