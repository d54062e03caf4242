"""Where are DPRK workers reported, how many, by whom and when?"""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from charts import map_view
from exports.map_file import map_files, map_rows
from exports.offer import File, View, figure_file
from language.messages import mark, plural, tr
from links.params import Param, choice, flag, open_row, place, subject
from links.state import session
from links.years import span
from loaders.boundaries import load_outlines
from loaders.codes import SECTORS, WORKER_MEASURES
from loaders.tables import Record
from look.palette import LIGHT
from pages._host_countries.panel import panel
from pages._host_countries.profile import profile
from pages._host_countries.ranked import list_places
from pages._host_countries.selection import (
    OF_THE_MAP,
    REGION_WORDS,
    claimed_years,
    controls,
    parts_of_the_world,
    selected_claims,
)
from pages._host_countries.world import draw_map
from pages._parts.files import downloads
from pages._parts.frame import begin, end
from pages._parts.page import kept
from pages._parts.phone import choosing
from pages._parts.tables import claim_table
from subjects.hosts import statuses
from subjects.ordering import TIME, keys_of, ordered
from subjects.places import abroad, place_anchors, place_codes, place_labels
from subjects.workers import claim_years, first_measure, spans_of_places, worker_claims
from words.text import not_zero

WHERE = ("iso3", "region", "lines")
"""The parameters on which it does not depend which claims count, and what they say together."""


def params(record: Record) -> list[Param]:
    """A place; what is counted, when and in which sector; the part of the world; lines; one claim."""
    claims = record.tables["worker_claims"]
    sector = choice("sector", sorted(claims["sector"].unique()), None, said=SECTORS.__getitem__)
    region = choice("region", REGION_WORDS, "world", also=parts_of_the_world())
    return [
        place("iso3", place_codes(record)),
        subject(choice("measure", WORKER_MEASURES, first_measure())),
        span("years", *claim_years(claims), partial(claimed_years, record)),
        replace(sector, label=mark("Sector")),
        replace(region, label=mark("Part of the world")),
        flag("lines", True),
        open_row("claim", claims["claim_id"].tolist(), record),
    ]


def files_of_map(on_map: pd.DataFrame, span: pd.DataFrame, anchors: pd.DataFrame, view: View) -> list[File]:
    """The places of the map as files for programs that draw maps; they hold every place, whichever is chosen."""
    whole = replace(view.apart_from(("iso3", "claim", "lines")), name="host-countries")
    return map_files(lambda: map_rows(on_map, span, anchors), whole, measure=session["measure"], outlines=load_outlines)


def main() -> None:
    """The map with its list, then one place or the claims behind the map."""
    page = begin("host_countries", params)
    claims, status = worker_claims(page.record), statuses(page.record)
    if claims.empty:
        st.info(not_zero(tr("No claim about workers was known on that day."), tr("Choose a later day.")))
        end(page)
        return
    with choosing(in_a_row=False):
        controls(place_labels(page.record), claims, page.default("years"))
    chosen = session["iso3"]
    anchors = place_anchors(page.record)
    in_view = map_view.places_in(anchors, session["region"])
    everywhere = kept("selected", lambda: selected_claims(page, claims), apart_from=WHERE)
    span_everywhere = kept("spans", lambda: spans_of_places(everywhere), apart_from=WHERE)
    selected = kept("selected in view", lambda: everywhere[everywhere["place"].isin(in_view | {chosen})])
    span = kept(
        "spans in view",
        lambda: span_everywhere[span_everywhere["iso3"].isin(in_view | {chosen})].reset_index(drop=True),
    )
    rows_of_chosen = status[status["iso3"] == chosen], span[span["iso3"] == chosen]
    row, about = (rows.iloc[0] if len(rows) else None for rows in rows_of_chosen)
    left, right = st.columns([2.6, 1], gap="medium")
    if row is not None:
        with right:
            spot = panel(page.record, row, about)  # before the map, which keeps a browser busy while it is drawn
    with left:
        drawn = draw_map(page, status, selected, span, anchors)
    with right:
        list_places(span, status, anchors)
    if row is None:
        st.info(
            tr("Choose a place on the map, in the list or by name to see every claim about it."),
            icon=":material/touch_app:",
        )
        shown, name = selected, "host-countries"
    else:
        shown, name = kept("here", lambda: claims[claims["place"] == chosen], chosen), f"host-{chosen}"
        profile(page, shown, selected, row, about, spot)
    if len(shown):
        # What is said of the latest time is what readers look for, and most steps of the years leave the first screen
        # as it is.
        newest = kept("newest first", lambda: ordered(shown, keys_of(shown, (TIME,)), descending=True))
        claim_table(
            newest,
            None,
            caption=plural("The {n} claim behind this page", "The {n} claims behind this page", len(shown)),
            key="host_claims",
        )

        def of_the_map(view: View) -> list[File]:
            on_map = abroad(status[status["iso3"].isin(in_view)])
            slide = figure_file(tr("Map as a PowerPoint slide"), "map", view, lambda: drawn(LIGHT).plain(), selected)
            return [*files_of_map(on_map, span, anchors, view), slide]

        tables = ("worker_claims", "sources", "jurisdictions")
        beside = () if row is None else OF_THE_MAP  # all claims about a place are offered, whatever the map counts
        downloads(page.record, newest, name=name, tables=tables, more=of_the_map, apart_from=beside)
    end(page)


main()
