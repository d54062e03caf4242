"""Where are DPRK workers reported, how many, by whom and when?"""

from functools import partial

import streamlit as st

from charts import host_map, worker_ranges
from charts.theme import (
    GRADE_WORDS,
    MEASURE_WORDS,
    STATUS_WORDS,
    advisory_words,
    date_words,
    is_missing,
    plural,
    range_words,
    span_words,
)
from links.params import Param, choice
from links.state import put
from loaders.boundaries import load_anchors
from loaders.events import events
from loaders.headlines import advisory_counts, statuses
from loaders.places import aliases
from loaders.summaries import select_worker_claims, spans
from loaders.tables import Record
from loaders.workers import host_sectors, worker_claims
from pages._parts import begin, chart, claim_table, downloads, facts, palette, plain, selected_customdata, words
from serving.outlines import hatch_urls, outlines_url


def params(record: Record) -> list[Param]:
    """A place, a measure, a part of the world."""
    return [
        choice("iso3", record.tables["jurisdictions"]["iso3"].tolist(), None, aliases(record)),
        choice("measure", list(MEASURE_WORDS), "present"),
        choice("region", list(host_map.REGIONS), "world"),
    ]


page = begin("host_countries", "Host countries", "Where are DPRK workers reported, how many, by whom and when?", params)
current = page.record
claims, status = worker_claims(current), statuses(current)
places = status[status["status"] != "no_claim"]
names = status.set_index("iso3")["name"]
table = current.tables["jurisdictions"]
listed = set(table.loc[table["listed_in_2018_advisory"].eq("yes").fillna(False), "iso3"])
count_listed = advisory_words(advisory_counts(current))

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.segmented_control(
        "What is counted",
        list(MEASURE_WORDS),
        key="measure",
        required=True,
        format_func=lambda m: MEASURE_WORDS[m].capitalize(),
    )
    st.selectbox(
        "Part of the world",
        list(host_map.REGIONS),
        key="region",
        width=230,
        format_func=lambda r: {
            "world": "World",
            "east_asia": "East Asia",
            "russia_central_asia": "Russia and Central Asia",
            "gulf": "Gulf",
            "africa": "Africa",
            "europe": "Europe",
        }[r],
    )
    st.selectbox(
        "Find a place",
        sorted(status["iso3"], key=lambda i: names[i]),
        index=None,
        key="iso3",
        width=260,
        format_func=lambda i: f"{names[i]} ({i})",
        placeholder="Name or code",
    )
measure, chosen = st.session_state["measure"], st.session_state["iso3"]
selected = select_worker_claims(claims, measure=measure)
span = spans(selected).merge(selected.groupby("iso3", as_index=False)["is_part"].any(), on="iso3")

left, right = st.columns([2.6, 1], gap="medium")
with left:
    figure = host_map.host_map(
        places,
        span,
        load_anchors(),
        palette=palette(),
        outlines=outlines_url(),
        hatches=hatch_urls(),
        measure=measure,
        region=st.session_state["region"],
        chosen=chosen,
        words=words(
            current,
            selected,
            title=host_map.finding(places, span),
            boundary=True,
            subtitle=f"Claims about {MEASURE_WORDS[measure]}, by host jurisdiction, lowest and highest over all years "
            "in the record",
            counted=f"Counted: {MEASURE_WORDS[measure]} as each source counts them; claims about the whole "
            "jurisdiction where there "
            "are any, else about a part. "
            + (f"Listed in 2018: {count_listed}; {len(listed)} confirmed by name here." if count_listed else ""),
        ),
    )
    ranked = span.sort_values(["highest", "iso3"], ascending=[False, True], na_position="last")
    chart(
        figure,
        key="map",
        on_select=partial(selected_customdata, "map", "iso3"),
        selection_mode="points",
        alt=f"World map of {len(places)} host jurisdictions by status, with rings for {MEASURE_WORDS[measure]}. "
        "Largest: " + "; ".join(f"{names[r['iso3']]} {span_words(r)}" for _, r in ranked.head(3).iterrows()) + ".",
    )
with right:
    with st.container(key="places_heading"):
        st.header(f"{plural(len(ranked), 'place')} with {MEASURE_WORDS[measure]}", anchor=False)
    with st.container(key="places", height=560, border=False):
        for _, row in ranked.iterrows():
            bold = "**" if row["iso3"] == chosen else ""
            st.button(
                f"{bold}{plain(names[row['iso3']])}{bold} "
                f":gray[{span_words(row)}{' (part)' if row['is_part'] else ''}]",
                key=f"place_{row['iso3']}",
                type="tertiary",
                width="stretch",
                on_click=put,
                args=("iso3", row["iso3"]),
            )

if chosen is None:
    st.info(
        "Choose a place on the map, in the list or by name to see every claim about it.", icon=":material/touch_app:"
    )
    shown, name = selected, "host-countries"
else:
    st.header(plain(names[chosen]), anchor=False)
    shown, name = claims[claims["iso3"] == chosen], f"host-{chosen}"
    here, sectors = span[span["iso3"] == chosen], host_sectors(current)
    row = status[status["iso3"] == chosen].iloc[0]
    about = here.iloc[0] if len(here) else None
    with st.container():
        facts(
            {
                f"Lowest to highest, {MEASURE_WORDS[measure]}": "no claim" if about is None else span_words(about),
                "Claims": "0"
                if about is None
                else f"{about['n_claims']} by {plural(int(about['n_sources']), 'source')}",
                "Newest": "none"
                if about is None
                else f"about {date_words(about['newest_as_of'])}, published {date_words(about['newest_published'])}",
                "Best grade": "none" if about is None else f"{about['best_grade']}, {GRADE_WORDS[about['best_grade']]}",
                "Status": STATUS_WORDS[row["status"]],
                "Why": row["rule"],
                "Sectors": ", ".join(sorted(sectors.loc[sectors["iso3"] == chosen, "sector"].unique())) or "none named",
                "Listed in 2018": "confirmed by name" if chosen in listed else "not confirmed here, which is not a no",
            }
        )
    with st.container():
        chart(
            worker_ranges.worker_ranges(
                shown,
                palette=palette(),
                columns=200,
                words=words(
                    current,
                    shown,
                    title=worker_ranges.finding(shown, names[chosen], measure, about),
                    subtitle="Every claim in the record, by measure and time; bars are ranges, arrows open ends, "
                    "dots single figures",
                    counted="Counted: as each source counts; measures are never mixed or added.",
                ),
            ),
            key="ranges",
            alt=f"Range chart of {plural(len(shown), 'claim')} about {names[chosen]}, from "
            + "; ".join(range_words(r["low"], r["high"]) for _, r in shown.head(3).iterrows())
            + ".",
        )
    happened = events(current)
    happened = happened[happened["iso3_list"].fillna("").str.split(";").map(lambda codes: chosen in codes)]
    if len(happened):
        claim_table(
            happened.iloc[::-1].assign(when=happened["date"].map(date_words)),
            {
                "when": "Date",
                "title": "What happened",
                "summary": "Summary",
                "publisher": "Publisher",
                "source_title": "Document",
                "grade": "Grade",
            },
            caption=f"Events concerning {names[chosen]}",
            key="host_events",
        )
if is_missing(chosen):
    shown = shown.sort_values(["iso3", "as_of_start_first"], ascending=[True, False])
claim_table(shown, None, caption=f"The {plural(len(shown), 'claim')} behind this page", key="host_claims")
downloads(current, shown, name=name, tables=("worker_claims", "sources", "jurisdictions"))
page.end()
