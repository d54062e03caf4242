"""The dashboard as it stands in its image: only the files that are copied there, on a disk that it cannot write to."""

import asyncio
import json
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import httpx2
import pytest

from benchmarks.reader import Reader
from tests.conftest import COLD, run_process

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "deploy" / "containers" / "Dockerfile").read_text(encoding="utf-8")
NOBODY = 65534
# Nobody's rights, but that it may read where Python stands, which may be somebody's home.
AS_NOBODY = [
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--no-new-privs",
    "--bounding-set=-all,+dac_read_search",
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=-all,+dac_read_search",
]


@pytest.fixture
def image(tmp_path):
    """The files that the image copies, none of which can be written."""
    folder = tmp_path / "app"
    folder.mkdir()
    for name in re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, flags=re.M)[1:]:
        if name.endswith("/"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    set_writable(folder, False)
    yield folder
    set_writable(folder, True)


def set_writable(folder, is_writable):
    for path in [folder, *folder.rglob("*")]:
        mode = path.stat().st_mode
        path.chmod(mode | stat.S_IWUSR if is_writable else mode & ~0o222)


def state_of(folder):
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")}


async def draw(server):
    async with Reader(server.replace("http", "ws", 1)) as reader:
        return await reader.follow("host_countries", "iso3=CHN")


def test_it_runs_where_it_can_write_nothing(image, tmp_path):
    is_root = os.geteuid() == 0
    log = tmp_path / "output.txt"
    nowhere = {"PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent", "TMPDIR": "/nonexistent"}
    shown = {"HARD_CURRENCY_DATA": str(image / "data"), "HARD_CURRENCY_TALKS": str(image / "talks")}
    settings = {**COLD, **nowhere, **shown, "HARD_CURRENCY_STATE": str(image / "state")}
    before = state_of(image)
    as_who = AS_NOBODY if is_root else []
    with run_process(log, folder=image, settings=settings, as_who=as_who) as (process, server):
        who = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        assert re.search(r"^Uid:\t(\d+)", who, flags=re.M)[1] == str(NOBODY if is_root else os.geteuid())
        assert httpx2.get(server + "/ready").json()["status"] == "ready"
        for address in ("/", "/data/sources.csv", "/stage"):
            assert httpx2.get(server + address).status_code == 200
        assert asyncio.run(draw(server)).has_failed is False
    said = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert [line for line in said if line["level"] == "error"] == []
    assert any("cannot be kept on disk" in line["message"] for line in said), (
        said
    )  # the last good record is not on disk
    assert state_of(image) == before


def test_nobody_can_indeed_not_write(image):
    """The bad case: it shows that the test above would notice."""
    if os.geteuid() == 0:
        command = [*AS_NOBODY, "touch", str(image / "dashboard.py")]
        assert subprocess.run(command, capture_output=True).returncode != 0
    else:
        with pytest.raises(PermissionError):
            (image / "state").mkdir()
