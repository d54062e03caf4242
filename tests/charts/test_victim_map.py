"""Where victims sit: a disc and a ring a place, areas that follow the sums, a cross where no amount is named."""

import pandas as pd
import pytest

from charts.theme import Words
from charts.victim_map import finding, victim_map
from loaders.boundaries import OutlinesOfMap
from look.palette import LIGHT

WORDS = Words("The finding", "Sums", "Counted: thefts.", ["A court"], "deadbeef", boundary=True)
ANCHORS = pd.DataFrame(
    {"iso3": ["KOR", "JPN", "SGP", "USA"], "lon": [128.0, 138.0, 104.0, -98.0], "lat": [36.0, 37.0, 1.0, 39.0]}
)


def places() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "iso3": ["KOR", "JPN", "SGP"],
            "name": ["Republic <of> Korea", "Japan", "Singapore"],
            "low": pd.array([1e8, 4e8, None], dtype="Float64"),
            "high": pd.array([2e8, 4e8, None], dtype="Float64"),
            "is_high_open": [True, False, False],
            "n": [3, 2, 1],
            "n_without_amount": [1, 0, 1],
            "largest": ["A", "B", "C"],
        }
    )


def test_areas_follow_the_sums_and_every_place_is_a_mark() -> None:
    figure = victim_map(places(), ANCHORS, palette=LIGHT, words=WORDS, outlines=OutlinesOfMap("/outlines", ["land"]))
    land, high, low, none = figure.data
    assert land.geojson == "/outlines"
    assert [data[0] for data in high.customdata] == [data[0] for data in low.customdata] == ["JPN", "KOR"]
    japan, korea = high.marker.size
    assert (japan / korea) ** 2 == pytest.approx(2)
    assert (low.marker.size[0] / low.marker.size[1]) ** 2 == pytest.approx(4)
    assert figure.told["sizes"] == {"$1 billion": 74, "$100 million": 23, "$10 million": 7}
    assert [data[0] for data in none.customdata] == ["SGP"]
    assert "unknown, not zero" in none.customdata[0][1]
    assert "$200 million or more together" in high.customdata[1][1].replace("&#36;", "$")
    assert list(high.text) == ["Japan", "Republic &lt;of&gt; Korea"]
    assert "Outlines: Natural Earth" in figure.layout.meta[0]["footer"]


def test_titles_empty_frame_and_input() -> None:
    before = places()
    victim_map(before, ANCHORS, palette=LIGHT, words=WORDS, outlines=OutlinesOfMap("/outlines", ["land"]))
    pd.testing.assert_frame_equal(before, places())
    assert finding(before, 10) == "The victim's place is known for 6 of 10 thefts; largest sum: Japan"
    assert finding(before.iloc[:0], 10) == "Where victims of theft are based"
    assert (
        len(victim_map(before.iloc[:0], ANCHORS, palette=LIGHT, words=WORDS, outlines=OutlinesOfMap("/o", [])).data)
        == 0
    )
