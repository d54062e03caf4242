"""Everything the record says of one place."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import claims_in_time, worker_ranges
from charts import figure as go
from charts.marks import KEY
from charts.theme import LIGHT, Palette
from exports.brief import Paper
from exports.briefs import PlaceBrief, place_brief
from links.plain_text import plain
from loaders.codes import WORKER_MEASURES
from pages._host_countries.panel import place_facts
from pages._parts.choosing import quote_claim, selected_customdata, worker_claim_words
from pages._parts.exhibit import chart, words
from pages._parts.files import offer_briefs
from pages._parts.page import Page, palette, view_now
from pages._parts.tables import claim_table, said_without_number
from subjects.events import events, events_in, turning_point_events, turning_points
from words.dates import date_words
from words.numbers import range_words, span_words
from words.text import is_missing, plural

EVENT_COLUMNS = {
    "when": "Date",
    "title": "What happened",
    "summary": "Summary",
    "publisher": "Publisher",
    "source_title": "Document",
    "grade": "Grade",
}


def profile(
    page: Page,
    claims: pd.DataFrame,
    selected: pd.DataFrame,
    row: pd.Series,
    about: pd.Series | None,
    spot: DeltaGenerator,
) -> None:
    """Everything the record says of one place: claims in time, all claims, one claim to quote, events; at `spot` its
    brief."""
    chosen, name = row["iso3"], row["name"]
    in_time, here = selected[selected["place"] == chosen], claims[claims["place"] == chosen]
    draw = partial(in_time_figure, page, in_time, name, about, st.session_state["measure"], st.session_state["lines"])
    if len(in_time):
        show_in_time(page, in_time, name, about)
    with spot:
        offer_brief(page, row, about, in_time, here, draw)
    if len(here):
        show_each(page, here, name)
    show_events(page, chosen, name)


def show_in_time(page: Page, rows: pd.DataFrame, name: str, about: pd.Series | None) -> None:
    """The claims of the selection about a place in time, with the days that changed the rules."""
    measure = st.session_state["measure"]
    st.checkbox("Show resolutions and the deadline", key="lines")
    chart(
        lambda: in_time_figure(page, rows, name, about, measure, st.session_state["lines"], palette()),
        key="in_time",
        rows=rows,
        on_select=partial(selected_customdata, "in_time", "claim"),
        selection_mode="points",
        alt=in_time_words(rows, name, about, measure),
    )
    if st.session_state["lines"]:
        event_table(
            turning_point_events(page.record), caption="Key dates drawn as lines, with their documents", key="days"
        )


def in_time_figure(
    page: Page,
    rows: pd.DataFrame,
    name: str,
    about: pd.Series | None,
    measure: str,
    has_lines: bool,
    colours: Palette,
) -> go.Figure:
    """The claims about a place in time, in a palette of choice: for the screen, and for paper."""
    return claims_in_time.claims_in_time(
        rows,
        palette=colours,
        columns=200,
        lines=turning_points(page.record) if has_lines else [],
        words=words(
            page.record,
            rows,
            title=worker_ranges.finding(name, measure, about),
            subtitle=f"Claims about {WORKER_MEASURES[measure]}, one lane per author, at the time they are about; "
            f"one scale: {KEY}",
            counted=f"Counted: {WORKER_MEASURES[measure]} as each source counts them.",
        ),
    )


def in_time_words(rows: pd.DataFrame, name: str, about: pd.Series | None, measure: str) -> str:
    """What that figure shows, in a sentence."""
    by = plural(rows["author"].nunique(), "author")
    told = f"Chart of {plural(len(rows), 'claim')} about {WORKER_MEASURES[measure]} in {name} in time, by {by}"
    return told + (f", {span_words(about)}." if about is not None else ".")


def offer_brief(
    page: Page,
    row: pd.Series,
    about: pd.Series | None,
    in_time: pd.DataFrame,
    here: pd.DataFrame,
    draw: Callable[[Palette], go.Figure],
) -> None:
    """All of it on two pages of paper."""
    chosen, name, view = row["iso3"], row["name"], view_now(f"host-{row['iso3']}")
    measure = st.session_state["measure"]
    told = place_facts(page.record, chosen, row, about)

    def make(paper: Paper) -> bytes:
        figure = draw(LIGHT).plain() if len(in_time) else None
        brief = PlaceBrief(
            name=name,
            facts=[(label, str(value)) for label, value in told.items() if not is_missing(value)],
            figure=figure,
            alt=in_time_words(in_time, name, about, measure),
            selected=in_time,
            others=here[~here["claim_id"].isin(in_time["claim_id"])],
            happened=events_in(events(page.record), chosen),
            view=view,
        )
        return place_brief(brief, paper=paper)

    offer_briefs(f"Brief of {name}", view.stem(), make, "place")


def show_each(page: Page, rows: pd.DataFrame, name: str) -> None:
    """All claims about a place, grouped by what they count, and one of them to quote."""
    said = [WORKER_MEASURES[code] for code in WORKER_MEASURES if code in set(rows["measure"])]
    chart(
        lambda: worker_ranges.worker_ranges(
            rows,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                rows,
                title=f"{name}: {plural(len(rows), 'claim')} by "
                f"{plural(rows['author'].nunique(), 'author')}, grouped by what they count",
                subtitle=(
                    f"{len(said)} different measures, each under its own heading; they are not compared or added; "
                    if len(said) > 1
                    else ""
                )
                + f"newest first; {KEY}",
                counted=f"Counted: {', '.join(said)}, as each source counts.",
            ),
        ),
        key="ranges",
        claims=rows,
        on_select=partial(selected_customdata, "ranges", "claim"),
        selection_mode="points",
        alt=f"Range chart of all {plural(len(rows), 'claim')} about {name}, the newest: "
        + "; ".join(range_words(r["low"], r["high"]) for _, r in rows.tail(3).iterrows())
        + ".",
    )
    said_without_number(rows, key="ranges")
    quote_claim(page.record, rows, worker_claim_words)


def show_events(page: Page, chosen: str, name: str) -> None:
    """The events that concern a place."""
    happened = events_in(events(page.record), chosen)
    if len(happened):
        event_table(happened.iloc[::-1], caption=f"Events concerning {name}", key="host_events")
        st.page_link(
            "pages/timeline.py",
            label=f"{plain(name)} on the timeline",
            icon=":material/timeline:",
            query_params={"iso3": chosen},
        )


def event_table(rows: pd.DataFrame, *, caption: str, key: str) -> None:
    """Events with their documents."""
    claim_table(rows.assign(when=rows["date"].map(date_words)), EVENT_COLUMNS, caption=caption, key=key)
