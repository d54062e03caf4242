"""Steps through the years, and the names of places."""

import pytest

from loaders.events import TURNING_POINTS, events, events_in
from loaders.places import aliases, other_names
from loaders.tables import load_record
from loaders.workers import next_years

ENDS = (2006, 2026)


@pytest.mark.parametrize(
    ("years", "step", "after"),
    [
        (ENDS, 1, (2006, 2006)),
        (ENDS, -1, (2026, 2026)),
        ((2006, 2006), 1, (2007, 2007)),
        ((2026, 2026), 1, ENDS),
        ((2006, 2006), -1, ENDS),
        ((2015, 2019), 1, (2016, 2020)),
        ((2022, 2026), 1, ENDS),
    ],
)
def test_steps_through_the_years(years: tuple[int, int], step: int, after: tuple[int, int]) -> None:
    assert next_years(years, ENDS, step) == after


def test_a_place_without_a_registered_code_has_its_names() -> None:
    assert "코소보" in other_names("XKX")
    assert other_names("TWN")


def test_every_place_is_found_by_its_names() -> None:
    record = load_record()
    known = aliases(record)
    assert known["중국"] == known["中国"] == known["CN"] == "CHN"
    assert (known["Ivory Coast"], known["Burma"], known["DRC"]) == ("CIV", "MMR", "COD")
    assert set(known.values()) == set(record.tables["jurisdictions"]["iso3"])


def test_events_of_a_place_with_and_without_those_that_concern_all() -> None:
    happened = events(load_record())
    alone = set(events_in(happened, "TWN")["event_id"])
    assert set(events_in(happened, "TWN", with_turning_points=True)["event_id"]) == alone | set(TURNING_POINTS)
