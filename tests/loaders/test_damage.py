"""Whatever happens to a file, loading ends in a record or in a list of faults, never in another error."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.faults import Fault, TableError
from loaders.tables import Record
from tests.tiny import TABLES, Folder

PIECES = st.one_of(
    st.binary(max_size=4),
    st.sampled_from(
        [b'"', b",", b"\n", b"\r", b"\r\n", b";", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"NaN", b"1e400", b" "]
    ),
    st.text(max_size=4).map(str.encode),
)


def ending(table: str, start: float, length: int, piece: bytes) -> Record | list[Fault]:
    """What loading a record ends in when bytes of one of its files are replaced."""
    with TemporaryDirectory() as path:
        folder = Folder(Path(path))
        data = folder.text(table).encode()
        position = int(start * len(data))
        folder.bytes[f"{table}.csv"] = data[:position] + piece + data[position + length :]
        try:
            return folder.load()
        except TableError as error:
            return error.faults


@settings(max_examples=150, deadline=None)
@given(table=st.sampled_from(sorted(TABLES)), start=st.floats(0, 1), length=st.integers(0, 40), piece=PIECES)
def test_damaged_table(table: str, start: float, length: int, piece: bytes) -> None:
    found = ending(table, start, length, piece)
    if isinstance(found, Record):
        assert list(found.tables) == list(TABLES)
    else:
        assert found
        assert all(str(fault).isprintable() for fault in found)


@pytest.mark.parametrize("table", TABLES)
def test_both_endings_are_reached(table: str) -> None:
    assert isinstance(ending(table, 0, 0, b""), Record)
    assert isinstance(ending(table, 0, 0, b"\xef\xbb\xbf"), Record)
    assert isinstance(ending(table, 0, 1, b"\0"), list)
    assert isinstance(ending(table, 0.5, 40, b'"'), list)
