"""An address at which no page stands: 404 in our look, with the page that was probably meant."""

import html
import re
from difflib import get_close_matches
from urllib.parse import quote

from language.messages import tr
from serving.addresses import address, in_language
from serving.page_list import PAGES
from serving.plain_page import plain_page

CUT = 60
LONGEST, DEEPEST = 400, 8  # letters and parts of a path that are compared with names
STYLE = """body { font: 1rem/1.5 'Source Sans', sans-serif; max-width: 40rem; margin: 0 auto; padding: 4rem 1.5rem; }
h1 { font-family: 'Source Serif', Georgia, serif; line-height: 1.2; overflow-wrap: anywhere; } a { color: var(--link); }
li { padding: .2rem 0; } a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }"""


TITLES = {entry.address: entry.title for entry in PAGES}


def page_at(path: str) -> str | None:
    """The page at a path of this server as its name in `TITLES`; none where no page stands."""
    base = address("")
    if not path.startswith(base) and path + "/" != base:
        return None
    name = path.removeprefix(base).strip("/") if path.startswith(base) else ""
    return name if name in TITLES else None


def parted(path: str) -> tuple[str, str]:
    """A path, and the parameters that stand in it because the `?` before them was encoded or lost."""
    start = re.search(r"(?:^|/)[^/?&]*([?&])(?=[^/]*=)", path)  # looks at each part once, however many signs it has
    return (path[: start.start(1)], quote(path[start.end(1) :], safe="=&%-._~,:+")) if start else (path, "")


def nearest_page(path: str) -> str:
    """The page whose name or title is most like the last part of a path that is like any; the first where none is."""
    names = {name: name for name in TITLES} | {title.lower(): name for name, title in TITLES.items()}
    for said in reversed(parted(path)[0][-LONGEST:].strip("/").lower().split("/")[-DEEPEST:]):
        if found := get_close_matches(said, names, n=1, cutoff=0.6):
            return names[found[0]]
    return ""


def missing_page(path: str, query: str, faces: str) -> str:
    """The whole HTML. `query`: the rest of the link, which goes along; `faces`: letters and colours as styles."""
    e = html.escape
    query = "&".join(filter(None, [parted(path)[1], query]))
    meant, rest = nearest_page(path), f"?{query}" if query else ""
    link = f'<a href="{e(address(meant) + rest)}">{e(tr(TITLES[meant]))}</a>'
    nearest = (
        tr("The nearest is {page}, with the rest of your link.", page=link)
        if query
        else tr("The nearest is {page}.", page=link)
    )
    shown = path if len(path) <= CUT else path[:CUT] + "…"
    every = "".join(
        f'<li><a href="{e(in_language(address(name)))}">{e(tr(title))}</a></li>' for name, title in TITLES.items()
    )
    main = f"<p>{nearest}</p>\n<h2>{e(tr('All pages'))}</h2>\n<ul>{every}</ul>\n"
    return plain_page(tr("No such page"), tr("There is no page at {path}", path=shown), main, style=faces + STYLE)
