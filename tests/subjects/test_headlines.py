"""The figures that open the dashboard, from the record and from the record as it was."""

from datetime import date

import pandas as pd

from loaders.tables import Record
from subjects.events import DEADLINE
from subjects.headlines import INCOME, headlines, yearly_income
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


def test_a_years_income_is_one_claim_a_row_in_three_groups() -> None:
    income = yearly_income(RECORD)
    assert income["claim_id"].is_unique
    assert set(income["group"]) == set(INCOME)
    assert set(income.loc[income["group"] != "theft", "per"]) == {"year"}
    stolen = income[income["group"] == "theft"]
    assert stolen["year"].nunique() == 1
    assert stolen["is_current"].all()


def test_without_thefts_the_other_groups_remain() -> None:
    tables = {**RECORD.tables, "theft_totals": RECORD.tables["theft_totals"].head(0)}
    income = yearly_income(Record(tables, RECORD.descriptor, RECORD.version))
    assert set(income["group"]) == set(INCOME[:2])
