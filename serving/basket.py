"""The basket: `/basket`, the page on which a reader's browser shows what was gathered, and the documents made of it.

What is gathered stays in the browser. A document is made of the links that the browser sends, and forgotten when it is
sent: each view is read through its own page. Talks are taken along in the same way.
"""

import asyncio
import html
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit.runtime import Runtime

from language.file_names import name_of_document
from language.forms import strung
from language.messages import ENGLISH, LANG, language, tr
from serving.addresses import address, in_language
from serving.files import ASK_AGAIN, LOOK, OurFile
from serving.front_page import page_look
from serving.languages import in_each_language, messages_of
from serving.plain_page import STYLE, plain_page
from serving.views import is_page, read_view

OWN_STYLE: Final = """#items { padding-left: 2rem; }
#items li { padding: .7rem 0; border-bottom: 1px solid var(--hairline); }
#items p { margin: 0; } .what { font-size: .9rem; overflow-wrap: anywhere; }
.acts { display: flex; flex-wrap: wrap; gap: 1rem; }
#ways { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; margin-top: 1.5rem; }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--hairline); border-radius: 3px;
  padding: .35rem .9rem; min-height: 2rem; cursor: pointer; }
.acts button { border: 0; background: none; padding: .2rem 0; color: var(--link); text-decoration: underline; }
label { display: grid; font-size: .9rem; }
input { font: inherit; padding: .3rem .5rem; width: 22rem; max-width: 80vw; }
button:focus-visible, input:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
#told:not(:empty) { padding: .6rem .9rem; border: 1px solid var(--hairline);
  white-space: pre-line; overflow-wrap: anywhere; }
@media print { .acts, #ways { display: none; } }
"""
SCRIPTS: Final = [OurFile(LOOK / f"{name}.js", "text/javascript") for name in ("words", "basket")]
"""In their order; the first is served with the pages of the front end too."""
TYPES: Final[Mapping[str, str]] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST: Final = 40
"""Views of one document."""
LARGEST: Final = 256 * 1024
"""Bytes of what the browser sends."""
LONGEST: Final[Mapping[str, int]] = {
    "view": 2000, "chart": 80, "rows": 80, "title": 140, "notes": 8000, "version": 8,
}  # fmt: skip
"""The fields of an item, each a text, and the letters that each may have."""
UNTITLED: Final = "Hard Currency"
"""What a document is called whose reader gave it no title."""
WAITING: Final = 6
"""Documents that may wait while one is made; more are refused, since every view is work for all."""

DOCUMENT: Final = "basket/document"
"""Where documents are made, below the address of the dashboard."""

Make = Callable[[str, str, Sequence[Mapping[str, str]], Sequence[list[Any]]], tuple[bytes, list[str]]]
"""Makes a document: its kind, its title, the items, and what the page of each has shown. Gives it and what it lacks."""


class AskedWronglyError(ValueError):
    """What the browser sent is no basket; the text says why."""


def is_text(value: object, most: int) -> bool:
    """Whether it is a text of at most so many letters, and no half of a letter, which no file could hold."""
    return isinstance(value, str) and len(value) <= most and not any("\ud800" <= sign <= "\udfff" for sign in value)


def asked_for(body: bytes) -> tuple[str, str, list[dict[str, str]]]:
    """Kind, title and items of a document, checked. Raises `AskedWronglyError`."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AskedWronglyError(tr("This is not JSON.")) from error
    if not isinstance(told, dict) or told.get("kind") not in [*TYPES]:
        raise AskedWronglyError(tr("A kind of document is needed: {kinds}.", kinds=strung([*TYPES])))
    items, title = told.get("items"), told.get("title", "")
    if not isinstance(items, list) or not 0 < len(items) <= MOST:
        raise AskedWronglyError(tr("A document has 1 to {most} views.", most=MOST))
    if not is_text(title, LONGEST["title"]):
        raise AskedWronglyError(tr("The title must be a text of at most {most} letters.", most=LONGEST["title"]))
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict) or not all(
            name in LONGEST and is_text(value, LONGEST[name]) for name, value in item.items()
        ):
            raise AskedWronglyError(
                tr("View {number} has a field that is unknown, not text, or too long.", number=number)
            )
        if ("chart" in item) == ("rows" in item):
            raise AskedWronglyError(tr("View {number} must name a chart or rows.", number=number))
    return str(told["kind"]), title.strip() or UNTITLED, [{"view": "", **item} for item in items]


def basket_page() -> str:
    """The whole HTML of the page; what is gathered is put on it by its script."""
    tags = "".join(f'<script src="{script.url}" defer></script>' for script in SCRIPTS)
    told = {"base": address(""), "document": in_language(address(DOCUMENT))}
    about = tr(
        "Figures and rows that you gather here from any page, with {add} beneath them, go into one document with one "
        "list of sources. They stay in this browser; the server keeps nothing.",
        add=f"<em>{html.escape(tr('Add to basket'))}</em>",
    )
    main = f"""<p>{about}</p>
<p id="told" role="status"></p>
<ol id="items"></ol>
<div id="ways"></div>
"""
    style = f"{page_look()}{STYLE}\n{OWN_STYLE}"
    return plain_page(
        tr("Basket"), tr("Basket"), main, style=style, head=f"{messages_of(SCRIPTS)}{tags}\n", told=json.dumps(told)
    )


class Documents:
    """Makes one document after the other."""

    def __init__(self, make: Make) -> None:
        self.make, self.lock, self.waiting = make, asyncio.Lock(), 0

    async def answer(self, request: Request) -> Response:
        """The document that the browser asks for; its header `Left-Out` names the views that it lacks."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(tr("The request must be JSON."), 415)  # no page of another site can do so
        body = bytearray()
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    return _refused(tr("At most {most} kB can be sent.", most=LARGEST // 1024), 413)
        except ClientDisconnect:
            return _refused(tr("The request was incomplete."), 400)  # to nobody: they have gone
        try:
            kind, title, items = asked_for(bytes(body))
        except AskedWronglyError as error:
            return _refused(str(error), 422)
        if self.waiting >= WAITING:
            return _refused(tr("Many documents are being made at this moment. Please try again in a minute."), 503)
        self.waiting += 1
        try:
            async with self.lock:
                base = str(request.url.replace(path=address(""), query="", fragment="")).rstrip("/")
                shown = [await _read(spoken_view(item["view"]), base) for item in items]
                content, left = await run_in_threadpool(self.make, kind, title, items, shown)
        finally:
            self.waiting -= 1
        name = quote(name_of_document(title if title != UNTITLED else "", [item["view"] for item in items]))
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}.{kind}",
            "Cache-Control": "no-store",
            "Left-Out": json.dumps([line[:240] for line in left]),
        }
        return Response(content, media_type=TYPES[kind], headers=headers)


def spoken_view(view: str) -> str:
    """The link of a view in the language of the document, whichever it was in when it was put into the basket."""
    if (language() == ENGLISH and f"{LANG}=" not in view) or not is_page(view):
        return view
    link = URL(view).remove_query_params(LANG)
    return str(link) if language() == ENGLISH else str(link.include_query_params(**{LANG: language()}))


async def _read(view: str, base: str) -> list[Any]:
    return await read_view(Runtime.instance(), view, base) if is_page(view) else []


def _refused(why: str, status: int) -> JSONResponse:
    return JSONResponse({"error": why}, status_code=status, headers={"Cache-Control": "no-store"})


def basket_routes(make: Make) -> list[Route]:
    """The page, its script, and the address that makes documents."""
    content = in_each_language(basket_page)

    def page(request: Request) -> Response:
        return HTMLResponse(content(), headers={"Cache-Control": ASK_AGAIN})

    return [
        Route(address("basket"), page),
        SCRIPTS[-1].route(),
        Route(address(DOCUMENT), Documents(make).answer, methods=["POST"]),
    ]
