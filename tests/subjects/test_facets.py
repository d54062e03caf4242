"""Facets of documents: each count equals the documents that are left when its value is chosen."""

import pandas as pd
import pytest

from subjects.facets import FACETS, UNDATED, counts, facets, narrowed
from subjects.sources import sources
from tests.live import RECORD

ARE, DOCUMENTS = facets(RECORD), sources(RECORD)


def of(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source_id", "facet", "value"])


def test_every_document_is_of_one_publisher_kind_language_and_year() -> None:
    wide = ARE[ARE["facet"] != "grade"].pivot(index="source_id", columns="facet", values="value")
    assert wide.notna().all(axis=None)
    table = RECORD.tables["sources"].set_index("source_id")
    for facet in ("publisher", "kind", "language"):
        assert wide[facet].eq(table[facet].reindex(wide.index)).all()
    assert set(wide.index[wide["year"] == UNDATED]) == set(table.index[table["published"].isna()])


def test_a_document_has_the_grades_of_the_rows_that_rest_on_it() -> None:
    for grade in "ABC":
        having = set(ARE.loc[(ARE["facet"] == "grade") & (ARE["value"] == grade), "source_id"])
        resting = [
            table.loc[table["grade"] == grade, "source_id"].dropna()
            for table in RECORD.tables.values()
            if "grade" in table and "source_id" in table
        ]
        assert having == set(pd.concat(resting))


@pytest.mark.parametrize(
    "chosen", [{}, {"kind": ["news"]}, {"kind": ["news"], "language": ["ko", "ja"], "grade": ["B"]}]
)
def test_a_count_is_what_choosing_the_value_alone_would_leave(chosen: dict[str, list[str]]) -> None:
    found = counts(DOCUMENTS, ARE, chosen)
    assert list(found) == list(FACETS)
    for facet, values in found.items():
        assert set(values) == set(ARE.loc[ARE["facet"] == facet, "value"])
        for value, number in values.items():
            assert number == len(narrowed(DOCUMENTS, ARE, {**chosen, facet: [value]})), (facet, value)


def test_values_of_one_facet_add_and_facets_narrow() -> None:
    are = of(
        *(("a", "kind", "news"), ("b", "kind", "court"), ("c", "kind", "news")),
        *(("a", "grade", "A"), ("a", "grade", "B"), ("b", "grade", "B")),
    )
    documents = pd.DataFrame({"source_id": ["a", "b", "c"]})

    def left(**chosen: list[str]) -> list[str]:
        return narrowed(documents, are, chosen)["source_id"].tolist()

    assert left() == left(kind=[], grade=[]) == ["a", "b", "c"]
    assert left(kind=["news", "court"]) == ["a", "b", "c"]
    assert left(kind=["news"], grade=["B"]) == ["a"]
    assert left(grade=["A", "B"]) == ["a", "b"]
    assert left(kind=["ngo"]) == []


def test_years_stand_newest_first_grades_in_order_and_all_else_by_number() -> None:
    found = counts(DOCUMENTS, ARE, {})
    years = list(found["year"])
    assert years[-1] == UNDATED
    assert years[:-1] == sorted(years[:-1], reverse=True)
    assert list(found["grade"]) == ["A", "B", "C"]
    assert list(found["kind"].values()) == sorted(found["kind"].values(), reverse=True)
