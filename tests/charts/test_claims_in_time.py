"""Claims in time, read back: one mark a row, open ends, labelled days, names with room."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from charts.claims_in_time import claims_in_time, in_years
from charts.theme import LIGHT, Words
from loaders.dates import first_day, last_day

WORDS = Words("A finding", "A measure", "What is counted.", ["Somebody"], "0a1b2c3d")
LINES = [(date(2017, 12, 22), "Order to send home"), (date(2019, 12, 22), "Deadline"), (date(2030, 1, 1), "Far")]


def claims(*rows: tuple[Any, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["claim_id", "low", "high", "qualifier", "as_of_start", "as_of_end"])
    for name in ("as_of_start", "as_of_end"):
        frame[f"{name}_first"] = [pd.Timestamp(first_day(v)) if isinstance(v, str) else pd.NaT for v in frame[name]]
        frame[f"{name}_last"] = [pd.Timestamp(last_day(v)) if isinstance(v, str) else pd.NaT for v in frame[name]]
    return frame.astype({"low": "Int64", "high": "Int64"}).assign(
        measure="present", publisher="A paper", title="A title", published="2018", locator=pd.NA, grade="C", note=pd.NA
    )


ROWS = claims(
    ("one", 100, 100, "exact", "2017", "2018-12-31"),
    ("range", 200, 300, "range", "2019-06", "2019-06"),
    ("open", 400, None, "at_least", "2018", "2018"),
    ("ceiling", None, 250, "up_to", None, "2016"),
    ("silent", None, None, "none", "2018", "2018"),
    ("timeless", 5, 5, "about", None, None),
)


def marks(figure: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """The lowest and highest value that each claim's mark has."""
    found = {}
    for trace in figure["data"]:
        for place, (claim, _) in enumerate(trace["customdata"]):
            base = trace["base"][place] if "base" in trace else 0
            found[claim] = (base or trace["y"][place], base + trace["y"][place])
    return found


def test_every_claim_with_a_number_and_a_time_is_one_mark_with_its_own_values() -> None:
    figure = claims_in_time(ROWS, palette=LIGHT, words=WORDS, lines=[]).to_plotly_json()
    assert marks(figure) == {"one": (100, 100), "range": (200, 300), "open": (400, 400), "ceiling": (250, 250)}
    at = {c[0]: x for t in figure["data"] for c, x in zip(t["customdata"], t["x"], strict=True)}
    assert at["one"] == pytest.approx(2018 + 364 / 366)


def test_a_claim_about_a_longer_time_has_a_line_over_it() -> None:
    figure = claims_in_time(ROWS, palette=LIGHT, words=WORDS, lines=[]).to_plotly_json()
    spans = [(s["x0"], s["y0"]) for s in figure["layout"]["shapes"] if s["line"]["dash"] == "dot"]
    assert (2017.0, 100) in spans


def test_days_are_labelled_lines_where_they_fall_into_the_time_shown() -> None:
    figure = claims_in_time(ROWS, palette=LIGHT, words=WORDS, lines=LINES).to_plotly_json()
    named = {a["text"]: a["x"] for a in figure["layout"]["annotations"] if a.get("name") == "line"}
    assert named == {"Order to send home": in_years(date(2017, 12, 22)), "Deadline": in_years(date(2019, 12, 22))}
    lines = [s["x0"] for s in figure["layout"]["shapes"] if s["line"]["dash"] == "dash"]
    assert lines == list(named.values())


def test_names_stand_where_there_is_room_and_never_on_each_other() -> None:
    crowded = claims(*[(f"c{i}", 100 + i, 100 + i, "exact", "2018", "2018") for i in range(12)])
    figure = claims_in_time(crowded, palette=LIGHT, words=WORDS, lines=[]).to_plotly_json()
    named = [a for a in figure["layout"]["annotations"] if a.get("name") == "claim"]
    assert len(named) < 12
    assert len(marks(figure)) == 12


def test_nothing_to_draw_is_said() -> None:
    figure = claims_in_time(ROWS.iloc[:0], palette=LIGHT, words=WORDS, lines=LINES)
    assert not figure.data
    assert "that is not zero" in figure.layout.annotations[-1].text


def test_the_frame_is_left_as_it_was() -> None:
    before = ROWS.copy()
    claims_in_time(ROWS, palette=LIGHT, words=WORDS, lines=LINES)
    pd.testing.assert_frame_equal(ROWS, before)
