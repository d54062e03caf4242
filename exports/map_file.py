"""The map as a file for QGIS, ArcGIS or a script: each place with its outline, its status and the span of its claims.

GeoPackage brings a style in the form that QGIS keeps its own in, a colour for each class; GeoParquet and GeoJSON hold
the same rows. An empty cell is unknown, never zero. Longitude and latitude, EPSG:4326.
"""

import io
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

import pandas as pd

from charts.theme import LIGHT, red_green_blue
from exports.offer import File, View
from language.messages import tr
from loaders.codes import WORKER_MEASURES
from loaders.own_rows import mark_resting
from words.claims import STATUS_WORDS

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

SPAN: Final = [
    *("low", "high", "is_low_open", "is_high_open", "lowest", "highest", "n_claims", "n_sources", "first_year"),
    *("last_year", "newest_as_of", "newest_published", "best_grade", "is_part", "is_unsigned"),
]
"""What a place on the map says of its claims together, as `subjects.summaries.spans_of_places` names it."""

LAYER: Final = "places"
"""The name of the layer, and of its table in a GeoPackage."""

STYLES: Final = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT,
    f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
    owner TEXT, ui TEXT, update_time DATETIME DEFAULT CURRENT_TIMESTAMP)"""
"""The table in which QGIS looks for the style of a layer."""


def map_rows(status: pd.DataFrame, spans: pd.DataFrame, anchors: pd.DataFrame) -> pd.DataFrame:
    """The places of the map, one row an `iso3`, in the order of `status`: status, rule and the span of the claims.

    `status`: the places shown, from `subjects.hosts.statuses`. `spans`: from `subjects.summaries.spans_of_places`;
    a place without a claim has `n_claims` 0 and all else empty, which is unknown and not zero. `anchors`: where the
    mark stands (`lon`, `lat`), which for an area without an outline is all there is.
    """
    rows = status[["iso3", "name", "status", "rule", "decided_in", "decided_by"]]
    rows = rows.assign(status_words=rows["status"].map(STATUS_WORDS).astype("string"))
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
    classes = {status: (words, LIGHT.status[status]) for status, words in STATUS_WORDS.items()}
    stem = f"{view.stem()}-map"
    return [
        File(
            tr("Map for QGIS (GeoPackage)"),
            f"{stem}.gpkg",
            "application/geopackage+sqlite3",
            lambda: geopackage(places(), column="status", classes=classes, about=about),
        ),
        File(
            tr("Map as GeoParquet"), f"{stem}.parquet", "application/vnd.apache.parquet", lambda: geoparquet(places())
        ),
        File(tr("Map as GeoJSON"), f"{stem}.geojson", "application/geo+json", lambda: geojson(places())),
    ]


def map_places(places: pd.DataFrame, outlines: "GeoDataFrame") -> "GeoDataFrame":
    """The rows of `places`, one an `iso3`, each with its outline; a place without one has an empty geometry.

    `outlines`: from `loaders.boundaries.load_outlines`. Columns and order of `places` stay, `geometry` comes last.
    """
    import geopandas

    joined = places.merge(outlines, on="iso3", how="left", validate="one_to_one")
    return geopandas.GeoDataFrame(joined, geometry="geometry", crs=outlines.crs)


def geopackage(places: "GeoDataFrame", *, column: str, classes: Mapping[str, tuple[str, str]], about: str) -> bytes:
    """A GeoPackage of one layer, `LAYER`, with a style for QGIS: a colour for each class of `column`.

    `classes`: code -> (label, colour as #RRGGBB), in the order of the legend. `about`: what the file is, with its day
    and data version, for the description of layer and style.
    """
    import sqlite3  # a megabyte, for what few ask for

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{LAYER}.gpkg"
        _plain(places).to_file(path, layer=LAYER, driver="GPKG", engine="pyogrio")
        style = _qml(column, classes)
        with sqlite3.connect(path) as package:
            package.execute(STYLES)
            package.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
                " styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '')",
                (LAYER, column, style, about),
            )
            package.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                "VALUES ('layer_styles', 'attributes', 'layer_styles')"
            )
            package.execute("UPDATE gpkg_contents SET description = ? WHERE table_name = ?", (about, LAYER))
            today = f"{date.today()}T00:00:00.000Z"  # the same view gives the same bytes
            package.execute("UPDATE gpkg_contents SET last_change = ?", (today,))
            package.execute("UPDATE layer_styles SET update_time = ?", (today,))
        package.close()
        return path.read_bytes()


def geoparquet(places: "GeoDataFrame") -> bytes:
    """A GeoParquet file with the types of `places`."""
    buffer = io.BytesIO()
    places.to_parquet(buffer, index=False)
    return buffer.getvalue()


def geojson(places: "GeoDataFrame") -> bytes:
    """GeoJSON (RFC 7946), one feature a row; what is missing is null."""
    return str(_plain(places).to_json(drop_id=True)).encode()


def _plain(places: "GeoDataFrame") -> "GeoDataFrame":
    """The same with columns of kinds that a driver knows: lists become text."""
    lists = [name for name in places.columns if any(isinstance(cell, (list, tuple)) for cell in places[name])]
    return places.assign(**{name: places[name].map("; ".join, na_action="ignore") for name in lists})


def _qml(column: str, classes: Mapping[str, tuple[str, str]]) -> str:
    """A style in the XML of QGIS: a renderer by category, with a filled symbol for each."""
    root = ElementTree.Element("qgis", version="3.28", styleCategories="Symbology")
    renderer = ElementTree.SubElement(root, "renderer-v2", type="categorizedSymbol", attr=column, forceraster="0")
    categories = ElementTree.SubElement(renderer, "categories")
    symbols = ElementTree.SubElement(renderer, "symbols")
    for place, (code, (label, colour)) in enumerate(classes.items()):
        name = str(place)
        ElementTree.SubElement(categories, "category", symbol=name, value=code, label=label, render="true")
        symbol = ElementTree.SubElement(symbols, "symbol", name=name, type="fill", alpha="1")
        fill = ElementTree.SubElement(symbol, "layer", {"class": "SimpleFill", "enabled": "1", "pass": "0"})
        options = ElementTree.SubElement(fill, "Option", type="Map")
        for option, value in {
            "color": ",".join(map(str, (*red_green_blue(colour), 255))),
            "outline_color": "255,255,255,255",
            "outline_width": "0.2",
            "style": "solid",
        }.items():
            ElementTree.SubElement(options, "Option", name=option, type="QString", value=value)
    return "<!DOCTYPE qgis>\n" + ElementTree.tostring(root, encoding="unicode")
