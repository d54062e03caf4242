"""The map as a file for QGIS, ArcGIS or a script: each place with its outline, its status and the span of its claims.

A GeoPackage has two layers of the same rows, outlines and marks, each with a style in the form that QGIS keeps its own
in; GeoParquet and GeoJSON hold the outlines. Each says what its columns mean. An empty cell is unknown, never zero.
Longitude and latitude, EPSG:4326.
"""

import io
import json
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from exports.map_style import Class, classes_of_map, fills, rings
from exports.offer import File, View
from language.messages import mark, tr
from loaders.codes import WORKER_MEASURES
from loaders.own_rows import IS_OWN, mark_resting
from subjects.hosts import STATUSES

if TYPE_CHECKING:
    from sqlite3 import Connection

    from geopandas import GeoDataFrame

SPAN: Final = [
    *("low", "high", "is_low_open", "is_high_open", "lowest", "highest", "n_claims", "n_sources", "first_year"),
    *("last_year", "newest_as_of", "newest_published", "best_grade", "is_part", "is_unsigned"),
]
"""What a place on the map says of its claims together, as `subjects.workers.spans_of_places` names it."""

LAYER, MARKS = "places", "marks"
"""The names of the layers, and of their tables in a GeoPackage: outlines, and a point for each place."""

COLUMNS: Final = {
    "iso3": (
        mark("Code"),
        mark("Jurisdiction, ISO 3166-1 alpha-3 (XKX for Kosovo, TWN for Taiwan), or the id of an area."),
    ),
    "name": (mark("Place"), mark("Name of the place.")),
    "status": (mark("Code of the status"), mark("What the record says of workers there, as a code.")),
    "rule": (mark("Rule of the status"), mark("The rule that decided the status.")),
    "decided_in": (mark("Decided in"), mark("The table whose newest row decided the status.")),
    "decided_by": (mark("Decided by"), mark("The key of that row.")),
    "status_words": (mark("Status"), mark("What the record says of workers there, in words.")),
    IS_OWN: (mark("Own row"), mark("Whether the row is an own one, or rests on one: it is not of the curated record.")),
    "low": (mark("Low end"), mark("Low end of the claims together; empty where it is open or unknown.")),
    "high": (mark("High end"), mark("High end of the claims together; empty where it is open or unknown.")),
    "is_low_open": (mark("Low end open"), mark("Whether a claim leaves the low end open, as in up to 500.")),
    "is_high_open": (mark("High end open"), mark("Whether a claim leaves the high end open, as in at least 500.")),
    "lowest": (mark("Lowest figure"), mark("The lowest figure that any claim names, also where the low end is open.")),
    "highest": (
        mark("Highest figure"),
        mark("The highest figure that any claim names, also where the high end is open."),
    ),
    "n_claims": (mark("Claims"), mark("How many claims there are; 0 is none in the record, not zero workers.")),
    "n_sources": (mark("Sources"), mark("How many documents make them.")),
    "first_year": (
        mark("First year"),
        mark("The first year that the claims with a number are about; where none has one, all claims."),
    ),
    "last_year": (
        mark("Last year"),
        mark("The last year that the claims with a number are about; where none has one, all claims."),
    ),
    "newest_as_of": (mark("Newest claim is about"), mark("The time of the newest claim, as precise as its source.")),
    "newest_published": (mark("Newest claim published"), mark("Publication of the newest document.")),
    "best_grade": (mark("Best grade"), mark("The best grade among the claims: how directly they were seen.")),
    "is_part": (mark("Part only"), mark("Whether the claims are about a part of the place only.")),
    "is_unsigned": (mark("Anonymous only"), mark("Whether the claims are anonymous or undated only.")),
    "lon": (mark("Longitude"), mark("Longitude of the mark, in degrees.")),
    "lat": (mark("Latitude"), mark("Latitude of the mark, in degrees.")),
    "measure": (mark("Measure"), mark("What is counted.")),
    "selection": (mark("Selection"), mark("Every choice that made the rows.")),
    "data_version": (mark("Data version"), mark("Data version of the record, with the day if it is an earlier one.")),
    "link": (mark("Link"), mark("The view from which the file was taken.")),
    "has_outline": (mark("Has an outline"), mark("Whether the place has an outline; an area has a mark alone.")),
}
"""What each column is called and means."""

STYLES: Final = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
    f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
    owner TEXT, ui TEXT, update_time DATETIME DEFAULT CURRENT_TIMESTAMP)"""
"""The table in which QGIS looks for the style of a layer."""

COLUMN_WORDS: Final = """
    CREATE TABLE IF NOT EXISTS gpkg_data_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
        constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
        CONSTRAINT gdc_tn UNIQUE (table_name, name));
    CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (
        constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
        max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
        CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))"""
"""The tables in which the standard has the words for columns."""

SCHEMA: Final = "http://www.geopackage.org/spec121/#extension_schema"
"""How the standard names that extension."""


def map_rows(status: pd.DataFrame, spans: pd.DataFrame, anchors: pd.DataFrame) -> pd.DataFrame:
    """The places of the map, one row an `iso3`, in the order of `status`: status, rule and the span of the claims.

    `status`: the places shown, from `subjects.hosts.statuses`. `spans`: from `subjects.workers.spans_of_places`;
    a place without a claim has `n_claims` 0 and all else empty, which is unknown and not zero. `anchors`: where the
    mark stands (`lon`, `lat`), which for an area without an outline is all there is.
    """
    rows = status[["iso3", "name", "status", "decided_in", "decided_by"]]
    rules = {code: STATUSES.said(code, "rule") for code in STATUSES}
    rows.insert(3, "rule", rows["status"].map(rules).astype("string"))
    rows = rows.assign(status_words=rows["status"].map(STATUSES).astype("string"))
    rows = mark_resting(rows, "iso3", (status, "iso3"), (spans, "iso3"))
    rows = rows.merge(spans[["iso3", *SPAN]], on="iso3", how="left", validate="one_to_one")
    rows = rows.merge(anchors[["iso3", "lon", "lat"]], on="iso3", how="left", validate="one_to_one")
    truths = [name for name in SPAN if name.startswith("is_")]
    return rows.assign(
        **{name: rows[name].fillna(0).astype("int64") for name in ("n_claims", "n_sources")},
        **{name: rows[name].astype("boolean") for name in truths},
    )


def map_files(
    rows: Callable[[], pd.DataFrame], view: View, *, measure: str, outlines: Callable[[], "GeoDataFrame"]
) -> list[File]:
    """The map of a view as files for a geographic program, made when they are asked for.

    `rows` gives those of `map_rows`. Each row carries what is counted, every choice, the data version with the day, and
    the link.
    """

    def places() -> "GeoDataFrame":
        said = rows().assign(measure=measure, selection=view.chosen(), data_version=view.version, link=view.link)
        return map_places(said, outlines())

    about = tr(
        "Hard Currency, host countries: {measure}; empty is unknown, never zero. {chosen}. Data version {version}. "
        "{link}",
        measure=WORKER_MEASURES[measure],
        chosen=view.chosen() or tr("The page as it opens"),
        version=view.version,
        link=view.link,
    )
    stem = f"{view.stem()}-map"
    return [
        File(
            tr("Map for QGIS (GeoPackage)"),
            f"{stem}.gpkg",
            "application/geopackage+sqlite3",
            lambda: geopackage(places(), column="status", classes=classes_of_map(), about=about),
        ),
        File(
            tr("Map as GeoParquet"),
            f"{stem}.parquet",
            "application/vnd.apache.parquet",
            lambda: geoparquet(places(), about),
        ),
        File(tr("Map as GeoJSON"), f"{stem}.geojson", "application/geo+json", lambda: geojson(places(), about)),
    ]


def map_places(places: pd.DataFrame, outlines: "GeoDataFrame") -> "GeoDataFrame":
    """The rows of `places`, one an `iso3`, each with its outline; a place without one has an empty geometry.

    `outlines`: from `loaders.boundaries.load_outlines`. Columns and order of `places` stay, `geometry` comes last.
    """
    import geopandas

    joined = places.merge(outlines, on="iso3", how="left", validate="one_to_one")
    return geopandas.GeoDataFrame(joined, geometry="geometry", crs=outlines.crs)


def geopackage(places: "GeoDataFrame", *, column: str, classes: Mapping[str, Class], about: str) -> bytes:
    """A GeoPackage of two layers of the same rows: LAYER, with outlines, and MARKS, a point at `lon` and `lat`.

    Both come with a style for QGIS by `classes`, those of `column` in the order of the legend, and with the words for
    each column. `about`: what the file is, with its day and data version, for the description of layers and styles.
    """
    import sqlite3  # a megabyte, for what few ask for

    marks = _marks(places)
    layers = ((LAYER, places, fills), (MARKS, marks, rings))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{LAYER}.gpkg"
        for name, rows, _ in layers:
            # 1.2 is read by all that read GeoPackage at all
            options = {"dataset_options": {"VERSION": "1.2"}} if name == LAYER else {"append": True}
            _plain(rows).to_file(path, layer=name, driver="GPKG", engine="pyogrio", **options)
        with sqlite3.connect(path) as package:
            package.execute(STYLES)
            for name, rows, style in layers:
                package.execute(
                    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
                    " styleName, styleQML, styleSLD, useAsDefault, description, owner)"
                    " VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '')",
                    (name, column, style(column, classes, {name: alias for name, (alias, _) in _said(rows)}), about),
                )
            _describe(package, {name: rows for name, rows, _ in layers}, about)
        package.close()
        return path.read_bytes()


def geoparquet(places: "GeoDataFrame", about: str) -> bytes:
    """A GeoParquet file with the types of `places`; `about` and what each column means are read back as its `attrs`."""
    buffer = io.BytesIO()
    said = places.copy()
    said.attrs = {"description": about, "columns": _meanings(places)}
    said.to_parquet(buffer, index=False)
    return buffer.getvalue()


def geojson(places: "GeoDataFrame", about: str) -> bytes:
    """GeoJSON (RFC 7946), one feature a row; what is missing is null. `about` and what each column means stand beside
    the features."""
    collection = json.loads(_plain(places).to_json(drop_id=True))
    said = {"description": about, "columns": _meanings(places)}
    return json.dumps({"type": collection.pop("type"), **said, **collection}, ensure_ascii=False).encode()


def _marks(places: "GeoDataFrame") -> "GeoDataFrame":
    """The same rows, each as a point where its mark stands."""
    import geopandas

    points = geopandas.points_from_xy(places["lon"], places["lat"], crs=places.crs)
    return places.assign(has_outline=places.geometry.notna()).set_geometry(points)


def _said(rows: "GeoDataFrame") -> list[tuple[str, tuple[str, str]]]:
    """The columns of some rows, each with its name in words and its meaning."""
    return [(name, (tr(COLUMNS[name][0]), tr(COLUMNS[name][1]))) for name in rows.columns if name in COLUMNS]


def _meanings(rows: "GeoDataFrame") -> dict[str, str]:
    return {name: meaning for name, (_, meaning) in _said(rows)}


def _describe(package: "Connection", layers: Mapping[str, "GeoDataFrame"], about: str) -> None:
    """Say in a GeoPackage what its layers are and what their columns mean, in the form of the standard (its extension
    Schema). The same view gives the same bytes."""
    package.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles')"
    )
    package.executescript(COLUMN_WORDS)
    package.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
        [(table, SCHEMA) for table in ("gpkg_data_columns", "gpkg_data_column_constraints")],
    )
    for layer, rows in layers.items():
        package.execute("UPDATE gpkg_contents SET description = ? WHERE table_name = ?", (about, layer))
        package.executemany(
            "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES (?, ?, ?, ?, ?)",
            [(layer, column, column, *said) for column, said in _said(rows)],
        )
    today = f"{date.today()}T00:00:00.000Z"
    package.execute("UPDATE gpkg_contents SET last_change = ?", (today,))
    package.execute("UPDATE layer_styles SET update_time = ?", (today,))


def _plain(places: "GeoDataFrame") -> "GeoDataFrame":
    """The same with columns of kinds that a driver knows: lists become text."""
    lists = [name for name in places.columns if any(isinstance(cell, (list, tuple)) for cell in places[name])]
    return places.assign(**{name: places[name].map("; ".join, na_action="ignore") for name in lists})
