"""What stands in place of a page until the front end has drawn it, which takes a browser seconds: the page's name and
question and, of a view that has been drawn before, for whomever, its finding and its picture.

Pages hand over what they drew; it is given to who asks for the same view on the same day, while the record is still the
one that it was drawn from and nothing has to be said of it first. `look/first_paint.js` takes it away.
"""

import html
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from language.messages import tr
from loaders.kept import Kept
from loaders.store import RecordStore
from loaders.versions import VERSION, short_version
from serving.addresses import address, in_language
from serving.ahead import chart_script, scripts_of
from serving.files import FOR_EVER, LOOK, OurFile, file_answer
from serving.look import PICTURES, THEMES
from serving.page_list import PAGES

SCRIPT: Final = OurFile(LOOK / "first_paint.js", "text/javascript")
STYLE: Final = OurFile(LOOK / "first_paint.css", "text/css")
MOST_VIEWS, MOST_BYTES = 1000, 8 * 2**20


@dataclass(frozen=True)
class Painted:
    """What a view shows first.

    `title`, `subtitle` and `footer` are those of its first chart, `alt` says in a sentence what that shows; `picture`
    is its name among those handed over. `is_map`: a phone shows it as a whole. `day`: words for the day as of which the
    view is shown, if that is an earlier one. `below`: HTML of what stands under the picture.
    `asked_for`: addresses at which a browser asks for something to draw the chart itself.
    """

    title: str = ""
    subtitle: str = ""
    footer: str = ""
    alt: str = ""
    picture: str = ""
    is_map: bool = False
    day: str = ""
    below: str = ""
    asked_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture that is drawn when it is asked for: `draw` gives it as SVG; until then it takes `size` bytes."""

    draw: Callable[[], str]
    size: int


VIEWS: Final[Kept[Painted]] = Kept(MOST_VIEWS)
DRAWINGS: Final[Kept[Picture]] = Kept(MOST_BYTES, lambda picture: picture.size)


def keep(
    page: str, version: str, chosen: Mapping[str, str], theme: str, painted: Painted, picture: Picture | None = None
) -> None:
    """Keep what a view shows first in a theme. `chosen`: its link, without what stands at its default."""
    VIEWS.get(_key(page, version, chosen, theme), lambda: painted)
    if picture is not None:
        DRAWINGS.get(painted.picture, lambda: picture)


def _key(page: str, version: str, chosen: Mapping[str, str], theme: str) -> Hashable:
    return page, short_version(version), date.today(), tuple(sorted(chosen.items())), theme


def first_paint(scope: Scope, place: str, store: RecordStore) -> str:
    """The HTML for a request of the page at `place`, an address below that of the dashboard."""
    entry = next(entry for entry in PAGES if entry.address == place)
    links = "".join(
        f'<a href="{html.escape(in_language(address(each.address)))}"{" aria-current=page" if each is entry else ""}>'
        f"{html.escape(tr(each.title))}</a>"
        for each in PAGES
        if not each.is_hidden
    )
    light, dark = (PICTURES[f"wordmark-{theme}"].url for theme in THEMES)
    mark = f'<picture><source srcset="{dark}" media="(prefers-color-scheme: dark)"><img src="{light}" alt=""></picture>'
    view, asked_for = _view(scope, entry.name, store)
    ahead = "".join(f'<link rel="modulepreload" crossorigin href="{each}">' for each in scripts_of(place))
    ahead += "".join(f'<link rel="preload" as="fetch" crossorigin href="{each}">' for each in asked_for)
    ahead = f'<template id="hc-ahead" data-chart="{chart_script(place)}">{ahead}</template>'
    return (
        f'<div id="hc-first" class="hc-first-{entry.name}" tabindex="0"><header>{mark}<nav>{links}</nav></header><main>'
        f"<h1>{html.escape(tr(entry.title))}</h1><p>{html.escape(tr(entry.question))}</p>"
        f'{view}</main></div>{ahead}<script src="{SCRIPT.url}"></script>'
    )


def _view(scope: Scope, page: str, store: RecordStore) -> tuple[str, tuple[str, ...]]:
    """What is known of the view that a request asks for, as HTML, and what its chart will ask for; nothing where it has
    not been drawn, or the reader has to be told something before: that a record was refused, that there are own rows,
    that the link is an old one."""
    current, query = store.valid, scope.get("query_string", b"").decode("utf-8", "replace")
    if current is None or store.faults or store.own_faults or current.own is not None:
        return "", ()
    asked = parse_qsl(query, keep_blank_values=True)
    chosen = dict(asked)
    if len(chosen) < len(asked) or chosen.pop(VERSION, None) not in (None, short_version(current.version)):
        return "", ()
    found = {theme: VIEWS.find(_key(page, current.version, chosen, theme)) for theme in THEMES}
    painted = {theme: one for theme, one in found.items() if one is not None}
    if not painted:
        return "", ()
    pictures = "".join(
        f' data-{theme}="{address(f"first/{one.picture}.svg")}"' for theme, one in painted.items() if one.picture
    )
    one = next(iter(painted.values()))
    said = (("p", one.day), ("h2", one.title), ("p", one.subtitle))
    words = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in said if text)
    if not pictures:
        return words + one.below, one.asked_for
    kind = "hc-first-map" if one.is_map else "hc-first-chart"
    drawing = f'<div class="{kind}" role="img" aria-label="{html.escape(one.alt)}"{pictures}></div>'
    return f"{words}{drawing}<small>{html.escape(one.footer)}</small>{one.below}", one.asked_for


def first_paint_routes() -> list[Route]:
    """The pictures, the script and the style sheet."""

    def answer(request: Request) -> Response:
        picture = DRAWINGS.find(request.path_params["name"])
        if picture is None:
            return PlainTextResponse(tr("Not found"), status_code=404)
        return file_answer(request, picture.draw().encode(), "image/svg+xml", FOR_EVER)

    return [Route(address("first/{name}.svg"), answer), SCRIPT.route(), STYLE.route()]
