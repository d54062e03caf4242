"""Whatever happens to a file, loading ends in a record or in a list of faults, never in another error."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.tables import Fault, TableError
from tests.loaders.conftest import TABLES, Folder

PIECES = st.one_of(
    st.binary(max_size=4),
    st.sampled_from(
        [b'"', b",", b"\n", b"\r", b"\r\n", b";", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"NaN", b"1e400", b" "]
    ),
    st.text(max_size=4).map(str.encode),
)


@settings(max_examples=150, deadline=None)
@given(table=st.sampled_from(sorted(TABLES)), start=st.floats(0, 1), length=st.integers(0, 40), piece=PIECES)
def test_damaged_table(table: str, start: float, length: int, piece: bytes) -> None:
    with TemporaryDirectory() as path:
        folder = Folder(Path(path))
        data = folder.text(table).encode()
        position = int(start * len(data))
        folder.bytes[f"{table}.csv"] = data[:position] + piece + data[position + length :]
        faults: list[Fault] | None = None
        try:
            folder.load()
        except TableError as error:
            faults = error.faults
        assert faults is None or (faults and all(str(fault).isprintable() for fault in faults))
