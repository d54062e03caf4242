"""Claims about workers that are selected, and steps through the years."""

import pandas as pd
import pytest

from subjects.workers import next_years, select_worker_claims, spans_of_places
from tests.subjects.made import claim, claims

ENDS = (2006, 2026)


@pytest.mark.parametrize(
    ("years", "step", "after"),
    [
        (ENDS, 1, (2006, 2006)),
        (ENDS, -1, (2026, 2026)),
        ((2006, 2006), 1, (2007, 2007)),
        ((2026, 2026), 1, ENDS),
        ((2006, 2006), -1, ENDS),
        ((2015, 2019), 1, (2016, 2020)),
        ((2022, 2026), 1, ENDS),
    ],
)
def test_steps_through_the_years(years: tuple[int, int], step: int, after: tuple[int, int]) -> None:
    assert next_years(years, ENDS, step) == after


def test_the_whole_before_its_parts() -> None:
    rows = claims(
        claim("whole"),
        claim("part", sector="fishing"),
        claim("region", scope="one province"),
        claim("only-part", iso3="TWN", sector="fishing"),
        claim("other-measure", iso3="TWN", measure="entered"),
    )
    chosen = select_worker_claims(rows, measure="present")
    assert chosen["claim_id"].tolist() == ["whole", "only-part"]
    assert chosen["is_part"].tolist() == [False, True]


def test_a_whole_without_a_figure_does_not_hide_the_parts() -> None:
    rows = claims(claim("whole", low=None, high=None), claim("part", sector="fishing"))
    chosen = select_worker_claims(rows, measure="present")
    assert chosen["claim_id"].tolist() == ["part"]
    assert chosen["is_part"].tolist() == [True]


def test_of_several_parts_or_peoples_one_stands_for_a_place() -> None:
    rows = claims(
        claim("small", sector="fishing", low=5, high=5),
        claim("large", scope="one province", low=50, high=60),
        claim("nationals", iso3="TWN", population="nationals", low=900, high=900),
        claim("workers", iso3="TWN", scope="one port", low=2, high=2),
        claim("unsigned", iso3="KEN", kind="other", low=900, high=900),
        claim("undated", iso3="KEN", published=None, low=800, high=800),
        claim("firm", iso3="KEN", low=1, high=1),
        claim("weak-alone", iso3="MNG", kind="other"),
    )
    chosen = select_worker_claims(rows, measure="present")
    assert chosen["claim_id"].tolist() == ["large", "workers", "firm", "weak-alone"]
    span = spans_of_places(chosen).set_index("iso3")
    assert span.loc["MNG", "is_unsigned"]
    assert not span.loc["KEN", "is_unsigned"]
    assert span["n_claims"].tolist() == [1, 1, 1, 1]


def test_flows_of_a_year_stand_before_those_of_another_time() -> None:
    rows = claims(
        claim("year", measure="entered", low=5, high=5),
        claim("other-year", measure="entered", start="2018", end="2018", low=6, high=6),
        claim("quarter", measure="entered", start="2018-01", end="2018-03", low=90, high=90),
    )
    assert select_worker_claims(rows, measure="entered")["claim_id"].tolist() == ["year", "other-year"]


def test_a_sector_asked_for_is_no_part() -> None:
    rows = claims(
        claim("whole"), claim("fishing", sector="fishing"), claim("one-port", sector="fishing", scope="a port")
    )
    chosen = select_worker_claims(rows, measure="present", sector="fishing")
    assert chosen["claim_id"].tolist() == ["fishing"]
    assert chosen["is_part"].tolist() == [False]


@pytest.mark.parametrize(
    ("years", "chosen"),
    [
        ((2016, 2016), []),
        ((2017, 2017), ["year"]),
        ((2018, 2018), []),
        ((2017, 2019), ["year", "long"]),
        (None, ["year", "long", "start-only", "no-time"]),
    ],
)
def test_years(years: tuple[int, int] | None, chosen: list[str]) -> None:
    rows = claims(
        claim("year"),
        claim("long", start="2017-06", end="2019-02"),
        claim("start-only", start="2018-05", end=None),
        claim("no-time", start=None, end=None),
    )
    assert select_worker_claims(rows, measure="present", years=years)["claim_id"].tolist() == chosen


def test_nothing_left() -> None:
    chosen = select_worker_claims(claims(claim()), measure="visas_issued")
    assert chosen.empty
    assert "is_part" in chosen
    assert spans_of_places(chosen).empty


def test_a_selection_leaves_its_frame_alone() -> None:
    rows = claims(claim("whole"), claim("part", sector="fishing"))
    before = rows.copy()
    spans_of_places(select_worker_claims(rows, measure="present"))
    pd.testing.assert_frame_equal(rows, before)
