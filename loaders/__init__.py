"""Files to a checked record: nothing here draws, knows a page, or works out what a claim means."""

import pandas as pd

# Text of our tables is of few rows and often selected from: as objects it takes a third less time than in Arrow.
pd.set_option("mode.string_storage", "python")
