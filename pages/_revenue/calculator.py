"""Three factors, and what they come to."""

import streamlit as st

from charts import calculator
from pages._parts.page import Page
from pages._revenue.factors import WHO, choose_factor
from pages._revenue.result import show_result
from subjects.revenue import FACTORS
from words.text import listed


def show_calculator(page: Page) -> None:
    """Three factors, their product with ends on ends, and what sources claim for the same thing."""
    st.markdown(
        "**Workers × what one earns × the share the state keeps.** Each factor is a claim from the record or your own "
        "number. The low ends give the low end and the high ends the high end; there is no point between. The "
        "result is a calculation: no source claims it. Whether a wage is what the host pays or what reaches the "
        "worker, only its document can tell."
    )
    who = st.segmented_control("Whose work", list(WHO), key="who", required=True, format_func=WHO.get)
    picked = {}
    for column, name in zip(st.columns(3, gap="large"), FACTORS, strict=True):
        with column:
            picked[name] = choose_factor(page, who, name)
    if any(interval is None for interval, _ in picked.values()):
        open_ones = [calculator.FACTOR_WORDS[name] for name, (interval, _) in picked.items() if interval is None]
        st.info(f"Still needed: {listed(open_ones)}. Choose a claim, or give at least one end.", icon=":material/edit:")
        return
    show_result(page, who, picked)
