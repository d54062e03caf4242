"""The page on host countries: its panel and its marks against a plain recount, its filters, its links."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from loaders.dates import first_day, last_day
from loaders.descriptor import DATA
from tests.live import RECORD
from tests.recounts import drawn_ids, placed, standing

CLAIMS = pd.read_csv(DATA / "worker_claims.csv", dtype={"low": "Int64", "high": "Int64"}, keep_default_na=True)
CLAIMS["years"] = [
    (first_day(str(a if isinstance(a, str) else b)), last_day(str(b if isinstance(b, str) else a)))
    if isinstance(a, str) or isinstance(b, str)
    else None
    for a, b in zip(CLAIMS["as_of_start"], CLAIMS["as_of_end"], strict=True)
]
PLACES = ["RUS", "CHN", "KWT", "QAT", "POL", "MNG", "ARE", "MYS", "TWN", "NPL"]


def recount(iso3: str, measure: str) -> pd.DataFrame:
    """The rows that say together how many there are in a place."""
    return standing(
        placed(RECORD, CLAIMS[CLAIMS["iso3"].eq(iso3) & CLAIMS["area"].isna() & CLAIMS["measure"].eq(measure)])
    )


@pytest.mark.parametrize("iso3", PLACES)
def test_the_panel_equals_a_recount_and_every_mark_is_a_row(run_page: Callable[..., Any], iso3: str) -> None:
    ran = run_page("host_countries", iso3=iso3)
    rows = recount(iso3, "present")
    in_time = rows[rows["low"].notna() | rows["high"].notna()]
    n, n_drawn = len(rows), len(in_time)
    said = f"{n} claim{'s' * (n > 1)}" + (f" ({n_drawn} with a number)" if 0 < n_drawn < n else "")
    assert f"{said} by {rows['source_id'].nunique()} source" in ran.html
    figures = pd.concat([rows["low"], rows["high"]]).dropna()
    assert f"{figures.min():,}" in ran.html
    assert f"{figures.max():,}" in ran.html
    numbered = CLAIMS[CLAIMS["iso3"].eq(iso3) & (CLAIMS["low"].notna() | CLAIMS["high"].notna())]
    assert drawn_ids(ran.figures["ranges"]) == set(numbered["claim_id"])
    assert drawn_ids(ran.figures["in_time"]) == set(in_time["claim_id"])
    assert ran.figures["in_time"]["alt"].startswith(f"Chart of {n_drawn} claim")
    words = ran.figures["in_time"]["layout"]["meta"][0]
    assert f", in {n_drawn} claim" in words["title"], "a title counts the marks beneath it"
    assert words["subtitle"].startswith(f"{said} about workers present")


def listed(ran: Any) -> list[str]:
    """The names in the list of places."""
    labels = ran.app.button_group(key=ran.key("place")).options
    return [label.split(" :gray[")[0].replace("\\", "") for label in labels]


def test_the_legend_counts_every_place_once(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries")
    jurisdictions, areas = (pd.read_csv(DATA / f"{table}.csv") for table in ("jurisdictions", "areas"))
    n_hosts = len(jurisdictions) - 1  # all but the DPRK itself
    assert sum(ran.figures["map"]["layout"]["meta"][0]["legend"].values()) == n_hosts + len(areas)
    names = listed(ran)
    assert set(names) > set(jurisdictions.loc[jurisdictions["iso3"] != "PRK", "name"])
    assert [name for name in names if name.endswith(" (not under government control)")] == sorted(
        f"{area.name}, {jurisdictions.set_index('iso3').loc[area.iso3, 'name']} (not under government control)"
        for area in areas.itertuples(index=False)
    )
    assert len(names) == len(set(names)) == n_hosts + len(areas)


def test_a_part_of_the_world_narrows_list_legend_and_claims(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", region="africa")
    places = pd.read_csv(DATA / "jurisdictions.csv").set_index("iso3")
    african = places[places["region"].str.contains("Africa")]
    assert sorted(listed(ran)) == sorted(african["name"])
    assert sum(ran.figures["map"]["layout"]["meta"][0]["legend"].values()) == len(african)
    rings = next(trace for trace in ran.figures["map"]["data"] if trace["name"] == "highest claim")
    assert set() < {custom[0] for custom in rings["customdata"]} < set(african.index)


@pytest.mark.parametrize(("region", "is_fine"), [("world", False), ("africa", True)])
def test_a_part_of_the_world_is_drawn_with_finer_outlines(
    run_page: Callable[..., Any], region: str, is_fine: bool
) -> None:
    traces = run_page("host_countries", region=region).figures["map"]["data"]
    drawn = {trace["geojson"].rsplit("/", 1)[-1].split(".")[0] for trace in traces if "geojson" in trace}
    assert "world-fine" in drawn if is_fine else "record" in drawn
    assert {name.endswith("-fine") for name in drawn} == {is_fine}


def test_steps_go_through_the_years(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", years="2018-2018")
    ran.app.button(key=ran.key("years_chevron_right")).click()
    ran.again()
    assert ran.address == {"years": "2019-2019"}


def test_another_measure_is_never_mixed_in(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", measure="entered")
    rings = next(trace for trace in ran.figures["map"]["data"] if trace["name"] == "highest claim")
    numbered = CLAIMS[CLAIMS["measure"].eq("entered") & (CLAIMS["low"].notna() | CLAIMS["high"].notna())]
    assert {custom[0] for custom in rings["customdata"]} == set(numbered["iso3"]) != set()
    assert "border entries" in ran.figures["map"]["layout"]["meta"][0]["footer"]


def test_years_and_sector_narrow_the_claims_and_stand_in_the_link(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", iso3="RUS", years="2018-2019")
    assert ran.address == {"iso3": "RUS", "years": "2018-2019"}
    drawn = drawn_ids(ran.figures["in_time"])
    assert drawn
    for claim in drawn:
        first, last = CLAIMS.set_index("claim_id").loc[claim, "years"]
        assert first.year <= 2019
        assert last.year >= 2018
    ran.app.selectbox(key=ran.key("sector")).set_value("construction")
    ran.again()
    assert ran.address["sector"] == "construction"


def test_lines_can_be_switched_off(run_page: Callable[..., Any]) -> None:
    def lines(ran: Any) -> list[str]:
        return [a["text"] for a in ran.figures["in_time"]["layout"]["annotations"] if a.get("name") == "line"]

    ran = run_page("host_countries", iso3="RUS")
    assert any("Deadline" in text for text in lines(ran))
    assert "Deadline to repatriate DPRK workers" in ran.html  # in the table of events too
    ran.app.checkbox(key=ran.key("lines")).uncheck()
    ran.again()
    assert lines(ran) == []
    assert ran.address["lines"] == "0"


def test_a_claim_gives_its_citation(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", iso3="TWN", claim="w254")
    assert "Taipei Times" in ran.app.code[0].value
    assert "row w254" in ran.app.code[0].value


def test_a_press_on_the_list_chooses_a_place(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries")
    ran.app.button_group(key=ran.key("place")).set_value("KWT")
    ran.again()
    assert ran.address["iso3"] == "KWT"
    assert "Kuwait" in ran.text


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ("Ivory Coast", "CIV"),
        ("DRC", "COD"),
        ("Burma", "MMR"),
        ("중국", "CHN"),
        ("ロシア", "RUS"),
        ("kw", "KWT"),
    ],
)
def test_a_place_is_found_by_its_other_names(run_page: Callable[..., Any], asked: str, used: str) -> None:
    assert run_page("host_countries", iso3=asked).address == {"iso3": used}


def test_a_selection_that_leaves_nothing_says_what_to_loosen(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", years="2006-2006", measure="repatriated")
    assert any("Try more years" in notice for notice in ran.notices)
    early = run_page("host_countries", known_on="2007-01-01")
    assert not early.figures
    assert any("Choose a later day" in notice for notice in early.notices)


def test_a_damaged_link_is_told(run_page: Callable[..., Any]) -> None:
    ran = run_page("host_countries", iso3="CHNN", years="2030-1990", region="moon")
    told = [notice.split(";")[0] for notice in ran.notices if notice.startswith("The link")]
    assert {*told} == {f"The link asked for {asked}" for asked in ("iso3=CHNN", "years=2030-1990", "region=moon")}
    assert "no place is known by that name" in ran.notices[0]
    assert "CHN)" not in ran.notices[0], "the letters of a code say nothing"
    assert ran.address == {}
