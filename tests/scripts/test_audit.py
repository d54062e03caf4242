"""An audit that could not look anything up never says that nothing is known."""

import os
import subprocess

import pytest

from scripts.lock import ROOT


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        ("echo 'No known vulnerabilities found' >&2; exit 0", 0, "No known vulnerabilities found"),
        ("echo 'tool 1.0 PYSEC-2026-1'; echo 'Found 1 known vulnerability' >&2; exit 1", 1, "PYSEC-2026-1"),
        ("echo 'requests.exceptions.ConnectionError: Max retries exceeded' >&2; exit 1", 2, "Nothing was looked up"),
        ("echo 'Dependency not found and could not be audited: tool (1.0)' >&2; exit 1", 2, "Nothing was looked up"),
    ],
)
def test_what_an_audit_says(tmp_path, answer, code, said):
    tool = tmp_path / "pip-audit"
    tool.write_text(f"#!/bin/sh\n{answer}\n")
    tool.chmod(0o755)
    ended = subprocess.run(
        [ROOT / "scripts" / "audit", "requirements.lock"],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == code
    assert said in ended.stdout
    if code:
        assert "No known" not in ended.stdout
