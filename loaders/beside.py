"""A record checked by another process, so that however many faults it has, the pages go on."""

import json
import subprocess
import sys
from pathlib import Path

from loaders.descriptor import DESCRIPTOR
from loaders.faults import Fault

LONGEST_CHECK = 300
"""Seconds; a record that takes longer is refused."""


def faults_beside(folder: Path, own: Path | None = None) -> tuple[list[Fault], int]:
    """The first faults of the record in `folder`, and how many there are in all; none if it is good. `own`: a folder
    of own rows to join."""
    rows = ["--own", str(own.resolve())] if own else []
    command = [sys.executable, "-m", "loaders.check", *rows, "--json", str(folder.resolve())]
    try:
        ended = subprocess.run(
            command,
            cwd=Path(__file__).resolve().parents[1],
            capture_output=True,
            timeout=LONGEST_CHECK,
            check=False,
        )
        if ended.returncode == 0:
            return [], 0
        told = json.loads(ended.stdout)
        return [Fault(**fault) for fault in told["faults"]], told["count"]
    except (OSError, ValueError, KeyError, TypeError, subprocess.TimeoutExpired) as error:
        message = f"the check of the record came to no end: {type(error).__name__}"
        return [Fault(DESCRIPTOR, None, "", "", "descriptor", message)], 1
