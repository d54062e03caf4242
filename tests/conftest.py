"""The true server, and the list of pages, for tests that need them."""

import ast
import contextlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
START_SECONDS = 30


def page_addresses() -> list[str]:
    """The address of every page that dashboard.py lists, in its order: `/`, `/host_countries` and so on."""
    tree = ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.Page"]
    return [
        "/"
        if any(option.arg == "default" for option in call.keywords)
        else f"/{Path(ast.literal_eval(call.args[0])).stem}"
        for call in calls
    ]


@pytest.fixture(scope="session")
def addresses() -> list[str]:
    """The addresses of all pages."""
    return page_addresses()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `address` runs for every page."""
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", page_addresses(), scope="module")


@contextlib.contextmanager
def run_server(log: Path, *options: str, folder: Path = ROOT) -> Iterator[str]:
    """The address of a server of `folder` on a free port, until the block ends. If it dies, its output is shown."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", f"--server.port={port}", *options]
    with log.open("w") as output, subprocess.Popen(command, cwd=folder, stdout=output, stderr=output) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_it_answers(process, url, log)
            yield url
            assert process.poll() is None, f"the server died:\n{log.read_text()}"
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

        def start(*options: str, folder: Path = ROOT) -> str:
            return servers.enter_context(run_server(tmp_path / "output.txt", *options, folder=folder))

        yield start


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one server for all tests of a session, such as `http://127.0.0.1:43210`."""
    with run_server(tmp_path_factory.mktemp("server") / "output.txt") as url:
        yield url
