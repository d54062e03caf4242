"""The figures that open the dashboard, from the record and from the record as it was."""

from datetime import date

import pandas as pd

from loaders.headlines import (
    INCOME,
    advisory_counts,
    headlines,
    listed_by_name,
    statuses,
    yearly_income,
)
from loaders.summaries import DEADLINE, STATUSES
from loaders.tables import Record, load_record
from loaders.vintage import as_known_on

RECORD = load_record()
EARLY = as_known_on(RECORD, date(2006, 1, 1))


def test_each_headline_is_of_one_measure_and_says_its_claims() -> None:
    found = headlines(RECORD)
    assert [headline.key for headline in found] == ["workers_abroad", "it_work", "theft", "theft"]
    for headline in found:
        figures = pd.concat([headline.claims["low"], headline.claims["high"]]).dropna()
        assert (headline.span["lowest"], headline.span["highest"]) == (figures.min(), figures.max())
        assert headline.span["n_claims"] == len(headline.claims)
    abroad, it_work, *thefts = found
    assert set(abroad.claims["measure"]) == {"workers_abroad"}
    assert (abroad.claims["as_of_end_last"] > pd.Timestamp(DEADLINE)).all()
    assert set(it_work.claims["per"]) == {"year"}
    assert all(set(theft.claims["year"]) == {int(theft.about)} for theft in thefts)
    assert thefts[0].about == "2022"


def test_the_statement_of_the_three_envoys_is_among_the_thefts_of_2022() -> None:
    claims = next(headline.claims for headline in headlines(RECORD) if headline.about == "2022")
    envoys = claims[claims["source_id"] == "taipei-times-2023-urged"]
    assert envoys["low"].isna().all()
    assert envoys["high"].tolist() == [1_700_000_000]


def test_no_headline_before_there_is_a_claim() -> None:
    assert headlines(EARLY) == []
    assert yearly_income(EARLY).empty
    assert advisory_counts(EARLY).empty
    assert listed_by_name(EARLY) == 0


def test_a_years_income_is_one_claim_a_row_in_three_groups() -> None:
    income = yearly_income(RECORD)
    assert income["claim_id"].is_unique
    assert set(income["group"]) == set(INCOME)
    assert set(income.loc[income["group"] != "crypto_theft", "per"]) == {"year"}
    stolen = income[income["group"] == "crypto_theft"]
    assert stolen["year"].nunique() == 1
    assert stolen["is_current"].all()


def test_without_thefts_the_other_groups_remain() -> None:
    tables = {**RECORD.tables, "theft_totals": RECORD.tables["theft_totals"].head(0)}
    income = yearly_income(Record(tables, RECORD.descriptor, RECORD.version))
    assert set(income["group"]) == set(INCOME[:2])


def test_the_count_of_the_advisory_is_what_its_claims_say() -> None:
    counts = advisory_counts(RECORD)
    assert set(counts["source_id"]) >= {"taipei-times-2023-urged", "hankyung-2018-advisory"}
    assert sorted(set(counts["low"])) == [41, 42]
    assert (counts["published_last"] >= pd.Timestamp("2018-07-23")).all()
    on_the_day = advisory_counts(as_known_on(RECORD, date(2018, 7, 24)))
    assert on_the_day["low"].tolist() == [42]


def test_as_many_are_confirmed_by_name_as_the_table_says() -> None:
    places = RECORD.tables["jurisdictions"]
    assert listed_by_name(RECORD) == int((places["listed_in_2018_advisory"] == "yes").sum()) <= 41


def test_every_jurisdiction_has_one_status() -> None:
    status = statuses(RECORD)
    assert status["iso3"].tolist() == sorted(RECORD.tables["jurisdictions"]["iso3"])
    assert set(status["status"]) <= set(STATUSES)
