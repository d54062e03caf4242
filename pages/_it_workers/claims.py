"""What sources say about one thing in one unit."""

import pandas as pd
import streamlit as st

from charts import claim_ranges
from charts.marks import KEY
from language.messages import mark, plural, tr
from loaders.codes import IT_MEASURES, IT_UNITS, PROGRAMME
from pages._it_workers.topic import choose_topic, topic_words
from pages._parts.choosing import quote_claim
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.page import Page
from subjects.it_workers import comparable_in_topic, select_topic
from words.claims import claim_kind, claim_words
from words.text import not_zero

WORLDWIDE = mark("Worldwide, or place not stated")
COUNTED = mark(
    "Counted: {what}, as each source counts; single cases can overlap and are never added. "
    "The yearly income of the whole programme is a topic of its own."
)


def show_claims(page: Page) -> None:
    """The claims about one thing in one unit: ranges by source, those without a number as text, one in detail."""
    topic = choose_topic(page)
    claims = select_topic(page.record, topic["measure"], topic["unit"])
    if claims.empty:
        st.info(
            not_zero(tr("No claim about this was known on that day."), tr("Choose a later day or something else.")),
            icon=":material/event_busy:",
        )
        return
    unit, what = IT_UNITS[topic["unit"]], topic_words(topic)
    is_number, kind = topic["subject"] == "numbers", claim_kind(topic)
    place = claims["name"].fillna(tr(WORLDWIDE))
    heads = {name: name for name in sorted(place.unique(), key=lambda name: (name != tr(WORLDWIDE), name))}
    is_case = topic["subject"] not in ("numbers", "pay") and topic["measure"] != PROGRAMME
    claims = claims.assign(group=place, detail=claims["title"] if is_case else pd.Series(pd.NA, claims.index, "string"))
    alike = comparable_in_topic(page.record, topic["measure"], topic["unit"], is_of_people=is_number)
    span = alike.span if len(alike.claims) else None
    by = IT_UNITS.said_after(topic["unit"]) if kind == "money" else ""
    title = claim_ranges.finding(span, IT_MEASURES[topic["measure"]], kind=kind, by=by)
    said = _said(claims, int(topic["n_numbered"]), len(alike.claims), alike.left_out)
    Exhibit(
        key="it_claims",
        rows=claims,
        draw=lambda **look: claim_ranges.claim_ranges(
            claims, kind=kind, unit=unit, by=by, heads=heads if is_number and len(heads) > 1 else None, **look
        ),
        title=title,
        subtitle=tr("{said}, by source and time; {key}", said=said, key=tr(KEY)),
        counted=tr(COUNTED, what=_counted(topic["measure"], topic["unit"])),
        alt=plural(
            "Range chart of {n} claim with a number. {title}.",
            "Range chart of {n} claims with a number. {title}.",
            int(topic["n_numbered"]),
            title=title,
        ),
        opens=("claim",),
        has_bars=True,
        silent=claims,
        quote=lambda: quote_claim(page.record, claims, lambda row: f"{claim_words(row)}: {row['publisher']}"),
        table=Table(
            caption=plural("The {n} claim: {what}", "The {n} claims: {what}", len(claims), what=what),
            key="it_claim_rows",
        ),
        files=[
            Files(
                f"it-{topic['topic']}".replace("_", "-"),
                ("it_worker_claims", "revenue_claims", "sources"),
                claims.drop(columns=["name"]),
            )
        ],
    ).show()


def _counted(measure: str, unit: str) -> str:
    """What is counted, and in which unit where its words do not name that."""
    what = IT_MEASURES[measure]
    return what if IT_MEASURES.says(measure, "isUnitNamed") else tr("{what}, in {unit}", what=what, unit=IT_UNITS[unit])


WITHOUT = {
    "unsigned": mark("{claims}, leaving out {n} anonymous or undated"),
    "part": mark("{claims}, leaving out {n} about a part"),
}


def _said(claims: pd.DataFrame, numbered: int, in_title: int, left_out: pd.DataFrame) -> str:
    """How many claims there are, how many of them name a number, and how many of these the title leaves out."""
    said = plural("{n} claim", "{n} claims", len(claims))
    if numbered < len(claims):
        said = tr("{claims}, {n} with a number", claims=said, n=numbered)
    if 0 < in_title < numbered:
        said = tr("{claims}; the title is based on {n}", claims=said, n=in_title)
    for why, message in WITHOUT.items():
        if n := int(left_out["why"].eq(why).sum()):
            said = tr(message, claims=said, n=n)
    return said
