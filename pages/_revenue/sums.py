"""What each channel is said to earn or to cost: the claims about sums of money."""

import pandas as pd
import streamlit as st

from charts import claim_ranges
from language.messages import Messages, capital, mark, tr
from links.state import session
from loaders.codes import CHANNELS, PERIODS
from pages._parts.choosing import keep_choice
from pages._parts.frame import nothing
from pages._parts.page import Page, kept
from pages._parts.phone import choosing
from pages._revenue.claims import draw
from subjects.comparability import comparable
from subjects.revenue import revenue_claims, select_sums
from words.text import not_zero

ABOUT = Messages(
    {
        "income": mark(
            "**No total across channels is computed**: channels overlap (cyber theft includes crypto "
            "theft, banned goods include coal), periods differ and sources disagree."
        ),
        "cost": mark(
            "What weapons are said to **cost** is not income. No difference between the two is computed, "
            "because no source states one."
        ),
        "yardstick": mark(
            "**Not income.** Comparisons only: all exports together, what a resolution allowed or "
            "was to take away, and attempted thefts."
        ),
    }
)


def show_sums(page: Page, kind: str) -> None:
    """The claims of one kind of channel about sums of money: one chart for one `per`, grouped by channel."""
    claims = revenue_claims(page.record)
    counts = kept(f"counts of {kind}", lambda: {per: len(select_sums(claims, kind, per)) for per in PERIODS})
    offered = [per for per in PERIODS if counts[per]]
    channels = [channel for channel in CHANNELS.where(kind=kind) if claims["channel"].eq(channel).any()]
    if not offered:
        nothing(tr("No such claim was known on that day."))
        return
    if session["per"] not in offered:
        missing = PERIODS[session["per"]]
        st.info(
            tr(
                "Nothing here is counted this way: {missing}. Showing: {period}.",
                missing=missing,
                period=PERIODS[offered[0]],
            )
        )
        session["per"] = offered[0]
    keep_choice("channel", channels)
    with choosing():
        st.segmented_control(
            tr("US dollars"),
            offered,
            key=session.key("per"),
            required=True,
            format_func=lambda per: f"{PERIODS[per].capitalize()} ({counts[per]})",
        )
        st.selectbox(
            tr("Channel"),
            channels,
            index=None,
            key=session.key("channel"),
            width=280,
            placeholder=tr("All channels, each by itself"),
            format_func=lambda channel: capital(CHANNELS[channel]),
        )
        st.markdown(ABOUT[kind], width=470)
    per, channel = session["per"], session["channel"]
    rows = select_sums(claims, kind, per, channel)
    if rows.empty:
        st.info(
            not_zero(
                tr(
                    "No claim about {channel} counted this way.",
                    channel=CHANNELS[channel],
                ),
                tr("Choose another channel or count."),
            ),
            icon=":material/filter_alt_off:",
        )
        return
    unit = tr("US dollars {per}", per=PERIODS[per])
    title = kept(f"title of {kind}", lambda: sums_title(rows, per))
    heads = {channel: CHANNELS[channel] for channel in CHANNELS.where(kind=kind)}
    draw(page, rows, key=kind, unit=unit, by=PERIODS[per], title=title, heads=heads, group="channel")


def sums_title(rows: pd.DataFrame, per: str) -> str:
    """What the comparable claims of one channel say of a year; else which single claim names the most, when and by
    whom."""
    by = PERIODS.said_after(per)
    if rows["channel"].nunique() == 1 and PERIODS.says(per, "time") == "year":
        alike = comparable(rows)
        return claim_ranges.finding(
            alike.span if len(alike.claims) else None, CHANNELS[rows["channel"].iloc[0]], kind="money", by=by
        )
    return claim_ranges.highest_finding(rows, CHANNELS, by=by)
