"""The page being drawn: its record, its day, its link, and the parts of it that are kept for all readers."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

import pandas as pd
import streamlit as st
from starlette.datastructures import URL

from exports.copying import copy_button
from exports.offer import View
from language.forms import strung
from language.messages import tr
from links.params import Param, shown
from links.state import held, put, session, tell
from loaders.kept import own
from loaders.tables import Record
from loaders.versions import VERSION, short_version
from look.palette import PALETTES, Palette
from serving.page_list import PAGE
from subjects.timeline import FIRST_YEAR

TABLES = "table"  # the parameter that arranges the tables of a page
MAPS: Final = frozenset({"legend", "outlines"})
"""What a figure tells of itself that is a map."""
FIRST_DAY = date(FIRST_YEAR, 1, 1)  # the first day as of which a page can be shown


def palette() -> Palette:
    """The colours of the reader's theme."""
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]


@dataclass(frozen=True)
class Page:
    """A page being drawn: its record, as known on the reader's day, and the parameters of its link.

    `idle`: the parameters on which nothing depends in the view that is open, though they stay in the link. `settled`:
    what the view shows where a parameter that says of what it is was left open.
    `tables`: those drawn, which a link may arrange.
    `linked`: the choices of the reader each time something was drawn that holds the link of the view.
    `charts`: by its key, what each chart drawn tells of itself, its description, and itself as JSON. `on_paper`: what
    draws it light, and the rows that it rests on. `below`: key figures as HTML, for a reader who still waits for the
    page.
    """

    name: str
    record: Record
    params: list[Param]
    known_on: date | None
    asked: set[str] = field(default_factory=set)
    idle: set[str] = field(default_factory=set)
    settled: dict[str, str] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    charts: dict[str, tuple[dict[str, str], str, str]] = field(default_factory=dict)
    on_paper: dict[str, tuple[Callable[[], Mapping[str, Any]], pd.DataFrame]] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)
    linked: list[dict[str, str]] = field(default_factory=list)

    def finding(self, below: str = "") -> tuple[dict[str, str], str]:
        """Title, subtitle and footer of the chart called `below` or else the one drawn last, and its description."""
        plain_title = {"title": tr(PAGE[self.name].title), "subtitle": "", "footer": ""}
        if below:
            return self.charts[below][:2]
        return next(reversed(self.charts.values()))[:2] if self.charts else (plain_title, "")

    def years(self, latest: int = 0) -> tuple[int, int]:
        """The years chosen, as they are said and drawn: on an earlier day not beyond its year, nor beyond the `latest`
        of which something was known by then."""
        first, last = session["years"]
        end = last if self.known_on is None else max(self.known_on.year, latest)
        return first, min(last, end) if first <= end else last

    @property
    def colours(self) -> Palette:
        """The colours of the reader's theme."""
        return palette()

    def view(self, apart_from: Collection[str] = ()) -> tuple[object, ...]:
        """All that this page shows depends on, but for the record itself and what is open; or a part of it that does
        not depend on some parameters either."""
        none = {*self.idle, *apart_from}
        busy = (p for p in self.params if not (p.opens or p.is_layout or p.name in none))
        link = ((param, held(param.name)) for param in busy)
        said = ((param.name, param.write(value)) for param, value in link if value is not None)
        return self.name, self.record.version, date.today(), palette().name, *said

    def default(self, name: str) -> Any:
        """The default of one parameter; of a span, its two ends."""
        return next(param.default for param in self.params if param.name == name)


DRAWN: ContextVar[Page] = ContextVar("the page that this thread draws")
V = TypeVar("V")


def kept(name: str, make: Callable[[], V], *more: object, apart_from: Collection[str] = ()) -> V:
    """A part of the page being drawn, made once for all readers of the same view, under a name of its own on the page.

    What `make` gives depends on nothing but the record, the link, the theme and `more`; it is text, numbers, frames, or
    collections of these. Of the row that is open it knows only if that is in `more`, and of the parameters named in
    `apart_from` it knows nothing, so that it is not made again when one of them alone is moved.
    """
    page = DRAWN.get()
    if name in page.asked:
        raise ValueError(f"two parts of the page {page.name} are both called {name}")
    page.asked.add(name)
    part: V = own(page.record.views.get((name, *more, *page.view(apart_from)), make))
    return part


def copy_link(link: str) -> str:
    """A button that copies the link of the view, with the data version."""
    return copy_button(tr("Copy link"), with_version(link), name=tr("Copy link to this view, with the data version"))


def publishers(rows: pd.DataFrame) -> list[str]:
    """Who published the rows, those with most of them first."""
    counts = Counter(rows["publisher"].dropna().tolist() if "publisher" in rows else ())
    return sorted(counts, key=lambda name: (-counts[name], name))


def view_now(name: str, below: str = "") -> View:
    """What the page shows at this moment, below the chart of that key or else the one drawn last, as the files called
    `name` say it."""
    page = DRAWN.get()
    page.linked.append(linked := choices(page))
    arranging = {param.name for param in page.params if param.is_layout}
    chosen = {name: text for name, text in linked.items() if name not in arranging | page.idle}
    free = [param.name for param in page.params if param.is_free]
    left = defaults(page)
    texts = {**left, **chosen}
    words = {param.name: param.in_words(texts[param.name]) for param in page.params if param.name in texts}
    said = {name: text for name, text in words.items() if text}
    subject = [param.name for param in page.params if param.is_subject or param.name in page.settled]
    return View(
        page.name, name, page.record.version, _link(linked), chosen, *page.finding(below), left, free, said, subject
    )


def choices(page: Page) -> dict[str, str]:
    """What the reader chose, by the parameters of the link, without what stands at its default."""
    holding = ((param, held(param.name)) for param in page.params)
    chosen = {param.name: param.write(value) for param, value in holding if value != param.default}
    return {name: text for name, text in chosen.items() if text is not None}


def filters_in_words() -> dict[str, str]:
    """What the reader chose that leaves rows out of the page being drawn, by the parameters of the link."""
    page, chosen = DRAWN.get(), choices(DRAWN.get())
    told = [p for p in page.params if p.label and p.name in chosen and p.name not in page.idle]
    words = {p.name: p.in_words(chosen[p.name]) or chosen[p.name] for p in told}
    return {p.name: tr("{control}: {choice}", control=tr(p.label), choice=words[p.name]) for p in told}


def defaults(page: Page) -> dict[str, str]:
    """What the reader left as it is, by the parameters of the link; nothing for a choice of none that the view did not
    settle, nor for one on which nothing depends."""
    left = [p for p in page.params if p.name not in page.idle and held(p.name) == p.default]
    told = {p.name: p.write(p.default) for p in left if p.default not in (None, "", ())}
    return told | {p.name: page.settled[p.name] for p in left if p.name in page.settled}


def html_with_link(make: Callable[[str], str]) -> None:
    """Draw HTML that holds the link of the view, which `make` is given."""
    page = DRAWN.get()
    page.linked.append(linked := choices(page))
    st.html(make(_link(linked)))


def let_go_of_tables() -> None:
    """Let go of how tables are arranged that the view does not have; the reader of a link to them is told."""
    drawn = DRAWN.get().tables
    asked = session[TABLES]
    if lost := [one for one in asked if one.table not in drawn]:
        link = f"{TABLES}={shown('~'.join(map(str, lost)))}"
        tell(
            tr(
                "The link asked for {link}; this view has no such table: it has {tables}.",
                link=link,
                tables=strung(sorted(drawn)),
            )
            if drawn
            else tr(
                "The link asked for {link}; this view has no such table: it has none that can be arranged.", link=link
            )
        )
        put(TABLES, tuple(one for one in asked if one.table in drawn))


def settle_links() -> None:
    """Run the page once more where what was drawn holds the link of choices that were let go of further down."""
    page = DRAWN.get()
    now = choices(page).items()
    if any(not then.items() <= now for then in page.linked):
        st.rerun()


def link_of_view() -> str:
    """The whole address of the view as it is shown, for what leaves the screen."""
    return _link(choices(DRAWN.get()))


def with_version(link: str) -> str:
    """The same with the data version, so that who opens it learns whether figures may have changed."""
    return str(URL(link).include_query_params(**{VERSION: short_version(DRAWN.get().record.version)}))


def _link(chosen: Mapping[str, str]) -> str:
    return str(URL(st.context.url or "").include_query_params(**chosen))
