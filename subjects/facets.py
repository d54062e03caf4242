"""Documents narrowed by what they are: publisher, kind, language, year, and the grades of what rests on them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from loaders.kept import kept_with_record
from loaders.tables import Record

FACETS: Final = ("publisher", "kind", "language", "year", "grade")
UNDATED: Final = "undated"
Chosen = Mapping[str, Sequence[str]]
"""Values by their facet; a facet without any asks for nothing."""


@kept_with_record
def facets(record: Record) -> pd.DataFrame:
    """What each document is, one row a document, facet and value.

    Columns: `source_id`, `facet` (one of FACETS), `value` (text). A document has one publisher, kind, language and year
    (UNDATED where no date is known), and as many grades as the rows that rest on it, which may be none.
    """
    documents = record.tables["sources"]
    year = documents["published"].str[:4].fillna(UNDATED)
    of_documents = documents.assign(year=year).melt("source_id", list(FACETS[:-1]), "facet", "value")
    tables = [table for table in record.tables.values() if {"source_id", "grade"} <= {*table}]
    graded = pd.concat([table[["source_id", "grade"]] for table in tables]).dropna().drop_duplicates()
    grades = graded.rename(columns={"grade": "value"}).assign(facet="grade")
    return pd.concat([of_documents, grades], ignore_index=True)[["source_id", "facet", "value"]].astype("string")


@kept_with_record
def values_of_facets(record: Record) -> dict[str, list[str]]:
    """For each facet the values that any document has, in order."""
    are = facets(record)
    return {facet: sorted(are.loc[are["facet"] == facet, "value"].unique()) for facet in FACETS}


def narrowed(documents: pd.DataFrame, are: pd.DataFrame, chosen: Chosen) -> pd.DataFrame:
    """The documents that have, of each facet of which values are chosen, one of these; `are`: what `facets` gives."""
    for ids in having(are, chosen).values():
        documents = documents[documents["source_id"].isin(ids)]
    return documents


def having(are: pd.DataFrame, chosen: Chosen) -> dict[str, set[str]]:
    """For each facet of which values are chosen the documents that have one of these."""
    asked = {facet: set(values) for facet, values in chosen.items() if values}
    found: dict[str, set[str]] = {facet: set() for facet in asked}
    if asked:
        for source_id, facet, value in zip(are["source_id"], are["facet"], are["value"], strict=True):
            if facet in asked and value in asked[facet]:
                found[facet].add(source_id)
    return found


def counts(documents: pd.DataFrame, are: pd.DataFrame, chosen: Chosen) -> dict[str, dict[str, int]]:
    """For each facet how many of the documents have each of its values, among those that the other facets leave.

    Every value that any document of `are` has is there, with 0 where none is left; years and grades stand in order, the
    newest year first and the undated last, all else by number, the most first.
    """
    ids, pairs = set(documents["source_id"]), {facet: list[tuple[str, str]]() for facet in FACETS}
    for source_id, facet, value in zip(are["source_id"], are["facet"], are["value"], strict=True):
        pairs[facet].append((source_id, value))
    chosen_ids = having(are, chosen)
    found: dict[str, dict[str, int]] = {}
    for facet in FACETS:
        left = ids.intersection(*(those for name, those in chosen_ids.items() if name != facet))
        number = Counter(dict.fromkeys((value for _, value in pairs[facet]), 0))
        number.update(value for source_id, value in pairs[facet] if source_id in left)
        if facet == "year":
            order = sorted(number, key=lambda year: (year != UNDATED, year), reverse=True)
        else:
            order = sorted(number, key=lambda value: (0 if facet == "grade" else -number[value], value))
        found[facet] = {value: number[value] for value in order}
    return found
