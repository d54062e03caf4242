"""Where stolen assets went, and what is known of their recovery."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from charts import money_trail, theft_outcomes
from language.messages import Messages, mark, plural, tr
from links.plain_text import plain
from links.state import session
from loaders.codes import OUTCOMES, STEPS, THEFT_MEASURES
from pages._crypto_theft.quoting import WENT, choose_event, event_words
from pages._crypto_theft.selection import counted, which_count, which_words
from pages._crypto_theft.sums import show_sums
from pages._crypto_theft.theft import show_theft
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.files import downloads
from pages._parts.frame import nothing
from pages._parts.page import Page, kept
from pages._parts.tables import claim_table
from subjects.outcomes import Outcome, has_outcome, outcome_marks
from subjects.thefts import incident_rows, laundering, theft_attributions, with_services
from subjects.thefts import theft_totals as total_claims
from words.outcomes import OUTCOME_WORDS
from words.text import listed

TRAIL = Messages({"kind": mark("By kind"), "service": mark("By service")})


def show_money(page: Page) -> None:
    """Where stolen assets went, in time and by kind or service; what is known to be back; publishers' totals of it."""
    events = laundering(page.record)
    if events.empty:
        nothing(tr("No event was known on that day."))
        return
    st.markdown(plain(tr(money_trail.NOT_ADDED)))
    st.segmented_control(
        tr("Lanes"), list(TRAIL), key=session.key("trail"), required=True, format_func=TRAIL.__getitem__
    )
    show_trail(page, events)
    show_outcomes(page, events)
    show_claims_of_money(page)


@dataclass(frozen=True)
class _Lanes:
    """How events are laid out in time: those drawn, the column `by` which they stand in lanes, each with its name, how
    that is `arranged`, and what is `seen` of it by who cannot see."""

    drawn: pd.DataFrame
    by: str
    names: Mapping[str, str]
    arranged: str
    seen: str


def _lanes_by_kind(events: pd.DataFrame) -> _Lanes:
    n = len(events)
    return _Lanes(
        drawn=events,
        by="kind",
        names=STEPS,
        arranged=plural("{n} event by kind", "{n} events by kind", n),
        seen=plural("Strip chart of {n} event in time, by kind.", "Strip chart of {n} events in time, by kind.", n),
    )


def _lanes_by_service(events: pd.DataFrame) -> _Lanes:
    """A lane for each service that two or more events name, one for all others, and one for events that name none."""
    n, once, none = len(events), "once", "none"
    drawn = with_services(events)
    often = drawn["named_service"].value_counts()
    lane = drawn["named_service"].fillna(once).mask(drawn["services"].isna(), none)
    return _Lanes(
        drawn=drawn.assign(named_service=lane),
        by="named_service",
        names={name: name for name in often.index}
        | {once: tr("Named by one event each"), none: tr("No service named")},
        arranged=plural(
            "{n} event; one lane for each service that two or more events name. An event that names several is "
            "in each of their lanes, with its whole amount",
            "{n} events; one lane for each service that two or more events name. An event that names several is "
            "in each of their lanes, with its whole amount",
            n,
        ),
        seen=plural(
            "Strip chart of {n} event in time, by service.", "Strip chart of {n} events in time, by service.", n
        ),
    )


def show_trail(page: Page, events: pd.DataFrame) -> None:
    """Every event in time, in lanes by kind, or by the services that two or more events name."""
    title = money_trail.finding(events)
    lanes = (_lanes_by_service if session["trail"] == "service" else _lanes_by_kind)(events)
    rows = with_victims(page, events)
    Exhibit(
        key="money",
        rows=rows,
        draw=lambda **look: money_trail.money_trail(lanes.drawn, by=lanes.by, lanes=lanes.names, **look),
        title=title,
        subtitle=tr(
            "{arranged}; the area of a disc is proportional to the amount, a tick means that no amount is named",
            arranged=lanes.arranged,
        ),
        counted=tr(
            "Counted: single events that a source reports, in dollars of the time. {without_amount} {never_added}",
            without_amount=money_trail.without_amount(events),
            never_added=tr(money_trail.NOT_ADDED),
        ),
        alt=tr("{seen} {title}.", seen=lanes.seen, title=title),
        opens=("event",),
        quote=lambda: choose_event(page, rows, "quote_event"),
        table=Table(
            rows=event_words(rows.iloc[::-1].assign(kind=rows["kind"].map(STEPS))),
            columns={
                "when": tr("Date"),
                "kind": tr("What"),
                "service": tr("Service or body"),
                "victim": tr("Theft"),
                **WENT,
            },
            caption=plural("The {n} event", "The {n} events", len(events)),
            key="events",
            by={"figure": ("amount",)},
            behind=plural("The {n} event and who reports them", "The {n} events and who reports them", len(events)),
        ),
        files=[Files("laundering", ("laundering", "incidents", "sources"))],
        apart_from=("attribution", "outcome"),
    ).show()


def with_victims(page: Page, events: pd.DataFrame) -> pd.DataFrame:
    """Events with the name of the victim, where they concern one theft."""
    return events.merge(page.record.tables["incidents"][["incident_id", "victim"]], on="incident_id", how="left")


def show_outcomes(page: Page, events: pd.DataFrame) -> None:
    """What became of the assets, theft by theft, one outcome at a time; where no event tells of one, unknown."""
    st.header(tr("Stolen, recovered, net"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which_count()
        st.segmented_control(
            tr("Shown"),
            list(OUTCOME_WORDS),
            key=session.key("outcome"),
            required=True,
            format_func=lambda outcome: tr(OUTCOME_WORDS[outcome].heading),
        )
    outcome: Outcome = session["outcome"]
    attributions = theft_attributions(page.record)
    thefts = counted(page)
    if thefts.empty:
        nothing(tr("No theft that counts this way was known on that day."))
        return
    show_sums(thefts)
    known = thefts[has_outcome(thefts)]
    told = events[~events["kind"].isin(STEPS.where(outcome="none")) & events["amount"].notna()]
    told = told[told["incident_id"].isin(known["incident_id"])]
    marks = kept("marks of outcomes", lambda: outcome_marks(known, told, outcome))
    rows = with_victims(page, told)
    thefts_told = kept("thefts with outcomes", lambda: incident_rows(known, attributions))
    title = theft_outcomes.finding(outcome, marks["incident_id"].nunique(), len(thefts))
    Exhibit(
        key="outcomes",
        rows=rows,
        draw=lambda **look: theft_outcomes.theft_outcomes(known, marks, outcome, **look),
        title=title,
        subtitle=tr(
            "{outcome}: {meaning}. US dollars of the time; grey: stolen.",
            outcome=tr(OUTCOME_WORDS[outcome].heading),
            meaning=tr(OUTCOME_WORDS[outcome].meaning),
        ),
        counted=plural(
            "Counted: single events that a source reports about {thefts}; several in one lane may concern the "
            "same assets, and nothing is added. Not drawn: {n} theft for which no such sum is known.",
            "Counted: single events that a source reports about {thefts}; several in one lane may concern the "
            "same assets, and nothing is added. Not drawn: {n} thefts for which no such sum is known.",
            len(thefts) - len(known),
            thefts=which_words(),
        ),
        alt=plural(
            "Range chart of {n} theft: {outcome}. {title}.",
            "Range chart of {n} thefts: {outcome}. {title}.",
            len(known),
            outcome=tr(OUTCOME_WORDS[outcome].within),
            title=title,
        ),
        opens=("event", "incident"),
        quote=lambda: quote_outcome(page, rows, thefts_told, attributions),
        table=table_of_outcomes(rows, len(known)),
        files=[
            Files("outcomes", ("incidents",), thefts_told),
            Files("outcome-events", ("laundering", "incidents", "sources")),
        ],
        apart_from=("trail",),
    ).show()


def quote_outcome(page: Page, rows: pd.DataFrame, thefts: pd.DataFrame, attributions: pd.DataFrame) -> None:
    """One event, or one theft, in full."""
    choose_event(page, rows, "quote_outcome")
    show_theft(page, thefts, attributions, "theft_of_outcome")


def table_of_outcomes(rows: pd.DataFrame, n_thefts: int) -> Table:
    """The events that tell of an outcome, newest first; `n_thefts`: of how many thefts."""
    kinds = {kind: tr(OUTCOME_WORDS[told].heading) for kind, told in STEPS.each("outcome").items() if told in OUTCOMES}
    return Table(
        rows=event_words(rows.iloc[::-1].assign(kind=rows["kind"].map(kinds))),
        columns={"victim": tr("Theft"), "kind": tr("What"), "figure": tr("Amount"), **WENT},
        caption=tr(
            "The {events} of {thefts}",
            events=plural("{n} event", "{n} events", len(rows)),
            thefts=plural("{n} theft", "{n} thefts", n_thefts),
        ),
        key="outcome_rows",
        by={"figure": ("amount",)},
    )


def show_claims_of_money(page: Page) -> None:
    """What publishers say in total of the later fate of what was stolen: few claims, each about another part."""
    claims = total_claims(page.record)
    rows = claims[claims["measure"].isin(THEFT_MEASURES.where(linkName=""))]
    if rows.empty:
        return
    measures = [words for measure, words in THEFT_MEASURES.items() if rows["measure"].eq(measure).any()]
    title = tr("What publishers say was {measures} in total", measures=listed(measures))
    st.header(title, anchor=False)
    claim_table(
        rows,
        None,
        caption=plural("{n} claim, each about another part", "{n} claims, each about another part", len(rows)),
        key="laundered_claims",
    )
    downloads(
        page.record,
        rows,
        name="laundered-claims",
        tables=("theft_totals", "sources"),
        title=title,
        apart_from=("trail", "attribution", "outcome"),
    )
