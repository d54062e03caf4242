"""Two days side by side, read back from the figure."""

from typing import Any

import pandas as pd
import pytest

from charts.theme import Words
from charts.then_and_now import MOST, description, finding, has_moved, then_and_now
from look.palette import DARK, LIGHT, Palette

WORDS = Words("The finding", "Grey then, coloured now", "Counted: spans.", ["A panel"], "deadbeef")
COLUMNS = "claim_id name then_low then_high now_low now_high open is_new said"
NA = None
# `open`: which ends are open, as in "then_high now_low".
ROWS: list[tuple[Any, ...]] = [
    ("wider", "Russia, workers present", 500, 700, 400, 900, "", False, "500 to 700 → 400 to 900"),
    ("same", "China, workers present", 50, 50, 50, 50, "", False, "50"),
    ("new", "<b>Qatar</b> & $x$", NA, NA, 30, 60, "", True, "30 to 60"),
    ("opened", "Kuwait, workers present", 10, 20, 10, 20, "now_high", False, "10 to 20 → 10 to 20 or more"),
    ("closed", "Oman, workers present", 80, 80, 20, 80, "then_low", False, "up to 80 → 20 to 80"),
    ("silent", "Mali, workers present", NA, NA, NA, NA, "", True, "no number given"),
]


def frame(rows: list[tuple[Any, ...]] = ROWS) -> pd.DataFrame:
    ends = ["then_low", "then_high", "now_low", "now_high"]
    made = pd.DataFrame(rows, columns=COLUMNS.split()).astype(dict.fromkeys(ends, "Float64") | {"is_new": "bool"})
    flags = {}
    for end in ends:
        day, side = end.split("_")
        flags[f"{day}_is_{side}_open"] = [end in row[6].split() for row in rows]
    return made.assign(**flags).drop(columns="open")


def draw(rows: pd.DataFrame, palette: Palette = LIGHT, **options: Any) -> Any:
    return then_and_now(rows, palette=palette, words=WORDS, **{"kind": "count", "unit": "Number", **options})


def marks(figure: Any, day: str) -> dict[str, set[tuple[float | None, float | None]]]:
    """The ends of each mark of a day, by its claim; an arrow has one."""
    found: dict[str, set[tuple[float | None, float | None]]] = {}
    for trace in figure.data:
        if not trace.name.startswith(f"{day}: "):
            continue
        for at, (claim, _) in enumerate(trace.customdata):
            if trace.name.endswith("range"):
                ends = (trace.base[at], trace.base[at] + trace.x[at])
            else:
                shapes = {"at_least": (trace.x[at], None), "up_to": (None, trace.x[at])}
                ends = shapes.get(trace.name.split(": ")[1], (trace.x[at], trace.x[at]))
            found.setdefault(claim, set()).add(ends)
    return found


def test_each_day_has_the_spans_that_were_known_and_no_other_value() -> None:
    figure = draw(frame())
    assert marks(figure, "then") == {
        "wider": {(500, 700)},
        "same": {(50, 50)},
        "opened": {(10, 20)},
        "closed": {(None, 80)},
    }
    assert marks(figure, "now") == {
        "wider": {(400, 900)},
        "same": {(50, 50)},
        "new": {(30, 60)},
        "opened": {(10, 20), (20, None)},
        "closed": {(20, 80)},
    }


def test_the_span_then_stands_above_the_span_now_in_the_lane_of_its_subject() -> None:
    figure = draw(frame())
    lanes = {
        (trace.name.split(": ")[0], custom[0]): lane
        for trace in figure.data
        if trace.customdata
        for custom, lane in zip(trace.customdata, trace.y, strict=True)
    }
    for claim in ("wider", "same", "opened", "closed"):
        assert 0 < lanes["then", claim] - lanes["now", claim] < 0.5
    texts = figure.layout.yaxis.ticktext
    assert texts[0] == "Russia, workers present"
    assert texts[2] == "&lt;b&gt;Qatar&lt;/b&gt; &amp; &#36;x&#36;"


def test_ends_that_moved_are_joined_and_others_are_not() -> None:
    (joined,) = [trace for trace in draw(frame()).data if trace.name == "moved ends"]
    across = [value for value in joined.x if value is not None]
    assert list(zip(across[::2], across[1::2], strict=True)) == [(500, 400), (700, 900), (80, 20)]
    still = frame([row for row in ROWS if row[0] == "same"])
    assert [trace for trace in draw(still).data if trace.name == "moved ends"] == []


def test_a_new_subject_is_marked_in_words_and_only_it() -> None:
    notes = [note.text for note in draw(frame()).layout.annotations]
    assert sum(">new<" in text for text in notes) == 1
    assert any(">new<" in text and "30 to 60" in text for text in notes)


def test_what_moved_is_told_from_what_stayed() -> None:
    assert has_moved(frame()).tolist() == [True, False, True, True, True, False]
    assert finding(frame(), "1 January 2023") == "Since 1 January 2023: 3 moved, 2 new, 1 unchanged"
    assert finding(frame()[:1], "2023") == "Since 2023: 1 moved"


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_then_is_grey_and_now_has_the_colour_of_its_kind(palette: Palette) -> None:
    for kind, colour in (("count", palette.people), ("money", palette.money)):
        for trace in draw(frame(), palette, kind=kind).data:
            if trace.name != "moved ends":
                assert trace.marker.color == (palette.muted if trace.name.startswith("then") else colour)


def test_no_more_lanes_than_can_be_read() -> None:
    many = frame([(f"c{at}", f"Place {at}", 1, 2, 1, 3 + at, "", False, "x") for at in range(MOST + 5)])
    assert len(marks(draw(many), "now")) == MOST
    assert str(MOST) in description(many, "2020", "today")


def test_nothing_with_a_number_is_said_so() -> None:
    figure = draw(frame([row for row in ROWS if row[0] == "silent"]))
    assert any("not zero" in str(note.text) for note in figure.layout.annotations)


def test_the_frame_is_left_as_it_was() -> None:
    rows = frame()
    before = rows.copy()
    draw(rows)
    pd.testing.assert_frame_equal(rows, before)
