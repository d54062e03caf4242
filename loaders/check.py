"""`python -m loaders.check [FOLDER]`: every fault of a record, one a line, or its row counts and version.

`python -m loaders.check --explain [RULE]` says what a rule asks and why, with an example; without RULE it lists all.
"""

import sys
from pathlib import Path

from loaders.descriptor import DATA
from loaders.explain import EXPLANATIONS, explained
from loaders.faults import TableError, nearest, print_anywhere
from loaders.tables import load_record


def main(arguments: list[str]) -> int:
    """Print the faults and return 1, or the row counts and the data version and return 0."""
    print_anywhere()
    if arguments[:1] == ["--explain"]:
        return _explain(arguments[1:])
    try:
        record = load_record(Path(arguments[0]) if arguments else DATA)
    except TableError as error:
        print(error)
        print(f"{len(error.faults)} faults", file=sys.stderr)
        return 1
    counts = ", ".join(f"{name} {len(frame)}" for name, frame in record.tables.items())
    print(f"{counts}; data version {record.version}")
    return 0


def _explain(rules: list[str]) -> int:
    unknown = [rule for rule in rules if rule not in EXPLANATIONS]
    if unknown:
        print(f"no rule {unknown[0]!r}{nearest(unknown[0], EXPLANATIONS)}", file=sys.stderr)
        return 1
    print("\n\n".join(map(explained, rules)) or "\n".join(EXPLANATIONS))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
