"""Which thefts count and which are shown: the controls above them, and what to say when none is left."""

import pandas as pd
import streamlit as st

from links.plain_text import plain
from links.state import held
from loaders.codes import ATTRIBUTOR_KINDS, STRENGTHS, VICTIM_KINDS
from pages._parts.frame import nothing
from pages._parts.page import Page, kept
from subjects.summaries import select_incidents
from subjects.thefts import (
    attributions,
    by_one_source_only,
    filter_incidents,
    incident_sums,
    incidents,
    most_alone,
    named,
)
from words.text import plural

LEAST = {"0": "Any amount", "1": "$1 million", "10": "$10 million", "100": "$100 million"}
MOST = {"1": "$1 million", "10": "$10 million", "100": "$100 million", "any": "Any amount"}
RECOVERED = {"any": "All", "with": "With a sum recovered, seized or frozen", "without": "With none known"}
FILTERS = {
    "least": "the amount",
    "most": "the amount",
    "years": "the years",
    "victim_kind": "the kinds of victim",
    "network": "the network",
    "actor": "the group",
    "by": "who attributes",
    "strength": "the strength",
    "recovered": "what is recovered, seized or frozen",
}
"""The filters of thefts by their name in the link, and what a reader is told to loosen."""


def which_count() -> None:
    """The switch between thefts that count by default and all of them."""
    st.segmented_control(
        "Which thefts count",
        ["default", "any"],
        key="attribution",
        required=True,
        format_func={"default": "Formal, or assessed by two", "any": "Any attribution"}.__getitem__,
        help="Formal: stated by a government, court or law enforcement. Most thefts rest on one researcher's public "
        "list.",
    )


def counted(page: Page) -> pd.DataFrame:
    """The thefts that count."""
    return kept(
        "thefts that count",
        lambda: select_incidents(incidents(page.record), attributions(page.record), st.session_state["attribution"]),
    )


def filtered(page: Page, said: pd.DataFrame) -> pd.DataFrame:
    """The controls above the thefts, and the thefts that they leave."""
    thefts = incidents(page.record)
    codes = kept("names in thefts", lambda: {column: named(thefts[column]) for column in ("network", "actor")})
    for column, known in codes.items():  # what was not known on the reader's day is no choice
        st.session_state[column] = [code for code in st.session_state[column] if code in known]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        st.segmented_control("At least", list(LEAST), key="least", required=True, format_func=LEAST.__getitem__)
        st.segmented_control("At most", list(MOST), key="most", required=True, format_func=MOST.__getitem__)
        n_set = len([name for name in filters_set(page) if name not in ("least", "most")])
        with st.popover(f"More filters ({n_set} set)" if n_set else "More filters"):
            more_filters(page, thefts, codes)
    return kept("thefts shown", lambda: _filtered(thefts, said, codes))


def _filtered(thefts: pd.DataFrame, said: pd.DataFrame, codes: dict[str, dict[str, str]]) -> pd.DataFrame:
    state = st.session_state
    return filter_incidents(
        select_incidents(thefts, said, state["attribution"]),
        years=tuple(state["years"]),
        victim_kinds=state["victim_kind"],
        strengths=state["strength"],
        least=float(state["least"]) * 1e6,
        most=None if state["most"] == "any" else float(state["most"]) * 1e6,
        networks=[codes["network"][code] for code in state["network"]],
        actors=[codes["actor"][code] for code in state["actor"]],
        attributed_by=(state["by"], said),
        recovered=state["recovered"],
    )


def more_filters(page: Page, thefts: pd.DataFrame, codes: dict[str, dict[str, str]]) -> None:
    """The filters that stand behind a button."""
    st.slider("Years", *page.default("years"), key="years")
    pills("Kind of victim", "victim_kind", VICTIM_KINDS)
    for column, label in (("network", "Network"), ("actor", "Group named")):
        stated = int(thefts[column].notna().sum())
        pills(f"{label} (stated for {stated} of {plural(len(thefts), 'theft')})", column, codes[column])
    pills("Attributed by", "by", ATTRIBUTOR_KINDS)
    pills("Firmest attribution", "strength", {name: STRENGTHS[name].capitalize() for name in STRENGTHS})
    st.segmented_control(
        "Recovered, seized or frozen",
        list(RECOVERED),
        key="recovered",
        required=True,
        format_func=RECOVERED.__getitem__,
    )


def pills(label: str, key: str, names: dict[str, str]) -> None:
    """A choice of several, none chosen meaning all."""
    st.pills(label, list(names), key=key, selection_mode="multi", format_func=names.__getitem__)


def filters_set(page: Page) -> list[str]:
    """The names of the filters that are not at their default."""
    return [name for name in FILTERS if held(name) != page.default(name)]


def nothing_left(page: Page) -> None:
    """Say why no theft is shown: none was known, or the filters leave none, and which of them to loosen."""
    if page.record.tables["incidents"].empty:
        nothing("theft")
        return
    loosen = list(dict.fromkeys(FILTERS[name] for name in filters_set(page)))
    count_any = "count any attribution" if st.session_state["attribution"] == "default" else ""
    ways = [f"loosen {', '.join(loosen)}" if loosen else "", count_any]
    st.info(
        f"No theft is left; that is not zero. {', or '.join(way for way in ways if way).capitalize()}.",
        icon=":material/filter_alt_off:",
    )


def say_what_they_rest_on(thefts: pd.DataFrame, said: pd.DataFrame) -> None:
    """How many of some thefts, and of all that `said` attributes, rest on one source only; how many rows are not single
    thefts."""
    if len(thefts):
        st.markdown(kept("what thefts rest on", lambda: _rest_on(thefts, said)))


def _rest_on(thefts: pd.DataFrame, said: pd.DataFrame) -> str:
    n_all, n_one_of_all = said["incident_id"].nunique(), len(by_one_source_only(said))
    said = said[said["incident_id"].isin(thefts["incident_id"])]
    n, n_one, alone = len(thefts), len(by_one_source_only(said)), most_alone(said)
    how_many = f"{n_one:,}" if n_one else "None"
    parts = [f"{how_many} of {plural(n, 'theft')} {'rests' if n_one < 2 else 'rest'} on one source only"]
    if alone is not None:
        whom = "the public list of one researcher" if alone.kind == "independent_researcher" else "one attributor"
        parts[0] += f"; {alone.n:,} rest on {whom} alone, {alone.name}"
    if n < n_all:
        parts.append(f"Of all {plural(n_all, 'theft')} in the record, {n_one_of_all:,} rest on one source only")
    if several := incident_sums(thefts).n_several:
        parts.append(
            f"{plural(several, 'row')} of them {'covers' if several == 1 else 'cover'}, or may cover, several "
            "thefts, so the number of rows is not the number of thefts"
        )
    return plain(". ".join(parts) + ".")
