"""One factor of the calculation: a claim from the record, or the reader's own number."""

from typing import Final

import pandas as pd
import streamlit as st

from language.messages import capital, mark, tr
from links.params import OWN, own, own_ends
from links.plain_text import plain
from links.state import put, session
from loaders.rows import FrameRow
from pages._parts.choosing import row_at
from pages._parts.page import Page
from subjects.intervals import Interval
from subjects.revenue import FACTORS, Who, factor_claims, first_pick, interval_of
from words.claims import claim_words, time_words
from words.dates import date_words
from words.text import is_missing

WHO: Final[dict[Who, str]] = {"workers": mark("Workers abroad"), "it": mark("IT workers")}


def parameter(who: str, name: str) -> str:
    """The name of a factor in the link."""
    return name if who == "workers" else f"it_{name}"


def choose_factor(page: Page, who: Who, name: str) -> tuple[Interval | None, pd.Series | None]:
    """One factor: its interval, and the claim it comes from; no interval while the reader has given none."""
    key, claims = parameter(who, name), factor_claims(page.record, who, name).set_index("claim_id", drop=False)
    token, options = session[key], [*claims.index, OWN]
    if token is not None and not token.startswith(OWN) and token not in claims.index:
        st.info(tr("The claim that was chosen here was not known on that day."), icon=":material/event_busy:")
        token = None
    if token is None:
        token = first_pick(claims.reset_index(drop=True)) or own(None, None)
        session[key] = token
    is_own = token.startswith(OWN)
    session[f"{key}_pick"] = OWN if is_own else token
    own_start = token if is_own else own(interval_of(claims.loc[token]).low, interval_of(claims.loc[token]).high)
    st.header(capital(FACTORS[name]), anchor=False)
    st.selectbox(
        tr("{name}, a claim or your own number", name=capital(FACTORS[name])),
        options,
        key=session.key(f"{key}_pick"),
        label_visibility="collapsed",
        format_func=lambda code: tr("Your own number") if code == OWN else factor_label(row_at(claims, code)),
        on_change=lambda: put(key, own_start if (pick := session[f"{key}_pick"]) == OWN else pick),
    )
    if not is_own:
        claim = claims.loc[token]
        st.markdown(
            plain(
                tr(
                    "{claim}. {title}, published {published}, grade {grade}.",
                    claim=factor_label(claim),
                    title=claim["title"],
                    published=date_words(claim["published"]),
                    grade=claim["grade"],
                )
                + ("" if is_missing(claim["note"]) else f" {claim['note']}")
            )
        )
        return interval_of(claim), claim
    if claims.empty:
        st.markdown(FACTORS.said(name, "unclaimed"))
    low, high = own_ends(token)
    for column, label, end, value in zip(
        st.columns(2), (tr("Low end"), tr("High end")), ("low", "high"), (low, high), strict=True
    ):
        session[f"{key}_{end}"] = value
        column.number_input(
            label,
            0.0,
            float(FACTORS.says(name, "most")),
            None,
            key=session.key(f"{key}_{end}"),
            format="%g",
            placeholder=tr("open"),
            help=tr("Leave it empty if it is not known: that end stays open."),
            on_change=lambda: put(key, own(session[f"{key}_low"], session[f"{key}_high"])),
        )
    st.markdown(tr("In {name}. Ends in the wrong order are swapped.", name=FACTORS.said(name, "unit")))
    return (None if low is None and high is None else Interval(low, high)), None


def factor_label(claim: FrameRow) -> str:
    """A claim as one of the choices for a factor."""
    return f"{claim_words(claim)}: {claim['publisher']}, {time_words(claim)}"
