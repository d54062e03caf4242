"""What thefts come to together, in words."""

import streamlit as st

from charts.theme import is_missing, money, plural
from loaders.thefts import IncidentSums
from pages._parts import figure_card


def show_sums(sums: IncidentSums) -> None:
    """What the thefts shown come to, what is known to be back or frozen, and what is left; unknown is said so."""
    stolen, back, left = st.columns(3)
    with stolen:
        figure_card(
            sums_words(sums.low, sums.high, sums.is_low_open, sums.is_high_open),
            f"stolen in the {plural(sums.n, 'theft')} shown: the sum of the low ends to the sum of the high ends",
            "1 row names no amount and is left out"
            if sums.n_without_amount == 1
            else f"{sums.n_without_amount} rows name no amount and are left out",
        )
    with back:
        figure_card(
            "Unknown" if sums.recovered is None else money(sums.recovered),
            "known to be recovered or frozen"
            + ("" if sums.recovered is None else f", the sum over {plural(sums.n_recovered, 'theft')}"),
            f"not known for {plural(sums.n - sums.n_recovered, 'theft')}, which is not zero",
        )
    with left:
        figure_card(
            sums_words(sums.net_low, sums.net_high, False, False),
            "net: stolen less recovered or frozen"
            + (f", in the {plural(sums.n_net, 'theft')} of which both are known" if sums.n_net else ""),
            f"unknown for {plural(sums.n - sums.n_net, 'theft')}, which stand in no end of it",
        )


def sums_words(low: object, high: object, is_low_open: bool, is_high_open: bool) -> str:
    """A sum of ranges from its low to its high end, open ends said as open."""
    if is_missing(low) or is_missing(high):
        return "Unknown"
    first, last = money(float(low)), money(float(high))  # type: ignore[arg-type]
    if first == last:
        return f"{first}{' or less' if is_low_open else ''}{' or more' if is_high_open else ''}"
    return f"{first}{' or less' if is_low_open else ''} to {last}{' or more' if is_high_open else ''}"
