"""The map in Panel: `python panel_map.py PORT FOLDER`. The folder holds figures.json and the outlines."""

import json
import sys
from pathlib import Path

import panel as pn

PORT, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
FIGURES = json.loads((FOLDER / "figures.json").read_text().replace("PREFIX/", "/shared/"))
YEARS = sorted(FIGURES)

pn.extension("plotly")


def page() -> pn.Column:
    """A slider, and the map it moves; made for each reader."""
    year = pn.widgets.IntSlider(name="Year", start=0, end=len(YEARS) - 1, value=0)
    drawn = pn.bind(lambda place: FIGURES[YEARS[place]], year)
    return pn.Column(year, pn.pane.Plotly(drawn, config={"topojsonURL": "/shared/"}, width=1000))


pn.serve(
    {"": page}, address="127.0.0.1", port=PORT, show=False, static_dirs={"shared": str(FOLDER)}, websocket_origin="*"
)
