"""The figures that open the dashboard, from the record and from the record as it was."""

from datetime import date

import pandas as pd

from loaders.tables import Record
from subjects.headlines import (
    INCOME,
    advisory_counts,
    headlines,
    listed_by_name,
    statuses,
    yearly_income,
)
from subjects.summaries import DEADLINE, STATUSES
from subjects.thefts import theft_totals
from subjects.vintage import as_known_on
from tests.live import RECORD

EARLY = as_known_on(RECORD, date(2006, 1, 1))


def test_each_headline_is_of_one_measure_and_says_its_claims() -> None:
    found = headlines(RECORD)
    assert [headline.key for headline in found] == ["workers_abroad", "it_work", "theft", "theft"]
    for headline in found:
        figures = pd.concat([headline.of.claims["low"], headline.of.claims["high"]]).dropna()
        assert (headline.of.span["lowest"], headline.of.span["highest"]) == (figures.min(), figures.max())
        assert headline.of.span["n_claims"] == len(headline.of.claims)
    abroad, it_work, *thefts = found
    assert set(abroad.of.claims["measure"]) == {"workers_abroad"}
    assert (abroad.of.claims["as_of_start_first"] > pd.Timestamp(DEADLINE)).all()
    assert set(it_work.of.claims["per"]) == {"year"}
    assert all(set(theft.of.claims["year"]) == {int(theft.about)} for theft in thefts)
    assert thefts[0].about == "2022"


def test_what_the_three_envoys_passed_on_is_no_second_voice() -> None:
    """Their "up to 1.7 billion" for 2022 is Chainalysis' and stands in its lane, where newer editions follow it."""
    claims = next(headline.of.claims for headline in headlines(RECORD) if headline.about == "2022")
    assert claims["author"].is_unique
    totals = theft_totals(RECORD).set_index("claim_id")
    assert totals.loc["envoys-2022-dprk-1", "author"] == "Chainalysis"
    assert totals.loc["envoys-2022-dprk-1", "relayed_by"] == "Taipei Times"
    assert totals.loc["envoys-2022-dprk-1", "high"] == 1_700_000_000


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
    areas = RECORD.tables["areas"]["area_id"]
    assert status["iso3"].tolist() == sorted([*RECORD.tables["jurisdictions"]["iso3"], *areas])
    assert set(status["status"]) <= set(STATUSES)
