import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loaders import canonical, check
from loaders.check import main
from loaders.descriptor import DATA
from loaders.explain import EXPLANATIONS, explained
from loaders.rules import RULES
from loaders.tables import load_record
from tests.tiny import Folder


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
    folder.set("worker_claims", 4, low="12000")
    folder.write()
    assert check.main([str(folder.path)]) == 1
    assert capsys.readouterr().err == "1 fault\n"


def test_counts_and_version_and_exit_0() -> None:
    done = subprocess.run([sys.executable, "-m", "loaders.check", DATA], capture_output=True, text=True, check=True)
    record = load_record(DATA)
    assert done.stdout.startswith(f"sources {len(record.tables['sources'])}, sightings ")
    assert done.stdout.endswith(f"data version {record.version}\n")


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


def test_every_rule_is_explained() -> None:
    """A rule is the third argument of `fault`, the second of `_fault` or `_ask`'s fourth, or opens a pair returned."""
    named = set()
    for path in Path(check.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).split(".")[-1]
                position = {"fault": 2, "_fault": 1}.get(name, 99)
                found = node.args[position : position + 1]
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and path.stem in ("cells", "texts"):
                found = node.value.elts[:1]
            else:
                continue
            named |= {word.value for arg in found for word in ast.walk(arg) if isinstance(word, ast.Constant)}
    rules = {word for word in named if isinstance(word, str) and word}
    assert rules - set(EXPLANATIONS) == set()
    assert set(RULES) < set(EXPLANATIONS)
    assert all(entry.asks or rule in RULES for rule, entry in EXPLANATIONS.items())


def test_a_rule_is_explained_on_any_terminal() -> None:
    command = [sys.executable, "-m", "loaders.check", "--explain", "mojibake"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines()[0] == "mojibake: Text is what its author wrote."
    assert explained("money").startswith("money: A sum in dollars")
    assert check.main(["--explain", "mony"]) == 1


def test_faults_are_printed_on_a_terminal_of_windows(tmp_path: Path) -> None:
    copy = shutil.copytree(DATA, tmp_path / "data")
    areas = (copy / "areas.csv").read_text(encoding="utf-8")
    (copy / "areas.csv").write_text(areas.replace("Abkhazia", "한국어  北"), encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "loaders.check", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "\\ud55c" in done.stdout


@pytest.mark.parametrize("arguments", [["--own"], ["--json"], ["--frob"], ["data", "more"]])
def test_what_cannot_be_meant_is_said_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "error: " in capsys.readouterr().err
