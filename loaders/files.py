"""Files that somebody else may put there: which there are, and their content."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LARGEST: Final = 200_000_000
"""Bytes; a hundred times the record is a tenth of it, and no larger file is read into memory."""


def file_bytes(path: Path) -> bytes:
    """The content of a file. Raises OSError where it is none, such as a pipe, which nobody may ever fill, and
    where it is too large."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise IsADirectoryError(0, "Is a directory") if stat.S_ISDIR(found.st_mode) else OSError(0, "it is no file")
    if found.st_size > LARGEST:
        raise OSError(0, f"it is larger than {LARGEST // 1_000_000} MB")
    return path.read_bytes()


def files_below(folder: Path) -> Iterator[Path]:
    """The files of a folder and of those in it, also through links, each folder once. What is hidden is none of ours:
    Kubernetes keeps all files of a mount a second time so, in the folder to which `..data` leads."""
    known = {os.path.realpath(folder)}
    for place, rooms, names in os.walk(folder, followlinks=True):
        new = {os.path.realpath(os.path.join(place, room)): room for room in sorted(rooms) if not room.startswith(".")}
        rooms[:] = [room for real, room in new.items() if real not in known]
        known.update(new)
        yield from (Path(place, name) for name in names if not name.startswith("."))


def put_whole(path: Path, content: bytes) -> None:
    """Put a file there at once or, where that fails, not at all; nothing half-written is left beside it."""
    with tempfile.TemporaryDirectory(dir=path.parent, ignore_cleanup_errors=True) as room:
        fresh = Path(room) / path.name
        fresh.write_bytes(content)
        fresh.replace(path)


def leads_to(told: str | Path) -> Path:
    """Where a path that somebody set leads, with its links followed; as far as it leads anywhere, and without an error
    where it is a link in a circle or longer than a path can be."""
    return Path(os.path.realpath(told))
