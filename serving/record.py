"""The record itself, for other programs: `/data/datapackage.json`, the tables it describes, the words about them."""

import json
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from language.messages import mark, tr
from loaders.descriptor import DESCRIPTOR
from loaders.faults import most_alike
from serving.addresses import address
from serving.files import ASK_AGAIN, file_answer

DOCUMENTS = {"README.md", "CHANGELOG.md", "boundaries/README.md"}
FEED = "changes.atom"
READABLE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
"""Headers by which a page of another site may read the record, which is public; it is sent no cookie."""
NO_RECORD = mark("The record cannot be read now; /ready says why")
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".md": "text/markdown",
}


def published_files(files: Mapping[str, bytes]) -> set[str]:
    """The names that may be read under `/data/`: the descriptor, what it describes, and the documents beside them."""
    descriptor = json.loads(files[DESCRIPTOR])
    described = {resource["path"] for resource in descriptor["resources"]}
    return {DESCRIPTOR} | DOCUMENTS | {name for name in described if ".." not in PurePosixPath(name).parts}


def no_such_file(name: str, files: Mapping[str, bytes]) -> Response:
    """404, with the file of the record whose name is most like the one asked for, as it is kept or as Parquet."""
    there = published_files(files) & files.keys()
    tables = {str(PurePosixPath(file).with_suffix(".parquet")) for file in there if file.endswith(".csv")}
    meant = most_alike(name, sorted(there | tables | {FEED}), 75)
    if meant is None:
        return PlainTextResponse(tr("Not found"), status_code=404)
    return PlainTextResponse(tr("Not found; the nearest is {file}", file=address(f"data/{meant}")), status_code=404)


def record_routes(current: Callable[[], Mapping[str, bytes]]) -> list[Route]:
    """One route for the published ones of the files that `current` gives: those of the record that the pages show."""

    def read(request: Request) -> Response:
        name = request.path_params["name"]
        files = current()
        try:
            if name not in published_files(files) or name not in files:
                return no_such_file(name, files)
        except (ValueError, KeyError):  # there has been no valid record yet
            return PlainTextResponse(tr(NO_RECORD), status_code=503)
        return file_answer(request, files[name], MEDIA_TYPES[PurePosixPath(name).suffix], ASK_AGAIN, READABLE)

    return [Route(address("data/{name:path}"), read)]
