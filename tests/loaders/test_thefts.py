"""Filters and sums of thefts, spans of claims, and what rests on one attributor only."""

import io
import random

import pandas as pd
import pytest

from exports.rows import exported, rows_csv
from loaders.editions import other_periods, whole_years
from loaders.summaries import STRENGTHS, select_incidents
from loaders.tables import load_record
from loaders.thefts import (
    SPANS,
    attributions,
    by_one_only,
    changed,
    filter_incidents,
    incident_sums,
    incidents,
    span_kind,
    theft_totals,
)

RECORD = load_record()
SAID = attributions(RECORD)
THEFTS = select_incidents(incidents(RECORD), SAID, "any")
KINDS = sorted(THEFTS["victim_kind"].unique())


@pytest.mark.parametrize("seed", range(30))
def test_the_headline_equals_the_sum_over_the_downloaded_rows(seed: int) -> None:
    pick = random.Random(seed)
    years = sorted(pick.choices(range(2016, 2027), k=2))
    asked = {
        "victim_kinds": pick.sample(KINDS, pick.randint(0, 4)),
        "strengths": pick.sample(list(STRENGTHS), pick.randint(0, 3)),
        "least": pick.choice([0, 1e6, 1e7]),
        "recovered": pick.choice(["any", "any", "with", "without"]),
    }
    rows = filter_incidents(THEFTS, years=(years[0], years[1]), **asked)
    file = rows_csv(exported(rows, RECORD.descriptor, ("incidents",)))
    taken = pd.read_csv(io.BytesIO(file))
    sums = incident_sums(rows)
    named = taken[taken["low"].notna() | taken["high"].notna()]
    assert (sums.n, sums.n_without_amount) == (len(taken), len(taken) - len(named))
    if named.empty:
        assert (sums.low, sums.high) == (None, None)
    else:
        assert sums.low == pytest.approx(named["low"].sum())
        assert sums.high == pytest.approx(named["high"].fillna(named["low"]).sum())
    assert sums.is_high_open == bool((named["high"].isna()).any())
    back = taken["recovered_or_frozen"].dropna()
    assert sums.n_recovered == len(back)
    assert sums.recovered == (pytest.approx(back.sum()) if len(back) else None)


def test_filters_keep_what_they_say() -> None:
    rows = filter_incidents(THEFTS, years=(2022, 2022), strengths=["formal"], least=1e8, recovered="with")
    assert set(rows["date_first"].dt.year) == {2022}
    assert set(rows["strength"]) == {"formal"}
    assert rows["recovered_or_frozen"].notna().all()
    assert rows["high"].fillna(rows["low"]).ge(1e8).all()
    assert len(filter_incidents(THEFTS)) == len(THEFTS)


def test_unknown_is_never_zero() -> None:
    without = THEFTS[THEFTS["low"].isna() & THEFTS["high"].isna()]
    sums = incident_sums(without)
    assert (sums.low, sums.high, sums.recovered) == (None, None, None)
    assert sums.n_without_amount == len(without) > 0


def test_open_ends_stay_open() -> None:
    rows = THEFTS.head(2).assign(
        low=pd.array([5.0, None], dtype="Float64"), high=pd.array([None, 7.0], dtype="Float64")
    )
    sums = incident_sums(rows)
    assert (sums.low, sums.high, sums.is_low_open, sums.is_high_open) == (5, 12, True, True)


def test_every_claim_about_another_span_is_of_one_kind() -> None:
    rest = other_periods(theft_totals(RECORD))
    kinds = span_kind(rest)
    assert set(kinds) == set(SPANS)
    assert rest.loc[kinds == "part_of_thefts", "scope"].notna().all()
    part = rest[kinds == "part_year"]
    assert part["period_start_first"].dt.year.eq(part["period_end_last"].dt.year).all()


def test_changes_are_in_order_of_publication() -> None:
    claims = whole_years(theft_totals(RECORD))
    rows = changed(claims[claims["year"] == 2022])
    assert rows["estimator"].value_counts().ge(2).all()
    assert all(group["published_last"].dropna().is_monotonic_increasing for _, group in rows.groupby("estimator"))


def test_one_who_contests_is_nobody_a_theft_rests_on() -> None:
    said = pd.DataFrame(
        {
            "incident_id": ["a", "a", "b", "b", "c"],
            "attributed_by": ["X", "Y", "X", "Y", "Y"],
            "strength": ["assessed", "disputed", "assessed", "formal", "disputed"],
        }
    )
    assert by_one_only(said) == ["a"]
