"""A chart with its accessible name, and the ways to take it along as it is seen."""

import html
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from charts import figure as go
from charts.theme import Words
from exports.citations import figure_quote, forms
from exports.copying import citation_buttons, copy_button, folded, mail_link, take_row
from exports.gathered import Figure
from loaders.own_rows import own_words
from loaders.tables import Record
from pages._parts.page import DRAWN, copy_link, html_with_link, kept, link_of_view, link_with_version
from serving.outlines import topojson_url
from serving.settings import contact
from serving.views import watched


def words(
    current: Record, rows: pd.DataFrame, *, title: str, subtitle: str, counted: str, boundary: bool = False
) -> Words:
    """What a figure says of itself, with the publishers of its rows, those with most rows first."""
    publishers = rows["publisher"].value_counts(sort=True) if "publisher" in rows else pd.Series(dtype="int64")
    names = sorted(publishers.index, key=lambda name: (-publishers[name], name))
    return Words(title, subtitle, f"{counted} {own_words(rows)}".strip(), names, current.version, boundary)


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

        def row() -> str:
            ways = ("<span>Picture</span>", pictures, talks, basket, *taking(key, finding))
            row = take_row(folded("Take this chart along", "".join(ways))) if is_small else take_row(*ways)
            return f'<p class="hc-narrow">{html.escape(finding["footer"])}</p>{row}'

        html_with_link(row)
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
