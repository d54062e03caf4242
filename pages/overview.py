"""What is known of how the DPRK earns abroad, in a few figures, each with its range and its sources?"""

import pandas as pd
import streamlit as st

from charts.theme import listed, plural, span_words
from loaders.headlines import ADVISORY_COUNT, headlines, listed_by_name, statuses
from pages._parts import begin, claim_table, downloads, figure_card

page = begin(
    "overview",
    "Overview",
    "North Korea (DPRK) earns abroad in spite of UN sanctions: by workers sent to host countries, by remote IT workers and "
    "by stolen cryptocurrency. Here stands what each source says, with its range, its date and its document.",
)
current = page.record
figures, status = headlines(current), statuses(current)

WHAT = {
    "workers_abroad": (
        "count",
        "workers abroad, according to claims about any time after the deadline of December 2019",
    ),
    "it_work": ("money", "a year from IT work, according to claims about any time after the deadline of December 2019"),
    "theft": ("money", "in cryptocurrency stolen by DPRK actors in {about}, in the newest edition of each publisher"),
}
after = status[status["status"] == "reported_after_deadline"]
cards = [
    (
        span_words(f.span, kind=WHAT[f.key][0]),
        WHAT[f.key][1].format(about=f.about),
        f"{plural(len(f.claims), 'claim')}: {listed(list(dict.fromkeys(f.claims.get('estimator', f.claims['publisher']))), 4)}",
    )
    for f in figures
]
cards += [
    (
        plural(len(after), "place"),
        "where workers are reported for a time after the deadline of 22 December 2019",
        f"{listed(sorted(after['name']), 5)}",
    ),
    (
        f"{ADVISORY_COUNT} listed",
        "nations and jurisdictions with workers in 2017 and 2018, according to the US advisory of July 2018",
        f"{listed_by_name(current)} of them confirmed here by name; some papers count 42",
    ),
]
for line in (cards[:3], cards[3:]):
    for column, (value, what, by) in zip(st.columns(3, gap="large"), line, strict=False):
        with column:
            figure_card(value, what, by)

st.header("Where to go next", anchor=False)
for column, (target, label, text) in zip(
    st.columns(4, gap="large"),
    (
        (
            "pages/host_countries.py",
            "Host countries",
            "A map of who is said to host how many workers, and what became of the deadline.",
        ),
        (
            "pages/crypto_theft.py",
            "Crypto theft",
            "Publishers' totals side by side with their editions, and every theft in time.",
        ),
        ("pages/sources.py", "Sources", "Each document, and the rows that rest on it."),
        ("pages/method.py", "Method", "What the words, grades and statuses mean, and what is left out."),
    ),
    strict=True,
):
    with column:
        st.page_link(target, label=f"**{label}**")
        st.markdown(text)

rows = pd.concat([f.claims for f in figures], ignore_index=True) if figures else pd.DataFrame()
st.header("What stands behind these figures", anchor=False)
if rows.empty:
    st.info(
        "Nothing was known of these figures on that day; that is not zero. Choose a later day.",
        icon=":material/event_busy:",
    )
else:
    claim_table(rows, None, caption=f"The {plural(len(rows), 'claim')} behind the figures above", key="overview_claims")
    downloads(current, rows, name="overview", tables=("worker_totals", "revenue_claims", "theft_totals", "sources"))
page.end()
