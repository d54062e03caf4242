"""The rule of open ends and of known times, by property and by case."""

from datetime import date
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.dates import first_day, last_day
from subjects.quantities import author_of, bottom_of, has_number, is_within, open_ends, time_of, top_of

Claim = tuple[int | None, int | None, str]
QUICK = settings(deadline=None, max_examples=40)  # each example makes frames, which a busy machine is slow at
NUMBERS = st.integers(0, 6)
AUTHORS = st.sampled_from("ABC")


@st.composite
def a_claim(draw: st.DrawFn) -> Claim:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    ends = draw(st.sampled_from([(low, high), (low, None), (None, high), (None, None)]))
    return (*ends, draw(AUTHORS))


CLAIMS = st.lists(a_claim(), min_size=1, max_size=7)


def ends(claims: list[Claim]) -> pd.Series:
    rows = pd.DataFrame(claims, columns=["low", "high", "author"]).astype({"low": "Float64", "high": "Float64"})
    return open_ends(rows, pd.Series("all", rows.index)).loc["all"]


@QUICK
@given(CLAIMS, NUMBERS, AUTHORS)
def test_an_open_claim_never_closes_an_end(claims: list[Claim], figure: int, author: str) -> None:
    before = ends(claims)
    if before["is_high_open"]:
        assert ends([*claims, (figure, None, author)])["is_high_open"]
    if before["is_low_open"]:
        assert ends([*claims, (None, figure, author)])["is_low_open"]


@QUICK
@given(CLAIMS, st.randoms(use_true_random=False))
def test_order_does_not_matter(claims: list[Claim], random: Random) -> None:
    mixed = list(claims)
    random.shuffle(mixed)
    pd.testing.assert_series_equal(ends(claims), ends(mixed))


@QUICK
@given(CLAIMS, CLAIMS)
def test_one_author_alone_never_closes_what_another_leaves_open(claims: list[Claim], others: list[Claim]) -> None:
    one = [(low, high, "A") for low, high, _ in claims]
    open_above = [(3, None, "B")]
    assert ends([*one, *open_above])["is_high_open"]
    assert ends([*one, (None, 3, "B")])["is_low_open"]


@QUICK
@given(CLAIMS)
def test_what_an_author_says_twice_counts_once(claims: list[Claim]) -> None:
    pd.testing.assert_series_equal(ends(claims), ends([*claims, *claims]))


@QUICK
@given(CLAIMS)
def test_an_end_that_is_closed_lies_beyond_every_figure(claims: list[Claim]) -> None:
    said = ends(claims)
    figures = [end for claim in claims for end in claim[:2] if end is not None]
    for end, beyond in (("low", min), ("high", max)):
        assert pd.isna(said[end]) == (not figures or bool(said[f"is_{end}_open"]))
        if not pd.isna(said[end]):
            assert said[end] == beyond(figures)


@pytest.mark.parametrize(
    ("claims", "is_open", "n_authors"),
    [
        ([(2, None, "A"), (2, None, "B"), (3, 3, "C")], True, 1),
        ([(2, None, "A"), (3, 3, "B"), (4, 4, "C")], False, 2),
        ([(2, None, "A"), (3, 3, "B"), (4, 4, "B")], True, 1),
        ([(3, None, "A"), (3, 3, "B"), (3, 3, "C")], True, 0),
        ([(3, 3, "A")], False, 1),
        ([(3, None, "A")], True, 0),
        ([(None, None, "A")], False, 0),
    ],
)
def test_when_a_high_end_is_closed(claims: list[Claim], is_open: bool, n_authors: int) -> None:
    said = ends(claims)
    assert (bool(said["is_high_open"]), int(said["n_high_authors"])) == (is_open, n_authors)


def dated(*times: tuple[str | None, str | None]) -> pd.DataFrame:
    rows = pd.DataFrame(times, columns=["as_of_start", "as_of_end"]).astype("string")
    for column in ("as_of_start", "as_of_end"):
        texts = rows[column].fillna("").tolist()
        rows[f"{column}_first"] = pd.Series([first_day(t) if t else None for t in texts], dtype="datetime64[s]")
        rows[f"{column}_last"] = pd.Series([last_day(t) if t else None for t in texts], dtype="datetime64[s]")
    return rows


@pytest.mark.parametrize(
    ("start", "end", "is_after", "is_before"),
    [
        ("2023", "2023", True, False),
        ("2019", "2019", False, False),
        ("2019-12", "2019-12", False, False),
        ("2019-12-23", "2019-12-23", True, False),
        ("2019-12-22", "2019-12-22", False, True),
        (None, "2017-08", False, True),
        (None, "2023", False, False),
        ("2020", None, True, False),
        (None, None, False, False),
    ],
)
def test_a_time_is_inside_only_if_it_is_known_to_be(
    start: str | None, end: str | None, is_after: bool, is_before: bool
) -> None:
    rows, day = dated((start, end)), date(2019, 12, 22)
    assert is_within(rows, after=day).tolist() == [is_after]
    assert is_within(rows, until=day).tolist() == [is_before]


def test_one_end_of_a_time_stands_for_both_to_order_rows() -> None:
    first, last = time_of(dated((None, "2017-08"), ("2020", None)))
    assert first.tolist() == [pd.Timestamp("2017-08-01"), pd.Timestamp("2020-01-01")]
    assert last.tolist() == [pd.Timestamp("2017-08-31"), pd.Timestamp("2020-12-31")]


def test_figures_of_a_row() -> None:
    rows = pd.DataFrame({"low": [1, None, None], "high": [None, 2, None]}, dtype="Float64")
    assert has_number(rows).tolist() == [True, True, False]
    assert top_of(rows).tolist()[:2] == bottom_of(rows).tolist()[:2] == [1, 2]


def test_an_estimate_keeps_its_author() -> None:
    rows = pd.DataFrame({"publisher": ["UN", "UN"], "estimator": [None, "a network"]}, dtype="string")
    assert author_of(rows).tolist() == ["UN", "a network"]
