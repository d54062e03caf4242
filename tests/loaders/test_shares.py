"""Shares of two places among spans: like with like, and both ways across."""

import pandas as pd
import pytest

from loaders.summaries import FEWEST_OTHERS, shares_of_two


def spans(*rows: tuple[str, int | None, int | None]) -> pd.DataFrame:
    """Spans with their low and high ends; a missing end is open."""
    frame = pd.DataFrame(rows, columns=["iso3", "low", "high"]).astype({"low": "Float64", "high": "Float64"})
    return frame.assign(highest=frame["high"].fillna(frame["low"]))


OTHERS = [(f"X{number}", 50, 100) for number in range(FEWEST_OTHERS)]


def test_low_ends_are_set_against_low_ends_and_every_other_pairing_lies_between() -> None:
    shares = shares_of_two(spans(("AAA", 100, 400), ("BBB", 300, 800), *OTHERS))
    assert shares is not None
    assert shares.places == ("BBB", "AAA")
    assert (shares.of_lowest, shares.of_highest) == (400 / 800, 1200 / 2000)
    assert (shares.least, shares.most) == (400 / 1200, 1200 / 1600)
    assert (shares.n_lowest, shares.n_highest) == (10, 10)


def test_an_open_end_is_in_no_sum() -> None:
    shares = shares_of_two(spans(("AAA", 100, 400), ("BBB", 300, 800), *OTHERS, ("UP", None, 60), ("LEAST", 40, None)))
    assert shares is not None
    assert shares.of_lowest == 400 / 840
    assert shares.of_highest == 1200 / 2060
    assert (shares.n_lowest, shares.n_highest) == (11, 11)


@pytest.mark.parametrize(
    "top", [[("AAA", None, 400), ("BBB", 300, 800)], [("AAA", 0, 400), ("BBB", 300, 800)], [("AAA", 100, 400)], []]
)
def test_two_places_without_both_ends_have_no_share(top: list[tuple[str, int | None, int | None]]) -> None:
    assert shares_of_two(spans(*top, *OTHERS[: 0 if len(top) < 2 else None])) is None


def test_beside_few_others_a_share_says_nothing() -> None:
    assert shares_of_two(spans(("AAA", 100, 400), ("BBB", 300, 800), *OTHERS[1:])) is None
