"""Claims by group: the chart, those without a number, one in detail, the rows behind it."""

from functools import partial

import pandas as pd

from charts import claim_ranges
from charts.marks import KEY
from pages._parts.cards import claim_card
from pages._parts.choosing import ONE_CLAIM, choose_row, selected_customdata
from pages._parts.exhibit import chart, words
from pages._parts.files import downloads
from pages._parts.page import Page, palette
from pages._parts.tables import claim_table, said_without_number
from words.claims import claim_words
from words.text import plural


def draw(
    page: Page,
    rows: pd.DataFrame,
    *,
    key: str,
    unit: str,
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
    what = "what a channel pays for or makes up, a share of the whole named above it" if key == "shares" else "claims"
    chart(
        lambda: claim_ranges.claim_ranges(
            rows.assign(group=rows[group]),
            palette=palette(),
            kind="percent" if key == "shares" else "money",
            unit=unit,
            heads=heads if rows[group].nunique() > 1 else None,
            ends=ends,
            columns=200,
            words=words(
                page.record,
                rows,
                title=title,
                subtitle=f"{plural(len(rows), 'claim')}, {unit}, by source and time; {KEY}",
                counted=f"Counted: {what} as each source counts, nominal; groups overlap and are never added.",
            ),
        ),
        key=f"revenue_{key}",
        claims=rows if ends == ("low", "high") else None,
        alt=f"Range chart of {plural(n, 'claim')} with a number, {unit}. {title}.",
        on_select=partial(selected_customdata, f"revenue_{key}", "claim"),
        selection_mode="points",
    )
    said_without_number(rows, key=key)
    row = choose_row(
        rows,
        "claim_id",
        "claim",
        key=f"pick_{key}",
        label=ONE_CLAIM,
        name=lambda row: f"{claim_words(row)}: {row['publisher']}",
    )
    if row is not None:
        claim_card(page.record, row)
    claim_table(rows, None, caption=f"The {plural(len(rows), 'claim')} shown", key=f"rows_{key}")
    downloads(page.record, rows, name=f"revenue-{key}", tables=("revenue_claims", "sources"))
