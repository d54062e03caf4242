"""Rows read from lists are the rows that pandas gives."""

import pandas as pd
import pytest

from loaders.rows import each_row
from loaders.tables import Record, load_record


@pytest.fixture(scope="module")
def record() -> Record:
    return load_record()


def test_each_row_holds_what_pandas_would_give(record: Record) -> None:
    for name, table in record.tables.items():
        rows = each_row(table)
        assert len(rows) == len(table) > 0, name
        for row, (_, expected) in zip(rows, table.iterrows(), strict=True):
            for column, value in expected.items():
                assert str(column) in row
                found = row[str(column)]
                assert found is value or found == value or (pd.isna(found) and pd.isna(value)), (name, column)


def test_a_row_says_which_columns_there_are(record: Record) -> None:
    row = each_row(record.tables["sources"])[0]
    assert "no_such_column" not in row
    assert row.get("no_such_column", "nothing") == "nothing"
    with pytest.raises(KeyError, match="no_such_column"):
        row["no_such_column"]


def test_a_frame_without_rows_has_none(record: Record) -> None:
    assert each_row(record.tables["sources"].head(0)) == []
