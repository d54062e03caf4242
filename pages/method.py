"""What do the words, grades and statuses mean, how is each figure derived, and what is left out?"""

import streamlit as st

from charts.theme import BOUNDARY_NOTE, GRADE_WORDS, STATUS_WORDS
from loaders.headlines import ADVISORY_COUNT, listed_by_name, statuses
from loaders.summaries import STATUSES, incident_totals, select_worker_claims, spans
from pages._parts import begin, doc_text, plain, table_of

page = begin(
    "method", "Method", "What do the words, grades and statuses mean, how is each figure derived, and what is left out?"
)
current = page.record

st.header("One row is one claim", anchor=False)
st.markdown(
    "A row holds what **one source says about one thing**. Sources that disagree stand side by side; nothing is averaged, split or "
    "filled in, and no midpoint is drawn. One figure fills both ends of a range; *up to* fills only the high end, *at least* only "
    "the low one. An empty cell means unknown; zero means zero. A date is as precise as its source. A publisher's own total is a claim "
    "too and is never added to single thefts. Seizure, freeze and recovery are three outcomes and never added together. Entries across "
    "a border, visas and permits are not workers present."
)
st.header("Grades", anchor=False)
st.markdown(
    "A grade says how directly a claim was seen, not how true it is. Grade B is no proof of independence: pages often relay one report."
)
table_of(
    [(grade, text) for grade, text in GRADE_WORDS.items()],
    ("Grade", "Meaning"),
    caption="How directly a claim was seen",
)

st.header("Status of a host jurisdiction", anchor=False)
st.markdown(
    "The first rule that holds decides. A status is derived from the claims and events of the record, never stored."
)
counts = statuses(current)["status"].value_counts()
table_of(
    [(STATUS_WORDS[status], rule, str(counts.get(status, 0))) for status, rule in STATUSES.items()],
    ("Status", "Rule", "Places now"),
    caption="The five statuses, in the order in which they are tried",
)
st.markdown(
    f"The advisory of 23 July 2018 is said to name {ADVISORY_COUNT} nations and jurisdictions (some papers count 42); "
    f"{listed_by_name(current)} are confirmed here by name. A missing confirmation is not a no."
)

st.header("How figures are derived", anchor=False)
for name, function in (
    ("Which claims count for a place", select_worker_claims),
    ("Span of several claims", spans),
    ("Sums of single thefts", incident_totals),
):
    st.subheader(name, anchor=False)
    st.markdown(plain(doc_text(function)))

st.header("Tables and columns", anchor=False)
st.markdown(
    "From the descriptor, the one place where columns are described. The tables themselves: [data/datapackage.json](/data/datapackage.json)."
)
for resource in current.descriptor["resources"]:
    with st.expander(f"{resource['title']} ({len(current.tables[resource['name']])} rows)"):
        st.markdown(plain(resource["description"]))
        table_of(
            [(field["name"], field["description"], field.get("unit", "")) for field in resource["schema"]["fields"]],
            ("Column", "Meaning", "Unit"),
            caption=f"Columns of {resource['name']}.csv",
        )

st.header("Maps", anchor=False)
st.markdown(
    f"{BOUNDARY_NOTE} Natural Earth 1:50m, public domain, de facto viewpoint. A count is a ring whose area follows the number, "
    "a class is a fill with a pattern of its own."
)
st.header("What is left out", anchor=False)
st.markdown(
    "Leads that nobody has seen in a source; relays of somebody else's figure; figures attributed to the third report of the "
    "Multilateral Sanctions Monitoring Team (September 2026), which rest on one unreliable page. The full list, with reasons, stands in "
    "[data/README.md](/data/README.md)."
)
page.end()
