"""Which claims count: what is counted, in which years and sector, and which part of the world is shown."""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from charts import map_view
from language.messages import Messages, capital, tr
from links.params import EVERYTHING
from links.state import put, session
from loaders.codes import SECTORS, WORKER_MEASURES
from loaders.tables import Record
from pages._parts.choosing import keep_choice
from pages._parts.page import Page
from pages._parts.place_box import place_box
from subjects.places import place_anchors
from subjects.vintage import as_known_on
from subjects.workers import next_years, select_worker_claims, worker_claims, years_alone

REGION_WORDS = Messages({code: part.name for code, part in map_view.REGIONS.items()})

OF_THE_MAP = ("measure", "years", "sector", "region", "lines")
"""The parameters on which it does not depend what the record says of one place."""


def parts_of_the_world() -> dict[str, str]:
    """The English names of the parts of the world, each with its code; a link may hold either."""
    return {name: code for code, name in REGION_WORDS.marked().items()} | dict.fromkeys(EVERYTHING, "world")


def claimed_years(record: Record, asked: Mapping[str, Any]) -> tuple[int, int] | None:
    """The first and the last year of which the view that a link asks for shows a claim; None where it shows none."""
    known = as_known_on(record, asked["known_on"])
    claims = worker_claims(known)
    shown = select_worker_claims(claims, measure=asked["measure"], sector=asked["sector"])
    places = {asked["iso3"]} if asked["iso3"] else map_view.places_in(place_anchors(known), asked["region"])
    return years_alone(shown[shown["place"].isin(places)])


def play() -> str:
    """Buttons that look/years.js hears: they press the step to the next years again and again."""
    pace = html.escape(tr("Playback speed: {times}×", times=1))
    return (
        f'<div class="hc-play"><button type="button" data-play aria-pressed="false">{tr("Play")}</button>'
        f'<button type="button" data-pace aria-label="{pace}">1×</button></div>'
    )


def controls(names: dict[str, str], claims: pd.DataFrame, years: tuple[int, int]) -> None:
    """What is counted, in which years and sector, and which part of the world is shown."""
    sectors = sorted(claims["sector"].unique())
    keep_choice("sector", sectors)
    measure, period, sector, region, place = st.columns([1.1, 1.9, 1, 1.1, 1.35], gap="small")
    measure.selectbox(
        tr("What is counted"),
        list(WORKER_MEASURES),
        key=session.key("measure"),
        format_func=lambda measure: capital(WORKER_MEASURES[measure]),
    )
    with period.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        step_button(tr("The years before"), "chevron_left", years, -1)
        st.slider(tr("About the years"), *years, key=session.key("years"))
        step_button(tr("The next years"), "chevron_right", years, 1)
        st.html(play(), width="content")
    sector.selectbox(
        tr("Sector"),
        sectors,
        index=None,
        key=session.key("sector"),
        placeholder=tr("Every sector"),
        format_func=lambda sector: capital(SECTORS[sector]),
    )
    region.selectbox(
        tr("Part of the world"),
        list(map_view.REGIONS),
        key=session.key("region"),
        format_func=lambda code: REGION_WORDS[code],
    )
    with place:
        place_box(tr("Find a place"), "iso3", names, index=None, placeholder=tr("Name, code, 한국어, 中文"))


def step_button(label: str, icon: str, ends: tuple[int, int], step: int) -> None:
    """A button that moves the years on; from all years it goes through them one by one."""
    st.button(
        label,
        key=session.key(f"years_{icon}"),
        icon=f":material/{icon}:",
        on_click=lambda: put("years", next_years(session["years"], ends, step)),
        help=tr("{label}: one year at a time from the whole period, which comes back at the end", label=label),
    )


def selected_claims(page: Page, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims about what is counted, in the years and the sector chosen."""
    return select_worker_claims(
        claims,
        measure=session["measure"],
        years=None if session["years"] == page.default("years") else session["years"],
        sector=session["sector"],
    )
