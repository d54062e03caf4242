"""The overview: a few figures, each of which a recount of the tables gives too."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from charts.theme import money, span_words
from loaders.headlines import yearly_income
from loaders.summaries import spans
from loaders.tables import load_record

RECORD = load_record()
DEADLINE = pd.Timestamp("2019-12-22")


def cards(ran: Any) -> list[tuple[str, str]]:
    return re.findall(r'<p class="hc-value">(.*?)</p><p>(.*?)</p>', ran.html)


def ends(rows: pd.DataFrame) -> tuple[float, float]:
    figures = pd.concat([rows["low"], rows["high"]]).dropna()
    return float(figures.min()), float(figures.max())


def test_every_card_equals_a_recount(run_page: Callable[..., Any]) -> None:
    shown = {what: value for value, what in cards(run_page("overview"))}
    totals, revenue, thefts = (RECORD.tables[name] for name in ("worker_totals", "revenue_claims", "theft_totals"))
    abroad = totals[totals["measure"].eq("workers_abroad") & (totals["as_of_end_last"] > DEADLINE)]
    it_work = revenue[revenue["channel"].eq("it_workers") & revenue["per"].eq("year")]
    it_work = it_work[it_work["period_end_last"] > DEADLINE]
    assert shown[next(what for what in shown if what.startswith("workers abroad"))] == "{:,.0f} to {:,.0f}".format(
        *ends(abroad)
    )
    low, high = map(money, ends(it_work))
    assert shown[next(what for what in shown if "from IT work" in what)] == f"{low} to {high}"
    whole = thefts[
        thefts["measure"].eq("stolen_by_dprk")
        & thefts["scope"].isna()
        & thefts["period_start_first"].eq(pd.Timestamp("2022-01-01"))
        & thefts["period_end_last"].eq(pd.Timestamp("2022-12-31"))
    ]
    whole = whole.merge(RECORD.tables["sources"][["source_id", "published_last"]], on="source_id")
    newest = whole[whole["published_last"].eq(whole.groupby("estimator")["published_last"].transform("max"))]
    low, high = map(money, ends(newest))
    assert shown[next(what for what in shown if "in 2022" in what)] == f"{low} to {high}"


def test_the_count_of_the_advisory_stands_once_its_claims_are_known(run_page: Callable[..., Any]) -> None:
    def listed(day: str) -> list[str]:
        return [value for value, what in cards(run_page("overview", known_on=day)) if "advisory" in what]

    assert listed("2018-07-23") == []
    assert listed("2018-07-24") == ["42 listed"]
    assert listed("2023-04-08") == ["41 listed"]


def test_figures_not_yet_known_on_a_day_are_named(run_page: Callable[..., Any]) -> None:
    assert "about a year's income from IT work" in run_page("overview", known_on="2020-01-01").text
    assert "No claim was known on that day" not in run_page("overview").text


def test_each_mark_of_the_figure_is_one_claim_of_the_table(run_page: Callable[..., Any]) -> None:
    ran = run_page("overview")
    drawn = [point[0] for trace in ran.figures["income"]["data"] for point in trace["customdata"]]
    assert len(drawn) == len(set(drawn)) > 10
    revenue = RECORD.tables["revenue_claims"].set_index("claim_id")
    known = {*revenue.index, *RECORD.tables["theft_totals"]["claim_id"]}
    assert set(drawn) <= known
    by_year = revenue[revenue["channel"].isin(["overseas_labour", "it_workers"]) & revenue["per"].eq("year")]
    assert set(by_year[by_year["low"].notna() | by_year["high"].notna()].index) <= set(drawn)


def test_the_title_names_the_highest_claims_drawn(run_page: Callable[..., Any]) -> None:
    figure = run_page("overview").figures["income"]
    highest = max(
        end
        for trace in figure["data"]
        for end in (
            [*trace["x"]]
            if "base" not in trace
            else [base + length for base, length in zip(trace["base"], trace["x"], strict=True)]
        )
    )
    assert money(highest) in figure["layout"]["meta"]["title"]


def test_the_description_of_the_figure_says_the_span_of_each_way_to_earn(run_page: Callable[..., Any]) -> None:
    alt = run_page("overview").figures["income"]["alt"]
    for _, span in spans(yearly_income(RECORD), by="group").iterrows():
        assert f" {span_words(span, kind='money')}" in alt


def test_workers_are_never_counted_in_dollars(run_page: Callable[..., Any]) -> None:
    ran = run_page("overview")
    assert "50,000 to 100,000" in ran.html
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
    assert any("that is not zero" in notice for notice in ran.notices)
