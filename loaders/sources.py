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


def search_sources(documents: pd.DataFrame, text: str = "", kind: str | None = None) -> pd.DataFrame:
    """The documents in which every word of `text` occurs (publisher, title, date, id or note; case does not count)."""
    searched = (
        documents[["publisher", "title", "published", "source_id", "note"]]
        .fillna("")
        .agg(" ".join, axis=1)
        .str.casefold()
    )
    found = pd.Series(True, index=documents.index)
    for word in text.casefold().split():
        found &= searched.str.contains(word, regex=False)
    if kind is not None:
        found &= documents["kind"].eq(kind)
    return documents[found.astype(bool)]


def rows_of_source(record: Record, source_id: str) -> pd.DataFrame:
    """Every row of the record that rests on a document: `table`, `key` (its id), `says` (what it says, in its own
    columns), `grade`; in the order of the tables."""
    rows = []
    for name, table in record.tables.items():
        if name == "sources" or "source_id" not in table:
            continue
        schema = next(r["schema"] for r in record.descriptor["resources"] if r["name"] == name)
        keys = schema["primaryKey"]
        told = [f["name"] for f in schema["fields"] if f["name"] not in {*keys, "source_id", "grade", "locator"}]
        for _, row in table[table["source_id"].eq(source_id)].iterrows():
            says = "; ".join(f"{column} {row[column]}" for column in told if pd.notna(row[column]))
            rows.append((name, " / ".join(str(row[key]) for key in keys), says, row.get("grade", pd.NA)))
    return pd.DataFrame(rows, columns=["table", "key", "says", "grade"]).astype("string")
