"""One row to quote: opened by its mark or from a list, with its document and a citation to copy."""

from collections.abc import Callable

import pandas as pd

from exports.citations import Quote, attribution_quote, laundering_quote
from language.messages import Messages, mark, tr
from loaders.codes import STEPS, STRENGTHS
from loaders.rows import FrameRow
from loaders.tables import Record
from pages._parts.cards import cite, claim_card, document_facts, facts
from pages._parts.choosing import ONE_CLAIM, choose_row
from pages._parts.own_rows import own_fact
from pages._parts.page import Page
from words.claims import claim_words, time_words
from words.dates import date_words
from words.numbers import money
from words.text import is_missing

QUOTED = {
    "claim": (("theft_totals", "claim_id"), ("revenue_claims", "claim_id"), ("incident_amounts", "claim_id")),
    "said": (("attributions", "attribution_id"),),
    "event": (("laundering", "event_id"),),
}
"""The rows that a click on a mark opens, by the name of their id in the link: their tables and keys."""
WHO = Messages(
    {
        "attributed_by": mark("Attributed by"),
        "strength": mark("How firmly"),
        "when": mark("When"),
        "publisher": mark("Publisher"),
        "title": mark("Document"),
        "grade": mark("Grade"),
        "note": mark("Note"),
    }
)
WENT = Messages(
    {
        "when": mark("Date"),
        "kind": mark("What"),
        "service": mark("Service or body"),
        "figure": mark("Amount"),
        "summary": mark("The source says"),
        "publisher": mark("Publisher"),
        "title": mark("Document"),
        "grade": mark("Grade"),
    }
)


def ids_of(record: Record, quoted: str) -> list[str]:
    """The ids among which a row to quote is chosen."""
    return [row for table, key in QUOTED[quoted] for row in record.tables[table][key].tolist()]


def choose(
    rows: pd.DataFrame,
    quoted: str,
    key: str,
    label: str,
    name: Callable[[FrameRow], str],
    opened: str | None = None,
) -> pd.Series | None:
    """A list of the rows a chart shows, by name; the one that is open. `opened`: the theft that all are of."""
    return choose_row(rows, QUOTED[quoted][0][1], quoted, key=key, label=label, name=name, opened=opened)


def choose_claim(page: Page, rows: pd.DataFrame, key: str, opened: str | None = None) -> None:
    """One claim with everything about it, and its citation; of one theft, where that is `opened`."""
    if (row := choose(rows, "claim", key, tr(ONE_CLAIM), _claim_name, opened)) is not None:
        claim_card(page.record, row)


def _claim_name(row: FrameRow) -> str:
    return f"{row['author']}, {time_words(row, short=True)}: {claim_words(row)}"


def attribution_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Attributions, or thefts by their firmest one, as a table shows them."""
    return rows.assign(when=rows["date"].map(date_words), strength=rows["strength"].map(dict(STRENGTHS)))


def choose_attribution(page: Page, rows: pd.DataFrame) -> None:
    """One attribution with everything about it, and its citation; `rows` with the name of the victim."""
    row = choose(
        rows,
        "said",
        "quote_said",
        tr("One attribution in detail, with a citation to copy"),
        lambda row: f"{row['victim']}: {row['attributed_by']}, {STRENGTHS[row['strength']]}",
    )
    if row is None:
        return
    document_card(
        row,
        {
            tr("Theft"): row["victim"],
            tr("Attributed by"): row["attributed_by"],
            tr("How firmly"): STRENGTHS[row["strength"]],
            tr("When"): date_words(row["date"]),
        },
        attribution_quote(row, page.record.version),
    )


def choose_event(page: Page, rows: pd.DataFrame, key: str) -> None:
    """One event in the trail of the money with everything about it, and its citation."""
    rows = event_words(rows)
    row = choose(
        rows,
        "event",
        key,
        tr("One event in detail, with a citation to copy"),
        lambda row: f"{row['when']}: {row['service']}{', ' + row['figure'] if row['figure'] else ''}",
    )
    if row is None:
        return
    document_card(
        row,
        {
            tr("The source says"): row["summary"],
            tr("What"): STEPS[row["kind"]],
            tr("Service or body"): row["service"],
            tr("Amount"): row["figure"] or tr("unknown, not zero"),
            tr("When"): row["when"],
            tr("Theft"): row["victim"],
        },
        laundering_quote(row, page.record.version),
    )


def document_card(row: FrameRow, what: dict[str, object], cited: Quote) -> None:
    """What a row says, the document it rests on, and the citation to copy."""
    facts(what | document_facts(row) | {tr("Note"): row.get("note")} | own_fact(row), link=row["url"])
    cite([cited])


def event_words(events: pd.DataFrame) -> pd.DataFrame:
    """Events with their dates and amounts in words."""
    amounts = ["" if is_missing(amount) else money(float(amount)) for amount in events["amount"]]
    return events.assign(when=events["date"].map(date_words), figure=amounts)
