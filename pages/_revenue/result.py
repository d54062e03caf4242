"""What the factors come to, beside what sources claim, with the text to copy."""

import pandas as pd
import streamlit as st

from charts import calculator
from exports.citations import citation
from exports.copying import copy_button, take_row
from language.messages import capital, plural, tr
from links.plain_text import plain
from loaders.codes import A_MONTH
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.files import downloads
from pages._parts.page import Page
from pages._parts.tables import claim_table
from pages._revenue.factors import WHO
from subjects.intervals import Interval
from subjects.revenue import FACTOR_MEASURES, FACTORS, Who, state_income, yearly_claims
from words.claims import time_words
from words.text import listed

Picked = dict[str, tuple[Interval, pd.Series | None]]
"""Each factor as an interval, with the claim that it is from; none where it is the reader's own."""


def show_result(page: Page, who: Who, picked: Picked) -> None:
    """The formula with its numbers, the result, which doubt weighs most, and the yearly claims beside it."""
    intervals = {name: interval for name, (interval, _) in picked.items()}
    wage = picked["wage"][1]
    per_month = wage is None or wage["unit"] == A_MONTH
    result = state_income(*intervals.values(), per_month=per_month)
    low, high = result.low, result.high
    formula = calculator.formula(intervals, result, per_month=per_month)
    st.subheader(plain(formula), anchor=False)
    st.markdown(plain(calculator.sensitivity(intervals, result)))
    if warning := time_warning([claim for _, claim in picked.values() if claim is not None]):
        st.markdown(plain(warning))
    claims = yearly_claims(page.record, who)
    compared = calculator.against(low, high, claims)
    title = calculator.finding(low, high)
    Exhibit(
        key="calculation",
        rows=claims,
        draw=lambda **look: calculator.calculation(low, high, claims, **look),
        title=title,
        subtitle=tr(
            "{who}, US dollars a year: the calculation, then what sources claim. {compared}",
            who=tr(WHO[who]),
            compared=compared,
        ),
        counted=tr(
            "Counted: claims about yearly income for the state, as each source counts; the "
            "calculation is not a claim. {formula}.",
            formula=formula,
        ),
        alt=plural(
            "Range chart: the calculated range above {n} claim. {title}. {compared}",
            "Range chart: the calculated range above {n} claims. {title}. {compared}",
            len(claims),
            title=title,
            compared=compared,
        ),
        silent=claims,
        quote=lambda: quote(page, who, picked, formula),
        table=Table(
            caption=plural(
                "The {n} claim beside the calculation", "The {n} claims beside the calculation", len(claims)
            ),
            key="yearly_rows",
        ),
        files=[Files("calculator-claims", ("revenue_claims", "worker_totals", "sources"))],
    ).show()


def quote(page: Page, who: Who, picked: Picked, formula: str) -> None:
    """The formula and where each factor comes from, to copy, and the claims behind the factors."""
    st.markdown(tr("**To copy**: the formula and where each factor comes from"))
    cited = cite_all(page, picked, formula)
    st.code(cited, language=None, wrap_lines=True)
    st.html(take_row(copy_button(tr("Copy formula and citations"), cited, styled=True)))
    used = [claim for _, claim in picked.values() if claim is not None]
    if used:
        factors = pd.DataFrame(used).reset_index(drop=True)
        title = tr("The claims behind the factors")
        claim_table(factors, None, caption=title, key="factor_rows")
        downloads(
            page.record, factors, name="calculator-factors", tables=(FACTOR_MEASURES[who].table, "sources"), title=title
        )


def time_warning(claims: list[pd.Series]) -> str:
    """A word when the factors are about different times."""
    periods = list(dict.fromkeys(time_words(claim) for claim in claims))
    return tr("The factors are about different times: {names}.", names=listed(periods)) if len(periods) > 1 else ""


def cite_all(page: Page, picked: Picked, formula: str) -> str:
    """The formula and the citation of each factor, as text to copy."""
    lines = [tr("Calculation, not a claim: {formula}.", formula=formula)]
    for name, (_, claim) in picked.items():
        said = tr("the reader's own number.") if claim is None else citation(claim, page.record.version)
        lines.append(f"{capital(FACTORS[name])}: {said}")
    return "\n".join(lines)
