"""Selections, spans, statuses and totals, on a handful of awkward rows."""

from typing import Any

import pandas as pd
import pytest

from loaders.dates import first_day, last_day
from subjects.comparability import IncomparableError, spans
from subjects.summaries import (
    STATUSES,
    host_status,
    incident_strength,
    select_incidents,
    select_worker_claims,
    spans_of_places,
)

DATES = ("published", "date", "as_of_start", "as_of_end", "period_start", "period_end")


def frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    """A frame typed as the loaders type theirs; a missing cell is None."""
    labels = columns.split()
    data = pd.DataFrame(list(rows), columns=labels)
    for label in labels:
        if label in ("low", "high"):
            data[label] = data[label].astype("Float64")
        else:
            data[label] = data[label].astype("string")
        if label in DATES:
            texts = data[label].fillna("").tolist()
            data[f"{label}_first"] = pd.Series([first_day(t) if t else None for t in texts], dtype="datetime64[s]")
            data[f"{label}_last"] = pd.Series([last_day(t) if t else None for t in texts], dtype="datetime64[s]")
    return data


CLAIM = (
    "claim_id place measure low high as_of_start as_of_end sector scope source_id published grade region population "
    "source_kind author"
)


def claim(
    claim_id: str = "c1",
    iso3: str = "CHN",
    measure: str = "present",
    low: float | None = 10,
    high: float | None = 10,
    start: str | None = "2017",
    end: str | None = "2017",
    sector: str = "all",
    scope: str | None = None,
    source_id: str = "s1",
    published: str | None = "2018",
    grade: str = "B",
    region: str = "Eastern Asia",
    population: str = "workers",
    kind: str = "news",
    author: str | None = None,
) -> tuple[Any, ...]:
    return (
        *(claim_id, iso3, measure, low, high, start, end, sector, scope, source_id, published, grade, region),
        *(population, kind, author or claim_id),
    )


def claims(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return frame(CLAIM, *rows)


def events(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return frame("event_id date lane places published", *rows)


# Selecting claims


def test_the_whole_before_its_parts() -> None:
    rows = claims(
        claim("whole"),
        claim("part", sector="fishing"),
        claim("region", scope="one province"),
        claim("only-part", iso3="TWN", sector="fishing"),
        claim("other-measure", iso3="TWN", measure="entered"),
    )
    chosen = select_worker_claims(rows, measure="present")
    assert chosen["claim_id"].tolist() == ["whole", "only-part"]
    assert chosen["is_part"].tolist() == [False, True]


def test_a_whole_without_a_figure_does_not_hide_the_parts() -> None:
    rows = claims(claim("whole", low=None, high=None), claim("part", sector="fishing"))
    chosen = select_worker_claims(rows, measure="present")
    assert chosen["claim_id"].tolist() == ["part"]
    assert chosen["is_part"].tolist() == [True]


def test_of_several_parts_or_peoples_one_stands_for_a_place() -> None:
    rows = claims(
        claim("small", sector="fishing", low=5, high=5),
        claim("large", scope="one province", low=50, high=60),
        claim("nationals", iso3="TWN", population="nationals", low=900, high=900),
        claim("workers", iso3="TWN", scope="one port", low=2, high=2),
        claim("unsigned", iso3="KEN", kind="other", low=900, high=900),
        claim("undated", iso3="KEN", published=None, low=800, high=800),
        claim("firm", iso3="KEN", low=1, high=1),
        claim("weak-alone", iso3="MNG", kind="other"),
    )
    chosen = select_worker_claims(rows, measure="present")
    assert chosen["claim_id"].tolist() == ["large", "workers", "firm", "weak-alone"]
    span = spans_of_places(chosen).set_index("iso3")
    assert span.loc["MNG", "is_unsigned"]
    assert not span.loc["KEN", "is_unsigned"]
    assert span["n_claims"].tolist() == [1, 1, 1, 1]


def test_flows_of_a_year_stand_before_those_of_another_time() -> None:
    rows = claims(
        claim("year", measure="entered", low=5, high=5),
        claim("other-year", measure="entered", start="2018", end="2018", low=6, high=6),
        claim("quarter", measure="entered", start="2018-01", end="2018-03", low=90, high=90),
    )
    assert select_worker_claims(rows, measure="entered")["claim_id"].tolist() == ["year", "other-year"]


def test_a_sector_asked_for_is_no_part() -> None:
    rows = claims(
        claim("whole"), claim("fishing", sector="fishing"), claim("one-port", sector="fishing", scope="a port")
    )
    chosen = select_worker_claims(rows, measure="present", sector="fishing")
    assert chosen["claim_id"].tolist() == ["fishing"]
    assert chosen["is_part"].tolist() == [False]


@pytest.mark.parametrize(
    ("years", "chosen"),
    [
        ((2016, 2016), []),
        ((2017, 2017), ["year"]),
        ((2018, 2018), []),
        ((2017, 2019), ["year", "long"]),
        (None, ["year", "long", "start-only", "no-time"]),
    ],
)
def test_years(years: tuple[int, int] | None, chosen: list[str]) -> None:
    rows = claims(
        claim("year"),
        claim("long", start="2017-06", end="2019-02"),
        claim("start-only", start="2018-05", end=None),
        claim("no-time", start=None, end=None),
    )
    assert select_worker_claims(rows, measure="present", years=years)["claim_id"].tolist() == chosen


def test_nothing_left() -> None:
    chosen = select_worker_claims(claims(claim()), measure="visas_issued")
    assert chosen.empty
    assert "is_part" in chosen
    assert spans_of_places(chosen).empty


def test_a_selection_leaves_its_frame_alone() -> None:
    rows = claims(claim("whole"), claim("part", sector="fishing"))
    before = rows.copy()
    spans_of_places(select_worker_claims(rows, measure="present"))
    pd.testing.assert_frame_equal(rows, before)


# Spans


@pytest.mark.parametrize(
    ("ends", "low", "high", "is_low_open", "is_high_open", "lowest", "highest"),
    [
        ([(500, 500), (200, 900)], 200, 900, False, False, 200, 900),
        ([(0, 0)], 0, 0, False, False, 0, 0),
        ([(500, 2000), (1000, None), (1, 3000)], 1, 3000, False, False, 1, 3000),
        ([(500, 500), (1000, None)], 500, None, False, True, 500, 1000),
        ([(500, 2000), (1000, None)], 500, None, False, True, 500, 2000),
        ([(1000, 1000), (1000, None)], 1000, None, False, True, 1000, 1000),
        ([(1000, None)], 1000, None, False, True, 1000, 1000),
        ([(None, 300), (500, 900)], None, 900, True, False, 300, 900),
        ([(None, 600), (500, 900)], None, 900, True, False, 500, 900),
        ([(None, 300), (500, None)], None, None, True, True, 300, 500),
        ([(None, None)], None, None, False, False, None, None),
        ([(None, None), (5, 5)], 5, 5, False, False, 5, 5),
    ],
)
def test_ends_of_a_span(
    ends: list[tuple[float | None, float | None]],
    low: float | None,
    high: float | None,
    is_low_open: bool,
    is_high_open: bool,
    lowest: float | None,
    highest: float | None,
) -> None:
    span = spans(claims(*(claim(f"c{n}", low=low, high=high) for n, (low, high) in enumerate(ends))), by="place").iloc[
        0
    ]
    found = [None if pd.isna(span[name]) else span[name] for name in ("low", "high", "lowest", "highest")]
    assert found == [low, high, lowest, highest]
    assert (span["is_low_open"], span["is_high_open"]) == (is_low_open, is_high_open)


def test_what_stands_behind_a_span() -> None:
    rows = claims(
        claim("a", source_id="s1", published="2018-05", end="2017-12-31", grade="C"),
        claim("b", source_id="s1", published="2018-05", start="2019-03", end=None, grade="B", low=None, high=None),
        claim("c", source_id="s2", published=None, start=None, end=None),
        claim("d", iso3="TWN", published=None, start=None, end=None),
    )
    china, taiwan = spans(rows, by="place").to_dict("records")
    counts = {"n_claims": 3, "n_numbered": 2, "n_sources": 2}
    assert counts.items() <= china.items()
    assert (china["newest_published"], china["newest_as_of"], china["best_grade"]) == ("2018-05", "2019-03", "B")
    assert pd.isna(taiwan["newest_published"])
    assert pd.isna(taiwan["newest_as_of"])


def test_a_span_of_totals_by_another_column() -> None:
    columns = "claim_id measure low high period_start period_end source_id published grade author"
    rows = frame(
        columns,
        ("a", "stolen", 1.5e9, 1.5e9, "2022", "2022", "s1", "2023", "B", "x"),
        ("b", "stolen", 1.6e9, 1.7e9, "2022", None, "s2", "2023-04-07", "A", "y"),
    )
    (span,) = spans(rows, by="measure").to_dict("records")
    assert (span["measure"], span["low"], span["high"], span["newest_as_of"]) == ("stolen", 1.5e9, 1.7e9, "2022")


def test_claims_that_do_not_belong_together_are_refused() -> None:
    for other in (
        {"measure": "remaining"},
        {"population": "nationals"},
        {"scope": "one province"},
        {"sector": "fishing"},
    ):
        with pytest.raises(IncomparableError, match=next(iter(other))):
            spans(claims(claim("a"), claim("b", **other)), by="place")
    with pytest.raises(IncomparableError, match="kind_of_time"):
        spans(claims(claim("a", measure="entered"), claim("b", measure="entered", end="2017-06")), by="place")


# Status of a host


PLACES = frame("iso3 name listed_in_2018_advisory", ("CHN", "China", "yes"), ("GBR", "United Kingdom", None))
NONE = claims()
NO_EVENTS = events()


def status(claims: pd.DataFrame = NONE, events: pd.DataFrame = NO_EVENTS) -> tuple[str, str]:
    """Status of China and the id of the row that decides it."""
    row = host_status(PLACES, claims, events).iloc[0]
    assert row["rule"] == STATUSES[row["status"]]
    return row["status"], row["decided_by"]


@pytest.mark.parametrize("measure", ["present", "remaining", "work_permits"])
@pytest.mark.parametrize(("low", "high"), [(10, 10), (10, None), (None, 10), (None, None), (0, 10)])
def test_workers_after_the_deadline(measure: str, low: float | None, high: float | None) -> None:
    late = claims(claim("early"), claim("late", measure=measure, low=low, high=high, start="2019-12-23"))
    assert status(late) == ("reported_after_deadline", "late")


@pytest.mark.parametrize("start", ["2019", "2019-12", "2019-12-22", None])
def test_a_time_that_may_lie_before_the_deadline_is_not_after_it(start: str | None) -> None:
    assert status(claims(claim("c1", start=start, end=start))) == ("reported_before_deadline", "c1")


@pytest.mark.parametrize("measure", ["entered", "visas_issued", "repatriated"])
def test_measures_that_do_not_say_workers_are_there(measure: str) -> None:
    late = claims(claim("early"), claim("late", measure=measure, start="2023"))
    assert status(late)[0] == "reported_before_deadline"


def test_entries_alone_say_nothing_of_workers() -> None:
    assert status(claims(claim("late", measure="entered", start="2023"))) == ("listed_2018_only", "CHN")


def test_workers_found_after_the_deadline() -> None:
    found = events(("found", "2023-01", "workers_found", "POL;CHN", "2023"))
    assert status(events=found) == ("reported_after_deadline", "found")


def test_an_event_elsewhere_or_of_another_kind() -> None:
    other = events(("a", "2023-01", "workers_found", "POL", "2023"), ("b", "2023-01", "denial", "CHN", "2023"))
    assert status(events=other) == ("listed_2018_only", "CHN")


def test_a_part_shows_workers() -> None:
    assert status(claims(claim("late", start="2020", scope="one firm")))[0] == "reported_after_deadline"


def test_last_claim_is_zero() -> None:
    rows = claims(claim("some", start="2018"), claim("zero", measure="remaining", low=0, high=0, start="2020"))
    assert status(rows) == ("reported_gone", "zero")


def test_zero_before_some() -> None:
    rows = claims(claim("zero", low=0, high=0, start="2016"), claim("some", start="2018"))
    assert status(rows) == ("reported_before_deadline", "some")


def test_zero_of_a_part_does_not_show_that_all_are_gone() -> None:
    rows = claims(claim("some", start="2018"), claim("zero", low=0, high=0, start="2019-06", sector="fishing"))
    assert status(rows) == ("reported_before_deadline", "some")


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2018-07", "reported_gone"), ("2018", "reported_gone"), ("2018-05-31", "reported_before_deadline")],
)
def test_a_repatriation_after_the_latest_report(day: str, expected: str) -> None:
    home = events(("home", day, "repatriated", "CHN", "2019"))
    assert status(claims(claim("some", start="2018-06-01")), home)[0] == expected


def test_a_departure_of_some_does_not_show_that_all_are_gone() -> None:
    some, home = claims(claim("some", start="2018")), events(("home", "2019", "departure", "CHN", "2019"))
    assert status(some, home)[0] == "reported_before_deadline"


def test_workers_sent_home_were_there() -> None:
    assert status(claims(claim("sent", measure="repatriated", start="2018")))[0] == "reported_before_deadline"


def test_listed_only_and_no_claim() -> None:
    table = host_status(PLACES, NONE, NO_EVENTS)
    assert table["status"].tolist() == ["listed_2018_only", "no_claim"]
    assert table["decided_in"].fillna("").tolist() == ["jurisdictions", ""]


# Incidents


INCIDENTS = frame(
    "incident_id date low high",
    ("formal", "2022-03-23", 600e6, 620e6),
    ("two-assess", "2022", 100e6, None),
    ("one-assesses", "2022-05", 5e6, 5e6),
    ("twice-the-same", "2021", None, 7e6),
    ("suspected", "2021-01", None, None),
    ("contested", "2021-02", 1e6, 1e6),
    ("nobody", "2021-03", 9e6, 9e6),
)
ATTRIBUTIONS = frame(
    "incident_id attributed_by strength",
    ("formal", "A court", "formal"),
    ("formal", "A rival", "disputed"),
    ("two-assess", "A firm", "assessed"),
    ("two-assess", "Another firm", "assessed"),
    ("one-assesses", "A firm", "assessed"),
    ("twice-the-same", "A firm", "assessed"),
    ("twice-the-same", "A firm", "assessed"),
    ("suspected", "A paper", "suspected"),
    ("contested", "A rival", "disputed"),
)


def test_strength_of_an_incident() -> None:
    graded = incident_strength(INCIDENTS, ATTRIBUTIONS).set_index("incident_id")
    assert graded["strength"].fillna("").tolist() == [
        "formal",
        "assessed",
        "assessed",
        "assessed",
        "suspected",
        "disputed",
        "",
    ]
    assert graded.index[graded["is_default"]].tolist() == ["formal", "two-assess"]
    assert graded.index[graded["is_disputed"]].tolist() == ["formal", "contested"]
    assert graded["n_attributors"].tolist() == [2, 2, 1, 1, 1, 1, 0]


def test_default_and_any() -> None:
    assert select_incidents(INCIDENTS, ATTRIBUTIONS)["incident_id"].tolist() == ["formal", "two-assess"]
    assert len(select_incidents(INCIDENTS, ATTRIBUTIONS, "any")) == 6
    assert select_incidents(INCIDENTS, ATTRIBUTIONS.iloc[:0], "any").empty
