"""The last good record on disk, so that a start with faulty files still has something true to show."""

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from loaders.files import put_whole
from loaders.older import OlderVersions
from loaders.tables import Record

LOG = logging.getLogger(__name__)
MOST_VERSIONS: Final = 2_000


class LastGood:
    """A folder of its own below `state` for the record of the folder `data`, replaced whole."""

    def __init__(self, state: Path, data: Path) -> None:
        self.state = state
        self.folder = state / hashlib.sha256(os.path.abspath(data).encode()).hexdigest()[:12]
        self.older = OlderVersions(self.folder.with_suffix(".older"))

    def keep(self, files: dict[str, bytes]) -> None:
        """Keep these files in place of the earlier ones. Where nothing can be written, the log says so, and nothing is
        left of the trial."""
        if self.holds(files):  # as for each process that shares the state with others
            return
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.state, ignore_cleanup_errors=True) as room:
                fresh, old = Path(room) / "fresh", Path(room) / "old"
                for name, content in files.items():
                    (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                    (fresh / name).write_bytes(content)
                if self.folder.exists():
                    self.folder.rename(old)
                fresh.rename(self.folder)
        except OSError as error:
            LOG.warning("the last good record cannot be kept on disk: %s", error.strerror)

    def versions(self) -> dict[str, str]:
        """The data versions that were shown, each with the first day; none where nothing was kept."""
        try:
            kept = json.loads(self._versions.read_text(encoding="utf-8"))
            return {str(version): str(day) for version, day in kept.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def remember(self, versions: dict[str, str]) -> None:
        """Keep the newest of these beside those of other processes. Where nothing can be written, the log says so."""
        together = sorted({**versions, **self.versions()}.items(), key=lambda shown: shown[1])
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            put_whole(self._versions, json.dumps(dict(together[-MOST_VERSIONS:])).encode())
        except OSError as error:
            LOG.warning("the data versions shown cannot be kept on disk: %s", error.strerror)

    @property
    def _versions(self) -> Path:
        return self.folder.with_suffix(".versions.json")

    def holds(self, files: dict[str, bytes]) -> bool:
        """Whether these are the files that were kept."""
        try:
            return {name: (self.folder / name).read_bytes() for name in files} == files
        except OSError:
            return False

    def record(self, load: Callable[..., Record]) -> tuple[Record, dict[str, bytes]] | None:
        """The record that was kept and its files; none if there is none, or it is no longer good. Where the clock went
        back since, no date in it that had come when it was kept lies in the future."""
        if not self.folder.is_dir():
            return None
        try:
            kept_on = date.fromtimestamp(self.folder.stat().st_mtime)
            record = load(self.folder, today=kept_on) if kept_on > date.today() else load(self.folder)
            files = {path.relative_to(self.folder).as_posix(): path for path in self.folder.rglob("*")}
            return record, {name: path.read_bytes() for name, path in files.items() if path.is_file()}
        except Exception:
            LOG.exception("the last good record on disk is no longer good")
            return None
