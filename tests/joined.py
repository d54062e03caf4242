"""The functions that give the rows of a table with their document: one in `subjects/` for each table whose rows have
one, by the name of the table."""

import importlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd

import subjects
from loaders.tables import Record
from tests.live import RECORD

APART = ("sources", "sightings", "corrections", "jurisdictions")
"""Tables with documents in another sense: the documents themselves, where they were read, what was printed wrong, and
places, of which one column alone has a document."""

ROW_TABLES = [name for name, table in RECORD.tables.items() if "source_id" in table and name not in APART]


def _functions() -> dict[str, Callable[[Record], pd.DataFrame]]:
    paths = sorted(Path(str(subjects.__file__)).parent.glob("*.py"))
    modules = [importlib.import_module(f"subjects.{path.stem}") for path in paths]
    return {
        name: getattr(module, name)
        for name in ROW_TABLES
        for module in modules
        if getattr(getattr(module, name, None), "__module__", "") == module.__name__
    }


JOINED = _functions()
"""By the name of the table."""
