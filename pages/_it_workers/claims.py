"""What sources say about one thing in one unit."""

import pandas as pd
import streamlit as st

from charts import claim_ranges
from charts.marks import KEY
from language.messages import mark, plural, tr
from loaders.codes import IT_MEASURES, IT_UNITS, PROGRAMME
from pages._it_workers.topic import choose_topic, topic_words
from pages._parts.cards import claims_counted
from pages._parts.choosing import quote_claim
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.page import Page
from subjects.comparability import Comparable
from subjects.it_workers import comparable_in_topic, select_topic
from subjects.quantities import has_number
from words.claims import claim_kind, claim_words
from words.text import listed, not_zero

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
    title = claim_ranges.finding(span, IT_MEASURES[topic["measure"]], kind=kind, by=by, n=int(topic["n_numbered"]))
    said = _said(claims, alike)
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
    "place": mark("{n} about one place"),
    "part": mark("{n} about a part"),
    "unsigned": mark("{n} anonymous or undated"),
    "repeat": mark("{n} that its author had given before"),
}


def _said(claims: pd.DataFrame, alike: Comparable) -> str:
    """How many claims there are, how many of them name a number, and which of these the title leaves out."""
    said, numbered = claims_counted(claims), claims[has_number(claims)]
    in_title, why = len(alike.claims), alike.left_out[has_number(alike.left_out)]["why"]
    if in_title == len(numbered):
        return said
    n_left = {**why.value_counts().to_dict(), "place": len(numbered) - in_title - len(why)}
    left = [tr(message, n=n) for code, message in WITHOUT.items() if (n := n_left.get(code, 0))]
    if not in_title:
        return tr("{claims}, of which {others}", claims=said, others=listed(left))
    return tr("{claims}; the title is based on {n}, leaving out {others}", claims=said, n=in_title, others=listed(left))
