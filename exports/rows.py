"""Rows as a CSV, and the words about their columns as a second file."""

import json
from typing import Any

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


def rows_csv(rows: pd.DataFrame) -> bytes:
    """The rows as UTF-8 CSV with a header. Text that a spreadsheet would run as a formula gets a leading apostrophe;
    numbers stay numbers. An empty cell stays empty: it means unknown, never zero."""
    out = rows.copy()
    for column in out.columns:
        if pd.api.types.is_datetime64_any_dtype(out[column].dtype):
            out[column] = out[column].dt.strftime("%Y-%m-%d")
        elif not pd.api.types.is_numeric_dtype(out[column].dtype) and not pd.api.types.is_bool_dtype(out[column].dtype):
            out[column] = [f"'{v}" if isinstance(v, str) and v.startswith(FORMULA) else v for v in out[column]]
    return out.to_csv(index=False, lineterminator="\n").encode()


def columns_json(rows: pd.DataFrame, descriptor: dict[str, Any], tables: tuple[str, ...], version: str) -> bytes:
    """What each column of a download means: name, type, unit, description, from the descriptor.

    A column is looked up in `tables` in their order; the first and last day derived from a date are described with it.
    """
    fields = {}
    for name in reversed(tables):
        resource = next(r for r in descriptor["resources"] if r["name"] == name)
        fields |= {field["name"]: field for field in resource["schema"]["fields"]}
    described = []
    for column in rows.columns:
        base, _, end = str(column).rpartition("_")
        if column in fields:
            described.append(fields[column])
        elif end in ("first", "last") and base in fields:
            described.append({"name": column, "type": "date", "description": f"The {end} day that {base} covers."})
        else:
            described.append({"name": column, "type": "string", "description": DERIVED[str(column)]})
    return json.dumps(
        {"title": "Hard Currency: columns of this download", "data_version": version, "licence": "CC BY 4.0",
         "fields": described}, indent=2, ensure_ascii=False,
    ).encode()


DERIVED = {
    "is_corrected": "Whether the record departs from what the source printed in this row; the table of corrections says where and why.",
    "is_part": "Whether the claim counts a part only: a region, a firm or one sector.",
    "is_current": "Whether this is the newest edition of its estimator's claim about the same period.",
    "strength": "The firmest attribution of the incident in the record.",
    "attributors": "Everybody who attributes the incident, with how firmly.",
    "source_ids": "The documents the incident rests on; rows of sources.",
    "status": "Status of the host jurisdiction, derived by the rules on the method page.",
    "rule": "The rule that decided the status.",
    "rows": "How many rows of the record rest on the document.",
}
