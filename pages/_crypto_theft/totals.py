"""What publishers say in total: by year with every edition, one year, and spans that no year holds."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from charts import theft_totals
from exports.briefs import YearBrief, year_brief
from exports.document import Paper
from language.messages import capital, plural, tr
from links.state import session
from loaders.codes import STOLEN, THEFT_MEASURES
from loaders.tables import Record
from look.palette import LIGHT
from pages._crypto_theft.named import show_named
from pages._crypto_theft.quoting import choose_claim
from pages._parts.choosing import choose_among, chosen_among
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.files import offer_briefs
from pages._parts.frame import nothing
from pages._parts.page import Page, kept, view_now
from pages._parts.phone import choosing
from pages._parts.tables import claim_table, claims_in_words
from subjects.attributions import select_incidents
from subjects.editions import newest_ended_year, other_periods, whole_years
from subjects.thefts import SPANS, changed, incident_rows, incidents, measures_by_year, span_kind, theft_attributions
from subjects.thefts import theft_totals as total_claims
from subjects.vintage import as_known_on

OF_NAMED = ("sums", "attribution")
"""The parameters of the named thefts alone."""


def measure_words(name: str) -> str:
    """What is asked about year by year, by its name in a link."""
    return THEFT_MEASURES.said(measures_by_year()[name], "heading")


def claimed_years(record: Record, asked: Mapping[str, Any]) -> tuple[int, int] | None:
    """The first and the last year that a claim of the view that a link asks for is about; None where none is."""
    claims = total_claims(as_known_on(record, asked["known_on"]))
    years = whole_years(claims, measure=measures_by_year()[asked["measure"]])["year"]
    return (int(years.min()), int(years.max())) if len(years) else None


def show_totals(page: Page) -> None:
    """The claims of all publishers by year, one year with its editions, and the claims about other spans."""
    claims = total_claims(page.record)
    if claims.empty:
        nothing(tr("No claim about thefts was known on that day."))
        return
    with choosing():
        st.segmented_control(
            tr("What is counted"),
            list(measures_by_year()),
            key=session.key("measure"),
            required=True,
            format_func=measure_words,
        )
    measure = chosen_measure()
    by_year = kept("whole years", lambda: whole_years(claims, measure=measure))
    if by_year.empty:
        nothing(tr("No claim of this kind about a whole year was known on that day."))
    else:
        year = chosen_year(claims, by_year)
        show_years(page, by_year, year)
        show_year(page, by_year, year)
    if measure == STOLEN:
        show_named(page, by_year, claims)
    show_spans(page, kept("other periods", lambda: other_periods(claims, measure=measure)))


def years_of(by_year: pd.DataFrame) -> list[int]:
    """The years that some claims are about, in order."""
    return sorted(int(year) for year in by_year["year"].unique())


def chosen_year(claims: pd.DataFrame, by_year: pd.DataFrame) -> int:
    """The year in detail: the one chosen, or else the newest that is over and about which two authors make a claim."""
    years, newest = years_of(by_year), kept("newest year", lambda: newest_ended_year(claims))
    year: int = chosen_among("year", years, newest if newest in years else years[-1])
    return year


def show_years(page: Page, by_year: pd.DataFrame, year: int) -> None:
    """Every year beside the others."""
    years = years_of(by_year)
    title = kept("finding of years", lambda: theft_totals.years_finding(by_year))
    Exhibit(
        key="by_year",
        rows=by_year,
        draw=lambda **look: theft_totals.theft_years(by_year, chosen=year, **look),
        title=title,
        subtitle=tr(
            "Claims about whole calendar years, {unit}. Blue: newest edition of each publisher. Grey: what it said "
            "before.",
            unit=measured_in(),
        ),
        counted=counted(),
        alt=plural(
            "Dot chart of {n} claim about thefts, by year, {first} to {last}. {title}.",
            "Dot chart of {n} claims about thefts, by year, {first} to {last}. {title}.",
            len(by_year),
            first=years[0],
            last=years[-1],
            title=title,
        ),
        opens=("claim",),
        quote=lambda: choose_claim(page, by_year.iloc[::-1], "quote_years"),
        table=Table(
            rows=by_year.iloc[::-1],
            caption=tr("Claims about whole years, newest first"),
            key="years_claims",
            behind=plural("All {n} claim about whole years", "All {n} claims about whole years", len(by_year)),
        ),
        files=[Files("theft-years", ("theft_totals", "sources"))],
        apart_from=("year", "span", *OF_NAMED),
    ).show()


def counted() -> str:
    """What the claims shown count."""
    return THEFT_MEASURES.said(chosen_measure(), "counted")


def measured_in() -> str:
    """In what it is counted."""
    return tr("percent") if THEFT_MEASURES.says(chosen_measure(), "kind") == "percent" else tr("US dollars")


def chosen_measure() -> str:
    """What is counted, as the reader chose it."""
    return measures_by_year()[session["measure"]]


def show_year(page: Page, by_year: pd.DataFrame, year: int) -> None:
    """One year with every edition, and how the figure of each publisher changed."""
    choose_among(tr("Year in detail"), "year", years_of(by_year), year)
    one = by_year[by_year["year"] == year]
    title = kept("finding of a year", lambda: theft_totals.year_finding(one, year))
    exhibit = Exhibit(
        key="year_detail",
        rows=one,
        draw=lambda **look: theft_totals.theft_year(one, **look),
        title=title,
        subtitle=tr(
            "Claims about calendar year {year}. Blue: newest edition. Grey: what its publisher said before.", year=year
        ),
        counted=counted(),
        alt=plural(
            "Range chart of {n} claim about {year}. {title}.",
            "Range chart of {n} claims about {year}. {title}.",
            len(one),
            year=year,
            title=title,
        ),
        opens=("claim",),
        table=Table(
            caption=plural("The {n} claim about {year}", "The {n} claims about {year}", len(one), year=year),
            key="year_claims",
        ),
        files=[Files(f"theft-{year}", ("theft_totals", "sources"))],
        apart_from=("span", *OF_NAMED),
    )
    exhibit.show_figure()
    offer_year_brief(page, exhibit, year)
    show_changes(kept("changed in a year", lambda: changed(one)), year)
    exhibit.show_rows()


def offer_year_brief(page: Page, exhibit: Exhibit, year: int) -> None:
    """The year on paper: what was said of it, and where thefts by DPRK actors are counted, those that are named."""
    view, is_dprk = view_now(f"theft-{year}"), chosen_measure() == STOLEN

    def make(paper: Paper) -> bytes:
        attributions = theft_attributions(page.record)
        named = select_incidents(incidents(page.record), attributions)
        thefts = incident_rows(named[named["date_first"].dt.year.eq(year) & is_dprk], attributions)
        return year_brief(
            YearBrief(year, exhibit.figure(LIGHT).plain(), exhibit.alt_text, exhibit.rows, thefts, view), paper=paper
        )

    offer_briefs(tr("Brief of {year}", year=year), view.apart_from(exhibit.apart_from).stem(), make, "year")


def show_changes(editions: pd.DataFrame, year: int) -> None:
    """For each publisher with several figures for a year: when it said which, and in which document."""
    if editions.empty:
        st.markdown(tr("No publisher in the record gives more than one figure for {year}.", year=year))
        return
    st.header(tr("How the figures for {year} changed", year=year), anchor=False)
    columns = {
        "published_words": tr("Published"),
        "figure": tr("It said"),
        "title": tr("Document"),
        "locator": tr("Where in the document"),
    }
    for number, (estimator, rows) in enumerate(editions.groupby("estimator", sort=True)):
        caption = f"{estimator}: {plural('{n} figure', '{n} figures', len(rows))}"
        claim_table(rows, columns, caption=caption, key=f"editions_{number}", say=claims_in_words)


def show_spans(page: Page, claims: pd.DataFrame) -> None:
    """The claims that no whole year holds, one kind of span at a time."""
    kinds = kept("kinds of spans", lambda: span_kind(claims))
    offered = [kind for kind in SPANS if kinds.eq(kind).any()]
    if not offered:
        return
    st.header(tr("Claims about other periods"), anchor=False)
    kind: str = chosen_among("span", offered, offered[0])
    choose_among(
        tr("Claims about"),
        "span",
        offered,
        kind,
        format_func=lambda kind: f"{SPANS[kind]} ({int(kinds.eq(kind).sum())})",
    )
    rows = claims[kinds.eq(kind)]
    undated = int((rows["period_start_first"].isna() | rows["period_end_last"].isna()).sum())
    unit = capital(measured_in())
    subtitle = tr("{unit}; each line covers the time its claim is about.", unit=unit)
    if undated:
        silent = plural(
            "{n} claim without a stated beginning or end is in the table only.",
            "{n} claims without a stated beginning or end are in the table only.",
            undated,
        )
        subtitle = f"{subtitle} {silent}"
    title = tr(SPANS.says(kind, "title"), claims=plural("{n} claim", "{n} claims", len(rows)))
    Exhibit(
        key="periods",
        rows=rows,
        draw=lambda **look: theft_totals.theft_periods(rows, **look),
        title=title,
        subtitle=subtitle,
        counted=counted(),
        alt=tr("{title}, each over the time it is about.", title=title),
        opens=("claim",),
        quote=lambda: choose_claim(page, rows, "quote_periods"),
        table=Table(caption=title, key="period_claims"),
        files=[Files(f"theft-{kind.replace('_', '-')}", ("theft_totals", "sources"))],
        apart_from=("year", *OF_NAMED),
    ).show()
