"""Two places side by side, from a link and by the controls."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.live import RECORD
from tests.recounts import placed, standing

CLAIMS = RECORD.tables["worker_claims"]
EVENTS = RECORD.tables["events"]


def row(ran: Any, fact: str) -> list[str]:
    """The two cells beside a fact."""
    found = re.search(rf"<td>{re.escape(fact)}</td><td>(.*?)</td><td>(.*?)</td>", ran.html)
    assert found
    return list(found.groups())


def whole(iso3: str, measure: str) -> Any:
    """The claims about a place that say together how many."""
    claims = placed(RECORD, CLAIMS)
    return standing(claims[claims["place"].eq(iso3) & claims["measure"].eq(measure)])


def test_the_default_pair_equals_a_recount(run_page: Callable[..., Any]) -> None:
    ran = run_page("compare")
    china, russia = whole("CHN", "present"), whole("RUS", "present")
    n_drawn = [int(rows[["low", "high"]].notna().any(axis=1).sum()) for rows in (china, russia)]
    assert row(ran, "Claims") == [
        f"{len(rows)} claims ({n} with a number)" for rows, n in zip((china, russia), n_drawn, strict=True)
    ]
    assert row(ran, "Sources") == [str(rows["source_id"].nunique()) for rows in (china, russia)]
    concerned = [sum(iso3 in str(c).split(";") for c in EVENTS["iso3_list"]) for iso3 in ("CHN", "RUS")]
    assert row(ran, "Events in the record") == [str(n) for n in concerned]
    drawn = [
        {data[0] for trace in ran.figures[key]["data"] for data in trace["customdata"]}
        for key in ("compare", "compare_in_time")
    ]
    numbered = {i for rows in (china, russia) for i in rows.loc[rows[["low", "high"]].notna().any(axis=1), "claim_id"]}
    assert drawn == [numbered, numbered]
    layout = ran.figures["compare_in_time"]["layout"]
    assert [note["text"] for note in layout["annotations"] if note.get("name") == "publisher"] == ["China", "Russia"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"], "one scale"
    assert f"China: {n_drawn[0]} claims about " in layout["meta"][0]["title"]
    assert ran.address == {}


def test_a_swap_changes_sides_and_the_link_restores_them(run_page: Callable[..., Any]) -> None:
    ran = run_page("compare", a="KWT", b="Qatar", measure="remaining")
    first = row(ran, "Claims")
    ran.app.button(key=ran.key("swap")).click()
    ran.again()
    assert ran.address == {"a": "QAT", "b": "KWT", "measure": "remaining"}
    assert row(ran, "Claims") == first[::-1]
    assert run_page("compare", **ran.address).figures == ran.figures


def test_a_bad_link_is_told(run_page: Callable[..., Any]) -> None:
    ran = run_page("compare", a="Atlantis", measure="ghosts")
    assert any("a=Atlantis" in notice and "CHN" in notice for notice in ran.notices)
    assert any("measure=ghosts" in notice for notice in ran.notices)
    assert "compare" in ran.figures


def test_the_same_place_twice_is_told(run_page: Callable[..., Any]) -> None:
    ran = run_page("compare", a="RUS")
    assert any("same place" in notice for notice in ran.notices)
    assert not ran.figures


@pytest.mark.parametrize("query", [{"known_on": "2010-01-01"}, {"a": "NOR", "b": "NZL", "measure": "visas_issued"}])
def test_nothing_to_compare_says_what_to_change(run_page: Callable[..., Any], query: dict[str, str]) -> None:
    ran = run_page("compare", **query)
    assert any("Choose another measure" in notice for notice in ran.notices)
    assert not ran.figures


def test_a_claim_gives_its_citation_and_its_place_is_one_step_away(run_page: Callable[..., Any]) -> None:
    claim = whole("RUS", "present").iloc[0]["claim_id"]
    ran = run_page("compare", claim=claim)
    assert f"row {claim}" in ran.app.code[0].value
    assert ran.address == {"claim": claim}
    ran = run_page("compare", a="KWT", b="QAT", claim=claim)
    assert not ran.app.code  # a claim that is not shown is let go of
    assert "claim" not in ran.address
