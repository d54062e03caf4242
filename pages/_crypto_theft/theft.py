"""One theft in full: what is known of it, what was taken, who attributes it, where the assets went, what to cite."""

import pandas as pd
import streamlit as st

from charts import claim_ranges
from exports.citations import Quote, attribution_quote, laundering_quote
from language.messages import plural, tr
from links.plain_text import plain
from loaders.codes import COVERS, OUTCOMES, STEPS, VICTIM_KINDS
from loaders.rows import FrameRow, each_row
from pages._crypto_theft.quoting import WENT, WHO, attribution_rows, choose_claim, event_words
from pages._parts.cards import cite, facts
from pages._parts.choosing import choose_row, row_at
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.own_rows import own_fact
from pages._parts.page import Page, kept
from pages._parts.tables import claim_table
from subjects.attributions import by_one_source_only
from subjects.thefts import amount_spans, incident_amounts, laundering
from words.dates import date_words
from words.numbers import money, range_words
from words.outcomes import OUTCOME_WORDS
from words.text import is_missing


def show_amounts(page: Page, one: FrameRow) -> None:
    """What each document says was taken in one theft, side by side."""
    theft = str(one["incident_id"])
    amounts = incident_amounts(page.record)
    amounts = amounts[amounts["incident_id"] == theft]
    if amounts.empty:
        st.markdown(tr("**No document here says how much was taken.**"))
        return
    span = row_at(amount_spans(page.record).set_index("incident_id"), theft)
    title = claim_ranges.finding(span, tr("taken from {victim}", victim=one["victim"]), kind="money")
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
        opens=("claim",),
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


def show_theft(page: Page, rows: pd.DataFrame, attributions: pd.DataFrame, key: str) -> None:
    """One theft, chosen by its mark or from a list called `key`: what, when, who lost, how; who attributes it; where
    the assets went; what to cite.

    `rows`: columns of `subjects.thefts.incident_rows`; `attributions`: who attributes them, and perhaps others.
    """
    one = choose_row(
        rows.iloc[::-1],
        "incident_id",
        "incident",
        key=key,
        label=tr("One theft in detail"),
        name=lambda row: f"{row['victim']}, {date_words(row['date'])}",
    )
    if one is None:
        return
    theft = one["incident_id"]
    st.header(plain(one["victim"]), anchor=False)
    show_facts(page, one)
    show_amounts(page, one)
    who = attributions[attributions["incident_id"] == theft]
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
