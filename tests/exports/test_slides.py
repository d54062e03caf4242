"""Slides, read back by python-pptx: native charts whose numbers are the rows', open ends apart, nothing lost."""

import io
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from exports.slides import MOST_BARS, SlideWords, slides

WORDS = SlideWords(
    title="Russia: what five claims say",
    subtitle="Workers present, 2019 to 2021",
    footer="Sources: A paper. Data version 0a1b2c3d.",
    notes="Say slowly.",
    alt="Bars of four claims, from 500 to 3,000.",
    ink="#16202B",
)
ROWS = pd.DataFrame(
    {
        "label": ["One figure", "Floor", "Ceiling", "Range", "Silent"],
        "says": ["500", "at least 2,000", "up to 3,000", "1,000 to 2,500", "thousands"],
        "group": ["Workers present"] * 5,
        "kind": ["count"] * 5,
        "mark": ["#B5371F", "#B5371F", "#B5371F", "#7E8C99", "#B5371F"],
        "low": pd.Series([500, 2000, None, 1000, None], dtype="Int64"),
        "high": pd.Series([500, None, 3000, 2500, None], dtype="Int64"),
    }
)


def deck(rows: pd.DataFrame, words: SlideWords = WORDS) -> Any:
    return Presentation(io.BytesIO(slides(rows, words)))


def charts(deck: Any) -> list[Any]:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_each_claim_is_a_native_bar_from_its_low_to_its_high_end() -> None:
    (shape,) = charts(deck(ROWS))
    low, closed, unsaid = (list(series.values) for series in shape.chart.plots[0].series)
    assert list(shape.chart.plots[0].categories) == [
        "One figure: 500",
        "Floor: at least 2,000",
        "Ceiling: up to 3,000",
        "Range: 1,000 to 2,500",
    ]
    assert low == [500, 2000, 0, 1000]
    assert closed == [0, 0, 0, 1500]
    assert unsaid[0] == unsaid[3] == 0
    assert unsaid[2] == 3000
    assert low[1] + unsaid[1] == pytest.approx(shape.chart.value_axis.maximum_scale)
    assert shape.chart.value_axis.maximum_scale > 3000


def test_marks_are_those_that_the_figures_of_the_screen_explain() -> None:
    """Bars are ranges, arrows open ends, dots single figures; a row that is grey there is grey here."""
    (shape,) = charts(deck(ROWS))
    _, closed, unsaid = shape.chart.plots[0].series
    signs = [[series.points[place].data_label.text_frame.text for place in range(4)] for series in (closed, unsaid)]
    assert signs == [["●", "", "", ""], ["", "▶", "◀", ""]]
    assert str(closed.format.fill.fore_color.rgb) == "B5371F"
    assert str(closed.points[3].format.fill.fore_color.rgb) == "7E8C99"


def test_the_workbook_is_inside() -> None:
    (shape,) = charts(deck(ROWS))
    book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
    table = [tuple(row) for row in book.active.iter_rows(values_only=True)]
    assert table[0] == (None, "Low end, as each source counts", "High end less low end", "Open end")
    assert table[4] == ("Range: 1,000 to 2,500", 1000, 1500, 0)


def test_title_range_source_notes_and_alt_text_are_there() -> None:
    read = deck(ROWS)
    texts = [shape.text_frame.text for shape in read.slides[0].shapes if shape.has_text_frame]
    assert texts == [WORDS.title, f"Workers present. {WORDS.subtitle}", WORDS.footer]
    assert read.slides[0].shapes.title.text_frame.text == read.core_properties.title == WORDS.title
    assert read.slides[0].notes_slide.notes_text_frame.text == (
        "Say slowly.\nSaid without a number:\nSilent: thousands"
    )
    (shape,) = charts(read)
    assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == WORDS.alt
    assert (read.slide_width / read.slide_height) == pytest.approx(16 / 9, rel=1e-3)


def test_many_bars_go_on_to_further_slides_on_one_scale() -> None:
    rows = pd.concat([ROWS.iloc[[3]]] * (MOST_BARS + 2), ignore_index=True)
    read = deck(rows)
    assert [len(list(shape.chart.plots[0].categories)) for shape in charts(read)] == [MOST_BARS // 2 + 1] * 2
    assert len({shape.chart.value_axis.maximum_scale for shape in charts(read)}) == 1
    assert read.slides[1].shapes[0].text_frame.text == f"{WORDS.title} (2 of 2)"


def test_no_number_makes_a_slide_without_a_chart() -> None:
    read = deck(ROWS.iloc[[4]])
    assert charts(read) == []
    assert "Silent: thousands" in read.slides[0].notes_slide.notes_text_frame.text


@pytest.mark.parametrize("text", ["<a:t>&", "=1+1", "bell \x07 and \x0b", "노동자 ◆"])
def test_any_text_makes_a_deck_that_opens(text: str) -> None:
    read = deck(ROWS.assign(label=text), SlideWords(**{**vars(WORDS), "title": text, "notes": text, "alt": text}))
    (shape,) = charts(read)
    book = openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
    assert [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_unlike_things_share_no_scale() -> None:
    rows = ROWS.iloc[[0, 3]].assign(group=["Workers present", "Visas issued"])
    read = deck(rows)
    assert [list(shape.chart.plots[0].categories) for shape in charts(read)] == [
        ["One figure: 500"],
        ["Range: 1,000 to 2,500"],
    ]
    assert [shape.chart.value_axis.maximum_scale for shape in charts(read)] == pytest.approx([575, 2875])


@pytest.mark.parametrize(("low", "high"), [([5, 9], [None, None]), ([None, None], [5, 9])])
def test_claims_that_all_leave_the_same_end_open_make_a_slide(low: list[Any], high: list[Any]) -> None:
    rows = ROWS.iloc[:2].assign(low=pd.Series(low, dtype="Int64"), high=pd.Series(high, dtype="Int64"))
    (shape,) = charts(deck(rows))
    start, closed, unsaid = (list(series.values) for series in shape.chart.plots[0].series)
    assert closed == [0, 0]
    top = shape.chart.value_axis.maximum_scale
    assert [a + b for a, b in zip(start, unsaid, strict=True)] == pytest.approx([top, top] if low[0] else [5, 9])
