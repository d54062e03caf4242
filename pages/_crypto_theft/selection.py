"""Which thefts count and which are shown: the controls above them, and what to say when none is left."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from language.forms import either, strung
from language.messages import Messages, capital, mark, plural, tr, whole
from links.plain_text import plain
from links.state import held, put, session
from loaders.codes import ATTRIBUTOR_KINDS
from pages._crypto_theft.filters import FILTERS, NAMES_OF, filter_thefts
from pages._parts.frame import nothing
from pages._parts.page import Page, kept
from pages._parts.phone import choosing
from subjects.attributions import attributions, by_one_source_only, most_alone, select_incidents
from subjects.thefts import incident_sums, incidents, named
from words.text import not_zero

IDLE = {
    "totals": {*FILTERS, "drawn", "trail", "outcome"},
    "incidents": {"measure", "sums", "year", "span", "trail", "outcome"},
    "attribution": {"measure", "sums", "year", "span", "trail", "outcome", "drawn"},
    "money": {*FILTERS, "measure", "sums", "year", "span", "drawn"},
    "yardsticks": {*FILTERS, "measure", "sums", "span", "attribution", "drawn", "trail", "outcome"},
}
"""The parameters on which nothing in a view depends."""
COUNTS = Messages({"default": mark("Formal, or assessed by two"), "any": mark("Any attribution")})
"""Which thefts count, by the code in a link."""


def which_count() -> None:
    """The switch between thefts that count by default and all of them."""
    st.segmented_control(
        tr("Which thefts count"),
        list(COUNTS),
        key=session.key("attribution"),
        required=True,
        format_func=COUNTS.__getitem__,
        help=tr(
            "Formal: stated by a government, court or law enforcement. Most thefts rest on one "
            "researcher's public list."
        ),
    )


def which_words() -> str:
    """Which thefts count, as a figure says it."""
    if session["attribution"] == "default":
        return tr("thefts attributed to DPRK actors by one formal statement or two assessments")
    return tr("thefts that somebody attributes to DPRK actors")


def counted(page: Page) -> pd.DataFrame:
    """The thefts that count."""
    return kept(
        "thefts that count",
        lambda: select_incidents(incidents(page.record), attributions(page.record), session["attribution"]),
    )


def filtered(page: Page, attributions: pd.DataFrame, *, first: Callable[[], object] | None = None) -> pd.DataFrame:
    """The controls above the thefts, `first` before the others, and the thefts that they leave."""
    thefts = incidents(page.record)
    for column in NAMES_OF:  # what was not known on the reader's day is no choice
        known = named(thefts[column])
        session[column] = [code for code in session[column] if code in known]
    with choosing():
        if first is not None:
            first()
        which_count()
        behind = [name for name, one in FILTERS.items() if not one.is_at_hand]
        for name in [name for name in FILTERS if name not in behind]:
            FILTERS[name].show(thefts, page.default(name))
        n_set = len(set(behind) & set(filters_set(page)))
        with st.popover(tr("More filters ({n_set} set)", n_set=n_set) if n_set else tr("More filters")):
            for name in behind:
                FILTERS[name].show(thefts, page.default(name))
    show_set(page, [name for name in filters_set(page) if name in behind])
    chosen = {name: session[name] for name in filters_set(page)}
    return kept(
        "thefts shown",
        lambda: filter_thefts(select_incidents(thefts, attributions, session["attribution"]), attributions, chosen),
    )


def filters_set(page: Page) -> list[str]:
    """The names of the filters that are not at their default."""
    return [name for name in FILTERS if held(name) != page.default(name)]


def show_set(page: Page, names: Sequence[str]) -> None:
    """What is set of the filters behind the button, each to be taken off."""
    if not names:
        return
    params = {param.name: param for param in page.params}
    with st.container(horizontal=True, key="filters_set"):
        for name in names:
            text = params[name].write(held(name))
            value = plain(params[name].in_words(text) or text)
            st.button(
                tr("{filter}: {value}", filter=capital(tr(FILTERS[name].loosen)), value=value),
                key=session.key(f"take_off_{name}"),
                icon=":material/close:",
                help=tr("Take this filter off"),
                on_click=put,
                args=(name, page.default(name)),
            )


def nothing_left(page: Page) -> None:
    """Say why no theft is shown: none was known, or the filters leave none, and which of them to loosen."""
    if page.record.tables["incidents"].empty:
        nothing(tr("No theft was known on that day."))
        return
    loosen = [tr(named) for named in dict.fromkeys(FILTERS[name].loosen for name in filters_set(page))]
    ways = [tr("loosen {filters}", filters=strung(loosen))] if loosen else []
    if session["attribution"] == "default":
        ways.append(tr("count any attribution"))
    st.info(
        not_zero(tr("No theft matches."), tr("{ways}.", ways=capital(either(ways)))),
        icon=":material/filter_alt_off:",
    )


def say_what_they_rest_on(thefts: pd.DataFrame, attributions: pd.DataFrame) -> None:
    """How many of some thefts, and of all that anybody attributes, rest on one source only; how many rows are not
    single thefts."""
    if len(thefts):
        st.markdown(kept("what thefts rest on", lambda: _rest_on(thefts, attributions)))


def _rest_on(thefts: pd.DataFrame, attributions: pd.DataFrame) -> str:
    n_all, n_one_of_all = attributions["incident_id"].nunique(), len(by_one_source_only(attributions))
    attributions = attributions[attributions["incident_id"].isin(thefts["incident_id"])]
    n, n_one, alone = len(thefts), len(by_one_source_only(attributions)), most_alone(attributions)
    thefts_shown = plural("{n} theft", "{n} thefts", n)
    rest = (
        plural(
            "{n} of {thefts} rests on one source only",
            "{n} of {thefts} rest on one source only",
            n_one,
            thefts=thefts_shown,
        )
        if n_one
        else tr("None of {thefts} rests on one source only", thefts=thefts_shown)
    )
    if alone is not None:
        on = ATTRIBUTOR_KINDS.said(alone.kind, "ifAlone")
        rest = tr("{rest}; {n} rest on {one_alone}, {name}", rest=rest, n=whole(alone.n), one_alone=on, name=alone.name)
    parts = [rest]
    if n < n_all:
        parts.append(
            plural(
                "Of the {n} theft in the record, {alone} rests on one source only",
                "Of all {n} thefts in the record, {alone} rest on one source only",
                n_all,
                alone=whole(n_one_of_all),
            )
        )
    if several := incident_sums(thefts).n_several:
        parts.append(
            plural(
                "{n} row of them covers, or may cover, several thefts, so the number of rows is not the "
                "number of thefts",
                "{n} rows of them cover, or may cover, several thefts, so the number of rows is not the "
                "number of thefts",
                several,
            )
        )
    return plain(". ".join(parts) + ".")
