"""Where stolen assets went, and what is known of their recovery."""

from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from charts import money_trail, theft_outcomes
from charts.theme import date_words, money, plural, range_words
from loaders.summaries import select_incidents
from loaders.thefts import attributions, incident_rows, incident_sums, incidents, laundering, outcomes, with_services
from loaders.thefts import theft_totals as total_claims
from pages._crypto_theft.quoting import WENT, choose_event, event_words, pick
from pages._crypto_theft.selection import nothing, which_count
from pages._crypto_theft.sums import show_sums
from pages._parts import Page, chart, claim_table, downloads, palette, plain, words

TRAIL = {"kind": "By kind", "service": "By service"}


def show_money(page: Page) -> None:
    """Where stolen assets went, in time and by kind or service; what is known to be back; publishers' totals of it."""
    events = laundering(page.record)
    if events.empty:
        nothing("event")
        return
    st.markdown(plain(money_trail.NOT_ADDED))
    st.segmented_control("Lanes", list(TRAIL), key="trail", required=True, format_func=TRAIL.__getitem__)
    show_trail(page, events)
    show_outcomes(page)
    show_claims_of_money(page)


def show_trail(page: Page, events: pd.DataFrame) -> None:
    """Every event in time, in lanes by kind, or by the services that two or more events name."""
    title, subtitle = money_trail.finding(events), f"{plural(len(events), 'event')} by kind; "
    lanes, drawn, by = money_trail.KIND_WORDS, events, "kind"
    if st.session_state["trail"] == "service":
        once = "once"
        drawn = with_services(events)
        often = drawn["named_service"].value_counts()
        drawn, by = drawn.assign(named_service=drawn["named_service"].fillna(once)), "named_service"
        lanes = {name: name for name in often.index} | {once: "Named by one event each"}
        subtitle = (
            f"{plural(len(events), 'event')}; a lane for each service that two or more name, and an event stands "
        )
        subtitle += "in the lane of each with its whole amount; "
    lane = TRAIL[st.session_state["trail"]].lower()
    chart(
        money_trail.money_trail(
            drawn,
            by=by,
            lanes=lanes,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                events,
                title=title,
                subtitle=f"{subtitle}the area of a disc follows the amount, a tick names no amount",
                counted="Counted: single events that a source reports, in dollars of the time. "
                f"{money_trail.without_amount(events)} {money_trail.NOT_ADDED}",
            ),
        ),
        key="money",
        alt=f"Strip chart of {plural(len(events), 'event')} in time, {lane}. {title}.",
        on_select=partial(pick, page, "money", "event"),
        selection_mode="points",
    )
    named_rows = events.merge(page.record.tables["incidents"][["incident_id", "victim"]], on="incident_id", how="left")
    choose_event(page, named_rows)
    with st.expander(f"The {plural(len(events), 'event')} and who reports them"):
        claim_table(
            event_words(named_rows.iloc[::-1].assign(kind=named_rows["kind"].map(money_trail.KIND_WORDS))),
            {"when": "Date", "kind": "What", "service": "Service or body", "victim": "Theft", **WENT},
            caption=f"The {plural(len(events), 'event')}",
            key="events",
        )
    downloads(page.record, named_rows, name="laundering", tables=("laundering", "incidents", "sources"))


def show_outcomes(page: Page) -> None:
    """Stolen, recovered and net, for the thefts of which a recovered or frozen sum is known; for the rest unknown."""
    st.header("Stolen, recovered, net", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        names = theft_outcomes.OUTCOME_WORDS
        st.segmented_control("Shown", list(names), key="outcome", required=True, format_func=names.__getitem__)
    outcome: Literal["stolen", "recovered", "net"] = st.session_state["outcome"]
    said = attributions(page.record)
    thefts = incident_rows(select_incidents(incidents(page.record), said, st.session_state["attribution"]), said)
    if thefts.empty:
        nothing("theft that counts this way")
        return
    show_sums(incident_sums(thefts))
    known = thefts[thefts["recovered_or_frozen"].notna()]
    rows = outcomes(known.assign(stolen_low=known["low"], stolen_high=known["high"]), outcome)
    title = theft_outcomes.finding(outcome, len(rows), len(thefts))
    documents = said[said["incident_id"].isin(rows["incident_id"])]
    chart(
        theft_outcomes.theft_outcomes(
            rows,
            outcome,
            palette=palette(),
            columns=200,
            words=words(
                page.record,
                documents,
                title=title,
                subtitle=f"{names[outcome]}, US dollars of the time; grey: what was stolen, as a range",
                counted="Counted: one reported sum a theft, recovered, frozen or named in a forfeiture action, never "
                f"several added. Not drawn: {plural(len(thefts) - len(rows), 'theft')} without one; unknown, not zero.",
            ),
        ),
        key="outcomes",
        alt=f"Range chart of {plural(len(rows), 'theft')}: {names[outcome].lower()}. {title}.",
    )
    stolen = [range_words(r["stolen_low"], r["stolen_high"], kind="money") for _, r in rows.iterrows()]
    net = outcomes(known, "net")
    claim_table(
        rows.assign(
            when=rows["date"].map(date_words),
            figure=stolen,
            back=[money(float(value)) for value in rows["recovered_or_frozen"]],
            left=[range_words(r["low"], r["high"], kind="money") for _, r in net.iterrows()],
        ).iloc[::-1],
        {"when": "Date", "victim": "Victim", "figure": "Stolen", "back": "Recovered or frozen", "left": "Net"}
        | {"note": "Note"},
        caption=f"The {plural(len(rows), 'theft')} with a recovered or frozen sum",
        key="outcome_rows",
    )
    downloads(page.record, known, name="recovered", tables=("incidents",))


def show_claims_of_money(page: Page) -> None:
    """What publishers say in total of sums laundered or recovered: few claims, each about another part."""
    claims = total_claims(page.record)
    rows = claims[claims["measure"].isin(["laundered", "recovered"])]
    if rows.empty:
        return
    st.header("What publishers say in total of laundered and recovered sums", anchor=False)
    claim_table(rows, None, caption=f"{plural(len(rows), 'claim')}, each about another part", key="laundered_claims")
    downloads(page.record, rows, name="laundered-claims", tables=("theft_totals", "sources"))
