"""What has been claimed since a given day, and how has it changed what was known?"""

from datetime import date

import pandas as pd
import streamlit as st

from language.forms import strung
from language.messages import Messages, mark, plural, tr
from links.params import Param, choice, day, place, subject, version
from links.state import session
from loaders.codes import PERIODS, THEFT_MEASURES
from loaders.rows import FrameRow, each_row
from loaders.tables import Record
from pages._changes.picture import draw_days, pictured
from pages._changes.row_by_row import show_rows
from pages._parts.files import downloads
from pages._parts.frame import begin, end
from pages._parts.page import FIRST_DAY, kept
from pages._parts.place_box import place_box
from pages._parts.tables import claim_table
from serving.page_list import PAGES
from subjects.changes import changes, later_claims, subjects
from subjects.places import place_codes, place_labels
from words.claims import claim_kind, counted_words, is_of_workers, parts_of, time_words, unit_words
from words.dates import date_words
from words.numbers import span_words
from words.text import is_missing

COLUMNS = Messages(
    {"what": mark("What is counted"), "before": mark("Span then"), "after": mark("Span now"), "n": mark("Claims since")}
)


def params(record: Record) -> list[Param]:
    """The day since when, about what, and of claims about workers the place; the data version that single rows are
    compared with, and of which page."""
    return [
        day("since", FIRST_DAY, date.today()),
        subject(choice("about", subjects(record), "worker_claims")),
        place("iso3", place_codes(record)),
        version("before"),
        choice("of", [entry.name for entry in PAGES if entry.tables], "host_countries"),
    ]


def subject_words(table: str, claim: FrameRow) -> str:
    """What the claims that share a span are about."""
    if table == "theft_totals":
        measure = THEFT_MEASURES[claim["measure"]]
        parts = [tr("{about}: {says}", about=claim["estimator"], says=measure), time_words(claim), claim["scope"]]
    else:
        counted = counted_words(claim) or str(claim["measure"]).replace("_", " ")
        parts = [counted if is_missing(claim.get("name")) else tr("{about}: {says}", about=claim["name"], says=counted)]
        parts += parts_of(claim)
        parts += [None if is_of_workers(claim) else tr("all nationals")]
        parts += [{"": None, "year": tr("in a year")}.get(claim["kind_of_time"], time_words(claim, short=True))]
        parts += [PERIODS[claim["per"]] if "per" in claim else None]
        parts += [unit_words(claim["unit"]) if "unit" in claim else None]
    return strung([str(part) for part in parts if not is_missing(part)])


def said(span: FrameRow | None, claim: FrameRow) -> str:
    """A span in words; no claim is not zero."""
    if span is None:
        return tr("no claim")
    return span_words(span, kind="percent" if claim["is_share"] else claim_kind(claim))


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The changes as the table shows them."""
    return pd.DataFrame(
        [
            {
                "what": subject_words(row["table"], row["first"]),
                "before": said(row["then"], row["first"]),
                "after": said(row["now"], row["first"]),
                "n": str(len(row["later"])),
            }
            for row in each_row(rows)
        ],
        columns=list(COLUMNS),
    )


def place_of(claim: FrameRow) -> str:
    """The code of the place that a claim about workers is about."""
    return str(claim["iso3"] if is_missing(claim["area"]) else claim["area"])


def controls(record: Record) -> None:
    """The day since when, and the place of claims about workers."""
    names = place_labels(record)
    with st.container(horizontal=True):
        st.date_input(
            tr("Since"),
            None,
            min_value=FIRST_DAY,
            max_value=date.today(),
            key=session.key("since"),
            format="YYYY-MM-DD",
            width=260,
        )
        place_box(tr("Workers in"), "iso3", names, index=None, width=480, placeholder=tr("Every place"))


def told(record: Record, since: date) -> tuple[dict[str, int], pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """How many subjects of each table changed; of the table that is shown, the changes in words and as they are drawn,
    and the claims."""
    changed, about, chosen = changes(record, since), str(session["about"]), session["iso3"]
    if chosen is not None:
        is_here = [row["table"] != "worker_claims" or place_of(row["first"]) == chosen for row in each_row(changed)]
        changed = changed[pd.Series(is_here, changed.index, dtype=bool)]
    claims = later_claims(record, about, changed)
    shown = changed[changed["table"] == about]
    counts = {str(table): n for table, n in changed["table"].value_counts().items()}
    return counts, in_words(shown), pictured(shown, subject_words), claims


page = begin("changes", params)
if (before := session["before"]) is not None:
    show_rows(page, before, str(session["of"]), session["iso3"])
    st.header(tr("By day of publication"), anchor=False)
controls(page.record)
if (since := session["since"]) is None:
    st.info(tr("Choose a day; claims whose source was published after it are listed."), icon=":material/event:")
else:
    tables = subjects(page.record)
    counts, said_of, drawn, claims = kept("changes", lambda: told(page.record, since))
    st.segmented_control(
        tr("About"),
        list(tables),
        key=session.key("about"),
        required=True,
        label_visibility="collapsed",
        format_func=lambda table: tr("{what} ({n})", what=tr(tables[table]), n=counts.get(table, 0)),
    )
    about = str(session["about"])
    if said_of.empty:
        st.info(
            tr("No claim of this kind came after that day. Choose an earlier day or another place."),
            icon=":material/event_busy:",
        )
    else:
        st.markdown(
            tr(
                "A span goes from the lowest to the highest figure that any source gave, every edition "
                "included. An undated document counts as later."
            )
        )
        draw_days(drawn, claims, since, page.known_on or date.today())
        claim_table(
            said_of,
            COLUMNS,
            caption=plural(
                "{n} subject with claims published after {since}",
                "{n} subjects with claims published after {since}",
                len(said_of),
                since=date_words(since),
            ),
            key="changed",
        )
        came = plural("The {n} claim that came after", "The {n} claims that came after", len(claims))
        claim_table(claims, None, caption=came, key="later")
        downloads(
            page.record,
            claims,
            name=f"changes-{about}".replace("_", "-"),
            tables=(about, "incidents", "sources"),
            title=f"{came} {date_words(since)}",
        )
end(page)
