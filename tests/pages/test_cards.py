"""What a card shows of one row."""

from copy import deepcopy

import pandas as pd
import pytest
import streamlit as st

from loaders import codes
from pages._parts.cards import claim_card
from subjects.workers import worker_claims
from tests.live import RECORD


def test_a_column_with_a_title_stands_on_the_card_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(st, "html", written.append)
    monkeypatch.setattr(st, "code", lambda text, **more: None)
    row = worker_claims(RECORD).assign(employer="A <b>firm", secret="a clerk").iloc[0]
    claim_card(RECORD, row)
    assert "firm" not in written[0]
    descriptor = deepcopy(RECORD.descriptor)
    table = next(resource for resource in descriptor["resources"] if resource["name"] == "worker_claims")
    table["schema"]["fields"].append({"name": "employer", "title": "Employer"})
    try:
        codes.use(descriptor)
        claim_card(RECORD, row)
        claim_card(RECORD, row.where(pd.Series(row.index != "employer", row.index), pd.NA))
    finally:
        codes.use(RECORD.descriptor)
    assert "<dt>Employer</dt><dd>A &lt;b&gt;firm</dd>" in written[2]
    assert "Employer" not in written[4]
    assert "clerk" not in "".join(written)
