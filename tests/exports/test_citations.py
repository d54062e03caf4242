"""A citation stands alone: who says what, of which place and part, about when, in which document, and which row."""

from collections.abc import Callable

import pandas as pd
import pytest

from exports.citations import citation
from loaders.tables import Record
from subjects.it_workers import it_worker_claims
from subjects.revenue import revenue_claims
from subjects.thefts import theft_totals
from subjects.workers import worker_claims, worker_totals
from tests.live import RECORD
from words.claims import claim_words, time_words

SUBJECTS: list[Callable[[Record], pd.DataFrame]] = [
    worker_claims,
    worker_totals,
    it_worker_claims,
    revenue_claims,
    theft_totals,
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nothing_that_narrows_a_claim_is_left_out(subject: Callable[[Record], pd.DataFrame]) -> None:
    claims = subject(RECORD)
    assert len(claims) > 40
    for _, row in claims.iterrows():
        document, said = citation(row, "0a1b2c3d").split("\n")
        narrowing = [row[column] for column in ("name", "scope", "locator") if column in row and pd.notna(row[column])]
        narrowing += [row["sector"]] if row.get("sector", "all") != "all" else []
        text = f"{document} {said}".casefold()
        assert [part for part in narrowing if str(part).casefold() not in text] == []
        assert str(row["publisher"]) in document
        assert str(row["title"]) in document
        assert said.split(f"{time_words(row)}: {claim_words(row)}. Grade {row['grade']}.")[0]  # what is counted
        assert said.endswith(f"data version 0a1b2c3d, row {row['claim_id']}.")


def test_who_estimates_is_named_where_it_is_not_the_publisher() -> None:
    row = theft_totals(RECORD).iloc[0]
    own = row.copy()
    own[["estimator", "publisher", "measure"]] = ["A firm", "A firm (of analysts)", "stolen_by_dprk"]
    relayed = own.copy()
    relayed["publisher"] = "A paper"
    assert "according to" not in citation(own, "x")
    assert "Stolen by DPRK actors, according to A firm, " in citation(relayed, "x")
