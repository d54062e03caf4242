"""What is thrown on a wall can be read: letters are as large on slides as on a screen, nothing is cut or collides."""

import io
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from exports.drawing import Area, Disc, Drawing, Part, Text, ems, words
from exports.drawing_beside import beside
from exports.drawing_shapes import LEAST_POINTS, add_drawing
from exports.drawn import drawn, drawn_for_slides
from exports.slides import WIDTH, SlideWords, slides
from tests.exports.test_slides import ROWS, WORDS

INK, RED = "#16202B", "#B5371F"
ROOM = (873.0, 356.0)  # points


def lanes(number: int, pitch: float = 26, **more: Any) -> dict[str, Any]:
    """A figure of so many lanes with a mark and a label in each, years above and below."""
    years = {"range": [2010, 2026], "tickvals": [*range(2010, 2027)], "ticktext": [str(y) for y in range(2010, 2027)]}
    places = [-place for place in range(number)]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [2015] * number,
                "y": places,
                "text": [f"claim {-place}" for place in places],
                "textposition": "middle right",
                "marker": {"size": 10, "color": RED},
            }
        ],
        "layout": {
            "height": 100 + number * pitch,
            "margin": {"l": 200, "r": 30, "t": 60, "b": 40},
            "font": {"family": "Any", "size": 14, "color": INK},
            "xaxis": {**years, "gridcolor": INK},
            "yaxis": {
                "range": [0.5 - number, 0.5],
                "tickvals": places,
                "ticktext": [f"lane {-place}" for place in places],
            },
            **more,
        },
    }


def texts(drawing: Drawing) -> list[Text]:
    return [part for part in drawing.parts if isinstance(part, Text)]


def points(drawing: Drawing) -> float:
    """Of a text of 14 px, in the room of a slide."""
    return 14 * min(ROOM[0] / drawing.width, ROOM[1] / drawing.height)


@pytest.mark.parametrize("number", [3, 10, 16, 40, 120])
def test_lanes_go_on_to_further_slides_rather_than_become_small(number: int) -> None:
    found = drawn_for_slides(lanes(number), dict, *ROOM)
    assert all(points(drawing) >= 11.5 for drawing in found)
    said = [text.plain for drawing in found for text in texts(drawing)]
    assert [text for text in said if text.startswith("lane")] == [f"lane {place}" for place in range(number)]
    assert [text for text in said if text.startswith("claim")] == [f"claim {place}" for place in range(number)]
    for drawing in found:
        assert "2010" in drawing.texts, "the years stand on each"
        assert max(text.box[3] for text in texts(drawing)) <= drawing.height
        for one, other in combinations([text for text in texts(drawing) if text.plain.isdigit()], 2):
            assert one.box[2] < other.box[0] or other.box[2] < one.box[0] or one.at[1] != other.at[1]


def test_lanes_are_no_closer_than_their_labels_let_them_be() -> None:
    """On a screen a label touches its own disc at most; in lanes put closer together it stands in the next one."""
    figure = lanes(12, pitch=40)
    figure["data"][0] |= {"textposition": "top center", "marker": {"size": 30, "color": RED}}
    for drawing in drawn_for_slides(figure, dict, *ROOM):
        discs = [(part.centre[1], part.radius - 2) for part in drawing.parts if isinstance(part, Disc)]
        for text in (text for text in texts(drawing) if text.plain.startswith("claim")):
            _, top, _, bottom = text.box
            assert sum(top < y + reach and y - reach < bottom for y, reach in discs) <= 1


def test_a_scale_of_values_is_never_parted() -> None:
    values = {"range": [-30, 1], "tickvals": [-30, -15, 0], "ticktext": ["$0", "$1 billion", "$2 billion"]}
    (whole,) = drawn_for_slides(lanes(31, yaxis=values), dict, *ROOM)
    assert len([part for part in whole.parts if isinstance(part, Disc)]) == 31
    assert points(whole) >= 11.5
    assert len(drawn_for_slides(lanes(31), dict, *ROOM)) > 1


def test_a_plot_squeezed_between_wide_margins_is_laid_out_wider() -> None:
    margin = {"l": 350, "r": 250, "t": 60, "b": 40}
    (narrow,) = drawn_for_slides(lanes(3, margin=margin), dict, *ROOM)
    assert narrow.width == pytest.approx(drawn(lanes(3, margin=margin), dict).width)
    (wide,) = drawn_for_slides(lanes(3), dict, *ROOM)
    assert wide.width == pytest.approx(ROOM[0])


def test_the_legend_of_a_map_stands_at_its_side_in_one_column_each_text_with_its_swatch() -> None:
    def swatch(x: float, y: float) -> Part:
        return Area((((x, y - 7), (x + 18, y - 7), (x + 18, y + 7), (x, y + 7)),), RED)

    land = Area((((150, 0), (700, 0), (700, 400), (150, 400)),), RED, name="land")
    legend: list[Part] = []
    for place, name in enumerate(("first", "second", "third")):
        x, y = (place % 2) * 268, 420 + 24 * (place // 2)
        legend += [swatch(x, y), Text((x + 24, y), words(name), 14, INK)]
    long = "Square: a small place, or an area not under its jurisdiction's control, filled by its status."
    legend.append(Text((0, 480), words(long), 14, INK))
    scale = [Disc((610, 500 - r), r, None, RED, 1) for r in (40, 12)]
    legend += [*scale, Text((660, 440), words("100,000"), 14, INK)]
    drawing = beside([land], legend)
    found = {text.plain: text for text in texts(drawing)}
    right = 700 - 150
    assert min(text.box[0] for text in found.values()) > right
    assert drawing.width < right + 340
    assert drawing.height < 420
    assert found["first"].at[1] < found["second"].at[1] < found["third"].at[1] < found[long].at[1]
    swatches = [part for part in drawing.parts if isinstance(part, Area) and part.name != "land"]
    assert [area.rings[0][0][1] + 7 for area in swatches] == [
        found[name].at[1] for name in ("first", "second", "third")
    ]
    one, other = (part for part in drawing.parts if isinstance(part, Disc))
    assert one.centre[0] == other.centre[0]
    assert found["100,000"].at[0] - one.centre[0] == 50


def on_a_slide(*parts: Part) -> list[Any]:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    frame = (Inches(0.6), Inches(1.7), Inches(12.1), Inches(4.95))
    add_drawing(slide, Drawing(3000, 1000, parts), frame, name="a", alt="b")
    buffer = io.BytesIO()
    deck.save(buffer)
    (group,) = Presentation(io.BytesIO(buffer.getvalue())).slides[0].shapes
    return [shape for shape in group.shapes if shape.has_text_frame]


def test_no_letter_is_smaller_than_can_be_read_and_no_line_is_broken() -> None:
    said = ("Oman", "MOMBASA WWW", "DPRK workers", "노동자가 남아 있다")
    for shape, text in zip(on_a_slide(*(Text((9, 9), words(one), 14, INK) for one in said)), said, strict=True):
        (paragraph,) = shape.text_frame.paragraphs
        size = paragraph.runs[0].font.size
        assert size.pt >= LEAST_POINTS >= 10
        assert shape.width >= ems(text) * size


def test_a_ground_of_its_own_covers_no_more_than_the_words() -> None:
    tight, free = on_a_slide(*(Text((9, 9), words("up to 10,000"), 14, INK, back=back) for back in (RED, None)))
    assert tight.width < free.width
    assert not tight.text_frame.word_wrap
    assert free.text_frame.word_wrap


@pytest.mark.parametrize(
    ("top", "kind", "said"),
    [
        (5_000, "money", '"$"#,##0'),
        (5_000, "count", "#,##0"),
        (4e6, "money", '[=0]"$0";"$"0.0,," million"'),
        (700e6, "money", '[=0]"$0";"$"0,," million"'),
        (2e9, "money", '[=0]"$0";"$"0.0,,," billion"'),
        (2e9, "count", '[=0]"0";""0.0,,," billion"'),
        (50, "percent", '#,##0"%"'),
    ],
)
def test_the_numbers_of_an_axis_are_written_as_the_figure_writes_them(top: float, kind: str, said: str) -> None:
    rows = ROWS.iloc[[3]].assign(low=1.0, high=top / 1.15, kind=kind)
    (shape,) = [shape for shape in Presentation(io.BytesIO(slides(rows, WORDS))).slides[0].shapes if shape.has_chart]
    assert shape.chart.value_axis.tick_labels.number_format == said


def test_words_around_the_bars_are_large_enough_and_lie_on_the_slide() -> None:
    long = SlideWords(**{**vars(WORDS), "footer": "Sources and what is counted. " * 18, "subtitle": "Of a time. " * 18})
    for words_, least in ((WORDS, 11), (long, 10)):
        slide = Presentation(io.BytesIO(slides(ROWS.assign(group="workers present"), words_))).slides[0]
        title, subtitle, footer = (shape for shape in slide.shapes if shape.has_text_frame)
        assert subtitle.text_frame.text.startswith("Workers present. ")
        assert subtitle.text_frame.paragraphs[0].font.size >= Pt(14)
        assert footer.text_frame.paragraphs[0].font.size >= Pt(least)
        assert title.left + title.width <= WIDTH
        (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
        assert chart.font.size >= Pt(12)
