import subprocess
import sys

import pytest

from loaders import canonical, check
from loaders.tables import load_record
from tests.loaders.conftest import Folder


def test_faults_one_a_line_and_exit_1(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.set("worker_claims", 4, low="12k")
    folder.set("worker_claims", 2, grade="D")
    folder.write()
    assert check.main([str(folder.path)]) == 1
    out = capsys.readouterr()
    assert out.out.splitlines() == [
        "worker_claims.csv:2:grade: 'D': allowed: one of A, B, C is expected",
        "worker_claims.csv:4:low: '12k': type: a whole number in plain digits is expected; did you mean 12000?",
    ]
    assert out.err == "2 faults\n"


def test_counts_and_version_and_exit_0(folder: Folder) -> None:
    folder.write()
    done = subprocess.run(
        [sys.executable, "-m", "loaders.check", folder.path], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("sources 4, jurisdictions 5, worker_claims 5,")
    assert done.stdout.endswith(f"data version {load_record(folder.path).version}\n")


def test_canonical_form_is_written_once(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write()
    canonical.main([str(folder.path)])
    capsys.readouterr()
    version = load_record(folder.path).version
    claims = folder.path / "worker_claims.csv"
    good = claims.read_bytes()
    header, *rows = good.decode().splitlines()
    claims.write_bytes("\r\n".join([header, *rows[::-1]]).replace("chn-2017", '"chn-2017"').encode())
    assert canonical.main([str(folder.path)]) == 0
    assert capsys.readouterr().out == "rewritten: worker_claims.csv\n"
    assert claims.read_bytes() == good
    assert canonical.main([str(folder.path)]) == 0
    assert capsys.readouterr().out == "every file is in canonical form already\n"
    assert load_record(folder.path).version == version


def test_a_file_that_cannot_be_read_is_left_alone(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.rows["worker_claims"][1].append("more")
    folder.write()
    before = (folder.path / "worker_claims.csv").read_bytes()
    assert canonical.main([str(folder.path)]) == 1
    assert "extra-cell" in capsys.readouterr().out
    assert (folder.path / "worker_claims.csv").read_bytes() == before


def test_a_missing_file_is_told_and_nothing_is_written(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write()
    (folder.path / "events.csv").unlink()
    assert canonical.main([str(folder.path)]) == 1
    assert "events.csv:-:-: '': file-missing: No such file or directory" in capsys.readouterr().out
