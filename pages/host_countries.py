"""Where are DPRK workers reported, how many, by whom and when?"""

from functools import partial

import pandas as pd
import streamlit as st

from charts import claims_in_time, host_map, worker_ranges
from charts.theme import (
    GRADE_WORDS,
    MEASURE_WORDS,
    STATUS_WORDS,
    advisory_words,
    claim_words,
    date_words,
    plural,
    range_words,
    span_words,
    time_words,
)
from links.params import Param, choice, flag, span
from links.state import put
from loaders.boundaries import load_anchors
from loaders.events import events, events_in, turning_point_events, turning_points
from loaders.headlines import advisory_counts, statuses
from loaders.places import aliases, other_names
from loaders.summaries import select_worker_claims, spans_of_places
from loaders.tables import Record
from loaders.workers import claim_years, host_sectors, next_years, worker_claims
from pages._parts import (
    Page,
    begin,
    chart,
    claim_table,
    downloads,
    facts,
    keep_choice,
    palette,
    plain,
    quote_claim,
    said_without_number,
    selected_customdata,
    words,
)
from serving.outlines import hatch_urls, outlines_url

REGION_WORDS = {
    "world": "World",
    "east_asia": "East and Southeast Asia",
    "russia_central_asia": "Russia and Central Asia",
    "gulf": "Gulf and West Asia",
    "africa": "Africa",
    "europe": "Europe",
}
SILENT_WORDS = {  # what the list says of a place without a claim in the selection
    "reported_after_deadline": "no claim here; after deadline",
    "reported_gone": "no claim here; gone or none",
    "reported_before_deadline": "no claim here; before deadline",
    "listed_2018_only": "2018 advisory only",
    "no_claim": "no claim at all",
}
EVENT_COLUMNS = {
    "when": "Date",
    "title": "What happened",
    "summary": "Summary",
    "publisher": "Publisher",
    "source_title": "Document",
    "grade": "Grade",
}


def params(record: Record) -> list[Param]:
    """A place; what is counted, when and in which sector; the part of the world; lines; one claim."""
    claims = record.tables["worker_claims"]
    return [
        choice("iso3", record.tables["jurisdictions"]["iso3"].tolist(), None, aliases(record)),
        choice("measure", list(MEASURE_WORDS), "present"),
        span("years", *claim_years(claims)),
        choice("sector", sorted(claims["sector"].unique()), None),
        choice("region", list(host_map.REGIONS), "world"),
        flag("lines", True),
        choice("claim", claims["claim_id"].tolist(), None),
    ]


def controls(names: pd.Series, claims: pd.DataFrame, years: tuple[int, int]) -> None:
    """What is counted, in which years and sector, and which part of the world is shown."""
    sectors = sorted(claims["sector"].unique())
    keep_choice("sector", sectors)
    measure, period, sector, region, place = st.columns([1.1, 1.9, 1, 1.1, 1.35], gap="small")
    measure.selectbox(
        "What is counted", list(MEASURE_WORDS), key="measure", format_func=lambda m: MEASURE_WORDS[m].capitalize()
    )
    with period.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        step_button("The years before", "chevron_left", years, -1)
        st.slider("About the years", *years, key="years")
        step_button("The next years", "chevron_right", years, 1)
    sector.selectbox(
        "Sector", sectors, index=None, key="sector", placeholder="Every sector", format_func=lambda s: s.capitalize()
    )
    region.selectbox("Part of the world", list(host_map.REGIONS), key="region", format_func=REGION_WORDS.get)
    place.selectbox(
        "Find a place",
        sorted(names.index, key=lambda iso3: names[iso3]),
        index=None,
        key="iso3",
        format_func=lambda iso3: " · ".join([f"{names[iso3]} ({iso3})", *other_names(iso3)]),
        placeholder="Name, code, 한국어, 中文",
    )


def step_button(label: str, icon: str, ends: tuple[int, int], step: int) -> None:
    """A button that moves the years on; from all years it goes through them one by one."""
    st.button(
        label,
        key=f"years_{icon}",
        icon=f":material/{icon}:",
        on_click=lambda: put("years", next_years(st.session_state["years"], ends, step)),
        help=f"{label}: one year at a time from the whole period, which comes back at the end",
    )


def draw_map(
    page: Page, status: pd.DataFrame, selected: pd.DataFrame, span: pd.DataFrame, anchors: pd.DataFrame
) -> None:
    """The map of statuses and rings; a click chooses a place."""
    measure, years = st.session_state["measure"], st.session_state["years"]
    names, region = status.set_index("iso3")["name"], st.session_state["region"]
    hosts = status[status["iso3"] != "PRK"]
    after = status["iso3"].isin(host_map.places_in(anchors, region)) & status["status"].eq("reported_after_deadline")
    listed = page.record.tables["jurisdictions"]["listed_in_2018_advisory"].eq("yes").sum()
    count_listed = advisory_words(advisory_counts(page.record))
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
        + (f"Listed in 2018: {count_listed}; {listed} confirmed by name here." if count_listed else ""),
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


def place_facts(record: Record, chosen: str, row: pd.Series, about: pd.Series | None) -> None:
    """What the claims of the selection say of one place together, and its status with the rule that decided it."""
    sectors = host_sectors(record)
    table = record.tables["jurisdictions"].set_index("iso3")
    is_listed = table["listed_in_2018_advisory"].eq("yes").fillna(False)[chosen]
    told = {f"Lowest to highest, {MEASURE_WORDS[st.session_state['measure']]}": "no claim in this selection"}
    if about is not None:
        told = {
            next(iter(told)): span_words(about) + (" (of a part only)" if about["is_part"] else ""),
            "Claims": f"{about['n_claims']} by {plural(int(about['n_sources']), 'source')}",
            "Newest": f"about {date_words(about['newest_as_of'])}, published {date_words(about['newest_published'])}",
            "Best grade": f"{about['best_grade']}, {GRADE_WORDS[about['best_grade']]}",
        }
    facts(
        told
        | {
            "Status": STATUS_WORDS[row["status"]],
            "Why": row["rule"],
            "Sectors": ", ".join(sorted(sectors.loc[sectors["iso3"] == chosen, "sector"].unique())) or "none named",
            "Listed in 2018": "confirmed by name" if is_listed else "not confirmed here, which is not a no",
        }
    )


def panel(record: Record, row: pd.Series, about: pd.Series | None) -> None:
    """The chosen place beside the map: its facts, and the way back to all places."""
    with st.container(key="panel"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.header(plain(row["name"]), anchor=False)
            st.button("All places", icon=":material/close:", key="all_places", on_click=put, args=("iso3", None))
        place_facts(record, row["iso3"], row, about)


def profile(page: Page, claims: pd.DataFrame, selected: pd.DataFrame, row: pd.Series, about: pd.Series | None) -> None:
    """Everything the record says of one place: claims in time, all claims, one claim to quote, events."""
    chosen, measure = row["iso3"], st.session_state["measure"]
    here = claims[claims["iso3"] == chosen]
    in_time = selected[selected["iso3"] == chosen]
    if len(in_time):
        st.checkbox("Show resolutions and the deadline", key="lines")
        chart(
            claims_in_time.claims_in_time(
                in_time,
                palette=palette(),
                columns=200,
                lines=turning_points(page.record) if st.session_state["lines"] else [],
                words=words(
                    page.record,
                    in_time,
                    title=worker_ranges.finding(in_time, row["name"], measure, about),
                    subtitle=f"Claims about {MEASURE_WORDS[measure]}, a lane a publisher, at the time they are about; "
                    "one scale: bars are ranges, arrows open ends, dots single figures",
                    counted=f"Counted: {MEASURE_WORDS[measure]} as each source counts them.",
                ),
            ),
            key="in_time",
            on_select=partial(selected_customdata, "in_time", "claim"),
            selection_mode="points",
            alt=f"Chart of {plural(len(in_time), 'claim')} about {MEASURE_WORDS[measure]} in {row['name']} in time, "
            f"by {plural(in_time['publisher'].nunique(), 'publisher')}"
            + (f", {span_words(about)}." if about is not None else "."),
        )
        if st.session_state["lines"]:
            event_table(
                turning_point_events(page.record), caption="The days drawn as lines, and their documents", key="days"
            )
    if len(here):
        said = [MEASURE_WORDS[code] for code in MEASURE_WORDS if code in set(here["measure"])]
        chart(
            worker_ranges.worker_ranges(
                here,
                palette=palette(),
                columns=200,
                words=words(
                    page.record,
                    here,
                    title=f"{row['name']}: {plural(len(here), 'claim')} by "
                    f"{plural(here['publisher'].nunique(), 'publisher')}, each under what it counts",
                    subtitle=(
                        f"{len(said)} different things are counted, each under its own heading, not to be compared "
                        "or added; "
                        if len(said) > 1
                        else ""
                    )
                    + "newest first; bars are ranges, arrows open ends, dots "
                    "single figures",
                    counted=f"Counted: {', '.join(said)}, as each source counts.",
                ),
            ),
            key="ranges",
            on_select=partial(selected_customdata, "ranges", "claim"),
            selection_mode="points",
            alt=f"Range chart of all {plural(len(here), 'claim')} about {row['name']}, the newest: "
            + "; ".join(range_words(r["low"], r["high"]) for _, r in here.tail(3).iterrows())
            + ".",
        )
        said_without_number(here)
        quote_claim(
            page.record,
            here,
            lambda row: f"{row['publisher']}, {time_words(row)}: {claim_words(row)} {MEASURE_WORDS[row['measure']]}",
        )
    happened = events_in(events(page.record), chosen)
    if len(happened):
        event_table(happened.iloc[::-1], caption=f"Events concerning {row['name']}", key="host_events")
        st.page_link(
            "pages/timeline.py",
            label=f"{plain(row['name'])} on the timeline",
            icon=":material/timeline:",
            query_params={"iso3": chosen},
        )


def event_table(rows: pd.DataFrame, *, caption: str, key: str) -> None:
    """Events with their documents."""
    claim_table(rows.assign(when=rows["date"].map(date_words)), EVENT_COLUMNS, caption=caption, key=key)


def main() -> None:
    """The map with its list, then one place or the claims behind the map."""
    page = begin(
        "host_countries", "Host countries", "Where are DPRK workers reported, how many, by whom and when?", params
    )
    claims, status = worker_claims(page.record), statuses(page.record)
    names = status.set_index("iso3")["name"]
    if claims.empty:
        st.info("No claim about workers was known on that day; that is not zero. Choose a later day.")
        page.end()
        return
    controls(names, claims, page.ends("years"))
    measure, chosen = st.session_state["measure"], st.session_state["iso3"]
    selected = select_worker_claims(
        claims,
        measure=measure,
        years=None if st.session_state["years"] == page.ends("years") else st.session_state["years"],
        sector=st.session_state["sector"],
    )
    regions = page.record.tables["jurisdictions"][["iso3", "region"]]
    anchors = load_anchors().merge(regions, on="iso3", how="left")
    in_view = host_map.places_in(anchors, st.session_state["region"])
    selected = selected[selected["iso3"].isin(in_view | {chosen})]
    span = spans_of_places(selected)
    rows_of_chosen = status[status["iso3"] == chosen], span[span["iso3"] == chosen]
    row, about = (rows.iloc[0] if len(rows) else None for rows in rows_of_chosen)
    left, right = st.columns([2.6, 1], gap="medium")
    with left:
        draw_map(page, status, selected, span, anchors)
    with right:
        if row is not None:
            panel(page.record, row, about)
        list_places(span, status, anchors)
    if row is None:
        st.info(
            "Choose a place on the map, in the list or by name to see every claim about it.",
            icon=":material/touch_app:",
        )
        shown, name = selected.sort_values(["iso3", "as_of_start_first"], ascending=[True, False]), "host-countries"
    else:
        profile(page, claims, selected, row, about)
        shown, name = claims[claims["iso3"] == chosen], f"host-{chosen}"
    if len(shown):
        claim_table(shown, None, caption=f"The {plural(len(shown), 'claim')} behind this page", key="host_claims")
        downloads(page.record, shown, name=name, tables=("worker_claims", "sources", "jurisdictions"))
    page.end()


main()
