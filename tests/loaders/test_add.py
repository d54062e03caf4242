"""One row more, and nothing else."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from loaders import add
from loaders.canonical import write_canonical
from loaders.descriptor import read_descriptor
from tests.tiny import Folder

CLAIM = {
    "claim_id": "gbr-2018", "iso3": "united kingdom", "measure": "present", "low": 12, "qualifier": "about",
    "as_of_start": "2018", "sector": "all", "grade": "C",
    "source": {"source_id": "bbc-2018", "publisher": "BBC", "title": "A page", "published": "2018-07"},
    "sightings": {"sighting_id": "bbc-2018--1", "publisher": "BBC", "url": "https://bbc.example/1", "seen": "whole"},
}  # fmt: skip


def added(folder: Folder, row: object, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "loaders.add", "worker_claims", str(folder.path), *options]
    return subprocess.run(command, input=json.dumps(row), capture_output=True, text=True, check=False)


@pytest.fixture
def canonical(folder: Folder) -> Folder:
    folder.write()
    write_canonical(folder.path)
    return folder


def test_a_claim_with_its_new_source(canonical: Folder) -> None:
    before = (canonical.path / "worker_claims.csv").read_text().splitlines()
    assert added(canonical, CLAIM, "--dry-run").stdout.endswith("sound; nothing was written\n")
    assert (canonical.path / "worker_claims.csv").read_text().splitlines() == before
    assert added(canonical, CLAIM).returncode == 0
    after = (canonical.path / "worker_claims.csv").read_text().splitlines()
    line = "gbr-2018,GBR,present,12,12,about,2018,,all,,bbc-2018,C,,"
    assert after == [*before[:3], line, *before[3:]]
    assert "bbc-2018,BBC,A page,2018-07,,\n" in (canonical.path / "sources.csv").read_text()
    assert write_canonical(canonical.path) == []


@pytest.mark.parametrize(
    ("cells", "message"),
    [({"low": "1,234"}, "1.234 or as 1234"), ({"as_of_start": "2019"}, ": published: "), ({"lo": 1}, "no such column")],
)
def test_a_row_with_a_fault_is_refused_and_nothing_is_written(
    canonical: Folder, cells: dict[str, object], message: str
) -> None:
    before = {path: path.read_bytes() for path in canonical.path.glob("*.csv")}
    done = added(canonical, {**CLAIM, **cells})
    assert (done.returncode, message in done.stdout) == (1, True)
    assert {path: path.read_bytes() for path in canonical.path.glob("*.csv")} == before


def test_what_is_no_object(canonical: Folder) -> None:
    done = added(canonical, [1])
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_a_file_keeps_its_line_ends(canonical: Folder) -> None:
    table = read_descriptor(canonical.path)[1]["host_sectors"]
    row = {"iso3": "POL", "sector": "farming", "source_id": "news-2019-report", "grade": "B"}
    data = add.with_row(table, b"iso3,sector,source_id,grade\r\nCHN,catering,x,A\r\n", row)
    assert data.endswith(b"CHN,catering,x,A\r\nPOL,farming,news-2019-report,B\r\n")


def test_a_cell_is_asked_for_until_it_is_sound(canonical: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    table = read_descriptor(Path(canonical.path))[1]["host_sectors"]
    answers = iter(["POL", "farming", "news 2019", "news-2019-report", "D", "B"])
    cells = add.ask(table, lambda _: next(answers))
    assert cells == {"iso3": "POL", "sector": "farming", "source_id": "news-2019-report", "grade": "B"}
    assert "pattern: lower-case letters" in capsys.readouterr().out
    add.add_rows([("host_sectors", cells)], canonical.path, today=date(2026, 11, 24))
    assert "POL,farming,news-2019-report,B\n" in (canonical.path / "host_sectors.csv").read_text()
