"""Many sessions, one after the other: `python -m benchmarks.soak`. It ends with 1 where something grew or was lost.

Every third session loses its connection without a word. Afterwards memory and open files must be what they were, a
dropped session must be taken up again where it was, and after a kill a new process must show the same view.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.links import many_links, zipf
from benchmarks.reader import Reader
from benchmarks.servers import Server, served
from benchmarks.serving_cost import wait_until_warm
from loaders.tables import load_record

AT_ONCE = 4
FIRST = 100  # sessions after which what is kept for everybody is taken to be kept
FORGET = 3  # seconds after which the server forgets a session that has gone
GROWTH_MB = 50
FILES = 5
VIEW = ("host_countries", "iso3=CHN&years=2015-2019")


@dataclass(frozen=True)
class Held:
    """What a process holds: MB of memory and open files."""

    memory: float
    files: int


def held(server: Server) -> Held:
    """What it holds now."""
    return Held(server.memory(), len(os.listdir(f"/proc/{server.process.pid}/fd")))


def faults(first: Held, last: Held, failed: int) -> list[str]:
    """In words, what grew or failed; empty if nothing did."""
    said = [f"{failed} answers failed"] if failed else []
    if last.memory - first.memory > GROWTH_MB:
        said.append(f"memory grew from {first.memory:.0f} to {last.memory:.0f} MB")
    if last.files - first.files > FILES:
        said.append(f"open files grew from {first.files} to {last.files}")
    return said


async def session(server: Server, links: list[tuple[str, str]], number: int) -> int:
    """One reader of two pages; how many of the two failed."""
    chance = random.Random(number)
    async with Reader(f"ws://127.0.0.1:{server.port}") as reader:
        failed = sum([(await reader.follow(*zipf(chance, links))).has_failed for _ in range(2)])
        if number % 3 == 0:
            reader.drop()
    return failed


async def sessions(server: Server, links: list[tuple[str, str]], numbers: range) -> int:
    """All of these, a few at once, and the time after which they are forgotten; how many answers failed."""
    waiting = iter(numbers)

    async def one_after_the_other() -> int:
        return sum([await session(server, links, number) for number in waiting])

    failed = sum(await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE))))
    await asyncio.sleep(2 * FORGET)
    return failed


async def view(server: Server, resumed: str = "") -> tuple[str, str]:
    """The session in which a view is shown, and the address that stands then; the connection is lost afterwards."""
    async with Reader(f"ws://127.0.0.1:{server.port}", resumed) as reader:
        await reader.follow(*VIEW)
        reader.drop()
        return reader.session, reader.query


async def is_taken_up(server: Server) -> bool:
    """Whether a session whose connection was lost goes on as the same one."""
    before = await view(server)
    return await view(server, resumed=before[0]) == before


def main() -> int:
    """Run it all, and print what was seen."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sessions", type=int, default=500)
    count = asked.parse_args().sessions
    links = many_links(load_record(), 60)
    os.environ["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] = str(FORGET)
    with tempfile.TemporaryDirectory() as folder:
        with served("ours", Path(folder), Path(sys.executable)) as server:
            wait_until_warm(server)
            failed = asyncio.run(sessions(server, links, range(min(FIRST, count // 2))))
            first = held(server)
            for begin in range(min(FIRST, count // 2), count, 100):
                failed += asyncio.run(sessions(server, links, range(begin, min(begin + 100, count))))
                print(f"{min(begin + 100, count)} sessions: {held(server)}", flush=True)
            said = faults(first, held(server), failed)
            if not asyncio.run(is_taken_up(server)):
                said.append("a dropped session was not taken up again")
            shown = asyncio.run(view(server))[1]
            os.kill(server.process.pid, signal.SIGKILL)
            server.process.wait()
        with served("ours", Path(folder), Path(sys.executable)) as server:
            if asyncio.run(view(server))[1] != shown:
                said.append("after a kill the view is another one")
    print("\n".join(said) or f"Nothing grew, nothing was lost; at first {first}")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
