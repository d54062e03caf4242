"""Claims in time, read back: one lane per publisher, one mark a row, open ends, labelled days, figures with room."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from charts.claims_in_time import _beside, claims_in_time, in_years
from charts.theme import Words
from loaders.dates import first_day, last_day
from look.palette import LIGHT

WORDS = Words("A finding", "A measure", "What is counted.", ["Somebody"], "0a1b2c3d")
LINES = [(date(2017, 12, 22), "Order to send home"), (date(2019, 12, 22), "Deadline"), (date(2030, 6, 1), "Far")]


def claims(*rows: tuple[Any, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["claim_id", "low", "high", "qualifier", "as_of_start", "as_of_end"])
    for name in ("as_of_start", "as_of_end"):
        frame[f"{name}_first"] = [pd.Timestamp(first_day(v)) if isinstance(v, str) else pd.NaT for v in frame[name]]
        frame[f"{name}_last"] = [pd.Timestamp(last_day(v)) if isinstance(v, str) else pd.NaT for v in frame[name]]
    return frame.astype({"low": "Int64", "high": "Int64"}).assign(
        measure="present",
        publisher="A paper",
        author="A paper",
        title="A title",
        published="2018",
        locator=pd.NA,
        grade="C",
        note=pd.NA,
    )


ROWS = claims(
    ("one", 100, 100, "exact", "2017", "2018-12-31"),
    ("range", 200, 300, "range", "2019-06", "2019-06"),
    ("open", 400, None, "at_least", "2018", "2018"),
    ("ceiling", None, 250, "up_to", None, "2016"),
    ("silent", None, None, "none", "2018", "2018"),
    ("timeless", 5, 5, "about", None, None),
)


def drawn(rows: pd.DataFrame = ROWS, lines: list[tuple[date, str]] | None = None) -> dict[str, Any]:
    return dict(claims_in_time(rows, palette=LIGHT, words=WORDS, lines=lines or []).to_plotly_json())


def marks(figure: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """The lowest and highest value that each claim's mark has."""
    found = {}
    for trace in figure["data"]:
        for place, (claim, _) in enumerate(trace["customdata"]):
            base = trace["base"][place] if "base" in trace else 0
            found[claim] = (base or trace["y"][place], base + trace["y"][place])
    return found


def test_every_claim_with_a_number_is_one_mark_with_its_own_values() -> None:
    figure = drawn()
    ends = {"one": (100, 100), "range": (200, 300), "open": (400, 400), "ceiling": (250, 250), "timeless": (5, 5)}
    assert marks(figure) == ends
    at = {c[0]: x for t in figure["data"] for c, x in zip(t["customdata"], t["x"], strict=True)}
    assert at["open"] == pytest.approx(2018.5)  # a year stands in its middle
    assert at["ceiling"] == pytest.approx(2016.5)
    assert at["timeless"] < 2016  # left of every year
    assert figure["layout"]["xaxis"]["ticktext"][-1] == "time<br>not stated"


def test_a_claim_has_a_line_over_the_time_it_is_about() -> None:
    spans = [(s["x0"], s["x1"], s["y0"]) for s in drawn()["layout"]["shapes"] if s.get("name") == "time"]
    assert (2017.0, 2019.0, 100) in spans
    assert (2018.0, 2019.0, 400) in spans
    assert len(spans) == 4  # none for a claim about no stated time


def test_each_publisher_has_a_lane_and_all_lanes_one_scale() -> None:
    figure = drawn(ROWS.assign(author=["B", "A", "B", "C", "A", "<b>D"]))
    names = [a["text"] for a in figure["layout"]["annotations"] if a.get("name") == "publisher"]
    assert names == ["C", "B", "A", "&lt;b&gt;D"]  # the one heard of first on top
    ranges = {tuple(figure["layout"][axis]["range"]) for axis in ("yaxis", "yaxis2", "yaxis3", "yaxis4")}
    assert len(ranges) == 1
    lane = {claim[0]: trace.get("yaxis") or "y" for trace in figure["data"] for claim in trace["customdata"]}
    assert lane == {"ceiling": "y", "one": "y2", "open": "y2", "range": "y3", "timeless": "y4"}
    assert {a["yref"] for a in figure["layout"]["annotations"] if a.get("showarrow")} == {"y", "y2"}


def test_days_are_labelled_lines_and_always_in_view() -> None:
    figure = drawn(lines=LINES)
    named = {a["text"]: a["x"] for a in figure["layout"]["annotations"] if a.get("name") == "line"}
    assert named == {text: in_years(day) for day, text in LINES}
    lines = [s["x0"] for s in figure["layout"]["shapes"] if s["line"]["dash"] == "dash"]
    assert lines == list(named.values())
    west, east = figure["layout"]["xaxis"]["range"]
    assert all(west < at < east for at in lines)


def dots(*at: tuple[float, float]) -> list[tuple[float, float, float, float]]:
    """Marks that are as high as one point: x, and from where to where they go."""
    return [(x, y, y, y) for x, y in at]


def test_figures_stand_beside_their_marks_and_not_on_each_other() -> None:
    crowded = claims(*[(f"c{i}", 100 + i, 100 + i, "exact", f"201{i}", f"201{i}") for i in range(4)])
    labels = [a for a in drawn(crowded)["layout"]["annotations"] if a.get("name") == "claim"]
    assert [a["text"] for a in labels] == ["100", "101", "102", "103"]
    places = _beside(dots((100.0, 20.0), (110.0, 20.0), (600.0, 20.0)), ["about 20,000"] * 3, 640, 44, must=True)
    assert [place[1] for place in places if place] == [
        "right",
        "left",
        "right",
    ]  # each away from the other, none cut off


def test_a_figure_stays_in_its_lane_where_there_is_room() -> None:
    places = _beside(dots((600.0, 28.0), (637.0, 28.0)), ["about 100,000", "at least 100,000"], 640, 44, must=True)
    assert [place[2] for place in places if place] == [9.0, -23.0]  # 23 px up it would stand in the lane above


def test_lanes_of_places_keep_their_order_and_write_no_figure_on_another() -> None:
    """Nine claims at one spot: every one has its mark, and only the figures for which there is room are written."""
    crowded = claims(*[(f"c{i}", 1000 + i, 1000 + i, "exact", "2018", "2018") for i in range(9)]).assign(name="B land")
    rows = pd.concat([crowded, claims(("other", 5, 5, "exact", "2018", "2018")).assign(name="A land")])
    figure = claims_in_time(
        rows, palette=LIGHT, words=WORDS, lines=[], lane="name", lanes=["B land", "None land", "A land"]
    ).to_plotly_json()
    notes = figure["layout"]["annotations"]
    assert [note["text"] for note in notes if note.get("name") == "publisher"] == ["B land", "A land"]
    written = [note["text"] for note in notes if note.get("name") == "claim"]
    assert 1 < len(written) < 10
    assert len(marks(figure)) == 10


def test_nothing_to_draw_is_said() -> None:
    figure = claims_in_time(ROWS.iloc[:0], palette=LIGHT, words=WORDS, lines=LINES)
    assert not figure.data
    assert "unknown, not zero" in figure.layout.annotations[-1].text


def test_the_frame_is_left_as_it_was() -> None:
    before = ROWS.copy()
    claims_in_time(ROWS, palette=LIGHT, words=WORDS, lines=LINES)
    pd.testing.assert_frame_equal(ROWS, before)


def test_no_figure_stands_among_the_years_beneath_its_lane() -> None:
    low = dots((100.0, 4.0), (104.0, 5.0), (108.0, 3.0), (112.0, 6.0), (116.0, 4.0))
    places = _beside(low, ["about 2,000"] * 5, 640, 150, must=False)
    assert any(place is not None for place in places)
    for (_, y, _, _), place in zip(low, places, strict=True):
        assert place is None or y + place[2] - 7 >= -2
    assert _beside(low[:1], ["about 2,000"], 640, 44, must=True)[0][2] > 0


def test_no_figure_stands_on_the_arrow_or_the_bar_of_another_claim() -> None:
    marks = [(100.0, 60.0, 60.0, 60.0), (130.0, 60.0, 60.0, 82.0), (300.0, 10.0, 10.0, 10.0), (320.0, 90.0, 0.0, 90.0)]
    places = _beside(marks, ["about 20,000"] * 4, 640, 150, must=False)
    assert places[0] is not None
    assert places[0][1] == "right"  # on its right is the arrow
    assert places[2] is not None
    assert places[2][1] == "right"  # on its right is the bar


@pytest.mark.parametrize(("scope", "said"), [("one firm", "5 (one firm)"), ("a long name " * 9, "5 (part)")])
def test_a_figure_of_a_part_names_it_where_there_is_room_and_is_never_cut(scope: str, said: str) -> None:
    rows = claims(("a", 5, 5, "exact", "2018", "2018")).assign(scope=scope)
    (label,) = [a["text"] for a in drawn(rows)["layout"]["annotations"] if a.get("name") == "claim"]
    assert label == said
