"""The few figures that may be said in one breath: each one span over claims that may be compared."""

import pandas as pd
import streamlit as st

from language.messages import Messages, mark, plural, tr
from loaders.rows import each_row
from pages._parts.asking import is_unfolded
from pages._parts.cards import figure_card
from pages._parts.page import Page, kept
from pages._parts.tables import claim_table
from subjects.comparability import LEFT_OUT
from subjects.headlines import Headline, headlines
from subjects.hosts import AFTER_DEADLINE, advisory_counts, listed_by_name, statuses
from words.claims import advisory_figures, author_words, places_words
from words.numbers import open_words, span_words
from words.text import listed

WHAT = {
    "workers_abroad": (
        "count",
        mark("workers abroad, according to claims known to be about a time after the deadline of December 2019"),
    ),
    "it_work": (
        "money",
        mark("a year from all IT work, according to claims known to be about a time after that deadline"),
    ),
    "theft": ("money", mark("in cryptocurrency stolen by DPRK actors in {about}, in each author's newest edition")),
}
UNKNOWN = Messages(
    {  # what is said of a figure of which nothing was known on the reader's day
        "workers_abroad": mark("workers abroad after the deadline"),
        "it_work": mark("a year's income from IT work after the deadline"),
        "theft": mark("cryptocurrency stolen in a whole year"),
        "after": mark("places with workers after the deadline"),
    }
)


def who(claims: pd.DataFrame) -> str:
    """How many claims, and by whom."""
    names = dict.fromkeys(author_words(row) for row in each_row(claims))
    return plural("{n} claim: {authors}", "{n} claims: {authors}", len(claims), authors=listed(list(names), 4))


def with_left_out(by: str, left_out: pd.DataFrame) -> str:
    """Who says so, and how many claims a figure leaves out, but for earlier editions and repeats, which are no further
    claims."""
    n = int((~left_out["why"].isin(["edition", "repeat"])).sum())
    return tr("{by}; {n} left out (see below)", by=by, n=n) if n else by


def headline_card(headline: Headline) -> tuple[str, str, str]:
    """Value, what it counts and who says so."""
    kind, what = WHAT[headline.key]
    span = headline.of.span
    counted = tr(what, about=headline.about)
    if why := open_words(span):
        counted = tr("{counted}; {why}", counted=counted, why=why)
    return span_words(span, kind=kind), counted, with_left_out(who(headline.of.claims), headline.of.left_out)


def place_cards(page: Page, after: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Where workers are reported after the deadline, and how many places the US advisory of 2018 lists."""
    said, counts = [], advisory_counts(page.record)
    if len(after):
        said.append(
            (
                places_words(after),
                tr("where workers are reported for a time after the deadline of 22 December 2019"),
                listed(sorted(after["name"]), 5),
            )
        )
    if len(counts["low"].dropna()):
        first, *others = advisory_figures(counts)
        named = tr("nations and jurisdictions with workers in 2017 and 2018, according to the US advisory of July 2018")
        if others:
            named = tr("{named} (or {others} by another count)", named=named, others=listed(others))
        by = tr("{n} of them confirmed here by name; {who}", n=listed_by_name(page.record), who=who(counts))
        said.append((tr("{n} listed", n=first), named, by))
    return said


def show_figures(page: Page) -> None:
    """The figures as cards, three in a row, and what they leave out."""
    figures, status = headlines(page.record), statuses(page.record)
    after = status[status["status"] == AFTER_DEADLINE]
    cards = kept("figures", lambda: [*map(headline_card, figures), *place_cards(page, after)])
    page.below.extend(figure_card(*card) for card in cards)
    for number, column in enumerate(st.columns(3, gap="medium")):
        with column:
            for card in cards[number::3]:
                st.html(figure_card(*card))
    left_out = [f.of.left_out for f in figures if len(f.of.left_out)]
    if left_out:
        rows = kept("left out", lambda: pd.concat(left_out, ignore_index=True))
        what = plural(
            "What the figures leave out, and why ({n} claim)",
            "What the figures leave out, and why ({n} claims)",
            len(rows),
        )
        with st.expander(what, expanded=is_unfolded("left_out")):
            claim_table(
                rows.assign(why_words=rows["why"].map(LEFT_OUT)),
                None,
                first={"why_words": tr("Left out because it")},
                caption=tr("Claims left out of the figures above"),
                key="left_out",
            )
    known = {f.key for f in figures} | ({"after"} if len(after) else set())
    if page.known_on is not None and (missing := [text for key, text in UNKNOWN.items() if key not in known]):
        st.markdown(tr("No claim was known on that day (unknown, not zero) about {names}.", names=listed(missing)))
