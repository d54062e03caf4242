"""`python -m loaders.check [FOLDER]`: every fault of a record, one a line, or its row counts and version. Without a
folder the talks are checked too.

`python -m loaders.check --explain [RULE]` says what a rule asks and why, with an example; without RULE it lists all.

`python -m loaders.check --json FOLDER` writes the first faults and their number for another program.

Before each of these `--own OWN` joins the own rows of a folder, as `loaders.own_rows` describes them.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from loaders.descriptor import DATA
from loaders.explain import EXPLANATIONS, explained
from loaders.faults import TableError, nearest, print_anywhere
from loaders.tables import load_record
from loaders.talks import load_talks

MOST_TOLD = 200


def main(arguments: list[str]) -> int:
    """Print the faults and return 1, or the row counts and the data version and return 0."""
    print_anywhere()
    own = None
    if arguments[:1] == ["--own"]:
        own, arguments = Path(arguments[1]), arguments[2:]
        if not own.is_dir():
            print(f"no folder {own}", file=sys.stderr)
            return 1
    if arguments[:1] == ["--explain"]:
        return _explain(arguments[1:])
    if arguments[:1] == ["--json"]:
        return _as_json(Path(arguments[1]), own)
    try:
        record = load_record(Path(arguments[0]) if arguments else DATA, own=own)
    except TableError as error:
        print(error)
        print(f"{len(error.faults)} faults", file=sys.stderr)
        return 1
    if not arguments and (faults := load_talks()[1]):
        print(*faults, sep="\n")
        print(f"{len(faults)} faults in talks", file=sys.stderr)
        return 1
    counts = ", ".join(f"{name} {len(frame)}" for name, frame in record.tables.items())
    print(f"{counts}; data version {record.version}")
    return 0


def _as_json(folder: Path, own: Path | None) -> int:
    try:
        load_record(folder, own=own)
    except TableError as error:
        print(json.dumps({"count": len(error.faults), "faults": [asdict(f) for f in error.faults[:MOST_TOLD]]}))
        return 1
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
