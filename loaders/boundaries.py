"""Where a mark goes on the map. Shapes go to the browser as files (serving/outlines.py), never through here."""

from functools import cache
from pathlib import Path

import pandas as pd

from loaders.descriptor import DATA


def load_anchors(folder: Path = DATA) -> pd.DataFrame:
    """Where to set a mark or a label, one row per outline: a point inside the largest piece of the place.

    Columns: `iso3` (text; also our own ids of places without an ISO code, see data/boundaries/README.md), `lon`,
    `lat` (degrees); ordered by `iso3`. Read once: newer points are used after a restart, as the outlines are.
    """
    return _read(folder).copy(deep=False)


@cache
def _read(folder: Path) -> pd.DataFrame:
    return pd.read_csv(
        folder / "boundaries" / "points.csv",
        dtype={"iso3": "string", "lon": "float64", "lat": "float64"},
        keep_default_na=False,
    )
