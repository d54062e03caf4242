"""Files to a checked record: nothing here draws, knows a page, or works out what a claim means."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def _not_installed(name: str) -> Iterator[None]:
    """Until the block ends a module passes for one that is not installed, unless it has been loaded already."""
    loaded: dict[str, Any] = sys.modules
    loaded.setdefault(name, None)  # which says so to whoever imports it
    try:
        yield
    finally:
        if loaded[name] is None:
            del loaded[name]


with _not_installed("pyarrow"):  # a sixth of all memory at rest, which only what writes Parquet needs
    import pandas as pd

# Text of our tables is of few rows and often selected from: as objects it takes a third less time than in Arrow.
pd.set_option("mode.string_storage", "python")
