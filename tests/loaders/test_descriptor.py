"""A descriptor or a table that cannot be read: its fault comes first, and what follows from it is not told."""

import json
from datetime import date
from pathlib import Path

import pytest

from loaders.descriptor import DATA, DESCRIPTOR, described_on
from loaders.faults import TableError
from loaders.needed import FILE, NEEDED, needed_faults, needed_of, needed_text
from loaders.tables import load_record
from tests.tiny import Folder


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("path", "/etc/passwd"),
        ("path", "../other.csv"),
        ("path", 7),
        ("drawnFrom", "../x"),
        ("minimumRows", True),
        ("knownFrom", "July 2018"),
    ],
)
def test_a_descriptor_that_leads_out_or_has_a_wrong_kind(folder: Folder, name: str, value: object) -> None:
    folder.resource("worker_claims")[name] = value
    assert folder.fault().startswith("datapackage.json:-:resources[2].")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, ["2019", "March 2019", "always"]),
        (date(2019, 3, 1), ["2019", "March 2019", "always"]),
        ("2019-02-28", ["2019", "always"]),
        (date(2018, 12, 31), ["always"]),
    ],
)
def test_a_description_is_said_from_the_time_that_it_names_on(day: object, said: list[str]) -> None:
    parts = [
        {"name": "a", "description": "2019", "knownFrom": "2019"},
        {"name": "b", "categories": [{"description": "March 2019", "knownFrom": "2019-03"}], "description": "always"},
    ]
    told = described_on(parts, day)
    assert [part["name"] for part in told] == ["a", "b"]
    assert [text for text in ("2019", "March 2019", "always") if f"'description': '{text}'" in str(told)] == said


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


@pytest.mark.parametrize(
    ("there", "instead", "told"),
    [
        ('"name": "tiny"', '"name": "tiny", "resources": []', "'resources' stands twice in one object"),
        ('"path": "events.csv"', '"path": "x", "path": "events.csv"', "'path' stands twice in one object"),
        ('"minimum": 2009', '"minimum": -Infinity', "-Infinity is no number that JSON knows"),
        ('"name": "tiny"', '"name": "tiny", "x": ' + "[" * 600 + "]" * 600, "stand in one another more than 20 deep"),
        ('"resources": [', '"resources": ["x", ', "a table is expected, with name, path and schema"),
        ('"resources": [', '"resources": [{"name": "x", "path": "x.md"}, ', "a table is expected"),
        ('"name": "tiny"', '"name": "tiny", "follows": 7', "follows must be text"),
        ('"minimumRows": 1', '"minimumRows": -1', "minimumRows, 1 or more, is missing"),
    ],
)
def test_a_descriptor_that_other_programs_read_otherwise_or_that_says_too_little(
    folder: Folder, there: str, instead: str, told: str
) -> None:
    text = json.dumps(folder.descriptor)
    assert there in text
    folder.bytes[DESCRIPTOR] = text.replace(there, instead, 1).encode()
    assert told in folder.fault()


@pytest.mark.parametrize("sentence", ["{summary!x}", "{summary:{title}}", "{summary!r:nothing}"])
def test_a_sentence_holds_columns_and_what_is_said_where_they_are_empty(folder: Folder, sentence: str) -> None:
    folder.resource("events")["sentence"] = "{title:nothing}"
    folder.load()
    folder.resource("events")["sentence"] = sentence
    assert "in the braces of a sentence stand a column" in folder.fault()


@pytest.mark.parametrize(
    ("table", "name", "value", "told"),
    [
        ("worker_totals", "unitsByMeasure", {"workers_abroad": 1.5}, "units must be a list"),
        ("worker_totals", "unitsByMeasure", {"workers_abroad": [[]]}, "units must be a list of texts"),
        ("events", "subjectColumns", [7], "subjectColumns must be a list of texts"),
        ("events", "confirmed", [{"rule": "x", "keys": [1.5], "why": "y"}], "keys must be a list of texts"),
        ("events", "encoding", 8, "encoding must be text"),
    ],
)
def test_what_a_list_of_the_descriptor_holds(folder: Folder, table: str, name: str, value: object, told: str) -> None:
    folder.resource(table)[name] = value
    assert told in str(folder.faults()[0])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("label", ["x"]),
        ("label", "{0}"),
        ("label", "a {year"),
        ("label", 7),
        ("time", None),
        ("time", 1.5),
        ("says", {}),
        ("isSaidBeforehand", "yes"),
    ],
)
def test_what_a_code_says_is_text_or_whether(tmp_path: Path, name: str, value: object) -> None:
    changed = descriptor()
    resource = "events" if name == "isSaidBeforehand" else "worker_claims"
    fields = next(each for each in changed["resources"] if each["name"] == resource)["schema"]["fields"]
    codes = next(each for each in fields if name in (each.get("categories") or [{}])[0])["categories"]
    codes[0][name] = value
    (tmp_path / DESCRIPTOR).write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(TableError, match=r"is of another kind|must be text|braces stand round"):
        load_record(tmp_path)


def descriptor() -> dict:
    return json.loads((DATA / DESCRIPTOR).read_text(encoding="utf-8"))


def test_what_the_pages_read_is_what_the_record_describes() -> None:
    assert FILE.read_text(encoding="utf-8") == needed_text(descriptor())
    assert list(needed_faults(descriptor(), needed_of(descriptor()))) == []


def claims(described: dict) -> dict:
    return next(each for each in described["resources"] if each["name"] == "worker_claims")


def column(described: dict, name: str) -> dict:
    return next(each for each in claims(described)["schema"]["fields"] if each["name"] == name)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda each: each["resources"].clear(), "sources: '': descriptor: the pages read a table"),
        (lambda each: each["resources"].remove(claims(each)), "worker_claims: '': descriptor: the pages read a table"),
        (lambda each: claims(each)["schema"]["fields"].pop(), "worker_claims.note: '': descriptor: the pages read"),
        (lambda each: claims(each)["schema"].update(primaryKey=["claim_id", "iso3"]), "find a row by claim_id"),
        (lambda each: claims(each).pop("subject"), "worker_claims: '': descriptor: the pages read subject"),
        (lambda each: column(each, "low").update(type="string"), "read this column as a whole number"),
        (lambda each: column(each, "as_of_start")["constraints"].pop("pattern"), "read this column as a date"),
        (lambda each: column(each, "grade").pop("categories"), "read this column as one of a list of values"),
        (
            lambda each: [value.pop("says") for value in column(each, "measure")["categories"]],
            "read what a value says by says",
        ),
        (
            lambda each: column(each, "measure")["categories"][0].update(phase="aside"),
            "phase says aside; the pages know difference, home, left, none",
        ),
    ],
)
def test_what_the_pages_read_has_to_be_described(change: object, told: str) -> None:
    changed = descriptor()
    change(changed)
    faults = list(needed_faults(changed, needed_of(descriptor())))
    assert told in str(faults[0])


def test_a_record_that_lacks_what_the_pages_read_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write()
    monkeypatch.setattr("loaders.tables.NEEDED", NEEDED)
    with pytest.raises(TableError, match=r"worker_claims\.population: '': descriptor: the pages read this column"):
        load_record(folder.path)
