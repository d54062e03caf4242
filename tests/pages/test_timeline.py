"""The timeline page: what is drawn equals a recount in plain pandas."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from loaders.tables import load_record

RECORD = load_record()
EVENTS = RECORD.tables["events"]
PUBLISHED = RECORD.tables["sources"].set_index("source_id")["published_last"]


def drawn(ran: Any) -> set[str]:
    return {custom[0] for trace in ran.figures["timeline"]["data"] for custom in trace["customdata"]}


def test_every_event_is_drawn_and_can_be_taken_away(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline")
    assert drawn(ran) == set(EVENTS["event_id"])
    assert f"Download these {len(EVENTS)} rows (CSV)" in [b.proto.label for b in ran.app.get("download_button")]
    assert f"The {len(EVENTS)} events, newest first" in ran.html
    assert ran.address == {}


def test_years_lanes_place_and_words_from_the_link(run_page: Callable[..., Any]) -> None:
    asked = {"years": "2015-2020", "lane": "workers_found,permits_halted", "iso3": "Russia", "q": "workers"}
    ran = run_page("timeline", **asked)
    rows = EVENTS[
        EVENTS["date"].str[:4].astype(int).between(2015, 2020)
        & EVENTS["lane"].isin(["workers_found", "permits_halted"])
        & EVENTS["iso3_list"].str.contains("RUS")
    ]
    in_words = rows["title"].str.cat(rows[["summary", "actors"]].fillna("")).str.contains("workers", case=False)
    assert set(rows.loc[in_words, "event_id"]) <= drawn(ran) <= set(rows["event_id"])
    assert ran.address == asked | {"iso3": "RUS", "lane": ",".join(["permits_halted", "workers_found"])}


def test_a_lane_moved_and_the_address_follows(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline")
    ran.app.multiselect(key="lane").set_value(["nuclear_test"])
    ran.again()
    assert drawn(ran) == set(EVENTS.loc[EVENTS["lane"].eq("nuclear_test"), "event_id"])
    assert ran.address == {"lane": "nuclear_test"}


def test_the_chosen_event_opens_with_its_document(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", event="ev-2006-10-09-nuclear-test")
    assert "First DPRK nuclear test" in ran.text
    assert "row ev-2006-10-09-nuclear-test." in ran.app.code[0].value
    assert "https://" in ran.html


def test_what_is_left_out_is_not_open(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", lane="seizure", event="ev-2006-10-09-nuclear-test")
    assert "event" not in ran.address
    assert not ran.app.code


def test_nothing_left_says_what_to_loosen(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", q="no such words", iso3="CHN")
    assert not ran.figures
    assert any("Try fewer or other words or all places or more years" in notice for notice in ran.notices)


@pytest.mark.parametrize("day", ["2007-06-30", "2017-06-30"])
def test_a_day_shows_only_what_was_published(run_page: Callable[..., Any], day: str) -> None:
    ran = run_page("timeline", known_on=day)
    known = EVENTS[EVENTS["source_id"].map(PUBLISHED) <= pd.Timestamp(day)]
    assert drawn(ran) == set(known["event_id"])
    assert "Workers to be home" not in str(ran.figures)  # no resolution had said so yet


def test_before_anything_was_known(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", known_on="2006-01-02")
    assert not ran.figures
    assert any("Choose a later day" in notice for notice in ran.notices)
