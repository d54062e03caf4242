"""The true server, and the list of pages, for tests that need them.

Tests of the software run on a frozen record, so that a new fact touches none of them; those in `data/` are about the
record as it stands, and run where `HARD_CURRENCY_DATA` names it, as `make data` does.
"""

import contextlib
import fcntl
import gc
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
FROZEN = Path(__file__).with_name("frozen")
os.environ["HARD_CURRENCY_STATE"] = ""  # read when the store is imported: no test writes to this machine's own state
if os.environ.setdefault("HARD_CURRENCY_DATA", str(FROZEN / "data")) == str(FROZEN / "data"):
    os.environ["HARD_CURRENCY_TALKS"] = str(FROZEN / "talks")
    collect_ignore = ["data"]
else:
    collect_ignore = [part.name for part in Path(__file__).parent.iterdir() if part.name != "data"]
settings.register_profile("untimed", deadline=None)  # no clock decides a test
settings.load_profile("untimed")

gc.set_threshold(50_000, 20, 100)  # the record and all modules live on: to look through them often is a tenth of a run

START_SECONDS = 30
COLD = {"HARD_CURRENCY_WARM_UP": "0"}
"""For a server that one test needs for a moment."""


def page_addresses() -> list[str]:
    """The address of every page, in the order of the navigation: `/`, `/host_countries` and so on."""
    from serving.page_list import PAGES  # what it imports reads where the record lies, which is settled above

    return [f"/{entry.address}" for entry in PAGES]


@pytest.fixture(scope="session")
def addresses() -> list[str]:
    """The addresses of all pages."""
    return page_addresses()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `address` runs for every page."""
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", page_addresses(), scope="module")


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def run_server(
    log: Path, *options: str, folder: Path = ROOT, settings: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The address of a server of `folder` on a free port, until the block ends. If it dies, its output is shown."""
    with run_process(log, *options, folder=folder, settings=settings) as (process, url):
        yield url
        assert process.poll() is None, f"the server died:\n{log.read_text()}"


@contextlib.contextmanager
def run_process(
    log: Path,
    *options: str,
    folder: Path = ROOT,
    settings: Mapping[str, str] | None = None,
    port: int | None = None,
    as_who: Sequence[str] = (),
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The same with the process itself, which may end; what it keeps on disk is kept beside the log.

    `as_who` is a command that runs the one after it as somebody else.
    """
    port = port or free_port()
    environment = {**os.environ, "HARD_CURRENCY_STATE": str(log.parent / "state"), **(settings or {})}
    command = [*as_who, sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}", *options]
    with (
        log.open("w") as output,
        subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_it_answers(process, url, log)
            yield process, url
        finally:
            process.terminate()


def wait_until_it_answers(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Returns once the server answers anything at all, whatever its base path."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            with contextlib.suppress(urllib.error.HTTPError):
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=5)
            return
        time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts a server with these options of `streamlit run`, in `folder`, for one test, and gives its address."""
    with contextlib.ExitStack() as servers:

        def start(*options: str, folder: Path = ROOT, settings: Mapping[str, str] | None = None) -> str:
            log = tmp_path / "output.txt"
            return servers.enter_context(
                run_server(log, *options, folder=folder, settings={**COLD, **(settings or {})})
            )

        yield start


@pytest.fixture
def start_process(tmp_path: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[bytes], str]]]:
    """The same for a server that may end: gives its process and its address. Its output is in output.txt."""
    with contextlib.ExitStack() as servers:

        def start(*options: str, settings: Mapping[str, str] | None = None) -> tuple[subprocess.Popen[bytes], str]:
            log = tmp_path / "output.txt"
            return servers.enter_context(run_process(log, *options, settings={**COLD, **(settings or {})}))

        yield start


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one server for all tests of a session, such as `http://127.0.0.1:43210`.

    Where several processes run the tests, the first that needs the server starts it for all, and ends it once the
    others have left it.
    """
    mine = tmp_path_factory.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    address = shared / "server_address"
    with (
        (shared / "server_starting").open("w") as starting,
        (shared / "server_using").open("w") as using,
        contextlib.ExitStack() as started,
    ):
        fcntl.flock(starting, fcntl.LOCK_EX)
        is_first = not address.exists()
        if is_first:
            address.write_text(started.enter_context(run_server(tmp_path_factory.mktemp("server") / "output.txt")))
            started.callback(address.unlink)
        fcntl.flock(using, fcntl.LOCK_SH)
        fcntl.flock(starting, fcntl.LOCK_UN)
        yield address.read_text()
        if is_first:
            fcntl.flock(starting, fcntl.LOCK_EX)
            fcntl.flock(using, fcntl.LOCK_EX)
