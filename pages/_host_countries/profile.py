"""Everything the record says of one place."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import claim_ranges, claims_in_time, worker_ranges
from charts.marks import KEY
from exports.briefs import PlaceBrief, place_brief
from exports.document import Paper
from language.forms import strung
from language.messages import Messages, mark, plural, tr
from links.plain_text import plain
from links.state import session
from loaders.codes import WORKER_MEASURES
from loaders.rows import FrameRow
from look.palette import LIGHT
from pages._host_countries.panel import WHO, place_facts
from pages._host_countries.selection import OF_THE_MAP
from pages._parts.cards import claims_counted
from pages._parts.choosing import quote_claim, worker_claim_words
from pages._parts.exhibit import Exhibit
from pages._parts.files import offer_briefs
from pages._parts.page import Page, kept, view_now
from pages._parts.tables import claim_table
from subjects.events import events, events_in, turning_point_events, turning_points
from subjects.quantities import has_number
from words.dates import date_words
from words.numbers import span_words
from words.text import is_missing

EVENT_COLUMNS = Messages(
    {
        "when": mark("Date"),
        "title": mark("What happened"),
        "summary": mark("Summary"),
        "publisher": mark("Publisher"),
        "source_title": mark("Document"),
        "grade": mark("Grade"),
    }
)


def profile(
    page: Page,
    here: pd.DataFrame,
    selected: pd.DataFrame,
    row: FrameRow,
    about: FrameRow | None,
    spot: DeltaGenerator,
) -> None:
    """Everything the record says of one place: claims in time, all claims, one claim to quote, events; at `spot` its
    brief. `here`: all claims about it, `selected`: those of the view."""
    chosen, name = row["iso3"], row["name"]
    in_time = kept("in time", lambda: selected[selected["place"] == chosen], chosen)
    exhibit = in_time_exhibit(page, in_time, name, about)
    if len(in_time):
        show_in_time(page, exhibit, name)
    with spot:
        offer_brief(page, row, about, exhibit, here)
    if len(here):
        show_each(page, here, name)
    show_events(page, chosen, name)


def show_in_time(page: Page, exhibit: Exhibit, name: str) -> None:
    """The claims of the selection about a place in time, with the days that changed the rules."""
    st.header(plain(tr("Who says what about {name}, and when", name=name)), anchor=WHO)
    st.checkbox(tr("Show resolutions and the deadline"), key=session.key("lines"))
    exhibit.show()
    if session["lines"]:
        event_table(
            turning_point_events(page.record), caption=tr("Key dates drawn as lines, with their documents"), key="days"
        )


def in_time_exhibit(page: Page, rows: pd.DataFrame, name: str, about: FrameRow | None) -> Exhibit:
    """The claims about a place in time, for the screen and for paper."""
    measure, has_lines = session["measure"], session["lines"]
    what, drawn = WORKER_MEASURES[measure], rows[has_number(rows)]
    by = plural("{n} author", "{n} authors", drawn["author"].nunique())
    span = "" if about is None else f", {span_words(about)}"
    return Exhibit(
        key="in_time",
        rows=rows,
        draw=lambda **look: claims_in_time.claims_in_time(
            rows, lines=turning_points(page.record) if has_lines else [], **look
        ),
        title=lambda: claim_ranges.finding(about, name, kind="count", by=what, n=len(drawn)),
        subtitle=tr(
            "{claims} about {what}, one lane per author, at the time they are about; one scale: {key}",
            claims=claims_counted(rows),
            what=what,
            key=tr(KEY),
        ),
        counted=tr("Counted: {what} as each source counts them.", what=what),
        alt=plural(
            "Chart of {n} claim about {what} in {name} in time, by {by}{span}.",
            "Chart of {n} claims about {what} in {name} in time, by {by}{span}.",
            len(drawn),
            what=what,
            name=name,
            by=by,
            span=span,
        ),
        opens=("claim",),
        drawn=rows,
        apart_from=("region",),
    )


def offer_brief(page: Page, row: FrameRow, about: FrameRow | None, exhibit: Exhibit, here: pd.DataFrame) -> None:
    """All of it on two pages of paper; `exhibit`: the claims in time."""
    chosen, name, view = row["iso3"], row["name"], view_now(f"host-{row['iso3']}")
    in_time, told = exhibit.rows, place_facts(page.record, chosen, row, about)

    def make(paper: Paper) -> bytes:
        figure = exhibit.figure(LIGHT).plain() if len(in_time) else None
        brief = PlaceBrief(
            name=name,
            facts=[(label, str(value)) for label, value in told.items() if not is_missing(value)],
            figure=figure,
            alt=exhibit.alt_text,
            selected=in_time,
            others=here[~here["claim_id"].isin(in_time["claim_id"])],
            happened=events_in(events(page.record), chosen),
            view=view,
        )
        return place_brief(brief, paper=paper)

    offer_briefs(tr("Brief of {name}", name=row["label"]), view.apart_from(exhibit.apart_from).stem(), make, "place")


def show_each(page: Page, rows: pd.DataFrame, name: str) -> None:
    """All claims about a place, grouped by what they count, and one of them to quote."""
    said = [WORKER_MEASURES[code] for code in WORKER_MEASURES if code in set(rows["measure"])]
    drawn = rows[has_number(rows)]
    Exhibit(
        key="ranges",
        rows=rows,
        draw=lambda **look: worker_ranges.worker_ranges(rows, **look),
        title=tr(
            "{name}: {claim} by {author}, grouped by what they count",
            name=name,
            claim=claims_counted(rows),
            author=plural("{n} author", "{n} authors", rows["author"].nunique()),
        ),
        subtitle=tr(
            "{n} different measures, each under its own heading; they are not compared or added; newest first; {key}",
            n=len(said),
            key=tr(KEY),
        )
        if len(said) > 1
        else tr("Newest first; {key}", key=tr(KEY)),
        counted=tr("Counted: {measures}, as each source counts.", measures=strung(said)),
        alt=plural(
            "Range chart of {n} claim about {name}: {counts}.",
            "Range chart of {n} claims about {name}: {counts}.",
            len(drawn),
            name=name,
            counts=strung([f"{WORKER_MEASURES[str(code)]} {n}" for code, n in drawn["measure"].value_counts().items()]),
        ),
        opens=("claim",),
        has_bars=True,
        silent=rows,
        quote=lambda: quote_claim(page.record, rows, worker_claim_words),
        apart_from=OF_THE_MAP,
    ).show()


def show_events(page: Page, chosen: str, name: str) -> None:
    """The events that concern a place."""
    happened = events_in(events(page.record), chosen)
    if len(happened):
        event_table(happened.iloc[::-1], caption=tr("Events concerning {name}", name=name), key="host_events")
        st.page_link(
            "pages/timeline.py",
            label=tr("{name} on the timeline", name=plain(name)),
            icon=":material/timeline:",
            query_params={"iso3": chosen},
        )


def event_table(rows: pd.DataFrame, *, caption: str, key: str) -> None:
    """Events with their documents."""
    claim_table(rows.assign(when=rows["date"].map(date_words)), EVENT_COLUMNS, caption=caption, key=key)
