"""What the server pays: processor time of a rerun, page by page, and memory of sessions."""

import asyncio
import time

from benchmarks.links import PAGES
from benchmarks.reader import Reader
from benchmarks.servers import Server

AGAIN = 6  # reruns of a view that was seen before
CHUNK = 20  # sessions opened at once
PATIENCE = 5.0  # seconds in which sessions that were closed are let go


async def rerun_costs(server: Server, is_ours: bool) -> dict[str, tuple[float, float]]:
    """By page, the ms of processor time of a rerun: of a view that nobody has seen, and of one seen before."""
    costs = {}
    async with Reader(f"ws://127.0.0.1:{server.port}") as reader:
        for page, queries in (PAGES if is_ours else {"": [""]}).items():
            new = seen = 0.0
            for query in queries:
                before = server.cpu()
                await reader.follow(page, query)
                between = server.cpu()
                for _ in range(AGAIN):
                    await reader.follow(page, query)
                new, seen = new + between - before, seen + server.cpu() - between
            costs[page or "overview"] = 1000 * new / len(queries), 1000 * seen / len(queries) / AGAIN
    return costs


async def session_memory(server: Server, page: str, together: int, in_all: int) -> dict[str, float]:
    """MB held at rest, by each of some sessions that are open together, and left over when many have come and gone."""
    rest = server.memory()
    async with Reader(f"ws://127.0.0.1:{server.port}") as reader:
        await reader.follow(page)
        base = server.memory()
        readers = [Reader(f"ws://127.0.0.1:{server.port}") for _ in range(together)]
        for open_one in readers:
            await open_one.__aenter__()
            await open_one.follow(page)
        held = (server.memory() - base) / together
        for open_one in readers:
            await open_one.__aexit__()
        before = server.memory()
        for _ in range(0, in_all, CHUNK):
            await asyncio.gather(*(_come_and_go(server, page) for _ in range(CHUNK)))
        await asyncio.sleep(PATIENCE)
        return {"at rest": rest, "a session": held, f"left by {in_all} sessions": server.memory() - before}


async def _come_and_go(server: Server, page: str) -> None:
    async with Reader(f"ws://127.0.0.1:{server.port}") as reader:
        await reader.follow(page)


def wait_until_warm(server: Server, seconds: float = 60) -> None:
    """Wait until the processor rests, as what a server makes ready at its start is no part of a rerun."""
    deadline = time.monotonic() + seconds
    last = -1.0
    while time.monotonic() < deadline and (now := server.cpu()) - last > 0.05:
        last = now
        time.sleep(1.0)
