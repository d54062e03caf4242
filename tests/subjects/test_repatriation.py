"""The four phases and the reports, recounted with plain pandas."""

from datetime import date

import pandas as pd
import pytest

from subjects.repatriation import PHASES, claims_behind, phase_claims, repatriation, select_places
from subjects.vintage import as_known_on
from subjects.workers import worker_claims
from tests.live import RECORD
from tests.recounts import placed, standing

ROWS = repatriation(RECORD)
CLAIMS = placed(RECORD, worker_claims(RECORD))
EVENTS = RECORD.tables["events"]


def recount(place: str, phase: str) -> list[float]:
    """Every figure of one phase of one place, by the claims that are alike and say most."""
    rows = CLAIMS[CLAIMS["place"].eq(place)]
    is_after = rows["as_of_start_first"] > pd.Timestamp("2019-12-22")
    is_before = rows["as_of_end_last"] <= pd.Timestamp("2019-12-22")
    is_there = rows["measure"].isin(["present", "remaining", "work_permits"])
    chosen = {
        "before": is_there & is_before,
        "home": rows["measure"].eq("repatriated"),
        "left": rows["measure"].eq("remaining"),
        "after": is_there & is_after,
        "untold": is_there & ~is_before & ~is_after,
    }[phase]
    together = standing(rows[chosen])
    return [float(figure) for figure in pd.concat([together["low"], together["high"]]).dropna()]


@pytest.mark.parametrize("phase", PHASES)
def test_each_phase_equals_a_recount(phase: str) -> None:
    assert ROWS[f"{phase}_highest"].notna().any()
    for row in ROWS.to_dict("records"):
        figures = recount(row["iso3"], phase)
        if figures:
            assert (row[f"{phase}_lowest"], row[f"{phase}_highest"]) == (min(figures), max(figures)), row["iso3"]
        else:
            assert pd.isna(row[f"{phase}_highest"]), row["iso3"]


def test_every_host_has_one_row_and_nobody_else() -> None:
    assert ROWS["iso3"].is_unique
    assert set(CLAIMS["place"]) <= set(ROWS["iso3"])
    assert ROWS["iso3"].tolist() == sorted(ROWS["iso3"])


def test_who_reported_is_who_an_event_of_any_lane_names() -> None:
    said = EVENTS[EVENTS["reported_to_un"].notna() & (EVENTS["date_last"] >= "2017-12-22")]
    assert said["lane"].nunique() > 1
    named = {iso3 for codes in said["iso3_list"].dropna() for iso3 in codes.split(";")}
    assert set(ROWS.loc[ROWS["reported"], "iso3"]) == named != set()
    assert (ROWS["reported"] == ROWS["reported_on"].notna()).all()


def test_a_report_before_the_resolution_is_none_under_it() -> None:
    early = EVENTS[EVENTS["lane"].eq("report_submitted") & (EVENTS["date_last"] < "2017-12-22")]
    assert len(early)
    assert (pd.to_datetime(ROWS["reported_on"].dropna(), format="ISO8601") >= "2017-12-22").all()


def test_a_claim_of_workers_left_stands_before_after_or_apart_as_well() -> None:
    one_each = CLAIMS.assign(place=CLAIMS["claim_id"])
    phased = phase_claims(one_each)
    left = set(phased.loc[phased["phase"] == "left", "claim_id"])
    assert left == set(CLAIMS.loc[CLAIMS["measure"] == "remaining", "claim_id"]) != set()
    assert left <= set(phased.loc[phased["phase"].isin(["before", "after", "untold"]), "claim_id"])
    assert set(phased["measure"]) <= set(CLAIMS["measure"])


def test_a_difference_of_two_counts_is_nobody_sent_home() -> None:
    differences = set(CLAIMS.loc[CLAIMS["measure"] == "stock_difference", "claim_id"])
    assert differences
    assert not differences & set(phase_claims(CLAIMS.assign(place=CLAIMS["claim_id"]))["claim_id"])


def test_the_claims_behind_come_once_and_of_these_places_only() -> None:
    chosen = select_places(ROWS, status="reported_after_deadline")
    behind = claims_behind(RECORD, chosen["iso3"])
    assert behind["claim_id"].is_unique
    assert set() < set(behind["place"]) <= set(chosen["iso3"])
    assert set(behind["claim_id"]) <= set(CLAIMS["claim_id"])


def test_a_selection_keeps_what_was_asked() -> None:
    assert select_places(ROWS).equals(ROWS)
    chosen = select_places(ROWS, status="reported_gone", region="Western Asia")
    assert len(chosen)
    assert set(chosen["status"]) == {"reported_gone"}
    assert set(chosen["region"]) == {"Western Asia"}


def test_nothing_known_gives_no_row() -> None:
    nothing = repatriation(as_known_on(RECORD, date(2006, 1, 1)))
    assert nothing.empty
    assert list(nothing.columns) == list(ROWS.columns)
