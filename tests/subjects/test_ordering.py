"""Order and search of rows, counted again by plain Python and by pandas' own means over the whole record."""

import re

import pandas as pd
import pytest

from subjects.ordering import FIGURE, TIME, has_words, keys_of, ordered
from subjects.workers import worker_claims
from tests.live import RECORD

CLAIMS = worker_claims(RECORD)


def put(rows: pd.DataFrame, by: tuple[str, ...], *, descending: bool = False) -> pd.DataFrame:
    return ordered(rows, keys_of(rows, by), descending=descending)


def figures(*ends: tuple[float | None, float | None]) -> pd.DataFrame:
    return pd.DataFrame(ends, columns=["low", "high"]).astype("Float64")


def test_numbers_stand_as_numbers_and_open_ends_beside_the_end_they_have() -> None:
    rows = figures((900, 900), (None, None), (1_000, None), (1_000, 2_000), (None, 1_000), (1_000, 1_000), (80, 90))
    assert put(rows, (FIGURE,)).index.tolist() == [6, 0, 4, 5, 3, 2, 1]
    assert put(rows, (FIGURE,), descending=True).index.tolist() == [2, 3, 5, 4, 0, 6, 1]


def test_figures_of_different_units_are_not_mixed() -> None:
    rows = figures((5, 5), (900, 900), (7, 7), (1, 1)).assign(unit=["usd", "persons", "persons", "usd"])
    assert put(rows, (FIGURE,)).index.tolist() == [2, 1, 3, 0]
    shares = rows.assign(share_low=[None, None, 40.0, None], share_high=[None, None, 60.0, None])
    assert put(shares, (FIGURE,)).index.tolist() == [2, 1, 3, 0]


def test_two_ends_can_have_other_names() -> None:
    rows = pd.DataFrame({"before_lowest": [500, 30, None], "before_highest": [500, None, 40]})
    assert put(rows, (FIGURE, "before_lowest", "before_highest")).index.tolist() == [1, 2, 0]


def test_a_date_stands_as_a_date_and_one_not_known_last() -> None:
    rows = pd.DataFrame({"published": ["2019-12", None, "2019", "2020-01-03", "2019-12-22"]})
    assert put(rows, ("published",)).index.tolist() == [2, 0, 4, 3, 1]
    assert put(rows, ("published",), descending=True).index.tolist() == [3, 4, 0, 2, 1]


def test_a_time_is_ordered_by_its_first_day_whichever_columns_hold_it() -> None:
    rows = pd.DataFrame(
        {
            "as_of_start": [None, "2018", None, None],
            "as_of_end": ["2017-05", "2019", None, None],
            "period_start": ["1999", None, "2016", None],
            "period_end": ["1999", None, "2020", None],
        }
    )
    assert put(rows, (TIME,)).index.tolist() == [2, 0, 1, 3]


def test_text_stands_without_case_and_accents_and_its_numbers_as_numbers() -> None:
    rows = pd.DataFrame({"locator": ["page 10", "Page 9", "pâge 9a", "", "1,200 workers", "900 workers"]})
    assert put(rows, ("locator",)).index.tolist() == [5, 4, 1, 2, 0, 3]


def test_of_equal_rows_the_first_stays_first_both_ways() -> None:
    rows = pd.DataFrame({"grade": ["B", "A", "B", "A"]})
    assert put(rows, ("grade",)).index.tolist() == [1, 3, 0, 2]
    assert put(rows, ("grade",), descending=True).index.tolist() == [0, 2, 1, 3]


def test_the_first_column_that_the_rows_have_counts() -> None:
    rows = pd.DataFrame({"published": ["2020", "2019"]})
    assert put(rows, ("date", "published")).index.tolist() == [1, 0]
    with pytest.raises(KeyError, match="no column of date, day"):
        keys_of(rows, ("date", "day"))


@pytest.mark.parametrize("descending", [False, True])
def test_the_claims_of_the_record_stand_as_plain_python_puts_them(descending: bool) -> None:
    numbered = CLAIMS[CLAIMS["low"].notna() & CLAIMS["high"].notna()]
    found = put(CLAIMS, (FIGURE,), descending=descending)
    ends = [(float(row.low), float(row.high)) for row in numbered.itertuples()]
    assert [
        (float(row.low), float(row.high)) for row in found.itertuples() if row.claim_id in set(numbered["claim_id"])
    ] == sorted(ends, reverse=descending)
    dates = put(CLAIMS, ("published",), descending=descending)["published"].dropna().tolist()
    assert dates == sorted(CLAIMS["published"].dropna(), reverse=descending)
    assert sorted(found["claim_id"]) == sorted(CLAIMS["claim_id"])


@pytest.mark.parametrize("text", ["moscow", "LOGGING russia", "1,000", "1000", "2017 c", "zzzz", "Côte"])
def test_words_are_found_as_python_finds_them(text: str) -> None:
    words = CLAIMS[["note", "title", "publisher", "grade"]]

    def bare(said: str) -> str:
        return re.sub(r"(\d),(\d{3})", r"\1\2", said.lower()).replace("ô", "o").replace("é", "e")

    rows = [bare(" ".join(cell for cell in row if pd.notna(cell))) for row in words.itertuples(index=False)]
    assert has_words(words, text).tolist() == [all(part in row for part in bare(text).split()) for row in rows]


def test_what_is_typed_is_never_a_pattern() -> None:
    words = pd.DataFrame({"note": ["a (b)", "a b", "a.b", "[x"]})
    assert has_words(words, "(b)").tolist() == [True, False, False, False]
    assert has_words(words, "a.b").tolist() == [False, False, True, False]
    assert has_words(words, "[").tolist() == [False, False, False, True]
    assert has_words(words, "").all()
