"""The record itself: it loads, outside tools accept it, and it is written in the one canonical form."""

import subprocess
import sys
from pathlib import Path

import geopandas
import pytest

from loaders.boundaries import load_outlines
from loaders.canonical import canonical_table
from loaders.dates import DATE_PATTERN
from loaders.descriptor import DATA, DESCRIPTOR, read_descriptor
from loaders.reading import read_sheet
from loaders.tables import load_record
from scripts.make_descriptor import descriptor_text

DESCRIPTION, TABLES = read_descriptor()
DATE_ENDINGS = ("published", "date", "_start", "_end")


def test_the_record_loads_and_says_what_it_holds() -> None:
    record = load_record()
    assert set(record.tables) == set(TABLES)
    assert sum(map(len, record.tables.values())) > 2000


def test_frictionless_accepts_it() -> None:
    command = [str(Path(sys.executable).with_name("frictionless")), "validate", str(DATA / DESCRIPTOR)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_written_in_canonical_form(name: str) -> None:
    table, data = TABLES[name], (DATA / TABLES[name].file).read_bytes()
    written = canonical_table(table, [row.cells for row in read_sheet(table, data).rows])
    assert data == written.encode(), "run `python -m loaders.canonical`"


def test_the_descriptor_is_what_columns_and_tables_give() -> None:
    """In canonical form, too."""
    assert (DATA / DESCRIPTOR).read_text(encoding="utf-8") == descriptor_text(DATA), "run `make record`"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_described(name: str) -> None:
    table = TABLES[name]
    assert table.description.endswith(".")
    for column in table.columns:
        assert column.description, f"{name}.{column.name} says not what it means"
        if column.name.endswith(DATE_ENDINGS):
            assert column.pattern == DATE_PATTERN, f"{name}.{column.name} is not checked as a date"
        if column.is_numeric:
            assert column.minimum is not None, f"{name}.{column.name} states no minimum"


def test_rules_that_only_the_descriptor_can_switch_on() -> None:
    assert TABLES["sources"].every_row_used
    assert TABLES["jurisdictions"].drawn_from
    assert TABLES["theft_totals"].units_by_measure["share_of_all"] == ["percent"]
    for name in ("worker_totals", "it_worker_claims"):
        measures = TABLES[name].by_name["measure"].enum
        assert set(TABLES[name].units_by_measure) == set(measures), f"every measure of {name} has its units"


def test_a_unit_has_one_spelling() -> None:
    by_measure = [table["unitsByMeasure"] for table in DESCRIPTION["resources"] if "unitsByMeasure" in table]
    asked = {unit for units in by_measure for listed in units.values() for unit in listed}
    listed = {
        unit for table in TABLES.values() for column in table.columns if column.name == "unit" for unit in column.enum
    }
    assert asked == listed
    assert {unit for unit in listed if unit != unit.casefold() or unit in ("people", "dollars")} == set()


def test_the_point_of_an_area_lies_in_the_outline_of_its_jurisdiction() -> None:
    areas, outlines = load_record().tables["areas"], load_outlines().set_index("iso3").geometry
    points = geopandas.GeoSeries(geopandas.points_from_xy(areas["lon"], areas["lat"]), crs=outlines.crs)
    own = geopandas.GeoSeries(outlines.loc[areas["iso3"]].to_numpy(), crs=outlines.crs)
    assert areas.loc[~own.contains(points), "area_id"].tolist() == []
    assert not own.contains(points.translate(180)).any()
