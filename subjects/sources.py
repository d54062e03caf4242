"""Documents, and the rows that rest on them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import pandas as pd

from loaders.descriptor import resource_of
from loaders.descriptor_form import one_or_several
from loaders.grades import SIGHTINGS
from loaders.kept import kept_with_record
from loaders.tables import Record
from subjects.ordering import has_words
from subjects.quantities import author_of
from subjects.vintage import ROWS_THAT_STAY, cut_by_day

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
        if "source_id" in table and name not in ("sources", SIGHTINGS)
    }
    frame = frame.assign(rows=sum(counts.values()), **counts)
    by_name = frame.assign(name=frame["publisher"].str.casefold()).sort_values(["name", "published_first", "source_id"])
    return by_name.drop(columns="name").reset_index(drop=True)


def with_source(record: Record, table: str, order: list[str]) -> pd.DataFrame:
    """The rows of a table, each with the document it rests on, sorted by the columns `order`.

    Adds `publisher`, `title`, `published` (text), `published_last` (datetime64), `url` and `source_kind` of the
    document. Where the table has a title of its own, as events have, that of the document is `source_title`. `author`
    is who speaks: the `estimator` of a figure, else the publisher; `relayed_by` is the publisher where it only passes
    on what another made, else missing. `read_through` names the publishers of the pages through which the row was read,
    missing where that was the document's own publisher alone.
    """
    if table in ROWS_THAT_STAY:
        return _joined(record, table, order)
    return _joined_of_day(record, table, tuple(order))


def _joined(record: Record, table: str, order: Sequence[str]) -> pd.DataFrame:
    documents = record.tables["sources"].rename(columns={"kind": "source_kind"})[["source_id", *SOURCE_COLUMNS]]
    rows = record.tables[table].assign(read_through=_read_through(record, table))
    if "title" in rows:
        documents = documents.rename(columns={"title": "source_title"})
    joined = rows.merge(documents, on="source_id", how="left", validate="many_to_one")
    author = author_of(joined)
    joined = joined.assign(author=author, relayed_by=joined["publisher"].where(author.ne(joined["publisher"])))
    return joined.sort_values([*order], kind="stable", ignore_index=True)


_joined_of_day = cut_by_day(_joined)


def trail(record: Record, source_id: str) -> pd.DataFrame:
    """The pages through which a document was read: rows of the table of sightings, those for all its rows first."""
    pages = record.tables[SIGHTINGS]
    pages = pages[pages["source_id"].eq(source_id)]
    return pages.sort_values("row_id", na_position="first", kind="stable", ignore_index=True)


def _read_through(record: Record, table: str) -> pd.Series:
    """For each row of a table the publishers of its pages, in the order of the trail, as text."""
    rows, names = record.tables[table], _publishers_of_pages(record)
    own = dict(zip(record.tables["sources"]["source_id"], record.tables["sources"]["publisher"], strict=True))
    columns = [rows[name].astype("string").tolist() for name in _key(record, table)]
    said: list[str | None] = []
    for source_id, *parts in zip(rows["source_id"].tolist(), *columns, strict=True):
        pages = names.get((source_id, ""), ()) + names.get((source_id, "/".join(parts)), ())
        through = list(dict.fromkeys(pages))
        said.append(", ".join(through) if through and through != [own.get(source_id)] else None)
    return pd.Series(said, index=rows.index, dtype="string")


@kept_with_record
def _publishers_of_pages(record: Record) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The publishers of the pages through which a document was read: by document and row, "" where it is for all."""
    pages = record.tables[SIGHTINGS]
    names: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for source_id, row_id, name in zip(pages["source_id"], pages["row_id"].fillna(""), pages["publisher"], strict=True):
        if pd.notna(name):  # on an earlier day the trail is not shown, since it was written later
            names[source_id, row_id].append(name)
    return MappingProxyType({key: tuple(of_one) for key, of_one in names.items()})


def _key(record: Record, table: str) -> tuple[str, ...]:
    return one_or_several(resource_of(record.descriptor, table)["schema"]["primaryKey"])


def search_sources(documents: pd.DataFrame, text: str) -> pd.DataFrame:
    """The documents in which every word of `text` occurs (publisher, title, date, id or note)."""
    return documents[has_words(documents[["publisher", "title", "published", "source_id", "note"]], text)]


def rows_of_source(record: Record, source_id: str) -> dict[str, pd.DataFrame]:
    """Every row of the record that rests on a document, by table, in the order of the tables.

    Adds `row_key`, the row's id. Rows about a place gain its `name`, those about an incident its `victim`.
    """
    names = record.tables["jurisdictions"].set_index("iso3")["name"]
    victims = record.tables["incidents"].set_index("incident_id")["victim"]
    resting = {}
    for table, at in _rows_by_source(record).get(source_id, ()):
        found = record.tables[table].iloc[at].reset_index(drop=True)
        parts = [found[name].astype("string").tolist() for name in _key(record, table)]
        found = found.assign(row_key=[" / ".join(of_row) for of_row in zip(*parts, strict=True)])
        if "iso3" in found and "name" not in found:
            found = found.assign(name=found["iso3"].map(names))
        if "incident_id" in found and "victim" not in found:
            found = found.assign(victim=found["incident_id"].map(victims))
        resting[table] = found
    return resting


@kept_with_record
def _rows_by_source(record: Record) -> Mapping[str, tuple[tuple[str, list[int]], ...]]:
    """The tables whose rows rest on a document, in their order, each with the places of these rows."""
    places: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for table, rows in record.tables.items():
        if table not in ("sources", SIGHTINGS) and "source_id" in rows:
            for at, source_id in enumerate(rows["source_id"].tolist()):
                if pd.notna(source_id):
                    places[source_id][table].append(at)
    return MappingProxyType({source_id: tuple(tables.items()) for source_id, tables in places.items()})
