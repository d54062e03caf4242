"""A year's thefts beside other sums of the state's money."""

import streamlit as st

from charts import claim_ranges
from language.messages import plural, tr
from loaders.codes import CHANNELS, WHOLES
from loaders.rows import FrameRow, each_row
from pages._crypto_theft.quoting import choose_claim
from pages._crypto_theft.totals import chosen_year, years_of
from pages._parts.choosing import choose_among
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.frame import nothing
from pages._parts.page import Page
from subjects.comparability import spans
from subjects.editions import whole_years
from subjects.thefts import theft_shares, yardsticks
from subjects.thefts import theft_totals as total_claims
from words.claims import shares_words
from words.numbers import span_words
from words.text import is_missing


def show_yardsticks(page: Page) -> None:
    """A year's theft claims beside other claims about the state's money, and which shares sources claim."""
    claims = total_claims(page.record)
    by_year = whole_years(claims)
    if by_year.empty:
        nothing(tr("No claim about thefts was known on that day."))
        return
    year = chosen_year(claims, by_year)
    choose_among(tr("Thefts of"), "year", years_of(by_year), year)
    st.markdown(
        tr(
            "These sums are about different periods: check the dates. Income, spending and exports are never "
            "added together or offset against each other."
        )
    )
    rows = yardsticks(page.record, year)
    heads = {
        "stolen": tr("Said to be stolen in {year}", year=year),
        "weapons": tr("Said to be spent on missiles and nuclear weapons"),
        "exports": tr("Said to be exported, lawful or not"),
        "labour": tr("Said to be earned by workers and IT workers abroad"),
    }
    stolen = spans(rows[rows["group"] == "stolen"], "group").iloc[0]
    others = len(rows) - int(stolen["n_claims"])
    title = plural(
        "Thefts in {year}: {span}, compared with {n} claim about other money",
        "Thefts in {year}: {span}, compared with {n} claims about other money",
        others,
        year=year,
        span=span_words(stolen, kind="money"),
    )
    detail = [_channel_words(row) for row in each_row(rows)]
    Exhibit(
        key="yardsticks",
        rows=rows,
        draw=lambda **look: claim_ranges.claim_ranges(
            rows.assign(detail=detail), kind="money", unit=tr("US dollars"), heads=heads, **look
        ),
        title=title,
        subtitle=tr("Each claim with its publisher, the period it is about and its own range; nothing is added"),
        counted=tr("Counted: what each source says was stolen, spent, exported or earned, in dollars of the time."),
        alt=plural(
            "Range chart of {n} claim in {groups} groups. {title}.",
            "Range chart of {n} claims in {groups} groups. {title}.",
            len(rows),
            groups=len(heads),
            title=title,
        ),
        opens=("claim",),
        quote=lambda: choose_claim(page, rows, "quote_yardsticks"),
        table=Table(caption=plural("The {n} claim", "The {n} claims", len(rows)), key="yardstick_claims"),
        files=[Files("yardsticks", ("theft_totals", "revenue_claims", "sources"))],
    ).show()
    show_shares(page)


def _channel_words(row: FrameRow) -> str:
    """What a claim is about, beside its figure: the channel, or who estimates where that is not the publisher."""
    if not is_missing(row["channel"]):
        return CHANNELS[str(row["channel"])]
    return "" if row["estimator"] == row["publisher"] else tr("according to {estimator}", estimator=row["estimator"])


def show_shares(page: Page) -> None:
    """Which part of some whole theft is said to make up."""
    rows = theft_shares(page.record)
    if rows.empty:
        return
    st.header(tr("The share of the state's income that theft is said to make up"), anchor=False)
    rows = rows.assign(group=rows["share_of"], detail=rows["channel"].map(CHANNELS))
    title = shares_words(rows)
    Exhibit(
        key="shares",
        rows=rows,
        draw=lambda **look: claim_ranges.claim_ranges(
            rows,
            kind="percent",
            unit=tr("of the total named in each heading"),
            ends=("share_low", "share_high"),
            heads={
                name: tr("Share of {text}", text=text)
                for name, text in WHOLES.items()
                if rows["share_of"].eq(name).any()
            },
            **look,
        ),
        title=title,
        subtitle=tr("Percent of the total named in each heading"),
        counted=tr("Counted: the share that each source states; some count banks and other cyber theft too."),
        alt=plural(
            "Range chart of {n} claim about shares. {title}.",
            "Range chart of {n} claims about shares. {title}.",
            len(rows),
            title=title,
        ),
        opens=("claim",),
        quote=lambda: choose_claim(page, rows, "quote_shares"),
        table=Table(
            caption=plural("The {n} claim about shares", "The {n} claims about shares", len(rows)), key="share_claims"
        ),
        files=[Files("theft-shares", ("revenue_claims", "sources"))],
        apart_from=("year",),
    ).show()
