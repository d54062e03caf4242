"""The two pictures that open the dashboard: where workers are reported, and what is said to be earned and stolen."""

import pandas as pd
import streamlit as st

from charts import claim_ranges, earned_by_year, host_map
from charts.earned_by_year import claims_as_marks, spans_as_marks
from charts.marks import KEY
from language.messages import Messages, mark, plural, tr
from pages._parts.exhibit import Exhibit
from pages._parts.page import Page, kept
from serving.outlines import hatch_urls, outlines_for
from subjects.editions import newest_spans
from subjects.headlines import INCOME, stolen_by_year, yearly_income
from subjects.hosts import statuses
from subjects.places import abroad, place_anchors
from subjects.quantities import has_number
from subjects.workers import first_measure, select_worker_claims, spans_of_places, worker_claims

HEADS = Messages(dict(zip(INCOME, (mark("Workers abroad"), mark("IT work"), mark("Crypto theft")), strict=True)))
MAP_WIDTH, YEARS_COLUMNS = 730, 85  # px, and characters of the footer: what the two columns hold


def show_map(page: Page) -> None:
    """Where workers are reported, small: the way to the page of host countries."""
    measure = first_measure()
    selected = kept("workers on the map", lambda: select_worker_claims(worker_claims(page.record), measure=measure))
    if selected.empty:
        return
    status = statuses(page.record)
    hosts = abroad(status)
    title = host_map.finding(hosts)
    n_places = selected.loc[has_number(selected), "place"].nunique()
    Exhibit(
        key="where",
        rows=selected,
        draw=lambda **look: host_map.host_map(
            hosts,
            spans_of_places(selected),
            place_anchors(page.record),
            outlines=outlines_for(hosts["iso3"]),
            hatches=hatch_urls(),
            measure=measure,
            width=MAP_WIDTH,
            **look,
        ),
        title=title,
        subtitle=plural(
            "Rings: claims about workers present in {n} place, at any time",
            "Rings: claims about workers present in {n} places, at any time",
            n_places,
        ),
        counted=tr("Counted: workers present as each source counts them; in each place only like claims are compared."),
        alt=tr(
            "World map of {n} places by status, with rings for workers present. {title}.", n=len(hosts), title=title
        ),
        has_boundary=True,
        leads="host_countries?iso3=",
        drawn=selected,
        is_small=True,
    ).show()
    st.page_link(
        "pages/host_countries.py",
        label=tr("**Host countries**: every claim about a place; a click on the map opens one"),
    )


def show_years(page: Page) -> None:
    """What is said to be earned and stolen, year by year: the way to revenue and thefts."""
    income, stolen = yearly_income(page.record), stolen_by_year(page.record)
    if income.empty and stolen.empty:
        return
    strips = kept("strips", lambda: {HEADS[way]: income[income["group"] == way] for way in INCOME[:2]})
    rows = kept("claims by year", lambda: pd.concat([*strips.values(), stolen], ignore_index=True))
    marks = kept("marks by year", lambda: {name: claims_as_marks(claims) for name, claims in strips.items()})
    counts = [plural("{n} claim", "{n} claims", len(drawn)) for drawn in marks.values()]
    Exhibit(
        key="years",
        rows=rows,
        draw=lambda **look: earned_by_year.earned_by_year(
            marks | {HEADS[INCOME[2]]: spans_as_marks(newest_spans(stolen), stolen)},
            columns=YEARS_COLUMNS,
            **look,
        ),
        title=tr("Said to be earned and stolen, by year"),
        subtitle=tr("US dollars; bars are ranges, arrows open ends, dots single figures"),
        counted=tr(
            "Counted: for workers and IT work each claim of a whole year's income; for theft the "
            "lowest to the highest of the newest editions of two authors or more. Nothing is added."
        ),
        alt=plural(
            "Three strips by year, in US dollars: workers abroad {abroad}, IT work {it_work}, crypto theft {n} year.",
            "Three strips by year, in US dollars: workers abroad {abroad}, IT work {it_work}, crypto theft {n} years.",
            stolen["year"].nunique(),
            abroad=counts[0],
            it_work=counts[1],
        ),
        drawn=rows,
        is_small=True,
    ).show()
    with st.container(horizontal=True, gap="large"):
        st.page_link("pages/crypto_theft.py", label=tr("**Crypto theft**: every theft and total"))
        st.page_link("pages/revenue.py", label=tr("**Revenue**: each channel"))


def show_income(page: Page) -> None:
    """The claims of one year's income, by way to earn, each with its author."""
    income = yearly_income(page.record)
    if income.empty:
        return
    drawn = income[has_number(income)]
    n_ways = drawn["group"].value_counts()
    Exhibit(
        key="income",
        rows=income,
        draw=lambda **look: claim_ranges.claim_ranges(
            income, kind="money", unit=tr("US dollars a year"), by=tr("a year"), heads=HEADS, **look
        ),
        title=tr("What each source says is earned in a year"),
        subtitle=tr("Claims with a number, each with its author and the year it is about; {key}", key=tr(KEY)),
        counted=tr(
            "Counted: US dollars for one year, as each source counts; for theft the newest edition "
            "of every author's total for the newest year that is over. Claims overlap, are about "
            "different years, and are never added. Left out: claims about a part, anonymous or "
            "undated ones."
        ),
        alt=plural(
            "Range chart of {n} claim of income in one year, in US dollars: {ways}, with its own year and author.",
            "Range chart of {n} claims of income in one year, in US dollars: {ways}, each with its own year and "
            "author.",
            len(drawn),
            ways="; ".join(
                f"{HEADS[way]} {plural('{n} claim', '{n} claims', int(n_ways[way]))}" for way in INCOME if way in n_ways
            ),
        ),
        has_bars=True,
    ).show()
