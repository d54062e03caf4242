"""Editions: which of a publisher's successive figures is what it says now."""

from datetime import date

import pandas as pd
import pytest

from subjects.editions import mark_editions, newest_ended_year, other_periods, whole_years


def totals(*rows: dict[str, object]) -> pd.DataFrame:
    """Theft totals in short: each row differs from a whole year of a firm, published at its end, in what it names."""
    plain = {
        "estimator": "A firm",
        "measure": "stolen_by_dprk",
        "scope": pd.NA,
        "year": 2022,
        "period_start": "2022",
        "period_end": "2022",
        "published_last": "2023-01-31",
    }
    frame = pd.DataFrame([{"claim_id": f"c{number}", **plain, **row} for number, row in enumerate(rows)])
    starts = pd.to_datetime(frame["period_start"])
    ends = [pd.Period(text).end_time.normalize() for text in frame["period_end"]]
    return frame.assign(
        published_last=pd.to_datetime(frame["published_last"]).astype("datetime64[s]"),
        period_start_first=starts.astype("datetime64[s]"),
        period_end_last=pd.Series(ends, index=frame.index).astype("datetime64[s]"),
        year=frame["year"].astype("Int64"),
        scope=frame["scope"].astype("string"),
    )


def test_the_newest_edition_is_current_and_earlier_ones_are_not() -> None:
    frame = totals({}, {"published_last": "2024-01-18"}, {"published_last": "2023-06-01"})
    assert mark_editions(frame)["is_current"].tolist() == [False, True, False]


def test_two_editions_of_one_day_are_both_current() -> None:
    assert mark_editions(totals({}, {}))["is_current"].all()


def test_an_undated_edition_is_never_newest_beside_a_dated_one() -> None:
    assert mark_editions(totals({"published_last": None}, {}))["is_current"].tolist() == [False, True]
    assert mark_editions(totals({"published_last": None}))["is_current"].tolist() == [True]


@pytest.mark.parametrize(
    "other",
    [
        {"estimator": "Another firm"},
        {"measure": "stolen_all_actors"},
        {"scope": "bridges only"},
        {"period_end": "2022-10"},
        {"period_start": "2021"},
    ],
)
def test_claims_about_different_things_are_not_editions_of_one_another(other: dict[str, object]) -> None:
    frame = totals({}, {"published_last": "2024-01-18", **other})
    assert mark_editions(frame)["is_current"].all()


def test_a_part_is_an_edition_of_the_same_part() -> None:
    frame = totals({"scope": "bridges only"}, {"scope": "bridges only", "published_last": "2024-01-18"})
    assert mark_editions(frame)["is_current"].tolist() == [False, True]


@pytest.mark.parametrize(
    ("row", "is_whole"),
    [
        ({}, True),
        ({"period_start": "2022-01", "period_end": "2022-12"}, True),
        ({"period_start": "2022-01-01", "period_end": "2022-12-31"}, True),
        ({"period_end": "2022-10"}, False),
        ({"period_start": "2021"}, False),
        ({"scope": "bridges only"}, False),
        ({"year": pd.NA}, False),
        ({"measure": "stolen_all_actors"}, False),
    ],
)
def test_a_claim_stands_among_whole_years_or_among_the_others(row: dict[str, object], is_whole: bool) -> None:
    frame = totals(row)
    assert len(whole_years(frame)) == int(is_whole)
    is_of_measure = frame["measure"].eq("stolen_by_dprk").all()
    assert len(other_periods(frame)) == int(not is_whole and is_of_measure)


def test_the_newest_ended_year_has_two_estimators_and_is_over() -> None:
    frame = totals(
        {},
        {"estimator": "Another firm"},
        {"year": 2023, "period_start": "2023", "period_end": "2023"},
        {"year": 2024, "period_start": "2024", "period_end": "2024"},
        {"year": 2024, "period_start": "2024", "period_end": "2024", "estimator": "Another firm"},
    )
    assert newest_ended_year(frame, date(2025, 1, 1)) == 2024
    assert newest_ended_year(frame, date(2024, 12, 31)) == 2022
    assert newest_ended_year(frame, date(2022, 6, 1)) is None
    assert newest_ended_year(frame.head(0), date(2025, 1, 1)) is None


def test_the_frame_given_is_left_as_it_was() -> None:
    frame = totals({}, {"published_last": "2024-01-18"})
    before = frame.copy()
    mark_editions(frame)
    pd.testing.assert_frame_equal(frame, before)
