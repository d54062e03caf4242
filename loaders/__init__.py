"""Files to a checked record: nothing here draws, knows a page, or works out what a claim means."""

import sys
from typing import Any, Final

# pandas would load Arrow wherever that is installed, a sixth of all memory at rest; only what writes Parquet needs it.
_modules: Final[dict[str, Any]] = sys.modules
_modules.setdefault("pyarrow", None)  # which says that it is not installed
import pandas as pd  # noqa: E402

if _modules["pyarrow"] is None:
    del _modules["pyarrow"]

# Text of our tables is of few rows and often selected from: as objects it takes a third less time than in Arrow.
pd.set_option("mode.string_storage", "python")
