"""Attributors against thefts: one mark an attribution, its strength told by shape and by colour."""

import pandas as pd

from charts.attribution_matrix import ROW, attribution_matrix, finding, shown
from charts.theme import Words
from look.coded import LOOKS
from look.palette import LIGHT

WORDS = Words("The finding", "Attributions", "Counted: attributions.", ["A court"], "deadbeef")


def thefts(n: int = 3) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "incident_id": [f"i{k:02}" for k in range(n)],
            "victim": [f"Victim <b>{k}" for k in range(n)],
            "date": "2022-03",
            "low": pd.array([float(k) * 1e6 if k else None for k in range(n)], dtype="Float64"),
            "high": pd.array([float(k) * 1e6 if k else None for k in range(n)], dtype="Float64"),
        }
    )


def said() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "attribution_id": ["a", "b", "c", "d"],
            "incident_id": ["i02", "i02", "i01", "i00"],
            "attributed_by": ["FBI", "Firm", "Firm", "Firm"],
            "strength": list(LOOKS)[:4],
            "date": "2022-04",
            "publisher": "A publisher",
            "title": "A report",
            "note": pd.array([None] * 4, dtype="string"),
        }
    )


def test_every_attribution_is_one_mark_of_its_own_shape_and_colour() -> None:
    figure = attribution_matrix(thefts(), said(), palette=LIGHT, words=WORDS)
    marks = {data[0]: trace for trace in figure.data for data in trace.customdata}
    assert set(marks) == {"a", "b", "c", "d"}
    assert len({trace.marker.symbol for trace in marks.values()}) == 4
    assert len({trace.marker.color for trace in marks.values()}) == 4
    assert list(figure.layout.yaxis.ticktext) == ["Firm (3)", "FBI (1)"]
    assert list(figure.layout.xaxis.ticktext) == ["Victim &lt;b&gt;2", "Victim &lt;b&gt;1", "Victim &lt;b&gt;0"]
    assert figure.told["ends"] == ["Victim <b>2 (1)", "Victim <b>0 (3)"]  # said as text on a phone
    assert "&lt;b&gt;2" in marks["a"].customdata[0][1]


def test_attributions_by_one_attributor_of_one_theft_stand_above_one_another() -> None:
    figure = attribution_matrix(thefts(), said().assign(attributed_by="Firm"), palette=LIGHT, words=WORDS)
    place = {trace.customdata[0][0]: (trace.y[0], trace.marker.size[0]) for trace in figure.data if trace.customdata}
    (upper, high), (lower, low) = place["a"], place["b"]
    assert (upper - lower) * ROW > (high + low) / 2 > 10
    assert place["c"][0] == place["d"][0] == 0


def test_only_the_largest_thefts_are_columns() -> None:
    columns, names = shown(thefts(60), said())
    assert columns["incident_id"].tolist() == [f"i{k:02}" for k in range(59, 19, -1)]
    assert names == []


def test_words_empty_frame_and_input() -> None:
    assert finding(190, 303) == "190 of 303 thefts rest on one attributor only"
    assert finding(1, 1) == "1 of 1 theft rests on one attributor only"
    rows, attributions = thefts(), said()
    attribution_matrix(rows, attributions, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(rows, thefts())
    pd.testing.assert_frame_equal(attributions, said())
    assert len(attribution_matrix(rows.iloc[:0], attributions, palette=LIGHT, words=WORDS).data) == 0
