"""The outlines of the map as codes and points: which places have one, and where a mark goes. Shapes go to the reader's
browser as a file (serving/outlines.py), never through here."""

import json
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parents[1] / "data"


def load_anchors(folder: Path = DATA) -> pd.DataFrame:
    """Where to set a mark or a label, one row per outline: a point inside the largest piece of the place.

    Columns: `iso3` (text; also our own ids of places without an ISO code, see data/boundaries/README.md), `lon`,
    `lat` (degrees); ordered by `iso3`.
    """
    return pd.read_csv(
        folder / "boundaries" / "points.csv",
        dtype={"iso3": "string", "lon": "float64", "lat": "float64"},
        keep_default_na=False,
    )


def outline_ids(folder: Path = DATA) -> set[str]:
    """The codes of all places that have an outline; a place outside this set cannot be filled on a map."""
    outlines = json.loads((folder / "boundaries" / "world.geojson").read_text(encoding="utf-8"))
    return {outline["id"] for outline in outlines["features"]}
