"""The map of the screen as a slide: outlines by class and rings whose areas follow the claims, each a shape by name."""

import io
import math
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL

from charts.host_map import host_map
from charts.theme import Words
from exports.drawing_map import coarse_outlines
from exports.offer import View, figure_file
from loaders.boundaries import OutlinesOfMap
from look.coded import FILLS
from look.palette import LIGHT
from subjects.hosts import statuses
from subjects.places import place_anchors
from subjects.workers import select_worker_claims, spans_of_places, worker_claims
from tests.live import RECORD

SELECTED = select_worker_claims(worker_claims(RECORD), measure="present", years=None, sector=None)
SPANS = spans_of_places(SELECTED)
PLACES = statuses(RECORD)
HOSTS = PLACES[PLACES["iso3"] != "PRK"]


def drawn() -> dict[str, Any]:
    words = Words("The map", "Workers", "Counted: workers.", ["A"], "0a1b2c3d", True)
    return host_map(
        HOSTS,
        SPANS,
        place_anchors(RECORD),
        palette=LIGHT,
        words=words,
        outlines=OutlinesOfMap("/data/boundaries/world.0a.geojson", ["PRK", "land"]),
        hatches=("/data/boundaries/rising.0a.geojson", "/data/boundaries/falling.0a.geojson"),
        measure="present",
    ).plain()


@pytest.fixture(scope="module")
def slide() -> Any:
    view = View("host_countries", "host", "0a1b2c3d", "http://127.0.0.1/", {"iso3": "CHN"}, {}, "")
    file = figure_file("Map", "map", view, drawn, SELECTED)
    assert file.name.endswith("-map.pptx")
    (slide,) = Presentation(io.BytesIO(file.make())).slides
    return slide


def shapes(slide: Any) -> dict[str, Any]:
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    return {shape.name: shape for shape in group.shapes}


def test_the_areas_of_the_rings_follow_the_highest_claims(slide: Any) -> None:
    highest = SPANS.set_index("iso3")["highest"].dropna()
    large = highest[highest > 2_000].sort_values()
    found = shapes(slide)
    widths = pd.Series({iso3: found[f"{iso3} highest claim"].width for iso3 in large.index})
    assert len(large) > 4
    for iso3, number in large.items():
        share = math.sqrt(float(number) / float(large.iloc[-1]))
        assert widths.loc[str(iso3)] / widths.iloc[-1] == pytest.approx(share, rel=0.02)


def test_every_place_with_an_outline_is_a_shape_of_its_class(slide: Any) -> None:
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    outlines = [shape for shape in group.shapes if shape.name in {*HOSTS["iso3"]}]
    status = dict(zip(HOSTS["iso3"], HOSTS["status"], strict=True))
    solid = {shape.name: f"#{shape.fill.fore_color.rgb}" for shape in outlines if shape.fill.type == MSO_FILL.SOLID}
    hatched = {status[shape.name] for shape in outlines if shape.fill.type == MSO_FILL.PATTERNED}
    assert len(solid) > 40
    assert [name for name, colour in solid.items() if colour != FILLS[status[name]].colour_in(LIGHT).upper()] == []
    assert hatched == {name for name, fill in FILLS.items() if fill.rising or fill.falling}


def test_other_land_is_one_shape_of_all_places_that_have_none(slide: Any) -> None:
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    pieces = {shape.name: shape.element.xml.count("<a:moveTo>") for shape in group.shapes}
    coloured = {*HOSTS["iso3"], "PRK"}
    others = {place: rings for place, rings in coarse_outlines().items() if place not in {*coloured, "ATA"} and rings}
    assert len(others) > 60
    assert pieces["land"] >= len(others)
    assert not others.keys() & pieces.keys()


def test_title_notes_and_legend_are_words_of_the_slide(slide: Any) -> None:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    legend = [shape.text_frame.text for shape in shapes(slide).values() if shape.has_text_frame]
    assert texts[0] == "The map"
    assert any(text.startswith("Reported gone") for text in legend)
    assert "iso3: CHN." in slide.notes_slide.notes_text_frame.text
    assert SELECTED["claim_id"].iloc[0] in slide.notes_slide.notes_text_frame.text
