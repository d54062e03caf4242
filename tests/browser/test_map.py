"""The map looks like a world: places have their colours, seas have none, and no country floods the globe."""

import io
from typing import Any

import pytest
from PIL import Image

from loaders.tables import load_record
from look.coded import FILLS
from look.palette import PALETTES
from subjects.hosts import statuses

# In a large window a drawing is laid out smaller than it is shown.
PROJECT = """(plot, place) => plot._fullLayout.geo._subplot.projection(place)
    .map(px => px * plot.getBoundingClientRect().width / plot.offsetWidth)"""
# Centres at which no mark and no name stands in the view of the world: code, longitude, latitude.
PLACES = {
    "BRA": (-53.0, -10.0),
    "AUS": (134.0, -25.0),
    "CAN": (-110.0, 58.0),
    "ARG": (-66.0, -35.0),
    "RUS": (135.0, 65.0),
    "GRL": (-41.0, 72.0),
}
SEAS = {
    "North Atlantic": (-40.0, 35.0),
    "South Atlantic": (-15.0, -30.0),
    "Indian Ocean": (80.0, -25.0),
    "North Pacific": (-150.0, 35.0),
    "South Pacific": (-120.0, -35.0),
    "Southern Ocean": (60.0, -52.0),
}


def colour_at(picture: Image.Image, plot: Any, place: tuple[float, float]) -> tuple[int, ...]:
    """The colour most often seen within three pixels of a place, since a hatching or a border may cross it."""
    x, y = plot.evaluate(PROJECT, list(place))
    near = picture.crop((round(x) - 3, round(y) - 3, round(x) + 4, round(y) + 4)).convert("RGB")
    return max(near.getcolors(), key=lambda counted: counted[0])[1]


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


# Whether each place has its outline; a hatching may have no room.
IS_OUTLINED = """plot => Object.fromEntries([...plot.querySelectorAll(".trace.choropleth")]
    .filter(layer => layer.__data__[0].trace.name !== "hatching")
    .flatMap(layer => [...layer.querySelectorAll("path")].map(path => [path.__data__.loc, path.hasAttribute("d")])))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_places_and_seas_have_their_colours(reader: Any, scheme: Any) -> None:
    reader.go("/host_countries", 1920, 1080, scheme)
    plot = reader.chart("map").locator(".js-plotly-plot")
    drawn = plot.locator(".choroplethlayer path")
    assert drawn.evaluate_all("shapes => shapes.filter(shape => shape.getAttribute('d')).length") > 80
    assert all(plot.evaluate(IS_OUTLINED).values())
    picture = Image.open(io.BytesIO(plot.screenshot()))
    palette, status = PALETTES[scheme], statuses(load_record()).set_index("iso3")["status"]
    seen = {name: colour_at(picture, plot, place) for name, place in {**PLACES, **SEAS}.items()}
    fills = {iso3: FILLS[status[iso3]].colour_in(palette) if iso3 in status else palette.land for iso3 in PLACES}
    assert seen == {name: rgb(fills.get(name, palette.paper)) for name in seen}
