"""What thefts come to together, in words."""

import pandas as pd
import streamlit as st

from charts import incident_strip
from pages._parts.cards import figure_card
from pages._parts.page import kept
from subjects.outcomes import OutcomeSum, outcome_sums
from subjects.thefts import incident_sums
from words.numbers import money, sums_words
from words.text import plural


def show_sums(thefts: pd.DataFrame) -> None:
    """What the thefts shown come to, and what is known to be recovered, seized or frozen of them, each by itself."""
    cards = kept("sums of thefts", lambda: [stolen(thefts), *outcomes(thefts)])
    for column, card in zip(st.columns([1.3, 1, 1, 1]), cards, strict=True):
        with column:
            figure_card(*card)


def stolen(thefts: pd.DataFrame) -> tuple[str, str, str]:
    """The card of what some thefts come to."""
    sums = incident_sums(thefts)
    return (
        sums_words(sums.low, sums.high, sums.is_low_open, sums.is_high_open),
        f"stolen in the {plural(sums.n, 'theft')} shown: the sum of the low ends to the sum of the high ends",
        incident_strip.without_amount(thefts),
    )


def outcomes(thefts: pd.DataFrame) -> list[tuple[str, str, str]]:
    """The cards of what is known to be recovered, seized and frozen of some thefts."""
    return [
        (
            "Unknown" if told.total is None else money(told.total),
            outcome + outcome_words(told),
            f"not known for {plural(told.n_all - told.n, 'theft')}, which is not zero",
        )
        for outcome, told in outcome_sums(thefts).items()
    ]


def outcome_words(told: OutcomeSum) -> str:
    """Over how many thefts an outcome is summed, and what is left of those."""
    if told.total is None:
        return ", as far as any source says"
    text = f": the largest sum that one event names, of {plural(told.n, 'theft')}"
    if told.n_net:
        text += f"; not recovered of {'it' if told.n == 1 else 'these'} (net): "
        text += sums_words(told.net_low, told.net_high, False, False)
        text += "" if told.n_net == told.n else f", known for {told.n_net:,}"
    return text
