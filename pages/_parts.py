"""What several pages share: the record, the palette, the frame of a page, a chart with its rows, the footer."""

import html
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import streamlit as st
from starlette.datastructures import URL

from charts import figure as go
from charts.events import LANE_WORDS, event_time_words, event_title
from charts.theme import (
    LIGHT,
    MEASURE_WORDS,
    PALETTES,
    Palette,
    Words,
    about_words,
    author_words,
    claim_words,
    date_words,
    grade_words,
    is_missing,
    plural,
    row_words,
    time_words,
)
from exports.brief import Paper
from exports.citations import Quote, claim_quote, event_quote, figure_quote, forms, plain_text
from exports.copying import citation_buttons, copy_button, folded, mail_link, take_row
from exports.gathered import Figure, Rows, Whole
from exports.offer import File, View, files
from geography.names import east_asian_names
from links.params import Param, day
from links.plain_text import plain
from links.state import NOTICES, VERSION, Offer, held, made_with, put, read, tell, write
from links.ways import row_of, way
from loaders.kept import own
from loaders.own_rows import own_words, short_version
from loaders.places import places
from loaders.store import STORE
from loaders.tables import Record
from loaders.timeline import FIRST_YEAR
from loaders.vintage import as_known_on
from loaders.workers import host_sectors
from pages._own_rows import own_fact, row_html, tell_own_rows
from serving.addresses import address
from serving.look import picture_url
from serving.outlines import topojson_url
from serving.settings import contact
from serving.views import watched

LOOK = Path(__file__).parents[1] / "look"
SHOWN_ROWS = 60
DATES = ("About", "Date", "Published")  # headings of columns of dates
PRINT_FILTERS = {"light": "none", "dark": "invert(1) hue-rotate(180deg)"}  # a dark chart, as it lies on light paper
FIRST_DAY = date(FIRST_YEAR, 1, 1)
STYLED = ("paper", "ink", "muted", "hairline", "people", "money")  # the colours that look/style.css uses


def record() -> Record:
    """The record as last found valid; where a newer one was refused, the reader is told."""
    current, refused = STORE.current()
    if current is None:
        logging.getLogger(__name__).error("no valid record: %s", "; ".join(str(fault) for fault in refused[:5]))
        st.error(
            f"The record cannot be shown: it has {plural(STORE.fault_count, 'fault')}. Nothing is guessed meanwhile. "
            "Whoever runs this server finds each fault with `python -m loaders.check`.",
            title="No valid record",
        )
        st.stop()
    if refused:
        st.warning(
            f"Since {STORE.refused_since:%Y-%m-%d %H:%M} UTC a newer record is refused for "
            f"{plural(STORE.fault_count, 'fault')}; this is data version {current.version}, the last valid one. "
            f"The first fault stands in {plain(refused[0].file)}: {plain(refused[0].message)}. "
            "`python -m loaders.check` lists them all.",
            title="A newer record was refused",
        )
    tell_own_rows(STORE, current)
    return current


def dress() -> None:
    """The name in the header and the style sheet, on every page."""
    st.logo(picture_url(f"wordmark-{palette().name}"), size="medium")
    on_paper = f"--hc-print-filter: {PRINT_FILTERS[palette().name]}; {_colours(LIGHT)}"
    st.html(
        f"<style>:root {{ {_colours(palette())}}}\n@media print {{ :root {{ {on_paper}}} }}\n"
        f"{(LOOK / 'style.css').read_text(encoding='utf-8')}</style>"
    )


def _colours(colours: Palette) -> str:
    """The colours of a palette as the style sheet names them."""
    return "".join(f"--hc-{name}: {getattr(colours, name)}; " for name in STYLED)


def palette() -> Palette:
    """The colours of the reader's theme."""
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]


@dataclass(frozen=True)
class Page:
    """A page being drawn: its record, as known on the reader's day, and the parameters of its link."""

    name: str
    record: Record
    params: list[Param]
    known_on: date | None
    asked: set[str] = field(default_factory=set)
    findings: list[tuple[dict[str, str], str]] = field(default_factory=list)

    @property
    def finding(self) -> tuple[dict[str, str], str]:
        """Title, subtitle and footer of the chart drawn last, and its description."""
        plain_title = {"title": self.name.replace("_", " ").capitalize(), "subtitle": "", "footer": ""}
        return self.findings[-1] if self.findings else (plain_title, "")

    @property
    def view(self) -> tuple[object, ...]:
        """All that this page shows depends on, but for the record itself and what is open."""
        link = ((param, held(param.name)) for param in self.params if not param.opens)
        said = ((param.name, param.write(value)) for param, value in link if value is not None)
        return self.name, self.record.version, date.today(), palette().name, *said

    def ends(self, name: str) -> Any:
        """The default of one parameter; of a span, its two ends."""
        return next(param.default for param in self.params if param.name == name)

    def end(self) -> None:
        """Put the controls into the address, and the footer under the page."""
        write(self.name, self.params)
        footer(self.record)
        if (shown := watched()) is not None:
            notices = tuple(notice for notice, _ in st.session_state[NOTICES])
            shown.append(Whole(view_now(self.name), self.record.descriptor, self.record.tables["sources"], notices))


DRAWN: ContextVar[Page] = ContextVar("the page that this thread draws")
V = TypeVar("V")


def kept(name: str, make: Callable[[], V], *more: object) -> V:
    """A part of the page being drawn, made once for all readers of the same view, under a name of its own on the page.

    What `make` gives depends on nothing but the record, the link, the theme and `more`; it is text, numbers, frames, or
    collections of these. Of the row that is open it knows only if that is in `more`.
    """
    page = DRAWN.get()
    if name in page.asked:
        raise ValueError(f"two parts of the page {page.name} are both called {name}")
    page.asked.add(name)
    part: V = own(page.record.views.get((name, *more, *page.view), make))
    return part


def begin(name: str, title: str, question: str, params: Callable[[Record], list[Param]] = lambda record: []) -> Page:
    """Draw the page's name and question, read its link, and give its record.

    `params` makes the parameters of the page from the whole record, so that a link stays valid on any day. On every
    page the reader may choose the day as of which everything is shown.
    """
    whole = record()
    today = date.today()
    asked = whole.kept.get(("params", name, today), lambda: [*params(whole), day("known_on", FIRST_DAY, today)])
    with st.container(key="heading"):
        words_of_page, beside = st.columns([4.4, 2.6], vertical_alignment="top")
        with words_of_page:
            st.title(title, anchor=False)
            st.markdown(question)
        control = beside.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center")
        with control.container(key="basket_link", width="content"):  # shown once there is something in it
            st.html(f'<a class="hc-basket" href="{address("basket")}">Basket</a>')
        control.page_link("pages/search.py", label="Search", icon=":material/search:")
    read(name, asked, carried=("known_on",))
    compare_versions(name, whole.version)
    known_on = st.session_state["known_on"]
    if type(known_on) is not date or not FIRST_DAY <= known_on < today:
        known_on = st.session_state["known_on"] = None  # everything known today is what is shown anyway
    with (
        control,
        st.popover("As known today" if known_on is None else f"As known on {date_words(known_on)}"),
    ):
        st.date_input(
            "Show only what was published by",
            None,
            min_value=FIRST_DAY,
            max_value=today,
            key="known_on",
            format="YYYY-MM-DD",
            help="A source with only a year counts from its last day; one without a date is never known before today.",
        )
    if known_on is not None:
        with st.container(key="known_on_banner", horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**As known on {date_words(known_on)}.** Only what was published by that day; our own notes, and "
                "what is mixed with later sources, are left out."
            )
            st.button("Back to today", shortcut="t", on_click=put, args=("known_on", None), key="back_to_today")
            st.page_link(
                "pages/changes.py",
                label="What changed since",
                query_params={"since": str(known_on), "known_on": str(today)},
            )
    page = Page(name, as_known_on(whole, known_on, today), asked, known_on)
    DRAWN.set(page)
    return page


def words(
    current: Record, rows: pd.DataFrame, *, title: str, subtitle: str, counted: str, boundary: bool = False
) -> Words:
    """What a figure says of itself, with the publishers of its rows, those with most rows first."""
    publishers = rows["publisher"].value_counts(sort=True) if "publisher" in rows else pd.Series(dtype="int64")
    names = sorted(publishers.index, key=lambda name: (-publishers[name], name))
    return Words(title, subtitle, f"{counted} {own_words(rows)}".strip(), names, current.version, boundary)


PAPERS: dict[Paper, str] = {"a4": "A4", "us-letter": "Letter"}
TALK = {"present": "Present this", "add": "Add to talk"}
PICTURES = {"copy": "Copy", "png": "PNG", "slide": "PNG 1920×1080", "svg": "SVG"}


def chart(
    draw: Callable[[], go.Figure],
    *,
    key: str,
    alt: str | Callable[[], str],
    opened: str | None = None,
    is_small: bool = False,
    rows: pd.DataFrame | None = None,
    claims: pd.DataFrame | None = None,
    **options: Any,
) -> object:
    """A figure with its accessible name, and below it the ways to take it along as it is seen, footer included.

    `draw` is called once for all readers of the same view, and so is `alt` where it is not text already; `opened` is
    the row that is open, where the figure shows it. `rows`: what the figure draws, where that is not the rows offered
    beneath it; `claims`: the same where it draws each as a range in a lane of its own, which a slide has as bars that
    can be edited. The pictures are made in the reader's browser, by look/front.js, with our letters inside. Beneath a
    figure that `is_small` these ways are folded away. In a window narrower than the figure its title,
    subtitle and footer stand around it as text, since the drawing scrolls.
    """

    def drawn() -> tuple[str, int, int, str, dict[str, str]]:
        figure = draw()
        layout = figure.parts["layout"]
        name = alt if isinstance(alt, str) else alt()
        return figure.to_json(), layout["height"], layout["margin"]["t"], name, layout["meta"]

    json, height, head, name, finding = kept(f"chart {key}", drawn, opened)
    DRAWN.get().findings.append((finding, name))
    if (shown := watched()) is not None:
        shown.append(Figure(key, json, name, rows if claims is None else claims, has_bars=claims is not None))
    with st.container(key=f"small_{key}") if is_small else nullcontext(), st.container(key=f"chart_{key}"):
        said = "".join(f"<p>{html.escape(finding[part])}</p>" for part in ("title", "subtitle"))
        st.html(f'<div class="hc-narrow" style="--hc-head: {head}px">{said}</div>')
        selection = st.plotly_chart(
            go.Finished(json, height),
            theme=None,
            key=key,
            alt=name,
            **options,
            config={
                "topojsonURL": topojson_url(),
                "displaylogo": False,
                "scrollZoom": False,
                "doubleClick": False,
                "displayModeBar": False,
            },
        )
        pictures = "".join(
            f'<button type="button" data-picture="{kind}" aria-label="Picture of this chart: {label}">{label}</button>'
            for kind, label in PICTURES.items()
        )
        talks = "<span>Talk</span>" + "".join(
            f'<button type="button" data-talk="{act}">{label}</button>' for act, label in TALK.items()
        )
        basket = '<button type="button" data-basket="chart">Add to basket</button>'
        ways = ("<span>Picture</span>", pictures, talks, basket, *taking(key, finding))
        row = take_row(folded("Take this chart along", "".join(ways))) if is_small else take_row(*ways)
        st.html(f'<p class="hc-narrow">{html.escape(finding["footer"])}</p>{row}')
        return selection


def taking(key: str, finding: Mapping[str, str]) -> list[str]:
    """The other ways to take a figure along, as HTML: its link, its citation in the usual styles, a report about it."""
    page = DRAWN.get()
    quote = figure_quote(finding, link=link_of_view(), version=page.record.version, today=date.today())
    first, *others = forms([quote])
    return [
        copy_link(),
        copy_button("Copy citation", first.text, name="Copy citation of this chart", styled=True),
        folded("Other styles", citation_buttons(others, "this chart")),
        folded("Report a problem", report(f"{page.name}/{key}", finding["title"])),
    ]


def copy_link() -> str:
    """A button that copies the link of the view, with the data version."""
    return copy_button("Copy link", link_with_version(), name="Copy link to this view, with the data version")


def report(figure: str, title: str) -> str:
    """A text about a figure for whoever keeps the record, to copy or, where an address is set, to mail."""
    version, subject = DRAWN.get().record.version, f"Hard Currency: a problem with {figure}"
    text = (
        f"{subject}\nTitle: {title}\nLink: {link_with_version()}\nData version: {version}\nDay: {date.today()}\n"
        "What is wrong, and which document says otherwise: "
    )
    return (
        f"<p>{html.escape(text)}</p>"
        + copy_button("Copy this text", text, name=f"Copy this text about {figure}")
        + (mail_link("Write a mail", address, subject, text) if (address := contact()) else "")
    )


def table(rows: pd.DataFrame, columns: Mapping[str, str], *, caption: str, numeric: Sequence[str] = ()) -> None:
    """Rows as a quiet table of text. `columns` maps a column to its heading; a column `link` beside `title` makes the
    title a link. Everything from the record is escaped; an empty cell stays visibly empty."""
    st.html(table_html(rows, columns, caption=caption, numeric=numeric))


def table_html(rows: pd.DataFrame, columns: Mapping[str, str], *, caption: str, numeric: Sequence[str] = ()) -> str:
    """What `table` writes."""
    head = "".join(f'<th scope="col"{_kind(c, h, numeric)}>{html.escape(h)}</th>' for c, h in columns.items())
    body = []
    for _, row in rows.iterrows():
        body.append(row_html(row, [f"<td{_number(c, numeric)}>{_cell(row, c)}</td>" for c in columns]))
    return (
        f'<div class="hc-table" tabindex="0" role="region" aria-label="{html.escape(caption)}"><table>'
        f"<caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _kind(column: str, heading: str, numeric: Sequence[str]) -> str:
    """The class of a column's heading: a column of dates is given the width of a day and a month."""
    return ' class="hc-date"' if heading in DATES else _number(column, numeric)


def _number(column: str, numeric: Sequence[str]) -> str:
    return ' class="hc-number"' if column in numeric else ""


def _cell(row: pd.Series, column: str) -> str:
    value = row[column]
    if is_missing(value) or str(value) == "":
        return '<span class="hc-none" role="img" aria-label="empty">–</span>'
    text = html.escape(str(value))
    url = row.get("url")
    is_document = column == ("source_title" if "source_title" in row else "title")
    return _link(str(url), text) if is_document and not is_missing(url) else text


def _link(url: str, text: str) -> str:
    """A link to a document, in another window; anything but http and https stays text."""
    if not url.startswith(("http://", "https://")):
        return text
    return f'<a href="{html.escape(url)}" rel="noopener noreferrer" target="_blank">{text}</a>'


def downloads(
    current: Record,
    rows: pd.DataFrame,
    *,
    name: str,
    tables: tuple[str, ...],
    more: Callable[[View], list[File]] = lambda view: [],
) -> None:
    """Exactly these rows as files, each with what was chosen; each is made when it is asked for.

    `more` gives further files of the same view, such as the map.
    """
    if (shown := watched()) is not None:
        shown.append(Rows(name, rows, tables))
    view = view_now(name)
    offered = files(rows, view, current.descriptor, tables, current.tables["sources"])
    with st.container(horizontal=True, vertical_alignment="center", key=f"downloads_{name}"):
        offer_file(offered[0], f"{name}_csv")
        offer_file(offered[1], f"{name}_columns")
        with st.popover("Other files", on_change="rerun", key=f"{name}_files") as others:
            for number, file in enumerate([*offered[2:], *more(view)] if others.open else []):
                offer_file(file, f"{name}_file_{number}")
        st.html(take_row(f'<button type="button" data-basket-rows="{html.escape(name)}">Add rows to basket</button>'))


def view_now(name: str) -> View:
    """What the page shows at this moment, under the chart drawn last, as the files called `name` say it."""
    page = DRAWN.get()
    return View(page.name, name, page.record.version, link_of_view(), choices(page), *page.finding)


def offer_briefs(what: str, stem: str, make: Callable[[Paper], bytes], key: str) -> None:
    """A brief as a PDF for each size of paper, made when asked for. `what`: of what it is; `stem`: of its name."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"briefs_{key}"):
        for paper, label in PAPERS.items():
            file = File(f"{what}, {label}", f"{stem}-brief-{paper}.pdf", "application/pdf", partial(make, paper))
            offer_file(file, f"{key}_{paper}")


def offer_file(file: File, key: str) -> None:
    """A button that makes a file and hands it over."""
    st.download_button(file.label, file.make, file.name, file.kind, key=key, on_click="ignore")


def choices(page: Page) -> dict[str, str]:
    """What the reader chose, by the parameters of the link, without what stands at its default."""
    chosen = {p.name: p.write(held(p.name)) for p in page.params if held(p.name) != p.default}
    return {name: text for name, text in chosen.items() if text is not None}


def link_of_view() -> str:
    """The whole address of the view as it is shown, for what leaves the screen."""
    return str(URL(st.context.url or "").include_query_params(**choices(DRAWN.get())))


def link_with_version() -> str:
    """The same with the data version, so that who opens it learns whether figures may have changed."""
    return str(URL(link_of_view()).include_query_params(**{VERSION: short_version(DRAWN.get().record.version)}))


ABOUT = {
    "crypto_theft": "theft_totals",
    "it_workers": "it_worker_claims",
    "revenue": "revenue_claims",
    "repatriation": "worker_totals",
}
"""What the page of changes shows for each page; for any other the claims about places."""


def compare_versions(name: str, version: str) -> None:
    """Tell the reader of a link that was made with another data version, and offer what was published since."""
    old = made_with()
    version = short_version(version)
    if old is None or old == version:
        return
    day = STORE.first_shown(old)
    when = "which this server has not shown, so its day is unknown" if day is None else f"of {date_words(day)}"
    query = {"about": ABOUT.get(name, "worker_claims"), "known_on": str(date.today())}
    if query["about"] == "worker_claims" and (place := st.session_state.get("iso3")):
        query["iso3"] = str(place)
    if day is not None:
        query["since"] = str(day)
    tell(
        f"The link was made with data version {old}, {when}. This is data version {version}; figures may differ.",
        Offer("What changed" if day is None else f"What changed since {date_words(day)}", "pages/changes.py", query),
    )


def pager(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """One screenful of a long table, chosen by a row of page numbers below it."""
    pages = -(-len(rows) // SHOWN_ROWS)
    if pages < 2:
        return rows
    page = int(st.session_state.get(key, 1))
    start = (min(page, pages) - 1) * SHOWN_ROWS
    return rows.iloc[start : start + SHOWN_ROWS]


def page_numbers(rows: pd.DataFrame, key: str) -> None:
    """The page numbers that belong to `pager`."""
    pages = -(-len(rows) // SHOWN_ROWS)
    if pages > 1:
        st.pagination(pages, key=key)


def footer(current: Record) -> None:
    """Licence, data version and where to read on, at the end of each page."""
    with st.container(key="footer"):
        st.markdown(
            f"**Hard Currency**, how North Korea earns abroad under sanctions. Data version {current.version}, "
            "CC BY 4.0. Each row is one claim by one source; nothing is averaged, and an empty cell means unknown."
        )
        with st.container(horizontal=True):
            st.page_link("pages/method.py", label="How to read it")
            st.page_link("pages/sources.py", label="All sources")
            ways = {"stage": "Talks", "basket": "Basket"}
            st.html("".join(f'<a class="hc-talks" href="{address(way)}">{name}</a>' for way, name in ways.items()))
    version, link = current.version[:8], html.escape(link_of_view())
    data = f'data-version="{version}" data-own="{short_version(current.version)[8:]}"'
    st.html(f'{take_row(copy_link())}<p class="hc-print" {data}>The same view: {link}</p>')


ONE_CLAIM = "One claim in detail, with a citation to copy"
CLAIM_COLUMNS = {
    "figure": "The source says",
    "counted": "Counted",
    "period": "About",
    "author_words": "Who says so",
    "title": "Document",
    "published_words": "Published",
    "locator": "Where in it",
    "grade": "Grade",
    "note": "Note",
}


def claim_table(
    rows: pd.DataFrame,
    columns: Mapping[str, str] | None,
    *,
    caption: str,
    key: str,
    say: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
    first: Mapping[str, str] | None = None,
    opened: str | None = None,
) -> None:
    """Claims as a table: what is said, about when, by whom, in which document and where in it, how directly seen.

    `columns` replaces the standard ones, for rows that are not claims, and `say` puts those of a screenful into words;
    `first` stand before the standard ones; `opened` is the row that is open, where the claims are about it.
    """

    def written() -> str:
        page = pager(rows, key)
        standard = {**(first or {}), **CLAIM_COLUMNS}
        shown, headings = (_in_words(page), standard) if columns is None else (say(page), columns)
        return table_html(shown, headings, caption=caption, numeric=("figure",))

    st.html(kept(f"table {key}", written, st.session_state.get(key), opened))
    page_numbers(rows, key)


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Claims with their figures, periods and dates said as the charts say them."""
    out = []
    for _, row in rows.iterrows():
        out.append(
            {
                "figure": claim_words(row),
                "counted": about_words(row),
                "period": time_words(row),
                "author_words": author_words(row),
                "published_words": date_words(row["published"]),
            }
        )
    return (
        rows.assign(**pd.DataFrame(out, index=rows.index))
        if out
        else rows.assign(figure="", counted="", period="", author_words="", published_words="")
    )


def facts(pairs: Mapping[str, object], *, link: object = None) -> None:
    """A short list of facts, name and value; what is missing is left out. `link`: the document's own address."""
    items = "".join(
        f"<div><dt>{html.escape(name)}</dt><dd>{html.escape(str(value))}</dd></div>"
        for name, value in pairs.items()
        if not is_missing(value)
    )
    if not is_missing(link):
        items += f"<div><dt>Document</dt><dd>{_link(str(link), html.escape(str(link)))}</dd></div>"
    st.html(f'<dl class="hc-facts">{items}</dl>')


def claim_card(current: Record, row: pd.Series) -> None:
    """One claim with all that a reader needs to quote it, and the citation to copy."""
    facts(
        {
            "The source says": claim_words(row),
            "Counted": about_words(row) or None,
            "About": time_words(row),
            "Who says so": author_words(row) if not is_missing(row.get("relayed_by")) else None,
            "Publisher": row["publisher"],
            "Title": row["title"],
            "Published": date_words(row["published"]),
            "Where in it": row["locator"],
            "Read through": row.get("read_through"),
            "Grade": grade_words(row["grade"]),
            "Note": row["note"],
            **own_fact(row),
        },
        link=row["url"],
    )
    cite([claim_quote(row, current.version)])


def cite(quotes: Sequence[Quote]) -> None:
    """The citations of some rows, to read, and a button for each style in which they can be copied."""
    if not quotes:
        return
    st.code("\n\n".join(map(plain_text, quotes)), language=None, wrap_lines=True)
    what = "this row" if len(quotes) == 1 else f"these {len(quotes)} rows"
    st.html(take_row("<span>Copy citation</span>", citation_buttons(forms(quotes), what)))


def event_facts(page: Page, row: pd.Series) -> None:
    """One event: its name as a heading, when, of which kind, what happened, who, where, and its document."""
    names = places(page.record).set_index("iso3")["name"]
    codes = [] if is_missing(row["places"]) else str(row["places"]).split(";")
    st.header(plain(event_title(row)), anchor=False)
    facts(
        {
            "When": event_time_words(row),
            "Kind": LANE_WORDS[row["lane"]],
            "What happened": row["summary"],
            "Who": row["actors"],
            "Places": ", ".join(str(names.get(code, code)) for code in codes) or None,
            "Publisher": row["publisher"],
            "Title": row["source_title"],
            "Published": date_words(row["published"]),
            "Grade": grade_words(row["grade"]),
            **own_fact(row),
        },
        link=row["url"],
    )


def cite_event(page: Page, row: pd.Series) -> None:
    """The citation of one event, to copy."""
    cite([event_quote(row, page.record.version)])


def quote_claim(
    current: Record, rows: pd.DataFrame, label: Callable[[pd.Series], str], opened: str | None = None
) -> None:
    """One claim of some rows to quote, chosen here or by its mark (the parameter `claim`), with its citation; `opened`
    is the place that is open, where all are of it."""
    keep_choice("claim", rows["claim_id"].tolist())
    labels = kept("quoted", lambda: {str(row["claim_id"]): label(row) for _, row in rows.iterrows()}, opened)
    st.selectbox(
        ONE_CLAIM, list(labels), index=None, key="claim", format_func=labels.get,
        placeholder="Click a mark, or choose a claim",
    )  # fmt: skip
    if (claim := st.session_state["claim"]) is not None:
        claim_card(current, rows.set_index("claim_id", drop=False).loc[claim])


def choose_row(
    rows: pd.DataFrame,
    column: str,
    parameter: str,
    *,
    key: str,
    label: str,
    name: Callable[[pd.Series], str],
    opened: str | None = None,
) -> pd.Series | None:
    """A list of rows, each by its `name`, and the row that is open: the one whose id in `column` the parameter holds.

    A view can have several such lists, each with a `key` of its own; `opened` is the row that is open, where the list
    is about it.
    """
    ids = rows[column].tolist()
    by_id = kept(f"names {key}", lambda: {row[column]: name(row) for _, row in rows.iterrows()}, opened)
    st.session_state[key] = st.session_state[parameter] if st.session_state[parameter] in by_id else None
    st.selectbox(
        label,
        ids,
        index=None,
        key=key,
        placeholder="Click a mark, or choose",
        format_func=by_id.__getitem__,
        on_change=lambda: put(parameter, st.session_state[key]),
    )
    return None if st.session_state[key] is None else rows.iloc[ids.index(st.session_state[key])]


def sector_words(current: Record, iso3: str) -> str:
    """The sectors in which sources place workers in a jurisdiction."""
    sectors = host_sectors(current)
    place = sectors["area"].fillna(sectors["iso3"])
    return ", ".join(sorted(sectors.loc[place == iso3, "sector"].unique())) or "none named"


def listing_words(current: Record, iso3: str) -> str:
    """Whether the advisory of 2018 is known to name a jurisdiction."""
    listed = places(current).set_index("iso3")["listed_in_2018_advisory"]
    return "not confirmed here, which is not a no" if is_missing(listed[iso3]) else "confirmed by name"


def worker_claim_words(row: pd.Series) -> str:
    """A claim about workers as one of the choices."""
    return f"{author_words(row)}, {time_words(row)}: {claim_words(row)} {MEASURE_WORDS[row['measure']]}"


def said_without_number(rows: pd.DataFrame) -> None:
    """The claims that name no number, as text: who says so, about when, and in which words."""
    ends = [column for column in ("low", "high", "share_low", "share_high") if column in rows]
    silent = rows[rows[ends].isna().all(axis=1)]
    if silent.empty:
        return
    lines = ["**Said without a number**, and hence without a mark:", ""]
    for _, row in silent.iterrows():
        who, says = author_words(row), "no number given" if is_missing(row["note"]) else row["note"]
        lines.append("- " + plain(f"{who}, {time_words(row)}: {says}"))
    st.markdown("\n".join(lines))


def nothing(what: str) -> None:
    """Say that nothing was known on the reader's day."""
    st.info(f"No {what} was known on that day; that is not zero. Choose a later day.", icon=":material/event_busy:")


def table_of(rows: Sequence[Sequence[str]], headings: Sequence[str], *, caption: str) -> None:
    """A small table of plain texts."""
    frame = pd.DataFrame(rows, columns=list(headings))
    table(frame, {name: name for name in headings}, caption=caption)


def figure_card(value: str, what: str, by: str) -> None:
    """One large figure, what it counts, and who says so."""
    st.html(
        f'<div class="hc-figure"><p class="hc-value">{html.escape(value)}</p><p>{html.escape(what)}</p>'
        f'<p class="hc-by">{html.escape(by)}</p></div>'
    )


def selected_customdata(key: str, parameter: str) -> None:
    """The callback of a chart: put what was clicked, the first item of its customdata, into a parameter of the page."""
    points = st.session_state[key].selection.points
    for point in points:
        if custom := point.get("customdata"):
            put(parameter, custom[0])
            return


def place_option(names: Mapping[str, str], iso3: str) -> str:
    """A place as one of the choices: its name, its code, and what it is called in other languages."""
    return " · ".join([f"{names[iso3]} ({iso3})" if iso3.isupper() else names[iso3], *east_asian_names(iso3)])


def keep_choice(key: str, options: Sequence[object]) -> None:
    """Let go of a chosen value that is no longer among the options, such as a document not yet known on the day.

    Where a link asked for it, say so: what it is, and which view shows it, if it is a row of the record as known on the
    reader's day; nothing that is of a later day is named.
    """
    chosen = st.session_state[key]
    if chosen in {None, *options}:
        return
    st.session_state[key] = None
    current = DRAWN.get().record
    known = row_of(current, str(chosen))
    if known is None:
        why = "in this selection" if st.session_state["known_on"] is None else "among what was known on that day"
        tell(f"The link asked for a value of {key} that is not {why}. Showing the page without it.")
        return
    day = st.session_state["known_on"]
    target, query = way(current, *known)
    what = row_name(*known)
    tell(
        f"The link asked for {key}={chosen}, which is not in this selection. It is: {what}.",
        Offer("Show it", target, query | ({"known_on": str(day)} if day else {})),
    )


def row_name(table: str, row: pd.Series) -> str:
    """A row that a link can open, in a line: 'Kuwait: 1,800 to 6,064', 'Bybit, 21 February 2025'."""
    match table:
        case "jurisdictions":
            return str(row["name"])
        case "sources":
            return f"{row['publisher']}, {row['title']}"
        case "events" | "incidents":
            return f"{row['title' if table == 'events' else 'victim']}, {date_words(row['date'])}"
        case _:
            return row_words(table, row)
