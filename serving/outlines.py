"""The outlines of the map, at addresses that name their content, so that a browser fetches them once.

Plotly draws a `geo` map only after it has fetched a base topology, from a public server unless told otherwise. It
gets an empty one of ours: the outlines are all there is to draw.
"""

import json
import re
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loaders.descriptor import DATA
from serving.addresses import address
from serving.files import FOR_EVER, content_hash, file_answer

FOLDER = DATA / "boundaries"
NAMES = ("world", "rising", "falling", "world-fine", "rising-fine", "falling-fine")
"""The shapes of places, and two hatchings of them, by which the classes of a map differ in grey print too: for a map of
the world, and for one of a part of it."""
LAYERS = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"]
TOPOLOGY = "world_110m.json"
EMPTY_TOPOLOGY = json.dumps(
    {
        "type": "Topology",
        "arcs": [],
        "objects": {layer: {"type": "GeometryCollection", "geometries": []} for layer in LAYERS},
    }
).encode()


def outlines_url(*, is_fine: bool = False) -> str:
    """Where the browser finds outlines: the `geojson` of a map trace, whose locations are the features' ids.

    Fine ones are for a map of a part of the world; so are fine hatchings.
    """
    return _address("world-fine" if is_fine else "world")


def hatch_urls(*, is_fine: bool = False) -> tuple[str, str]:
    """The addresses of the hatching that rises to the right and of the one that falls."""
    kind = "-fine" if is_fine else ""
    return _address(f"rising{kind}"), _address(f"falling{kind}")


def _address(name: str) -> str:
    return address(f"data/boundaries/{name}.{read_outlines(name)[1]}.geojson")


def topojson_url() -> str:
    """The folder where Plotly finds its base topology: `config={"topojsonURL": topojson_url()}` for each map."""
    return address(f"data/boundaries/{content_hash(EMPTY_TOPOLOGY)}/")


def asked_for_by(figure: str) -> list[str]:
    """The addresses at which a browser asks for something to draw a figure, given as JSON."""
    outlines = list(dict.fromkeys(re.findall(r'"geojson":\s*"([^"]+)"', figure)))
    return [topojson_url() + TOPOLOGY, *outlines] if outlines else []


def outline_routes() -> list[Route]:
    """All these files. They are read once: newer ones are served, at their own address, after a restart."""

    def outlines(name: str) -> Route:
        def answer(request: Request) -> Response:
            return file_answer(request, read_outlines(name)[0], "application/geo+json", FOR_EVER)

        return Route(_address(name), answer)

    def topology(request: Request) -> Response:
        return file_answer(request, EMPTY_TOPOLOGY, "application/json", FOR_EVER)

    return [*map(outlines, NAMES), Route(topojson_url() + TOPOLOGY, topology)]


@cache
def read_outlines(name: str) -> tuple[bytes, str]:
    """One file and its hash, as they were when first asked for: address and content always agree."""
    content = (FOLDER / f"{name}.geojson").read_bytes()
    return content, content_hash(content)
