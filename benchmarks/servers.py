"""Ours and its peers as processes: what each needs is set up, each is started, watched, and ended again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from charts import figure as go
from charts.host_map import host_map
from charts.theme import Words
from loaders.boundaries import OutlinesOfMap, load_anchors
from loaders.tables import Record
from look.palette import LIGHT
from serving.outlines import EMPTY_TOPOLOGY, NAMES, outlines_for, read_outlines
from subjects.hosts import statuses
from subjects.places import abroad
from subjects.workers import select_worker_claims, spans_of_places, worker_claims

HERE = Path(__file__).parent
PEERS = HERE / "peers"
ENTRY = HERE.parent / "dashboard.py"
STREAMLIT = [sys.executable, "-m", "streamlit", "run", "--server.headless", "true", "--server.address", "127.0.0.1"]
STREAMLIT += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
SECONDS = 90
TICKS = os.sysconf("SC_CLK_TCK")
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Server:
    """A process that serves at a port of this machine."""

    process: subprocess.Popen[bytes]
    port: int

    def cpu(self) -> float:
        """The seconds of processor time it has used so far."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / TICKS

    def memory(self) -> float:
        """The MB of memory it holds."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE_SIZE / 1e6


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(name: str, folder: Path, python: Path) -> Iterator[Server]:
    """One of `commands`, up until the block ends. Its words go to a file in `folder`."""
    port = free_port()
    command, at = commands(folder, python)[name]
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [part.replace("PORT", str(port)) for part in command],
            cwd=at,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait(process, port, folder / f"{name}.log")
            yield Server(process, port)
        finally:
            with suppress(ProcessLookupError):  # it may have been killed in between
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(SECONDS)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"no server at port {port}: {log.read_text(errors='replace')[-2000:]}")


def commands(folder: Path, python: Path) -> dict[str, tuple[list[str], Path]]:
    """How each is started, and in which folder: `python` is that of the peers' own environment."""
    static = str(folder / "static")
    return {
        "ours": ([*STREAMLIT, "--server.port", "PORT", str(ENTRY)], ENTRY.parent),
        "static": ([sys.executable, str(PEERS / "static_map.py"), "PORT", static], folder),
        "dash": ([str(python), str(PEERS / "dash_map.py"), "PORT", static], folder),
        "panel": ([str(python), str(PEERS / "panel_map.py"), "PORT", static], folder),
        "bar": ([*STREAMLIT, "--server.port", "PORT", str(folder / "streamlit_bar.py")], folder),
        "map": (
            [
                *STREAMLIT,
                "--server.enableStaticServing",
                "true",
                "--server.port",
                "PORT",
                str(folder / "streamlit_map.py"),
            ],
            folder,
        ),
    }


def set_up(folder: Path, environment: Path, record: Record) -> Path:
    """Write what the peers show into `folder`, make their environment where it is not there, and give its python."""
    static = folder / "static"
    static.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (static / f"{name}.geojson").write_bytes(read_outlines(name)[0])
    (static / "world_110m.json").write_bytes(EMPTY_TOPOLOGY)
    (static / "figures.json").write_text(_figures(record))
    for name in ("streamlit_bar.py", "streamlit_map.py"):
        shutil.copy(PEERS / name, folder / name)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers end with whoever started them
    python, done = environment / "bin" / "python", environment / "done"
    wanted = (HERE / "requirements-peers.txt").read_text()
    if not done.exists() or done.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "-r", str(HERE / "requirements-peers.txt")], check=True
        )
        done.write_text(wanted)
    return python


def _figures(record: Record) -> str:
    """Our own map for every first year, as JSON by year; addresses begin with PREFIX/."""
    claims, status = worker_claims(record), statuses(record)
    regions = record.tables["jurisdictions"][["iso3", "region"]]
    anchors = load_anchors().merge(regions, on="iso3", how="left")
    figures: list[str] = []
    for year in range(2006, 2027):
        selected = select_worker_claims(claims, measure="present", years=(year, 2026))
        figure: go.Figure = host_map(
            abroad(status),
            spans_of_places(selected),
            anchors,
            palette=LIGHT,
            outlines=OutlinesOfMap("PREFIX/world.geojson", outlines_for(status["iso3"], is_fine=True).land),
            hatches=("PREFIX/rising.geojson", "PREFIX/falling.geojson"),
            measure="present",
            words=Words("The same map", f"Workers present, {year} to 2026", "", [], record.version),
        )
        figures.append(f'"{year}":{figure.to_json()}')
    return f"{{{','.join(figures)}}}"
