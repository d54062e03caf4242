"""Named thefts beside claims: columns stack thefts only, and nothing is added that must not be."""

import pandas as pd
import pytest

from charts.theft_against_totals import finding, theft_against_totals
from charts.theme import Words
from look.palette import LIGHT

WORDS = Words("The finding", "Thefts", "Counted: thefts.", ["A publisher"], "deadbeef")


def sums() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": pd.array([2022, 2022], dtype="Int64"),
            "strength": ["formal", "assessed"],
            "low": pd.array([6e8, 1e8], dtype="Float64"),
            "high": pd.array([7e8, 2e8], dtype="Float64"),
            "is_low_open": False,
            "is_high_open": [False, True],
            "n_incidents": [3, 2],
            "n_without_amount": [0, 1],
        }
    )


def claims() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "claim_id": ["one", "two"],
            "year": pd.array([2022, 2022], dtype="Int64"),
            "estimator": ["One", "Two"],
            "low": pd.array([1.7e9, 1e9], dtype="Float64"),
            "high": pd.array([1.7e9, None], dtype="Float64"),
            "qualifier": "exact",
            "publisher": "A publisher",
            "title": "A report",
            "measure": "stolen_by_dprk",
            "source_id": ["one-2023", "two-2023"],
            "source_kind": "blockchain_analytics",
            "scope": pd.array([None, None], dtype="string"),
            "is_current": True,
            "period_start": "2022",
            "period_end": "2022",
            "period_start_first": pd.to_datetime(["2022-01-01"] * 2),
            "period_end_last": pd.to_datetime(["2022-12-31"] * 2),
            "period_start_last": pd.to_datetime(["2022-12-31"] * 2),
            "period_end_first": pd.to_datetime(["2022-01-01"] * 2),
            "published": "2023",
            "published_last": pd.to_datetime(["2023-12-31"] * 2),
            "locator": "p. 1",
            "grade": "A",
        }
    )


def test_columns_stack_thefts_only_and_claims_stand_at_their_own_ends() -> None:
    figure = theft_against_totals(sums(), claims(), palette=LIGHT, words=WORDS)
    by_name = {trace.name: trace for trace in figure.data}
    assert (by_name["formal"].base[0], by_name["formal"].y[0]) == (0, 6e8)
    assert (by_name["assessed"].base[0], by_name["assessed"].y[0]) == (6e8, 1e8)
    top = by_name["to the high ends"]
    assert top.base[0] + top.y[0] == pytest.approx(9e8)
    assert by_name["claim: figure"].y[0] == 1.7e9
    assert by_name["claim: at_least"].y[0] == 1e9
    assert "1 without an amount" in by_name["assessed"].customdata[0][1]
    title = finding(sums(), claims())
    assert title == "2022: named thefts $700 million to $900 million or more, claims from $1 billion"


def test_nothing_at_all_is_said() -> None:
    figure = theft_against_totals(sums().iloc[:0], claims().iloc[:0], palette=LIGHT, words=WORDS)
    assert len(figure.data) == 0


@pytest.mark.parametrize(("n_sums", "n_claims"), [(2, 0), (0, 2)])
def test_one_of_both_is_enough(n_sums: int, n_claims: int) -> None:
    figure = theft_against_totals(sums().head(n_sums), claims().head(n_claims), palette=LIGHT, words=WORDS)
    assert sum(len(trace.x) for trace in figure.data) > 0
