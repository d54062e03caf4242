"""How every page begins and ends: name and question, the reader's day, notices, footer, the look."""

import html
import logging
from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from exports.copying import take_row
from exports.gathered import Whole
from language.messages import LANG, mark, plural, tr
from links.params import Param, day, spoken
from links.plain_text import plain
from links.state import Offer, listen, made_with, notices, put, read, session, show_notices, tell, write
from links.tables import tables
from loaders.store import STORE
from loaders.tables import Record
from loaders.versions import curated_version, short_version, version_words
from look.palette import LIGHT, Palette
from pages._parts.choosing import keep_choice
from pages._parts.first_paint import hand_over
from pages._parts.own_rows import tell_own_rows
from pages._parts.page import (
    DRAWN,
    FIRST_DAY,
    TABLES,
    Page,
    copy_link,
    let_go_of_tables,
    link_of_view,
    palette,
    settle_links,
    view_now,
)
from serving.addresses import address, in_language
from serving.look import picture_url
from serving.page_list import PAGE
from serving.views import watched
from subjects.vintage import as_known_on
from words.dates import date_words
from words.text import not_zero

ON_PAPER = {  # a dark chart, as it lies on light paper, and what it has to be filled with to be white there
    "light": "--hc-print-filter: none; --hc-print-white: #fff; ",
    "dark": "--hc-print-filter: invert(1) hue-rotate(180deg); --hc-print-white: #000; ",
}
STYLED = ["paper", "ink", "muted", "hairline", "people", "money", "hatch", "warm", "bare", "cool", "sand", "land"]
"""The colours that look/style.css uses."""


def record() -> Record:
    """The record as last found valid; where a newer one was refused, the reader is told."""
    current, refused = STORE.current()
    if current is None:
        logging.getLogger(__name__).error("no valid record: %s", "; ".join(str(fault) for fault in refused[:5]))
        st.error(
            plural(
                "The record cannot be shown: it has {n} fault. Nothing is guessed in the meantime. "
                "Whoever runs this server can find each fault with `python -m loaders.check`.",
                "The record cannot be shown: it has {n} faults. Nothing is guessed in the meantime. "
                "Whoever runs this server can find each fault with `python -m loaders.check`.",
                STORE.fault_count,
            ),
            title=tr("No valid record"),
        )
        st.stop()
    if refused:
        st.warning(
            plural(
                "Since {refused_since} UTC a newer record has been refused for {n} fault; this is data "
                "version {version}, the last valid one. The first fault is in {file}: {message}. `python "
                "-m loaders.check` lists them all.",
                "Since {refused_since} UTC a newer record has been refused for {n} faults; this is data "
                "version {version}, the last valid one. The first fault is in {file}: {message}. `python "
                "-m loaders.check` lists them all.",
                STORE.fault_count,
                refused_since=format(STORE.refused_since, "%Y-%m-%d %H:%M"),
                version=version_words(current.version),
                file=plain(refused[0].file),
                message=plain(refused[0].message),
            ),
            title=tr("A newer record was refused"),
        )
    tell_own_rows(STORE, current)
    return current


def dress() -> None:
    """The name in the header and the colours of look/style.css, on every page."""
    st.logo(picture_url(f"wordmark-{palette().name}"), size="medium")
    on_paper = f"{ON_PAPER[palette().name]}{_colours(LIGHT)}"
    st.html(f"<style>:root {{ {_colours(palette())}}}\n@media print {{ :root {{ {on_paper}}} }}</style>")


def _colours(colours: Palette) -> str:
    """The colours of a palette as the style sheet names them."""
    return "".join(f"--hc-{name}: {getattr(colours, name)}; " for name in STYLED)


def begin(name: str, params: Callable[[Record], list[Param]] = lambda record: []) -> Page:
    """Draw the name and the question of a page, read its link, and give its record.

    `params` makes the parameters of the page from the whole record, so that a link stays valid on any day. On every
    page the reader may choose the day as of which everything is shown.
    """
    listen()
    whole = record()
    today = date.today()
    asked = whole.kept.get(
        ("params", name, today),
        lambda: [*params(whole), tables(TABLES), day("known_on", FIRST_DAY, today), spoken(LANG)],
    )
    read(name, asked, carried=("known_on", LANG))
    with st.container(key="heading"):
        words_of_page, beside = st.columns([4.4, 2.6], vertical_alignment="top")
        with words_of_page:
            st.title(tr(PAGE[name].title), anchor=False)
            st.markdown(tr(PAGE[name].question))
        control = beside.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center")
        with control.container(key="basket_link", width="content"):  # shown once there is something in it
            st.html(f'<a class="hc-basket" href="{in_language(address("basket"))}">{tr("Basket")}</a>')
        control.page_link("pages/search.py", label=tr("Search"), icon=":material/search:")
    show_notices()
    compare_versions(name, whole.version)
    known_on = session["known_on"]
    if type(known_on) is not date or not FIRST_DAY <= known_on < today:
        known_on = session["known_on"] = None  # everything known today is what is shown anyway
    with (
        control,
        st.popover(
            tr("As known today") if known_on is None else tr("As known on {known_on}", known_on=date_words(known_on))
        ),
    ):
        st.date_input(
            tr("Show only what was published by"),
            None,
            min_value=FIRST_DAY,
            max_value=today,
            key=session.key("known_on"),
            format="YYYY-MM-DD",
            help=tr(
                "A source that gives only a year counts from 31 December of that year; an undated one only from today."
            ),
        )
    if known_on is not None:
        _tell_day(known_on)
    page = Page(name, as_known_on(whole, known_on, today), asked, known_on)
    DRAWN.set(page)
    for param in asked:
        if param.ids:  # a link may hold the key of a row that another page shows
            keep_choice(param.name, param.ids)
    return page


def _tell_day(known_on: date) -> None:
    """Say that the page is shown as known on an earlier day, with the way back and to what came since."""
    with st.container(key="known_on_banner", horizontal=True, vertical_alignment="center"):
        st.markdown(
            tr(
                "**As known on {known_on}.** Only what was published by that day; our own notes, and "
                "whatever draws on later sources, are left out.",
                known_on=date_words(known_on),
            )
        )
        st.button(
            tr("Back to today"),
            shortcut="t",
            on_click=put,
            args=("known_on", None),
            key=session.key("back_to_today"),
        )
        st.page_link(
            "pages/changes.py",
            label=tr("What changed since"),
            query_params={"since": str(known_on), "known_on": str(date.today())},
        )


def compare_versions(name: str, version: str) -> None:
    """Tell the reader of a link that was made with another data version, and offer what was published since."""
    old = made_with()
    version = short_version(version)
    if old is None or old == version:
        return
    day = STORE.first_shown(old)
    query = {"about": PAGE[name].about, "known_on": str(date.today())}
    if query["about"] == "worker_claims" and (place := session.get("iso3")):
        query["iso3"] = str(place)
    if day is not None:
        query["since"] = str(day)
    before = curated_version(old)
    has_changed = before != curated_version(version)
    is_kept = has_changed and STORE.older_files(before) is not None
    if is_kept:
        query |= {"before": before} | ({"of": name} if PAGE[name].tables else {})
    told = {"old": old, "version": version}
    notice = (
        tr(
            "The link was made with data version {old}, which this server has not shown, so its day is unknown. This "
            "is data version {version}; figures may differ.",
            **told,
        )
        if day is None
        else tr(
            "The link was made with data version {old}, of {day}. This is data version {version}; figures may differ.",
            **told,
            day=date_words(day),
        )
    )
    if has_changed and not is_kept:
        notice += " " + tr("That version is not kept here, so its rows cannot be compared one by one.")
    if day is None:
        offered = tr("What changed, row by row") if is_kept else tr("What changed")
    else:
        since = mark("What changed, row by row since {day}") if is_kept else mark("What changed since {day}")
        offered = tr(since, day=date_words(day))
    tell(notice, Offer(offered, "pages/changes.py", query))


def footer(current: Record) -> None:
    """Licence, data version and where to read on, at the end of each page."""
    link = link_of_view()
    with st.container(key="footer"):
        st.markdown(
            tr(
                "**Hard Currency**, how North Korea (DPRK) earns abroad under sanctions. Data version "
                "{version}, CC BY 4.0. Each row is one claim by one source; nothing is averaged, and an "
                "empty cell means unknown.",
                version=version_words(current.version),
            )
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link("pages/method.py", label=tr("How to read it"))
            st.page_link("pages/sources.py", label=tr("All sources"))
            ways = {"stage": tr("Talks"), "basket": tr("Basket"), "method#accessibility": tr("Accessibility")}
            links = "".join(
                f'<a class="hc-talks" href="{in_language(address(way))}">{name}</a>' for way, name in ways.items()
            )
            keys = f'<button type="button" class="hc-talks" data-keys>{tr("Keys (?)")}</button>'
            tour = f'<button type="button" class="hc-talks" data-tour>{tr("Tour")}</button>'
            st.html(f"{links}{keys}{tour}", width="content")
            st.html(take_row(copy_link(link)), width="content")
    version = curated_version(current.version)
    data = f'data-version="{version}" data-own="{short_version(current.version).removeprefix(version)}"'
    st.html(f'<p class="hc-print" {data}>{html.escape(tr("The same view: {link}", link=link))}</p>')


def end(page: Page) -> None:
    """Put the controls into the address, and the footer under the page."""
    let_go_of_tables()
    write(page.name, page.params)
    shown = watched()
    if shown is None:
        settle_links()
    footer(page.record)
    if shown is None:
        hand_over(page)
    else:
        told = tuple(notice for notice, _ in notices())
        shown.append(Whole(view_now(page.name), page.record.descriptor, page.record.tables["sources"], told))


def choose_view(views: Mapping[str, str]) -> str:
    """The views of a page beside one another, by their code, as the parameter `view` has it; gives the one shown."""
    st.segmented_control(
        tr("View"),
        list(views),
        key=session.key("view"),
        required=True,
        label_visibility="collapsed",
        format_func=views.__getitem__,
    )
    return str(session["view"])


def nothing(said: str) -> None:
    """Say that nothing was known on the reader's day, as the sentence `said` has it."""
    st.info(not_zero(said, tr("Choose a later day.")), icon=":material/event_busy:")
