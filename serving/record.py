"""The record itself, for other programs: `/data/datapackage.json`, the tables it describes, the words about them."""

import json
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from loaders.descriptor import DESCRIPTOR
from serving.addresses import address
from serving.files import ASK_AGAIN, file_answer

DOCUMENTS = {"README.md", "CHANGELOG.md", "boundaries/README.md"}
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".md": "text/markdown",
}


def published_files(folder: Path) -> set[str]:
    """The names that may be read under `/data/`: the descriptor, what it describes, and the documents beside them."""
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    described = {resource["path"] for resource in descriptor["resources"]}
    return {DESCRIPTOR} | DOCUMENTS | {name for name in described if ".." not in PurePosixPath(name).parts}


def record_routes(folder: Path) -> list[Route]:
    """One route that reads a published file of `folder` at each request, as it is on disk."""

    def read(request: Request) -> Response:
        name = request.path_params["name"]
        path = folder / name
        try:
            if name not in published_files(folder) or not path.is_file():
                return PlainTextResponse("Not found", status_code=404)
        except (OSError, ValueError, KeyError):  # the descriptor is being changed, or is broken
            return PlainTextResponse("The record cannot be read now; /ready says why", status_code=503)
        return file_answer(request, path.read_bytes(), MEDIA_TYPES[path.suffix], ASK_AGAIN)

    return [Route(address("data/{name:path}"), read)]
