"""Claims beneath the timeline: one mark a claim, in its year, with both ends and no midpoint."""

from typing import Any

import pandas as pd

from charts import figure as go
from charts.theme import Words
from charts.year_strip import strip_finding, year_strip
from loaders.dates import first_day, last_day
from look.palette import DARK, LIGHT

WORDS = Words("The finding", "Claims", "Counted: claims.", ["A ministry"], "deadbeef")


def claims() -> pd.DataFrame:
    starts = ["2017", "2017-12", pd.NA, "2018", pd.NA, "2010"]
    ends = [pd.NA, pd.NA, "2017-06-30", "2020", pd.NA, pd.NA]
    days = {
        f"as_of_{name}_{edge}": pd.Series(
            [pd.NaT if text is pd.NA else day(text) for text in texts], dtype="datetime64[s]"
        )
        for name, texts in (("start", starts), ("end", ends))
        for edge, day in (("first", first_day), ("last", last_day))
    }
    return pd.DataFrame(
        {
            "claim_id": list("abcdef"),
            "low": pd.Series([100, 200, None, 300, 400, None], dtype="Int64"),
            "high": pd.Series([150, 200, 500, None, 400, None], dtype="Int64"),
            "as_of_start": pd.Series(starts, dtype="string"),
            "as_of_end": pd.Series(ends, dtype="string"),
            "qualifier": ["range", "exact", "up_to", "at_least", "exact", "none"],
            "publisher": "A <b>ministry</b>",
            "title": "A report",
            "published": "2019",
            "locator": "p. 3",
            "grade": "B",
            **days,
        }
    )


def drawn(rows: pd.DataFrame, **options: Any) -> go.Figure:
    plan: dict[str, Any] = {
        "kind": "count",
        "what": "workers",
        "axis_title": "Workers",
        "years": (2006, 2026),
    } | options
    return year_strip(rows, palette=LIGHT, words=WORDS, **plan)


def test_each_claim_with_a_number_and_a_time_is_one_mark_in_its_year() -> None:
    figure = drawn(claims())
    at = {
        custom[0]: (t.x[i], t.base[i] if t.type == "bar" else t.y[i], t.y[i])
        for t in figure.data
        for i, custom in enumerate(t.customdata)
    }
    assert {key: int(place[0]) for key, place in at.items()} == {"a": 2017, "b": 2017, "c": 2017, "d": 2019}
    assert len({place[0] for place in at.values()}) == 4  # side by side, none upon another
    assert at["a"][1:] == (100, 50)
    assert (at["b"][1], at["c"][1], at["d"][1]) == (200, 500, 300)


def test_open_ends_have_arrows_and_a_longer_time_its_line() -> None:
    figure = drawn(claims())
    assert len([note for note in figure.layout.annotations if note.showarrow]) == 2
    (line,) = [shape for shape in figure.layout.shapes if shape.name == "time"]
    assert (round(line.x0), round(line.x1)) == (2018, 2021)


def test_the_highest_of_a_year_is_named_where_there_is_room() -> None:
    names = [note.text for note in drawn(claims()).layout.annotations if note.name == "claim"]
    assert names == ["up to 500", "at least 300"]


def test_years_hover_and_axis() -> None:
    figure = drawn(claims(), years=(2018, 2020))
    assert [c[0] for t in figure.data for c in t.customdata] == ["d"]
    assert list(figure.layout.xaxis.range) == [2018, 2021]
    hover = figure.data[0].customdata[0][1]
    assert "A &lt;b&gt;ministry&lt;/b&gt;, 2019" in hover
    assert "Where: p. 3" in hover
    assert [note.text for note in figure.layout.annotations if note.name == "axis title"] == ["Workers"]


def test_finding_empty_frame_and_input() -> None:
    rows = claims()
    before = rows.copy()
    year_strip(
        rows, kind="money", what="stolen", axis_title="US dollars", years=(2006, 2026), palette=DARK, words=WORDS,
    )  # fmt: skip
    pd.testing.assert_frame_equal(rows, before)
    assert strip_finding(rows, "Workers", kind="count") == "Workers: claims from 100 to 500"
    assert strip_finding(rows.iloc[[1]], "Workers", kind="count") == "Workers: 200"
    assert strip_finding(rows.iloc[[5]], "Workers", kind="count") == "Workers"
    assert len(drawn(rows.iloc[[4, 5]]).data) == 0
    assert len(drawn(rows.iloc[:0]).data) == 0
