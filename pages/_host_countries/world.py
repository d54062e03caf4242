"""The map of statuses and rings."""

from functools import partial

import pandas as pd
import streamlit as st

from charts import host_map
from charts.theme import MEASURE_WORDS, advisory_words, plural, span_words
from loaders.headlines import advisory_counts, listed_by_name
from pages._parts import Page, chart, palette, selected_customdata, words
from serving.outlines import hatch_urls, outlines_url


def draw_map(
    page: Page, status: pd.DataFrame, selected: pd.DataFrame, span: pd.DataFrame, anchors: pd.DataFrame
) -> None:
    """The map of statuses and rings; a click chooses a place."""
    measure, years = st.session_state["measure"], st.session_state["years"]
    names, region = status.set_index("iso3")["name"], st.session_state["region"]
    hosts = status[status["iso3"] != "PRK"]
    after = status["iso3"].isin(host_map.places_in(anchors, region)) & status["status"].eq("reported_after_deadline")
    count_listed, n_named = advisory_words(advisory_counts(page.record)), listed_by_name(page.record)
    told = words(
        page.record,
        selected,
        title=host_map.finding(hosts, span),
        boundary=True,
        subtitle=f"Claims about {MEASURE_WORDS[measure]} in {plural(len(span), 'jurisdiction')}, {years[0]} to "
        f"{years[1]}, lowest to highest"
        + (f"; workers reported after the 2019 deadline in {after.sum()}" if after.any() else ""),
        counted=f"Counted: {MEASURE_WORDS[measure]} as each source counts them; the whole jurisdiction where a claim "
        f"gives it, else a part. {host_map.compared(hosts, span)}"
        + (f"Listed in 2018: {count_listed}; {n_named} confirmed by name here." if count_listed else ""),
    )
    figure = host_map.host_map(
        hosts,
        span,
        anchors,
        palette=palette(),
        outlines=outlines_url(),
        hatches=hatch_urls(),
        measure=measure,
        region=region,
        chosen=st.session_state["iso3"],
        words=told,
    )
    top = span.sort_values(["highest", "iso3"], ascending=[False, True], na_position="last").head(3)
    chart(
        figure,
        key="map",
        on_select=partial(selected_customdata, "map", "iso3"),
        selection_mode="points",
        alt=f"World map of {len(hosts)} jurisdictions by status, with rings for {MEASURE_WORDS[measure]}. Largest: "
        + ("; ".join(f"{names[row['iso3']]} {span_words(row)}" for _, row in top.iterrows()) or "no claim")
        + ".",
    )
