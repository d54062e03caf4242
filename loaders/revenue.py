"""What channels of income are said to earn, and what programmes are said to cost."""

import pandas as pd

from loaders.sources import with_source
from loaders.tables import Record


def revenue_claims(record: Record) -> pd.DataFrame:
    """What one source says a channel earns or a programme costs; one row a claim.

    Columns: those of the table and of `with_source`; `low` and `high` in nominal US dollars per `per`, `share_low` and
    `share_high` in percent of `share_of`. Income, spending and shares are never added. Ordered by `channel`,
    `period_start_first`, `source_id`, `claim_id`.
    """
    return with_source(record, "revenue_claims", ["channel", "period_start_first", "source_id", "claim_id"])
