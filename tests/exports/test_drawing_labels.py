"""Labels of marks on slides and paper, whose letters are wider than ours: at a free side of their mark, or left out."""

from typing import Any

import pytest

from exports.drawing import Disc, Line, Text, words
from exports.drawing_labels import settled
from exports.drawn import drawn

INK = "#16202B"


def label(text: str, x: float, y: float) -> tuple[Text, tuple[float, float]]:
    """A label above the mark at a place."""
    return Text((x, y - 20), words(text), 13, INK, "middle"), (x, y)


def placed(*labels: tuple[Text, tuple[float, float]], beside: tuple[Any, ...] = ()) -> dict[str, tuple[float, float]]:
    discs = [Disc(point, 8, INK) for _, point in labels]
    return {text.plain: text.at for text in settled(labels, [*discs, *beside], 1000)}


def test_a_label_that_has_room_keeps_its_place() -> None:
    assert placed(label("Ronin bridge", 300, 100)) == {"Ronin bridge": (300, 80)}


@pytest.mark.parametrize("in_its_way", [Disc((300, 80), 8, INK), Text((300, 80), words("KuCoin"), 13, INK, "middle")])
def test_a_label_goes_to_a_side_of_its_mark_where_nothing_stands(in_its_way: Disc | Text) -> None:
    assert placed(label("Ronin bridge", 300, 100), beside=(in_its_way,)) == {"Ronin bridge": (313, 100)}


def test_ticks_are_marks_and_lines_of_the_grid_are_not() -> None:
    tick, grid = Line(((300, 72), (300, 88)), INK, 2), Line(((300, 0), (300, 500)), INK, 1)
    assert placed(label("Ronin bridge", 300, 100), beside=(tick,))["Ronin bridge"] == (313, 100)
    assert placed(label("Ronin bridge", 300, 100), beside=(grid,))["Ronin bridge"] == (300, 80)


def test_the_first_is_served_first_and_one_without_any_room_is_left_out() -> None:
    crowd = [label(f"a victim of a long name {number}", 300 + number, 100) for number in range(9)]
    found = placed(*crowd)
    assert next(iter(found)) == "a victim of a long name 0"
    assert 1 <= len(found) < 9
    assert not settled([label("beyond the edge of the slide", 2000, 100)], [], 1000)


def test_a_drawing_in_the_letters_of_the_screen_keeps_every_label() -> None:
    note = {"x": 0.5, "y": 0, "name": "claim", "text": "Ronin bridge", "showarrow": False, "font": {"size": 13}}
    figure = {
        "data": [{"type": "scatter", "mode": "markers", "x": [0.5], "y": [0], "marker": {"size": 10, "color": INK}}],
        "layout": {
            "height": 300,
            "margin": {"l": 40, "r": 40, "t": 40, "b": 40},
            "font": {"family": "Any", "size": 14, "color": INK},
            "xaxis": {"range": [0, 1]},
            "yaxis": {"range": [-1, 1]},
            "annotations": [note, {**note, "text": "in its way", "name": "other"}],
        },
    }
    at = {text.plain: text.at for text in drawn(figure, dict).parts if isinstance(text, Text)}
    kept = {text.plain: text.at for text in drawn(figure, dict, as_laid_out=True).parts if isinstance(text, Text)}
    assert kept["Ronin bridge"] == kept["in its way"]
    assert at["Ronin bridge"] != at["in its way"]
