"""Which page shows a row of the record, and by which link."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from loaders.codes import ACTS, CHANNELS
from loaders.kept import kept_with_record
from loaders.tables import Record
from subjects.editions import other_periods
from subjects.it_workers import topics
from subjects.thefts import measures_by_year, span_kind, theft_totals

KEYS: Final = {
    "sources": "source_id",
    "events": "event_id",
    "incidents": "incident_id",
    "worker_claims": "claim_id",
    "it_worker_claims": "claim_id",
    "revenue_claims": "claim_id",
    "theft_totals": "claim_id",
    "incident_amounts": "claim_id",
    "attributions": "attribution_id",
    "laundering": "event_id",
    "jurisdictions": "iso3",
}
"""The tables whose rows a link can open, each with the column of its key."""


def row_of(record: Record, key: str) -> tuple[str, pd.Series] | None:
    """The table, one of KEYS, and the row of a key; None for none. A claim has the `name` of the place it is about,
    what is said of a theft its `victim`.

    No two tables share a key.
    """
    found = _rows_of_keys(record).get(key)
    if found is None:
        return None
    table, at = found
    row = record.tables[table].iloc[at].copy()
    if table.endswith("_claims") and "iso3" in row:
        places = record.tables["jurisdictions"]
        row["name"] = next(iter(places.loc[places["iso3"] == row["iso3"], "name"]), pd.NA)
    if table in ("incident_amounts", "attributions"):
        row["victim"] = _incident(record, row["incident_id"])["victim"]
    return table, row


def key_meant(record: Record, text: str) -> str | None:
    """The key of a row of one of KEYS that a text is, in any case; None for none."""
    keys, bare = _rows_of_keys(record), text.strip()
    return next((key for key in (bare, bare.lower(), bare.upper()) if key in keys), None)


@kept_with_record
def _rows_of_keys(record: Record) -> Mapping[str, tuple[str, int]]:
    """The table of each key, and the place of its row there."""
    return MappingProxyType(
        {key: (table, at) for table, column in KEYS.items() for at, key in enumerate(record.tables[table][column])}
    )


def way(record: Record, table: str, row: pd.Series) -> tuple[str, dict[str, str]]:
    """The page that shows a row of one of KEYS, and the parameters of the link to it."""
    key = str(row[KEYS[table]])
    match table:
        case "sources":
            return "pages/sources.py", {"source": key}
        case "events":
            return "pages/timeline.py", {"event": key}
        case "incidents" if not _is_theft(record, key):
            told = record.tables["attributions"]
            return "pages/sources.py", {"source": str(told.loc[told["incident_id"] == key, "source_id"].iloc[0])}
        case "incidents":
            return "pages/crypto_theft.py", {"view": "incidents", "attribution": "any", "incident": key}
        case "incident_amounts" | "attributions" if not _is_theft(record, row["incident_id"]):
            return "pages/sources.py", {"source": str(row["source_id"])}
        case "incident_amounts":
            target, theft = way(record, "incidents", _incident(record, row["incident_id"]))
            return target, theft | {"claim": key}
        case "attributions":
            return "pages/crypto_theft.py", {"view": "attribution", "attribution": "any", "said": key}
        case "laundering":
            return "pages/crypto_theft.py", {"view": "money", "event": key}
        case "theft_totals" if row["measure"] not in measures_by_year().values():
            return "pages/sources.py", {"source": str(row["source_id"])}
        case "theft_totals":
            return "pages/crypto_theft.py", {**dict(_of_totals(record, row)), "claim": key}
        case "worker_claims":
            place = row["iso3"] if pd.isna(row["area"]) else row["area"]  # a claim about an area is shown with it alone
            return "pages/host_countries.py", {"iso3": place, "measure": row["measure"], "claim": key}
        case "it_worker_claims":
            topic = _topics(record)[row["measure"], row["unit"]]
            return "pages/it_workers.py", {"measure": topic, "claim": key}
        case "revenue_claims":
            return "pages/revenue.py", {**dict(_of_income(row)), "claim": key}
        case _:
            return "pages/host_countries.py", {"iso3": key}


def _is_theft(record: Record, key: str) -> bool:
    """Whether the pages show an incident; of the rest the documents tell."""
    return bool(ACTS.says(_incident(record, key)["act"], "isTheft"))


def _incident(record: Record, key: str) -> pd.Series:
    _, at = _rows_of_keys(record)[key]
    return record.tables["incidents"].iloc[at]


@kept_with_record
def _topics(record: Record) -> Mapping[tuple[str, str], str]:
    """The topic of each measure and unit of claims about IT workers."""
    known = topics(record)
    return MappingProxyType(dict(zip(zip(known["measure"], known["unit"], strict=True), known["topic"], strict=True)))


def _of_totals(record: Record, row: pd.Series) -> Iterator[tuple[str, str]]:
    """The measure of a total of thefts, and, if it is not about a whole year, the kind of span it is about."""
    yield "measure", next(name for name, measure in measures_by_year().items() if measure == row["measure"])
    if span := _spans(record, str(row["measure"])).get(row["claim_id"]):
        yield "span", span


@kept_with_record
def _spans(record: Record, measure: str) -> Mapping[str, str]:
    """The kind of span that each total of a measure is about, but for those about whole years."""
    rows = other_periods(theft_totals(record), measure=measure)
    return MappingProxyType(dict(zip(rows["claim_id"], span_kind(rows), strict=True)))


def _of_income(row: pd.Series) -> Iterator[tuple[str, str]]:
    """The view of the page on revenue that a claim of income, cost or share is in."""
    if pd.notna(row["share_low"]) or pd.notna(row["share_high"]):
        yield "view", "cost"
    else:
        yield "view", CHANNELS.each("kind")[row["channel"]]
        yield "per", str(row["per"])
