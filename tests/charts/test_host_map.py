"""The map, read back: classes, rings to scale, open ends, names, legend."""

import base64
import math
import re
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest

from charts import host_map, map_view
from charts.theme import Words
from charts.widths import text_width
from language.messages import PSEUDO, speaking
from loaders.boundaries import LAND, OutlinesOfMap
from look.palette import LIGHT
from look.rings import LARGEST, ring_px
from subjects import hosts
from subjects.places import place_anchors
from subjects.workers import select_worker_claims, spans_of_places, worker_claims
from tests.live import RECORD

WORDS = Words("A finding", "A measure", "What is counted.", ["Somebody"], "0a1b2c3d", boundary=True)
STATUSES = pd.DataFrame(
    [
        ("RUS", "Russia", "reported_after_deadline"),
        ("QAT", "Qatar", "reported_before_deadline"),
        ("POL", "Poland", "reported_gone"),
        ("MLI", "Mali", "listed_2018_only"),
        ("BEN", "Benin", "no_claim"),
        ("NPL", "Nepal", "reported_none"),
        ("abkhazia", "Abkhazia, Georgia (not under government control)", "reported_after_deadline"),
    ],
    columns=["iso3", "name", "status"],
).astype("string")
STATUSES = STATUSES.assign(
    label=STATUSES["name"].str.removesuffix(" (not under government control)"),
    is_area=STATUSES["iso3"].eq("abkhazia").astype(bool),
    of=STATUSES["iso3"].map({"abkhazia": "Georgia"}),
)
ANCHORS = pd.DataFrame(
    [
        ("RUS", 96.0, 62.0, "Eastern Europe"),
        ("QAT", 51.2, 25.3, "Western Asia"),
        ("POL", 19.3, 52.0, "Eastern Europe"),
        ("MLI", -2.0, 18.0, "Western Africa"),
        ("BEN", 2.3, 9.6, "Western Africa"),
        ("NPL", 84.0, 28.0, "Southern Asia"),
        ("abkhazia", 41.0, 43.0, "Western Asia"),
        ("FRA", 2, 46, None),
    ],
    columns=["iso3", "lon", "lat", "region"],
).assign(is_small=lambda places: places["iso3"].isin(["QAT", "abkhazia"]))


def spans(*rows: tuple[Any, ...]) -> pd.DataFrame:
    columns = ["iso3", "lowest", "highest", "is_low_open", "is_high_open", "n_claims", "n_sources", "is_part"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.astype({"iso3": "string", "lowest": "Float64", "highest": "Float64"})
    return frame.assign(
        n_numbered=frame["n_claims"],
        n_low_authors=0,
        n_high_authors=0,
        is_unsigned=False,
        low=frame["lowest"].mask(frame["is_low_open"].astype(bool)),
        high=frame["highest"].mask(frame["is_high_open"].astype(bool)),
    )


SPANS = spans(
    ("RUS", 10_000, 40_000, False, False, 3, 2, False),
    ("QAT", 70, 70, True, False, 1, 1, False),  # up to 70
    ("POL", 0, 400, False, True, 2, 1, True),  # 400 or more
)


def drawn(
    statuses: pd.DataFrame = STATUSES, claims: pd.DataFrame = SPANS, anchors: pd.DataFrame = ANCHORS, **options: Any
) -> dict[str, Any]:
    figure = host_map.host_map(
        statuses,
        claims,
        anchors,
        palette=LIGHT,
        words=WORDS,
        outlines=OutlinesOfMap("/w", ["FRA", LAND]),
        hatches=("/r", "/f"),
        **{"measure": "present", **options},
    )
    return dict(figure.to_plotly_json())


def trace(figure: dict[str, Any], name: str) -> Any:
    return next(t for t in figure["data"] if t["name"] == name)


def numbers(packed: Any) -> list[float]:
    """Numbers of a figure, which Plotly may have packed."""
    if not isinstance(packed, dict):
        return list(packed)
    return list(np.frombuffer(base64.b64decode(packed["bdata"]), packed["dtype"]))


def test_every_place_stands_in_one_class_and_the_legend_counts_them() -> None:
    figure = drawn()
    for status in hosts.STATUSES:
        expected = STATUSES.loc[(STATUSES["status"] == status) & ~STATUSES["is_area"], "iso3"].tolist()
        assert list(trace(figure, status)["locations"]) == expected
    assert figure["layout"]["meta"][0]["legend"] == {**dict.fromkeys(hosts.STATUSES, 1), "reported_after_deadline": 2}
    assert list(trace(figure, "other land")["locations"]) == ["FRA", "land"]


def test_an_area_is_a_square_at_its_own_point_and_never_a_fill() -> None:
    figure = drawn(chosen="abkhazia")
    squares = trace(figure, "small places")
    assert (41.0, 43.0) in list(zip(numbers(squares["lon"]), numbers(squares["lat"]), strict=True))
    hover = dict(squares["customdata"])
    assert "(not under government control)" in hover["abkhazia"]
    named = [text.strip("\u00a0") for t in figure["data"] if t["name"] == "names" for text in t["text"]]
    assert "Abkhazia, Georgia" in named  # the square says that its control is another's
    filled = {place for t in figure["data"] if t["type"] == "choropleth" for place in t["locations"]}
    assert not filled & {"abkhazia", "GEO"}


@pytest.mark.parametrize("measure", ["present", "remaining", "repatriated"])
@pytest.mark.parametrize("region", map_view.REGIONS)
def test_in_its_own_middle_each_mark_answers_for_its_own_place(region: str, measure: str) -> None:
    status = hosts.statuses(RECORD)
    claims = select_worker_claims(worker_claims(RECORD), measure=measure)
    figure = drawn(status, spans_of_places(claims), place_anchors(RECORD), region=region, measure=measure)
    view = map_view.View(region, 913)
    shown = map_view.places_in(place_anchors(RECORD), region)
    marks = [
        (custom[0], view.at(lon, lat), max(3, size / 2))
        for t in figure["data"]
        if t["type"] == "scattergeo" and t["mode"] == "markers" and t["name"] != "legend"
        for custom, lon, lat, size in zip(t["customdata"], t["lon"], t["lat"], sizes(t), strict=True)
        if custom[0] in shown
    ]
    assert marks
    for iso3, at, _ in marks:
        # What Plotly does under a pointer; of marks that are equally near the one drawn last counts.
        near = [
            (max(math.dist(point, at) - rad, 1 - 3 / rad), -i, place) for i, (place, point, rad) in enumerate(marks)
        ]
        assert min(near)[2] == iso3


def sizes(t: dict[str, Any]) -> list[float]:
    size = t["marker"]["size"]
    return list(size) if isinstance(size, list) else [size] * len(t["lon"])


def test_a_place_too_small_for_its_fill_has_a_square_at_its_place() -> None:
    status, anchors = hosts.statuses(RECORD), place_anchors(RECORD)
    figure = drawn(status, spans_of_places(select_worker_claims(worker_claims(RECORD), measure="present")), anchors)
    squares = trace(figure, "small places")
    at = {
        custom[0]: (lon, lat)
        for custom, lon, lat in zip(squares["customdata"], squares["lon"], squares["lat"], strict=True)
    }
    assert {"LIE", "BHR", "QAT", "SGP", "MLT"} <= set(at)
    assert not {"RUS", "CHN", "ARE"} & set(at)
    points = anchors.set_index("iso3")
    for iso3, (lon, lat) in at.items():
        assert abs(lon - points["lon"][iso3]) < 3
        assert abs(lat - points["lat"][iso3]) < 3


def test_three_classes_carry_a_hatching_of_their_own() -> None:
    hatched = {t["geojson"]: set(t["locations"]) for t in drawn()["data"] if t["name"] == "hatching"}
    assert hatched == {"/r": {"QAT", "NPL"}, "/f": {"MLI", "NPL"}}


def test_the_area_of_a_ring_follows_the_number() -> None:
    assert ring_px(40_000) / ring_px(10_000) == pytest.approx(2)
    ring = trace(drawn(), "highest claim")
    by_place = dict(zip([c[0] for c in ring["customdata"]], ring["marker"]["size"], strict=True))
    assert by_place["RUS"] == pytest.approx(LARGEST * math.sqrt(0.4))


def test_open_ends_are_drawn_open() -> None:
    figure = drawn()
    ring, disc = trace(figure, "highest claim"), trace(figure, "lowest claim")
    widths = dict(zip([c[0] for c in ring["customdata"]], ring["marker"]["line"]["width"], strict=True))
    assert widths["POL"] < widths["RUS"]
    assert [c[0] for c in disc["customdata"]] == ["RUS"]  # up to 70 has no disc, and zero is no mark
    hover = dict(c[:2] for c in ring["customdata"])
    assert "up to 70" in hover["QAT"]
    assert "0 to 400 or more" in hover["POL"]
    assert "Counts of a part only" in hover["POL"]


def test_a_place_without_a_claim_says_that_this_is_not_zero() -> None:
    hover = dict(c[:2] for c in trace(drawn(), "listed_2018_only")["customdata"])
    assert "unknown, not zero" in hover["MLI"]


def test_the_chosen_place_is_outlined_and_named() -> None:
    figure = drawn(chosen="BEN")
    assert list(trace(figure, "chosen")["locations"]) == ["BEN"]
    (chosen,) = [trace for trace in figure["data"] if trace.get("textfont", {}).get("weight") == 700]
    assert [text.strip("\u00a0") for text in chosen["text"]] == ["Benin"]
    assert not any("Benin" in text for text in trace(figure, "names")["text"])


@pytest.mark.parametrize("region", map_view.REGIONS)
def test_a_view_is_centred_on_its_part_of_the_world(region: str) -> None:
    geo = drawn(region=region)["layout"]["geo"]
    west, east = map_view.REGIONS[region].lon
    assert west <= geo["projection"]["rotation"]["lon"] <= east
    (south, north) = map_view.REGIONS[region].lat
    assert south < geo["center"]["lat"] < north
    assert map_view.places_in(ANCHORS, "gulf") == {"QAT", "abkhazia"}  # Western Asia, as the UN groups it
    assert map_view.places_in(ANCHORS, "europe") == {"POL"}
    assert map_view.places_in(ANCHORS, "world") == set(ANCHORS["iso3"])


def test_no_claim_at_all_still_draws_the_world() -> None:
    figure = drawn(claims=spans())
    assert not trace(figure, "highest claim")["customdata"]


def test_the_frames_are_left_as_they_were() -> None:
    before = [frame.copy() for frame in (STATUSES, SPANS, ANCHORS)]
    drawn(chosen="RUS")
    for frame, copy in zip((STATUSES, SPANS, ANCHORS), before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


def test_the_legend_of_a_part_of_the_world_counts_its_places_only() -> None:
    legend = drawn(region="africa")["layout"]["meta"][0]["legend"]
    assert legend == {**dict.fromkeys(hosts.STATUSES, 0), "listed_2018_only": 1, "no_claim": 1}


def test_zero_is_a_cross_and_silence_is_nothing() -> None:
    zero = spans(("POL", 0, 0, False, False, 1, 1, False), ("MLI", None, None, False, False, 1, 1, False))
    figure = drawn(claims=zero)
    assert [c[0] for c in trace(figure, "zero")["customdata"]] == ["POL"]
    assert not trace(figure, "highest claim")["customdata"]
    assert not trace(drawn(), "zero")["customdata"]


def test_what_the_legend_of_a_part_of_the_world_says_of_it_stands_beside_the_rings() -> None:
    layout = drawn(region="africa")["layout"]
    (partly,) = (
        note for note in layout["annotations"] if "this part of the world" in note["text"].replace("<br>", " ")
    )
    leaders = [shape for shape in layout["shapes"] if shape["type"] == "line" and shape["x1"] - shape["x0"] == 52]
    assert len(leaders) == 3
    room_for_numbers = 50
    assert partly["xshift"] > leaders[0]["x1"] + room_for_numbers
    others = [note for note in layout["annotations"] if note["text"].startswith("Square")]
    assert len(others[0]["text"]) * 6 < min(shape["x0"] for shape in layout["shapes"] if shape["type"] == "circle")
    assert not any("part of the world" in note["text"] for note in drawn()["layout"]["annotations"])


def test_a_longer_language_breaks_the_lines_of_the_legend_and_its_texts_keep_apart() -> None:
    english = drawn()["layout"]
    with speaking(PSEUDO):
        layout = drawn()["layout"]
    notes = [note for note in layout["annotations"] if (note["x"], note["y"], note["xanchor"]) == (0, 0, "left")]
    beneath = [note for note in notes if note.get("name") != "footer" and note["xshift"] < 300]
    assert len(beneath) == len(hosts.STATUSES) + 2
    for xshift, room in ((24, 236), (24 + 268, 256), (0, 556)):
        column = sorted((note for note in beneath if note["xshift"] == xshift), key=lambda note: note["yshift"])
        lines = [re.sub(r"<b>.*?</b>", "", note["text"]).split("<br>") for note in column]
        assert max(text_width(line, 14) for each in lines for line in each) <= room
        assert any(len(each) > 1 for each in lines)
        ends = [
            (note["yshift"] - 9 * len(each), note["yshift"] + 9 * len(each))
            for note, each in zip(column, lines, strict=True)
        ]
        assert all(lower[1] <= upper[0] + 2 for lower, upper in pairwise(ends))
    (footer,) = [note for note in notes if note.get("name") == "footer"]
    assert footer["yshift"] < min(note["yshift"] - 9 for note in beneath)
    assert english["margin"]["b"] < layout["margin"]["b"]


def test_the_rings_of_the_legend_are_to_the_scale_of_the_map() -> None:
    rings = [shape for shape in drawn()["layout"]["shapes"] if shape["type"] == "circle"]
    assert [ring["x1"] - ring["x0"] for ring in rings] == pytest.approx(
        [ring_px(number) for number in (100_000, 10_000, 1_000)]
    )


def test_the_legend_says_what_each_mark_is_and_a_name_has_a_rim() -> None:
    figure = drawn()
    said = " ".join(note["text"] for note in figure["layout"]["annotations"])
    assert all(mark in said for mark in ("Disc: ", "Ring: ", "+ after a name: ", "Cross: ", "Square: "))
    assert LIGHT.paper in trace(figure, "names")["textfont"]["shadow"]


def test_no_name_stands_on_another_or_on_the_line_of_a_ring() -> None:
    assert map_view._meets_ring((48, -5, 90, 5), (0, 0, 50))  # across the line
    assert not map_view._meets_ring((52, -5, 90, 5), (0, 0, 50))  # beside
    assert not map_view._meets_ring((18, -5, 45, 5), (0, 0, 50))  # within, clear of the middle
    crowd = pd.DataFrame([(f"A{i}", 10.0, 50.0, None, False) for i in range(9)], columns=list(ANCHORS))
    names = pd.DataFrame(
        [(f"A{i}", "Somewhere", "no_claim") for i in range(9)], columns=["iso3", "name", "status"]
    ).astype("string")
    figure = drawn(
        names.assign(label=names["name"], is_area=False, of=None),
        spans(*[(f"A{i}", 5, 9, False, False, 1, 1, False) for i in range(9)]),
        crowd,
    )
    assert 0 < len(trace(figure, "names")["text"]) < 5


def test_the_title_counts_places_after_the_deadline_with_areas_apart_and_falls_back() -> None:
    title = host_map.finding(STATUSES)
    assert title.endswith("deadline of 2019 in 1 place, and 1 area not under the control of Georgia")
    assert host_map.finding(STATUSES.iloc[1:3]) == "Where DPRK workers are reported"


def test_a_ring_holds_the_highest_figure_in_every_language() -> None:
    with speaking(PSEUDO):
        rings, *_ = (each for each in drawn()["data"] if each.get("marker", {}).get("symbol") == "circle")
    assert [figure for _, _, figure in rings["customdata"]] == [40_000, 400, 70]
