"""Measured values as Markdown to read and JSON to compute with, into `benchmarks/results/`."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("streamlit", "plotly", "pandas", "uvicorn", "websockets")


@dataclass
class Table:
    """One table of results; cells are text."""

    title: str
    heads: list[str]
    rows: list[list[str]]

    def markdown(self) -> str:
        """The table in Markdown."""
        lines = [f"| {' | '.join(row)} |" for row in (self.heads, ["---"] * len(self.heads), *self.rows)]
        return "\n".join([f"## {self.title}", "", *lines])


def machine() -> str:
    """The machine in a line: system, processors and how busy they were, memory, versions."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    busy = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    python = f"Python {platform.python_version()}"
    return f"{platform.system()} {platform.machine()}, {busy}, {memory:.0f} GB, {python}, {versions}"


def save(name: str, tables: list[Table], note: str, *, keep: bool) -> None:
    """Print the tables and, with `keep`, write them under the day's date and `name`."""
    today = datetime.now(UTC)
    head = f"# {name.capitalize()}, {today:%Y-%m-%d %H:%M} UTC\n\n{machine()}\n\n{note}"
    text = "\n\n".join([head, *(table.markdown() for table in tables)]) + "\n"
    print(text)
    if keep:
        RESULTS.mkdir(exist_ok=True)
        stem = f"{today:%Y-%m-%d}-{name}"
        (RESULTS / f"{stem}.md").write_text(text, encoding="utf-8")
        told = {"machine": machine(), "at": today.isoformat(timespec="minutes"), "tables": [asdict(t) for t in tables]}
        (RESULTS / f"{stem}.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
