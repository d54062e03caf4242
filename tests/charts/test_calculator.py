"""A calculation beside claims: its ends, its words, and what it must never look like."""

import pandas as pd
import pytest

from charts.calculator import CALCULATION, against, calculation, finding, formula, sensitivity
from charts.theme import Words
from look.palette import LIGHT
from subjects.intervals import Interval, product

WORDS = Words("The finding", "Claims", "Counted: claims.", ["A panel"], "deadbeef")


def claims() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "claim_id": ["above", "below", "across", "at-least", "up-to", "none"],
            "low": pd.array([900, 10, 50, 300, None, None], "Float64"),
            "high": pd.array([950, 20, 250, None, 90, None], "Float64"),
            "qualifier": ["range", "range", "range", "at_least", "up_to", "none"],
            "period_start": "2019",
            "period_end": "2019",
            "publisher": "A panel & <others>",
            "title": "A report",
            "published": "2020",
            "locator": None,
            "grade": "B",
            "note": None,
        }
    )


def test_the_result_has_its_own_colour_and_no_point_between() -> None:
    figure = calculation(100, 200, claims(), palette=LIGHT, words=WORDS)
    ours, others = figure.data[0], figure.data[1:]
    assert ours.customdata[0][0] == CALCULATION
    assert (ours.base[0], ours.base[0] + ours.x[0]) == (100, 200)
    assert ours.marker.color == LIGHT.people
    assert "not a claim by any source" in ours.customdata[0][1]
    assert all(LIGHT.people not in str(trace.marker) for trace in others)
    assert {data[0] for trace in others for data in trace.customdata} == {
        "above",
        "below",
        "across",
        "at-least",
        "up-to",
    }
    assert figure.layout.xaxis.title.text == "US dollars a year"
    assert "A panel &amp; &lt;others&gt;, 2019" in figure.layout.yaxis.ticktext


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (100, None, "at least $100"),
        (None, 200, "up to $200"),
        (150, 150, "$150"),
    ],
)
def test_an_open_end_is_drawn_and_said_as_open(low: float | None, high: float | None, words: str) -> None:
    figure = calculation(low, high, claims(), palette=LIGHT, words=WORDS)
    assert f"<b>{words.replace('$', '&#36;')}</b>" in [note.text for note in figure.layout.annotations]
    assert figure.data[0].x[0] == (low if low is not None else high)
    assert finding(low, high) == f"Calculated from these factors: {words} a year"


def test_a_result_open_at_both_ends_has_no_mark() -> None:
    figure = calculation(None, None, claims(), palette=LIGHT, words=WORDS)
    assert CALCULATION not in {data[0] for trace in figure.data for data in trace.customdata}
    assert finding(None, None) == "These factors leave the result open at both ends"
    nothing = calculation(None, None, claims().iloc[:0], palette=LIGHT, words=WORDS)
    assert len(nothing.data) == 0


def test_a_result_alone_and_a_frame_left_as_it_was() -> None:
    figure = calculation(1, 2, claims().iloc[:0], palette=LIGHT, words=WORDS)
    assert [trace.customdata[0][0] for trace in figure.data] == [CALCULATION]
    frame = claims()
    calculation(1, 2, frame, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(frame, claims())


def test_an_open_end_is_never_passed() -> None:
    assert against(100, 200, claims()) == (
        "Of 5 claims with a number, 2 are entirely above it, 2 entirely below, and 1 may overlap it."
    )
    assert against(100, None, claims()) == (
        "Of 5 claims with a number, 0 are entirely above it, 2 entirely below, and 3 may overlap it."
    )
    assert against(None, 200, claims()).startswith("Of 5 claims with a number, 2 are entirely above it, 0 entirely")
    assert against(None, None, claims()) == ""
    assert against(1, 2, claims().iloc[:0]) == ""


FACTORS = {"workers": Interval(50_000, 100_000), "wage": Interval(120, 150), "share": Interval(None, 90)}


def test_the_formula_has_both_ends_of_everything() -> None:
    result = product(*FACTORS.values(), Interval(12, 12), over=100)
    assert formula(FACTORS, result, per_month=True) == (
        "(50,000 to 100,000 workers) × ($120 to $150 a month) × 12 months × (up to 90% kept by the state) "
        "= up to $162 million a year"
    )
    assert "× 12 months" not in formula(FACTORS, result, per_month=False)
    assert formula(FACTORS, Interval(None, None), per_month=False).endswith("= open at both ends")


def test_the_factor_that_widens_most_is_named_in_one_line() -> None:
    closed = {**FACTORS, "share": Interval(50, 50)}
    assert sensitivity(closed, Interval(1, 2)) == (
        "The factor that widens the result most: how many workers, whose high end is 2 times the low end; "
        "then what one worker earns (1.25 times) and the share kept by the state (a single figure)."
    )
    assert sensitivity(FACTORS, Interval(None, 2)) == (
        "The factor that widens the result most and leaves its low end open: the share kept by the state, "
        "which has an open end or starts at zero."
    )
    single = {name: Interval(5, 5) for name in FACTORS}
    assert sensitivity(single, Interval(5, 5)).startswith("No factor has a range")
