"""Facets of documents: each count equals the documents that are left when its value is chosen."""

import pandas as pd
import pytest

from subjects.facets import FACETS, UNDATED, counts, facets, narrowed
from subjects.sources import sources
from tests.live import RECORD

HAVING, DOCUMENTS = facets(RECORD), sources(RECORD)[["source_id"]]


def test_every_document_is_of_one_publisher_kind_language_and_year() -> None:
    table = RECORD.tables["sources"].set_index("source_id")
    for facet in ("publisher", "kind", "language", "year"):
        has = {source_id: value for value, ids in HAVING[facet].items() for source_id in ids}
        assert sum(map(len, HAVING[facet].values())) == len(has) == len(table)
        if facet == "year":
            assert HAVING[facet][UNDATED] == {*table.index[table["published"].isna()]}
        else:
            assert has == table[facet].to_dict()


def test_a_document_has_the_grades_of_the_rows_that_rest_on_it() -> None:
    for grade in "ABC":
        resting = [
            table.loc[table["grade"] == grade, "source_id"].dropna()
            for table in RECORD.tables.values()
            if "grade" in table and "source_id" in table
        ]
        assert HAVING["grade"][grade] == {*pd.concat(resting)}


@pytest.mark.parametrize(
    "chosen", [{}, {"kind": ["news"]}, {"kind": ["news"], "language": ["ko", "ja"], "grade": ["B"]}]
)
def test_a_count_is_what_choosing_the_value_alone_would_leave(chosen: dict[str, list[str]]) -> None:
    found = counts(DOCUMENTS, HAVING, chosen)
    assert list(found) == list(FACETS)
    for facet, values in found.items():
        assert set(values) == {*HAVING[facet]}
        for value, number in values.items():
            assert number == len(narrowed(DOCUMENTS, HAVING, {**chosen, facet: [value]})), (facet, value)


def test_values_of_one_facet_add_and_facets_narrow() -> None:
    having = {
        "kind": {"news": frozenset("ac"), "court": frozenset("b")},
        "grade": {"A": frozenset("a"), "B": frozenset("ab")},
    }
    documents = pd.DataFrame({"source_id": ["a", "b", "c"]})

    def left(**chosen: list[str]) -> list[str]:
        return narrowed(documents, having, chosen)["source_id"].tolist()

    assert left() == left(kind=[], grade=[]) == ["a", "b", "c"]
    assert left(kind=["news", "court"]) == ["a", "b", "c"]
    assert left(kind=["news"], grade=["B"]) == ["a"]
    assert left(grade=["A", "B"]) == ["a", "b"]
    assert left(kind=["ngo"]) == []


def test_years_stand_newest_first_grades_in_order_and_all_else_by_number() -> None:
    found = counts(DOCUMENTS, HAVING, {})
    years = list(found["year"])
    assert years[-1] == UNDATED
    assert years[:-1] == sorted(years[:-1], reverse=True)
    assert list(found["grade"]) == ["A", "B", "C"]
    assert list(found["kind"].values()) == sorted(found["kind"].values(), reverse=True)
