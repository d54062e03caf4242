"""An address at which no page stands: 404 in our look, with the page that was probably meant."""

import html
from difflib import get_close_matches

from language.messages import tag, tr
from serving.addresses import address, in_language
from serving.page_list import PAGES

CUT = 60
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


def nearest_page(path: str) -> str:
    """The page whose name or title is most like the end of a path; the first page where none is."""
    names = {name: name for name in TITLES} | {title.lower(): name for name, title in TITLES.items()}
    said = path.strip("/").rsplit("/", 1)[-1].lower()
    found = get_close_matches(said, names, n=1, cutoff=0.6)
    return names[found[0]] if found else ""


def missing_page(path: str, query: str, faces: str) -> str:
    """The whole HTML. `query`: the rest of the link, which goes along; `faces`: letters and colours as styles."""
    e = html.escape
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
    return f"""<!DOCTYPE html>
<html lang="{tag()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{e(tr("No such page"))} · Hard Currency</title>
<link rel="icon" href="data:,">
<style>
{faces}{STYLE}
</style>
</head>
<body>
<main>
<p><a href="{e(in_language(address("")))}">Hard Currency</a></p>
<h1>{e(tr("There is no page at {path}", path=shown))}</h1>
<p>{nearest}</p>
<h2>{e(tr("All pages"))}</h2>
<ul>{every}</ul>
</main>
</body>
</html>
"""
