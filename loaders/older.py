"""The tables of data versions that were shown before, kept on disk, and what of their rows differs from another's."""

import csv
import io
import json
import logging
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from loaders.descriptor import DESCRIPTOR
from loaders.descriptor_form import one_or_several
from loaders.files import put_whole

LOG = logging.getLogger(__name__)
MOST_KEPT: Final = 24
"""Versions; one takes about half a megabyte."""
VERSION: Final = re.compile(r"[0-9a-f]{8}")
COLUMNS: Final = ("table", "key", "change", "column", "old", "new")

Rows = dict[tuple[str, ...], dict[str, str]]


class OlderVersions:
    """A folder with one archive a data version, the newest `MOST_KEPT`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, version: str, files: Mapping[str, bytes]) -> None:
        """Keep the tables and the descriptor of a version. Where nothing can be written, the log says so."""
        if not VERSION.fullmatch(version) or self.files(version) is not None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in files.items():
                    if name.endswith(".csv") or name == DESCRIPTOR:
                        archive.writestr(name, content)
            put_whole(self._path(version), packed.getvalue())
            others = [path for path in self.folder.glob("*.zip") if path != self._path(version)]
            others.sort(key=lambda path: path.stat().st_mtime)  # a clock may go back; the version shown stays
            for path in others[: 1 - MOST_KEPT]:
                path.unlink(missing_ok=True)
        except OSError as error:
            LOG.warning("a data version cannot be kept on disk: %s", error.strerror)

    def files(self, version: str) -> dict[str, bytes] | None:
        """The tables and the descriptor of a version by file; None where it is not kept, or can no longer be read."""
        if not VERSION.fullmatch(version) or not self._path(version).exists():
            return None
        try:
            with zipfile.ZipFile(self._path(version)) as archive:
                return {name: archive.read(name) for name in archive.namelist()}
        except Exception as error:  # whatever a damaged archive makes of its own unpacking
            LOG.warning("data version %s on disk cannot be read: %s", version, type(error).__name__)
            return None

    def _path(self, version: str) -> Path:
        return self.folder / f"{version}.zip"


def differences(
    old: Mapping[str, bytes], new: Mapping[str, bytes], tables: tuple[str, ...], place: str | None = None
) -> pd.DataFrame:
    """What of the rows of some tables differs between two versions, each given by its files.

    One row for each row that was `added` or is `gone`, and for each cell that `changed`. Columns, all text: COLUMNS;
    `key` are the cells of the key joined by ` / `; `column`, `old` and `new` are those of a changed cell, else empty.
    In the order of `tables`, then of the keys. With `place` the rows of a table with places are those about it, before
    or now. A table, or a column, that one version has not is empty there.
    """
    found = [line for table in tables for line in _of_table(old, new, table, place)]
    return pd.DataFrame(found, columns=list(COLUMNS), dtype="string")


def _of_table(
    old: Mapping[str, bytes], new: Mapping[str, bytes], table: str, place: str | None
) -> list[tuple[str, ...]]:
    key = _key(new, table) or _key(old, table)
    before, now = _rows(old, table, key), _rows(new, table, key)
    lines: list[tuple[str, ...]] = []
    for each in sorted({*before, *now}):
        was, is_now = before.get(each), now.get(each)
        if was == is_now or (place is not None and not (_is_about(was, place) or _is_about(is_now, place))):
            continue
        name = " / ".join(each)
        if was is None or is_now is None:
            lines.append((table, name, "added" if was is None else "gone", "", "", ""))
            continue
        cells = [(column, was.get(column, ""), is_now.get(column, "")) for column in {**is_now, **was}]
        lines += [(table, name, "changed", *cell) for cell in cells if cell[1] != cell[2]]
    return lines


def _key(files: Mapping[str, bytes], table: str) -> tuple[str, ...]:
    for resource in json.loads(files[DESCRIPTOR])["resources"]:
        if resource["name"] == table and "schema" in resource:
            return one_or_several(resource["schema"]["primaryKey"])
    return ()


def _rows(files: Mapping[str, bytes], table: str, key: tuple[str, ...]) -> Rows:
    content = files.get(f"{table}.csv")
    if content is None:
        return {}
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    return {tuple(row.get(name) or "" for name in key): dict(row) for row in reader}


def _is_about(row: Mapping[str, str] | None, place: str) -> bool:
    """Whether a row is about a place; one of a table without places is about every place."""
    if row is None:
        return False
    columns = [name for name in ("iso3", "area", "iso3_list", "victim_iso3") if name in row]
    return not columns or any(place in row[name].split(";") for name in columns)
