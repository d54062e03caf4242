"""Theft by theft: in time, by amount or on a map."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from charts import figure as go
from charts import incident_strip, theft_timeline, victim_map
from charts.marks import incident_hover
from language.messages import Messages, mark, plural, tr
from links.state import session
from loaders.boundaries import load_anchors
from loaders.kept import kept_with_record
from loaders.rows import each_row
from loaders.tables import Record
from pages._crypto_theft.quoting import attribution_rows
from pages._crypto_theft.selection import filtered, nothing_left, say_what_they_rest_on, which_words
from pages._crypto_theft.sums import show_sums
from pages._crypto_theft.theft import show_theft
from pages._parts.choosing import keep_choice
from pages._parts.exhibit import Exhibit, Table
from pages._parts.files import downloads
from pages._parts.hovers import Hovers
from pages._parts.page import Page, kept
from pages._parts.tables import claim_table
from serving.outlines import outlines_for
from subjects.attributions import Selection, select_incidents
from subjects.thefts import incident_rows, incidents, theft_attributions, victim_places
from words.numbers import range_words, sums_words

DRAWN = Messages(
    {
        "amount": mark("By amount"),
        "log": mark("By amount, logarithmic"),
        "kind": mark("By kind of victim"),
        "place": mark("On a map"),
    }
)


@kept_with_record
def hovers(record: Record, selection: Selection) -> Mapping[str, str]:
    """What the mark of each theft that counts says, by its id."""
    attributions = theft_attributions(record)
    rows = incident_rows(select_incidents(incidents(record), attributions, selection), attributions)
    return MappingProxyType({str(row["incident_id"]): incident_hover(row) for row in each_row(rows)})


def choose_chart() -> None:
    """How the thefts are drawn."""
    st.selectbox(tr("Chart"), list(DRAWN), key=session.key("drawn"), width=220, format_func=DRAWN.__getitem__)


def show_incidents(page: Page) -> None:
    """Every theft in time, by amount or on a map, what they come to, one in detail."""
    attributions = theft_attributions(page.record)
    thefts = filtered(page, attributions, first=choose_chart)
    rows = kept("thefts in time", lambda: incident_rows(thefts, attributions))
    if rows.empty:
        nothing_left(page)
        return
    documents = attributions[attributions["incident_id"].isin(rows["incident_id"])]
    is_map = session["drawn"] == "place"
    if is_map:
        draw_places(page, rows, documents)
    else:
        draw_thefts(rows, documents)
    show_sums(rows)
    say_what_they_rest_on(rows, attributions)
    keep_choice("incident", rows["incident_id"].tolist())
    show_theft(page, rows, attributions, "incident_chosen")
    claim_table(
        rows.iloc[::-1],
        {
            "when": tr("Date"),
            "victim": tr("Victim"),
            "figure": tr("Amount"),
            "strength": tr("Attribution"),
            "attributors": tr("By"),
            "vector": tr("How"),
            "note": tr("Note"),
        },
        caption=plural("The {n} theft shown", "The {n} thefts shown", len(rows)),
        key="incident_rows",
        say=in_words,
    )
    drawn = "victims" if is_map else "incidents"
    downloads(page.record, rows, name="incidents", tables=("incidents",), below=drawn)
    st.markdown(
        tr("The first download has one row per theft. The second lists who attributes each, with document and grade.")
    )
    title = tr(
        "Who attributes the {theft} shown: {attribution}",
        theft=plural("{n} theft", "{n} thefts", len(rows)),
        attribution=plural("{n} attribution", "{n} attributions", len(documents)),
    )
    downloads(page.record, documents, name="their-attributions", tables=("attributions", "sources"), title=title)


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Thefts as the table shows them."""
    figures = [range_words(row["low"], row["high"], kind="money") for row in each_row(rows)]
    return attribution_rows(rows).assign(figure=figures)


def draw_thefts(rows: pd.DataFrame, documents: pd.DataFrame) -> None:
    """The thefts in lanes by kind of victim, or against an axis of amounts."""
    title, drawn = kept("largest theft", lambda: incident_strip.finding(rows)), session["drawn"]
    keys = tr(
        "the area of a disc is proportional to the amount, a thicker outline is a firmer "
        "attribution, crosses have no known amount"
    )
    is_strip = drawn == "kind"

    def draw(**look: Any) -> go.Figure:
        if is_strip:
            return incident_strip.incident_strip(rows, **look)
        return theft_timeline.theft_timeline(rows, log=drawn == "log", **look)

    kind = (
        tr("Strip chart")
        if is_strip
        else tr("Chart of dates and amounts on a logarithmic scale,")
        if drawn == "log"
        else tr("Chart")
    )
    Exhibit(
        key="incidents",
        rows=documents,
        draw=draw,
        title=title,
        subtitle=plural(
            "{n} theft by kind of victim; {keys}", "{n} thefts by kind of victim; {keys}", len(rows), keys=keys
        )
        if is_strip
        else theft_timeline.key(),
        counted=" ".join(
            [
                tr("Counted: {thefts}, in dollars of the time.", thefts=which_words()),
                incident_strip.without_amount(rows),
                tr("Kinds of lesser-known victims are our own reading."),
            ]
        ),
        alt=plural(
            "{kind} of {n} theft in time. {title}.",
            "{kind} of {n} thefts in time. {title}.",
            len(rows),
            kind=kind,
            title=title,
        ),
        opens=("incident",),
        drawn=rows,
        hovers=Hovers(hovers, (session["attribution"],)),
    ).show()


def draw_places(page: Page, rows: pd.DataFrame, documents: pd.DataFrame) -> None:
    """The thefts by the jurisdiction of the victim, where a source states it."""
    names = page.record.tables["jurisdictions"][["iso3", "name"]]
    places = victim_places(rows).merge(names, on="iso3", how="left")
    title = victim_map.finding(places, len(rows))
    st.info(
        tr(
            "Where a victim is based is stated for few thefts. The map shows these and is not a count "
            "of thefts by country."
        ),
        icon=":material/rule:",
    )
    Exhibit(
        key="victims",
        rows=documents,
        draw=lambda **look: victim_map.victim_map(places, load_anchors(), outlines=outlines_for([]), **look),
        title=title,
        subtitle=tr("Disc: sum of the low ends. Ring: sum of the high ends. Areas are proportional to US dollars."),
        counted=" ".join(
            [
                tr("Counted: {thefts}, in dollars of the time.", thefts=which_words()),
                incident_strip.without_amount(rows),
            ]
        ),
        alt=plural(
            "World map of {n} jurisdiction of victims. {title}.",
            "World map of {n} jurisdictions of victims. {title}.",
            len(places),
            title=title,
        ),
        has_boundary=True,
        table=Table(
            rows=places.assign(
                figure=[sums_words(r["low"], r["high"], False, r["is_high_open"]) for r in each_row(places)]
            ).sort_values(["n", "iso3"], ascending=[False, True]),
            columns={
                "name": tr("Jurisdiction"),
                "n": tr("Thefts"),
                "figure": tr("Together"),
                "n_without_amount": tr("Without an amount"),
                "largest": tr("Largest theft"),
            },
            caption=tr("Where victims are based, where stated"),
            key="victim_places",
        ),
    ).show()
