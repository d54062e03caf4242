"""Two processes of the dashboard behind Debian's nginx, with the configuration of deploy/."""

import contextlib
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from benchmarks.reader import Reader
from tests.conftest import COLD, free_port, run_process

ROOT = Path(__file__).parents[2]
NAME = "dashboard.example"
HEADER_SECONDS = 2  # of patience with slow headers, in place of ten, so that the test need not wait as long
MAIN = """
daemon off; master_process on; worker_processes 1; error_log stderr warn; pid nginx.pid;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy;
    fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {site}
}}
"""


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the name of the site, by openssl, and its key."""
    made, key = folder / "certificate.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    named = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(made)]
    subprocess.run([*command, *named], check=True, capture_output=True)
    return made, key


class Replica:
    """One process, which can be ended and started anew at the same port."""

    def __init__(self, folder: Path, port: int, **settings: str) -> None:
        self.folder, self.port = folder, port
        self.settings = {
            **COLD,
            "HARD_CURRENCY_HOSTS": NAME,
            "HARD_CURRENCY_STATE": str(folder / f"state-{port}"),
            "STREAMLIT_SERVER_COOKIE_SECRET": "the same for both",
            **settings,
        }
        self.running = contextlib.ExitStack()

    def start(self) -> None:
        log = self.folder / f"{self.port}.log"
        self.process, _ = self.running.enter_context(run_process(log, settings=self.settings, port=self.port))

    def wait_until_ready(self) -> None:
        environment = {**os.environ, **self.settings, "STREAMLIT_SERVER_PORT": str(self.port)}
        command = [sys.executable, "-m", "serving.is_ready", "60"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    def stop(self) -> None:
        self.running.close()


class Browser:
    """Asks the site, by its name and over TLS, and keeps the cookie that names a replica."""

    def __init__(self, port: int, trust: ssl.SSLContext, replica: str = "") -> None:
        self.port, self.trust, self.replica = port, trust, replica

    def get(self, path: str, method: str = "GET", **asked: Any) -> httpx2.Response:
        headers = {"Host": f"{NAME}:{self.port}", **self.cookie(), **asked.pop("headers", {})}
        with httpx2.Client(base_url=f"https://127.0.0.1:{self.port}", verify=self.trust, timeout=30) as client:
            answer = client.request(method, path, headers=headers, extensions={"sni_hostname": NAME}, **asked)
        self.remember(answer.headers.get_list("Set-Cookie"))
        return answer

    def cookie(self) -> dict[str, str]:
        return {"Cookie": f"replica={self.replica}"} if self.replica else {}

    def remember(self, cookies: Iterable[str]) -> None:
        for cookie in cookies:
            if told := re.match(r"replica=(\w+);", cookie):
                self.replica = told[1]

    @contextlib.asynccontextmanager
    async def session(self, base: str = "") -> AsyncIterator[Reader]:
        """A page of the site, open as long as the block lasts."""
        site = f"{NAME}:{self.port}"
        reader = Reader(
            f"wss://{site}{base}",
            host="127.0.0.1",
            port=self.port,
            ssl=self.trust,
            origin=f"https://{site}",
            additional_headers=self.cookie(),
        )
        async with reader:
            self.remember(reader.socket.response.headers.get_all("Set-Cookie"))
            yield reader


class Site:
    """The replicas by the names that the proxy gives them, and browsers that see the site."""

    def __init__(self, port: int, made: Path, replicas: list[Replica]) -> None:
        self.port, self.replicas = port, dict(zip(("one", "two"), replicas, strict=True))
        self.trust = ssl.create_default_context(cafile=made)

    def browser(self, replica: str = "") -> Browser:
        return Browser(self.port, self.trust, replica)


@contextlib.contextmanager
def run_site(folder: Path, base: str = "", processes: int = 2) -> Iterator[Site]:
    """The replicas and the proxy, until the block ends; of one process alone the proxy finds the other dead."""
    if not (shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") and shutil.which("openssl")):
        subprocess.run([ROOT / "scripts" / "test_tools"], check=True)
    nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    settings = {"STREAMLIT_SERVER_BASE_URL_PATH": base} if base else {}
    replicas = [Replica(folder, free_port(), **settings) for _ in range(2)]
    made, key = certificate(folder)
    plain, port = free_port(), free_port()
    site = (ROOT / "deploy" / "machine" / "nginx.conf").read_text(encoding="utf-8")
    for there, here in {
        "8501": replicas[0].port,
        "8502": replicas[1].port,
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "/etc/ssl/hard-currency/certificate.pem": made,
        "/etc/ssl/hard-currency/key.pem": key,
        "client_header_timeout       10s": f"client_header_timeout {HEADER_SECONDS}s",
    }.items():
        assert there in site
        site = site.replace(there, str(here))
    (folder / "nginx.conf").write_text(MAIN.format(site=site), encoding="utf-8")
    with contextlib.ExitStack() as stack:
        for replica in replicas[:processes]:
            replica.start()
            stack.callback(replica.stop)
        for replica in replicas[:processes]:
            replica.wait_until_ready()
        log = stack.enter_context((folder / "nginx.log").open("w"))
        command = [str(nginx), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        proxy = stack.enter_context(subprocess.Popen(command, stderr=log))
        stack.callback(proxy.terminate)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and proxy.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        assert proxy.poll() is None, (folder / "nginx.log").read_text()
        yield Site(port, made, replicas)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with run_site(tmp_path_factory.mktemp("site")) as site:
        yield site
