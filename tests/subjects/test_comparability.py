"""Every span that is shown is one over like claims: the rule against the record, and against bad selections."""

from datetime import date

import pandas as pd
import pytest

from subjects.comparability import LEFT_OUT, IncomparableError, comparability_key, comparable, span_of
from subjects.headlines import headlines
from subjects.repatriation import PHASES, phase_claims
from subjects.summaries import select_worker_claims
from subjects.workers import worker_claims, worker_totals
from tests.live import RECORD

DEADLINE = date(2019, 12, 22)


def test_headlines_hold_only_like_claims_known_to_be_of_their_time() -> None:
    found = headlines(RECORD)
    assert {headline.key for headline in found} == {"workers_abroad", "it_work", "theft"}
    for headline in found:
        claims, out = headline.of.claims, headline.of.left_out
        assert len(comparability_key(claims).drop_duplicates()) == 1
        assert (claims["low"].notna() | claims["high"].notna()).all()
        assert claims["published_last"].notna().all()
        assert claims["source_kind"].ne("other").all()
        assert set(out["why"]) <= set(LEFT_OUT)
        assert not set(out["claim_id"]) & set(claims["claim_id"])
        if headline.key != "theft":
            start = "as_of_start_first" if "as_of_start_first" in claims else "period_start_first"
            assert (claims[start] > pd.Timestamp(DEADLINE)).all()


def test_every_place_and_phase_has_one_kind_of_claim() -> None:
    claims = worker_claims(RECORD)
    for measure in claims["measure"].unique():
        chosen = select_worker_claims(claims, measure=measure)
        chosen = chosen[chosen["low"].notna() | chosen["high"].notna()]
        kinds = comparability_key(chosen).assign(place=chosen["place"]).drop_duplicates()
        assert kinds["place"].is_unique, measure
    phased = phase_claims(claims)
    assert set(phased["phase"]) <= set(PHASES)
    assert "stock_difference" not in set(phased["measure"])
    after = phased[phased["phase"].eq("after")]
    assert (after["as_of_start_first"] > pd.Timestamp(DEADLINE)).all()
    untold = phased.loc[phased["phase"].eq("untold"), "claim_id"]
    assert not set(untold) & set(phased.loc[phased["phase"].isin(["before", "after"]), "claim_id"])


def test_what_is_said_of_an_area_is_not_said_of_its_jurisdiction() -> None:
    claims = worker_claims(RECORD)
    apart = claims[claims["area"].notna()]
    assert len(apart)
    assert (apart["place"] == apart["area"]).all()
    assert apart["name"].str.endswith(" (not under government control)").all()
    assert not claims.loc[claims["place"].eq("GEO"), "area"].notna().any()


def test_each_reason_to_leave_a_claim_out() -> None:
    totals = worker_totals(RECORD)
    one = totals[totals["claim_id"].eq("t001")]
    late = one.assign(published_last=one["published_last"] + pd.Timedelta(days=9))
    rows = pd.concat(
        [
            one.assign(scope=pd.NA),
            late.assign(claim_id="repeat", scope=pd.NA),
            one.assign(claim_id="part", scope="one ministry"),
            one.assign(claim_id="time", as_of_start_first=pd.Timestamp(2019, 1, 1), scope=pd.NA),
            one.assign(claim_id="unsigned", source_kind="other", scope=pd.NA),
            one.assign(claim_id="silent", low=pd.NA, high=pd.NA, scope=pd.NA),
        ],
        ignore_index=True,
    ).astype({"low": "Float64", "high": "Float64"})
    found = comparable(rows, after=DEADLINE)
    assert found.claims["claim_id"].tolist() == ["t001"]
    assert all(claim == why for claim, why in zip(found.left_out["claim_id"], found.left_out["why"], strict=True))
    edition = comparable(rows.assign(is_current=rows["claim_id"].ne("t001")), after=DEADLINE)
    assert edition.claims["claim_id"].tolist() == ["repeat"]
    assert "edition" in set(edition.left_out["why"])


def test_unlike_claims_make_no_headline() -> None:
    totals = worker_totals(RECORD)
    with pytest.raises(IncomparableError, match="measure"):
        span_of(totals[totals["measure"].isin(["workers_abroad", "annual_earnings"])])
