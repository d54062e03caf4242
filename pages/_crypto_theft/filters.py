"""The filters of thefts: each with its parameter in the link, its control, the thefts that it leaves, and what a reader
is told to loosen when none is left. A new one is an entry of FILTERS."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from language.messages import Messages, capital, mark, plural, tr
from links.params import Param, choice, choices
from links.state import session
from links.years import span
from loaders.codes import ATTRIBUTOR_KINDS, STRENGTHS, VICTIM_KINDS
from loaders.network_names import network_names
from loaders.tables import Record
from subjects.attributions import attributions, held_to_account_by, select_incidents
from subjects.outcomes import has_outcome
from subjects.quantities import bottom_of, top_of
from subjects.thefts import incidents, named
from subjects.vintage import as_known_on

LEAST: Final = Messages(
    {"0": mark("Any amount"), "1": mark("$1 million"), "10": mark("$10 million"), "100": mark("$100 million")}
)
MOST: Final = Messages(
    {"1": mark("$1 million"), "10": mark("$10 million"), "100": mark("$100 million"), "any": mark("Any amount")}
)
RECOVERED: Final = Messages(
    {"any": mark("All"), "with": mark("With a sum recovered, seized or frozen"), "without": mark("With none known")}
)
NAMES_OF: Final = Messages({"network": mark("Network"), "actor": mark("Group named")})


@dataclass(frozen=True)
class Filter:
    """One filter of thefts.

    `param`: its parameter, made from the whole record. `show`: its control, from the thefts known on the
    reader's day and the default. `keeps`: which thefts a value other than the default leaves, as a mask, from thefts,
    value and all attributions. `loosen`: what a reader is told to loosen. `is_at_hand`: it stands above the chart, not
    behind a button.
    """

    param: Callable[[Record], Param]
    show: Callable[[pd.DataFrame, Any], object]
    keeps: Callable[[pd.DataFrame, Any, pd.DataFrame], pd.Series]
    loosen: str
    is_at_hand: bool = False


def _one_of(
    name: str, label: str, words: Mapping[str, str], default: str, keeps: Callable[..., pd.Series], **more: Any
) -> Filter:
    """One of a few values."""

    def show(thefts: pd.DataFrame, default: Any) -> None:
        st.selectbox(tr(label), list(words), key=session.key(name), width=180, format_func=words.__getitem__)

    return Filter(lambda record: replace(choice(name, words, default), label=label), show, keeps, **more)


def _some_of(name: str, label: str, words: Mapping[str, str], keeps: Callable[..., pd.Series], loosen: str) -> Filter:
    """Several of some codes, none chosen meaning all."""

    def show(thefts: pd.DataFrame, default: Any) -> None:
        pills(tr(label), name, words)

    return Filter(lambda record: replace(choices(name, words), label=label), show, keeps, loosen)


def _named(column: str, loosen: str, also: Mapping[str, str] | None = None) -> Filter:
    """Some of the names in a column, of which a theft must hold one; one that states none is left out. `also`: further
    names that a link may hold, each with the one in the column."""

    def show(thefts: pd.DataFrame, default: Any) -> None:
        stated = int(thefts[column].notna().sum())
        label = plural(
            "{column} (stated for {stated} of {n} theft)",
            "{column} (stated for {stated} of {n} thefts)",
            len(thefts),
            column=NAMES_OF[column],
            stated=stated,
        )
        pills(label, column, named(thefts[column]))

    def keeps(thefts: pd.DataFrame, codes: Sequence[str], attributions: pd.DataFrame) -> pd.Series:
        names = named(thefts[column])
        wanted = {names[code] for code in codes if code in names}
        lists = thefts[column].fillna("").str.split(";")
        return lists.map(lambda names: any(name.strip() in wanted for name in names)).astype(bool)

    def param(record: Record) -> Param:
        names = named(record.tables["incidents"][column])
        codes = {name: code for code, name in names.items()}
        others = {other: codes.get(name, "") for other, name in (also or {}).items()}
        return replace(choices(column, names, others), label=NAMES_OF.marked()[column])

    return Filter(param, show, keeps, loosen)


def pills(label: str, key: str, words: Mapping[str, str]) -> None:
    """A choice of several, none chosen meaning all."""
    st.pills(
        label,
        list(words),
        key=session.key(key),
        selection_mode="multi",
        format_func=lambda code: capital(words[code]),
    )


def _years(record: Record) -> Param:
    dates = record.tables["incidents"]["date_first"].dt.year
    years = span("years", int(dates.min()), int(dates.max()), partial(_years_of_thefts, record))
    return replace(years, label=mark("Years"))


def _years_of_thefts(record: Record, asked: Mapping[str, Any]) -> tuple[int, int] | None:
    """The first and the last year with a theft in the view that a link asks for; None where no theft is in it."""
    known = as_known_on(record, asked["known_on"])
    known_attributions = attributions(known)
    others = {name: one.param(record).default for name, one in FILTERS.items() if name != "years"}
    chosen = {name: asked[name] for name, default in others.items() if asked[name] != default}
    counted = select_incidents(incidents(known), known_attributions, asked["attribution"])
    dates = filter_thefts(counted, known_attributions, chosen)["date_first"].dt.year
    return (int(dates.min()), int(dates.max())) if len(dates) else None


FILTERS: Final[dict[str, Filter]] = {
    # A range is kept that meets the span of amounts; with either end, a theft without an amount is left out.
    "least": _one_of(
        "least",
        mark("At least"),
        LEAST,
        "0",
        lambda thefts, least, attributions: top_of(thefts).ge(float(least) * 1e6).fillna(False),
        loosen=mark("the amount"),
        is_at_hand=True,
    ),
    "most": _one_of(
        "most",
        mark("At most"),
        MOST,
        "any",
        lambda thefts, most, attributions: bottom_of(thefts).le(float(most) * 1e6).fillna(False),
        loosen=mark("the amount"),
        is_at_hand=True,
    ),
    "years": Filter(
        _years,
        lambda thefts, ends: st.slider(tr("Years"), ends[0], ends[1], key=session.key("years")),
        lambda thefts, years, attributions: thefts["date_first"].dt.year.between(*years),
        mark("the years"),
    ),
    "victim_kind": _some_of(
        "victim_kind",
        mark("Kind of victim"),
        VICTIM_KINDS,
        lambda thefts, kinds, attributions: thefts["victim_kind"].isin(kinds),
        mark("the kinds of victim"),
    ),
    "network": _named("network", mark("the network"), network_names()),
    "actor": _named("actor", mark("the group")),
    "by": _some_of(
        "by",
        mark("Attributed by"),
        ATTRIBUTOR_KINDS,
        lambda thefts, kinds, attributions: thefts["incident_id"].isin(held_to_account_by(attributions, kinds)),
        mark("who attributes"),
    ),
    "strength": _some_of(
        "strength",
        mark("Firmest attribution"),
        STRENGTHS,
        lambda thefts, strengths, attributions: thefts["strength"].isin(strengths),
        mark("the strength"),
    ),
    "recovered": _one_of(
        "recovered",
        mark("Recovered, seized or frozen"),
        RECOVERED,
        "any",
        lambda thefts, which, attributions: has_outcome(thefts) == (which == "with"),
        loosen=mark("what is recovered, seized or frozen"),
    ),
}
"""The filters of thefts by their name in the link, in the order of the controls."""


def filter_thefts(thefts: pd.DataFrame, attributions: pd.DataFrame, chosen: Mapping[str, Any]) -> pd.DataFrame:
    """The thefts that the chosen filters leave, in their order.

    `thefts`: rows of `incidents` with `strength`; `attributions`: all there are; `chosen`: the value of each filter
    that is not at its default, by its name.
    """
    masks = [FILTERS[name].keeps(thefts, value, attributions) for name, value in chosen.items()]
    return thefts[pd.concat(masks, axis=1).all(axis=1)] if masks else thefts
