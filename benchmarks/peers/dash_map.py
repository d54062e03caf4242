"""The map in Dash: `python dash_map.py PORT FOLDER`. The folder holds figures.json and the outlines."""

import json
import sys
from pathlib import Path

from dash import Dash, Input, Output, dcc, html

PORT, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
FIGURES = json.loads((FOLDER / "figures.json").read_text().replace("PREFIX/", "/assets/"))
YEARS = sorted(FIGURES)

app = Dash(__name__, assets_folder=str(FOLDER), assets_ignore=r".*figures\.json")
app.layout = html.Div(
    [
        dcc.Slider(0, len(YEARS) - 1, 1, value=0, id="year"),
        dcc.Graph(id="map", config={"topojsonURL": "/assets/"}),
    ]
)


@app.callback(Output("map", "figure"), Input("year", "value"))
def draw(place: int) -> dict:
    """The figure of a year."""
    return FIGURES[YEARS[int(place)]]


app.run(host="127.0.0.1", port=PORT, debug=False)
