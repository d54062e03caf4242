"""`python -m loaders.check [FOLDER]`: every fault of a record, one a line, or its row counts and version. Without a
folder the talks are checked too.

`python -m loaders.check --explain [RULE]` says what a rule asks and why, with an example; without RULE it lists all.

`python -m loaders.check --json FOLDER` writes the first faults and their number for another program.

Before each of these `--own OWN` joins the own rows of a folder, as `loaders.own_rows` describes them.
"""

import json
import sys
from argparse import ArgumentParser, RawTextHelpFormatter
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
    parser = ArgumentParser(prog="python -m loaders.check", description=__doc__, formatter_class=RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--own", type=Path)
    parser.add_argument("--json", type=Path, metavar="FOLDER")
    parser.add_argument("--explain", nargs="*", metavar="RULE")
    told = parser.parse_args(arguments)
    own: Path | None = told.own
    if own is not None and not own.is_dir():
        print(f"no folder {own}", file=sys.stderr)
        return 1
    if told.explain is not None:
        return _explain(told.explain)
    if told.json is not None:
        return _as_json(told.json, own)
    try:
        record = load_record(told.folder or DATA, own=own)
    except TableError as error:
        print(error)
        print(_counted(len(error.faults)), file=sys.stderr)
        return 1
    if told.folder is None and own is None and (faults := load_talks()[1]):
        print(*faults, sep="\n")
        print(f"{_counted(len(faults))} in talks", file=sys.stderr)
        return 1
    counts = ", ".join(f"{name} {len(frame)}" for name, frame in record.tables.items())
    print(f"{counts}; data version {record.version}")
    return 0


def _counted(n: int) -> str:
    return f"{n} fault{'s' if n > 1 else ''}"


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
