"""The tiny record, for the tests of this room; it has not all that the pages read, and is held to the rest."""

import pytest

from tests.tiny import folder, record

__all__ = ["folder", "record"]


@pytest.fixture(autouse=True)
def read_by_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.tables.NEEDED", {})
