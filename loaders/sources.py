"""Documents, and the rows that rest on them."""

from typing import Final

import pandas as pd

from loaders.kept import kept_with_record
from loaders.quantities import author_of
from loaders.tables import Record

SOURCE_COLUMNS: Final = ("publisher", "title", "published", "published_last", "url", "source_kind")


@kept_with_record
def sources(record: Record) -> pd.DataFrame:
    """Every document of the record, one row a document, with the number of rows that rest on it.

    Columns: those of the table; `rows`, all rows that cite the document, and `rows_<table>` for each table that can
    (nullable integers); ordered by publisher (case does not count), then date, then id.
    """
    frame = record.tables["sources"].copy()
    counts = {
        f"rows_{name}": frame["source_id"].map(table["source_id"].value_counts()).fillna(0).astype("Int64")
        for name, table in record.tables.items()
        if "source_id" in table and name != "sources"
    }
    frame = frame.assign(rows=sum(counts.values()), **counts)
    by_name = frame.assign(name=frame["publisher"].str.casefold()).sort_values(["name", "published_first", "source_id"])
    return by_name.drop(columns="name").reset_index(drop=True)


def with_source(record: Record, table: str, order: list[str]) -> pd.DataFrame:
    """The rows of a table, each with the document it rests on, sorted by the columns `order`.

    Adds `publisher`, `title`, `published` (text), `published_last` (datetime64), `url` and `source_kind` of the
    document. Where the table has a title of its own, as events have, that of the document is `source_title`. `author`
    is who speaks: the `estimator` of a figure, else the publisher; `relayed_by` is the publisher where it only passes
    on
    what another made, else missing.
    """
    documents = record.tables["sources"].rename(columns={"kind": "source_kind"})[["source_id", *SOURCE_COLUMNS]]
    rows = record.tables[table]
    if "title" in rows:
        documents = documents.rename(columns={"title": "source_title"})
    joined = rows.merge(documents, on="source_id", how="left", validate="many_to_one")
    author = author_of(joined)
    joined = joined.assign(author=author, relayed_by=joined["publisher"].where(author.ne(joined["publisher"])))
    return joined.sort_values(order, kind="stable", ignore_index=True)


def search_sources(documents: pd.DataFrame, text: str = "", kind: str | None = None) -> pd.DataFrame:
    """The documents in which every word of `text` occurs (publisher, title, date, id or note; case does not count)."""
    others = documents[["title", "published", "source_id", "note"]].fillna("")
    searched = documents["publisher"].str.cat(others, sep=" ").str.casefold()
    found = pd.Series(True, index=documents.index)
    for word in text.casefold().split():
        found &= searched.str.contains(word, regex=False)
    if kind is not None:
        found &= documents["kind"].eq(kind)
    return documents[found.astype(bool)]


def rows_of_source(record: Record, source_id: str) -> dict[str, pd.DataFrame]:
    """Every row of the record that rests on a document, by table, in the order of the tables.

    Adds `key`, the row's id. Rows about a place gain its `name`, attributions and amounts the `victim` of the incident.
    """
    names = record.tables["jurisdictions"].set_index("iso3")["name"]
    victims = record.tables["incidents"].set_index("incident_id")["victim"]
    keys = {resource["name"]: resource["schema"]["primaryKey"] for resource in record.descriptor["resources"]}
    resting = {}
    for table, rows in record.tables.items():
        if table == "sources" or "source_id" not in rows or not rows["source_id"].eq(source_id).any():
            continue
        found = rows[rows["source_id"].eq(source_id)].reset_index(drop=True)
        found = found.assign(key=found[keys[table]].astype("string").agg(" / ".join, axis=1))
        if "iso3" in found and "name" not in found:
            found = found.assign(name=found["iso3"].map(names))
        if table in ("attributions", "incident_amounts"):
            found = found.assign(victim=found["incident_id"].map(victims))
        resting[table] = found
    return resting
