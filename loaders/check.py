"""`python -m loaders.check [FOLDER]`: every fault of a record, one a line, or its row counts and version."""

import sys
from pathlib import Path

from loaders.descriptor import DATA
from loaders.faults import TableError
from loaders.tables import load_record


def main(arguments: list[str]) -> int:
    """Print the faults and return 1, or the row counts and the data version and return 0."""
    try:
        record = load_record(Path(arguments[0]) if arguments else DATA)
    except TableError as error:
        print(error)
        print(f"{len(error.faults)} faults", file=sys.stderr)
        return 1
    counts = ", ".join(f"{name} {len(frame)}" for name, frame in record.tables.items())
    print(f"{counts}; data version {record.version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
