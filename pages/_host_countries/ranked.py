"""Every place in view, by its highest claim."""

import pandas as pd
import streamlit as st

from charts import host_map
from charts.theme import STATUS_WORDS, plural, span_words
from links.state import put
from pages._parts import plain

SILENT_WORDS = {  # what the list says of a place without a claim in the selection
    "reported_after_deadline": "no claim here; after deadline",
    "reported_gone": "no claim here; gone or none",
    "reported_before_deadline": "no claim here; before deadline",
    "listed_2018_only": "2018 advisory only",
    "no_claim": "no claim at all",
}


def list_places(span: pd.DataFrame, status: pd.DataFrame, anchors: pd.DataFrame) -> None:
    """Every place in view, ranked by its highest claim, then those without one by status; a press chooses one."""
    here = status[status["iso3"].isin(host_map.places_in(anchors, st.session_state["region"]))]
    rows = here[here["iso3"] != "PRK"].merge(span, on="iso3", how="left")
    rows = rows.assign(order=rows["status"].map(list(STATUS_WORDS).index), is_silent=rows["n_claims"].isna())
    ranked = rows.sort_values(
        ["is_silent", "highest", "order", "name"], ascending=[True, False, True, True], na_position="last"
    )
    chosen = st.session_state["iso3"]
    with st.container(key="places_heading"):
        st.header(f"{plural(len(rows), 'place')}, {(~rows['is_silent']).sum()} with a claim", anchor=False)
        st.markdown("Lowest to highest claim. Part: a region, firm or sector.")
    if rows["is_silent"].all():
        st.info("No claim fits. Try more years, every sector, or another measure; no claim is not zero.")
    with st.container(key="places", height=556 if chosen is None else 222, border=False):
        for _, row in ranked.iterrows():
            name, part = plain(row["name"]), " (part)" if row["is_part"] is True else ""
            said = SILENT_WORDS[row["status"]] if row["is_silent"] else f"{span_words(row)}{part}"
            st.button(
                f"{f'**{name}**' if row['iso3'] == chosen else name} :gray[{said}]",
                key=f"place_{row['iso3']}",
                type="tertiary",
                width="stretch",
                on_click=put,
                args=("iso3", row["iso3"]),
            )
