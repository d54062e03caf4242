"""What the front end will ask for to draw a page, told to a browser with the page itself.

The front end asks for the scripts that draw an element when the first such element comes: by then it has been fetched
and run, has opened its socket, and the server has run the page. Which elements a page holds is known once it has run,
for whomever; which scripts draw an element the front end's own list says. `look/first_paint.js` asks for them.
"""

import json
import re
from functools import cache
from typing import Final

from serving.addresses import address
from serving.security import INDEX_PAGE

CHART: Final = "plotly_chart"
ELEMENTS: Final[dict[str, dict[str, None]]] = {}
"""The kinds of elements that a page shows, as Streamlit's messages name them, in their order; by its address."""
ANY = r"static/js/([\w.-]+\.js)"
LISTED = re.compile(r"m\.f=(\[.*?\])")
LAZY = re.compile(r"import\(`\./([\w.-]+\.js)`\),__vite__mapDeps\(\[([\d,]+)\]\)")


def note(page: str, element: str) -> None:
    """Remember that the page at an address shows an element."""
    ELEMENTS.setdefault(page, {})[element] = None


def scripts_of(page: str) -> list[str]:
    """The addresses of the scripts that draw what the page at an address shows, as far as that is known: each once, and
    none that every page asks for."""
    drawn_by, shown = scripts_by_element(), ELEMENTS.get(page, ())
    names = dict.fromkeys(name for element in shown for name in drawn_by.get(_named(element), ()))
    return [address(f"static/js/{name}") for name in names]


def chart_script(page: str) -> str:
    """The address of the script that draws the charts of the page at an address; nothing where it shows none."""
    is_there = CHART in ELEMENTS.get(page, ())
    return address(f"static/js/{scripts_by_element()[_named(CHART)][-1]}") if is_there else ""


def _named(element: str) -> str:
    """`plotly_chart` as the name of a script has it, but for capital letters."""
    return element.replace("_", "")


@cache
def scripts_by_element() -> dict[str, list[str]]:
    """The files of the scripts that draw an element, its own the last of them, without those that the index page
    itself asks for. They are read once."""
    index_page = INDEX_PAGE.read_text(encoding="utf-8")
    everywhere = set(re.findall(ANY, index_page))
    names: list[str] = []
    lazy: list[tuple[str, str]] = []
    for main in re.findall(f'src="./{ANY}"', index_page):
        text = (INDEX_PAGE.parent / "static" / "js" / main).read_text(encoding="utf-8")
        listed = LISTED.search(text)
        names, lazy = json.loads(listed[1]) if listed else [], LAZY.findall(text)
    found: dict[str, list[str]] = {}
    for own, places in lazy:
        needed = [names[int(place)].removeprefix("./") for place in places.split(",")]
        others = [name for name in needed if name.endswith(".js") and name not in {own, *everywhere}]
        found[own.split(".")[0].lower()] = [*others, own]
    if _named(CHART) not in found:
        raise ValueError("the front end no longer lists its scripts as it did; serving/ahead.py must follow")
    return found
