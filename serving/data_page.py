"""`/data/`: the page that lists what other programs may read, each table as Parquet, and the feed of changes.

The page is plain HTML; it asks for nothing but our own letters. Everything below `/data/` that belongs to the record
may be read by pages of other sites, since it is public.
"""

import html
import io
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

import pandas as pd
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from language.messages import mark, tag, tr, whole
from loaders.descriptor import DESCRIPTOR
from loaders.kept import Kept, weight
from loaders.store import RecordStore
from serving.addresses import address, in_language
from serving.examples import examples
from serving.feed import atom
from serving.files import ASK_AGAIN, content_hash, file_answer
from serving.front_page import page_look
from serving.record import FEED, NO_RECORD, READABLE, no_such_file, published_files

PARQUET: Final = "application/vnd.apache.parquet"
TYPES: Final = {"integer": pd.Int64Dtype(), "number": pd.Float64Dtype()}
DOCUMENTS: Final = {
    DESCRIPTOR: mark("the descriptor: what each table and column means, with units, allowed values, keys and links"),
    "README.md": mark("how a person reads and keeps the tables"),
    "CHANGELOG.md": mark("what changed in the record, newest first"),
    FEED: mark("the same as an Atom feed"),
}
STYLE: Final = """body { font: 1rem/1.5 'Source Sans', sans-serif; max-width: 62rem; margin: 0 auto;
  padding: 2rem 1.5rem 4rem; }
h1, h2 { font-family: 'Source Serif', Georgia, serif; line-height: 1.2; } h2 { margin-top: 2.2rem; font-size: 1.3rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0;
  border-bottom: 1px solid var(--hairline); }
td.number { text-align: right; } td.files { white-space: nowrap; } code, pre { font-size: .9rem; }
pre { overflow-x: auto; padding: .8rem; border: 1px solid var(--hairline); } a { color: var(--link); }
a:focus-visible, pre:focus-visible, .wide:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media print { pre { white-space: pre-wrap; overflow-wrap: anywhere; } .wide { overflow: visible; }
  tr, pre { break-inside: avoid; } h2, h3 { break-after: avoid; } }"""


def data_routes(store: RecordStore) -> list[Route]:
    """The page, its tables as Parquet and the feed, of the record that `store` shows."""
    made: Kept[bytes] = Kept(64 * 2**20, weight)

    def index(request: Request) -> Response:
        store.current()
        record, files = store.curated, store.shown_files()
        if record is None:
            return PlainTextResponse(tr(NO_RECORD), status_code=503)
        rows = {name: len(table) for name, table in record.tables.items()}
        page = index_page(record.descriptor, files, rows, record.version, str(folder(request)))
        return file_answer(request, page.encode(), "text/html", ASK_AGAIN, READABLE)

    def parquet(request: Request) -> Response:
        files, name = store.shown_files(), f"{request.path_params['name']}.csv"
        try:
            known = name in published_files(files) and name in files
            resources = json.loads(files[DESCRIPTOR])["resources"]
        except (ValueError, KeyError):
            return PlainTextResponse(tr(NO_RECORD), status_code=503)
        if not known:
            asked = f"{request.path_params['name']}.parquet"
            return no_such_file(asked, files)
        fields = next(resource for resource in resources if resource["path"] == name)["schema"]["fields"]
        types = {field["name"]: field["type"] for field in fields}
        key = content_hash(files[name]), tuple(types.items())
        content = made.get(key, lambda: as_parquet(files[name], types))
        return file_answer(request, content, PARQUET, ASK_AGAIN, READABLE)

    def feed(request: Request) -> Response:
        files = store.shown_files()
        try:
            title, changelog = json.loads(files[DESCRIPTOR])["title"], files["CHANGELOG.md"].decode("utf-8", "replace")
        except (ValueError, KeyError):
            return PlainTextResponse(tr("Not found"), status_code=404)
        content = atom(changelog, data=str(folder(request)), title=title)
        return file_answer(request, content, "application/atom+xml", ASK_AGAIN, READABLE)

    return [
        Route(address("data"), lambda request: RedirectResponse(address("data/"), status_code=308)),
        Route(address("data/"), index),
        Route(address(f"data/{FEED}"), feed),
        Route(address("data/{name:path}.parquet"), parquet),
    ]


def folder(request: Request) -> str:
    """The whole address of `/data/`, as the reader's own program reaches it."""
    return str(request.url.replace(path=address("data/"), query="", fragment=""))


def as_parquet(table: bytes, types: Mapping[str, str]) -> bytes:
    """A table as Parquet with the types of the descriptor; an empty cell is missing, text stays as it stands."""
    cells = pd.read_csv(io.BytesIO(table), dtype="string", keep_default_na=False, na_values=[""])
    for name in cells:
        kind = types.get(str(name))
        if kind == "boolean":
            cells[name] = cells[name].map({"true": True, "false": False}).astype("boolean")
        elif kind is not None and kind in TYPES:
            cells[name] = pd.to_numeric(cells[name]).astype(TYPES[kind])
    buffer = io.BytesIO()
    cells.to_parquet(buffer, index=False)
    return buffer.getvalue()


def index_page(
    descriptor: dict[str, Any], files: Mapping[str, bytes], rows: Mapping[str, int], version: str, data: str
) -> str:
    """The page. `data`: the whole address at which it stands."""
    e = html.escape
    documents = "".join(
        "<li>{}</li>".format(
            tr("{name}: {says}", name=f'<a href="{e(address("data/" + name))}">{e(name)}</a>', says=e(tr(words)))
        )
        for name, words in DOCUMENTS.items()
        if name in files or name == FEED
    )
    ways = "".join(
        f'<h3>{e(tr(name))}</h3><pre tabindex="0"><code>{e(lines)}</code></pre>'
        for name, lines in examples(data).items()
    )
    feed = e(address(f"data/{FEED}"))
    stays = tr(
        "These addresses stay. Each answer has an ETag, so a program that sends it back as {header} is told in a few "
        "bytes that nothing changed. Pages of other sites may read them too. CSV holds what is in the record; where a "
        "row departs from what its source printed, the table of corrections says how.",
        header="<code>If-None-Match</code>",
    )
    made_of = tr(
        "{about} Data version {version}, CC BY 4.0.",
        about=e(tr(descriptor["description"])),
        version=f"<strong>{e(version)}</strong>",
    )
    return f"""<!DOCTYPE html>
<html lang="{tag()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{e(tr("The data"))} · Hard Currency</title>
<link rel="icon" href="data:,">
<link rel="alternate" type="application/atom+xml" href="{feed}" title="{e(tr("What changed"))}">
<style>
{page_look()}{STYLE}
</style>
</head>
<body>
<main>
<p><a href="{e(in_language(address("")))}">Hard Currency</a></p>
<h1>{e(tr("The data, for other programs"))}</h1>
<p>{made_of}</p>
<p>{stays}</p>
<h2>{e(tr("About the record"))}</h2>
<ul>{documents}</ul>
<h2>{e(tr("Tables"))}</h2>
<div class="wide" tabindex="0" role="region" aria-label="{e(tr("Tables"))}">
{_table(descriptor, rows)}</div>
<h2>{e(tr("Three lines to load it"))}</h2>
{ways}
</main>
</body>
</html>
"""


def _table(descriptor: dict[str, Any], rows: Mapping[str, int]) -> str:
    e = html.escape
    heads = "".join(
        f'<th scope="col">{e(head)}</th>' for head in (tr("Table"), tr("One row is"), tr("Rows"), tr("Files"))
    )
    tables = "".join(
        f'<tr><th scope="row">{e(tr(resource["title"]))}</th><td>{e(tr(resource["description"]))}</td>'
        f'<td class="number">{whole(rows[resource["name"]])}</td><td class="files">{_links(resource["path"])}</td></tr>'
        for resource in descriptor["resources"]
        if resource["name"] in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{tables}</tbody></table>"


def _links(path: str) -> str:
    return " ".join(
        f'<a href="{html.escape(address("data/" + str(PurePosixPath(path).with_suffix(ending))))}">{label}</a>'
        for ending, label in ((".csv", "CSV"), (".parquet", "Parquet"))
    )
