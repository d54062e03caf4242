"""Every span that is shown is one over like claims: the rule against the record, and against bad selections."""

from datetime import date

import pandas as pd
import pytest

from subjects.comparability import LEFT_OUT, IncomparableError, comparability_key, comparable, span_of, spans
from subjects.headlines import headlines
from subjects.repatriation import PHASES, phase_claims
from subjects.workers import select_worker_claims, worker_claims, worker_totals
from tests.live import RECORD
from tests.subjects.made import claim, claims, frame

DEADLINE = date(2019, 12, 22)


def test_headlines_hold_only_like_claims_known_to_be_of_their_time() -> None:
    found = headlines(RECORD)
    assert {headline.key for headline in found} == {"workers_abroad", "it_work", "theft"}
    for headline in found:
        claims, out = headline.of.claims, headline.of.left_out
        assert len(pd.DataFrame(comparability_key(claims)).drop_duplicates()) == 1
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
        kinds = pd.DataFrame(comparability_key(chosen), chosen.index).assign(place=chosen["place"]).drop_duplicates()
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


@pytest.mark.parametrize(
    ("ends", "low", "high", "is_low_open", "is_high_open", "lowest", "highest"),
    [
        ([(500, 500), (200, 900)], 200, 900, False, False, 200, 900),
        ([(0, 0)], 0, 0, False, False, 0, 0),
        ([(500, 2000), (1000, None), (1, 3000)], 1, 3000, False, False, 1, 3000),
        ([(500, 500), (1000, None)], 500, None, False, True, 500, 1000),
        ([(500, 2000), (1000, None)], 500, None, False, True, 500, 2000),
        ([(1000, 1000), (1000, None)], 1000, None, False, True, 1000, 1000),
        ([(1000, None)], 1000, None, False, True, 1000, 1000),
        ([(None, 300), (500, 900)], None, 900, True, False, 300, 900),
        ([(None, 600), (500, 900)], None, 900, True, False, 500, 900),
        ([(None, 300), (500, None)], None, None, True, True, 300, 500),
        ([(None, None)], None, None, False, False, None, None),
        ([(None, None), (5, 5)], 5, 5, False, False, 5, 5),
    ],
)
def test_ends_of_a_span(
    ends: list[tuple[float | None, float | None]],
    low: float | None,
    high: float | None,
    is_low_open: bool,
    is_high_open: bool,
    lowest: float | None,
    highest: float | None,
) -> None:
    span = spans(claims(*(claim(f"c{n}", low=low, high=high) for n, (low, high) in enumerate(ends))), by="place").iloc[
        0
    ]
    found = [None if pd.isna(span[name]) else span[name] for name in ("low", "high", "lowest", "highest")]
    assert found == [low, high, lowest, highest]
    assert (span["is_low_open"], span["is_high_open"]) == (is_low_open, is_high_open)


def test_what_stands_behind_a_span() -> None:
    rows = claims(
        claim("a", source_id="s1", published="2018-05", end="2017-12-31", grade="C"),
        claim("b", source_id="s1", published="2018-05", start="2019-03", end=None, grade="B", low=None, high=None),
        claim("c", source_id="s2", published=None, start=None, end=None),
        claim("d", iso3="TWN", published=None, start=None, end=None),
    )
    china, taiwan = spans(rows, by="place").to_dict("records")
    counts = {"n_claims": 3, "n_numbered": 2, "n_sources": 2}
    assert counts.items() <= china.items()
    assert (china["first_year"], china["last_year"]) == (2017, 2017), "of those with a number"
    assert (china["newest_published"], china["newest_as_of"], china["best_grade"]) == ("2018-05", "2019-03", "B")
    assert pd.isna(taiwan["newest_published"])
    assert pd.isna(taiwan["newest_as_of"])


def test_a_span_of_totals_by_another_column() -> None:
    columns = "claim_id measure low high period_start period_end source_id published grade author"
    rows = frame(
        columns,
        ("a", "stolen", 1.5e9, 1.5e9, "2022", "2022", "s1", "2023", "B", "x"),
        ("b", "stolen", 1.6e9, 1.7e9, "2022", None, "s2", "2023-04-07", "A", "y"),
    )
    (span,) = spans(rows, by="measure").to_dict("records")
    assert (span["measure"], span["low"], span["high"], span["newest_as_of"]) == ("stolen", 1.5e9, 1.7e9, "2022")


def test_claims_that_do_not_belong_together_are_refused() -> None:
    for other in (
        {"measure": "remaining"},
        {"population": "nationals"},
        {"scope": "one province"},
        {"sector": "fishing"},
    ):
        with pytest.raises(IncomparableError, match=next(iter(other))):
            spans(claims(claim("a"), claim("b", **other)), by="place")
    with pytest.raises(IncomparableError, match="kind_of_time"):
        spans(claims(claim("a", measure="entered"), claim("b", measure="entered", end="2017-06")), by="place")
