"""The page of revenue and its calculator: what is drawn equals a recount in plain pandas."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from loaders.codes import CHANNELS
from tests.live import RECORD

CLAIMS = RECORD.tables["revenue_claims"]
TOTALS = RECORD.tables["worker_totals"].set_index("claim_id")
SOURCES = RECORD.tables["sources"].set_index("source_id")


def drawn(figure: dict[str, Any]) -> set[str]:
    return {data[0] for trace in figure["data"] for data in trace["customdata"]}


def numbered(rows: pd.DataFrame, low: str = "low", high: str = "high") -> set[str]:
    return set(rows.loc[rows[low].notna() | rows[high].notna(), "claim_id"])


def kind(name: str, per: str) -> pd.DataFrame:
    return CLAIMS[CLAIMS["channel"].isin(CHANNELS.where(kind=name)) & CLAIMS["per"].eq(per) & CLAIMS["share_of"].isna()]


@pytest.mark.parametrize(
    ("view", "per"), [("income", "year"), ("income", "total"), ("cost", "item"), ("yardstick", "year")]
)
def test_every_mark_is_a_claim_of_one_kind_and_one_count(run_page: Callable[..., Any], view: str, per: str) -> None:
    ran = run_page("revenue", view=view, per=per)
    rows = kind(view, per)
    assert drawn(ran.figures[f"revenue_{view}"]) == numbered(rows)
    assert f"Download these {len(rows)} rows (CSV)" in ran.offered


def test_no_total_across_channels_is_computed_and_the_page_says_why(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue")
    assert "No total across channels is computed" in ran.text
    values = {value for trace in ran.figures["revenue_income"]["data"] for value in trace["x"]}
    ends = {float(v) for v in pd.concat([CLAIMS["low"], CLAIMS["high"], CLAIMS["high"] - CLAIMS["low"]]).dropna()}
    assert set() < values <= ends


def test_shares_stand_apart_by_their_whole(run_page: Callable[..., Any]) -> None:
    figure = run_page("revenue", view="cost").figures["revenue_shares"]
    assert drawn(figure) == numbered(CLAIMS, "share_low", "share_high")
    assert figure["layout"]["xaxis"]["title"]["text"] == "percent"
    wholes = CLAIMS.loc[CLAIMS["share_of"].notna(), "share_of"]
    title = f"{len(wholes)} claims about shares of {wholes.nunique()} different totals"
    assert figure["layout"]["meta"][0]["title"] == title


def test_one_channel_and_one_claim_from_the_link(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue", channel="it_workers", claim="rv-it-poe24")
    rows = kind("income", "year")
    assert drawn(ran.figures["revenue_income"]) == numbered(rows[rows["channel"].eq("it_workers")])
    assert "$250 million to $600 million a year" in ran.app.code[0].value
    assert ran.address == {"channel": "it_workers", "claim": "rv-it-poe24"}


def test_a_count_that_a_view_does_not_have_is_told(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue", per="item")
    assert any("Nothing here is counted this way: for one missile" in notice for notice in ran.notices)


def test_a_channel_without_such_a_count_says_what_to_loosen(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue", channel="tobacco")
    assert any("Choose another channel or count" in notice for notice in ran.notices)
    assert not ran.figures


def test_the_calculator_writes_every_factor_into_the_link_and_multiplies_ends(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue", view="calculator", wage="own:300-500")
    rows = TOTALS.loc[[ran.address[name] for name in ("workers", "share")]]
    low, high = (float(rows[end].prod()) * wage * 12 / 100 for end, wage in (("low", 300), ("high", 500)))
    mark = next(t for t in ran.figures["calculation"]["data"] if t["customdata"][0][0] == "calculation")
    assert (mark["base"][0], mark["base"][0] + mark["x"][0]) == pytest.approx((low, high))
    again = run_page("revenue", **ran.address)
    assert again.figures == ran.figures


def test_what_reaches_a_worker_is_no_wage_of_which_the_state_keeps_a_share(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue", view="calculator")
    assert "calculation" not in ran.figures
    assert any("Still needed: what one worker earns" in notice for notice in ran.notices)
    assert "t058" not in ran.app.selectbox(key=ran.key("wage_pick")).options


def test_own_numbers_and_open_ends_from_the_link(run_page: Callable[..., Any]) -> None:
    asked = {"view": "calculator", "workers": "own:1000-2000", "wage": "own:100-", "share": "own:50-90"}
    ran = run_page("revenue", **asked)
    assert ran.address == asked
    told = ran.text.replace("\\", "")
    assert "= at least $600,000 a year" in told
    assert "leaves its high end open: what one worker earns" in told
    assert "the reader's own number" in ran.app.code[0].value


def test_own_numbers_start_from_the_claim_and_are_put_in_order(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue", view="calculator", workers="t077")
    ran.app.selectbox(key=ran.key("workers_pick")).set_value("own:")
    ran.again()
    assert ran.address["workers"] == "own:50000-100000"
    ran.app.number_input(key=ran.key("workers_low")).set_value(300000)
    ran.again()
    assert ran.address["workers"] == "own:100000-300000"
    ran.app.number_input(key=ran.key("workers_high")).set_value(None)
    ran.again()
    assert ran.address["workers"] == "own:100000-"


def test_it_workers_have_factors_of_their_own(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue", view="calculator", who="it", it_wage="it-tsy23-peryear")
    assert {"it_workers", "it_wage", "it_share"} <= set(ran.address)
    assert "12 months" not in ran.text
    beside = CLAIMS[CLAIMS["channel"].eq("it_workers") & CLAIMS["per"].eq("year")]
    assert drawn(ran.figures["calculation"]) == numbered(beside) | {"calculation"}


@pytest.mark.parametrize(
    ("asked", "rule", "figures"),
    [
        ({"workers": "own:200-100"}, "the low end must not be above the high end", ["calculation"]),
        ({"share": "own:50-101"}, "an end must not be above 100", ["calculation"]),
        ({"wage": "own:ten-20"}, "must be written as own:100-200", []),  # no claim stands in for a wage
        ({"workers": "it-msmt2-abroad"}, "it must be one of", ["calculation"]),
    ],
)
def test_a_bad_factor_is_told(
    run_page: Callable[..., Any], asked: dict[str, str], rule: str, figures: list[str]
) -> None:
    ran = run_page("revenue", view="calculator", **({"wage": "own:300-500"} | asked))
    assert any(rule in notice for notice in ran.notices)
    assert list(ran.figures) == figures


NOTHING = "No such claim was known on that day. That means unknown, not zero. Choose a later day."
NEEDED = (
    "Still needed: how many workers, what one worker earns and the share kept by the state. "
    "Choose a claim, or enter at least one end."
)


@pytest.mark.parametrize(
    ("view", "notices"),
    [("income", [NOTHING]), ("cost", [NOTHING, NOTHING]), ("yardstick", [NOTHING]), ("calculator", [NEEDED])],
)
def test_an_early_day_leaves_nothing_and_says_so(run_page: Callable[..., Any], view: str, notices: list[str]) -> None:
    ran = run_page("revenue", view=view, known_on="2010-01-01")
    assert not ran.figures
    assert ran.notices == notices  # of costs, the sums and the shares each


def test_a_factor_not_yet_known_gives_way_to_one_that_was(run_page: Callable[..., Any]) -> None:
    ran = run_page("revenue", view="calculator", workers="t001", known_on="2019-01-01")
    assert any("was not known on that day" in notice for notice in ran.notices)
    for name in ("workers", "share"):
        source = TOTALS.loc[ran.address[name], "source_id"]
        assert SOURCES.loc[source, "published_last"] <= pd.Timestamp("2019-01-01")
