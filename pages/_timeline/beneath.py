"""Claims about the same years, each kind on an axis of its own under the lanes."""

import pandas as pd
import streamlit as st

from charts.year_strip import strip_finding, year_strip
from language.messages import Messages, mark, plural, tr
from links.state import session
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.page import Page
from subjects.timeline import thefts_by_year, workers_of

OVER = Messages({"theft": mark("Theft by year"), "russia": mark("Workers in Russia")})


def show_beneath(page: Page, latest: int) -> None:
    """Claims about the same years, each kind on an axis of its own under the lanes, which end in the `latest`."""
    years, over = tuple(session["years"]), session["over"]
    if "theft" in over:
        rows = thefts_by_year(page.record, years)
        show_strip(page, rows, "theft", tr("Stolen in a year"), tr("US dollars stolen in a year, by publisher"), latest)
    if "russia" in over:
        rows = workers_of(page.record, "RUS", years)
        show_strip(page, rows, "russia", tr("Workers present in Russia"), tr("Workers present in Russia"), latest)


def show_strip(page: Page, rows: pd.DataFrame, name: str, what: str, axis: str, latest: int) -> None:
    """One kind of claims with the rows behind it."""
    kind, table = ("money", "theft_totals") if name == "theft" else ("count", "worker_claims")
    first, last = page.years(latest)
    title = strip_finding(rows, what, kind=kind)
    counted = (
        tr("Counted: what each publisher now says DPRK actors stole in a whole year; never added to single thefts.")
        if kind == "money"
        else tr(
            "Counted: claims about workers present, those about the whole of Russia before those "
            "about parts; one without a stated time is left out."
        )
    )
    exhibit = Exhibit(
        key=f"timeline_{name}",
        rows=rows,
        draw=lambda **look: year_strip(
            rows,
            kind=kind,
            what=tr("stolen") if kind == "money" else tr("workers present"),
            axis_title=axis,
            years=(first, last),
            **look,
        ),
        title=title,
        subtitle=plural(
            "{n} claim, {first} to {last}. A bar goes from low to high, a dot is a single figure, an "
            "arrow an open end. Within a year claims stand side by side, whatever their day.",
            "{n} claims, {first} to {last}. A bar goes from low to high, a dot is a single figure, "
            "an arrow an open end. Within a year claims stand side by side, whatever their day.",
            len(rows),
            first=first,
            last=last,
        ),
        counted=counted,
        alt=plural(
            "{n} claim by year, {first} to {last}. {title}.",
            "{n} claims by year, {first} to {last}. {title}.",
            len(rows),
            first=first,
            last=last,
            title=title,
        ),
        silent=rows,
        table=Table(
            caption=tr("{what}: {said}", what=what, said=plural("{n} claim", "{n} claims", len(rows))),
            key=f"timeline_{name}_rows",
        ),
        files=[Files(f"timeline-{name}", (table, "sources"))],
        apart_from=("lane", "iso3", "q", "over"),
    )
    exhibit.show_figure()
    if rows.empty:
        return
    with st.expander(
        plural("{name}: the {n} claim behind it", "{name}: the {n} claims behind it", len(rows), name=OVER[name])
    ):
        exhibit.show_rows()
