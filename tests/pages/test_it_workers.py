"""The page of IT workers: what is drawn equals a recount in plain pandas."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from subjects.it_workers import it_events, topics
from tests.live import RECORD

CLAIMS = RECORD.tables["it_worker_claims"]
REVENUE = RECORD.tables["revenue_claims"]
SOURCES = RECORD.tables["sources"].set_index("source_id")


def drawn(figure: dict[str, Any]) -> dict[str, tuple[float | None, float | None]]:
    """Both ends of every mark of a figure, by its claim."""
    ends: dict[str, tuple[float | None, float | None]] = {}
    for trace in figure["data"]:
        for at, data in enumerate(trace["customdata"]):
            value = trace["x"][at]
            shape = trace["name"].rsplit(": ", 1)[1]
            ends[data[0]] = {
                "range": lambda t=trace, i=at, v=value: (t["base"][i], t["base"][i] + v),
                "figure": lambda v=value: (v, v),
                "at_least": lambda v=value: (v, None),
                "up_to": lambda v=value: (None, v),
            }[shape]()
    return ends


def expected(rows: pd.DataFrame) -> dict[str, tuple[float | None, float | None]]:
    numbered = rows[rows["low"].notna() | rows["high"].notna()]
    return {
        row["claim_id"]: tuple(None if pd.isna(row[end]) else float(row[end]) for end in ("low", "high"))
        for _, row in numbered.iterrows()
    }


@pytest.mark.parametrize(
    "topic", ["it_workers_abroad", "earnings_per_worker-month", "wage_share_withheld", "case_revenue"]
)
def test_every_mark_is_a_claim_of_one_measure_in_one_unit(run_page: Callable[..., Any], topic: str) -> None:
    ran = run_page("it_workers", measure=topic)
    measure, _, time = topic.partition("-")
    rows = CLAIMS[CLAIMS["measure"].eq(measure) & CLAIMS["unit"].str.endswith(time)]
    assert drawn(ran.figures["it_claims"]) == expected(rows)
    assert f"Download these {len(rows)} rows (CSV)" in ran.offered


def test_the_income_of_the_programme_comes_from_the_revenue_claims(run_page: Callable[..., Any]) -> None:
    ran = run_page("it_workers", measure="programme_revenue")
    rows = REVENUE[REVENUE["channel"].eq("it_workers") & REVENUE["per"].eq("year")]
    figure = ran.figures["it_claims"]
    assert drawn(figure) == expected(rows)
    assert figure["layout"]["xaxis"]["title"]["text"] == "US dollars a year"
    silent = rows[rows["low"].isna() & rows["high"].isna()]
    assert len(silent) > 0
    for note in silent["note"]:
        assert note.split(":")[0] in ran.text


def test_every_topic_opens_and_draws_one_figure(run_page: Callable[..., Any]) -> None:
    for topic in topics(RECORD).groupby("subject", sort=False).tail(1)["topic"]:
        ran = run_page("it_workers", measure=topic)
        assert list(ran.figures) == ["it_claims"]
        assert ran.address == {"measure": topic}


@pytest.mark.parametrize("topic", topics(RECORD).query("n_numbered > 0")["topic"])
def test_the_words_count_the_marks_and_say_which_the_title_leaves_out(run_page: Callable[..., Any], topic: str) -> None:
    figure = run_page("it_workers", measure=topic).figures["it_claims"]
    said, n = figure["layout"]["meta"][0], len(drawn(figure))
    counted = re.match(r"(\d+) claims?(?: \((\d+) with a number\))?", said["subtitle"])
    assert counted
    assert int(counted[2] or counted[1]) == n
    in_title = re.search(r", in (\d+) claim", said["title"])
    assert in_title or said["title"].endswith(": what sources say")
    left_out = re.search(r"(?:leaving out|of which) (.*), by source", said["subtitle"])
    n_left = sum(map(int, re.findall(r"\d+", left_out[1] if left_out else "")))
    assert n == n_left + (int(in_title[1]) if in_title else 0)


def test_a_measure_by_itself_means_its_first_unit(run_page: Callable[..., Any]) -> None:
    ran = run_page("it_workers", measure="earnings_per_worker")
    assert ran.address == {"measure": "earnings_per_worker-month"}
    assert not [notice for notice in ran.notices if "link" in notice]


def test_a_subject_leads_to_its_first_topic(run_page: Callable[..., Any]) -> None:
    ran = run_page("it_workers")
    ran.app.button_group(key=ran.key("subject")).set_value("laptops")
    ran.again()
    assert ran.address == {"measure": "laptop_farms"}
    assert ran.figures["it_claims"]["layout"]["meta"][0]["title"] == "Laptop farms: 29, in 1 claim about 2025"


def test_one_claim_has_its_document_and_a_citation(run_page: Callable[..., Any]) -> None:
    ran = run_page("it_workers", claim="it-msmt2-abroad")
    cited = ran.app.code[0].value
    source = SOURCES.loc["msmt-2025-report2"]
    for part in ("1,000 to 2,000", "Grade B", "it-msmt2-abroad", RECORD.version, source["publisher"], source["url"]):
        assert part in cited
    assert "Where in the document" in ran.html


def test_places_are_a_list_with_every_row(run_page: Callable[..., Any]) -> None:
    ran = run_page("it_workers", view="places")
    assert "Sources give a number for China only" in ran.text
    assert "Names information technology as a sector" in ran.html
    assert not ran.figures


def test_every_case_is_one_mark(run_page: Callable[..., Any]) -> None:
    ran = run_page("it_workers", view="cases", event="ev-2025-07-24-chapman")
    figure = ran.figures["it_cases"]
    assert [data[0] for data in figure["data"][-1]["customdata"]] == it_events(RECORD)["event_id"].tolist()
    assert "Chapman sentenced to 102 months" in ran.text
    lanes = it_events(RECORD)["lane"].value_counts()
    assert figure["layout"]["meta"][0]["title"].startswith(f"{lanes['designation']} designations, ")


def test_an_event_is_told_as_on_the_timeline(run_page: Callable[..., Any]) -> None:
    event = "ev-2025-07-24-chapman"
    here, there = run_page("it_workers", view="cases", event=event), run_page("timeline", event=event)
    cards = [[part for part in ran.app.get("html") if "<dl" in part.proto.body][-1].proto.body for ran in (here, there)]
    assert cards[0] == cards[1]
    assert "seen in" in cards[0]
    assert [ran.app.get("code")[-1].value for ran in (here, there)] == [here.app.get("code")[-1].value] * 2
    hovers = [
        {custom[0]: custom[1] for data in ran.figures[key]["data"] for custom in data.get("customdata") or []}
        for ran, key in ((here, "it_cases"), (there, "timeline"))
    ]
    assert hovers[0][event] == hovers[1][event]


def test_a_choice_of_one_view_outlives_another(run_page: Callable[..., Any]) -> None:
    ran = run_page("it_workers", measure="case_revenue")
    for view in ("cases", "claims"):
        ran.app.button_group(key=ran.key("view")).set_value(view)
        ran.again()
    assert ran.address == {"measure": "case_revenue"}


@pytest.mark.parametrize(
    ("view", "notice"),
    [
        (
            "claims",
            "No claim about this was known on that day. That means unknown, not zero. "
            "Choose a later day or something else.",
        ),
        ("places", "No place was named by that day. That means unknown, not zero. Choose a later day."),
        ("cases", "No case was known on that day. Choose a later day."),
    ],
)
def test_an_early_day_leaves_nothing_and_says_so(run_page: Callable[..., Any], view: str, notice: str) -> None:
    ran = run_page("it_workers", view=view, known_on="2010-01-01")
    assert ran.notices == [notice]
    assert not ran.figures


def test_nothing_later_than_the_day_is_drawn(run_page: Callable[..., Any]) -> None:
    ran = run_page("it_workers", known_on="2021-01-01")
    rows = CLAIMS[CLAIMS["measure"].eq("it_workers_abroad")]
    known = rows[rows["source_id"].map(SOURCES["published_last"]) <= pd.Timestamp("2021-01-01")]
    assert drawn(ran.figures["it_claims"]) == expected(known)
    assert 0 < len(known) < len(rows)


@pytest.mark.parametrize(
    ("view", "kept"), [("claims", {}), ("places", {"view": "places"}), ("cases", {"view": "cases"})]
)
def test_the_address_forgets_what_was_not_yet_known(
    run_page: Callable[..., Any], view: str, kept: dict[str, str]
) -> None:
    asked = {"view": view, "claim": "it-pak-withheld", "event": "ev-2025-07-24-chapman", "known_on": "2021-01-01"}
    ran = run_page("it_workers", **asked)
    assert ran.address == {"known_on": "2021-01-01"} | kept


@pytest.mark.parametrize(
    ("measure", "counted"),
    [
        ("it_workers_abroad", "Counted: IT workers abroad, as each source counts"),
        ("wages_paid", "Counted: salaries paid in a case, in US dollars, as each source counts"),
    ],
)
def test_a_unit_is_named_where_it_is_not_what_is_counted(
    run_page: Callable[..., Any], measure: str, counted: str
) -> None:
    assert counted in run_page("it_workers", measure=measure).figures["it_claims"]["layout"]["meta"][0]["footer"]
