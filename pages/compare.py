"""How do two host countries compare, in numbers and in the strength of the evidence?"""

import pandas as pd
import streamlit as st

from charts import claim_ranges, claims_in_time
from charts.marks import KEY
from language.messages import plural, tr
from links.params import Param, choice, open_row, place, subject
from links.plain_text import plain
from links.state import session
from loaders.codes import WORKER_MEASURES
from loaders.rows import FrameRow
from loaders.tables import Record
from pages._parts.cards import claims_counted, listing_words, newest_words, sectors_named
from pages._parts.choosing import quote_claim, row_at
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.frame import begin, end
from pages._parts.page import Page, kept
from pages._parts.phone import choosing
from pages._parts.place_box import place_box
from pages._parts.tables import table_of
from subjects.events import events, events_in
from subjects.hosts import STATUSES, statuses
from subjects.places import place_codes, place_labels
from subjects.quantities import has_number
from subjects.workers import first_measure, select_worker_claims, spans_of_places, worker_claims
from words.claims import author_words, claim_words, claims_words, grade_words, sector_words, time_words
from words.dates import date_words
from words.numbers import count, span_words, years_words
from words.text import not_zero

IN_TIME = 200
"""The height of the lane of a place (px)."""


def params(record: Record) -> list[Param]:
    """Two places, a measure, one claim."""
    places = place_codes(record)
    return [
        subject(place("a", places, "CHN")),
        subject(place("b", places, "RUS")),
        subject(choice("measure", WORKER_MEASURES, first_measure())),
        open_row("claim", record.tables["worker_claims"]["claim_id"].tolist(), record),
    ]


def swap() -> None:
    """Let the two places change sides."""
    session["a"], session["b"] = session["b"], session["a"]


def controls(names: dict[str, str]) -> None:
    """Two places, the button between them, and what is counted."""
    with choosing():
        for key, label in (("a", tr("First place")), ("b", tr("Second place"))):
            place_box(label, key, names)
            if key == "a":
                st.button(tr("Swap"), icon=":material/swap_horiz:", key=session.key("swap"), on_click=swap)
        st.selectbox(
            tr("What is counted"),
            list(WORKER_MEASURES),
            key=session.key("measure"),
            width=280,
            format_func=lambda measure: WORKER_MEASURES[measure].capitalize(),
        )


def evidence(page: Page, iso3: str, status: FrameRow, span: FrameRow | None, measure: str) -> dict[str, str]:
    """One place: its range, and how strong the evidence is."""
    happened = events_in(events(page.record), iso3)
    said = {
        tr("Lowest to highest, {what}", what=WORKER_MEASURES[measure]): tr("no claim: unknown, not zero"),
        tr("Claims"): "0",
        tr("Sources"): "0",
        tr("Newest"): tr("none"),
        tr("Best grade"): tr("none"),
    }
    if span is not None:
        counts = claims_words(int(span["n_claims"]), int(span["n_numbered"])), count(span["n_sources"])
        cells = (span_words(span), *counts, newest_words(span), grade_words(span["best_grade"]))
        said = dict(zip(said, cells, strict=True))
    return said | {
        tr("Sectors"): sectors_named(page.record, iso3),
        tr("Status"): STATUSES[status["status"]],
        tr("Why"): STATUSES.said(status["status"], "rule"),
        tr("Listed in 2018"): listing_words(page.record, iso3),
        tr("Events in the record"): count(len(happened)),
        tr("The newest event"): f"{date_words(happened['date'].iloc[-1])}: {happened['title'].iloc[-1]}"
        if len(happened)
        else tr("none"),
    }


def finding(pair: list[str], names: pd.Series, span: pd.DataFrame) -> str:
    """Both ranges in one sentence, each with the years it is about, which need not be the same."""

    def figure(row: FrameRow) -> str:
        return (
            tr("{span} (about {time})", span=span_words(row), time=years_words(row))
            if years_words(row)
            else span_words(row)
        )

    return "; ".join(
        f"{names[iso3]} {figure(row_at(span, iso3)) if iso3 in span.index else tr('no claim')}" for iso3 in pair
    )


def finding_in_time(pair: list[str], names: pd.Series, span: pd.DataFrame) -> str:
    """How many claims with a number there are about each place, and about which years."""

    def claims(iso3: str) -> str:
        if iso3 not in span.index:
            return tr("{place}: no claim", place=names[iso3])
        row = row_at(span, iso3)
        return plural(
            "{place}: {n} claim about {years}",
            "{place}: {n} claims about {years}",
            int(row["n_numbered"]),
            place=names[iso3],
            years=years_words(row) or tr("no stated time"),
        )

    return "; ".join(map(claims, pair))


def show_in_time(rows: pd.DataFrame, pair: list[str], names: pd.Series, title: str) -> None:
    """The claims about both places in time, one lane per place, on one scale."""
    what = WORKER_MEASURES[session["measure"]]
    Exhibit(
        key="compare_in_time",
        rows=rows,
        draw=lambda **look: claims_in_time.claims_in_time(
            rows, lines=[], lane="name", lanes=[names[iso3] for iso3 in pair], tallest=IN_TIME, **look
        ),
        title=title,
        subtitle=tr(
            "{claims} about {what}, one lane per place, at the time they are about; one scale: {key}",
            claims=claims_counted(rows),
            what=what,
            key=tr(KEY),
        ),
        counted=tr(
            "Counted: {what} as each source counts them; claims about the whole place where there "
            "are any, else about a part. A figure that does not fit beside its mark is in the list by source.",
            what=what,
        ),
        alt=plural(
            "Chart of {n} claim about {what} in time, one lane per place. {title}.",
            "Chart of {n} claims about {what} in time, one lane per place. {title}.",
            int(has_number(rows).sum()),
            what=what,
            title=title,
        ),
        opens=("claim",),
    ).show()


def show_claims(page: Page, rows: pd.DataFrame, pair: list[str], names: pd.Series, title: str) -> None:
    """The claims about both places on one axis, and the rows behind it."""
    what = WORKER_MEASURES[session["measure"]]
    Exhibit(
        key="compare",
        rows=rows,
        draw=lambda **look: claim_ranges.claim_ranges(
            rows.assign(
                group=rows["place"], detail=rows["scope"].fillna(rows["sector"].map(sector_words).astype("string"))
            ),
            kind="count",
            unit=what,
            heads={iso3: names[iso3] for iso3 in pair},
            **look,
        ),
        title=title,
        subtitle=tr(
            "{claims} about {what}, by source and time, on one axis; {key}",
            claims=claims_counted(rows),
            what=what,
            key=tr(KEY),
        ),
        counted=tr(
            "Counted: {what} as each source counts them; claims about the whole place where there "
            "are any, else about a part.",
            what=what,
        ),
        alt=plural(
            "Range chart of {n} claim about {what}. {title}.",
            "Range chart of {n} claims about {what}. {title}.",
            int(has_number(rows).sum()),
            what=what,
            title=title,
        ),
        opens=("claim",),
        has_bars=True,
        silent=rows.assign(
            **{
                who: [
                    tr("{place}, by {who}", place=name, who=by)
                    for name, by in zip(rows["name"], rows[who], strict=True)
                ]
                for who in ("publisher", "author")
            }
        ),
        quote=lambda: quote_claim(
            page.record,
            rows,
            lambda row: tr(
                "{name}, by {author}, {time}: {figure}",
                name=row["name"],
                author=author_words(row),
                time=time_words(row),
                figure=claim_words(row),
            ),
        ),
        table=Table(caption=plural("The {n} claim shown", "The {n} claims shown", len(rows)), key="compare_rows"),
        files=[Files("compare", ("worker_claims", "sources", "jurisdictions"))],
    ).show()


def selected_claims(page: Page, pair: list[str], measure: str) -> pd.DataFrame:
    """The claims about both places, those about the one on the left first."""
    selected = select_worker_claims(worker_claims(page.record), measure=measure)
    selected = selected[selected["place"].isin(pair)]
    return selected.iloc[selected["place"].map(pair.index).argsort(kind="stable")].reset_index(drop=True)


def show(page: Page, pair: list[str], measure: str, status: pd.DataFrame) -> None:
    """Both places: their claims in time, what is known of each in one line a fact, then each claim by its source."""
    selected = kept("selected", lambda: selected_claims(page, pair, measure))
    span = kept("spans", lambda: spans_of_places(selected).set_index("iso3"))
    names = status["name"]
    sides = kept(
        "sides",
        lambda: [
            evidence(page, iso3, row_at(status, iso3), row_at(span, iso3) if iso3 in span.index else None, measure)
            for iso3 in pair
        ],
    )
    if len(selected):
        show_in_time(selected, pair, names, finding_in_time(pair, names, span))
    with st.container(key="sides"):
        table_of(
            [[fact, sides[0][fact], sides[1][fact]] for fact in sides[0]],
            [tr("What the record holds"), *(names[iso3] for iso3 in pair)],
            caption=tr(
                "{first} and {second}: the number, and the strength of the evidence",
                first=names[pair[0]],
                second=names[pair[1]],
            ),
        )
    with st.container(horizontal=True):
        for iso3 in pair:
            st.page_link(
                "pages/host_countries.py",
                label=tr("All about {place}", place=plain(names[iso3])),
                icon=":material/arrow_forward:",
                query_params={"iso3": iso3},
            )
    if selected.empty:
        st.info(
            not_zero(
                tr(
                    "No claim about {measure} in either place.",
                    measure=WORKER_MEASURES[measure],
                ),
                tr("Choose another measure, place or day."),
            ),
            icon=":material/filter_alt_off:",
        )
        return
    show_claims(page, selected, pair, names, finding(pair, names, span))


page = begin("compare", params)
status = statuses(page.record).set_index("iso3")
controls(place_labels(page.record))
pair = [session["a"], session["b"]]
if pair[0] == pair[1]:
    st.info(tr("Both sides show the same place. Choose another for one of them."), icon=":material/compare_arrows:")
else:
    show(page, pair, session["measure"], status)
end(page)
