"""Theft by theft: in time, by amount or on a map, and one theft in detail."""

from typing import Any

import pandas as pd
import streamlit as st

from charts import claim_ranges, incident_strip, theft_timeline, victim_map
from charts import figure as go
from exports.citations import Quote, attribution_quote, laundering_quote
from language.messages import Messages, mark, plural, tr
from links.plain_text import plain
from loaders.boundaries import load_anchors
from loaders.codes import COVERS, STEPS, VICTIM_KINDS
from loaders.rows import FrameRow, each_row
from loaders.rules import OUTCOMES
from pages._crypto_theft.quoting import WENT, WHO, attribution_rows, choose_claim, event_words
from pages._crypto_theft.selection import filtered, nothing_left, say_what_they_rest_on
from pages._crypto_theft.sums import show_sums
from pages._parts.cards import cite, facts
from pages._parts.choosing import keep_choice, row_at
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.files import downloads
from pages._parts.own_rows import own_fact
from pages._parts.page import Page, kept
from pages._parts.tables import claim_table
from serving.outlines import outlines_url
from subjects.thefts import (
    amount_spans,
    by_one_source_only,
    incident_amounts,
    incident_rows,
    laundering,
    theft_attributions,
    victim_places,
)
from words.dates import date_words
from words.numbers import money, range_words, sums_words
from words.outcomes import OUTCOME_WORDS
from words.text import is_missing

DRAWN = Messages(
    {
        "amount": mark("By amount"),
        "log": mark("By amount, logarithmic"),
        "kind": mark("By kind of victim"),
        "place": mark("On a map"),
    }
)
COUNTED_THEFTS = mark("Counted: thefts that somebody attributes to DPRK actors, in dollars of the time.")


def choose_chart() -> None:
    """How the thefts are drawn."""
    st.selectbox(tr("Chart"), list(DRAWN), key="drawn", width=220, format_func=DRAWN.__getitem__)


def show_incidents(page: Page) -> None:
    """Every theft in time, by amount or on a map, what they come to, one in detail."""
    said = theft_attributions(page.record)
    thefts = filtered(page, said, first=choose_chart)
    rows = kept("thefts in time", lambda: incident_rows(thefts, said))
    if rows.empty:
        nothing_left(page)
        return
    documents = said[said["incident_id"].isin(rows["incident_id"])]
    if st.session_state["drawn"] == "place":
        draw_places(page, rows, documents)
    else:
        draw_thefts(page, rows, documents)
    show_sums(rows)
    say_what_they_rest_on(rows, said)
    show_incident(page, rows, said)
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
    downloads(page.record, rows, name="incidents", tables=("incidents",))
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


def draw_thefts(page: Page, rows: pd.DataFrame, documents: pd.DataFrame) -> None:
    """The thefts in lanes by kind of victim, or against an axis of amounts."""
    title, drawn = kept("largest theft", lambda: incident_strip.finding(rows)), st.session_state["drawn"]
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
                tr(COUNTED_THEFTS),
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
        opens="incident",
        drawn=rows,
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
        draw=lambda **look: victim_map.victim_map(places, load_anchors(), outlines=outlines_url(), **look),
        title=title,
        subtitle=tr("Disc: sum of the low ends. Ring: sum of the high ends. Areas follow US dollars."),
        counted=f"{tr(COUNTED_THEFTS)} {incident_strip.without_amount(rows)}",
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
            }
            | {"largest": tr("Largest theft")},
            caption=tr("Where victims are based, where stated"),
            key="victim_places",
        ),
    ).show()


def show_amounts(page: Page, one: FrameRow) -> None:
    """What each document says was taken in one theft, side by side."""
    theft = str(one["incident_id"])
    amounts = incident_amounts(page.record)
    amounts = amounts[amounts["incident_id"] == theft]
    if amounts.empty:
        st.markdown(tr("**No document here says how much was taken.**"))
        return
    span = row_at(amount_spans(page.record).set_index("incident_id"), theft)
    title = claim_ranges.finding(span, tr("taken"), kind="money")
    Exhibit(
        key="amounts",
        rows=amounts,
        draw=lambda **look: claim_ranges.claim_ranges(
            amounts.assign(detail=[tr("said {day}", day=date_words(day)) for day in amounts["published"]]),
            kind="money",
            unit=tr("US dollars"),
            **look,
        ),
        title=title,
        subtitle=tr("What each document says was taken in this theft, one lane per document"),
        counted=tr("Counted: the amount a document states for this theft alone, in dollars of the time."),
        alt=plural(
            "Range chart of {n} claim about the amount of one theft. {title}.",
            "Range chart of {n} claims about the amount of one theft. {title}.",
            len(amounts),
            title=title,
        ),
        opens="claim",
        opened=theft,
        has_bars=True,
        quote=lambda: choose_claim(page, amounts, "quote_amounts", theft),
        table=Table(
            caption=plural("What was taken: {n} claim", "What was taken: {n} claims", len(amounts)), key="amount_claims"
        ),
        files=[Files("amounts", ("incident_amounts", "incidents", "sources"))],
    ).show()


def show_facts(page: Page, one: FrameRow) -> None:
    """What is known of one theft, in short."""
    facts(
        {
            tr("Stolen"): range_words(one["low"], one["high"], kind="money"),
            tr("When"): date_words(one["date"]),
            tr("Covers"): COVERS.get(one["covers"]),
            tr("Who lost"): VICTIM_KINDS.get(one["victim_kind"]),
            tr("Where the victim is based"): page.record.tables["jurisdictions"]
            .set_index("iso3")["name"]
            .get(one["victim_iso3"]),
            tr("Assets"): one["assets"],
            tr("Network"): one["network"],
            tr("How"): one["vector"],
            tr("Group named"): one["actor"],
            **{
                tr(OUTCOME_WORDS[outcome].heading): tr("unknown, not zero")
                if is_missing(one[outcome])
                else money(one[outcome])
                for outcome in OUTCOMES
            },
            tr("Note"): one["note"],
            **own_fact(one),
        }
    )


def show_incident(page: Page, rows: pd.DataFrame, said: pd.DataFrame) -> None:
    """One theft: what, when, who lost, how; who attributes it; where the assets went; what to cite."""
    ids = rows["incident_id"].tolist()
    keep_choice("incident", ids)
    labels = kept(
        "names of thefts", lambda: dict(zip(ids, rows["victim"] + ", " + rows["date"].map(date_words), strict=True))
    )
    st.selectbox(
        tr("One theft in detail"),
        ids[::-1],
        index=None,
        key="incident",
        placeholder=tr("Name of the victim"),
        format_func=labels.__getitem__,
    )
    if (theft := st.session_state["incident"]) is None:
        return
    one = rows[rows["incident_id"] == theft].iloc[0]
    st.header(plain(one["victim"]), anchor=False)
    show_facts(page, one)
    show_amounts(page, one)
    who = said[said["incident_id"] == theft]
    if theft in by_one_source_only(who):
        st.markdown(tr("**This theft rests on one source only.**"))
    claim_table(
        attribution_rows(who),
        WHO,
        caption=plural("Who attributes it: {n} attribution", "Who attributes it: {n} attributions", len(who)),
        key="who",
        opened=theft,
    )
    went = laundering(page.record)
    went = went[went["incident_id"] == theft]
    if len(went):
        claim_table(
            event_words(went.assign(kind=went["kind"].map(STEPS))),
            WENT,
            caption=plural(
                "Where the assets went: {n} event, never added together",
                "Where the assets went: {n} events, never added together",
                len(went),
            ),
            key="went",
            by={"figure": ("amount",)},
            opened=theft,
        )
    cite(kept("citations of one theft", lambda: _quotes(page, who.assign(victim=one["victim"]), went), theft))


def _quotes(page: Page, who: pd.DataFrame, went: pd.DataFrame) -> list[Quote]:
    """The citations of who attributes one theft, and of where the assets went."""
    version = page.record.version
    quotes = [attribution_quote(row, version) for row in each_row(who)]
    return quotes + [laundering_quote(row, version) for row in each_row(went)]
