"""What thefts come to together, in words."""

import pandas as pd
import streamlit as st

from charts import incident_strip
from language.messages import plural, tr, whole
from pages._parts.cards import figure_card
from pages._parts.page import kept
from subjects.outcomes import OutcomeSum, outcome_sums
from subjects.thefts import incident_sums
from words.numbers import money, sums_words
from words.outcomes import OUTCOME_WORDS


def show_sums(thefts: pd.DataFrame) -> None:
    """What the thefts shown come to, and what is known to be recovered, seized or frozen of them, each by itself."""
    cards = kept("sums of thefts", lambda: [stolen(thefts), *outcomes(thefts)])
    for column, card in zip(st.columns([1.3, 1, 1, 1]), cards, strict=True):
        with column:
            st.html(figure_card(*card))


def stolen(thefts: pd.DataFrame) -> tuple[str, str, str]:
    """The card of what some thefts come to."""
    sums = incident_sums(thefts)
    return (
        sums_words(sums.low, sums.high, sums.is_low_open, sums.is_high_open),
        plural(
            "stolen in the {n} theft shown: the sum of the low ends to the sum of the high ends",
            "stolen in the {n} thefts shown: the sum of the low ends to the sum of the high ends",
            sums.n,
        ),
        incident_strip.without_amount(thefts),
    )


def outcomes(thefts: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The cards of what is known to be recovered, seized and frozen of some thefts."""
    return [
        (
            tr("Unknown") if told.total is None else money(told.total),
            outcome_words(tr(OUTCOME_WORDS[outcome].within), told),
            plural(
                "unknown, not zero, for {n} theft",
                "unknown, not zero, for {n} thefts",
                told.n_all - told.n,
            ),
        )
        for outcome, told in outcome_sums(thefts).items()
    ]


def outcome_words(outcome: str, told: OutcomeSum) -> str:
    """Over how many thefts an outcome is summed, and what is left of those."""
    if told.total is None:
        return tr("{outcome}, as far as any source says", outcome=outcome)
    text = plural(
        "{outcome}: the largest sum that one event names, of {n} theft",
        "{outcome}: the largest sum that one event names, of {n} thefts",
        told.n,
        outcome=outcome,
    )
    if not told.n_net:
        return text
    text = plural(
        "{outcome}; not recovered of it (net): {net}",
        "{outcome}; not recovered of these (net): {net}",
        told.n,
        outcome=text,
        net=sums_words(told.net_low, told.net_high, False, False),
    )
    return text if told.n_net == told.n else tr("{outcome}, known for {n}", outcome=text, n=whole(told.n_net))
