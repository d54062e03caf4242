"""What is known of how the DPRK earns abroad, in a few figures, each with its range and its sources?"""

import pandas as pd
import streamlit as st

from charts import claim_ranges
from charts.marks import KEY
from charts.theme import advisory_words, listed, plural, span_words
from loaders.headlines import INCOME, advisory_counts, headlines, listed_by_name, statuses, yearly_income
from loaders.summaries import spans
from pages._parts import begin, chart, claim_table, downloads, figure_card, palette, words

WHAT = {
    "workers_abroad": (
        "count",
        "workers abroad, according to claims about any time after the deadline of December 2019",
    ),
    "it_work": ("money", "a year from IT work, according to claims about any time after that deadline"),
    "theft": ("money", "in cryptocurrency stolen by DPRK actors in {about}, in the newest edition of each publisher"),
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
    names = claims["estimator" if "estimator" in claims else "publisher"]
    return f"{plural(len(claims), 'claim')}: {listed(list(dict.fromkeys(names)), 4)}"


cards = [
    (
        span_words(f.span, kind=WHAT[f.key][0]),
        WHAT[f.key][1].format(about=f.about),
        who(f.claims),
    )
    for f in figures
]
after = status[status["status"] == "reported_after_deadline"]
if len(after):
    cards.append(
        (
            plural(len(after), "place"),
            "where workers are reported for a time after the deadline of 22 December 2019",
            listed(sorted(after["name"]), 5),
        )
    )
if listed_count := advisory_words(counts):
    first, _, others = listed_count.partition(", ")
    cards.append(
        (
            f"{first} listed",
            "nations and jurisdictions with workers in 2017 and 2018, by the US advisory of July 2018"
            f"{f' ({others})' if others else ''}",
            f"{listed_by_name(current)} of them confirmed here by name; {who(counts)}",
        )
    )
for line in (cards[:3], cards[3:]):
    for column, (value, what, by) in zip(st.columns(3, gap="large"), line, strict=False):
        with column:
            figure_card(value, what, by)
known = {f.key for f in figures} | ({"after"} if len(after) else set())
if page.known_on is not None and (missing := [text for key, text in UNKNOWN.items() if key not in known]):
    st.markdown(f"No claim was known on that day, which is not zero, about {listed(missing)}.")

if len(income):
    by_way = spans(income, by="group")
    chart(
        claim_ranges.claim_ranges(
            income,
            palette=palette(),
            kind="money",
            unit="US dollars a year",
            heads=HEADS,
            columns=200,
            words=words(
                current,
                income,
                title=claim_ranges.finding_of_groups(income, HEADS, what="Highest yearly claims"),
                subtitle=f"What sources say is earned in one year, one lane a claim; {KEY}",
                counted="Counted: US dollars for one year, as each source counts; for theft the newest edition of "
                "every publisher's total for the newest year that is over. Claims overlap and are never added.",
            ),
        ),
        key="income",
        alt=f"Range chart of {plural(len(income), 'claim')} of income in one year, in US dollars: "
        + "; ".join(f"{HEADS[row['group']]} {span_words(row, kind='money')}" for _, row in by_way.iterrows())
        + ".",
    )

st.header("Where to go next", anchor=False)
with st.container(key="next"):
    for start in range(0, len(NEXT), 3):
        for column, (name, label, text) in zip(st.columns(3, gap="large"), NEXT[start : start + 3], strict=False):
            with column:
                st.page_link(f"pages/{name}.py", label=f"**{label}**")
                st.markdown(text)

st.header("What stands behind these figures", anchor=False)
parts = [part for part in (*(f.claims for f in figures), income, counts) if len(part)]
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
