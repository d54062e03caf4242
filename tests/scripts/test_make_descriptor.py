"""The descriptor is what columns and tables give, and what is wrong with these is told with its place."""

import json
from pathlib import Path

import pytest

from loaders.descriptor import DESCRIPTOR, read_descriptor
from loaders.faults import TableError
from scripts.described import COLUMNS, TABLES
from scripts.make_descriptor import descriptor_text, main

FILES = {
    COLUMNS: """\
types:
  id: ^[a-z]+$

place:
  type: id
  description: The place.
  knownBy: source
  required: true
  rowOf: places
  in places:
    description: "Stable id: a word."
    knownBy: always
  in ports, walks: {required: false}

seen:
  description: When it was seen.
  knownFrom: 2018-07
  knownBy: source
  values:
    early:
      description: Before noon.
      beside: {isNoon: false, time: none}
    at_noon:
      label: at noon
      description: At noon.
      beside: {isNoon: true, time: none}
  in visits: {without: [early]}
  in ports:
    values:
      early: {description: Before the gates open.}
      "yes": {description: At any time., isNoon: false, time: none}

measure:
  description: What is counted.
  knownBy: source
  values:
    boats: {description: Boats., units: boats}
    calls: {description: Calls at the port., units: [boats, hours]}

unit:
  description: Unit of what is counted.
  knownBy: source
  values:
    boats: {description: Boats.}
    hours: {description: Hours between calls.}

depth:
  type: number
  description: >-
    How deep the water is,
    at low tide.
  knownBy: source
  unit: metres
  minimum: 0
""",
    TABLES: """\
name: places
tables:
  places:
    minimumRows: 3
    title: Places
    description: Where.
    key: place
    columns: [place, depth]
  visits:
    title: Visits
    minimumRows: 1
    key: [place, seen]
    columns: [place, seen]
  ports:
    title: Ports
    minimumRows: 1
    key: seen
    columns:
    - seen
    - place
    - measure
    - unit
  sights:
    title: Sights
    minimumRows: 1
    key: place
    columns: [place, seen]
  walks:
    title: Walks
    minimumRows: 1
    key: depth
    columns: [depth, place]
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def fields(folder: Path, table: str) -> dict[str, dict[str, object]]:
    resources = json.loads(descriptor_text(folder))["resources"]
    found = next(resource for resource in resources if resource["name"] == table)
    return {field["name"]: field for field in found["schema"]["fields"]}


def test_a_table_has_its_file_its_columns_its_key_and_its_links(folder: Path) -> None:
    descriptor = json.loads(descriptor_text(folder))
    assert descriptor["name"] == "places"
    assert descriptor["resources"][0] == {
        "name": "places",
        "path": "places.csv",
        "title": "Places",
        "description": "Where.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "minimumRows": 3,
        "schema": {
            "fields": [
                {
                    "name": "place",
                    "type": "string",
                    "description": "Stable id: a word.",
                    "knownBy": "always",
                    "constraints": {"required": True, "unique": True, "pattern": "^[a-z]+$"},
                },
                {
                    "name": "depth",
                    "type": "number",
                    "description": "How deep the water is, at low tide.",
                    "knownBy": "source",
                    "unit": "metres",
                    "constraints": {"minimum": 0},
                },
            ],
            "primaryKey": ["place"],
            "foreignKeys": [],
        },
    }
    assert descriptor["resources"][1]["schema"]["foreignKeys"] == [
        {"fields": "place", "reference": {"resource": "places", "fields": "place"}}
    ]


def test_a_column_is_required_where_it_is_of_the_key_or_says_so(folder: Path) -> None:
    constraints = {table: fields(folder, table)["place"]["constraints"] for table in ("visits", "ports", "sights")}
    assert constraints == {
        "visits": {"required": True, "pattern": "^[a-z]+$"},
        "ports": {"pattern": "^[a-z]+$"},
        "sights": {"required": True, "unique": True, "pattern": "^[a-z]+$"},
    }


def test_a_table_has_the_values_of_all_but_for_what_it_says_otherwise(folder: Path) -> None:
    noon = {"value": "at_noon", "label": "at noon", "description": "At noon.", "isNoon": True, "time": "none"}
    early = {"value": "early", "label": "early", "description": "Before noon.", "isNoon": False, "time": "none"}
    anytime = {"value": "yes", "label": "yes", "description": "At any time.", "isNoon": False, "time": "none"}
    assert {table: fields(folder, table)["seen"]["categories"] for table in ("visits", "ports", "sights")} == {
        "visits": [noon],
        "ports": [{**early, "description": "Before the gates open."}, noon, anytime],
        "sights": [early, noon],
    }
    assert fields(folder, "ports")["seen"]["constraints"] == {
        "required": True, "unique": True, "enum": ["early", "at_noon", "yes"]
    }  # fmt: skip
    assert fields(folder, "sights")["seen"]["knownFrom"] == "2018-07"


def test_a_measure_has_its_units_and_says_them_of_its_table(folder: Path) -> None:
    """One that is called like a unit, too."""
    ports = json.loads(descriptor_text(folder))["resources"][2]
    assert ports["unitsByMeasure"] == {"boats": ["boats"], "calls": ["boats", "hours"]}
    said = [{"value": "boats", "label": "boats", "description": "Boats."}]
    assert fields(folder, "ports")["measure"]["categories"][:1] == said


def test_the_loader_reads_what_is_written_and_nothing_is_written_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == "rewritten: datapackage.json\n"
    assert [*read_descriptor(folder)[1]] == ["places", "visits", "ports", "sights", "walks"]
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == ""


def test_a_folder_without_the_two_files_keeps_its_descriptor(tmp_path: Path) -> None:
    (tmp_path / DESCRIPTOR).write_text("{}")
    assert main([str(tmp_path)]) == 0
    assert (tmp_path / DESCRIPTOR).read_text() == "{}"


def test_nothing_is_written_while_something_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(folder)])
    before = (folder / DESCRIPTOR).read_bytes()
    (folder / COLUMNS).write_text(FILES[COLUMNS].replace("unit: metres", "units: metres"))
    capsys.readouterr()
    assert main([str(folder)]) == 1
    assert "depth: 'units': unknown: no such property; did you mean 'unit'?" in capsys.readouterr().out
    assert (folder / DESCRIPTOR).read_bytes() == before


@pytest.mark.parametrize(
    ("file", "there", "instead", "told"),
    [
        (TABLES, "name: places\n", "name: places\nfollow: abcdef01\n",
         "-: 'follow': unknown: no such property; did you mean 'follows'?"),
        (TABLES, "title: Ports", "tilte: Ports",
         "tables.ports: 'tilte': unknown: no such property; did you mean 'title'?"),
        (TABLES, "[place, depth]", "[place, dept]",
         "tables.places.columns: 'dept': unknown: columns.yaml describes no such column; did you mean 'depth'?"),
        (TABLES, "[place, depth]", "[place, depth, place]",
         "tables.places.columns: 'place': twice: the table has this column already"),
        (TABLES, "    columns: [place, depth]\n", "",
         "tables: 'places': form: properties are expected, a key and a list of columns among them"),
        (TABLES, "key: [place, seen]", "key: 3",
         "tables: 'visits': form: properties are expected, a key and a list of columns among them"),
        (COLUMNS, "without: [early]", "without: 3",
         "seen.in visits: 'without': form: a name is expected, or a list of names"),
        (COLUMNS, "type: number", "type: [number]",
         "depth: 'type': form: a name is expected"),
        (TABLES, FILES[TABLES], "",
         "tables: '': form: names are expected, each with what is said of it"),
        (COLUMNS, "depth:\n", "tide: {description: How strong.}\n\ndepth:\n",
         "-: 'tide': needless: no table has this column"),
        (COLUMNS, "  id: ^[a-z]+$\n", "  id: ^[a-z]+$\n  code: ^$\n",
         "types: 'code': needless: no column is of this type"),
        (COLUMNS, "unit: metres", "unit: metres\n  unit: feet",
         "-: '': yaml: unit stands twice"),
        (COLUMNS, "unit: metres", "unit: [metres",
         "-: '': yaml: expected ',' or ']', but got ':'"),
        (COLUMNS, "type: id", "type: ide",
         "place: 'type': unknown: there is no ide; did you mean 'id'?"),
        (COLUMNS, "rowOf: places", "rowOf: visits",
         "place: 'rowOf': unknown: there is no visits; did you mean 'sights'?"),
        (COLUMNS, "in ports, walks:", "in port, walks:",
         "place: 'in port, walks': unknown: no table port has this column; did you mean 'ports'?"),
        (COLUMNS, "in visits: {", "in places: {",
         "seen: 'in places': unknown: no table places has this column"),
        (COLUMNS, "in ports, walks:", "in places, walks:",
         "place: 'in places': twice: places has several parts"),
        (COLUMNS, "knownBy: always", "knownBy: source",
         "place.in places: 'knownBy': twice: the same is said for all tables"),
        (COLUMNS, "in ports, walks: {", "in ports, walks, visits, sights: {description: X, ",
         "place: 'description': needless: every table that has the column says its own"),
        (COLUMNS, "Before the gates open.", "Before noon.",
         "seen.in ports.values: 'early': twice: the same description is said for all tables"),
        (COLUMNS, "label: at noon", "label: at_noon",
         "seen.values: 'at_noon': twice: a code without a label is its own"),
        (COLUMNS, "label: at noon", "time: noon",
         "seen.values: 'at_noon': twice: time is said beside, too"),
        (COLUMNS, "without: [early]", "without: late",
         "seen.in visits: 'without': unknown: late is no value for all tables"),
        (COLUMNS, "beside: {isNoon: true, time: none}", "beside: noon",
         "seen.values.at_noon: 'beside': form: names are expected, each with what is said of it"),
        (COLUMNS, "units: [boats, hours]", "units: [boat]",
         "measure.in ports.values.calls.units: 'boat': unknown: ports has no such unit; did you mean 'boats'?"),
        (COLUMNS, ", units: [boats, hours]", "",
         "measure.in ports.values: 'calls': missing: a measure says in which units it may be"),
        (COLUMNS, "isNoon: true", "isNoon: yes",
         "visits.seen: '': descriptor: what at_noon says by isNoon is of another kind than elsewhere"),
        (COLUMNS, "minimum: 0", "minimum: none",
         "places.depth.constraints.minimum: '': descriptor: minimum must be a whole number or a number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(folder: Path, file: str, there: str, instead: str, told: str) -> None:
    assert FILES[file].count(there) == 1
    (folder / file).write_text(FILES[file].replace(there, instead), encoding="utf-8")
    with pytest.raises(TableError) as error:
        descriptor_text(folder)
    assert told in [str(fault).split(":", 2)[2] for fault in error.value.faults]


def test_what_is_wrong_is_told_with_its_line(folder: Path) -> None:
    for file, text in FILES.items():
        (folder / file).write_text(text.replace("place, depth", "place, dept").replace("unit: ", "units: "))
    with pytest.raises(TableError) as error:
        descriptor_text(folder)
    for fault in error.value.faults:
        line = (folder / fault.file).read_text().splitlines()[(fault.row or 0) - 1]
        assert fault.value in line
    assert {fault.file for fault in error.value.faults} == {*FILES}
