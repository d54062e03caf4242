from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from charts.it_cases import COUNTED
from loaders import codes
from loaders.codes import (
    CHANNELS,
    DOCUMENT_KINDS,
    IT_MEASURES,
    IT_UNITS,
    LANES,
    PROGRAMME,
    STRENGTHS,
    THEFT,
    THEFT_MEASURES,
    WORKER_MEASURES,
)
from subjects.it_workers import SUBJECTS
from subjects.thefts import YARDSTICKS
from tests.live import RECORD

DECIDES = ("isSigned", "isRetelling")
NAMED = [known for known in vars(codes).values() if isinstance(known, codes.Codes)]


@pytest.fixture
def shown() -> Iterator[dict[str, Any]]:
    """A copy of the descriptor to change; afterwards words are those of the record again."""
    yield deepcopy(RECORD.descriptor)
    codes.use(RECORD.descriptor)


def field(descriptor: dict[str, Any], table: str, column: str) -> dict[str, Any]:
    schema = next(resource["schema"] for resource in descriptor["resources"] if resource["name"] == table)
    return next(field for field in schema["fields"] if field["name"] == column)


@pytest.mark.parametrize("known", NAMED, ids=lambda known: f"{known.table}.{known.column}")
def test_words_stand_for_the_values_of_the_column_in_their_order(known: codes.Codes) -> None:
    values = field(RECORD.descriptor, known.table, known.column)["constraints"]["enum"]
    assert [value for value in known if value not in known.also] == values
    assert len(known) == len(list(known)) == len(values) + len(known.also)
    assert all(known[value] for value in known)


def test_values_that_no_row_holds_stand_where_they_are_said_to() -> None:
    for known, value, after in ((LANES, THEFT, "advisory"), (IT_MEASURES, PROGRAMME, "case_revenue")):
        assert list(known)[known.order[value] + 1] == after
    assert LANES[THEFT] == "Largest thefts"


def test_a_value_without_words_is_not_known() -> None:
    with pytest.raises(KeyError):
        STRENGTHS["certain"]
    assert "certain" not in STRENGTHS


def test_what_values_say() -> None:
    assert "present" in WORKER_MEASURES.where(says="there")
    assert "entered" not in WORKER_MEASURES.where(says="there")
    assert WORKER_MEASURES.where(says="there", time="flow") == ()
    assert set(WORKER_MEASURES.where(zeroSays="gone")) < set(WORKER_MEASURES.where(says="there"))
    assert IT_UNITS.says("usd_per_month", "saidAfter") == "a month"
    assert {IT_UNITS.says(unit, "kind") for unit in IT_UNITS} == {"money", "percent", "count"}
    assert set(CHANNELS.each("kind").values()) == {"income", "cost", "yardstick"}
    assert set(IT_MEASURES.each("subject").values()) == set(SUBJECTS)
    assert set(LANES.each("concerns").values()) == {"hosts", "measures", "other"}
    for known in (WORKER_MEASURES, THEFT_MEASURES):
        assert set(known.each("time").values()) <= {"stock", "flow"}


def test_what_a_code_decides_is_one_of_what_the_code_knows() -> None:
    assert set(STRENGTHS.each("counts").values()) == {"alone", "by_two", "never", "against"}
    assert set(WORKER_MEASURES.each("phase").values()) == {"home", "left", "difference", "none"}
    assert set(CHANNELS.each("besideThefts").values()) == {*YARDSTICKS[1:], "none"}
    assert {type(DOCUMENT_KINDS.says(kind, name)) for kind in DOCUMENT_KINDS for name in DECIDES} == {bool}


def test_a_measure_that_is_asked_about_year_by_year_has_all_its_texts() -> None:
    names = [name for name in THEFT_MEASURES.each("linkName").values() if name]
    assert names
    assert len(set(names)) == len(names)
    for measure, link in THEFT_MEASURES.each("linkName").items():
        texts = [str(THEFT_MEASURES.says(measure, name)) for name in ("heading", "counted", "ofSpan", "inYear")]
        assert all(texts) == any(texts) == bool(link)
        assert THEFT_MEASURES.says(measure, "kind") in ("money", "percent")
        if link:
            assert "{span}" in THEFT_MEASURES.said(measure, "ofSpan")
            assert "{year}" in THEFT_MEASURES.said(measure, "inYear")
            assert THEFT_MEASURES.said(measure, "yearByYear")


def test_a_column_is_shown_in_full_by_its_title_alone(shown: dict[str, Any]) -> None:
    before = dict(codes.titles())
    assert "scope" not in before
    field(shown, "worker_claims", "scope")["title"] = "Which part"
    codes.use(shown)
    assert codes.titles() == {**before, "scope": "Which part"}
    codes.use(RECORD.descriptor)
    assert codes.titles() == before


def test_words_follow_the_record_that_is_shown(shown: dict[str, Any]) -> None:
    column = field(shown, "attributions", "strength")
    column["categories"][0]["label"] = "official"
    codes.use(shown)
    assert STRENGTHS["formal"] == "official"


def test_what_the_program_knows_by_name_is_of_the_record() -> None:
    for name, known in (
        (codes.HOST_STATES, codes.TOTAL_MEASURES),
        (codes.STOLEN, THEFT_MEASURES),
        (codes.IT_HOSTS[0], IT_MEASURES),
        (codes.IT_HOSTS[1], IT_UNITS),
        *((unit, known) for unit in (codes.A_MONTH, codes.A_YEAR) for known in (IT_UNITS, codes.TOTAL_UNITS)),
        *((lane, LANES) for lane in COUNTED),
    ):
        assert name in known


def test_a_value_means_the_same_in_every_table() -> None:
    for column in ("grade", "qualifier", "sector", "unit"):
        said: dict[str, dict[str, Any]] = {}
        for resource in RECORD.descriptor["resources"]:
            for one in resource["schema"]["fields"]:
                for category in one.get("categories", ()) if one["name"] == column else ():
                    means = {name: part for name, part in category.items() if name != "description"}
                    assert said.setdefault(category["value"], means) == means
        assert said


UNLIKE = {
    **dict.fromkeys(("title", "summary"), ("pattern",)),  # those of events are our own words, which have a form
    **dict.fromkeys(("claim_id", "event_id"), ("pattern",)),  # keys of events begin alike, those of amounts join two
    **dict.fromkeys(("low", "high"), ("type", "unit")),  # workers are counted in whole persons, money is not
}
"""What of a column is another thing in another table, and why."""


def test_a_column_is_of_one_kind_in_every_table() -> None:
    """A descriptor describes each table by itself; a column of one name that drifts apart would be two columns."""
    fields = [one for resource in RECORD.descriptor["resources"] for one in resource["schema"]["fields"]]
    found: dict[tuple[str, str], set[Any]] = {}
    for one in fields:
        told = {**one, "pattern": one.get("constraints", {}).get("pattern")}
        for name in ("type", "pattern", "unit", "title"):
            found.setdefault((one["name"], name), set()).add(told.get(name))
    assert {key for key, kinds in found.items() if len(kinds) > 1} == {
        (column, name) for column, names in UNLIKE.items() for name in names
    }
