"""Three strips of dollars by year, read back from the figure."""

from typing import Any

import pandas as pd
import pytest

from charts.earned_by_year import claims_as_marks, earned_by_year, spans_as_marks
from charts.theme import Words
from look.palette import DARK, LIGHT, Palette
from subjects.editions import newest_spans
from subjects.headlines import stolen_by_year, yearly_income
from tests.live import RECORD

INCOME = yearly_income(RECORD)
STOLEN = stolen_by_year(RECORD)
LABOUR = INCOME[INCOME["group"] == "workers"]
SPANS = newest_spans(STOLEN).set_index("year")
WORDS = Words("The finding", "Dollars", "Counted: dollars.", ["A panel"], "deadbeef")


def marks_of(figure: dict[str, Any], axis: str) -> dict[str, str]:
    """The id of each mark of a strip, and the kind of mark it is."""
    return {
        custom[0]: str(trace["name"])
        for trace in figure["data"]
        if trace.get("yaxis", "y") == axis
        for custom in trace["customdata"]
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_each_claim_and_each_year_of_thefts_is_one_mark_in_its_strip(palette: Palette) -> None:
    strips = {"Workers": claims_as_marks(LABOUR), "Thefts": spans_as_marks(newest_spans(STOLEN), STOLEN)}
    figure = earned_by_year(strips, palette=palette, words=WORDS).checked().to_plotly_json()
    numbered = LABOUR[(LABOUR["low"].notna() | LABOUR["high"].notna()) & LABOUR["period_end_last"].notna()]
    assert set(marks_of(figure, "y")) == set(numbered["claim_id"])
    assert set(marks_of(figure, "y2")) == {str(year) for year in SPANS.index}


def test_an_open_end_is_drawn_open_and_a_closed_year_from_lowest_to_highest() -> None:
    marks = spans_as_marks(newest_spans(STOLEN), STOLEN).set_index("year")
    is_open = SPANS["is_high_open"].astype(bool)
    assert is_open.any()
    assert not is_open.all()
    assert marks.loc[SPANS.index[is_open], "high"].isna().all()
    closed = SPANS.index[~is_open & ~SPANS["is_low_open"].astype(bool)]
    assert marks.loc[closed, "low"].tolist() == SPANS.loc[closed, "lowest"].tolist()
    assert marks.loc[closed, "high"].tolist() == SPANS.loc[closed, "highest"].tolist()


def test_all_strips_have_one_scale_and_an_empty_one_says_so() -> None:
    nothing = claims_as_marks(LABOUR.iloc[:0])
    strips = {"<b>None</b>": nothing, "Workers": claims_as_marks(LABOUR)}
    layout = earned_by_year(strips, palette=LIGHT, words=WORDS).checked().to_plotly_json()["layout"]
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    heading = next(note["text"] for note in layout["annotations"] if note.get("name") == "strip")
    assert "not zero" in heading
    assert "<b>None" not in heading.replace("<b>&lt;", "")


def test_no_claim_at_all_is_said_to_be_no_zero() -> None:
    nothing = pd.DataFrame(columns=["claim_id", "low", "high", "year", "hover"])
    layout = earned_by_year({"Workers": nothing}, palette=LIGHT, words=WORDS).checked().to_plotly_json()["layout"]
    assert "not zero" in str(layout["annotations"])


def test_the_mark_that_reaches_highest_is_named_its_arrow_included() -> None:
    claims = [("a", 500e6, pd.NA, 2023), ("b", 250e6, 600e6, 2023), ("c", pd.NA, 800e6, 2024), ("d", 3e9, 3e9, 2012)]
    marks = pd.DataFrame(claims, columns=["claim_id", "low", "high", "year"]).assign(hover="")
    strips = {"Workers": marks[3:], "IT": marks[:3]}
    layout = earned_by_year(strips, palette=LIGHT, words=WORDS, columns=85).checked().to_plotly_json()["layout"]
    said = [note["text"] for note in layout["annotations"] if note.get("name") == "claim" and note["text"]]
    assert "at least &#36;500m" in said
