"""What changed since a day: every later claim once, and spans that equal a recount in plain pandas."""

from datetime import date

import pandas as pd
import pytest

from loaders.tables import Record
from subjects.changes import changes, claim_of, later_claims, newest_documents, subjects
from subjects.comparability import spans
from subjects.vintage import as_known_on
from tests.live import RECORD
from words.text import is_missing

SINCE = date(2023, 1, 1)


@pytest.fixture(scope="module")
def record() -> Record:
    return RECORD


@pytest.mark.parametrize("table", list(subjects(RECORD)))
def test_every_claim_that_came_later_stands_in_one_subject(record: Record, table: str) -> None:
    changed = changes(record, SINCE)
    published = record.tables["sources"].set_index("source_id")["published_last"]
    claims = record.tables[table]
    is_known = (claims["source_id"].map(published) <= pd.Timestamp(SINCE)).fillna(False).astype(bool)
    listed = [claim for later in changed.loc[changed["table"] == table, "later"] for claim in later]
    assert sorted(listed) == sorted(claims.loc[~is_known, "claim_id"])
    assert sorted(later_claims(record, table, changed)["claim_id"]) == sorted(listed)


def test_the_span_of_a_place_then_and_now(record: Record) -> None:
    changed = changes(record, SINCE)
    mongolia = next(
        row
        for _, row in changed[changed["table"] == "worker_claims"].iterrows()
        if (row["first"]["iso3"], row["first"]["measure"], row["first"]["sector"]) == ("MNG", "present", "all")
        and is_missing(row["first"]["scope"])
    )
    claims = record.tables["worker_claims"].merge(record.tables["sources"][["source_id", "published_last"]])
    alike = claims[
        claims["iso3"].eq("MNG") & claims["measure"].eq("present") & claims["sector"].eq("all") & claims["scope"].isna()
    ]
    then = alike[alike["published_last"] <= pd.Timestamp(SINCE)]
    for span, rows in ((mongolia["then"], then), (mongolia["now"], alike)):
        ends = pd.concat([rows["low"], rows["high"]])
        assert (span["lowest"], span["highest"]) == (ends.min(), ends.max())
        assert span["n_claims"] == len(rows)
    assert len(mongolia["later"]) == len(alike) - len(then)


def test_a_subject_not_yet_known_has_no_span_then(record: Record) -> None:
    changed = changes(record, date(2006, 1, 1))
    assert set(changed["table"]) == set(subjects(record))
    assert changed["then"].isna().all()


def test_after_the_last_document_only_undated_ones_are_later(record: Record) -> None:
    undated = set(record.tables["sources"].loc[record.tables["sources"]["published"].isna(), "source_id"])
    for table in subjects(record):
        later = later_claims(record, table, changes(record, date(2030, 1, 1)))
        assert set(later["source_id"]) == undated & set(record.tables[table]["source_id"])


def test_the_documents_published_last_are_those_of_the_newest_claims(record: Record) -> None:
    found = newest_documents(record, 4)
    assert found["source_id"].is_unique
    assert found["published"].tolist() == sorted(found["published"], reverse=True)
    with_claims = {row for table in subjects(record) for row in record.tables[table]["source_id"]}
    sources = record.tables["sources"]
    dated = sources[sources["source_id"].isin(with_claims) & sources["published"].notna()]
    assert found["published"].tolist() == sorted(dated["published"], reverse=True)[:4]
    n = sum(int(record.tables[table]["source_id"].eq(found["source_id"].iloc[0]).sum()) for table in subjects(record))
    assert found["n_claims"].iloc[0] == n
    first = found.iloc[0]
    assert claim_of(record, first["table"], first["claim_id"])["source_id"] == first["source_id"]


def test_a_further_day_asks_for_the_spans_of_that_day_alone(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    first = changes(record, SINCE)
    asked: list[int] = []
    monkeypatch.setattr("subjects.changes.spans", lambda rows, by: asked.append(len(rows)) or spans(rows, by))
    assert len(changes(record, date(2022, 6, 1))) > len(first)
    assert len(asked) == 1


def test_a_day_on_which_some_tables_have_no_claim_yet(record: Record) -> None:
    then = as_known_on(record, date(2012, 6, 30))
    assert not set(subjects(record)) <= {name for name, table in then.tables.items() if len(table)}
    changed = changes(then, date(2006, 1, 1))
    n_claims = sum(len(then.tables[table]) for table in subjects(record))
    assert sum(map(len, changed["later"])) == n_claims > 0
