"""The record as it is now, for a process that goes on while the files change."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Final

from loaders.descriptor import DATA
from loaders.faults import Fault, TableError
from loaders.tables import Record, load_record

Signature = tuple[tuple[str, int, int], ...]


class RecordStore:
    """The last valid record of a folder, read again when a file in it has changed.

    A record with faults is refused whole and the last valid one stays; the faults are told beside it. One caller
    reads, the others wait for what it finds, so that a change costs one reading however many are asking.
    """

    def __init__(self, folder: Path = DATA, load: Callable[[Path], Record] = load_record) -> None:
        self.folder = folder
        self.load = load
        self.lock = Lock()
        self.seen: Signature | None = None
        self.valid: Record | None = None
        self.faults: list[Fault] = []

    def current(self) -> tuple[Record | None, list[Fault]]:
        """The last valid record, if there has been one, and the faults of a newer one that was refused."""
        with self.lock:
            signature = self._signature()
            if signature != self.seen:
                try:
                    self.valid, self.faults = self.load(self.folder), []
                except TableError as error:
                    self.faults = error.faults
                self.seen = signature
            return self.valid, self.faults

    def _signature(self) -> Signature:
        """What the files look like from outside; a change of content changes time or size."""
        files = sorted(path for path in self.folder.rglob("*") if path.suffix in (".csv", ".json"))
        return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)


STORE: Final = RecordStore()
"""The record that the dashboard shows."""
