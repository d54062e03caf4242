"""The one HTML page of Streamlit's front end, as ours: its name, where its server stands, our scripts and style sheet.

Left alone, the front end guesses the server's address from the page's: at `/host_countries` it first asks there and
fails, twice, at every first visit. Told once, it asks the right place at once. `look/front.js` does what the front end
leaves undone. A browser that translates the page would put one place's name over another's figures, since the front
end cannot find the text it wrote, so the page forbids it.
"""

import gzip
import html
import json
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.config import get_option

from language.messages import mark, tag, tr
from loaders.store import RecordStore
from serving.addresses import address
from serving.compression import takes
from serving.files import LOOK, OurFile
from serving.first_paint import STYLE as FIRST_STYLE
from serving.first_paint import first_paint
from serving.fonts import CUTS, TEXT, font_faces, fonts_to_take, whole_faces, whole_font
from serving.languages import in_each_language, messages_of
from serving.missing import missing_page, page_at
from serving.plain_page import TITLE

SCRIPTS = [
    OurFile(LOOK / f"{name}.js", "text/javascript")
    for name in (
        *("front", "words", "elements", "foreign", "letters", "parts", "pictures", "nearest", "typed", "voice"),
        *("findings", "tables", "years", "keys", "hovers", "marks", "narrow", "paper", "tour"),
    )
]
"""Our scripts in every page of the front end, each a file of look/; the first is told where fonts and server stand."""
STYLE = OurFile(LOOK / "style.css", "text/css")
"""Our style sheet. It stands at the end of the page, since its rules count after those of the front end."""


def front_page(page: str) -> str:
    """Streamlit's index page with our title, without its icon and its pointer to an API that is closed; what our
    scripts say is in the reader's language."""
    told = f"window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {json.dumps(address(''))} }}"
    changes = {
        "<title>Streamlit</title>": f"<title>{TITLE}</title>\n    <script>{told}</script>",
        '<html lang="en">': f'<html lang="{tag()}" translate="no">',
        "</head>": f"<style>{font_faces()}</style>{messages_of(SCRIPTS)}{_script_tags()}{_first_look()}\n  </head>",
        "</body>": f'  <link rel="stylesheet" href="{STYLE.url}">\n  </body>',
        'href="./favicon.png"': 'href="data:,"',
        f'href="./static/media/{whole_font(TEXT["sans"][1]).name}"': f'href="{CUTS["sans"].url}"',
        '<link rel="service-desc" href="./_stcore/agent/openapi.json" />': "",
    }
    for old, new in {**changes, ROOT: ROOT}.items():
        if page.count(old) != 1:
            raise ValueError(
                f"the front end's index page no longer holds {old!r} once; serving/front_page.py must follow"
            )
        page = page.replace(old, new)
    instead = html.escape(tr(WITHOUT_SCRIPTS, place=address("data/")))
    return NO_SCRIPT.sub(f"<noscript><p>{instead}</p></noscript>", page, count=1)


ROOT = '<div id="root"></div>'
"""What the front end fills, and before which the first paint stands."""
NO_SCRIPT = re.compile("<noscript>.*?</noscript>", re.DOTALL)  # tells of an interface for programs, which is closed
WITHOUT_SCRIPTS = mark("The pages need JavaScript. The record itself is at {place} and can be read without it.")
COLOURS = {
    "paper": "backgroundColor",
    "ink": "textColor",
    "link": "linkColor",
    "hairline": "borderColor",
    "people": "primaryColor",
}
"""Colours of our pages outside the front end, by the option of the theme that has them."""


def page_look() -> str:
    """Letters and colours as a style sheet names them, for our pages outside the front end: those of the dashboard."""
    look = f"color-scheme: light dark; {_colours()}background: var(--paper); color: var(--ink);"
    return f"{whole_faces()}{font_faces()}:root {{ {look} }}\n"


def _colours() -> str:
    return "".join(
        f"--{name}: light-dark({get_option(f'theme.light.{option}')}, {get_option(f'theme.dark.{option}')}); "
        for name, option in COLOURS.items()
    )


def _first_look() -> str:
    return f'<style>#hc-first, noscript {{ {_colours()}}}</style><link rel="stylesheet" href="{FIRST_STYLE.url}">'


def _script_tags() -> str:
    told = f' data-fonts="{html.escape(json.dumps(fonts_to_take()))}" data-base="{html.escape(address(""))}"'
    first, *others = (f'<script src="{script.url}"' for script in SCRIPTS)
    return "".join([f"{first}{told}></script>", *(f"{other} defer></script>" for other in others)])


def script_routes() -> list[Route]:
    """The scripts and the style sheet."""
    return [file.route() for file in (*SCRIPTS, STYLE)]


class FrontPage:
    """Middleware that answers with ours, in the language asked for, where the front end's own index page would be the
    answer and a page stands.

    The front end's own answer to any address is 200 and, after a while, its first page.
    """

    def __init__(self, app: ASGIApp, original: str, store: RecordStore) -> None:
        self.app = app
        self.store = store
        self.original = original.encode()
        self.ours = in_each_language(lambda: front_page(original))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        held = b""

        async def send_ours(message: Message) -> None:
            nonlocal start, held
            if message["type"] == "http.response.start" and is_index(message, len(self.original)):
                start = message
            elif start is None:
                await send(message)
            else:
                held += message.get("body", b"")
                if not message.get("more_body", False):
                    await send_page(start, held)

        async def send_page(start: Message, body: bytes) -> None:
            is_ours, page = body == self.original or scope["method"] == "HEAD", page_at(scope["path"])
            headers = MutableHeaders(raw=list(start["headers"]))
            if is_ours and page is None:
                start, body = {**start, "status": 404}, missing(scope)
            elif is_ours and page is not None:
                body = self.ours().replace(ROOT, first_paint(scope, page, self.store) + ROOT).encode()
                headers.add_vary_header("Accept-Encoding")
                if takes(",".join(Headers(scope=scope).getlist("accept-encoding")), "gzip"):
                    body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
            # The file's own tag would let a reader keep a page that an earlier version of ours answered with.
            del headers["etag"], headers["last-modified"]
            headers["Content-Length"] = str(len(body))
            await send({**start, "headers": headers.raw})
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

        await self.app(plainly(scope), receive, send_ours)


def missing(scope: Scope) -> bytes:
    """The page that says that there is none at this address."""
    query = scope["query_string"].decode("utf-8", "replace")
    return missing_page(scope["path"], query, page_look()).encode("utf-8", "replace")


def is_index(start: Message, length: int) -> bool:
    """Whether an answer starts as the index page does: HTML of that very length."""
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and headers.get("content-length") == str(length)


FILES = ("static", "media", "app", "component", "_stcore", "data", "look", "first")
"""Below these stand files, which may come compressed or in part; whatever has another address is a page, or nothing."""


def plainly(scope: Scope) -> Scope:
    """The request of a page, as one for the whole of it as it stands; that of a file stays as it is."""
    if scope["path"].removeprefix(address("")).partition("/")[0] in FILES:
        return scope
    refined = (b"if-none-match", b"if-modified-since", b"accept-encoding", b"range")
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in refined]}
