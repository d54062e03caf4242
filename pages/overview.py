"""What is known of how the DPRK earns abroad: two pictures, the figures that hold beside them, and what is new."""

import pandas as pd
import streamlit as st

from language.messages import plural, tr
from pages._overview.figures import show_figures
from pages._overview.newest import show_newest
from pages._overview.pictures import show_income, show_map, show_years
from pages._parts.files import downloads
from pages._parts.frame import begin, end
from pages._parts.page import kept
from pages._parts.tables import claim_table
from serving.page_list import PAGES
from subjects.headlines import headlines, stolen_by_year, yearly_income
from subjects.hosts import advisory_counts
from words.text import not_zero

NEXT = [entry for entry in PAGES if entry.lead]

page = begin("overview")
current = page.record
left, right = st.columns([1.4, 1], gap="medium")
with left:
    show_map(page)
with right:
    show_years(page)
    show_newest(page)
show_figures(page)
show_income(page)

st.header(tr("Where to go next"), anchor=False)
with st.container(key="next"):
    for number, column in enumerate(st.columns(3, gap="large")):
        with column:
            for entry in NEXT[number::3]:
                st.page_link(entry.file, label=f"**{tr(entry.title)}**")
                st.markdown(tr(entry.lead))

st.header(tr("What is behind these figures"), anchor=False)
parts = [
    part
    for part in (
        *(f.of.claims for f in headlines(current)),
        yearly_income(current),
        stolen_by_year(current),
        advisory_counts(current),
    )
    if len(part)
]
if parts:
    rows = kept("claims", lambda: pd.concat(parts, ignore_index=True).drop_duplicates("claim_id"))
    claim_table(
        rows,
        None,
        caption=plural(
            "The {n} claim behind the figures and the years above",
            "The {n} claims behind the figures and the years above",
            len(rows),
        ),
        key="overview_claims",
    )
    downloads(
        current,
        rows,
        name="overview",
        tables=("worker_totals", "revenue_claims", "theft_totals", "sources"),
        title=plural("The {n} claim behind the overview", "The {n} claims behind the overview", len(rows)),
    )
else:
    st.info(
        not_zero(tr("None of these figures was known on that day."), tr("Choose a later day.")),
        icon=":material/event_busy:",
    )
end(page)
