"""A longer record is a valid one, and readers walk different links."""

import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.growth import STAYS, grow
from benchmarks.links import PAGES, many_links, zipf
from benchmarks.report import Table
from loaders.tables import load_record
from tests.live import RECORD

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def record():
    return RECORD


def test_a_record_three_times_as_long_is_valid_and_says_the_same(record, tmp_path):
    grow(tmp_path / "grown", 3)
    grown = load_record(tmp_path / "grown")
    for name, table in record.tables.items():
        if name not in ("sources", "sightings"):  # those of rows that stay are not copied
            assert len(grown.tables[name]) == len(table) * (1 if name in STAYS else 3), name
    claims, longer = (one.tables["worker_claims"] for one in (record, grown))
    for column in ("iso3", "measure", "as_of_start"):
        assert longer[column].value_counts().eq(3 * claims[column].value_counts()).all()


def test_the_links_are_different_and_lead_to_every_page(record):
    links = many_links(record, 200)
    assert len(set(links)) == len(links) == 200
    assert {page for page, _ in links} == set(PAGES)
    assert all((ROOT / "pages" / f"{page or 'overview'}.py").exists() for page, _ in links)


def test_a_few_links_are_followed_very_often_and_most_rarely(record):
    links, chance = many_links(record, 200), random.Random(1)
    followed = Counter(zipf(chance, links) for _ in range(5000))
    assert followed[links[0]] > 2 * followed[links[4]] > 0
    assert sum(followed[link] for link in links[100:]) > 300
    assert len(followed) > 150


def test_a_table_is_written_in_markdown():
    assert Table("Sizes", ["", "kB"], [["a step", "12"]]).markdown().splitlines() == [
        "## Sizes", "", "|  | kB |", "| --- | --- |", "| a step | 12 |",
    ]  # fmt: skip
