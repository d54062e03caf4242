"""Documents narrowed by what they are: publisher, kind, language, year, and the grades of what rests on them."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from loaders.kept import kept_with_record
from loaders.tables import Record

FACETS: Final = ("publisher", "kind", "language", "year", "grade")
UNDATED: Final = "undated"
Having = Mapping[str, Mapping[str, frozenset[str]]]
"""For each facet and each of its values the `source_id` of the documents that have it."""

Chosen = Mapping[str, Sequence[str]]
"""Values by their facet; a facet without any asks for nothing."""


@kept_with_record
def facets(record: Record) -> Having:
    """The documents that have each value of each of FACETS, the values in order.

    A document has one publisher, kind, language and year (UNDATED where no date is known), and as many grades as the
    rows that rest on it, which may be none.
    """
    documents = record.tables["sources"]
    year = documents["published"].str[:4].fillna(UNDATED)
    of_documents = documents.assign(year=year).melt("source_id", list(FACETS[:-1]), "facet", "value")
    tables = [table for table in record.tables.values() if {"source_id", "grade"} <= {*table}]
    graded = pd.concat([table[["source_id", "grade"]] for table in tables]).dropna()
    grades = graded.rename(columns={"grade": "value"}).assign(facet="grade")
    rows = pd.concat([of_documents, grades])[["facet", "value", "source_id"]].dropna().astype("string")
    found: dict[str, dict[str, frozenset[str]]] = {facet: {} for facet in FACETS}
    for (facet, value), ids in rows.groupby(["facet", "value"])["source_id"]:
        found[str(facet)][str(value)] = frozenset(ids)
    return found


def narrowed(documents: pd.DataFrame, having: Having, chosen: Chosen) -> pd.DataFrame:
    """The documents that have, of each facet of which values are chosen, one of these."""
    for ids in _asked_for(having, chosen).values():
        documents = documents[documents["source_id"].isin(ids)]
    return documents


def counts(documents: pd.DataFrame, having: Having, chosen: Chosen) -> dict[str, dict[str, int]]:
    """For each facet how many of the documents have each of its values, among those that the other facets leave.

    Every value that any document has is there, with 0 where none is left; years and grades stand in order, the newest
    year first and the undated last, all else by number, the most first.
    """
    ids, asked_for = set(documents["source_id"]), _asked_for(having, chosen)
    found: dict[str, dict[str, int]] = {}
    for facet, values in having.items():
        left = ids.intersection(*(those for name, those in asked_for.items() if name != facet))
        number = {value: len(left & those) for value, those in values.items()}
        if facet == "year":
            order = sorted(number, key=lambda year: (year != UNDATED, year), reverse=True)
        else:
            order = sorted(number, key=lambda value: (0 if facet == "grade" else -number[value], value))
        found[facet] = {value: number[value] for value in order}
    return found


def _asked_for(having: Having, chosen: Chosen) -> dict[str, set[str]]:
    """For each facet of which values are chosen the documents that have one of these."""
    none: frozenset[str] = frozenset()
    return {
        facet: {*none.union(*(having[facet].get(value, none) for value in values))}
        for facet, values in chosen.items()
        if values
    }
