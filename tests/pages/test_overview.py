"""The overview: a few figures, each of which a recount of the tables gives too."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from subjects.comparability import LEFT_OUT
from subjects.headlines import yearly_income
from subjects.quantities import has_number
from tests.live import RECORD
from words.numbers import money

DEADLINE = pd.Timestamp("2019-12-22")


def cards(ran: Any) -> list[tuple[str, str]]:
    return re.findall(r'<p class="hc-value">(.*?)</p><p>(.*?)</p>', ran.html)


def ends(rows: pd.DataFrame) -> tuple[float, float]:
    figures = pd.concat([rows["low"], rows["high"]]).dropna()
    return float(figures.min()), float(figures.max())


def test_every_card_equals_a_recount(run_page: Callable[..., Any]) -> None:
    shown = {what: value for value, what in cards(run_page("overview"))}
    totals, revenue, thefts = (RECORD.tables[name] for name in ("worker_totals", "revenue_claims", "theft_totals"))
    signed = RECORD.tables["sources"]
    signed = set(signed.loc[signed["published"].notna() & signed["kind"].ne("other"), "source_id"])
    abroad = totals[totals["measure"].eq("workers_abroad") & (totals["as_of_start_first"] > DEADLINE)]
    abroad = abroad[abroad["source_id"].isin(signed)]
    it_work = revenue[revenue["channel"].eq("it_workers") & revenue["per"].eq("year") & revenue["scope"].isna()]
    it_work = it_work[(it_work["period_start_first"] > DEADLINE) & it_work["source_id"].isin(signed)]
    low, high = ends(abroad)
    said = f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
    assert shown[next(what for what in shown if what.startswith("workers abroad"))] == said
    low, high = map(money, ends(it_work))
    assert shown[next(what for what in shown if "from all IT work" in what)] == f"{low} to {high}"
    whole = thefts[
        thefts["measure"].eq("stolen_by_dprk")
        & thefts["scope"].isna()
        & thefts["period_start_first"].eq(pd.Timestamp("2022-01-01"))
        & thefts["period_end_last"].eq(pd.Timestamp("2022-12-31"))
    ]
    whole = whole.merge(RECORD.tables["sources"][["source_id", "published_last"]], on="source_id")
    newest = whole[whole["published_last"].eq(whole.groupby("estimator")["published_last"].transform("max"))]
    low, high = map(money, ends(newest))
    assert shown[next(what for what in shown if "DPRK actors in 2022" in what)] == f"{low} to {high}"


def test_the_count_of_the_advisory_stands_once_its_claims_are_known(run_page: Callable[..., Any]) -> None:
    def listed(day: str) -> list[str]:
        return [value for value, what in cards(run_page("overview", known_on=day)) if "advisory" in what]

    assert listed("2018-07-23") == []
    assert listed("2018-07-24") == ["42 listed"]
    assert listed("2023-04-08") == ["41 listed"]


def test_figures_not_yet_known_on_a_day_are_named(run_page: Callable[..., Any]) -> None:
    text = run_page("overview", known_on="2020-01-01").text
    named = text.partition("No claim was known on that day (unknown, not zero) ")[2].partition(".")[0]
    assert "workers abroad" in named
    assert "a year's income from IT work" in named
    assert "No claim was known on that day" not in run_page("overview").text


def test_each_mark_of_the_figure_is_one_claim_of_the_table(run_page: Callable[..., Any]) -> None:
    ran = run_page("overview")
    drawn = [point[0] for trace in ran.figures["income"]["data"] for point in trace["customdata"]]
    assert len(drawn) == len(set(drawn)) > 8
    revenue = RECORD.tables["revenue_claims"].set_index("claim_id")
    known = {*revenue.index, *RECORD.tables["theft_totals"]["claim_id"]}
    assert set(drawn) <= known
    by_year = revenue[revenue["channel"].isin(["overseas_labour", "it_workers"]) & revenue["per"].eq("year")]
    signed = RECORD.tables["sources"].set_index("source_id")
    signed = signed[signed["published"].notna() & signed["kind"].ne("other")]
    by_year = by_year[by_year["scope"].isna() & by_year["source_id"].isin(signed.index)]
    assert set(by_year[by_year["low"].notna() | by_year["high"].notna()].index) <= set(drawn)


def test_the_title_of_the_figure_sets_no_years_side_by_side(run_page: Callable[..., Any]) -> None:
    figure = run_page("overview").figures["income"]
    assert not re.search(r"\d", figure["layout"]["meta"][0]["title"])
    income = yearly_income(RECORD)
    groups = income[has_number(income)]["group"].value_counts()
    assert len(groups) == 3
    for n in groups:
        assert f" {n} claims" in figure["alt"]


def test_what_the_figures_leave_out_is_said_and_listed_with_its_reason(run_page: Callable[..., Any]) -> None:
    ran = run_page("overview")
    assert "left out (see below)" in ran.html
    for reason in ("time", "part", "silent"):
        assert LEFT_OUT[reason] in ran.html


def test_places_are_counted_with_areas_apart(run_page: Callable[..., Any]) -> None:
    shown = {what: value for value, what in cards(run_page("overview"))}
    said = next(value for what, value in shown.items() if what.startswith("where workers are reported"))
    assert said.endswith("2 areas not under the control of Georgia and Ukraine")


def test_workers_are_never_counted_in_dollars(run_page: Callable[..., Any]) -> None:
    ran = run_page("overview")
    assert "100,000</p>" in ran.html
    assert "$100,000" not in ran.html


def test_on_an_early_day_nothing_later_is_shown(run_page: Callable[..., Any]) -> None:
    ran = run_page("overview", known_on="2023-01-01")
    assert ran.address == {"known_on": "2023-01-01"}
    later = RECORD.tables["sources"]
    later = later[(later["published_last"] > pd.Timestamp("2023-01-01")) & later["url"].notna()]
    assert len(later)
    assert not [url for url in later["url"] if f'"{url}"' in ran.html]
    today = run_page("overview").html
    assert [url for url in later["url"] if f'"{url}"' in today]


def test_before_everything_it_says_so(run_page: Callable[..., Any]) -> None:
    ran = run_page("overview", known_on="2006-01-01")
    assert ran.figures == {}
    assert cards(ran) == []
    assert any("unknown, not zero" in notice for notice in ran.notices)
