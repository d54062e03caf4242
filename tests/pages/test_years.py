"""The years of the page of host countries: large in the map, and a control that look/years.js can press."""

from typing import Any


def test_a_year_of_the_page_is_that_of_its_link(run_page: Any) -> None:
    for link, expected in (({}, []), ({"years": "2018-2018"}, ["2018"]), ({"years": "2018-2020"}, ["2018 to 2020"])):
        layout = run_page("host_countries", **link).figures["map"]["layout"]
        assert [note["text"] for note in layout["annotations"] if note.get("name") == "years"] == expected


def test_years_without_a_claim_are_said_to_be_unknown(run_page: Any) -> None:
    for link, expected in (
        ({"years": "2005-2005"}, "No claim about workers present for 2005: unknown, not zero"),
        ({"years": "2017-2018"}, " places, at any time, 2017 to 2018"),
    ):
        said = run_page("host_countries", **link).figures["map"]["layout"]["meta"][0]["subtitle"]
        assert said.endswith(expected)
