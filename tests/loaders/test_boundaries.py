import geopandas as gpd
import numpy as np
import pytest
import shapely

from loaders import boundaries
from tests.tiny import POINTS, Folder


@pytest.fixture(scope="module", params=["world", "world-fine"])
def outlines(request):
    return gpd.read_file(boundaries.DATA / "boundaries" / f"{request.param}.geojson").set_index("id").geometry


def exterior_rings(outlines):
    return shapely.get_exterior_ring(shapely.get_parts(outlines.array))


def test_outlines_are_valid_and_fit_together(outlines):
    assert outlines.is_valid.all()
    assert not outlines.is_empty.any()
    assert outlines.is_valid_coverage()


def test_exterior_rings_are_clockwise(outlines):
    assert not shapely.is_ccw(exterior_rings(outlines)).any()


def test_no_outline_floods_the_globe(outlines):
    areas = outlines.to_crs("EPSG:8857").area
    globe = 510e12  # square metres
    assert areas.max() < globe / 20
    assert areas.sum() == pytest.approx(0.29 * globe, rel=0.02)  # land is 29 % of the globe


@pytest.mark.parametrize("iso3", ["RUS", "FJI"])
def test_places_on_the_180th_meridian_are_cut_there(outlines, iso3):
    pieces = shapely.get_parts(outlines[iso3])
    west, _, east, _ = shapely.bounds(pieces).T
    assert west.min() == -180
    assert east.max() == 180
    assert ((east <= 0) | (west >= 0)).all()


@pytest.mark.parametrize("iso3", ["MLT", "SGP", "BHR", "MAC", "XKX", "TWN", "HKG", "PRK", "CHN"])
def test_small_and_disputed_places_have_an_outline(outlines, iso3):
    assert iso3 in outlines.index


def test_ids_are_codes_and_none_stands_twice(outlines):
    assert outlines.index.is_unique
    assert outlines.index.is_monotonic_increasing
    assert outlines.index.str.fullmatch("[A-Z]{3}").all()


def test_every_outline_has_one_anchor_inside_it(outlines):
    anchors = boundaries.load_anchors().set_index("iso3")
    assert list(anchors.index) == list(outlines.index)
    points = gpd.GeoSeries(gpd.points_from_xy(anchors["lon"], anchors["lat"]), index=outlines.index, crs=outlines.crs)
    assert list(outlines.index[~outlines.contains(points)]) == []


def test_small_is_what_is_under_thirty_thousand_square_kilometres(outlines):
    anchors = boundaries.load_anchors().set_index("iso3")
    area = outlines.to_crs("EPSG:6933").area / 1e6  # another equal-area projection than the script's
    assert anchors["is_small"].tolist() == area.lt(30_000).tolist()
    assert anchors["is_small"][["LIE", "SGP", "BHR", "MLT"]].all()
    assert not anchors["is_small"][["RUS", "ARE", "TWN"]].any()


@pytest.mark.parametrize(
    ("iso3", "lon", "lat"),
    [
        ("RUS", (60, 120), (55, 66)),
        ("USA", (-105, -90), (35, 45)),
        ("FRA", (0, 5), (45, 49)),
        ("MYS", (100, 104), (2, 6)),
    ],
)
def test_an_anchor_lies_where_a_reader_looks_for_the_place(iso3, lon, lat):
    anchor = boundaries.load_anchors().set_index("iso3").loc[iso3]
    assert lon[0] < anchor["lon"] < lon[1]
    assert lat[0] < anchor["lat"] < lat[1]


def spherical_area(ring):
    """The area (steradians) that d3 fills for a ring: to the right of its edges, which are arcs of great circles."""
    lon, lat = np.radians(np.asarray(ring.coords)).T
    turn, half = np.diff(lon), lat / 2 + np.pi / 4
    tops, bottoms = np.sin(half), np.cos(half)
    across = tops[:-1] * tops[1:]
    sums = np.arctan2(across * np.sin(turn), bottoms[:-1] * bottoms[1:] + across * np.cos(turn))
    return float(2 * sums.sum()) % (4 * np.pi)


@pytest.mark.parametrize("name", ["rising", "falling", "rising-fine", "falling-fine"])
def test_no_stripe_of_a_hatching_floods_the_globe(name):
    """A stripe whose edges cross on the sphere, though not on the plane, fills all that lies outside it."""
    hatching = gpd.read_file(boundaries.DATA / "boundaries" / f"{name}.geojson")
    assert hatching.is_valid.all()
    stripes = hatching.explode(index_parts=False)
    areas = [spherical_area(stripe.exterior) for stripe in stripes.geometry]
    flooding = stripes.loc[[area > 0.1 for area in areas], "id"]
    assert sorted(set(flooding)) == []


def test_a_stripe_the_wrong_way_round_would_be_found():
    square = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])  # clockwise, as d3 wants it
    assert spherical_area(square.exterior) == pytest.approx(np.radians(1) ** 2, rel=0.01)
    assert spherical_area(square.reverse().exterior) > 12


@pytest.mark.parametrize(
    "damage",
    [
        (b"lon", b"x"),
        (b"CHN,1,1", b"CHN,east,1"),
        (b"CHN,1,1", b"CHN,1,91"),
        (b"CHN,1,1", b"CHN,181,1"),
        (b",1\n", b"\n"),
    ],
)
def test_a_point_lies_on_earth(folder: Folder, damage: tuple[bytes, bytes]) -> None:
    folder.bytes["boundaries/points.csv"] = POINTS.replace(*damage, 1)
    assert "must be a CSV file with the columns iso3, lon and lat in degrees" in folder.fault()


def test_points_are_those_of_the_record_that_is_shown(monkeypatch):
    """What became of the file since is not asked."""
    monkeypatch.setattr(boundaries.STORE, "files", {boundaries.POINTS: b"iso3,lon,lat,is_small\nCHN,1.5,2.5,false\n"})
    assert boundaries.load_anchors().to_dict("records") == [{"iso3": "CHN", "lon": 1.5, "lat": 2.5, "is_small": False}]
    monkeypatch.setattr(boundaries.STORE, "files", {})
    assert len(boundaries.load_anchors()) > 200
