"""What happened when, from the first sanctions resolution to today?"""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from charts import event_lanes
from charts.event_lanes import LANE_WORDS, event_time_words, event_title
from charts.theme import GRADE_WORDS, date_words, is_missing, plural
from charts.year_strip import strip_finding, year_strip
from exports.citations import attribution_citation, event_citation
from links.params import Param, choice, choices, span
from links.params import words as free_text
from loaders.places import aliases, other_names
from loaders.tables import Record
from loaders.thefts import attributions
from loaders.timeline import (
    FIRST_YEAR,
    THEFT,
    deadline,
    lane_meanings,
    select_events,
    thefts_by_year,
    timeline_events,
    workers_of,
)
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
    said_without_number,
    selected_customdata,
    table_of,
    words,
)

COLUMNS = {
    "when": "Date",
    "kind": "Kind",
    "title": "What happened",
    "summary": "Summary",
    "publisher": "Publisher",
    "source_title": "Document",
    "grade": "Grade",
}
LARGEST = "thefts of $100 million or more that somebody attributes to the DPRK formally, or two assess alike"
OVER = {"theft": "Theft by year", "russia": "Workers in Russia"}


def params(record: Record) -> list[Param]:
    """Years, kinds of events, a place, words to search for, what is shown beneath, one event."""
    places = record.tables["jurisdictions"]["iso3"].tolist()
    events = [*record.tables["events"]["event_id"], *record.tables["incidents"]["incident_id"]]
    return [
        span("years", FIRST_YEAR, date.today().year),
        choices("lane", list(LANE_WORDS)),
        choice("iso3", places, None, aliases(record)),
        free_text("q"),
        choices("over", list(OVER)),
        choice("event", events, None),
    ]


def controls(page: Page, rows: pd.DataFrame) -> None:
    """What may be chosen, in one row."""
    names = page.record.tables["jurisdictions"].set_index("iso3")["name"]
    concerned = set(";".join(rows["iso3_list"].dropna()).split(";"))
    counts = rows["lane"].value_counts()
    years, kinds, place, text, over = st.columns([2, 2.2, 2, 1.7, 2.5], gap="medium", vertical_alignment="bottom")
    years.slider("Years", FIRST_YEAR, date.today().year, key="years")
    kinds.multiselect(
        "Kinds of events",
        list(LANE_WORDS),
        key="lane",
        placeholder="All kinds",
        format_func=lambda lane: f"{LANE_WORDS[lane]} ({counts.get(lane, 0)})",
    )
    place.selectbox(
        "Place",
        sorted((code for code in names.index if code in concerned), key=lambda code: names[code]),
        index=None,
        key="iso3",
        placeholder="All places",
        format_func=lambda code: " · ".join([f"{names[code]} ({code})", *other_names(code)]),
    )
    text.text_input("Words in it", key="q", placeholder="For example: Lazarus")
    over.multiselect("Show beneath", list(OVER), key="over", placeholder="Nothing", format_func=OVER.get)


def show_chart(page: Page, rows: pd.DataFrame) -> None:
    """The lanes."""
    title, (first, last) = event_lanes.finding(rows), st.session_state["years"]
    subtitle = (
        f"{plural(len(rows), 'event')}, {first} to {last}. A stroke is a day, a bar the time that a less exact date "
        f"covers. {event_lanes.COLOUR_WORDS}"
    )
    figure = event_lanes.event_lanes(
        rows,
        palette=palette(),
        columns=200,
        chosen=st.session_state["event"],
        years=(first, last),
        deadline=deadline(page.record),
        words=words(
            page.record,
            rows,
            title=title,
            subtitle=subtitle,
            counted="Counted: events of the record, each in one lane, and thefts of $100 million or more that somebody "
            "attributes formally or two assess alike; the record is a choice, not everything that happened. Charges "
            "are allegations.",
        ),
    )
    chart(
        figure,
        key="timeline",
        alt=f"Timeline of {plural(len(rows), 'event')} in {plural(rows['lane'].nunique(), 'lane')}, {first} to {last}. "
        f"{title}.",
        on_select=partial(selected_customdata, "timeline", "event"),
        selection_mode="points",
    )


def show_beneath(page: Page) -> None:
    """Claims about the same years, each kind on an axis of its own under the lanes."""
    years, over = tuple(st.session_state["years"]), st.session_state["over"]
    if "theft" in over:
        rows = thefts_by_year(page.record, years)
        show_strip(page, rows, "theft", "Stolen in a year", "US dollars stolen in a year, by publisher", "theft_totals")
    if "russia" in over:
        rows = workers_of(page.record, "RUS", years)
        show_strip(page, rows, "russia", "Workers present in Russia", "Workers present in Russia", "worker_claims")


def show_strip(page: Page, rows: pd.DataFrame, name: str, what: str, axis: str, table: str) -> None:
    """One kind of claims with the rows behind it."""
    kind, (first, last) = "money" if table == "theft_totals" else "count", st.session_state["years"]
    title = strip_finding(rows, what, kind=kind)
    counted = (
        "Counted: what each publisher now says DPRK actors stole in a whole year; never added to single thefts."
        if kind == "money"
        else "Counted: claims of workers present at a time, the whole of Russia before its parts; one about no stated "
        "time is left out."
    )
    figure = year_strip(
        rows,
        kind=kind,
        what="stolen" if kind == "money" else "workers present",
        axis_title=axis,
        years=(first, last),
        palette=palette(),
        columns=200,
        words=words(
            page.record,
            rows,
            title=title,
            subtitle=f"{plural(len(rows), 'claim')}, {first} to {last}. A bar goes from low to high, a dot is a single "
            "figure, an arrow an open end. Within a year claims stand side by side, whatever their day.",
            counted=counted,
        ),
    )
    chart(figure, key=f"timeline_{name}", alt=f"{plural(len(rows), 'claim')} by year, {first} to {last}. {title}.")
    if rows.empty:
        return
    with st.expander(f"{OVER[name]}: the {plural(len(rows), 'claim')} behind it"):
        said_without_number(rows)
        claim_table(rows, None, caption=f"{what}: {plural(len(rows), 'claim')}", key=f"timeline_{name}_rows")
        downloads(page.record, rows, name=f"timeline-{name}", tables=(table, "sources"))


def show_event(page: Page, rows: pd.DataFrame) -> None:
    """One event with its document, and the citation to copy."""
    by_id = rows.set_index("event_id", drop=False)
    label = {row["event_id"]: f"{event_time_words(row)}: {event_title(row)}" for _, row in rows.iterrows()}
    st.selectbox(
        "One event in detail, with a citation to copy",
        rows["event_id"].tolist()[::-1],
        index=None,
        key="event",
        placeholder="Click a mark, or choose an event",
        format_func=lambda event: label[event],
    )
    if (chosen := st.session_state["event"]) is None:
        return
    row, names = by_id.loc[chosen], page.record.tables["jurisdictions"].set_index("iso3")["name"]
    codes = [] if is_missing(row["iso3_list"]) else str(row["iso3_list"]).split(";")
    st.header(plain(event_title(row)), anchor=False)
    facts(
        {
            "When": event_time_words(row),
            "Kind": LANE_WORDS[row["lane"]],
            "What happened": row["summary"],
            "Who": row["actors"],
            "Places": ", ".join(str(names.get(code, code)) for code in codes) or None,
            "Publisher": row["publisher"],
            "Title": row["source_title"],
            "Published": date_words(row["published"]),
            "Grade": f"{row['grade']}, {GRADE_WORDS[str(row['grade'])]}",
        },
        link=row["url"],
    )
    if row["lane"] == THEFT:
        show_attributions(page, row)
    else:
        st.code(event_citation(row, page.record.version), language=None, wrap_lines=True)


def show_attributions(page: Page, theft: pd.Series) -> None:
    """Who attributes a theft, each to copy, and the way to all that is said of it."""
    said = attributions(page.record)
    said = said[said["incident_id"] == theft["event_id"]].assign(victim=theft["title"])
    cited = [attribution_citation(row, page.record.version) for _, row in said.iterrows()]
    st.code("\n\n".join(cited), language=None, wrap_lines=True)
    query = {"view": "incidents", "attribution": "any", "incident": str(theft["event_id"])}
    st.page_link("pages/crypto_theft.py", label="All that is said of this theft", query_params=query)


def show_table(page: Page, rows: pd.DataFrame) -> None:
    """The same events as a table, newest first, and as a file."""
    said = rows.iloc[::-1].assign(
        when=[event_time_words(row) for _, row in rows.iloc[::-1].iterrows()],
        kind=rows["lane"].map(LANE_WORDS),
        title=[event_title(row) for _, row in rows.iloc[::-1].iterrows()],
    )
    claim_table(said, COLUMNS, caption=f"The {plural(len(rows), 'event')}, newest first", key="timeline_rows")
    downloads(page.record, rows.iloc[::-1], name="timeline", tables=("events", "incidents", "sources"))
    with st.expander("What each lane holds"):
        meanings = lane_meanings(page.record) | {THEFT: LARGEST}
        table_of(
            [(LANE_WORDS[lane], meanings[lane]) for lane in LANE_WORDS], ("Lane", "It holds"), caption="Kinds of events"
        )


def loosen(known: int) -> str:
    """What to change when no event is left."""
    if not known:
        return "No event of the record was known on that day; that is not none. Choose a later day."
    state, tried = st.session_state, []
    if state["q"]:
        tried.append("fewer or other words")
    if state["iso3"]:
        tried.append("all places")
    if state["lane"]:
        tried.append("more kinds of events")
    return f"No event matches, which is not proof that nothing happened. Try {' or '.join([*tried, 'more years'])}."


page = begin("timeline", "Timeline", "What happened when, from the first sanctions resolution to today?", params)
every = timeline_events(page.record)
keep_choice("iso3", page.record.tables["jurisdictions"]["iso3"].tolist())
keep_choice("event", every["event_id"].tolist())
controls(page, every)
state = st.session_state
shown = select_events(every, tuple(state["years"]), state["lane"], state["iso3"], state["q"])
keep_choice("event", shown["event_id"].tolist())
if shown.empty:
    st.info(loosen(len(every)), icon=":material/filter_alt_off:")
else:
    show_chart(page, shown)
    show_beneath(page)
    show_event(page, shown)
    show_table(page, shown)
page.end()
