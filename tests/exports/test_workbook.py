"""Workbooks, read back by another library: real types, gaps that stay gaps, nothing that runs."""

import io

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook

from exports.workbook import workbook

ROWS = pd.DataFrame(
    {
        "claim_id": pd.Series(["a", "b", "c"], dtype="string"),
        "low": pd.Series([0, None, 1_700_000_000], dtype="Int64"),
        "high": pd.Series([0.5, 700.0, None], dtype="Float64"),
        "as_of_start": pd.Series(["2019", "2019-12-22", None], dtype="string"),
        "is_corrected": pd.Series([True, False, False], dtype="boolean"),
        "note": pd.Series(["=1+1", '=HYPERLINK("https://example.org")', "https://example.org"], dtype="string"),
    }
)
FIELDS = [{"name": "low", "type": "integer", "unit": "persons", "description": "Lowest figure."}]
DOCUMENTS = pd.DataFrame({"source_id": ["paper-2019"], "url": ["https://example.org"]}, dtype="string")


@pytest.fixture
def book() -> Workbook:
    data = workbook(
        ROWS,
        columns=FIELDS,
        documents=DOCUMENTS,
        selection={"Measure": "present", "Rows": 3},
        words={"Measure": "workers present"},
    )
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]


def test_numbers_are_numbers_and_gaps_are_gaps(book: Workbook) -> None:
    assert cells(book, "Rows") == [
        tuple(ROWS.columns),
        ("a", 0, 0.5, "2019", True, "=1+1"),
        ("b", None, 700, "2019-12-22", False, '=HYPERLINK("https://example.org")'),
        ("c", 1_700_000_000, None, None, False, "https://example.org"),
    ]


def test_large_numbers_stand_in_threes_and_years_do_not() -> None:
    rows = pd.DataFrame(
        {"amount": [1_700_000_000, None], "year": [2019, 2026], "share": [0.25, 20_000.5], "unit": "USD"}
    )
    data = workbook(rows, columns=[], documents=pd.DataFrame(), selection={})
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Rows"]
    formats = [sheet.cell(2, place).number_format for place in (1, 2, 3)]
    assert formats == ["#,##0", "General", "General"]
    beside = sheet["D2"].alignment
    assert (beside.horizontal, beside.indent) == ("left", 1)  # an indent counts only where the side is named


def test_no_text_runs_or_leads_anywhere(book: Workbook) -> None:
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        assert not sheet._hyperlinks


def test_columns_documents_and_choices_stand_beside_the_rows(book: Workbook) -> None:
    assert book.sheetnames == ["Rows", "Columns", "Sources", "Selection"]
    assert cells(book, "Columns")[1] == ("low", "integer", "persons", "Lowest figure.")
    assert cells(book, "Sources")[1] == ("paper-2019", "https://example.org")
    assert cells(book, "Selection")[1:] == [("Measure", "present", "workers present"), ("Rows", 3, None)]
    assert all(sheet.freeze_panes == "A2" for sheet in book)


def test_long_texts_stand_in_several_lines_and_a_sheet_on_as_few_papers_as_can_be_read() -> None:
    """A program that is asked for a PDF, or a printer, cuts what lies in one line, and spread ten rows on 30 sheets."""
    long = ROWS.assign(note=pd.Series(["No more than that. " * 20] * 3, dtype="string"))
    many = pd.concat([long.add_suffix(f"_{n}") for n in range(5)], axis=1)
    for rows, across in ((long, 1), (many, 4)):
        data = workbook(rows, columns=FIELDS, documents=DOCUMENTS, selection={"Rows": 3})
        sheet = openpyxl.load_workbook(io.BytesIO(data))["Rows"]
        note = list(rows).index(next(column for column in rows if column.startswith("note"))) + 1
        assert sheet.cell(2, note).alignment.wrap_text
        assert not sheet.cell(2, 1).alignment.wrap_text
        assert sheet.row_dimensions[2].height >= 15 * 380 / 50
        assert sheet.row_dimensions[1].height is None
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (across, 0)  # 1 is not written
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_title_cols == ("$A:$A" if across > 1 else None)
        assert "&A" in str(sheet.oddFooter.left.text)


def test_truth_values_of_any_kind_stay_truth_values() -> None:
    rows = pd.DataFrame({"of_pandas": pd.Series([True], dtype="boolean"), "of_numpy": np.array([False])})
    data = workbook(rows, columns=FIELDS, documents=DOCUMENTS, selection={"Rows": 1})
    read = cells(openpyxl.load_workbook(io.BytesIO(data)), "Rows")[1]
    assert read[0] is True
    assert read[1] is False


def test_no_rows_make_a_workbook_with_headings() -> None:
    empty = workbook(ROWS.iloc[:0], columns=FIELDS, documents=DOCUMENTS.iloc[:0], selection={"Rows": 0})
    assert cells(openpyxl.load_workbook(io.BytesIO(empty)), "Rows") == [tuple(ROWS.columns)]
