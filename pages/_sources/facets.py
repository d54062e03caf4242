"""The facets of documents: what they can be narrowed by, each value with how many there are."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from language.messages import Messages, mark, tr
from links.params import Param, choice, choices
from links.plain_text import plain
from links.state import session, tell
from loaders.codes import DOCUMENT_KINDS
from loaders.tables import Record
from pages._parts.page import kept
from subjects.facets import FACETS, UNDATED, Having, counts, facets, narrowed
from words.claims import grade_words
from words.text import language_words

NAMES = Messages(
    {
        "publisher": mark("Publisher"),
        "kind": mark("Kind"),
        "language": mark("Language"),
        "year": mark("Year"),
        "grade": mark("Grade"),
    }
)
WORDS: dict[str, Callable[[str], str]] = {
    "publisher": str,
    "kind": DOCUMENT_KINDS.__getitem__,
    "language": language_words,
    "year": lambda year: tr("No date") if year == UNDATED else year,
    "grade": grade_words,
}


def facet_params(record: Record) -> list[Param]:
    """One parameter a facet: one publisher, or several values of any other."""
    values = facets(record)
    return [
        choice("publisher", list(values["publisher"]), None),
        *(choices(facet, list(values[facet]), said=WORDS[facet]) for facet in FACETS if facet != "publisher"),
    ]


def chosen() -> dict[str, list[str]]:
    """The values chosen of each facet."""
    publisher = [] if session["publisher"] is None else [session["publisher"]]
    return {"publisher": publisher, **{facet: list(session[facet]) for facet in FACETS if facet != "publisher"}}


def let_go() -> None:
    """Choose nothing of any facet."""
    for facet in FACETS:
        session[facet] = None if facet == "publisher" else []


def narrow(record: Record, documents: pd.DataFrame) -> tuple[pd.DataFrame, DeltaGenerator]:
    """Draw the facets of some documents, and give those that are left, and the row in which the facets stand."""
    having = facets(record)
    _keep_known(having)
    number = kept("facets", lambda: counts(documents, having, chosen()), apart_from=["source"])
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key="facets")
    with row:
        for facet in FACETS:
            words = [WORDS[facet](value) for value in chosen()[facet]]
            many = words[0] if len(words) == 1 else str(len(words))
            with st.popover(plain(f"{NAMES[facet]}: {many}" if words else NAMES[facet])):
                _values(facet, number[facet])
        if any(chosen().values()):
            st.button(
                tr("Show all"), on_click=let_go, key=session.key("let_go"), icon=":material/close:", type="tertiary"
            )
    return narrowed(documents, having, chosen()), row


def ways_on(*, has_day: bool) -> list[str]:
    """What to change when no document is left."""
    tried = [tr("fewer or shorter words")] if session["q"] else []
    tried += [tr("every {facet}", facet=NAMES[facet].lower()) for facet, values in chosen().items() if values]
    return [*tried, tr("a later day")] if has_day else tried


def _values(facet: str, number: dict[str, int]) -> None:
    """The values of one facet to choose from, each with its number."""

    def say(value: str, *, is_text: bool) -> str:
        said = f"{WORDS[facet](value)} ({number[value]})"
        return plain(said) if is_text else said

    if facet == "publisher":
        st.selectbox(
            NAMES[facet], list(number), index=None, key=session.key(facet), format_func=partial(say, is_text=False),
            placeholder=tr("Every publisher"),
        )  # fmt: skip
    else:
        st.pills(
            NAMES[facet],
            list(number),
            selection_mode="multi",
            key=session.key(facet),
            format_func=partial(say, is_text=True),
        )


def _keep_known(known: Having) -> None:
    """Let go of what no document known on the reader's day has, and say so where a link asked for it."""
    unknown = {facet: [value for value in values if value not in known[facet]] for facet, values in chosen().items()}
    for facet, values in unknown.items():
        if values:
            kept = [value for value in chosen()[facet] if value not in values]
            session[facet] = None if facet == "publisher" else kept
            tell(
                tr(
                    "No document known on that day has {facet}={values}. Showing the page without it.",
                    facet=facet,
                    values=", ".join(values),
                )
            )
