"""Talks: slides that are views of this dashboard, written by a person as `talks/NAME.toml`, checked like the record.

A talk names only what there is: which pages, parameters and charts there are is read from the source of the pages.
"""

import ast
import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from loaders.faults import Fault, TableError, nearest
from loaders.files import leads_to

ROOT: Final = Path(__file__).parents[1]
TALKS: Final = leads_to(os.environ.get("HARD_CURRENCY_TALKS") or ROOT / "talks")
MAKERS: Final = ("links.params", "links.years")
EVERYWHERE: Final = ("known_on", "lang")
TALK_FIELDS: Final = ("title", "data_version", "slide")
SLIDE_FIELDS: Final = ("view", "chart", "title", "highlight", "notes", "said")
AUDIENCE: Final = ("view", "chart", "title", "highlight")
LONGEST_TITLE: Final = 140
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True)
class Slide:
    """One slide: the link of a view and the key of its chart; an own title and a text to point out, or empty ones.

    `notes` are for the speaker only. `said`: the finding of the chart when the slide was written, then labels in it
    with the figures that the speaker relies on.
    """

    view: str
    chart: str
    title: str = ""
    highlight: str = ""
    notes: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """A talk: the name of its file, its title, the data version it was written with, its slides."""

    name: str
    title: str
    data_version: str
    slides: tuple[Slide, ...]

    def for_the_audience(self) -> dict[str, Any]:
        """All that the audience may see; neither notes nor what was said."""
        return self._told(AUDIENCE)

    def for_the_speaker(self) -> dict[str, Any]:
        """The whole talk."""
        return self._told(SLIDE_FIELDS)

    def _told(self, names: tuple[str, ...]) -> dict[str, Any]:
        slides = [{name: getattr(slide, name) for name in names if getattr(slide, name)} for slide in self.slides]
        return {"name": self.name, "title": self.title, "data_version": self.data_version, "slides": slides}


@dataclass(frozen=True)
class Offered:
    """What one page offers a talk: its parameters, and the keys of its charts as patterns.

    `is_open`: some parameters get their names from elsewhere, so that an unknown one cannot be told.
    """

    params: frozenset[str]
    charts: tuple[str, ...]
    is_open: bool

    def has_chart(self, key: str) -> bool:
        """Whether a chart of that key is drawn somewhere on the page."""
        return any(re.fullmatch(pattern, key) for pattern in self.charts)


@cache
def offered() -> dict[str, Offered]:
    """Every page by its address, `/` and `/host_countries`: read from the list of pages and their source."""
    found: dict[str, Offered] = {}
    for call in _calls(_tree(ROOT / "serving" / "page_list.py"), "Entry"):
        file = ROOT / "pages" / f"{ast.literal_eval(call.args[0])}.py"
        trees = [_tree(path) for path in (file, *sorted((file.parent / f"_{file.stem}").glob("*.py")))]
        charts = [_pattern(key) for tree in trees for key in _keys(tree)]
        names = [call.args[0] for tree in trees for maker in _makers(tree) for call in _calls(tree, maker) if call.args]
        plain = {str(name.value) for name in names if isinstance(name, ast.Constant)}
        is_open = len(plain) < len({ast.unparse(name) for name in names})
        found[f"/{file.stem}" if found else "/"] = Offered(frozenset({*plain, *EVERYWHERE}), tuple(charts), is_open)
    return found


def _calls(tree: ast.Module, name: str) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == name]


def _makers(tree: ast.Module) -> list[str]:
    """What a page calls the makers of parameters."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module in MAKERS]
    return [name.asname or name.name for node in imports for name in node.names if name.name != "Param"]


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _keys(tree: ast.Module) -> list[ast.expr]:
    return [option.value for call in _calls(tree, "Exhibit") for option in call.keywords if option.arg == "key"]


def _pattern(key: ast.expr) -> str:
    """The key of a chart as a pattern: what is put together from names may be any word."""
    parts = key.values if isinstance(key, ast.JoinedStr) else [key]
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in parts)


def load_talk(file: Path) -> Talk:
    """One talk. Raises `TableError` with every fault: file, number of the slide, field, value, rule."""
    where = f"{file.parent.name}/{file.name}"
    faults: list[Fault] = []

    def fault(slide: int | None, field: str, value: object, rule: str, message: str) -> None:
        faults.append(Fault(where, slide, field, value if isinstance(value, str) else repr(value), rule, message))

    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError([Fault(where, None, "", "", "toml", f"it cannot be read as TOML: {error}")]) from error
    if not NAME.fullmatch(file.stem):
        fault(None, "", file.stem, "name", "the name of the file may hold small letters, digits and hyphens only")
    for name in sorted(told.keys() - set(TALK_FIELDS)):
        fault(None, name, told[name], "field", f"a talk has no such field{nearest(name, TALK_FIELDS)}")
    title, version = told.get("title", ""), told.get("data_version", "")
    if not _is_line(title):
        fault(None, "title", title, "title", f"it must be one line of 1 to {LONGEST_TITLE} characters")
    if not (isinstance(version, str) and re.fullmatch(r"[0-9a-f]{8}", version)):
        fault(None, "data_version", version, "data_version", "it must be eight digits, as at the foot of each page")
    written = told.get("slide", [])
    if not (isinstance(written, list) and written and all(isinstance(slide, dict) for slide in written)):
        fault(None, "slide", "" if written == [] else written, "slide", "there must be at least one [[slide]]")
        written = []
    for number, slide in enumerate(written, 1):
        for field, value, rule, message in _wrong(slide):
            fault(number, field, value, rule, message)
    if faults:
        raise TableError(faults)
    slides = [Slide(**{**slide, "said": tuple(slide.get("said", ()))}) for slide in written]
    return Talk(file.stem, title, version, tuple(slides))


def _is_line(text: object, longest: int = LONGEST_TITLE) -> bool:
    return isinstance(text, str) and text.isprintable() and 0 < len(text.strip()) <= longest


def _wrong(slide: dict[str, Any]) -> list[tuple[str, object, str, str]]:
    """What is wrong with a slide: field, value, rule, what is expected."""
    wrong: list[tuple[str, object, str, str]] = [
        (name, slide[name], "field", f"a slide has no such field{nearest(name, SLIDE_FIELDS)}")
        for name in slide
        if name not in SLIDE_FIELDS
    ]
    for name in ("title", "highlight"):
        if name in slide and not _is_line(slide[name]):
            message = f"it must be one line of 1 to {LONGEST_TITLE} characters, or left out"
            wrong.append((name, slide[name], "line", message))
    if "notes" in slide and not isinstance(slide["notes"], str):
        wrong.append(("notes", slide["notes"], "text", "it must be text"))
    said = slide.get("said", [])
    if not (isinstance(said, list) and all(isinstance(text, str) and text.strip() for text in said)):
        wrong.append(("said", said, "said", "it must be a list of texts: the finding, then labels with figures"))
    return wrong + _wrong_view(slide)


def _wrong_view(slide: dict[str, Any]) -> list[tuple[str, object, str, str]]:
    view, key, pages = slide.get("view", ""), slide.get("chart", ""), offered()
    if not (_is_line(view, 2000) and view.startswith("/") and not view.startswith("//")):
        return [("view", view, "view", "it must be a link of this dashboard from its first / on")]
    parts = urlsplit(view)
    if parts.path not in pages:
        return [("view", parts.path, "page", f"there is no such page{nearest(parts.path, pages)}")]
    page = pages[parts.path]
    asked = parse_qs(parts.query, keep_blank_values=True)
    wrong: list[tuple[str, object, str, str]] = [
        ("view", name, "parameter", f"{parts.path} has no such parameter{nearest(name, page.params)}")
        for name in asked
        if name not in page.params and not page.is_open
    ]
    wrong += [("view", name, "parameter", "it is given twice") for name in asked if len(asked[name]) > 1]
    if not (isinstance(key, str) and page.has_chart(key)):
        keys = [pattern for pattern in page.charts if "\\" not in pattern]
        wrong.append(("chart", key, "chart", f"{parts.path} draws no such chart{nearest(str(key), keys)}"))
    return wrong


def load_talks(folder: Path = TALKS) -> tuple[list[Talk], list[Fault]]:
    """The talks of a folder that have no fault, in the order of their names, and every fault of the others."""
    talks, faults = [], []
    for file in sorted(folder.glob("*.toml")):
        try:
            talks.append(load_talk(file))
        except TableError as error:
            faults += error.faults
    return talks, faults
