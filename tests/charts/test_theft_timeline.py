"""Thefts by amount: every theft a mark, shapes by victim, fillings by strength, and what has no amount below."""

import pandas as pd
import pytest

from charts.theft_timeline import theft_timeline
from charts.theme import Words
from loaders.dates import first_day, last_day
from look.coded import SHAPES
from look.palette import LIGHT

WORDS = Words("The finding", "Thefts", "Counted: thefts.", ["A court"], "deadbeef")


def thefts() -> pd.DataFrame:
    dates = ["2022-03-23", "2023", "2024-05", "2024-06-01", "2025"]
    return pd.DataFrame(
        {
            "incident_id": ["range", "none", "open", "upto", "tiny"],
            "date": dates,
            "date_first": pd.Series([first_day(text) for text in dates], dtype="datetime64[s]"),
            "date_last": pd.Series([last_day(text) for text in dates], dtype="datetime64[s]"),
            "victim": ["Bridge <b> (of somebody with a long name)", "Unknown", "Open", "Upto", "Tiny"],
            "victim_kind": ["bridge", "other", "fund", "bridge", "individuals"],
            "low": pd.array([5e8, None, 1e6, None, 20], dtype="Float64"),
            "high": pd.array([6e8, None, None, 4e8, 20], dtype="Float64"),
            "strength": ["formal", "suspected", "disputed", "assessed", "assessed"],
            "attributors": "A court (formal)",
            "vector": pd.array([None] * 5, dtype="string"),
        }
    )


@pytest.mark.parametrize("log", [False, True])
def test_every_theft_is_one_mark_at_its_amount(log: bool) -> None:
    figure = theft_timeline(thefts(), palette=LIGHT, words=WORDS, log=log)
    at = {
        data[0]: (y, trace.yaxis, symbol)
        for trace in figure.data
        if trace.customdata
        for data, y, symbol in zip(trace.customdata, trace.y, trace.marker.symbol, strict=True)
    }
    assert {theft: place[0] for theft, place in at.items() if place[1] == "y"} == {
        "range": 6e8,
        "open": 1e6,
        "upto": 4e8,
        "tiny": 20,
    }
    assert at["none"][1] == "y2"
    assert at["range"][2] == SHAPES["bridge"]
    assert at["none"][2] == f"{SHAPES['other']}-open"
    assert at["open"][2] == f"{SHAPES['fund']}-open-dot"
    line = next(trace for trace in figure.data if trace.name == "lowest to highest")
    assert [y for y in line.y if y is not None] == [5e8, 6e8]
    assert list(figure.layout.yaxis2.ticktext) == ["no amount"]


def test_the_axis_is_linear_unless_asked_and_says_what_it_is() -> None:
    plain = theft_timeline(thefts(), palette=LIGHT, words=WORDS)
    log = theft_timeline(thefts(), palette=LIGHT, words=WORDS, log=True)
    assert plain.layout.yaxis.type is None
    assert log.layout.yaxis.type == "log"
    texts = [note.text for note in log.layout.annotations]
    assert "US dollars, logarithmic scale" in texts
    assert "US dollars" in [note.text for note in plain.layout.annotations]


def test_names_hover_legend_empty_frame_and_input() -> None:
    before = thefts()
    figure = theft_timeline(before, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(before, thefts())
    texts = [note.text.replace("&#36;", "$") for note in figure.layout.annotations]
    assert "Bridge &lt;b&gt; $500m to $600m" in texts
    hovers = [data[1] for trace in figure.data for data in trace.customdata or []]
    assert any("Amount unknown, not zero" in text for text in hovers)
    assert [t.name for t in figure.data if t.showlegend] == [
        "Bridges (2)",
        "Funds (1)",
        "Individuals (1)",
        "Others (1)",
    ]
    known = theft_timeline(before[before["incident_id"] != "none"], palette=LIGHT, words=WORDS)
    assert {trace.yaxis for trace in known.data if trace.customdata} == {"y"}
    assert len(theft_timeline(before.iloc[:0], palette=LIGHT, words=WORDS).data) == 0
