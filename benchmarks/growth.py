"""A record ten and a hundred times as long, with the same distributions, and what it costs to read and to show.

Every document is copied under another id, publisher and title, and with it every row that rests on it: each copy says
what the original says, so that every rule of the record holds. Places and areas stay as they are.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from loaders.descriptor import DATA, DESCRIPTOR
from loaders.descriptor_form import one_or_several

STAYS = {"jurisdictions", "areas", "corrections"}
NAMED = {
    "sources": ("publisher", "title", "url"),
    "sightings": ("publisher", "copied_from", "url"),
    "incidents": ("victim",),
    "events": ("title",),
}
TOLD_APART = {
    "worker_claims": "estimator",
    "worker_totals": "estimator",
    "theft_totals": "estimator",
    "it_worker_claims": "scope",
    "revenue_claims": "estimator",
}
"""The column that makes a copied claim another claim, as two documents that say the same would be asked about."""
PROBE = """
import json, sys, time, logging
from pathlib import Path
logging.disable(logging.WARNING)
from loaders.store import STORE
STORE.folder = Path(sys.argv[1])
start = time.process_time()
STORE.current()
read = time.process_time() - start
STORE.watch()  # as the server does: a run of a page reads no file
from streamlit.testing.v1 import AppTest
def run(**query):
    app = AppTest.from_file("dashboard.py", default_timeout=600)
    app.switch_page("pages/host_countries.py")
    for name, value in query.items():
        app.query_params[name] = value
    start = time.process_time()
    app.run()
    charts = sum(len(chart.proto.spec) for chart in app.get("plotly_chart"))
    tables = sum(len(part.proto.body) for part in app.get("html"))
    return time.process_time() - start, (charts + tables) / 1000
run()
print(json.dumps([read, *run(years="2015-2026"), run(years="2015-2026")[0]]))
"""


def grow(folder: Path, times: int, source: Path = DATA) -> None:
    """Write a valid record `times` as long as that of `source` into an empty folder."""
    shutil.copytree(source, folder)
    descriptor = json.loads((source / DESCRIPTOR).read_text(encoding="utf-8"))
    paths = {str(resource["name"]): folder / resource["path"] for resource in descriptor["resources"]}
    tables = {name: _read(path) for name, path in paths.items() if name not in STAYS and path.suffix == ".csv"}
    for resource in descriptor["resources"]:
        answers = resource.get("confirmed", [])
        resource["confirmed"] = [*answers, *(_answer(one, copy) for copy in range(1, times) for one in answers)]
    rested_on = {name: rows for name, (_, rows) in tables.items() if name not in ("sources", "sightings")}
    used = {row.get("source_id") for rows in rested_on.values() for row in rows}
    keys = {str(each["name"]): one_or_several(each["schema"]["primaryKey"]) for each in descriptor["resources"]}
    ids = [*(keys[name][0] for name in tables if len(keys[name]) == 1), "row_id"]
    found = {
        "",
        *("/".join(row[part] for part in keys[name]) for name in rested_on for row in rested_on[name]),
    }
    authors = {row["source_id"]: row["publisher"] for row in tables["sources"][1]}
    for name, (columns, rows) in tables.items():
        copied = [row for row in rows if row.get("source_id", "") in {"", *used} and row.get("row_id", "") in found]
        tables[name] = columns, [*rows, *(_copy(name, row, n, authors, ids) for n in range(1, times) for row in copied)]
        with paths[name].open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables[name][1])
    for resource in descriptor["resources"]:
        if (name := str(resource["name"])) in tables:
            resource["confirmed"] += _alike(keys[name], tables[name][1])
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _answer(confirmed: dict[str, Any], copy: int) -> dict[str, Any]:
    """What was confirmed of some rows, of their copies."""
    return {**confirmed, "keys": [_key(key, copy) for key in confirmed["keys"]]}


def _alike(key: tuple[str, ...], rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The answers that copies stand at one time and place, are of one sum, and that copies of short names are a letter
    apart."""
    keys = ["/".join(row[part] for part in key) for row in rows]
    return [{"rule": rule, "keys": keys, "why": "copies"} for rule in ("same-event", "near-name", "same-theft")]


def _key(key: str, copy: int) -> str:
    """The key of a copied row. In a key of several parts the last is the document, which alone is another."""
    return f"{key}-copy{copy}"


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def _copy(table: str, row: dict[str, str], copy: int, authors: dict[str, str], ids: list[str]) -> dict[str, str]:
    told = {name: _key(row[name], copy) for name in ids if row.get(name)}
    if table == "sightings":
        told["sighting_id"] = row["sighting_id"].replace(row["source_id"], told["source_id"], 1)
    if column := TOLD_APART.get(table):
        author = authors[row["source_id"]] if column == "estimator" else ""
        told[column] = f"{row[column] or author} copy{copy}".strip()
    named = {
        name: f"{row[name]}{'?' if name == 'url' else ' '}copy{copy}" for name in NAMED.get(table, ()) if row.get(name)
    }
    return {**row, **told, **named}


def growth(folder: Path, sizes: tuple[int, ...]) -> dict[int, dict[str, float]]:
    """By size of the record: s to read it, s of a step on the map to a new view and to a seen one, kB of it."""
    costs = {}
    for size in sizes:
        grown = folder / f"record-{size}"
        if not grown.exists():
            grow(grown, size)
        ran = subprocess.run(
            [sys.executable, "-c", PROBE, str(grown)],
            check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "."},
            cwd=Path(__file__).parents[1],
        )  # fmt: skip
        read, new, sent, seen = json.loads(ran.stdout.splitlines()[-1])
        costs[size] = {"read": read, "new view": new, "seen view": seen, "kB": sent}
    return costs
