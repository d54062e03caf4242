"""Prints what our way costs beside a plainer one, both measured in this very run, in turns.

Absolute times are this machine's; the ratios are the point. Nothing here passes or fails.
"""

import gzip
import json
import logging
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from frictionless import Package
from streamlit.testing.v1 import AppTest

from loaders.descriptor import DATA
from loaders.store import STORE
from loaders.tables import load_record
from serving.outlines import NAMES, outlines_url, read_outlines

ROUNDS = 5
ENTRY = str(Path(__file__).parents[1] / "dashboard.py")
MAP_PAGE = "pages/host_countries.py"


def in_turns(ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The median seconds of each, run one after the other ROUNDS times after one round to warm up."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS + 1):
        for work, taken in zip((ours, other), times, strict=True):
            start = time.perf_counter()
            work()
            if turn:
                taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def tell(what: str, ours: float, other: float, unit: str) -> None:
    """One line: ours, the other, and how many times the other ours is."""
    print(f"{what:<74}{ours:>9,.3g} {unit:<3}{other:>9,.3g} {unit:<3}{ours / other:>8.2f} x")


def read_plainly() -> None:
    """The tables as pandas reads them when nobody asks whether they are right."""
    for path in DATA.glob("*.csv"):
        pd.read_csv(path)


def validate_by_frictionless() -> None:
    """The same tables and descriptor, checked by the public library."""
    assert Package(str(DATA / "datapackage.json")).validate().valid


def map_page() -> str:
    """One run of the page with the map, and the figure that it sends to the browser."""
    app = AppTest.from_file(ENTRY, default_timeout=60)
    app.switch_page(MAP_PAGE)
    app.run()
    figures = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    return next(spec for figure in figures if "choropleth" in (spec := json.dumps(figure, separators=(",", ":"))))


def map_page_with_record_read_anew() -> str:
    """The same, when a file of the record has just changed."""
    STORE.seen = None
    return map_page()


def with_outlines_inside(figure: str) -> str:
    """The figure as it would be if the outlines travelled in it."""
    for name in NAMES:
        figure = figure.replace(f'"{outlines_url(name)}"', read_outlines(name)[0].decode())
    return figure


def main() -> None:
    """Measure and print."""
    logging.disable(logging.WARNING)  # Streamlit notes at every run that there is no browser
    print(f"{'':<74}{'ours':>12} {'other':>12} {'ratio':>10}")
    tell("the record, read and checked / its files by pandas.read_csv", *in_turns(load_record, read_plainly), "s")
    tell(
        "the record, read and checked / the same by frictionless", *in_turns(load_record, validate_by_frictionless), "s"
    )
    warm, anew = in_turns(map_page, map_page_with_record_read_anew)
    tell("a run of the map page, record in memory / record read anew", warm, anew, "s")
    figure = map_page().encode()
    inside = with_outlines_inside(figure.decode()).encode()
    tell("the map as sent at each step, outlines by address / inside", len(figure) / 1000, len(inside) / 1000, "kB")
    packed, packed_inside = len(gzip.compress(figure)), len(gzip.compress(inside))
    tell("the same, as if compressed", packed / 1000, packed_inside / 1000, "kB")


if __name__ == "__main__":
    main()
