"""The one way to write a table, so that a change in a file is a change in the record.

`python -m loaders.canonical [FOLDER]` rewrites the tables of a folder: sorted by key, LF, quotes only where needed.
"""

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from loaders.descriptor import DATA, DESCRIPTOR, Table, read_descriptor
from loaders.faults import TableError
from loaders.reading import read_file


def canonical_table(table: Table, rows: Iterable[Mapping[str, str]]) -> str:
    """The text of a CSV file: header, then rows sorted by key, cells as they are written, LF, minimal quoting."""
    out = io.StringIO()
    writer = csv.DictWriter(out, table.labels, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=table.key_of))
    return out.getvalue()


def canonical_descriptor(descriptor: dict[str, Any]) -> str:
    """The text of the descriptor: two spaces a level, order kept, letters as they are."""
    return json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"


def data_version(descriptor: dict[str, Any], tables: Iterable[str]) -> str:
    """The first 8 hex digits of a SHA-256 over the descriptor and all tables, each in canonical form."""
    digest = sha256(canonical_descriptor(descriptor).encode())
    for table in tables:
        digest.update(table.encode())
    return digest.hexdigest()[:8]


def write_canonical(folder: Path) -> list[str]:
    """The files rewritten because they were not in canonical form.

    Raises `TableError` when a file is missing or has a fault of form; then nothing is written.
    """
    descriptor, tables = read_descriptor(folder)
    texts = {DESCRIPTOR: canonical_descriptor(descriptor)}
    faults = []
    for table in tables.values():
        sheet = read_file(table, folder)
        faults += [fault for fault in sheet.faults if fault.rule != "minimum-rows"]
        texts[table.file] = canonical_table(table, [row.cells for row in sheet.rows])
    if faults:
        raise TableError(faults)
    changed = [name for name, text in texts.items() if (folder / name).read_bytes() != text.encode()]
    for name in changed:
        (folder / name).write_bytes(texts[name].encode())
    return changed


def main(arguments: list[str]) -> int:
    """Rewrite a folder and say what changed; 1 when a file could not be read."""
    try:
        changed = write_canonical(Path(arguments[0]) if arguments else DATA)
    except TableError as error:
        print(error)
        return 1
    print("\n".join(f"rewritten: {name}" for name in changed) or "every file is in canonical form already")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
