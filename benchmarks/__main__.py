"""Ours beside other frameworks with the same map and slider, measured in turns in one run: `python -m benchmarks`.

Absolute times are this machine's; the ratios are the point. Nothing here passes or fails.
"""

import argparse
import asyncio
import logging
import os
import shutil
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.browsing import FLAGS, SHAPES, Seen, visit, visit_ours
from benchmarks.growth import growth
from benchmarks.report import Table, save
from benchmarks.servers import Server, served, set_up
from benchmarks.serving_cost import rerun_costs, session_memory, wait_until_warm
from benchmarks.wire import Door, door
from loaders.tables import load_record

NAMES = {
    "static": "static HTML, plotly.js",
    "dash": "Dash",
    "panel": "Panel",
    "bar": "Streamlit, one bar (the floor)",
    "map": "Streamlit, a plain map",
    "ours": "**ours**, host countries",
}
FLOOR = "bar"
ROWS = {
    "first picture, cold": "s",
    "first picture, warm": "s",
    "a step": "s",
    "bytes of a step": "kB",
    "bytes of a first visit": "kB",
    "bytes of a warm visit": "kB",
}


def browse(doors: dict[str, Door], rounds: int) -> dict[str, Seen]:
    """Every page visited in turns, `rounds` times after one round that warms up."""
    seen = {name: Seen() for name in doors}
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for turn in range(rounds + 1):
            for name, passing in doors.items():
                taken = seen[name] if turn else Seen()
                if name == "ours":
                    visit(browser, passing, taken, "host_countries")
                    visit_ours(browser, passing, taken)
                else:
                    picture = ".barlayer .point" if name == FLOOR else SHAPES
                    visit(browser, passing, taken, picture=picture, steps=0 if name == "static" else 3)
        browser.close()
    return seen


def side_by_side(seen: dict[str, Seen]) -> list[Table]:
    """Medians, then each of ours as a multiple of the others'."""
    median = {
        name: {what: statistics.median(values) for what, values in one.values.items()} for name, one in seen.items()
    }
    heads = ["", *(f"{what} ({unit})" for what, unit in ROWS.items())]
    rows = [[NAMES[name], *(_cell(median[name].get(what)) for what in ROWS)] for name in median]
    ratios = [
        [NAMES[name], *(_ratio(median["ours"].get(what), median[name].get(what)) for what in ROWS)]
        for name in median
        if name != "ours"
    ]
    ours, floor = median["ours"], median[FLOOR]["first picture, cold"]
    alone = [
        ["key figures", f"{ours['key figures'] / floor:.2f} x the floor's first picture"],
        ["a picture to look at", f"{ours['a picture to look at'] / floor:.2f} x the floor's first picture"],
        ["page to page", f"{ours['page to page'] / ours['first picture, cold']:.2f} x our first picture"],
        ["selection to filled panel", ""],
        ["a step of the timeline", f"{ours['bytes of a step of the timeline']:.1f} kB"],
    ]
    alone = [[what, f"{ours[what]:.3f} s", beside] for what, beside in alone]
    return [
        Table("Side by side, medians", heads, rows),
        Table("Ours as a multiple of each", heads, ratios),
        Table("Ours alone, medians", ["", "", ""], alone),
    ]


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}" if value < 100 else f"{value:.0f}"


def _ratio(ours: float | None, other: float | None) -> str:
    return "-" if not ours or not other else f"{ours / other:.2f}"


def costs(servers: dict[str, Server], sessions: int) -> list[Table]:
    """Processor time page by page, and memory, beside the floor's."""
    floor, ours = (asyncio.run(rerun_costs(servers[name], name == "ours")) for name in (FLOOR, "ours"))
    rows = [
        [page, f"{new:.0f}", f"{again:.0f}"] for page, (new, again) in [("the floor", floor["overview"]), *ours.items()]
    ]
    memory = {
        name: asyncio.run(session_memory(servers[name], page, 50, sessions))
        for name, page in ((FLOOR, ""), ("ours", "host_countries"))
    }
    held = [
        [what, f"{memory['ours'][what]:.1f}", f"{value:.1f}", _ratio(memory["ours"][what], value)]
        for what, value in memory[FLOOR].items()
    ]
    return [
        Table("Processor time of a rerun (ms)", ["page", "a view that nobody has seen", "a view seen before"], rows),
        Table("Memory (MB)", ["", "ours", "the floor", "ratio"], held),
    ]


def growth_table(grown: dict[int, dict[str, float]]) -> Table:
    """What longer records cost."""
    heads = ["record", *next(iter(grown.values()))]
    rows = [[f"{size} x", *(f"{value:.2f}" for value in cost.values())] for size, cost in grown.items()]
    return Table("Growth of the record (s of processor time; kB sent by a step)", heads, rows)


def main() -> None:
    """Measure, print and save."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--sessions", type=int, default=500, help="how many come and go when memory is measured")
    asked.add_argument("--sizes", type=int, nargs="*", default=[1, 10, 100], help="lengths of the record, in multiples")
    asked.add_argument("--peers", nargs="+", default=list(NAMES), choices=list(NAMES), help="ours and the floor always")
    asked.add_argument(
        "--environment", type=Path, default=Path(".venv-peers"), help="where Dash and Panel are installed"
    )
    asked.add_argument("--no-save", action="store_true")
    options = asked.parse_args()
    logging.disable(logging.WARNING)  # Streamlit notes that there is no browser
    names = [name for name in NAMES if name in {*options.peers, "ours", FLOOR}]
    note = f"Medians of {options.rounds} rounds in turns, after one to warm up; bytes as they came over the wire."
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        python = set_up(folder, options.environment.absolute(), load_record())
        servers = {name: stack.enter_context(served(name, folder, python)) for name in names}
        wait_until_warm(servers["ours"])
        cost = costs(servers, options.sessions)
        doors = {name: stack.enter_context(door(server.port)) for name, server in servers.items()}
        tables = side_by_side(browse(doors, options.rounds)) + cost
        if options.sizes:
            save("bench", tables, note, keep=not options.no_save)  # growth takes minutes more
            tables.append(growth_table(growth(folder, tuple(options.sizes))))
    save("bench", tables, note, keep=not options.no_save)


if __name__ == "__main__":
    main()
