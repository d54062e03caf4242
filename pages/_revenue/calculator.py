"""Three factors, and what they come to."""

import streamlit as st

from language.messages import tr
from links.state import session
from pages._parts.page import Page
from pages._revenue.factors import WHO, choose_factor
from pages._revenue.result import Picked, show_result
from subjects.revenue import FACTORS, Who
from words.text import listed


def show_calculator(page: Page) -> None:
    """Three factors, their product with ends on ends, and what sources claim for the same thing."""
    st.markdown(
        tr(
            "**Workers × what one worker earns × the share the state keeps.** Each factor is a claim from "
            "the record or your own number. The low ends give the low end and the high ends the high "
            "end; there is no midpoint. The result is a calculation: no source claims it. "
            "Each document says whether its wage is what the host pays or what the worker receives."
        )
    )
    st.segmented_control(
        tr("Whose work"), list(WHO), key=session.key("who"), required=True, format_func=lambda code: tr(WHO[code])
    )
    who: Who = session["who"]
    picked: Picked = {}
    needed = []
    for column, name in zip(st.columns(3, gap="large"), FACTORS, strict=True):
        with column:
            interval, claim = choose_factor(page, who, name)
        if interval is None:
            needed.append(FACTORS[name])
        else:
            picked[name] = interval, claim
    if needed:
        st.info(
            tr("Still needed: {names}. Choose a claim, or enter at least one end.", names=listed(needed)),
            icon=":material/edit:",
        )
        return
    show_result(page, who, picked)
