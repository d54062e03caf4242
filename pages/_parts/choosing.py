"""How a row is opened: by a list, by its mark, by a link; and what is said when it is not in the selection."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from language.messages import mark, tr
from links.state import Offer, put, session, tell
from links.ways import row_of, way
from loaders.codes import WORKER_MEASURES
from loaders.rows import FrameRow, each_row
from loaders.tables import Record
from pages._parts.cards import claim_card
from pages._parts.page import DRAWN, kept
from words.claims import author_words, claim_words, row_words, time_words
from words.dates import date_words

ONE_CLAIM = mark("One claim in detail, with a citation to copy")


def quote_claim(
    current: Record, rows: pd.DataFrame, label: Callable[[FrameRow], str], opened: str | None = None
) -> None:
    """One claim of some rows to quote, chosen here or by its mark (the parameter `claim`), with its citation; `opened`
    is the place that is open, where all are of it."""
    keep_choice("claim", rows["claim_id"].tolist())
    row = choose_row(rows, "claim_id", "claim", key="quoted", label=tr(ONE_CLAIM), name=label, opened=opened)
    if row is not None:
        claim_card(current, row)


def choose_row(
    rows: pd.DataFrame,
    column: str,
    parameter: str,
    *,
    key: str,
    label: str,
    name: Callable[[FrameRow], str],
    opened: str | None = None,
) -> pd.Series | None:
    """A list of rows, each by its `name`, and the row that is open: the one whose id in `column` the parameter holds.

    A view can have several such lists, each with a `key` of its own; `opened` is the row that is open, where the list
    is about it.
    """
    ids = rows[column].tolist()
    by_id = kept(f"names {key}", lambda: {row[column]: name(row) for row in each_row(rows)}, opened)
    session[key] = session[parameter] if session[parameter] in by_id else None
    st.selectbox(
        label,
        ids,
        index=None,
        key=session.key(key),
        placeholder=tr("Click a mark, or choose"),
        format_func=by_id.__getitem__,
        on_change=lambda: put(parameter, session[key]),
    )
    return None if session[key] is None else rows.iloc[ids.index(session[key])]


def worker_claim_words(row: FrameRow) -> str:
    """A claim about workers as one of the choices."""
    return f"{author_words(row)}, {time_words(row)}: {claim_words(row)} {WORKER_MEASURES[row['measure']]}"


def row_at(rows: pd.DataFrame, key: str) -> pd.Series:
    """The row of a key, in a frame whose index has each key once."""
    row = rows.loc[key]
    assert isinstance(row, pd.Series)
    return row


def keep_choice(key: str, options: Collection[object]) -> None:
    """Let go of a chosen value that is no longer among the options, such as a document not yet known on the day.

    Where a link asked for it, say so: what it is, and which view shows it, if it is a row of the record as known on the
    reader's day; nothing that is of a later day is named.
    """
    chosen = session[key]
    if chosen is None or chosen in options:
        return
    session[key] = None
    current = DRAWN.get().record
    known = row_of(current, str(chosen))
    if known is None:
        tell(
            tr(
                "The link asked for a value of {name} that is not in this selection. Showing the page without it.",
                name=key,
            )
            if session["known_on"] is None
            else tr(
                "The link asked for a value of {name} that was not known on that day. Showing the page without it.",
                name=key,
            )
        )
        return
    day = session["known_on"]
    target, query = way(current, *known)
    what = row_name(*known)
    tell(
        tr(
            "The link asked for {key}={chosen}, which is not in this selection. It is: {what}.",
            key=key,
            chosen=chosen,
            what=what,
        ),
        Offer(tr("Show it"), target, query | ({"known_on": str(day)} if day else {})),
    )


def chosen_among(key: str, options: Sequence[Any], usual: Any) -> Any:
    """What a parameter holds that is None by default, or the `usual` one of the options of this view while it does.

    The usual one depends on the view and the day, so it is no choice: it stands in no link, and another day has its
    own. A value that has nothing in this view is let go of; if a link asked for it, the reader is told.
    """
    chosen = session[key]
    if chosen is not None and chosen not in options:
        tell(
            tr(
                "The link asked for {name}={asked}, for which this view has nothing. Showing {what}.",
                name=key,
                asked=chosen,
                what=usual,
            )
        )
    if chosen not in options or chosen == usual:
        put(key, None)
        DRAWN.get().settled[key] = str(usual)
        return usual
    return chosen


def choose_among(label: str, key: str, options: Sequence[Any], value: Any, **look: Any) -> None:
    """The buttons of such a parameter, at the value that `chosen_among` gave."""
    control = f"among_{key}"
    put(control, value)
    st.segmented_control(
        label, options, key=session.key(control), required=True, on_change=lambda: put(key, session[control]), **look
    )


def row_name(table: str, row: FrameRow) -> str:
    """A row that a link can open, in a line: 'Kuwait: 1,800 to 6,064', 'Bybit, 21 February 2025'."""
    match table:
        case "jurisdictions":
            return str(row["name"])
        case "sources":
            return f"{row['publisher']}, {row['title']}"
        case "events" | "incidents":
            return f"{row['title' if table == 'events' else 'victim']}, {date_words(row['date'])}"
        case _:
            return row_words(table, row)
