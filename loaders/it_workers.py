"""IT workers who earn remotely under borrowed or forged identities."""

import pandas as pd

from loaders.sources import with_source
from loaders.tables import Record


def it_worker_claims(record: Record) -> pd.DataFrame:
    """Claims about IT workers: numbers, earnings, shares withheld, firms infiltrated, seizures; one row a claim.

    Columns: those of the table and of `with_source`; `low` and `high` in the `unit` of the row; a missing `iso3` means
    worldwide or not stated. Ordered by `measure`, `as_of_start_first`, `source_id`, `claim_id`.
    """
    return with_source(record, "it_worker_claims", ["measure", "as_of_start_first", "source_id", "claim_id"])
