"""Sums of named thefts, beside the claims of publishers: year by year, or as a running total."""

import pandas as pd
import streamlit as st

from charts import incident_strip, theft_against_totals, theft_running
from language.messages import Messages, mark, plural, tr
from links.state import session
from loaders.codes import STRENGTHS
from pages._crypto_theft.quoting import choose_claim
from pages._crypto_theft.selection import counted, say_what_they_rest_on, which_count, which_words
from pages._crypto_theft.theft import show_theft
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.files import downloads
from pages._parts.page import Page, kept
from subjects.thefts import (
    cumulative_claims,
    incident_rows,
    incident_totals,
    incidents,
    running_sums,
    theft_attributions,
)
from words.numbers import sums_words

OF_OTHERS = ("year", "span")
"""The parameters on which no sum of named thefts depends."""
SUMS = Messages({"year": mark("Year by year"), "running": mark("Running total")})


def show_named(page: Page, by_year: pd.DataFrame, claims: pd.DataFrame) -> None:
    """What the named thefts come to beside what publishers claim: by year, or from the first theft on."""
    st.header(tr("Sums of named thefts, beside the claims"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        st.segmented_control(
            tr("Sums"), list(SUMS), key=session.key("sums"), required=True, format_func=SUMS.__getitem__
        )
    attributions = theft_attributions(page.record)
    thefts = counted(page)
    rows = kept("named thefts", lambda: incident_rows(thefts, attributions))
    say_what_they_rest_on(thefts, attributions)
    is_running = session["sums"] == "running"
    if is_running:
        show_running(page, rows, attributions, kept("claims of several years", lambda: cumulative_claims(claims)))
    else:
        show_against(page, by_year, attributions)
    downloads(
        page.record,
        rows,
        name="named-thefts",
        tables=("incidents",),
        below="running" if is_running else "against",
        apart_from=OF_OTHERS,
    )


def show_running(page: Page, thefts: pd.DataFrame, attributions: pd.DataFrame, claims: pd.DataFrame) -> None:
    """The running total of named thefts, and the publishers' claims about all of them."""

    def quote() -> None:
        choose_claim(page, claims, "quote_running")
        show_theft(page, thefts, attributions, "theft_of_running")

    running = kept("running sums", lambda: running_sums(thefts))
    title = kept("finding of the running total", lambda: theft_running.finding(running, claims))
    Exhibit(
        key="running",
        rows=claims,
        draw=lambda **look: theft_running.theft_running(running, claims, **look),
        title=title,
        subtitle=tr(theft_running.KEY),
        counted=tr(
            "Counted: {thefts}, and claims about all thefts of several years begun before 2018; they begin on "
            "different days and are never added together. {without_amount}",
            thefts=which_words(),
            without_amount=incident_strip.without_amount(thefts),
        ),
        alt=tr(
            "Running total of {theft} beside {claim}. {title}.",
            theft=plural("{n} theft", "{n} thefts", len(running)),
            claim=plural("{n} claim", "{n} claims", len(claims)),
            title=title,
        ),
        opens=("claim", "incident"),
        quote=quote,
        table=Table(
            caption=plural("The {n} claim beside the total", "The {n} claims beside the total", len(claims)),
            key="running_claims",
        ),
        files=[Files("theft-in-all", ("theft_totals", "sources"))],
        apart_from=OF_OTHERS,
    ).show()


def show_against(page: Page, by_year: pd.DataFrame, attributions: pd.DataFrame) -> None:
    """Per year what the named thefts come to, beside what publishers claim of the same year."""
    counted_by = session["attribution"]
    sums = kept("sums by year", lambda: incident_totals(incidents(page.record), attributions, counted_by))
    newest = by_year[by_year["is_current"]]
    title = kept("finding of sums", lambda: theft_against_totals.finding(sums, newest))
    n_without = int(sums["n_without_amount"].sum())
    counted = tr(
        "Counted: {thefts}, and claims about whole years, in dollars of the time; the two are never added together.",
        thefts=which_words(),
    )
    if n_without:
        counted = plural(
            "{counted} No sum includes the {n} theft without an amount.",
            "{counted} No sum includes the {n} thefts without an amount.",
            n_without,
            counted=counted,
        )
    Exhibit(
        key="against",
        rows=newest,
        draw=lambda **look: theft_against_totals.theft_against_totals(sums, newest, **look),
        title=title,
        subtitle=theft_against_totals.key(),
        counted=counted,
        alt=plural(
            "Columns of named thefts beside {n} claim, by year. {title}.",
            "Columns of named thefts beside {n} claims, by year. {title}.",
            len(newest),
            title=title,
        ),
        table=Table(
            rows=sums.iloc[::-1],
            columns={
                "year": tr("Year"),
                "strength": tr("Firmest attribution"),
                "figure": tr("Sum"),
                "n_incidents": tr("Thefts"),
                "n_without_amount": tr("Without an amount"),
                "n_disputed": tr("Contested"),
            },
            caption=tr("Sums of named thefts"),
            key="sums_rows",
            say=sums_in_words,
            behind=tr("Sums of named thefts by year and attribution"),
        ),
        apart_from=OF_OTHERS,
    ).show()


def sums_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The sums by year as the table shows them."""
    ends = rows[["low", "high", "is_low_open", "is_high_open"]].to_numpy()
    return rows.assign(figure=[sums_words(*each) for each in ends], strength=rows["strength"].map(STRENGTHS))
