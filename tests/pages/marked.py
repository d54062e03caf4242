"""Every text that a page shows in the language that is none, and what of it is neither part of a message nor data."""

import html
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any, Final

import pytest
import streamlit as st

from charts.figure import Finished
from language.messages import PSEUDO, speaking
from loaders.rules import RULES
from tests.live import RECORD
from tests.pages.screen import CONTROLS, LISTS, Query, Screen, load_parts, run_script, show_on
from tests.unmarked import unmarked

NEVER_SHOWN: Final = {
    *(
        "key",
        "icon",
        "width",
        "height",
        "type",
        "anchor",
        "gap",
        "vertical_alignment",
        "horizontal_alignment",
        "border",
    ),
    *("language", "selection_mode", "label_visibility", "page", "shortcut", "query_params", "args", "kind", "on_click"),
    *("on_change", "options", "config", "theme", "format", "value", "wrap_lines", "file_name", "mime", "size", "unit"),
    "filter_mode",
}
"""What the functions of Streamlit take that is no text for a reader."""
NEVER_TEXT: Final = {"container", "columns", "logo", "switch_page", "rerun", "pagination", "set_page_config", "code"}
SHOWN_ATTRIBUTES: Final = {"aria-label", "alt", "title", "placeholder", "data-said", "data-name"}
IN_FIGURES: Final = {"text", "ticktext", "hovertext", "customdata", "title", "subtitle", "footer", "label"}
NAMES: Final = {
    *("Hard Currency", "DPRK", "North Korea (DPRK)", "PNG", "SVG", "CSV", "JSON", "RIS", "PDF", "BibTeX", "CSL-JSON"),
    *("PowerPoint", "Zotero", "A4", "CC BY 4.0", "Chicago", "OSCOLA", "persons"),
}
"""What is called the same in every language."""


CODES: Final = re.compile(
    r"\b[0-9a-f]{8}\b|http://here/\S*|\b[a-z_]+/\w+\b|`[^`]+`|/data/\S*|\b\w+\.csv\b|\b[A-Z]{3}\b"
)
"""Data versions, links, names of charts and what else is written for machines."""


SIGNS: Final = re.compile(r" · |[;,] |\\?: | \(|\n| and ")
"""What stands between data that are shown side by side."""


class Shown(HTMLParser):
    """The texts of a piece of HTML, those in attributes too."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_style = False
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take down what the attributes say, and what marks say that is sent in one."""
        self.is_style = tag in ("style", "script")
        self.texts += [value for name, value in attrs if name in SHOWN_ATTRIBUTES and value]
        if hovers := dict(attrs).get("data-list"):
            self.texts += in_figure(json.loads(hovers), "customdata")

    def handle_endtag(self, tag: str) -> None:
        """What follows is text again."""
        self.is_style = False

    def handle_data(self, data: str) -> None:
        """Take down a text."""
        if not self.is_style:
            self.texts.append(data)


def in_figure(part: Any, name: str = "") -> Iterator[str]:
    """The texts of a figure: titles, labels, ticks, what is said of a mark, its accessible name."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from in_figure(value, key if key in IN_FIGURES or not isinstance(value, list) else name)
    elif isinstance(part, list):
        for value in part[1:] if name == "customdata" and part and isinstance(part[0], str) else part:
            yield from in_figure(value, name)
    elif isinstance(part, str) and name in IN_FIGURES:
        plain = re.sub(r"<[^>]+>", "", re.sub(r"<br ?/?>", "\n", part))
        yield html.unescape(plain).replace("-\n", "-")


class Listening(Screen):
    """A screen that takes down every text, each with what showed it."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []
        self.files: dict[str, Callable[[], bytes]] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        shown = super().__getattr__(name)

        def show(*parts: Any, **named: Any) -> Any:
            self.take(name, parts, named)
            return shown(*parts, **named)

        return show

    def button(self, label: str, *more: Any, **named: Any) -> bool:
        """A button: its label and its tooltip."""
        self.take("button", (label,), named)
        return False

    def download_button(self, label: str, make: Any, name: str, *more: Any, **named: Any) -> bool:
        """A file: only the label is for a reader."""
        self.take("download_button", (label,), {})
        self.files[name] = make
        return False

    def tabs(self, names: list[str], **more: Any) -> list[Screen]:
        """Tabs: their names."""
        self.take("tabs", tuple(names), {})
        return super().tabs(names, **more)

    def take(self, name: str, parts: tuple[Any, ...], named: dict[str, Any]) -> None:
        """Take down the texts of one call."""
        if name in NEVER_TEXT:
            return
        if name in LISTS:
            options = list(parts[1] if len(parts) > 1 else named.get("options", ()))
            say = named.get("format_func", str)
            self.texts += [(name, str(say(option))) for option in options]
        if name == "page_link":
            parts = parts[1:]
        for part in [*parts[: 1 if name in CONTROLS else None], *(named[k] for k in named.keys() - NEVER_SHOWN)]:
            if isinstance(part, Finished):
                self.texts += [("figure", text) for text in in_figure(json.loads(part.__dict__["json"]))]
            elif isinstance(part, str):
                texts = Shown(part).texts if name == "html" else [part]
                self.texts += [(name, text) for text in texts]


@cache
def data() -> Collection[str]:
    """Every text of the record, whole and in its parts, as it may be shown by itself."""
    found = {name.casefold() for name in NAMES}
    found |= {bare(rule).casefold() for rule in RULES}
    column: str
    for table in RECORD.tables.values():
        for column in table.select_dtypes("string"):
            for cell in table[column].dropna().unique():
                found |= {bare(part).casefold() for part in (str(cell), *re.split(r"[;,]| \(", str(cell)))}
    return frozenset(found)


def bare(text: str) -> str:
    """A text without what Markdown and HTML put around it, and without the signs at its ends."""
    plain = html.unescape(text).replace("\N{WORD JOINER}", "").replace("\\", "")
    plain = re.sub(r":(?:gray|small|material/\w+)\b[\[:]?|[*`\[\]]", " ", plain)
    return re.sub(r"^[\W\d_]+|[\W_]+$", "", " ".join(plain.split()))


@cache
def codes() -> Collection[str]:
    """The names of columns and their codes, which are written in one way only: the heading "Publisher" is none."""
    fields = [field for resource in RECORD.descriptor["resources"] for field in resource["schema"]["fields"]]
    return frozenset(bare(each["value"]) for field in fields for each in field.get("categories", ())) | {
        bare(field["name"]) for field in fields
    }


@cache
def is_data(text: str) -> bool:
    """Whether a text is of the record, whole or cut short, or only numbers and signs, or a list of such."""
    whole = bare(text).casefold()
    if (
        not re.search(r"[a-z]{2}", whole)
        or whole in data()
        or bare(text) in codes()
        or not re.search(r"[A-Za-z]{2}", bare(CODES.sub(" ", text)))
    ):
        return True
    if text.rstrip(" ,:)").endswith("…"):
        return any(known.startswith(whole) for known in data())
    return any(is_data(text[: at.start()]) and is_data(text[at.end() :]) for at in SIGNS.finditer(text))


def shown(page: str, query: dict[str, str] | None = None) -> Listening:
    """What a view shows in the language that is none."""
    load_parts()
    screen = Listening()
    with pytest.MonkeyPatch.context() as patch, speaking(""):
        show_on(screen, patch)
        patch.setattr(st, "context", SimpleNamespace(theme=SimpleNamespace(type="light"), url="http://here/"))
        patch.setattr(st, "session_state", {})
        patch.setattr(st, "query_params", Query({**(query or {}), "lang": PSEUDO}))
        run_script(page)
    return screen


def left_out(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of some texts, each with what it is of, what is neither part of a message nor data."""
    pieces = [(by, piece) for by, text in texts for piece in unmarked(text)]
    return list(dict.fromkeys((by, piece) for by, piece in pieces if not is_data(piece)))


def missed(page: str, query: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """What a view shows that is neither part of a message nor data, nor the words that its reader seeks: by what it was
    shown, and the text."""
    sought = (query or {}).get("q")
    return [(by, piece) for by, piece in left_out(shown(page, query).texts) if piece.strip() != sought]
