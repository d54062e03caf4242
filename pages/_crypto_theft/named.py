"""Sums of named thefts, beside the claims of publishers: year by year, or as a running total."""

from functools import partial

import pandas as pd
import streamlit as st

from charts import incident_strip, theft_against_totals, theft_running
from loaders.codes import STRENGTHS
from pages._crypto_theft.quoting import choose_claim, pick
from pages._crypto_theft.selection import counted, say_what_they_rest_on, which_count
from pages._parts.exhibit import chart, words
from pages._parts.files import downloads
from pages._parts.page import Page, kept, palette
from pages._parts.tables import claim_table
from subjects.thefts import (
    cumulative_claims,
    incident_rows,
    incident_totals,
    incidents,
    running_sums,
    theft_attributions,
)
from words.numbers import sums_words
from words.text import plural

SUMS = {"year": "Year by year", "running": "Running total"}


def show_named(page: Page, by_year: pd.DataFrame, claims: pd.DataFrame) -> None:
    """What the named thefts come to beside what publishers claim: by year, or from the first theft on."""
    st.header("Sums of named thefts, beside the claims", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        st.segmented_control("Sums", list(SUMS), key="sums_rows", required=True, format_func=SUMS.__getitem__)
    said = theft_attributions(page.record)
    thefts = counted(page)
    say_what_they_rest_on(thefts, said)
    if st.session_state["sums"] == "running":
        show_running(page, thefts, kept("claims of several years", lambda: cumulative_claims(claims)))
    else:
        show_against(page, by_year, said)
    rows = kept("named thefts", lambda: incident_rows(thefts, said))
    downloads(page.record, rows, name="named-thefts", tables=("incidents",))


def show_running(page: Page, thefts: pd.DataFrame, claims: pd.DataFrame) -> None:
    """The running total of named thefts, and the publishers' claims about all of them."""
    running = kept("running sums", lambda: running_sums(thefts))
    title = kept("finding of the running total", lambda: theft_running.finding(running, claims))
    chart(
        lambda: theft_running.theft_running(
            running,
            claims,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                claims,
                title=title,
                subtitle=theft_running.KEY,
                counted="Counted: named thefts that somebody attributes to DPRK actors, and claims about all thefts of "
                "several years begun before 2018; they begin on different days and are never added together. "
                + incident_strip.without_amount(thefts),
            ),
        ),
        key="running",
        alt=f"Running total of {plural(len(running), 'theft')} beside {plural(len(claims), 'claim')}. {title}.",
        on_select=partial(pick, page, "running", "claim"),
        selection_mode="points",
    )
    choose_claim(page, claims, "quote_running")
    claim_table(claims, None, caption=f"The {plural(len(claims), 'claim')} beside the total", key="running_claims")
    downloads(page.record, claims, name="theft-in-all", tables=("theft_totals", "sources"))


def show_against(page: Page, by_year: pd.DataFrame, said: pd.DataFrame) -> None:
    """Per year what the named thefts come to, beside what publishers claim of the same year."""
    counted_by = st.session_state["attribution"]
    sums = kept("sums by year", lambda: incident_totals(incidents(page.record), said, counted_by))
    newest = by_year[by_year["is_current"]]
    title = kept("finding of sums", lambda: theft_against_totals.finding(sums, newest))
    n_without = int(sums["n_without_amount"].sum())
    without = f" No sum holds the {plural(n_without, 'theft')} without an amount." if n_without else ""
    chart(
        lambda: theft_against_totals.theft_against_totals(
            sums,
            newest,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                newest,
                title=title,
                subtitle=theft_against_totals.KEY,
                counted="Counted: named thefts that somebody attributes to DPRK actors, and claims about whole years, "
                f"in dollars of the time; the two are never added together.{without}",
            ),
        ),
        key="against",
        alt=f"Columns of named thefts beside {plural(len(newest), 'claim')}, by year. {title}.",
    )
    with st.expander("Sums of named thefts by year and attribution"):
        sums_table(sums)


def sums_table(sums: pd.DataFrame) -> None:
    """The sums by year, newest first, as a table."""

    def in_words(rows: pd.DataFrame) -> pd.DataFrame:
        ends = rows[["low", "high", "is_low_open", "is_high_open"]].to_numpy()
        return rows.assign(figure=[sums_words(*each) for each in ends], strength=rows["strength"].map(STRENGTHS))

    claim_table(
        sums.iloc[::-1],
        {
            "year": "Year",
            "strength": "Firmest attribution",
            "figure": "Sum",
            "n_incidents": "Thefts",
            "n_without_amount": "Without an amount",
            "n_disputed": "Contested",
        },
        caption="Sums of named thefts",
        key="sums_rows",
        say=in_words,
    )
