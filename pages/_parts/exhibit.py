"""A figure and all that belongs to it, shown as one thing."""

import html
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from charts import figure as go
from charts.theme import Words
from exports.citations import figure_quote, forms
from exports.copying import citation_buttons, copy_button, folded, mail_link, take_row
from exports.gathered import Figure
from language.file_names import name_of_chart
from language.messages import Messages, mark, tr
from links.params import Param
from links.state import put, session
from loaders.own_rows import own_words
from loaders.versions import version_words
from look.palette import LIGHT, Palette
from pages._parts.asking import is_unfolded
from pages._parts.files import downloads
from pages._parts.hovers import Hovers, hovers_apart
from pages._parts.page import (
    DRAWN,
    MAPS,
    copy_link,
    filters_in_words,
    html_with_link,
    kept,
    publishers,
    view_now,
    with_version,
)
from pages._parts.phone import legend, sums_legend
from pages._parts.tables import claim_table, said_without_number
from serving.outlines import topojson_url
from serving.settings import contact
from serving.views import watched

Text = str | Callable[[], str]
"""Words, or what finds them, where that takes time."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows as a table beneath a figure; what is left out is as `claim_table` has it.

    `rows`: where they are others than those of the exhibit. `behind`: what is pressed to see them.
    """

    caption: str
    key: str
    rows: pd.DataFrame | None = None
    columns: Mapping[str, str] | None = None
    say: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows
    by: Mapping[str, Sequence[str]] | None = None
    behind: str = ""


@dataclass(frozen=True)
class Files:
    """Rows as files, under a name and with the columns of some tables; `rows` where they are others than those of the
    exhibit."""

    name: str
    tables: tuple[str, ...]
    rows: pd.DataFrame | None = None


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """A figure with all that belongs to it, said once: its picture, its text twin, the claims without a number, one row
    to quote with its citation, the rows as a table and as files.

    `rows`: what it is about, whose publishers stand below it. `draw`: the figure, from a `palette` and `words`; called
    once for all readers of the same view, as are `title`, `subtitle`, `counted` and `alt` where they are no text yet.
    `opens`: the parameters of the link of which a click on a mark sets the one that can hold what the mark stands for.
    `leads`: the address of the page to which a click on a mark leads, up to what the mark stands for.
    `opened`: the row that is open, where the figure shows it. `drawn`: what the figure draws, where that is not the
    rows offered beneath it. `has_bars`: it draws each of its rows as a range in a lane of its own. `is_small`: the ways
    to take it along are folded away. `silent`: rows of which those without a number are said as text. `quote`: shows
    one row in full with its citation. `apart_from`: the parameters of the link on which it does not depend. `hovers`:
    what all its marks say in any view of the page, where a step from view to view shall not send that again.
    """

    key: str
    rows: pd.DataFrame
    draw: Callable[..., go.Figure]
    title: Text
    subtitle: Text
    counted: Text
    alt: Text
    has_boundary: bool = False
    opens: tuple[str, ...] = ()
    leads: str = ""
    opened: str | None = None
    drawn: pd.DataFrame | None = None
    has_bars: bool = False
    is_small: bool = False
    silent: pd.DataFrame | None = None
    quote: Callable[[], object] | None = None
    table: Table | None = None
    files: Sequence[Files] = ()
    apart_from: Collection[str] = ()
    hovers: Hovers | None = None
    version: str = field(init=False, default_factory=lambda: DRAWN.get().record.version)  # of a brief, made later on
    filters: Mapping[str, str] = field(init=False, default_factory=filters_in_words)

    @property
    def alt_text(self) -> str:
        """What the figure shows, in a sentence."""
        return _text(self.alt)

    def figure(self, colours: Palette) -> go.Figure:
        """The figure with what it says of itself, in a palette of choice: for the screen, and for paper."""
        title, subtitle, counted = (_text(said) for said in (self.title, self.subtitle, self.counted))
        chosen = [said for name, said in self.filters.items() if name not in self.apart_from]
        filtered = tr("Chosen: {choices}.", choices="; ".join(chosen)) if chosen else ""
        counted = " ".join(part for part in (counted, filtered, own_words(self.rows)) if part)
        words = Words(title, subtitle, counted, publishers(self.rows), self.version, self.has_boundary)
        return self.draw(palette=colours, words=words)

    def show(self) -> None:
        """The figure, and beneath it its rows."""
        self.show_figure()
        self.show_rows()

    def show_figure(self) -> None:
        """The figure alone."""
        more: dict[str, Any] = {}
        DRAWN.get().on_paper[self.key] = lambda: self.figure(LIGHT).plain(), self.rows
        if self.opens:
            opened = [param for param in DRAWN.get().params if param.name in self.opens]
            more = {"on_select": partial(open_clicked, self.key, opened), "selection_mode": "points"}
        chart(
            lambda: self.figure(DRAWN.get().colours),
            key=self.key,
            alt=self.alt,
            opened=self.opened,
            is_small=self.is_small,
            rows=self.drawn,
            claims=self.rows if self.has_bars else None,
            apart_from=self.apart_from,
            leads=self.leads,
            hovers=self.hovers,
            **more,
        )

    def show_rows(self) -> None:
        """What is read of its rows: those without a number, one in full, all in a table, files."""
        if self.silent is not None:
            said_without_number(self.silent, key=self.key, opened=self.opened)
        if self.quote is not None:
            self.quote()
        if (table := self.table) is not None:
            with st.expander(table.behind, expanded=is_unfolded(table.key)) if table.behind else nullcontext():
                rows = self.rows if table.rows is None else table.rows
                claim_table(
                    rows, table.columns, caption=table.caption, key=table.key, say=table.say, by=table.by,
                    opened=self.opened,
                )  # fmt: skip
        for files in self.files:
            rows = self.rows if files.rows is None else files.rows
            downloads(
                DRAWN.get().record, rows, name=files.name, tables=files.tables, below=self.key,
                apart_from=self.apart_from,
            )  # fmt: skip


def _text(said: Text) -> str:
    return said if isinstance(said, str) else said()


def open_clicked(key: str, opened: Sequence[Param]) -> None:
    """The callback of a chart: put what was clicked, the first item of its customdata, into the parameter of the page
    that can hold it, one of `opened`; a mark of another thing opens nothing."""
    for point in session[key].selection.points:
        if custom := point.get("customdata"):
            text = str(custom[0])
            for param in opened:
                if param.ids and text not in param.ids:
                    continue
                with suppress(ValueError):
                    put(param.name, param.parse(text))
                    return


TALK = Messages({"present": mark("Present this"), "add": mark("Add to talk")})
SIDEWAYS: Final = MAPS | {"columns"}
"""What a figure tells that is no chart of lanes: a map, or names on both axes."""
LAID_OUT: Final = 1160
"""The width (px) for which a figure is laid out that says no other."""
PICTURES = Messages({"copy": mark("Copy"), "png": "PNG", "single": "PNG 1×", "slide": "PNG 1920×1080", "svg": "SVG"})


def chart(
    draw: Callable[[], go.Figure],
    *,
    key: str,
    alt: str | Callable[[], str],
    opened: str | None = None,
    is_small: bool = False,
    rows: pd.DataFrame | None = None,
    claims: pd.DataFrame | None = None,
    apart_from: Collection[str] = (),
    leads: str = "",
    hovers: Hovers | None = None,
    **options: Any,
) -> object:
    """A figure with its accessible name, and below it the ways to take it along as it is seen, footer included.

    `draw` is called once for all readers of the same view, and so is `alt` where it is not text already; `opened` is
    the row that is open, where the figure shows it. `rows`: what the figure draws, where that is not the rows offered
    beneath it; `claims`: the same where it draws each as a range in a lane of its own, which a slide has as bars that
    can be edited. The pictures are made in the reader's browser, by look/pictures.js, with our letters inside. Beneath
    a figure that `is_small` these ways are folded away. In a window narrower than the figure its title, subtitle and
    footer stand around it as text.
    """

    record = DRAWN.get().record

    def drawn() -> tuple[str, int, Mapping[str, int], str, dict[str, Any]]:
        figure = draw()
        if hovers is not None:
            figure.leave_hovers(hovers.of(record, *hovers.choices), hovers_apart(record, hovers)[0])
        if "on_select" in options:  # as the front end would have it, which would draw the figure once more for it
            figure.update_layout(clickmode="event+select", dragmode="pan")
        layout = figure.parts["layout"]
        name = alt if isinstance(alt, str) else alt()
        return figure.to_json(), layout["height"], layout["margin"], name, figure.told

    json, height, margin, name, finding = kept(f"chart {key}", drawn, opened)
    DRAWN.get().charts[key] = (finding, name, json)
    if (shown := watched()) is not None:
        shown.append(Figure(key, json, name, rows if claims is None else claims, has_bars=claims is not None))
    with st.container(key=f"small_{key}") if is_small else nullcontext(), st.container(key=f"chart_{key}"):
        said = "".join(f"<p>{html.escape(finding[part])}</p>" for part in ("title", "subtitle"))
        is_whole = not SIDEWAYS.isdisjoint(finding)
        wide = f"--hc-wide: {finding.get('width', LAID_OUT)}px; --hc-tail: {finding['tail']}px"
        sizes = f"--hc-height: {height}px; --hc-head: {margin['t']}px; --hc-foot: {margin['b']}px; {wide}"
        size = f"<style>.st-key-chart_{key} {{ {sizes} }}</style>"  # for a large window, and a phone
        # Filled by look/narrow.js: below 1240 px, or where names stand on both axes, below 940 px.
        lanes = f'<div class="hc-lanes{" hc-late" if is_whole else ""}"></div>' if MAPS.isdisjoint(finding) else ""
        lead = f' data-leads="{html.escape(leads)}"' if leads else ""  # followed by look/marks.js
        st.html(f'<div class="hc-narrow{" hc-whole" if is_whole else ""}"{lead}>{said}</div>{lanes}{size}')
        selection = st.plotly_chart(
            go.Finished(json, height),
            theme=None,
            key=session.key(key),
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
        own = pictures_and_talks(view_now(name_of_chart(DRAWN.get().name, key)).apart_from(apart_from).stem())

        def row(link: str) -> str:
            ways = "".join((*own, *taking(key, finding, link)))
            row = take_row(folded(tr("Share or save this chart"), ways) if is_small else ways)
            looks = legend(finding["legend"]) if "legend" in finding else ""
            looks += sums_legend(finding["sizes"]) if "sizes" in finding else ""
            return f'{looks}<p class="hc-narrow">{html.escape(finding["footer"])}</p>{row}'

        with nullcontext() if hovers is None else st.container(gap=None):  # what nobody sees needs no room
            html_with_link(row)
            if hovers is not None:
                st.html(hovers_apart(record, hovers)[1])
        return selection


def pictures_and_talks(stem: str) -> list[str]:
    """The ways to take a figure along that the reader's browser has, as HTML: pictures, whose files are called by the
    `stem`, the stage, talks and the basket."""
    pictures = "".join(
        f'<button type="button" data-picture="{kind}" data-stem="{html.escape(stem)}" aria-label="{html.escape(said)}">'
        f"{label}</button>"
        for kind, label, said in (
            (kind, label, tr("Picture of this chart: {kind}", kind=label)) for kind, label in PICTURES.items()
        )
    )
    talks = f"<span>{tr('Talk')}</span>" + "".join(
        f'<button type="button" data-talk="{act}">{label}</button>' for act, label in TALK.items()
    )
    basket = f'<button type="button" data-basket="chart">{tr("Add to basket")}</button>'
    return [f"<span>{tr('Picture')}</span>", pictures, talks, basket]


def taking(key: str, finding: Mapping[str, str], link: str) -> list[str]:
    """The other ways to take a figure along, as HTML: its link, its citation in the usual styles, a report about it."""
    page = DRAWN.get()
    quote = figure_quote(finding, link=link, version=page.record.version, today=date.today())
    first, *others = forms([quote])
    return [
        copy_link(link),
        copy_button(tr("Copy citation"), first.text, name=tr("Copy citation of this chart"), styled=True),
        folded(tr("Other styles"), citation_buttons(others, tr("this chart"))),
        folded(tr("Report a problem"), report(f"{page.name}/{key}", finding["title"], link)),
    ]


def report(figure: str, title: str, link: str) -> str:
    """A text about a figure for whoever keeps the record, to copy or, where an address is set, to mail."""
    subject = tr("Hard Currency: a problem with {figure}", figure=figure)
    text = tr(
        "{subject}\nTitle: {title}\nLink: {with_version}\nData version: {version}\nDay: {today}\nWhat "
        "is wrong, and which document says otherwise:",
        subject=subject,
        title=title,
        with_version=with_version(link),
        version=version_words(DRAWN.get().record.version),
        today=date.today(),
    )
    return (
        f"<p>{html.escape(text)}</p>"
        + copy_button(tr("Copy this text"), text, name=tr("Copy this text about {figure}", figure=figure))
        + (mail_link(tr("Write an email"), address, subject, text) if (address := contact()) else "")
    )
