"""The picture of two days on the page of changes: its marks are the spans that the record gives on each of the days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from charts.then_and_now import MOST
from subjects.changes import changes
from tests.live import RECORD

SINCE = date(2025, 6, 1)


def drawn(ran: Any, day: str) -> set[str]:
    """The claims whose subjects have a mark of that day, in all pictures of the page."""
    return {
        custom[0]
        for key, figure in ran.figures.items()
        if key.startswith("days")
        for trace in figure["data"]
        if trace["name"].startswith(f"{day}: ")
        for custom in trace["customdata"]
    }


def numbered(about: str) -> dict[str, bool]:
    """The subjects of a table with a number now, by the claim that a mark names, and whether they were known before."""
    changed = changes(RECORD, SINCE)
    return {
        row["later"][0]: row["then"] is not None
        for _, row in changed[changed["table"] == about].iterrows()
        if pd.notna(row["now"]["highest"])
    }


@pytest.mark.parametrize("about", ["worker_claims", "worker_totals", "incident_amounts"])
def test_each_subject_with_a_number_is_drawn_as_far_as_lanes_go(run_page: Callable[..., Any], about: str) -> None:
    now, expected = drawn(run_page("changes", since=str(SINCE), about=about), "now"), numbered(about)
    assert len(now) == min(MOST, len(expected)) > 0
    assert now <= set(expected)


@pytest.mark.parametrize("about", ["theft_totals", "it_worker_claims", "revenue_claims"])
def test_units_do_not_share_an_axis_and_what_was_not_known_has_no_mark_of_then(
    run_page: Callable[..., Any], about: str
) -> None:
    ran, expected = run_page("changes", since=str(SINCE), about=about), numbered(about)
    pictures = [figure for key, figure in ran.figures.items() if key.startswith("days")]
    axes = [figure["layout"]["xaxis"]["title"]["text"] for figure in pictures]
    assert len(axes) == len(set(axes)) > 1
    assert set() < drawn(ran, "now") <= set(expected)
    assert drawn(ran, "then") <= {claim for claim, was_known in expected.items() if was_known}


def test_no_two_lanes_have_the_same_name(run_page: Callable[..., Any]) -> None:
    names = run_page("changes", since="2025-01-01", iso3="RUS").figures["days"]["layout"]["yaxis"]["ticktext"]
    assert len(names) == len(set(names)) > 5


def test_the_second_day_is_the_one_of_which_the_page_tells(run_page: Callable[..., Any]) -> None:
    ran = run_page("changes", since="2019-01-01", known_on="2020-06-30")
    (figure,) = [figure for key, figure in ran.figures.items() if key == "days"]
    meta = figure["layout"]["meta"][0]
    assert meta["title"].startswith("Since 1 January 2019: ")
    assert "as known on 30 June 2020" in meta["subtitle"]
    published = RECORD.tables["sources"].set_index("source_id")["published_last"]
    sources = RECORD.tables["worker_claims"].set_index("claim_id")["source_id"]
    assert all(published[sources[claim]].date() <= date(2020, 6, 30) for claim in drawn(ran, "now"))


def test_one_place_alone_has_its_own_picture(run_page: Callable[..., Any]) -> None:
    ran = run_page("changes", since="2019-01-01", iso3="RUS")
    names = ran.figures["days"]["layout"]["yaxis"]["ticktext"]
    assert names
    assert all(name.startswith("Russia") for name in names)
