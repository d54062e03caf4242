"""The outlines of the map, at addresses that name their content, so that a browser fetches them once.

Plotly draws a `geo` map only after it has fetched a base topology, from a public server unless told otherwise. It
gets an empty one of ours: the outlines are all there is to draw.
"""

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from language.messages import tr
from loaders.boundaries import LAND, NOT_DRAWN, OutlinesOfMap, load_anchors
from loaders.descriptor import DATA
from loaders.store import STORE
from serving.addresses import address
from serving.files import FOR_EVER, content_hash, file_answer

FOLDER = DATA / "boundaries"
NAMES = ("world", "rising", "falling", "world-fine", "rising-fine", "falling-fine")
"""The shapes of places, and two hatchings of them, by which the classes of a map differ in grey print too: for a map of
the world, and for one of a part of it."""
OF_THE_RECORD = "record"
"""The outlines of the world again, those of places that the record does not have in one: a browser takes a sixth longer
to draw a map with a hundred and fifty shapes more at which nobody points."""
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


def outlines_for(shown: Iterable[str], *, is_fine: bool = False) -> OutlinesOfMap:
    """The outlines of a map that tells the places `shown` apart."""
    places = [code for code in load_anchors()["iso3"] if code != NOT_DRAWN]
    apart, own = {*places}.intersection(shown), _places_of_the_record()
    if is_fine or not apart <= own:
        return OutlinesOfMap(outlines_url(is_fine=is_fine), [code for code in places if code not in apart])
    return OutlinesOfMap(_named(OF_THE_RECORD, _with_one_land(own)[1]), [*sorted(own - apart), LAND])


def _places_of_the_record() -> frozenset[str]:
    """The codes of the places of the record of now that have an outline."""
    record, _ = STORE.current()
    known = set() if record is None else {*record.tables["jurisdictions"]["iso3"]}
    return frozenset(known.intersection(load_anchors()["iso3"]) - {NOT_DRAWN})


@lru_cache(maxsize=2)
def _with_one_land(own: frozenset[str]) -> tuple[bytes, str]:
    """The outlines of some places of the world, all others in one, and their hash."""
    features = json.loads(read_outlines("world")[0])["features"]
    others = [feature["geometry"]["coordinates"] for feature in features if feature["id"] not in {*own, NOT_DRAWN}]
    land = {"type": "MultiPolygon", "coordinates": [piece for pieces in others for piece in pieces]}
    told = [feature for feature in features if feature["id"] in own]
    other = {"type": "Feature", "id": LAND, "properties": {}, "geometry": land}
    content = json.dumps({"type": "FeatureCollection", "features": [*told, other]}, separators=(",", ":")).encode()
    return content, content_hash(content)


def hatch_urls(*, is_fine: bool = False) -> tuple[str, str]:
    """The addresses of the hatching that rises to the right and of the one that falls."""
    kind = "-fine" if is_fine else ""
    return _address(f"rising{kind}"), _address(f"falling{kind}")


def _address(name: str) -> str:
    return _named(name, read_outlines(name)[1])


def _named(name: str, content: str) -> str:
    return address(f"data/boundaries/{name}.{content}.geojson")


def topojson_url() -> str:
    """The folder where Plotly finds its base topology: `config={"topojsonURL": topojson_url()}` for each map."""
    return address(f"data/boundaries/{content_hash(EMPTY_TOPOLOGY)}/")


def asked_for_by(figure: str) -> list[str]:
    """The addresses at which a browser asks for something to draw a figure, given as JSON."""
    outlines = list(dict.fromkeys(re.findall(r'"geojson":\s*"([^"]+)"', figure)))
    return [topojson_url() + TOPOLOGY, *outlines] if outlines else []


def outline_routes() -> list[Route]:
    """All these files. They are read once: newer ones are served, at their own address, after a restart; those of the
    record, after it has changed."""

    def outlines(name: str) -> Route:
        def answer(request: Request) -> Response:
            return file_answer(request, read_outlines(name)[0], "application/geo+json", FOR_EVER)

        return Route(_address(name), answer)

    def topology(request: Request) -> Response:
        return file_answer(request, EMPTY_TOPOLOGY, "application/json", FOR_EVER)

    def of_the_record(request: Request) -> Response:
        content, named = _with_one_land(_places_of_the_record())
        if request.path_params["named"] != named:
            return PlainTextResponse(tr("Not found"), status_code=404)
        return file_answer(request, content, "application/geo+json", FOR_EVER)

    return [
        *map(outlines, NAMES),
        Route(_named(OF_THE_RECORD, "{named}"), of_the_record),
        Route(topojson_url() + TOPOLOGY, topology),
    ]


@cache
def read_outlines(name: str) -> tuple[bytes, str]:
    """One file and its hash, as they were when first asked for: address and content always agree."""
    content = (FOLDER / f"{name}.geojson").read_bytes()
    return content, content_hash(content)
