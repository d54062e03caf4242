"""The map of statuses and rings."""

from collections.abc import Callable

import pandas as pd

from charts import figure as go
from charts import host_map, map_view
from language.messages import plural, tr
from links.state import session
from loaders.codes import WORKER_MEASURES
from loaders.rows import each_row
from look.palette import Palette
from pages._host_countries.selection import REGION_WORDS
from pages._parts.exhibit import Exhibit
from pages._parts.page import Page
from serving.outlines import hatch_urls, outlines_for
from subjects.hosts import advisory_counts, listed_by_name
from subjects.places import abroad
from words.claims import advisory_words
from words.dates import period_words
from words.numbers import span_words


def draw_map(
    page: Page, status: pd.DataFrame, selected: pd.DataFrame, span: pd.DataFrame, anchors: pd.DataFrame
) -> Callable[[Palette], go.Figure]:
    """The map of statuses and rings; a click chooses a place. Gives what draws it, in a palette of choice."""
    measure, years = session["measure"], session["years"]
    names, region = status.set_index("iso3")["name"], session["region"]
    hosts, chosen = abroad(status), session["iso3"]

    is_part = region != "world"
    in_view = hosts[hosts["iso3"].isin(map_view.places_in(anchors, region))]

    def title() -> str:
        return host_map.finding(in_view)

    def alt() -> str:
        top = span.sort_values(["highest", "iso3"], ascending=[False, True], na_position="last").head(3)
        largest = "; ".join(f"{names[row['iso3']]} {span_words(row)}" for row in each_row(top)) or tr("no claim")
        what = WORKER_MEASURES[measure]
        said = {"n": len(in_view), "what": what, "largest": largest}
        if not is_part:
            return tr("World map of {n} places by status, with rings for {what}. Largest: {largest}.", **said)
        part = REGION_WORDS[region]
        return tr("Map of {part}: {n} places by status, with rings for {what}. Largest: {largest}.", part=part, **said)

    exhibit = Exhibit(
        key="map",
        rows=selected,
        draw=lambda **look: host_map.host_map(
            hosts,
            span,
            anchors,
            outlines=outlines_for(hosts["iso3"], is_fine=is_part),
            hatches=hatch_urls(is_fine=is_part),
            measure=measure,
            region=region,
            chosen=chosen,
            about="" if years == page.default("years") else period_words(*years),
            **look,
        ),
        title=title,
        subtitle=_measured(WORKER_MEASURES[measure], span, period_words(*page.years())),
        counted=lambda: counted(page, measure),
        alt=alt,
        has_boundary=True,
        opens=("iso3",),
        apart_from=("lines",),
    )
    exhibit.show()
    return exhibit.figure


def counted(page: Page, measure: str) -> str:
    """Which claims count, and how many places the advisory of 2018 lists."""
    said = tr(
        "Counted: {measure} as each source counts them; the whole place where a claim gives it, else the part with the "
        "highest figure; anonymous and undated claims only where there is no other.",
        measure=WORKER_MEASURES[measure],
    )
    listed = advisory_words(advisory_counts(page.record))
    if not listed:
        return said
    named = tr("Listed in 2018: {count}; {n} confirmed by name here.", count=listed, n=listed_by_name(page.record))
    return f"{said} {named}"


def _measured(what: str, span: pd.DataFrame, time: str) -> str:
    """What the rings say, of how many places, about when, and how many places have claims but no ring."""
    n = int((span["n_numbered"] > 0).sum())
    if span.empty:
        return tr("No claim about {measure} for {time}: unknown, not zero", measure=what, time=time)
    if n == 0:
        return tr("No claim with a number about {measure} for {time}: unknown, not zero", measure=what, time=time)
    said = plural(
        "Lowest to highest claim about {measure} in {n} place, at any time, {time}",
        "Lowest to highest claim about {measure} in {n} places, at any time, {time}",
        n,
        measure=what,
        time=time,
    )
    if n == len(span):
        return said
    return plural(
        "{said}; {n} more place has claims without a number",
        "{said}; {n} more places have claims without a number",
        len(span) - n,
        said=said,
    )
