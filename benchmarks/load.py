"""Many readers at once: `python -m benchmarks.load`. Each walks links with time to think, as others walk a bare page.

The links are chosen as people do: a few very often, many rarely. Nothing here passes or fails.
"""

import argparse
import asyncio
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.links import many_links, zipf
from benchmarks.reader import Reader
from benchmarks.report import Table, save
from benchmarks.servers import Server, served, set_up
from benchmarks.serving_cost import wait_until_warm
from loaders.tables import load_record

LINKS = 200
IMPATIENT = 60.0  # seconds after which a reader gives up
OURS, BARE = "ours", "bar"
AGAIN = "ours, the same links again"  # what their views show is kept from the walks before


@dataclass
class Load:
    """What the readers met: seconds of every answer, and how many were errors or did not come."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    lost: int = 0  # sessions that ended before their time

    def row(self, name: str, readers: int, duration: float) -> list[str]:
        """A line of the table."""
        ordered = sorted(self.seconds) or [float("nan")]
        p50, p95 = (ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95))
        counts = [str(self.errors), str(self.lost), f"{len(self.seconds) / duration:.1f}"]
        return [name, str(readers), f"{p50:.3f}", f"{p95:.3f}", f"{ordered[-1]:.3f}", *counts]


async def walk(server: Server, links: list[tuple[str, str]], chance: random.Random, think: float, end: float) -> Load:
    """One reader: follows links until the end, thinking in between, `think` seconds in the mean."""
    load = Load()
    await asyncio.sleep(chance.uniform(0, think))
    try:
        async with Reader(f"ws://127.0.0.1:{server.port}") as reader:
            while time.monotonic() < end:
                try:
                    answer = await asyncio.wait_for(reader.follow(*zipf(chance, links)), IMPATIENT)
                except TimeoutError:
                    load.errors += 1
                    return load
                load.seconds.append(answer.seconds)
                load.errors += answer.has_failed
                await asyncio.sleep(min(chance.expovariate(1 / think), 4 * think))
    except OSError:
        load.lost += 1
    return load


async def readers_at_once(server: Server, links: list[tuple[str, str]], n: int, think: float, duration: float) -> Load:
    """`n` readers for some seconds, all together."""
    end = time.monotonic() + duration
    walks = await asyncio.gather(*(walk(server, links, random.Random(seed), think, end) for seed in range(n)))
    together = Load()
    for one in walks:
        together.seconds += one.seconds
        together.errors += one.errors
        together.lost += one.lost
    return together


def main() -> None:
    """Measure, print and save."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--readers", type=int, nargs="+", default=[50, 100, 200])
    asked.add_argument("--think", type=float, default=5.0, help="seconds in the mean")
    asked.add_argument("--seconds", type=float, default=60.0, help="how long each number of readers walks")
    asked.add_argument("--environment", type=Path, default=Path(".venv-peers"))
    asked.add_argument("--no-save", action="store_true")
    options = asked.parse_args()
    record = load_record()
    links = {OURS: many_links(record, LINKS), BARE: [("", "")]}
    heads = ["", "readers", "p50 (s)", "p95 (s)", "longest (s)", "errors", "lost", "reruns a second"]
    table = Table(f"Readers at once, {options.think:g} s to think, {LINKS} different links", heads, [])
    with tempfile.TemporaryDirectory() as folder:
        python = set_up(Path(folder), options.environment.absolute(), record)
        with served(BARE, Path(folder), python) as bare, served(OURS, Path(folder), python) as ours:
            wait_until_warm(ours)
            for n in options.readers:
                for name, server in ((BARE, bare), (OURS, ours), (AGAIN, ours)):
                    walked = links[BARE if name == BARE else OURS]
                    load = asyncio.run(readers_at_once(server, walked, n, options.think, options.seconds))
                    table.rows.append(load.row(name, n, options.seconds))
                    print(*table.rows[-1])
            after = asyncio.run(readers_at_once(ours, links[OURS], 1, 0.2, 5))
            table.rows.append(["ours, one reader after all that", "1", *after.row("", 1, 5)[2:]])
            table.rows.append(["ours, memory in the end", "", f"{ours.memory():.0f} MB", *[""] * 5])
    note = (
        "Seconds from following a link to the end of its answer, over a websocket, without a browser. "
        "*bar* is a Streamlit page with one bar. Errors: answers that raised or took over a minute."
    )
    save("load", [table], note, keep=not options.no_save)


if __name__ == "__main__":
    main()
