"""What changed since: counts of the page equal the record's."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from tests.live import RECORD

PUBLISHED = RECORD.tables["sources"].set_index("source_id")["published_last"]


@pytest.mark.parametrize(
    "about",
    ["worker_claims", "worker_totals", "theft_totals", "incident_amounts", "it_worker_claims", "revenue_claims"],
)
def test_the_claims_that_came_later(run_page: Callable[..., Any], about: str) -> None:
    ran = run_page("changes", since="2023-01-01", about=about)
    claims = RECORD.tables[about]
    later = int((~(claims["source_id"].map(PUBLISHED) <= pd.Timestamp("2023-01-01")).fillna(False)).sum())
    assert f"The {later} claims that came after" in ran.html
    assert f"Download these {later} rows (CSV)" in ran.offered


def test_without_a_day_one_is_asked_for(run_page: Callable[..., Any]) -> None:
    assert any("Choose a day" in notice for notice in run_page("changes").notices)


def test_spans_stop_at_the_day_as_of_which_all_is_known(run_page: Callable[..., Any]) -> None:
    ran = run_page("changes", since="2019-01-01", known_on="2019-01-01")
    assert any("No claim of this kind came after that day" in notice for notice in ran.notices)


def test_one_place_alone(run_page: Callable[..., Any]) -> None:
    ran = run_page("changes", since="2019-01-01", iso3="RUS")
    claims = RECORD.tables["worker_claims"]
    here = claims[claims["iso3"].eq("RUS") & claims["area"].isna()]
    later = int((~(here["source_id"].map(PUBLISHED) <= pd.Timestamp("2019-01-01")).fillna(False)).sum())
    assert f"The {later} claims that came after" in ran.html
    assert ran.address == {"since": "2019-01-01", "iso3": "RUS"}


def test_one_place_before_anything_was_known(run_page: Callable[..., Any]) -> None:
    ran = run_page("changes", since="2006-12-31", iso3="PAN", known_on="2007-01-01")
    assert any("No claim of this kind came after that day" in notice for notice in ran.notices)


def test_an_amount_of_a_theft_that_nobody_had_attributed_yet_is_of_none_known(run_page: Callable[..., Any]) -> None:
    page = run_page("changes", since="2006-01-01", known_on="2021-05-05", about="incident_amounts")
    assert "subjects with claims published after" in page.html
