"""Where a mark goes on the map, and the shapes for a file. The browser gets its shapes from serving/outlines.py."""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from loaders.descriptor import DATA
from loaders.files import file_bytes
from loaders.store import STORE

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

POINTS: Final = "boundaries/points.csv"
LAND: Final = "land"
"""The code of an outline that stands for all land that a map does not tell apart."""
NOT_DRAWN: Final = "ATA"  # the far south


class OutlinesOfMap(NamedTuple):
    """Where a browser finds the outlines of a map, an address on our own server, and the codes in them of all land that
    the map does not tell apart."""

    address: str
    land: list[str]


def load_anchors() -> pd.DataFrame:
    """Where to set a mark or a label, one row per outline: a point inside the largest piece of the place.

    Columns: `iso3` (text; also our own ids of places without an ISO code, see data/boundaries/README.md), `lon`,
    `lat` (degrees), `is_small` (too small for its fill to be seen on a map of the world); ordered by `iso3`.
    They are those of the record that is shown, which were checked with it, whatever became of the file since.
    """
    return _points(STORE.files.get(POINTS) or file_bytes(DATA / POINTS)).copy(deep=False)


@lru_cache(maxsize=2)
def _points(content: bytes) -> pd.DataFrame:
    kinds = {"iso3": "string", "lon": "float64", "lat": "float64", "is_small": "bool"}
    return pd.read_csv(BytesIO(content), dtype=kinds, keep_default_na=False)


def load_outlines() -> "GeoDataFrame":
    """The outline of each place, one row a place, in longitude and latitude (EPSG:4326).

    Columns: `iso3` (as in `load_anchors`) and `geometry`; ordered by `iso3`. geopandas is loaded when this is first
    called, so that no page waits for it.
    """
    import geopandas

    outlines = geopandas.read_file(DATA / "boundaries" / "world-fine.geojson").rename(columns={"id": "iso3"})
    return outlines[["iso3", "geometry"]].astype({"iso3": "string"}).sort_values("iso3", ignore_index=True)
