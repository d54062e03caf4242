"""Claims by group: the chart, those without a number, one in detail, the rows behind it."""

import pandas as pd

from charts import claim_ranges
from charts.marks import KEY
from language.messages import plural, tr
from pages._parts.cards import claim_card
from pages._parts.choosing import ONE_CLAIM, choose_row
from pages._parts.exhibit import Exhibit, Files, Table
from pages._parts.page import Page
from words.claims import claim_words, claims_words


def draw(
    page: Page,
    rows: pd.DataFrame,
    *,
    key: str,
    unit: str,
    by: str = "",
    title: str,
    heads: dict[str, str],
    group: str,
    ends: tuple[str, str] = ("low", "high"),
) -> None:
    """A chart of claims by group, those without a number as text, one in detail, the table and the download."""
    rows = rows.sort_values(
        group, key=lambda column: column.map({code: i for i, code in enumerate(heads)}), kind="stable"
    )
    n = int((rows[ends[0]].notna() | rows[ends[1]].notna()).sum())
    what = (
        tr("the share that a channel pays for or makes up, of the total named above it")
        if key == "shares"
        else tr("claims")
    )
    Exhibit(
        key=f"revenue_{key}",
        rows=rows,
        draw=lambda **look: claim_ranges.claim_ranges(
            rows.assign(group=rows[group]),
            kind="percent" if key == "shares" else "money",
            unit=unit,
            by=by,
            heads=heads if rows[group].nunique() > 1 else None,
            ends=ends,
            **look,
        ),
        title=title,
        subtitle=tr(
            "{claims}, {unit}, by source and time; {key}",
            claims=claims_words(len(rows), n),
            unit=unit,
            key=tr(KEY),
        ),
        counted=tr("Counted: {what} as each source counts; groups overlap and are never added.", what=what)
        if key == "shares"
        else tr(
            "Counted: {what} as each source counts, in dollars of the time; groups overlap and are never added.",
            what=what,
        ),
        alt=plural(
            "Range chart of {n} claim with a number, {unit}. {title}.",
            "Range chart of {n} claims with a number, {unit}. {title}.",
            n,
            unit=unit,
            title=title,
        ),
        opens=("claim",),
        has_bars=ends == ("low", "high"),
        silent=rows,
        quote=lambda: quote(page, rows, key),
        table=Table(caption=plural("The {n} claim shown", "The {n} claims shown", len(rows)), key=f"rows_{key}"),
        files=[Files(f"revenue-{key}", ("revenue_claims", "sources"))],
        apart_from=("per", "channel") if key == "shares" else (),
    ).show()


def quote(page: Page, rows: pd.DataFrame, key: str) -> None:
    """One claim in detail, with its citation."""
    row = choose_row(
        rows,
        "claim_id",
        "claim",
        key=f"pick_{key}",
        label=tr(ONE_CLAIM),
        name=lambda row: f"{claim_words(row)}: {row['publisher']}",
    )
    if row is not None:
        claim_card(page.record, row)
