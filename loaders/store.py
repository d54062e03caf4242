"""The record as it is now, for a process that goes on while the files change."""

import hashlib
import json
import logging
import os
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from threading import Lock, Thread
from typing import Final

from loaders.beside import faults_beside
from loaders.codes import use
from loaders.descriptor import DATA, DESCRIPTOR
from loaders.drift import drift
from loaders.faults import Fault, TableError
from loaders.files import file_bytes, files_below, leads_to
from loaders.lastgood import LastGood
from loaders.tables import Record, load_record
from loaders.versions import short_version

LOG = logging.getLogger(__name__)
KINDS: Final = (".csv", ".json", ".md")
LARGEST_OTHER: Final = 1_000_000
"""Bytes; a larger file that the descriptor does not name is no part of the record, and is not read."""
LOOK_EVERY: Final = 2.0
"""Seconds; files that have changed are used once they have stood still for this long."""

Files = dict[str, bytes]
Check = Callable[..., tuple[list[Fault], int]]


class RecordStore:
    """The last valid record of a folder, read again when the content of a file in it has changed.

    A record with faults is refused whole and the last valid one stays, with its files, which are kept in `last_good` as
    well so that they outlive this process; the faults are told beside it. So is one that differs so much from it that
    somebody has to say that this is meant (`loaders.drift`). Nothing is written to the folder.

    `own` is a folder of own rows, which are joined to the record that is shown; `curated` is the record without them.
    Own rows with faults are refused whole, and told in `own_faults`; the curated record is then shown alone.

    Unwatched, it looks whenever it is asked, and one caller reads while the others wait. Watched, it looks by itself,
    a new record is checked by another process, and whoever asks has the answer at once.
    """

    def __init__(
        self,
        folder: Path = DATA,
        load: Callable[..., Record] = load_record,
        last_good: LastGood | None = None,
        check: Check = faults_beside,
        own: Path | None = None,
        on_shown: Callable[[Record], None] = lambda record: None,
    ) -> None:
        self.folder = folder
        self.load = load
        self.last_good = last_good
        self.check = check
        self.on_shown = on_shown
        self.lock = Lock()
        self.seen: str | None = None
        self.own = own
        self.own_faults: list[Fault] = []
        self.own_fault_count = 0
        self.valid: Record | None = None
        self.curated: Record | None = None
        self.files: Files = {}
        self.faults: list[Fault] = []
        self.fault_count = 0
        self.refused_since: datetime | None = None
        self.is_watched = False
        self.versions: dict[str, str] = {}

    def first_shown(self, version: str) -> date | None:
        """The day on which a data version was first shown here, by this process or another with the same state."""
        day = self.versions.get(version)
        if day is None and self.last_good is not None:
            day = self.last_good.versions().get(version)
        try:
            return None if day is None else date.fromisoformat(day)
        except ValueError:  # somebody wrote into the file
            return None

    def older_files(self, version: str) -> Files | None:
        """The tables and the descriptor of a data version that was shown here before, if it is still kept."""
        return None if self.last_good is None else self.last_good.older.files(version)

    def current(self) -> tuple[Record | None, list[Fault]]:
        """The last valid record, if there has been one, and the first faults of a newer one that was refused."""
        if not (self.is_watched and self.seen is not None):
            with self.lock:
                self.look(beside=False)
        return self.valid, self.faults

    def shown_files(self) -> Files:
        """The files of the record that is shown; none if there is none. Waits for the first reading."""
        self.current()
        return self.files

    def watch(self) -> None:
        """From now on look by itself, in a thread."""
        self.current()
        self.is_watched = True
        Thread(target=self._go_on_looking, name="record", daemon=True).start()

    def _go_on_looking(self) -> None:
        before = self.seen
        while self.is_watched:
            time.sleep(LOOK_EVERY)
            try:
                now = self._content()[0]
                if now != self.seen and now == before:
                    with self.lock:
                        self.look(beside=True)
                before = now
            except Exception:
                LOG.exception("the folder of data could not be looked at; it will be tried again")

    def look(self, *, beside: bool) -> None:
        """Take what the folder holds now, or refuse it; nothing happens if it was seen, or changes meanwhile."""
        content, files = self._content()
        if content == self.seen:
            return
        faults, count = self.check(self.folder) if beside and self.valid is not None else ([], 0)
        record = None
        if not count:
            record, faults, count = self._loaded(self.folder)
        before = self.curated or (self._kept(files) if record is not None else None)
        if record is not None and before is not None and (faults := drift(before, record)):
            record, count = None, len(faults)
        joined = self._joined(self.folder, beside=beside) if record is not None and self.own else None
        if beside and self._content()[0] != content:
            return
        self.seen = content
        if record is not None:
            self._take_own(*(joined or (None, [], 0)))
            self._take(record, files, joined[0] if joined else None)
        else:
            self._refuse(faults, count)

    def _kept(self, files: Files) -> Record | None:
        """The record that was shown before this process, if these files are others than its own."""
        if self.last_good is None or self.last_good.holds(files):
            return None
        kept = self.last_good.record(self.load)
        return kept[0] if kept else None

    def _content(self) -> tuple[str, Files]:
        """What `read_files` says of the record's folder, with a name that tells of the own rows too."""
        described = described_files(self.folder)
        content, files = read_files(self.folder, described)
        return content + (read_files(self.own, described)[0] if self.own else ""), files

    def _loaded(self, folder: Path, **own: Path) -> tuple[Record | None, list[Fault], int]:
        """The record of a folder, or its faults and how many there are."""
        try:
            return self.load(folder, **own), [], 0
        except TableError as error:
            return None, error.faults, len(error.faults)
        except Exception as error:  # whatever a damaged descriptor can make of a rule
            message = f"the record cannot be read: {error!r}"
            return None, [Fault(DESCRIPTOR, None, "", "", "descriptor", message)], 1

    def _joined(self, folder: Path, *, beside: bool) -> tuple[Record | None, list[Fault], int]:
        """A good record of a folder with the own rows, or the faults of these."""
        assert self.own is not None
        if not self.own.is_dir():
            return None, [Fault(self.own.name, None, "", "", "file-missing", "the folder of own rows is gone")], 1
        faults, count = self.check(folder, self.own) if beside and self.valid is not None else ([], 0)
        return (None, faults, count) if count else self._loaded(folder, own=self.own)

    def _told(self, faults: list[Fault]) -> list[Fault]:
        """Faults as anybody may read them: where the folders stand on this machine is left out."""
        for folder in filter(None, (self.folder, self.own)):
            for place in (leads_to(folder), folder):
                faults = [replace(each, message=each.message.replace(str(place), folder.name)) for each in faults]
        return faults

    def _take_own(self, joined: Record | None, faults: list[Fault], count: int) -> None:
        self.own_faults, self.own_fault_count = self._told(faults), count
        if count:
            LOG.warning("own rows were refused, with %s faults; the first: %s", count, self.own_faults[0])
        elif joined is not None and joined.own is not None:
            LOG.info("own rows are shown beside the record: %s", joined.own.count)

    def _take(self, curated: Record, files: Files, joined: Record | None = None) -> None:
        record = joined or curated
        if self.valid is not None:
            LOG.info("a new record is shown: data version %s", record.version)
        self._show(curated, files, joined)
        self.faults, self.fault_count, self.refused_since = [], 0, None
        self.versions.setdefault(short_version(record.version), str(date.today()))
        if self.last_good is not None:
            self.last_good.keep(files)
            self.last_good.remember(self.versions)
            self.last_good.older.keep(curated.version, files)

    def _show(self, curated: Record, files: Files, joined: Record | None) -> None:
        record = joined or curated
        self.on_shown(record)
        self.valid, self.curated, self.files = record, curated, files

    def _refuse(self, faults: list[Fault], count: int) -> None:
        kept = self.last_good.record(self.load) if self.valid is None and self.last_good is not None else None
        if kept is not None and self.last_good is not None:
            joined, own_faults, own_count = (
                self._joined(self.last_good.folder, beside=False) if self.own else (None, [], 0)
            )
            self._take_own(joined, own_faults, own_count)
            self._show(*kept, joined)
        self.refused_since = self.refused_since or datetime.now(UTC)
        self.faults, self.fault_count = self._told(faults), count
        LOG.warning("a record was refused, with %s faults; the first: %s", count, self.faults[0])


def described_files(folder: Path) -> set[str]:
    """The files that the descriptor of a folder names; none where it cannot be read, which is a fault of its own."""
    try:
        resources = json.loads(file_bytes(folder / DESCRIPTOR))["resources"]
        return {DESCRIPTOR, *(str(PurePosixPath(resource["path"])) for resource in resources)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {DESCRIPTOR}


def read_files(folder: Path, described: Collection[str]) -> tuple[str, Files]:
    """A name for the content of all tables, descriptors and documents of a folder, and this content by file. Of what is
    not `described` nothing large is read."""
    files: Files = {}
    digest = hashlib.sha256()
    for path in sorted(path for path in files_below(folder) if path.suffix in KINDS):
        name = path.relative_to(folder).as_posix()
        if not name.isprintable():  # bytes that are no text, which nothing here is named by
            continue
        try:
            if name not in described and path.stat().st_size > LARGEST_OTHER:
                continue
            files[name] = file_bytes(path)
        except OSError as error:
            digest.update(f"{name}\0{error.strerror}\0".encode())
            continue
        digest.update(f"{name}\0{hashlib.sha256(files[name]).hexdigest()}\0".encode())
    return digest.hexdigest(), files


def _state() -> LastGood | None:
    """Where the last good record of this folder is kept, as HARD_CURRENCY_STATE says; empty means nowhere, and so does
    the usual place of somebody who has no home."""
    home = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    usual = "" if home.startswith("~") else f"{home}/hard-currency"
    told = os.environ.get("HARD_CURRENCY_STATE", usual)
    return LastGood(Path(told), DATA) if told else None


def _own() -> Path | None:
    """The folder of own rows that HARD_CURRENCY_OWN_ROWS names, if any."""
    told = os.environ.get("HARD_CURRENCY_OWN_ROWS")
    return Path(os.path.abspath(told)) if told else None


STORE: Final = RecordStore(last_good=_state(), own=_own(), on_shown=lambda record: use(record.descriptor))
"""The record that the dashboard shows."""
