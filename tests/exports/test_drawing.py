"""A figure of the screen as a drawing: its marks stand where its values do, and paper and slide hold the same parts."""

import io
import math
from typing import Any
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches
from shapely import box

from exports.drawing import Area, Disc, Drawing, Line, Text, colour_and_opacity, words
from exports.drawing_bands import HEAD, bands
from exports.drawing_map import Globe, coarse
from exports.drawing_shapes import add_drawing
from exports.drawing_svg import svg
from exports.drawn import drawn

INK, RED = "#16202B", "#B5371F"
FONT = {"family": "Any", "size": 14, "color": INK}
FRAME = (Inches(1), Inches(1), Inches(10), Inches(5))


def figure(data: list[dict[str, Any]], **layout: Any) -> dict[str, Any]:
    """A figure of 400 px with margins of 100 px to the left, 50 elsewhere: its plot is 850 by 300 px on 1000."""
    margin = {"l": 100, "r": 50, "t": 50, "b": 50}
    axes = {"xaxis": {"range": [0, 10]}, "yaxis": {"range": [0, 100]}}
    return {"data": data, "layout": {"height": 400, "margin": margin, "font": FONT, **axes, **layout}}


def shown(data: list[dict[str, Any]], **layout: Any) -> Drawing:
    return drawn(figure(data, **layout), dict)


def of_kind(drawing: Drawing, kind: Any) -> list[Any]:
    return [part for part in drawing.parts if isinstance(part, kind)]


def test_a_mark_stands_where_its_values_do() -> None:
    marker = {"size": 12, "color": RED}
    marks = {"type": "scatter", "mode": "markers", "x": [0, 5, 10, None], "y": [0, 50, 100, 5], "marker": marker}
    first, middle, last = of_kind(shown([marks]), Disc)
    assert [disc.centre[0] for disc in (first, middle, last)] == [100, 525, 950]
    assert first.centre[1] - middle.centre[1] == middle.centre[1] - last.centre[1] == 150
    assert {disc.radius for disc in (first, middle, last)} == {6}


def test_days_and_logarithms_have_their_own_axes() -> None:
    marks = {"type": "scatter", "mode": "markers", "x": ["2020-01-01", "2020-07-01T12:00:00"], "y": [10, 1000]}
    axes = {"xaxis": {"type": "date", "range": ["2020-01-01", "2020-12-31"]}, "yaxis": {"type": "log", "range": [1, 5]}}
    note = {"x": "2020-01-01", "y": 3, "text": "a note", "showarrow": False}
    drawing = shown([{**marks, "marker": {"color": RED}}], **axes, annotations=[note])
    first, second = of_kind(drawing, Disc)
    assert second.centre[0] - first.centre[0] == pytest.approx(850 / 2)
    assert first.centre[1] - second.centre[1] == pytest.approx(150)
    assert of_kind(drawing, Text)[0].at[1] == pytest.approx(second.centre[1])


def test_a_bar_reaches_from_its_base_to_its_end() -> None:
    bar = {"type": "bar", "orientation": "h", "x": [3], "y": [50], "base": [2], "width": 20, "marker": {"color": RED}}
    (area,) = of_kind(shown([bar]), Area)
    across, down = ({point[way] for point in area.rings[0]} for way in (0, 1))
    assert across == {100 + 170, 100 + 425}
    assert max(down) - min(down) == pytest.approx(60)


def test_the_area_of_a_mark_follows_its_size_where_the_figure_says_so() -> None:
    marker = {"size": [100, 400, 1], "sizemode": "area", "sizeref": 0.5, "sizemin": 3, "color": RED}
    marks = {"type": "scatter", "mode": "markers", "x": [1, 2, 3], "y": [1, 2, 3], "marker": marker}
    small, large, least = of_kind(shown([marks]), Disc)
    assert large.radius / small.radius == pytest.approx(2)
    assert small.radius == pytest.approx(10)
    assert least.radius == 3


def test_ticks_notes_arrows_and_shapes_are_drawn_and_the_figure_s_own_words_are_left_to_the_page() -> None:
    line = {"type": "line", "x0": 5, "x1": 5, "y0": 0, "y1": 1, "yref": "y domain", "line": {"color": INK, "width": 2}}
    around = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "showarrow": False}
    notes = [
        {**around, "text": "The finding"},
        {**around, "text": "How it was counted", "name": "footer"},
        {"x": 5, "y": 50, "ax": 34, "ay": 0, "text": "", "arrowcolor": RED},
        {"x": 5, "y": 50, "showarrow": False, "text": "<b>up to</b> 50<br>&lt;persons&gt;"},
    ]
    ticks = {"range": [0, 10], "tickvals": [0, 5, 99], "ticktext": ["none", "five", "beyond"], "gridcolor": INK}
    drawing = shown(
        [{"type": "scatter", "mode": "markers", "x": [], "y": []}],
        xaxis=ticks,
        shapes=[line, {**line, "name": "chosen"}],
        annotations=notes,
        meta=[{"title": "The finding"}],
    )
    assert drawing.texts == ["none", "five", "up to 50 <persons>"]
    (arrow,) = [part for part in of_kind(drawing, Line) if part.arrow]
    assert arrow.points[0][0] - arrow.points[1][0] == 34
    assert [part.width for part in of_kind(drawing, Line)].count(2) == 1


def test_a_map_has_its_places_where_the_projection_puts_them() -> None:
    geo = {"projection": {"type": "natural earth", "rotation": {"lon": 11}}, "lataxis": {"range": [-56, 80]}}
    land = {"type": "choropleth", "locations": ["AAA", "NIL"], "colorscale": [[0, RED], [1, RED]], "z": [1, 1]}
    hatch = {**land, "locations": ["AAA"], "geojson": "/data/boundaries/rising.0a.geojson"}
    ring = {"type": "scattergeo", "mode": "markers", "lon": [11], "lat": [10], "marker": {"size": [40], "color": RED}}
    outlines = coarse({"AAA": box(1, 0, 21, 20), "BBB": box(170, 0, 200, 10)})
    drawing = drawn(figure([land, hatch, ring], geo=geo), lambda: outlines)
    fill, hatched = of_kind(drawing, Area)
    (disc,) = of_kind(drawing, Disc)
    middle = sum(point[0] for point in fill.rings[0][:4]) / 4
    assert fill.name == "AAA"
    assert hatched.hatch == "rising"
    assert hatched.fill is None
    assert disc.centre[0] == pytest.approx(middle, abs=1)
    assert disc.radius == 20


def test_a_shape_over_the_edge_of_the_map_does_not_run_across_it() -> None:
    geo = {"projection": {"type": "natural earth", "rotation": {"lon": 11}}, "lataxis": {"range": [-56, 80]}}
    globe = Globe(geo, 0, 0, 900, 450)
    ring = globe.ring([(-171, 60), (-167, 60), (-167, 65), (-171, 65), (-171, 60)])
    assert max(x for x, _ in ring) - min(x for x, _ in ring) < 30
    part = Globe(
        {**geo, "projection": {"type": "mercator", "rotation": {"lon": 45}}, "lonaxis": {"range": [12, 78]}},
        0,
        0,
        900,
        450,
    )
    assert part.ring([(100, 0), (110, 0), (110, 10), (100, 0)]) == ()


def test_a_mark_beside_a_map_that_does_not_fill_its_frame_is_left_out() -> None:
    geo = {
        "projection": {"type": "mercator", "rotation": {"lon": 45}},
        "lonaxis": {"range": [40, 50]},
        "lataxis": {"range": [-40, 40]},
    }
    marks = {"type": "scattergeo", "mode": "markers", "lon": [45, 70], "lat": [0, 0], "marker": {"size": [9, 9]}}
    assert len(of_kind(drawn(figure([marks], geo=geo), dict), Disc)) == 1


def test_svg_is_well_formed_whatever_the_text_is() -> None:
    hostile = '<script>alert(1)</script> "&\x07 ]]>'
    drawing = Drawing(100, 50, (Text((5, 5), words(hostile), 10, INK), Disc((5, 5), 2, RED)))
    root = ElementTree.fromstring(svg(drawing))
    assert [part for part in root.iter() if part.tag.endswith("script")] == []
    assert "".join(root.itertext()) == '<script>alert(1)</script> "& ]]>'


def test_a_slide_holds_the_same_marks_and_words_as_shapes_of_its_own() -> None:
    ring = Disc((50, 25), 10, None, RED, 2, name="CHN highest claim")
    land = Area((((0, 0), (40, 0), (40, 40)), ((5, 5), (9, 5), (9, 9))), RED, opacity=0.5, name="CHN")
    hatched = Area((((0, 0), (9, 0), (9, 9)),), None, hatch="falling", hatch_colour=INK)
    path = Line(((0, 0), (5, 5), (9, 0)), INK, 1, "dash")
    drawing = Drawing(
        100,
        50,
        (
            land,
            hatched,
            ring,
            path,
            Line(((0, 9), (9, 9)), INK, 1, arrow=True),
            Text((5, 5), words("<b>at</b> least"), 10, INK),
        ),
    )
    deck = Presentation()
    add_drawing(deck.slides.add_slide(deck.slide_layouts[6]), drawing, FRAME, name="map", alt="A map.")
    content = io.BytesIO()
    deck.save(content)
    (group,) = Presentation(content).slides[0].shapes
    assert group.shape_type == MSO_SHAPE_TYPE.GROUP
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == "A map."
    shapes = {shape.name: shape for shape in group.shapes}
    scale = FRAME[2] / 100
    assert shapes["CHN highest claim"].width == pytest.approx(20 * scale, abs=2)
    assert shapes["CHN"].width == pytest.approx(40 * scale, abs=2)
    assert [shape.text_frame.text for shape in group.shapes if shape.has_text_frame and shape.text_frame.text] == [
        "at least"
    ]
    assert len(group.shapes) == len(drawing.parts)


def test_a_tall_drawing_is_cut_between_its_lanes_and_loses_no_mark_and_no_word() -> None:
    lanes = [at * 30.0 + 60 for at in range(60)]
    marks = [part for y in lanes for part in (Disc((50, y), 8, RED), Text((5, y), words(f"lane {y:.0f}"), 12, INK))]
    rule = Line(((80, 0), (80, 1860)), INK, 1)
    axis = Text((80, 10), words("2020"), 12, INK)
    tall = Drawing(100, 1860, (axis, rule, *marks))
    found = bands(tall, 700)
    assert len(found) == 3
    assert all(band.height < 800 for band in found)
    assert [len(of_kind(band, Line)) for band in found] == [1, 1, 1]
    assert sum(len(of_kind(band, Disc)) for band in found) == len(lanes)
    said = [text for band in found for text in band.texts]
    assert said.count("2020") == 3
    assert [text for text in said if text != "2020"] == [f"lane {y:.0f}" for y in lanes]
    for band in found:
        assert all(8 <= disc.centre[1] <= band.height - 8 for disc in of_kind(band, Disc))
    assert bands(tall, 2000) == [tall]


def test_a_lane_of_several_marks_is_cut_at_its_rule() -> None:
    lanes = range(60, 1800, 90)
    marks = [Disc((50, y + at), 4, RED) for y in lanes for at in (20, 45, 70)]
    rules = [Line(((20, y), (90, y)), INK, 1) for y in lanes]
    found = bands(Drawing(100, 1860, (*rules, *marks)), 700)
    assert [len(of_kind(band, Disc)) % 3 for band in found] == [0, 0, 0]
    assert sum(len(of_kind(band, Disc)) for band in found) == len(marks)


def test_a_bar_over_a_cut_stands_on_both_sides() -> None:
    bar = Area((((0, 100), (9, 100), (9, 900), (0, 900)),), RED)
    first, second = bands(Drawing(100, 1000, (bar,)), 600)
    assert of_kind(first, Area)[0].rings[0][2][1] == first.height
    assert of_kind(second, Area)[0].rings[0][0][1] == HEAD


def test_colours_of_a_figure() -> None:
    assert colour_and_opacity(RED.lower()) == (RED, 1.0)
    assert colour_and_opacity("rgba(181,55,31,0.28)") == (RED, 0.28)
    assert colour_and_opacity("rgba(0,0,0,0)") == (None, 0.0)
    assert colour_and_opacity("javascript:1") == (None, 0.0)


def test_an_empty_figure_makes_an_empty_drawing() -> None:
    drawing = shown([])
    assert drawing.parts == ()
    assert ElementTree.fromstring(svg(drawing)).tag.endswith("svg")
    assert math.isfinite(drawing.height)
