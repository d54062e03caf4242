"""Stolen, recovered and net: one lane a theft, the stolen range beside the outcome, nothing drawn that is unknown."""

import pandas as pd
import pytest

from charts.theft_outcomes import finding, theft_outcomes
from charts.theme import LIGHT, Words
from loaders.thefts import outcomes

WORDS = Words("The finding", "US dollars", "Counted: thefts.", ["A court"], "deadbeef")


def thefts() -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "incident_id": ["big", "small", "open"],
            "date": ["2022-03-23", "2023", "2024-05"],
            "victim": ["Bridge <b>", "Another", "Open"],
            "low": pd.array([5e8, 4e7, 1e6], dtype="Float64"),
            "high": pd.array([6e8, 4e7, None], dtype="Float64"),
            "recovered_or_frozen": pd.array([3e7, 5e7, 1e5], dtype="Float64"),
            "strength": "formal",
            "attributors": "A court (formal)",
            "vector": pd.array([None] * 3, dtype="string"),
        }
    )
    return rows.assign(stolen_low=rows["low"], stolen_high=rows["high"])


def drawn(outcome: str) -> dict[str, list[tuple[str, float, float]]]:
    """Each trace of the outcome: the theft, where its mark begins and how far it reaches."""
    figure = theft_outcomes(outcomes(thefts(), outcome), outcome, palette=LIGHT, words=WORDS)  # type: ignore[arg-type]
    out: dict[str, list[tuple[str, float, float]]] = {}
    for trace in figure.data:
        name = trace.name.split(":")[0]
        base = trace.base if trace.type == "bar" else [0] * len(trace.x)
        for data, start, x in zip(trace.customdata, base, trace.x, strict=True):
            out.setdefault(name, []).append((data[0], float(start), float(start + x)))
    return out


def test_net_is_each_end_less_what_is_back_and_never_below_zero() -> None:
    marks = drawn("net")
    assert ("big", 4.7e8, 5.7e8) in marks["net"]
    assert ("small", 0, 0) in marks["net"]
    assert ("open", 0, 9e5) in marks["net"]
    assert ("big", 5e8, 6e8) in marks["stolen"]


@pytest.mark.parametrize(("outcome", "lanes"), [("stolen", {"stolen"}), ("recovered", {"stolen", "recovered"})])
def test_the_outcome_asked_for_is_drawn(outcome: str, lanes: set[str]) -> None:
    marks = drawn(outcome)
    assert set(marks) == lanes
    assert {theft for theft, _, _ in marks[outcome]} == {"big", "small", "open"}


def test_words_empty_frame_and_input() -> None:
    before = thefts()
    figure = theft_outcomes(before, "stolen", palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(before, thefts())
    assert "Bridge &lt;b&gt;, Mar 2022" in figure.layout.yaxis.ticktext
    assert figure.layout.barmode == "overlay"
    assert finding("net", 3, 10) == "What is left is known for 3 of 10 thefts; the rest is unknown"
    assert len(theft_outcomes(before.iloc[:0], "net", palette=LIGHT, words=WORDS).data) == 0
