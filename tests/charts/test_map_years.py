"""The years that the map is about stand large in it, where they are not all years."""

from typing import Any

import pytest

from charts import host_map
from charts.theme import Words
from loaders.boundaries import OutlinesOfMap
from look.palette import LIGHT
from subjects.hosts import statuses
from subjects.places import place_anchors
from subjects.workers import select_worker_claims, spans_of_places, worker_claims
from tests.live import RECORD


def notes(**options: Any) -> list[dict[str, Any]]:
    hosts = statuses(RECORD)
    figure = host_map.host_map(
        hosts[hosts["iso3"] != "PRK"],
        spans_of_places(select_worker_claims(worker_claims(RECORD), measure="present")),
        place_anchors(RECORD),
        palette=LIGHT,
        words=Words("A finding", "A measure", "What is counted.", ["Somebody"], "0a1b2c3d", boundary=True),
        outlines=OutlinesOfMap("/outlines", ["land"]),
        hatches=("/one", "/two"),
        measure="present",
        **options,
    )
    return [note for note in figure.parts["layout"]["annotations"] if note.get("name") == "years"]


@pytest.mark.parametrize(("about", "least"), [("2018", 50), ("2018 to 2019", 30)])
def test_a_year_is_large_and_several_are_legible(about: str, least: int) -> None:
    (note,) = notes(about=about)
    assert note["text"] == about
    assert note["font"]["size"] >= least
    assert note["font"]["color"] == LIGHT.ink


def test_all_years_need_no_word() -> None:
    assert notes() == []
