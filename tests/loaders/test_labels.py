"""A column that the record has not: a slip for the name of another, or one of the reader's own."""

import pytest

from tests.tiny import Folder


@pytest.mark.parametrize(
    ("column", "label", "meant"),
    [
        (5, "my_summary", "summary"), (5, "summry", "summary"), (5, "research", None), (5, "comment", None),
        (4, "count", None), (4, "total", None), (4, "amount_of", "amount"), (3, "place", None), (7, "estimate", None),
    ],
)  # fmt: skip
def test_a_column_of_ones_own_is_taken_for_no_other(folder: Folder, column: int, label: str, meant: str | None) -> None:
    folder.rows["laundering"][0][column] = label
    said = next(fault for fault in map(str, folder.faults()) if f":1:{label}:" in fault)
    if meant is None:
        assert "unknown-label" in said
        assert "did you mean" not in said
    else:
        assert said.endswith(f"; did you mean {meant!r}?")


def test_what_is_said_of_a_row_has_its_note(folder: Folder) -> None:
    for row in folder.rows["sightings"]:
        row.append("x1")
    folder.rows["sightings"][0][-1] = "research"
    assert folder.fault().endswith("here; what is said of a row stands in its note")
