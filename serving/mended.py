"""An address that a sentence, a mail program or a habit of writing has changed, led to the page that it names."""

import re
from typing import Final
from urllib.parse import quote, unquote

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from language.sentences import without_the_sentence
from serving.addresses import address
from serving.missing import parted
from serving.page_list import PAGES

OTHERS: Final = ("stage", "basket", "data/")  # what is no page of the front end, and has an address to hand round
LONGEST: Final = 400  # letters
_ENDING: Final = re.compile(r"(?<=\w)[.](?:html?|php|aspx?)$", re.IGNORECASE)
_FILE: Final = re.compile(r"data/[\w.-]*\w[.]\w+")


class MendedAddresses:
    """Middleware that leads a reader on from an address that `meant` understands, with the rest of the link."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = self.app
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path, inside = parted(scope["path"])
            found = meant(path)
            if found is not None and (found != path or inside):
                query = "&".join(filter(None, [inside, scope["query_string"].decode("latin-1")]))
                answer = RedirectResponse(quote(found) + (f"?{query}" if query else ""), status_code=307)
        await answer(scope, receive, send)


def meant(path: str) -> str | None:
    """The address on this server of the page, or of the file of the record, that a path names: in any case, with any
    sign or none between its words, with what follows a link in a sentence, with the ending of a file; none where it
    names none."""
    base = address("")
    if not path.startswith(base) or len(path) > LONGEST:
        return None
    name = path.removeprefix(base)
    if {name, f"{name}/"} & {*_NAMED.values()}:
        return path
    for text in _read_as(name):
        if (found := _NAMED.get(_bare(text))) is not None:
            return address(found)
        if text != name and _FILE.fullmatch(text):
            return address(text)
    return None


def _read_as(name: str) -> list[str]:
    """A name as it stands, without what a sentence left on it, and without the ending of a file."""
    name = unquote(name)
    if not _bare(name):  # nothing but the signs of a sentence: the link of the first page
        return [""]
    plain = re.split(r'[<>"]', name)[0].strip("/ ")
    return [bare for way in (plain, *without_the_sentence(plain)) if _bare(bare := _ENDING.sub("", way))]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


_NAMED: Final = {
    **{_bare(entry.title): entry.address for entry in PAGES},
    **{_bare(entry.address): entry.address for entry in PAGES},
    **{_bare(name): name for name in OTHERS},
    "index": "",
}
"""Each address by its name and its title, as names are compared."""
