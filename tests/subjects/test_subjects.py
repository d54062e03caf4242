"""The frames that pages take: joined with their documents, in a fixed order, safe to change."""

from collections.abc import Callable

import pandas as pd
import pytest

from loaders.tables import Record
from subjects.events import events
from subjects.sources import sources
from subjects.thefts import incidents
from subjects.workers import worker_claims
from tests.joined import JOINED, ROW_TABLES
from tests.tiny import TABLES

LEFT_OUT = {"recovered_or_frozen"}  # one of three outcomes; they stand apart in columns of their own


TRIED = [rows for name, rows in JOINED.items() if name in TABLES]  # those of which the tiny record has rows


def test_every_table_with_documents_has_its_function() -> None:
    assert set(JOINED) == set(ROW_TABLES)
    assert len(TRIED) > 9


@pytest.mark.parametrize("subject", [*TRIED, incidents, sources])
def test_every_row_once(record: Record, subject: Callable[[Record], pd.DataFrame]) -> None:
    table = record.tables[subject.__name__]
    assert len(subject(record)) == len(table)
    assert set(table.columns) - set(subject(record).columns) <= LEFT_OUT


@pytest.mark.parametrize("subject", TRIED)
def test_every_row_with_its_document(record: Record, subject: Callable[[Record], pd.DataFrame]) -> None:
    frame = subject(record)
    assert {"publisher", "published", "published_last", "url"} <= set(frame.columns)
    assert frame["publisher"].notna().all()


@pytest.mark.parametrize("subject", [*TRIED, incidents, sources])
def test_a_page_cannot_change_the_record(record: Record, subject: Callable[[Record], pd.DataFrame]) -> None:
    before = {name: frame.copy() for name, frame in record.tables.items()}
    frame = subject(record)
    frame.loc[:, frame.columns[0]] = "changed"
    frame["added"] = 1
    for name, table in before.items():
        pd.testing.assert_frame_equal(record.tables[name], table)


def test_worker_claims_in_order_with_their_place(record: Record) -> None:
    claims = worker_claims(record)
    assert claims["claim_id"].tolist() == ["chn-2017", "chn-2019", "pol-2016", "pol-2019", "twn-2016"]
    assert claims[["name", "region", "title", "published"]].iloc[-1].fillna("").tolist() == [
        "Taiwan",
        "Eastern Asia",
        "A page",
        "",
    ]


def test_an_event_keeps_its_own_title(record: Record) -> None:
    frame = events(record)
    assert frame["title"].tolist() == ["Workers sent home", "Inspectors find workers"]
    assert frame["source_title"].tolist() == ["A report", "A judgment"]


def test_rows_that_rest_on_a_source(record: Record) -> None:
    frame = sources(record).set_index("source_id")
    counts = ["rows", "rows_worker_claims", "rows_attributions", "rows_corrections"]
    assert frame.loc["court-2020-case", counts].tolist() == [6, 1, 0, 1]
    assert frame.loc["news-2019-report", counts].tolist() == [6, 1, 2, 0]
    assert frame["rows"].sum() == sum(
        len(table)
        for name, table in record.tables.items()
        if "source_id" in table and name not in ("sources", "sightings")
    )
