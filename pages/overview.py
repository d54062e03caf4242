"""What is known of how the DPRK earns abroad, in a few figures, each with its range and its sources?"""

import pandas as pd
import streamlit as st

from charts import claim_ranges
from charts.marks import KEY
from charts.theme import advisory_words, author_words, listed, open_words, places_words, plural, span_words
from loaders.comparability import LEFT_OUT
from loaders.headlines import INCOME, advisory_counts, headlines, listed_by_name, statuses, yearly_income
from pages._parts import begin, chart, claim_table, downloads, figure_card, palette, words

WHAT = {
    "workers_abroad": (
        "count",
        "workers abroad, according to claims known to be about a time after the deadline of December 2019",
    ),
    "it_work": ("money", "a year from all IT work, according to claims known to be about a time after that deadline"),
    "theft": ("money", "in cryptocurrency stolen by DPRK actors in {about}, in the newest edition of each author"),
}
HEADS = dict(zip(INCOME, ("workers abroad", "IT work", "crypto theft"), strict=True))
UNKNOWN = {  # what is said of a figure of which nothing was known on the reader's day
    "workers_abroad": "workers abroad after the deadline",
    "it_work": "a year's income from IT work after the deadline",
    "theft": "cryptocurrency stolen in a whole year",
    "after": "places with workers after the deadline",
}
NEXT = (
    (
        "host_countries",
        "Host countries",
        "A map of who is said to host how many workers, and every claim about a place.",
    ),
    ("repatriation", "Repatriation", "What became of the deadline, place by place, and who reported to the UN."),
    ("compare", "Compare", "Two places side by side, on number and on strength of evidence."),
    ("crypto_theft", "Crypto theft", "Publishers' totals side by side with their editions, and every theft in time."),
    ("it_workers", "IT workers", "Where they are said to be, what they earn, and the cases against them."),
    ("revenue", "Revenue", "What each channel is said to earn, with a calculator that keeps both ends."),
    ("timeline", "Timeline", "Resolutions, deadlines, designations, sentences, tests and thefts since 2006."),
    ("sources", "Sources", "Each document, and the rows that rest on it."),
    ("method", "Method", "What the words, grades and statuses mean, and what is left out."),
)

page = begin(
    "overview",
    "Overview",
    "North Korea (DPRK) earns abroad in spite of UN sanctions: by workers sent to host countries, by remote IT workers "
    "and by stolen cryptocurrency. Here stands what each source says, with its range, its date and its document.",
)
current = page.record
figures, income, status, counts = (
    headlines(current),
    yearly_income(current),
    statuses(current),
    advisory_counts(current),
)


def who(claims: pd.DataFrame) -> str:
    """How many claims, and by whom."""
    names = dict.fromkeys(author_words(row) for _, row in claims.iterrows())
    return f"{plural(len(claims), 'claim')}: {listed(list(names), 4)}"


def left_words(left_out: pd.DataFrame) -> str:
    """How many claims a figure leaves out, but for earlier editions and repeats, which are no further claims."""
    n = int((~left_out["why"].isin(["edition", "repeat"])).sum())
    return f"; leaves out {n} (below)" if n else ""


def cards() -> list[tuple[str, str, str]]:
    """Value, what it counts and who says so, a card each."""
    said = [
        (
            span_words(f.of.span, kind=WHAT[f.key][0]),
            WHAT[f.key][1].format(about=f.about) + (f"; {why}" if (why := open_words(f.of.span)) else ""),
            who(f.of.claims) + left_words(f.of.left_out),
        )
        for f in figures
    ]
    if len(after):
        said.append(
            (
                places_words(after),
                "where workers are reported for a time after the deadline of 22 December 2019",
                listed(sorted(after["name"]), 5),
            )
        )
    if listed_count := advisory_words(counts):
        first, _, others = listed_count.partition(", ")
        said.append(
            (
                f"{first} listed",
                "nations and jurisdictions with workers in 2017 and 2018, by the US advisory of July 2018"
                f"{f' ({others})' if others else ''}",
                f"{listed_by_name(current)} of them confirmed here by name; {who(counts)}",
            )
        )
    return said


def picture() -> None:
    """The claims of one year's income, by way to earn."""
    n_ways = income["group"].value_counts()
    chart(
        lambda: claim_ranges.claim_ranges(
            income,
            palette=palette(),
            kind="money",
            unit="US dollars a year",
            heads=HEADS,
            columns=130,
            words=words(
                current,
                income,
                title="What sources say three ways to earn bring in a year",
                subtitle=f"One lane a claim, with its author and the year it is about, 2012 to today; {KEY}",
                counted="Counted: US dollars for one year, as each source counts; for theft the newest edition of "
                "every author's total for the newest year that is over. Claims overlap, are about different years, and "
                "are never added. Left out: claims about a part, unsigned or undated ones.",
            ),
        ),
        key="income",
        alt=f"Range chart of {plural(len(income), 'claim')} of income in one year, in US dollars: "
        + "; ".join(f"{HEADS[way]} {plural(int(n_ways[way]), 'claim')}" for way in INCOME if way in n_ways)
        + ", each with its own year and author.",
    )


after = status[status["status"] == "reported_after_deadline"]
beside, seen = st.columns([1, 2.1], gap="medium")
with beside:
    for value, what, by in cards():
        figure_card(value, what, by)
with seen:
    if len(income):
        picture()
left_out = [f.of.left_out for f in figures if len(f.of.left_out)]
if left_out:
    rows = pd.concat(left_out, ignore_index=True)
    with st.expander(f"What the figures leave out, and why ({plural(len(rows), 'claim')})"):
        claim_table(
            rows.assign(why_words=rows["why"].map(LEFT_OUT)),
            None,
            first={"why_words": "Left out because it"},
            caption="Claims about the same things that set no end of a figure above",
            key="left_out",
        )
known = {f.key for f in figures} | ({"after"} if len(after) else set())
if page.known_on is not None and (missing := [text for key, text in UNKNOWN.items() if key not in known]):
    st.markdown(f"No claim was known on that day, which is not zero, about {listed(missing)}.")

st.header("Where to go next", anchor=False)
with st.container(key="next"):
    for start in range(0, len(NEXT), 3):
        for column, (name, label, text) in zip(st.columns(3, gap="large"), NEXT[start : start + 3], strict=False):
            with column:
                st.page_link(f"pages/{name}.py", label=f"**{label}**")
                st.markdown(text)

st.header("What stands behind these figures", anchor=False)
parts = [part for part in (*(f.of.claims for f in figures), income, counts) if len(part)]
if parts:
    rows = pd.concat(parts, ignore_index=True).drop_duplicates("claim_id")
    claim_table(rows, None, caption=f"The {plural(len(rows), 'claim')} behind the figures above", key="overview_claims")
    downloads(current, rows, name="overview", tables=("worker_totals", "revenue_claims", "theft_totals", "sources"))
else:
    st.info(
        "Nothing was known of these figures on that day; that is not zero. Choose a later day.",
        icon=":material/event_busy:",
    )
page.end()
