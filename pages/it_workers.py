"""How many DPRK IT workers are there, where, what do they earn, whom did they deceive, and what came of it?"""

from functools import partial

import pandas as pd
import streamlit as st

from charts import claim_ranges, it_cases
from charts.theme import (
    IT_MEASURE_WORDS,
    UNIT_WORDS,
    claim_kind,
    claim_words,
    date_words,
    is_missing,
    plural,
)
from links.params import Param, choice
from links.state import put
from loaders.it_workers import PROGRAMME, it_events, it_worker_claims, places, select_topic, topics, whole
from loaders.summaries import spans
from loaders.tables import Record
from pages._parts import (
    Page,
    begin,
    chart,
    claim_card,
    claim_table,
    downloads,
    facts,
    keep_choice,
    palette,
    plain,
    said_without_number,
    selected_customdata,
    words,
)

SUBJECT_WORDS = {
    "numbers": "How many",
    "income": "Income",
    "pay": "Pay and what is withheld",
    "companies": "Companies deceived",
    "identities": "Identities",
    "laptops": "Laptop farms",
    "seizures": "Seizures and sums ordered",
}
WORLDWIDE = "Worldwide, or place not stated"
VIEWS = {"claims": "What sources say", "places": "Where they are said to be", "cases": "Cases in time"}
COUNTED = (
    "Counted: {what}, in {unit}, as each source counts; single cases can overlap and are never added. "
    "The yearly income of the whole programme is a topic of its own."
)


def params(record: Record) -> list[Param]:
    """The view; in it what is counted and one claim, or one event."""
    claims = pd.concat([it_worker_claims(record), select_topic(record, PROGRAMME, "usd_per_year")])
    return [
        choice("view", list(VIEWS), "claims"),
        choice("measure", topics(record)["topic"].tolist(), "it_workers_abroad"),
        choice("claim", claims["claim_id"].tolist(), None),
        choice("event", it_events(record)["event_id"].tolist(), None),
    ]


def choose_topic(page: Page) -> pd.Series:
    """The switch of what is counted, by subject; no two units under one choice."""
    known = topics(page.record).set_index("topic", drop=False)
    first = known.drop_duplicates("subject").set_index("subject")["topic"]
    st.session_state["subject"] = known.loc[st.session_state["measure"], "subject"]
    st.segmented_control(
        "Subject",
        list(SUBJECT_WORDS),
        key="subject",
        required=True,
        label_visibility="collapsed",
        format_func=SUBJECT_WORDS.get,
        on_change=lambda: put("measure", first[st.session_state["subject"]]),
    )
    of_subject = known[known["subject"] == st.session_state["subject"]]
    st.pills(
        "What is counted",
        of_subject["topic"].tolist(),
        key="measure",
        required=True,
        label_visibility="collapsed",
        format_func=lambda topic: f"{topic_words(known.loc[topic])} ({known.loc[topic, 'n_claims']})",
    )
    return known.loc[st.session_state["measure"]]


def topic_words(topic: pd.Series) -> str:
    """What a topic counts; where a measure has two units, with the unit's time."""
    name = IT_MEASURE_WORDS[topic["measure"]]
    name = name[0].upper() + name[1:]
    return name if topic["topic"] == topic["measure"] else f"{name}, a {topic['topic'].rsplit('-', 1)[1]}"


def _said(claims: pd.DataFrame, numbered: int, of_whole: int) -> str:
    """How many claims there are, how many of them name a number, and how many of these are about one place only."""
    said = plural(len(claims), "claim")
    said += f", {numbered} with a number" if numbered < len(claims) else ""
    return said + (f", {numbered - of_whole} of them about one place only" if 0 < of_whole < numbered else "")


def show_claims(page: Page) -> None:
    """The claims about one thing in one unit: ranges by source, those without a number as text, one in detail."""
    topic = choose_topic(page)
    claims = select_topic(page.record, topic["measure"], topic["unit"])
    if claims.empty:
        st.info(
            "No claim about this was known on that day; that is not zero. Choose a later day or something else.",
            icon=":material/event_busy:",
        )
        return
    unit, what = UNIT_WORDS.get(topic["unit"], topic["unit"]), topic_words(topic)
    is_number, kind = topic["subject"] == "numbers", claim_kind(topic)
    place = claims["name"].fillna(WORLDWIDE)
    heads = {name: name for name in sorted(place.unique(), key=lambda name: (name != WORLDWIDE, name))}
    is_case = topic["subject"] not in ("numbers", "pay") and topic["measure"] != PROGRAMME
    claims = claims.assign(group=place, detail=claims["title"] if is_case else pd.NA)
    span = spans((whole(claims) if is_number else claims).assign(all="all"), by="all").iloc[0]
    by = unit.removeprefix("US dollars").strip() if kind == "money" else ""
    title = claim_ranges.finding(span, what.split(",")[0], kind=kind, by=by)
    chart(
        claim_ranges.claim_ranges(
            claims,
            palette=palette(),
            kind=kind,
            unit=unit,
            heads=heads if is_number and len(heads) > 1 else None,
            columns=200,
            words=words(
                page.record,
                claims,
                title=title,
                subtitle=f"{_said(claims, int(topic['n_numbered']), int(span['n_numbered']))}, by source and time; "
                "bars are ranges, arrows open ends, dots single figures",
                counted=COUNTED.format(what=IT_MEASURE_WORDS[topic["measure"]], unit=unit),
            ),
        ),
        key="it_claims",
        alt=f"Range chart of {plural(int(topic['n_numbered']), 'claim')} with a number. {title}.",
        on_select=partial(selected_customdata, "it_claims", "claim"),
        selection_mode="points",
    )
    said_without_number(claims)
    choose_claim(page, claims)
    claim_table(claims, None, caption=f"The {plural(len(claims), 'claim')}: {what}", key="it_claim_rows")
    downloads(
        page.record,
        claims.drop(columns=["name"]),
        name=f"it-{topic['topic']}".replace("_", "-"),
        tables=("it_worker_claims", "revenue_claims", "sources"),
    )


def choose_claim(page: Page, claims: pd.DataFrame) -> None:
    """One claim with everything about it, and its citation to copy."""
    keep_choice("claim", claims["claim_id"].tolist())
    by_id = claims.set_index("claim_id", drop=False)
    st.selectbox(
        "One claim in detail, with a citation to copy",
        claims["claim_id"].tolist(),
        index=None,
        key="claim",
        placeholder="Click a mark, or choose a claim",
        format_func=lambda claim: f"{claim_words(by_id.loc[claim])}: {by_id.loc[claim, 'publisher']}",
    )
    if (chosen := st.session_state["claim"]) is not None:
        claim_card(page.record, by_id.loc[chosen])


def show_places(page: Page) -> None:
    """Where IT workers are said to be: a list, since hardly any place has a number of its own."""
    rows = places(page.record)
    if rows.empty:
        st.info("No place was named by that day; that is not none. Choose a later day.", icon=":material/event_busy:")
        return
    numbered = rows[rows["measure"].eq("it_workers_abroad") & (rows["low"].notna() | rows["high"].notna())]
    with_number = numbered["name"].unique().tolist()
    st.header(f"{plural(rows['iso3'].nunique(), 'place')} named as hosts of IT workers", anchor=False)
    st.markdown(
        f"Only for {plain(' and '.join(with_number))} does a source say how many are there, "
        "so this is a list and no map."
        if with_number
        else "No source says how many are in any of them, so this is a list and no map."
    )
    countries = select_topic(page.record, "host_countries", "countries")
    for _, row in countries.iterrows():
        says = f"{row['publisher']}, {date_words(row['as_of_end'])}: {claim_words(row)} countries."
        st.markdown(plain(says if is_missing(row["note"]) else f"{says} {row['note']}"))
    in_words = rows.assign(
        what=[place_words(row) for _, row in rows.iterrows()], when=rows["published"].map(date_words)
    )
    claim_table(
        in_words,
        {
            "name": "Place",
            "what": "What the source says",
            "publisher": "Publisher",
            "source_title": "Document",
            "when": "Published",
            "grade": "Grade",
            "note": "Note",
        },
        caption=f"Where IT workers are said to be: {plural(len(rows), 'row')} of the record",
        key="it_places",
    )
    downloads(
        page.record,
        rows,
        name="it-places",
        tables=("it_worker_claims", "host_sectors", "events", "sources", "jurisdictions"),
    )


def place_words(row: pd.Series) -> str:
    """What one row says of a place."""
    if row["row_kind"] == "event":
        return str(row["says"])
    if row["row_kind"] == "sector":
        return "Names information technology as a sector of DPRK workers there."
    what = IT_MEASURE_WORDS[row["measure"]]
    return f"{what[0].upper()}{what[1:]}: {claim_words(row)}"


def show_cases(page: Page) -> None:
    """What governments and courts did, in time; one event in detail."""
    rows = it_events(page.record)
    if rows.empty:
        st.info("No case was known on that day. Choose a later day.", icon=":material/event_busy:")
        return
    keep_choice("event", rows["event_id"].tolist())
    years = f"{rows['date_first'].min().year} to {rows['date_last'].max().year}"
    chart(
        it_cases.it_cases(
            rows,
            palette=palette(),
            chosen=st.session_state["event"],
            columns=200,
            words=words(
                page.record,
                rows,
                title=it_cases.finding(rows),
                subtitle=f"{plural(len(rows), 'event')}, {years}, by kind; "
                "a line is the time that an imprecise date covers",
                counted="Counted: events of the record that speak of IT workers, and designations, charges, pleas and "
                "sentences tied to a claim about them. Charges are allegations.",
            ),
        ),
        key="it_cases",
        alt=f"Strip chart of {plural(len(rows), 'event')} about IT workers, {years}. {it_cases.finding(rows)}.",
        on_select=partial(selected_customdata, "it_cases", "event"),
        selection_mode="points",
    )
    by_id = rows.set_index("event_id")
    st.selectbox(
        "One event in detail",
        rows["event_id"].tolist()[::-1],
        index=None,
        key="event",
        placeholder="Click a mark, or choose an event",
        format_func=lambda event: f"{date_words(by_id.loc[event, 'date'])}: {by_id.loc[event, 'title']}",
    )
    if (chosen := st.session_state["event"]) is not None:
        row = by_id.loc[chosen]
        st.header(plain(row["title"]), anchor=False)
        facts(
            {
                "When": date_words(row["date"]),
                "What happened": row["summary"],
                "Who": row["actors"],
                "Publisher": row["publisher"],
                "Title": row["source_title"],
                "Published": date_words(row["published"]),
                "Grade": row["grade"],
            },
            link=row["url"],
        )
    claim_table(
        rows.iloc[::-1].assign(when=rows["date"].map(date_words), lane_words=rows["lane"].map(it_cases.lane_of)),
        {
            "when": "Date",
            "lane_words": "Kind",
            "title": "What happened",
            "summary": "Summary",
            "publisher": "Publisher",
            "source_title": "Document",
            "grade": "Grade",
        },
        caption=f"The {plural(len(rows), 'event')}, newest first",
        key="it_events",
    )
    downloads(page.record, rows, name="it-cases", tables=("events", "sources"))


page = begin(
    "it_workers",
    "IT workers",
    "How many DPRK IT workers are there, where, what do they earn, whom did they deceive, and what came of it?",
    params,
)
# What was not known on the reader's day stays out of the address too, whichever view is open.
keep_choice(
    "claim",
    [option for table in ("it_worker_claims", "revenue_claims") for option in page.record.tables[table]["claim_id"]],
)
keep_choice("event", page.record.tables["events"]["event_id"].tolist())
st.segmented_control(
    "View", list(VIEWS), key="view", required=True, label_visibility="collapsed", format_func=VIEWS.get
)
{"claims": show_claims, "places": show_places, "cases": show_cases}[st.session_state["view"]](page)
page.end()
