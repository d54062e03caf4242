"""The map as a file, read back by geopandas and sqlite: the rows of the map, gaps that stay gaps, a class each."""

import io
import json
import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geopandas
import pandas as pd
import pytest

from exports.map_file import (
    COLUMNS,
    LAYER,
    MARKS,
    SPAN,
    geojson,
    geopackage,
    geoparquet,
    map_files,
    map_places,
    map_rows,
)
from exports.map_style import Class, classes_of_map
from exports.offer import View
from loaders.boundaries import load_outlines
from loaders.tables import load_record
from subjects.hosts import STATUSES, statuses
from subjects.places import place_anchors
from subjects.workers import select_worker_claims, spans_of_places, worker_claims

CLASSES = {"there": Class("Workers reported", "#E2B7A6"), "gone": Class("None left & gone", "#F3EEE2", "b_diagonal")}
PLACES = pd.DataFrame(
    {
        "iso3": pd.Series(["FJI", "LIE", "RUS", "ZZZ"], dtype="string"),
        "status": pd.Series(["gone", "gone", "there", "there"], dtype="string"),
        "low": pd.Series([0, None, 10_000, None], dtype="Int64"),
        "is_high_open": pd.Series([False, True, False, None], dtype="boolean"),
        "lon": [178.0, 9.5, 96.0, 41.0],
        "lat": [-17.8, 47.2, 63.0, 43.0],
        "authors": [["A paper", "B & Co."], [], ["A paper"], []],
    }
)


@pytest.fixture(scope="module")
def places() -> Any:
    return map_places(PLACES, load_outlines())


def package_of(places: Any, folder: Path) -> Path:
    path = folder / "places.gpkg"
    path.write_bytes(geopackage(places, column="status", classes=CLASSES, about="As known on 2023-01-01, 0a1b2c3d"))
    return path


def test_every_row_keeps_its_place_and_only_an_unknown_one_has_no_outline(places: Any) -> None:
    assert list(places["iso3"]) == list(PLACES["iso3"])
    assert list(places.geometry.notna()) == [True, True, True, False]
    assert places.crs.to_epsg() == 4326
    assert places[places["iso3"] == "RUS"].geometry.iloc[0].is_valid


def test_a_geopackage_holds_the_rows_with_their_gaps(places: Any, tmp_path: Path) -> None:
    read = geopandas.read_file(package_of(places, tmp_path), layer=LAYER)
    assert list(read["iso3"]) == list(PLACES["iso3"])
    assert [None if pd.isna(low) else int(low) for low in read["low"]] == [0, None, 10_000, None]
    assert read["authors"].iloc[0] == "A paper; B & Co."
    assert read.geometry.iloc[2].equals_exact(places.geometry.iloc[2], 1e-9)


def test_a_geopackage_brings_a_style_for_every_class(places: Any, tmp_path: Path) -> None:
    with sqlite3.connect(package_of(places, tmp_path)) as package:
        styles = {
            table: (column, style, is_default)
            for table, column, style, is_default in package.execute(
                "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles"
            )
        }
        geometry = dict(package.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
        about = dict(package.execute("SELECT table_name, description FROM gpkg_contents WHERE data_type = 'features'"))
    assert {table: column for table, (column, _, _) in styles.items()} == geometry
    assert about == dict.fromkeys((LAYER, MARKS), "As known on 2023-01-01, 0a1b2c3d")
    assert all(is_default == 1 for *_, is_default in styles.values())
    renderer = ElementTree.fromstring(styles[LAYER][1]).find("renderer-v2")
    assert renderer is not None
    assert renderer.get("attr") == "status"
    assert [(c.get("value"), c.get("label")) for c in renderer.iter("category")] == [
        (code, each.label) for code, each in CLASSES.items()
    ]
    drawn = [
        [{o.get("name"): o.get("value") for o in fill.iter("Option")} for fill in symbol.iter("layer")]
        for symbol in renderer.iter("symbol")
    ]
    assert [[fill["style"] for fill in fills] for fills in drawn] == [["solid"], ["solid", "b_diagonal"]]
    assert [fills[0]["color"] for fills in drawn] == ["226,183,166,255", "243,238,226,255"]


def test_a_place_without_an_outline_has_a_mark_of_its_class(places: Any, tmp_path: Path) -> None:
    path = package_of(places, tmp_path)
    marks = geopandas.read_file(path, layer=MARKS)
    assert list(marks["iso3"]) == list(PLACES["iso3"])
    assert [(point.x, point.y) for point in marks.geometry] == list(zip(PLACES["lon"], PLACES["lat"], strict=True))
    assert list(marks["has_outline"].astype(bool)) == [True, True, True, False]
    with sqlite3.connect(path) as package:
        (style,) = package.execute("SELECT styleQML FROM layer_styles WHERE f_table_name = ?", (MARKS,)).fetchone()
    rules = [rule.get("filter") for rule in ElementTree.fromstring(style).iter("rule")]
    assert rules[0] == '"has_outline" = 0'
    used = {name for rule in rules for name in re.findall(r'"(\w+)"', rule or "")}
    assert used <= set(COLUMNS)


def test_no_two_classes_of_the_map_look_alike() -> None:
    looks = [each._replace(label="") for each in classes_of_map().values()]
    assert len(set(looks)) == len(looks)


def test_every_column_of_a_map_is_named_and_described(places: Any, tmp_path: Path) -> None:
    path = package_of(places, tmp_path)
    known = set(COLUMNS) & set(places.columns)
    with sqlite3.connect(path) as package:
        said = {
            (table, column): (title, meaning)
            for table, column, title, meaning in package.execute(
                "SELECT table_name, column_name, title, description FROM gpkg_data_columns"
            )
        }
        styles = [style for (style,) in package.execute("SELECT styleQML FROM layer_styles")]
    assert {column for table, column in said if table == LAYER} == known
    assert {column for table, column in said if table == MARKS} == {*known, "has_outline"}
    for style in styles:
        aliases = {alias.get("field"): alias.get("name") for alias in ElementTree.fromstring(style).iter("alias")}
        assert aliases.items() >= {name: COLUMNS[name][0] for name in known}.items()
    meanings = {name: COLUMNS[name][1] for name in known}
    assert json.loads(geojson(places, "of that day"))["columns"] == meanings
    read = geopandas.read_parquet(io.BytesIO(geoparquet(places, "of that day")))
    assert read.attrs == {"description": "of that day", "columns": meanings}


def test_geoparquet_keeps_the_types(places: Any) -> None:
    read = geopandas.read_parquet(io.BytesIO(geoparquet(places, "")))
    assert read["low"].isna().tolist() == [False, True, False, True]
    assert read["is_high_open"].iloc[1]
    assert read.crs.to_epsg() == 4326


def test_geojson_says_null_for_what_is_missing(places: Any) -> None:
    features = json.loads(geojson(places, ""))["features"]
    assert [feature["properties"]["low"] for feature in features] == [0, None, 10_000, None]
    assert features[3]["geometry"] is None
    assert features[0]["geometry"]["type"] in ("Polygon", "MultiPolygon")


def test_the_files_of_the_view_hold_its_places_and_their_values(tmp_path: Path) -> None:
    """Each format is read back and compared with the rows of the map, cell by cell."""
    record = load_record()
    status = statuses(record).query("iso3 != 'PRK'").reset_index(drop=True)
    spans = spans_of_places(select_worker_claims(worker_claims(record), measure="present"))
    rows = map_rows(status, spans, place_anchors(record))
    view = View("host_countries", "host-countries", "0a1b2c3d", "http://127.0.0.1/host_countries", {}, {}, "")
    view = replace(view, choices={"sector": "logging"}, defaults={"years": "2005-2026"})
    offered = map_files(lambda: rows, view, measure="present", outlines=load_outlines)
    assert [file.name.rpartition("-0a1b2c3d-")[2] for file in offered] == ["map.gpkg", "map.parquet", "map.geojson"]
    expected = {row["iso3"]: row for row in spans.to_dict("records")}
    silent = set(status["iso3"]) - set(expected)
    assert len(silent) > 10
    for file in offered:
        path = tmp_path / file.name
        path.write_bytes(file.make())
        read = (
            geopandas.read_parquet(path)
            if path.suffix == ".parquet"
            else geopandas.read_file(path, layer=LAYER if path.suffix == ".gpkg" else None)
        )
        assert read["iso3"].tolist() == status["iso3"].tolist()
        assert read["status"].tolist() == status["status"].tolist()
        assert read["rule"].tolist() == [STATUSES.said(code, "rule") for code in status["status"]]
        assert set(read["data_version"]) == {"0a1b2c3d"}
        assert set(read["selection"]) == {"years: 2005-2026; sector: logging"}
        for row in read.to_dict("records"):
            if row["iso3"] in silent:
                assert row["n_claims"] == 0
                assert all(pd.isna(row[name]) for name in ("low", "high", "is_low_open", "newest_as_of"))
                continue
            for name in SPAN:
                value = expected[row["iso3"]][name]
                assert pd.isna(row[name]) if pd.isna(value) else str(row[name]) == str(value) or row[name] == value, (
                    file.name,
                    row["iso3"],
                    name,
                )
        outside = set(read.loc[read.geometry.isna(), "iso3"])
        assert outside == set(status.loc[status["is_area"], "iso3"])
        assert read["lon"].notna().all()
        assert set(read.columns) - {"geometry"} <= set(COLUMNS)


def test_a_view_without_a_place_makes_files_that_open(tmp_path: Path) -> None:
    record = load_record()
    nothing = spans_of_places(select_worker_claims(worker_claims(record), measure="present")).head(0)
    rows = map_rows(statuses(record).head(0), nothing, place_anchors(record))
    view = View("host_countries", "host-countries", "0a1b2c3d", "http://127.0.0.1/", {}, {}, "")
    for file in map_files(lambda: rows, view, measure="present", outlines=load_outlines):
        assert file.make()
