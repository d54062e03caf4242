"""What became of stolen assets: one lane a theft, each outcome by itself, and unknown said as unknown."""

import pandas as pd
import pytest

from charts.theft_outcomes import finding, theft_outcomes
from charts.theme import Words
from look.palette import LIGHT
from subjects.outcomes import outcome_marks
from words.outcomes import OUTCOME_WORDS

WORDS = Words("The finding", "US dollars", "Counted: thefts.", ["A court"], "deadbeef")
EVENTS = pd.DataFrame(
    {
        "event_id": ["back", "taken", "taken-too", "held", "of-none", "no-sum"],
        "date": ["2023", "2024-05-06", "2024", "2024", "2024", "2024"],
        "kind": ["recovery", "seizure", "seizure", "freeze", "freeze", "recovery"],
        "service": "A body",
        "amount": pd.array([3e7, 2e6, 5e6, 1e5, 9e9, None], dtype="Float64"),
        "incident_id": pd.array(["big", "big", "big", "open", None, "small"], dtype="string"),
        "summary": "It acted in <b>time</b>.",
        "publisher": "A court",
        "title": "A judgment",
        "grade": "C",
    }
)


def thefts() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "incident_id": ["big", "small", "open"],
            "date": ["2022-03-23", "2023", "2024-05"],
            "victim": ["Bridge <b>", "Another", "Open"],
            "low": pd.array([5e8, 4e7, 1e6], dtype="Float64"),
            "high": pd.array([6e8, 4e7, None], dtype="Float64"),
            "net_low": pd.array([4.7e8, 0, None], dtype="Float64"),
            "net_high": pd.array([5.7e8, 0, None], dtype="Float64"),
        }
    )


def figure_of(outcome: str):  # type: ignore[no-untyped-def]
    marks = outcome_marks(thefts(), EVENTS, outcome)  # type: ignore[arg-type]
    return theft_outcomes(thefts(), marks, outcome, palette=LIGHT, words=WORDS)


def drawn(outcome: str) -> dict[str, list[tuple[str, float, float]]]:
    """Each trace of the outcome: the row, where its mark begins and where it ends."""
    out: dict[str, list[tuple[str, float, float]]] = {}
    for trace in figure_of(outcome).data:
        base = trace.base if trace.type == "bar" else [0] * len(trace.x)
        for data, start, x in zip(trace.customdata, base, trace.x, strict=True):
            out.setdefault(trace.name.split(":")[0], []).append((data[0], float(start), float(start + x)))
    return out


def labels(outcome: str) -> list[str]:
    return [note.text.replace("&#36;", "$") for note in figure_of(outcome).layout.annotations if note.xanchor == "left"]


def test_every_event_is_a_mark_of_its_own_outcome_and_none_is_added() -> None:
    assert drawn("seized")["seized"] == [("taken", 0, 2e6), ("taken-too", 0, 5e6)]
    assert drawn("recovered")["recovered"] == [("back", 0, 3e7)]
    assert drawn("frozen")["frozen"] == [("held", 0, 1e5)]
    assert {row for row, _, _ in drawn("frozen")["stolen"]} == {"big", "small", "open"}
    assert set(drawn("stolen")) == {"stolen"}


def test_net_is_a_range_where_it_is_known_and_no_mark_elsewhere() -> None:
    assert sorted(drawn("net")["net"]) == [("big", 4.7e8, 5.7e8), ("small", 0, 0)]
    assert "not known, of at least $1 million" in labels("net")


def test_a_lane_says_its_figures_or_that_they_are_not_known() -> None:
    assert "$5 million and $2 million of $500 million to $600 million" in labels("seized")
    assert "not known, of $40 million" in labels("recovered")
    assert not [label for label in labels("recovered") if label.startswith("$0")]


def test_hover_names_the_document_and_the_grade() -> None:
    trace = next(trace for trace in figure_of("frozen").data if trace.name.startswith("frozen"))
    hover = trace.customdata[0][1].replace("&#36;", "$")
    for text in (
        "Open",
        "Frozen: $100,000, 2024",
        "It acted in &lt;b&gt;time&lt;/b&gt;.",
        "A court: A judgment",
        "Grade C",
    ):
        assert text in hover


def test_words_empty_frame_and_input() -> None:
    rows, marks = thefts(), outcome_marks(thefts(), EVENTS, "net")
    figure = theft_outcomes(rows, marks, "net", palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(rows, thefts())
    pd.testing.assert_frame_equal(marks, outcome_marks(thefts(), EVENTS, "net"))
    assert "Bridge &lt;b&gt;, Mar 2022" in figure.layout.yaxis.ticktext
    assert figure.layout.barmode == "overlay"
    assert len(theft_outcomes(rows.iloc[:0], marks, "net", palette=LIGHT, words=WORDS).data) == 0


@pytest.mark.parametrize("outcome", OUTCOME_WORDS)
def test_titles_are_short_and_every_outcome_is_explained(outcome: str) -> None:
    assert "the rest is unknown" in finding(outcome, 3, 303)
    assert len(finding(outcome, 3, 303).split()) <= 15
    assert len(OUTCOME_WORDS[outcome].meaning) > 10
