"""The timeline page: what is drawn equals a recount in plain pandas."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from charts.events import event_hovers
from subjects.timeline import largest_thefts, timeline_events
from tests.live import RECORD
from tests.recounts import drawn_ids

EVENTS = RECORD.tables["events"]
THEFTS = largest_thefts(RECORD)
EVERY = {*EVENTS["event_id"], *THEFTS["event_id"]}
PUBLISHED = RECORD.tables["sources"].set_index("source_id")["published_last"]


def drawn(ran: Any) -> set[str]:
    return {custom[0] for trace in ran.figures["timeline"]["data"] for custom in trace["customdata"]}


def test_every_event_is_drawn_and_can_be_taken_away(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline")
    assert drawn(ran) == EVERY
    assert f"Download these {len(EVERY)} rows (CSV)" in ran.offered
    assert f"The {len(EVERY)} events, newest first" in ran.html
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
    assert set() < set(rows.loc[in_words, "event_id"]) <= drawn(ran) <= set(rows["event_id"])
    assert ran.address == asked | {"iso3": "RUS", "lane": ",".join(["permits_halted", "workers_found"])}


def test_each_mark_has_its_own_words_though_they_are_sent_apart(run_page: Callable[..., Any]) -> None:
    every = timeline_events(RECORD)
    said = event_hovers(every)
    for query in ({}, {"years": "2015-2017", "lane": "workers_found"}):
        figure = run_page("timeline", **query).figures["timeline"]
        marks = [mark for trace in figure["data"] for mark in trace["customdata"]]
        assert marks
        assert all(words == said[key] for key, words in marks)


def test_an_event_beyond_the_years_can_be_chosen_and_they_go_as_far_as_it(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", years="2015-2017")
    box = ran.app.selectbox(key=ran.key("event"))
    assert len(box.options) == len(EVERY)
    box.set_value("bybit-2025")
    ran.again()
    assert "bybit-2025" in drawn(ran)
    assert ran.address == {"years": "2015-2025", "event": "bybit-2025"}
    said = "The years now go from 2015 to 2025: those shown before did not hold the event."
    assert ran.notices == [said]
    ran.app.selectbox(key=ran.key("event")).set_value("ev-2016-03-02-res2270")
    ran.again()
    assert ran.address == {"years": "2015-2025", "event": "ev-2016-03-02-res2270"}
    assert ran.notices == []


def test_a_lane_moved_and_the_address_follows(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline")
    ran.app.multiselect(key=ran.key("lane")).set_value(["nuclear_test"])
    ran.again()
    assert drawn(ran) == set(EVENTS.loc[EVENTS["lane"].eq("nuclear_test"), "event_id"])
    assert ran.address == {"lane": "nuclear_test"}


def test_the_chosen_event_opens_with_its_document(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", event="ev-2006-10-09-nuclear-test")
    assert "First DPRK nuclear test" in ran.text
    assert "row ev-2006-10-09-nuclear-test." in ran.app.code[0].value
    assert "https://" in ran.html


def test_a_theft_opens_with_all_who_attribute_it_and_leads_on(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", event="bybit-2025")
    said = RECORD.tables["attributions"]
    ids = said.loc[said["incident_id"] == "bybit-2025", "attribution_id"]
    assert len(ids) > 1
    assert all(f"row {key}." in ran.app.code[0].value for key in ids)
    assert "$1.4 billion to $1.5 billion stolen" in ran.text.replace("\\", "")
    assert any("incident=bybit-2025" in link.proto.query_string for link in ran.app.get("page_link"))


def test_claims_beneath_stand_each_on_an_axis_of_their_own(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", over="theft,russia", years="2017-2025")
    totals, workers = RECORD.tables["theft_totals"], RECORD.tables["worker_claims"].set_index("claim_id")
    whole = totals[
        totals["measure"].eq("stolen_by_dprk")
        & totals["scope"].isna()
        & totals["year"].between(2017, 2025)
        & totals["period_start_first"].dt.strftime("%m-%d").eq("01-01")
        & totals["period_end_last"].dt.strftime("%m-%d").eq("12-31")
        & totals["period_start_first"].dt.year.eq(totals["period_end_last"].dt.year)
    ]
    whole = whole.assign(on=whole["source_id"].map(PUBLISHED).fillna(pd.Timestamp(1900, 1, 1)))
    newest = whole[whole["on"].eq(whole.groupby(["estimator", "year"])["on"].transform("max"))]
    newest = newest[newest["low"].notna() | newest["high"].notna()]
    theft, russia = drawn_ids(ran.figures["timeline_theft"]), drawn_ids(ran.figures["timeline_russia"])
    assert theft == set(newest["claim_id"])
    assert russia
    assert set(workers.loc[list(russia), "iso3"]) == {"RUS"}
    assert set(workers.loc[list(russia), "measure"]) == {"present"}
    assert ran.figures["timeline_theft"]["layout"]["xaxis"]["range"] == [2017, 2026]
    assert ran.address == {"over": "theft,russia", "years": "2017-2025"}


def test_the_meaning_of_every_lane_stands_on_the_page(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline")
    assert "a deal, contract, offer or plan to send or take workers; not an arrival" in ran.html


def test_a_key_that_no_row_has_is_not_answered_with_a_near_one(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", event="bybit-2026", known_on="2023-01-01")
    assert any(notice.startswith("The link asked for event=bybit-2026; no row") for notice in ran.notices)
    assert "bybit-2025" not in " ".join(ran.notices)


def test_what_is_left_out_is_not_open(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", lane="seizure", event="ev-2006-10-09-nuclear-test")
    assert "event" not in ran.address
    said = "event=ev-2006-10-09-nuclear-test, which is not in this selection. It is: "
    assert any(said in notice for notice in ran.notices)
    assert not ran.app.code


def test_nothing_left_says_what_to_loosen(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", q="no such words", iso3="CHN", years="2010-2020")
    assert not ran.figures
    assert any("Try fewer or other words, all places or more years." in notice for notice in ran.notices)


@pytest.mark.parametrize("day", ["2007-06-30", "2017-06-30"])
def test_a_day_shows_only_what_was_published(run_page: Callable[..., Any], day: str) -> None:
    ran = run_page("timeline", known_on=day)
    known = EVENTS[EVENTS["source_id"].map(PUBLISHED) <= pd.Timestamp(day)]
    assert drawn(ran) == set(known["event_id"])  # no large theft yet
    assert "Deadline to send workers home" not in str(ran.figures)  # no resolution had said so yet


def test_before_anything_was_known(run_page: Callable[..., Any]) -> None:
    ran = run_page("timeline", known_on="2006-01-02")
    assert not ran.figures
    assert any("Choose a later day" in notice for notice in ran.notices)
