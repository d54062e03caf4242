"""All claims about one place: one mark a claim, grouped by what they count, newest first."""

import pandas as pd

from charts.theme import Words
from charts.worker_ranges import worker_ranges
from look.palette import LIGHT

WORDS = Words("The finding", "Claims", "Counted: workers.", ["A paper"], "deadbeef")


def claims() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "claim_id": ["old", "new", "entries", "silent"],
            "measure": ["present", "present", "entered", "present"],
            "low": pd.array([500, 700, None, None], dtype="Int64"),
            "high": pd.array([500, 900, 40, None], dtype="Int64"),
            "qualifier": ["exact", "range", "up_to", "none"],
            "as_of_start": ["2016", "2018", "2018", "2018"],
            "as_of_end": ["2016", "2018", "2018", "2018"],
            "as_of_end_last": pd.to_datetime(["2016-12-31", "2018-12-31", "2018-12-31", "2018-12-31"]),
            "sector": ["all", "fishing", "all", "all"],
            "population": ["workers", "workers", "workers", "workers"],
            "scope": pd.array([None, "one port", None, None], dtype="string"),
            "publisher": ["A paper", "A paper of a very long name that no lane has room for, by far", "C", "D"],
            "title": "A report",
            "published": "2019",
            "locator": "p. 1",
            "grade": "B",
            "note": pd.array([None] * 4, dtype="string"),
        }
    )


def test_one_mark_a_numbered_claim_each_under_what_it_counts_and_newest_first() -> None:
    figure = worker_ranges(claims(), palette=LIGHT, words=WORDS)
    at = {data[0]: y for trace in figure.data for data, y in zip(trace.customdata, trace.y, strict=True)}
    assert sorted(at, key=at.__getitem__, reverse=True) == ["new", "old", "entries"]
    bar = next(trace for trace in figure.data if trace.name == "claims: range")
    assert (bar.base[0], bar.base[0] + bar.x[0]) == (700, 900)
    notes = [note.text for note in figure.layout.annotations]
    assert [text for text in notes if text.startswith("<b>")] == ["<b>Workers present</b>", "<b>Border entries</b>"]
    assert "700 to 900 (fishing, one port)" in notes
    names = list(figure.layout.yaxis.ticktext)
    assert names[0].endswith("…, 2018")
    assert names[1] == "A paper, 2016"


def test_an_empty_frame_and_the_input() -> None:
    before = claims()
    worker_ranges(before, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(before, claims())
    assert len(worker_ranges(claims().tail(1), palette=LIGHT, words=WORDS).data) == 0
