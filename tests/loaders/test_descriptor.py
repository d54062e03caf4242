"""A descriptor or a table that cannot be read: its fault comes first, and what follows from it is not told."""

import pytest

from loaders.faults import TableError
from tests.tiny import Folder


@pytest.mark.parametrize(
    ("name", "value"),
    [("path", "/etc/passwd"), ("path", "../other.csv"), ("path", 7), ("drawnFrom", "../x"), ("minimumRows", True)],
)
def test_a_descriptor_that_leads_out_or_has_a_wrong_kind(folder: Folder, name: str, value: object) -> None:
    folder.resource("worker_claims")[name] = value
    assert folder.fault().startswith("datapackage.json:-:resources[2].")


def test_a_pattern_that_is_no_regular_expression(folder: Folder) -> None:
    folder.resource("host_sectors")["schema"]["fields"][1]["constraints"]["pattern"] = "("
    assert "the pattern is no regular expression" in folder.fault()


def test_a_descriptor_too_deep_to_read(folder: Folder) -> None:
    folder.bytes["datapackage.json"] = b"[" * 100000
    assert ": descriptor: this is not JSON" in folder.fault()


def test_a_table_that_cannot_be_read_makes_nothing_unused(folder: Folder) -> None:
    folder.bytes["laundering.csv"] = folder.text("laundering").replace(",", ";").encode()
    assert ": delimiter: cells are separated by a semicolon" in folder.fault()
    folder.bytes["laundering.csv"] = b"sep=,\n" + folder.text("laundering").encode()
    assert "laundering.csv:1:-: 'sep=': delimiter: this line is a note of a spreadsheet" in folder.fault()


@pytest.mark.parametrize("damage", [b"", b"a;b\n", b"\xff\xfe", b"A title,,\n"])
def test_a_table_that_cannot_be_read_is_the_only_fault(folder: Folder, damage: bytes) -> None:
    """No page through which one of its rows was read is said to serve none."""
    text = folder.text("laundering").encode()
    page = ("court-2020-case--9", "court-2020-case", "mixer-1", "A paper", "", "https://paper.example/9", "quoted", "")
    folder.add("sightings", *page)
    folder.load()
    folder.bytes["laundering.csv"] = damage and damage + text
    assert folder.fault().startswith("laundering.csv:")


def test_the_cause_comes_before_what_follows_from_it(folder: Folder) -> None:
    folder.set("sources", 2, source_id="UN 2019")
    with pytest.raises(TableError) as refused:
        folder.load()
    rules = [fault.rule for fault in refused.value.faults]
    assert rules[0] == "pattern"
    assert "link" in rules[1:]
