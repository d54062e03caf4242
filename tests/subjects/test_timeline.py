"""The largest thefts beside the events, and what the lanes hold."""

from datetime import date

import pandas as pd
import pytest

from loaders.codes import THEFT
from loaders.tables import Record
from subjects.timeline import LARGE, largest_thefts, select_events, timeline_events, workers_of
from subjects.vintage import as_known_on
from tests.live import RECORD


@pytest.fixture(scope="module")
def record() -> Record:
    return RECORD


def test_the_largest_thefts_are_those_firmly_attributed_with_a_large_amount(record: Record) -> None:
    said, thefts = record.tables["attributions"], record.tables["incidents"].set_index("incident_id")
    formal = set(said.loc[said["strength"] == "formal", "incident_id"])
    assessed = said[said["strength"] == "assessed"].groupby("incident_id")["attributed_by"].nunique()
    firm = formal | set(assessed[assessed >= 2].index)
    amount = thefts["high"].fillna(thefts["low"])
    expected = set(amount[amount.ge(LARGE).fillna(False)].index) & firm
    assert set(largest_thefts(record)["event_id"]) == expected != set()


def test_each_theft_stands_with_the_document_of_its_firmest_attribution(record: Record) -> None:
    said = record.tables["attributions"]
    largest = largest_thefts(record)
    assert len(largest)
    for _, row in largest.iterrows():
        of_it = said[said["incident_id"] == row["event_id"]]
        firmest = "formal" if of_it["strength"].eq("formal").any() else "assessed"
        assert row["source_id"] in set(of_it.loc[of_it["strength"] == firmest, "source_id"])


def test_events_and_thefts_are_one_list_in_order_of_time(record: Record) -> None:
    rows = timeline_events(record)
    assert rows["event_id"].is_unique
    assert rows["date_first"].is_monotonic_increasing
    assert rows["lane"].eq(THEFT).sum() == len(largest_thefts(record))
    assert (rows["until"] >= rows["date_first"]).all()
    assert select_events(rows, (2006, 2026))["event_id"].tolist() == rows["event_id"].tolist()


@pytest.mark.parametrize(("day", "places"), [(date(2006, 1, 2), []), (date(2014, 1, 1), ["RUS"])])
def test_an_almost_empty_record_has_its_columns(record: Record, day: date, places: list[str]) -> None:
    early = as_known_on(record, day, date(2026, 11, 24))
    then, now = timeline_events(early), timeline_events(record)
    assert len(then) < 20 < len(now)
    assert then.columns.tolist() == now.columns.tolist()
    assert then["until"].dtype == now["until"].dtype
    assert workers_of(early, "RUS", (2006, 2026))["iso3"].unique().tolist() == places


def test_the_record_is_left_as_it_was(record: Record) -> None:
    before = record.tables["incidents"].copy()
    timeline_events(record)
    pd.testing.assert_frame_equal(record.tables["incidents"], before)
