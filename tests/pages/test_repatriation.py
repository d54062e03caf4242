"""The page of repatriation: marks, table and rows equal a recount."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from subjects.hosts import statuses
from tests.live import RECORD
from tests.recounts import placed, standing

CLAIMS = RECORD.tables["worker_claims"]
STATUS = statuses(RECORD).set_index("iso3")["status"]


def drawn(figure: dict[str, Any], phase: str) -> dict[str, set[float]]:
    trace = next(t for t in figure["data"] if t["name"] == phase)
    ends: dict[str, set[float]] = {}
    for iso3, _, value in trace["customdata"]:
        ends.setdefault(iso3, set()).add(value)
    return ends


def sent_home() -> dict[str, set[float]]:
    rows = placed(RECORD, CLAIMS[CLAIMS["measure"].eq("repatriated")])
    ends: dict[str, set[float]] = {}
    for place, group in rows.groupby("place"):
        together = standing(group)
        figures = pd.concat([together["low"], together["high"]]).dropna()
        if len(figures):
            ends[str(place)] = {float(figures.min()), float(figures.max())}
    return ends


def test_workers_sent_home_equal_a_recount(run_page: Callable[..., Any]) -> None:
    ran = run_page("repatriation")
    figure = ran.figures["repatriation"]
    assert drawn(figure, "home") == sent_home()
    after = STATUS.index[STATUS.eq("reported_after_deadline")]
    n_areas = len(set(after) & set(RECORD.tables["areas"]["area_id"]))
    counted = f"after the deadline in {len(after) - n_areas} places, and {n_areas} areas not under the control of"
    assert counted in figure["layout"]["meta"][0]["title"]
    assert "no report here is not proof of none" in ran.text


def test_a_status_and_a_part_of_the_world_from_the_link(run_page: Callable[..., Any]) -> None:
    ran = run_page("repatriation", status="reported_after_deadline", subregion="eastern_asia", scale="log")
    shown = set().union(*(drawn(ran.figures["repatriation"], p) for p in ("before", "home", "left", "after")))
    assert shown == {"CHN"}
    assert ran.address == {"status": "reported_after_deadline", "subregion": "eastern_asia", "scale": "log"}
    ran.app.selectbox(key=ran.key("subregion")).set_value(None)
    assert "subregion" not in ran.again().address


def test_a_link_from_before_the_part_of_the_world_had_a_name_of_its_own(run_page: Callable[..., Any]) -> None:
    ran = run_page("repatriation", region="western_asia")
    assert (ran.address, ran.notices) == (run_page("repatriation", subregion="western_asia").address, [])
    assert ran.address == {"subregion": "western_asia"}


def test_the_download_is_of_the_claims_shown(run_page: Callable[..., Any]) -> None:
    ran = run_page("repatriation", status="reported_after_deadline")
    label = next(label for label in ran.offered if "CSV" in label)
    assert f"The {label.split()[2]} claims behind this page" in ran.html


def test_an_empty_selection_says_what_to_loosen(run_page: Callable[..., Any]) -> None:
    ran = run_page("repatriation", status="reported_after_deadline", subregion="western_europe")
    assert any("Choose another status or part of the world" in notice for notice in ran.notices)
    assert not ran.figures


def test_early_days_show_little_or_say_so(run_page: Callable[..., Any]) -> None:
    early = run_page("repatriation", known_on="2017-12-01")
    assert not early.figures
    assert any("No order to send workers home was known" in notice for notice in early.notices)
    assert run_page("repatriation", known_on="2018-12-31").figures


def test_the_claims_of_one_place_and_a_citation(run_page: Callable[..., Any]) -> None:
    row = CLAIMS[CLAIMS["iso3"].eq("KWT") & CLAIMS["measure"].eq("repatriated")].iloc[0]
    ran = run_page("repatriation", iso3="Kuwait", claim=row["claim_id"])
    assert ran.address == {"iso3": "KWT", "claim": row["claim_id"]}
    assert "about Kuwait" in ran.html
    assert f"row {row['claim_id']}" in ran.app.code[0].value
