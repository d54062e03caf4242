"""Every place in view, by its highest claim."""

import pandas as pd
import streamlit as st

from charts import map_view
from language.forms import either, joined
from language.messages import plural, tr
from links.plain_text import plain
from links.state import put, session
from loaders.own_rows import IS_OWN, is_own, mark_resting
from loaders.rows import each_row
from pages._parts.page import DRAWN, Page, kept
from subjects.hosts import STATUSES
from subjects.places import abroad
from words.numbers import span_words
from words.text import not_zero


def list_places(span: pd.DataFrame, status: pd.DataFrame, anchors: pd.DataFrame) -> None:
    """Every place in view, ranked by its highest claim, then those without one by status; a press chooses one."""
    chosen = session["iso3"]
    ranked = kept("ranked", lambda: rank(span, status, anchors), apart_from=("iso3", "lines"))
    areas = set(status.loc[status["is_area"], "iso3"])
    n_claimed = sum(not is_silent for _, _, _, is_silent in ranked)
    with st.container(key="places_heading"):
        n_areas = sum(iso3 in areas for iso3, *_ in ranked)
        listed = plural("{n} place", "{n} places", len(ranked) - n_areas)
        if n_areas:
            listed = joined([listed, plural("{n} area", "{n} areas", n_areas)])
        st.header(tr("{places}, {n} with a claim", places=listed, n=n_claimed), anchor=False)
        st.markdown(tr("Lowest to highest claim. Part: a region, firm or sector."))
    if not n_claimed:
        st.info(not_zero(tr("No claim matches."), tr("Try {ways}.", ways=either(_ways_on(DRAWN.get())))))
    with st.container(key="places", height=556 if chosen is None else 222, border=False):
        # One widget for all of them: a button each would be most of the messages of a step.
        labels = {
            iso3: tr("{name} :gray[{said}]", name=f"**{name}**" if iso3 == chosen else name, said=said)
            for iso3, name, said, _ in ranked
        }
        session["place"] = chosen if chosen in labels else None
        st.pills(
            tr("A place in the list"),
            list(labels),
            key=session.key("place"),
            label_visibility="collapsed",
            width="stretch",
            format_func=labels.__getitem__,
            on_change=lambda: put("iso3", session["place"]),
        )


def rank(span: pd.DataFrame, status: pd.DataFrame, anchors: pd.DataFrame) -> list[tuple[str, str, str, bool]]:
    """Every place in view in the order of the list: its code, its name, what is said of it, and whether no claim is."""
    here = status[status["iso3"].isin(map_view.places_in(anchors, session["region"]))]
    here = mark_resting(abroad(here), "iso3", (span, "iso3"))
    rows = here.merge(span.drop(columns=IS_OWN, errors="ignore"), on="iso3", how="left")
    rows = rows.assign(order=rows["status"].map(STATUSES.order), is_silent=rows["n_claims"].isna())
    ranked = rows.sort_values(
        ["is_silent", "highest", "order", "name"], ascending=[True, False, True, True], na_position="last"
    )
    said = []
    for row in each_row(ranked):
        about = [
            said
            for said, holds in (
                (tr("(part)"), row["is_part"] is True),
                (tr("(anonymous or undated)"), row["is_unsigned"] is True),
                (tr("(with own rows)"), is_own(row)),
            )
            if holds
        ]
        words = STATUSES.said(row["status"], "unclaimed") if row["is_silent"] else " ".join([span_words(row), *about])
        said.append((str(row["iso3"]), plain(row["name"]), words, bool(row["is_silent"])))
    return said


def _ways_on(page: Page) -> list[str]:
    """What to change when no claim is left."""
    tried = [tr("another measure")]
    if session["years"] != page.default("years"):
        tried.insert(0, tr("more years"))
    if session["sector"]:
        tried.insert(-1, tr("every sector"))
    if page.known_on is not None:
        tried.append(tr("a later day"))
    return tried
