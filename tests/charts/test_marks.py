"""One row, one mark, both ends: the shapes that every range chart is made of."""

from typing import Any

import pandas as pd
import pytest

from charts import figure as go
from charts.labels import label_margin, label_room, names_beside, names_room, shape_of
from charts.marks import add_claims, add_headings, claim_hover, day_axis, ranges_frame
from charts.theme import Words
from look.palette import LIGHT

ROWS = pd.DataFrame(
    {
        "claim_id": ["range", "figure", "low-only", "high-only", "none", "zero"],
        "low": [500, 278, 100, None, None, 0],
        "high": [700, 278, None, 900, None, 0],
        "lane": [0, 1, 2, 3, 4, 5],
        "hover": [f"hover {number}" for number in range(6)],
        "label": ["500 to 700", "278", "at least 100", "up to 900", "no number given", "0"],
    }
).astype({"low": "Int64", "high": "Int64"})


def drawn(figure: go.Figure) -> dict[str, Any]:
    """Each mark by the claim it stands for, with its place in its trace."""
    return {data[0]: (trace, at) for trace in figure.data for at, data in enumerate(trace.customdata)}


@pytest.mark.parametrize(
    ("low", "high", "shape"),
    [
        (1, 2, "range"),
        (1, 1, "figure"),
        (0, 0, "figure"),
        (1, None, "at_least"),
        (pd.NA, 2, "up_to"),
        (float("nan"), pd.NA, "none"),
    ],
)
def test_the_shape_follows_the_ends(low: object, high: object, shape: str) -> None:
    assert shape_of(low, high) == shape


@pytest.mark.parametrize("vertical", [False, True])
def test_every_claim_with_a_number_is_one_mark_at_its_own_figures(vertical: bool) -> None:
    figure, before = go.Figure(), ROWS.copy()
    add_claims(figure, ROWS, LIGHT, colour=LIGHT.people, vertical=vertical)
    pd.testing.assert_frame_equal(ROWS, before)
    marks, value, lane = drawn(figure), "y" if vertical else "x", "x" if vertical else "y"
    assert set(marks) == set(ROWS["claim_id"]) - {"none"}
    for _, row in ROWS[ROWS["claim_id"] != "none"].iterrows():
        trace, at = marks[row["claim_id"]]
        assert getattr(trace, lane)[at] == row["lane"]
        assert trace.customdata[at][1] == row["hover"]
        if row["claim_id"] == "range":
            assert trace.type == "bar"
            assert (trace.base[at], trace.base[at] + getattr(trace, value)[at]) == (500, 700)
        else:
            assert getattr(trace, value)[at] == (row["high"] if row["claim_id"] == "high-only" else row["low"])


def test_no_mark_has_a_value_that_no_row_has() -> None:
    """Nothing between the ends is ever drawn."""
    figure = go.Figure()
    add_claims(figure, ROWS, LIGHT, colour=LIGHT.people)
    values = {float(v) for column in ("low", "high") for v in ROWS[column].dropna()}
    for trace in figure.data:
        ends = (
            [*trace.base, *(b + x for b, x in zip(trace.base, trace.x, strict=True))]
            if trace.type == "bar"
            else trace.x
        )
        assert set(ends) <= values


def test_an_open_end_points_away_from_its_figure() -> None:
    figure = go.Figure()
    add_claims(figure, ROWS, LIGHT, colour=LIGHT.people)
    arrows = {note.x: note for note in figure.layout.annotations if note.showarrow}
    assert set(arrows) == {100, 900}
    assert arrows[100].xshift > 0 > arrows[900].xshift


def test_labels_stand_beside_the_marks_and_can_be_left_out() -> None:
    figure = go.Figure()
    add_claims(figure, ROWS, LIGHT, colour=LIGHT.people)
    texts = [note.text for note in figure.layout.annotations if note.text]
    assert sorted(texts) == sorted(ROWS["label"][ROWS["claim_id"] != "none"])
    bare = go.Figure()
    add_claims(bare, ROWS.drop(columns="label"), LIGHT, colour=LIGHT.people, labels=False)
    assert not [note for note in bare.layout.annotations if note.text]


def test_no_row_draws_nothing() -> None:
    figure = go.Figure()
    add_claims(figure, ROWS.head(0), LIGHT, colour=LIGHT.people)
    assert not figure.data
    assert label_room(ROWS["label"].head(0)) == 0
    assert label_room(ROWS["label"]) > label_room(pd.Series(["<b>0</b>"]))


@pytest.mark.parametrize(("high", "gap"), [(100.0, 0), (0.0, 38)])
def test_names_of_lanes_keep_clear_of_an_arrow_that_reaches_beyond_zero(high: float, gap: int) -> None:
    figure = ranges_frame(
        LIGHT,
        Words("A finding", "Claims", "Counted: claims.", ["A panel"], "deadbeef"),
        ends=pd.DataFrame({"low": [None], "high": [high]}),
        lanes=[(0.0, "A panel, 2019"), (-1.0, "A &amp; B")],
        bottom=-1.4,
        unit="US dollars & more",
        ticks=([0.0, 100.0], ["$0", "$100"]),
        top=100.0,
        left=90,
        right=30,
    )
    assert (figure.layout.margin.l, figure.layout.yaxis.ticklabelstandoff) == (90 + gap, 4 + gap)
    assert figure.layout.xaxis.title.text == "US dollars &amp; more"
    assert figure.layout.xaxis.range[0] < 0 < 100 < figure.layout.xaxis.range[1]
    assert list(figure.layout.yaxis.ticktext) == ["A panel, 2019", "A &amp; B"]
    assert not figure.data


def test_a_heading_stands_at_the_left_edge_as_plain_text() -> None:
    figure = go.Figure()
    figure.update_layout(margin={"l": 120})
    add_headings(figure, [(0.0, "workers <b>"), (-3.0, "visas")], LIGHT)
    assert [(note.text, note.xshift) for note in figure.layout.annotations] == [
        ("<b>Workers &lt;b&gt;</b>", -120),
        ("<b>Visas</b>", -120),
    ]
    assert [note.y for note in figure.layout.annotations] == [-0.25, -3.25]


def test_names_stand_at_their_own_marks_and_only_where_there_is_room() -> None:
    marks = [(100.0, 50.0, 5.0), (300.0, 50.0, 5.0), (390.0, 50.0, 5.0)]
    notes = names_beside(marks, [(2017, 1e6), (2019, 2e6)], ["A & B", "x" * 90, ""], LIGHT, width=400, height=100)
    assert [(note["x"], note["y"], note["text"]) for note in notes] == [(2017, 1e6, "A &amp; B")]


def test_days_are_ticked_where_a_year_begins() -> None:
    axis = day_axis(LIGHT, pd.Timestamp(2016, 7, 1), pd.Timestamp(2018, 3, 1), side="top")
    assert axis["tickvals"] == [pd.Timestamp(2017, 1, 1), pd.Timestamp(2018, 1, 1)]
    assert (axis["ticktext"], axis["side"], axis["type"]) == (["2017", "2018"], "top", "date")
    assert axis["range"] == [pd.Timestamp(2016, 7, 1), pd.Timestamp(2018, 3, 1)]


def test_a_label_beside_a_short_bar_needs_no_margin() -> None:
    ends = pd.DataFrame({"low": [1.0, 90.0], "high": [2.0, 100.0], "label": ["x" * 40, "y" * 10]})
    assert label_margin(ends, 900) == label_margin(ends.tail(1), 900)
    assert label_margin(ends, 200) > label_margin(ends, 900)


CLAIM = pd.Series(
    {
        "claim_id": "x",
        "low": 500,
        "high": pd.NA,
        "qualifier": "at_least",
        "as_of_start": "2017",
        "as_of_end": "2019-12",
        "publisher": "A <b>paper</b>",
        "title": "A title $x$",
        "published": "2020-01-02",
        "locator": "paragraph 8",
        "grade": "B",
        "scope": "one region",
        "note": pd.NA,
    }
)


def test_the_hover_has_all_that_a_quotation_needs() -> None:
    hover = claim_hover(CLAIM, kind="count", what="workers present")
    for part in (
        "<b>at least 500</b> workers present, 2017 to December 2019",
        "Counts only: one region",
        "A &lt;b&gt;paper&lt;/b&gt;, 2 January 2020",
        "A title &#36;x&#36;",
        "Where: paragraph 8",
        "Grade B: seen in pages of two or more publishers",
    ):
        assert part in hover.split("<br>")
    assert len(hover.split("<br>")) == 6


def test_the_hover_leaves_out_what_is_unknown() -> None:
    bare = CLAIM.drop(["scope", "as_of_start", "as_of_end"]).reindex([*CLAIM.index, "period_start", "period_end"])
    hover = claim_hover(bare.drop(["as_of_start", "as_of_end"]), kind="money")
    assert hover.startswith("<b>at least &#36;500</b>, time not stated<br>")
    assert "Counts only" not in hover


def test_the_margin_grows_with_the_names_of_an_axis_beyond_what_english_needs() -> None:
    assert names_room(["$3 billion"], 80) == 80
    assert names_room([], 80) == 80
    assert names_room(["3 Milliarden US-Dollar"], 80) > 14 + 21 * 5.5


def test_an_axis_within_a_year_or_two_has_months():
    axis = day_axis(LIGHT, pd.Timestamp(2022, 3, 1), pd.Timestamp(2022, 11, 20))
    assert axis["ticktext"] == ["Mar 2022", "May 2022", "Jul 2022", "Sep 2022", "Nov 2022"]
    assert axis["tickvals"][1] == pd.Timestamp(2022, 5, 1)


def test_a_line_broken_for_its_width_ends_in_a_blank_and_others_do_not() -> None:
    """By which a reader aloud knows that the sentence goes on, without a comma."""
    hover = claim_hover(pd.Series({**CLAIM, "note": "A sum " * 30}), kind="count")
    lines = hover.split("<br>")
    note = next(at for at, line in enumerate(lines) if line.startswith("A sum"))
    assert len(lines) - note > 2
    assert [line.endswith(" ") for line in lines] == [False] * note + [True] * (len(lines) - note - 1) + [False]
