"""Files that a reader takes away: they keep the doubt, say what they mean, and never run."""

import csv
import io
import json

import pandas as pd
import pytest

from charts.theme import Words
from charts.worker_ranges import worker_ranges
from exports.rows import DERIVED, columns_json, exported, rows_csv
from look.palette import LIGHT
from subjects.events import events
from subjects.it_workers import it_worker_claims
from subjects.revenue import revenue_claims
from subjects.sources import sources
from subjects.thefts import incidents, theft_totals
from subjects.workers import host_sectors, worker_claims, worker_totals
from tests.live import RECORD

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    '=HYPERLINK("http://x","y")',
    'a "quoted", comma',
    "two\nlines",
]
FRAMES = {
    "worker_claims": worker_claims(RECORD),
    "worker_totals": worker_totals(RECORD),
    "host_sectors": host_sectors(RECORD),
    "theft_totals": theft_totals(RECORD),
    "incidents": incidents(RECORD),
    "events": events(RECORD),
    "it_worker_claims": it_worker_claims(RECORD),
    "revenue_claims": revenue_claims(RECORD),
    "sources": sources(RECORD),
}
EVERY_FRAME = pytest.mark.parametrize("name", FRAMES)
WORDS = Words("A title", "A measure", "Counted: workers.", [], "0a1b2c3d")


def taken(name: str) -> pd.DataFrame:
    return exported(FRAMES[name], RECORD.descriptor, (name, "sources", "jurisdictions"))


def read_back(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_text_that_a_spreadsheet_would_run_is_disarmed_and_numbers_stay_numbers() -> None:
    rows = pd.DataFrame({"note": pd.Series(HOSTILE, dtype="string"), "low": [-12.5] * len(HOSTILE)})
    back = read_back(rows_csv(rows))
    assert len(back) == len(HOSTILE)
    for row, text in zip(back, HOSTILE, strict=True):
        safe = text if text[0] not in "=+-@\t\r\0" else f"'{text}"
        assert row["note"] == safe.replace("\r", "\n").replace("\0", "")
        assert float(row["low"]) == -12.5


def test_a_header_is_disarmed_too() -> None:
    """Columns are ours, so none can start like a formula."""
    for name in FRAMES:
        assert all(column.isidentifier() for column in taken(name).columns)


def test_unknown_stays_empty_and_zero_stays_zero() -> None:
    rows = pd.DataFrame({"low": pd.array([0, None], dtype="Int64"), "note": pd.array([None, "x"], dtype="string")})
    assert rows_csv(rows) == b"low,note\n0,\n,x\n"


@EVERY_FRAME
def test_a_download_has_every_row_and_every_column_is_described(name: str) -> None:
    rows = taken(name)
    assert len(read_back(rows_csv(rows))) == len(FRAMES[name]) > 0
    tables = (name, "sources", "jurisdictions")
    described = json.loads(columns_json(rows, RECORD.descriptor, tables, "0a1b2c3d", {"region": "Africa"}))
    assert described["selection"] == {"region": "Africa"}
    assert [field["name"] for field in described["fields"]] == list(rows.columns)
    assert all(len(field["description"]) > 10 for field in described["fields"])
    assert described["data_version"] == "0a1b2c3d"
    assert described["licence"] == "CC BY 4.0"


@EVERY_FRAME
def test_only_columns_without_news_stay_behind(name: str) -> None:
    """What a frame adds is either taken away, with a description, or says again what another column says."""
    left = set(FRAMES[name].columns) - set(taken(name).columns)
    assert {column for column in left if not column.endswith(("_first", "_last"))} <= {
        column for column in left if column.startswith("rows_")
    }


@EVERY_FRAME
def test_a_download_keeps_the_doubt(name: str) -> None:
    """Both ends, the qualifier, dates as precise as the source, the document and the grade, wherever a row has them."""
    kept = {"low", "high", "qualifier", "grade", "source_id", "locator", "publisher", "published", "url"}
    assert set(taken(name).columns) >= kept & set(FRAMES[name].columns)


def test_a_download_drawn_again_is_the_same_chart() -> None:
    rows = FRAMES["worker_claims"]
    rows = rows[rows["iso3"] == "RUS"]
    content = rows_csv(exported(rows, RECORD.descriptor, ("worker_claims", "sources", "jurisdictions")))
    back = pd.read_csv(io.BytesIO(content), keep_default_na=False, na_values=[""])
    for column in rows.columns.difference(back.columns):  # first and last days follow from the dates
        back[column] = rows[column].to_numpy()
    back = back[rows.columns].astype(rows.dtypes.to_dict())
    original = worker_ranges(rows, palette=LIGHT, words=WORDS)
    assert original.data
    again = worker_ranges(back, palette=LIGHT, words=WORDS)
    assert json.loads(again.to_json()) == json.loads(original.to_json())


def test_derived_columns_are_described_in_a_sentence() -> None:
    for column, text in DERIVED.items():
        assert text.endswith("."), column
        assert text[0].isupper(), column
