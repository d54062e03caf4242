"""The page of sources: search, one document, the rows that rest on it."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from subjects.sources import rows_of_source, sources
from tests.live import RECORD
from words.claims import row_words

SOURCES = RECORD.tables["sources"]
ARTICLE = "taipei-times-2023-urged"


def test_it_lists_every_document(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources")
    assert f"{len(SOURCES)} documents of {len(SOURCES)}" in ran.html
    assert f"Download these {len(SOURCES)} rows (CSV)" in ran.offered


def test_publishers_stand_in_the_order_of_the_alphabet_whatever_their_capitals() -> None:
    names = sources(RECORD)["publisher"].tolist()
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(SOURCES)


def test_a_search_finds_every_word_in_any_order(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources")
    ran.app.text_input(key=ran.key("q")).set_value("experts PANEL")
    ran.again()
    text = (
        SOURCES[["publisher", "title", "published", "source_id", "note"]].fillna("").agg(" ".join, axis=1).str.lower()
    )
    expected = int((text.str.contains("panel") & text.str.contains("experts")).sum())
    assert f"{expected} documents of {len(SOURCES)}" in ran.html
    assert ran.address == {"q": "experts PANEL"}


def test_a_kind_narrows_the_list(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", kind="court_document")
    assert f"{int(SOURCES['kind'].eq('court_document').sum())} documents of" in ran.html


def test_a_search_that_finds_nothing_says_what_to_loosen(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", q="zzz nothing")
    assert any("Try fewer or shorter words" in notice for notice in ran.notices)
    assert not ran.offered


def test_a_document_shows_every_row_that_rests_on_it(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", source=ARTICLE)
    resting = sum(
        int(table["source_id"].eq(ARTICLE).sum())
        for name, table in RECORD.tables.items()
        if name not in ("sources", "sightings") and "source_id" in table
    )
    found = rows_of_source(RECORD, ARTICLE)
    assert sum(map(len, found.values())) == resting > 5
    for rows in found.values():
        assert all(f"<td>{key}</td>" in ran.html for key in rows["row_key"])
    assert "Taiwan, workers present, fishing, " in ran.html
    assert ": about 278<" in ran.html
    assert "stolen by DPRK actors" in ran.html
    assert ": up to $1.7 billion<" in ran.html


def test_a_document_on_which_only_a_correction_rests_opens(run_page: Callable[..., Any]) -> None:
    correction = RECORD.tables["corrections"].iloc[0]
    ran = run_page("sources", source=correction["source_id"])
    said = f"{correction['table']} {correction['key']}, {correction['column']}: printed {correction['printed']}"
    assert f"<td>{said}" in ran.html


def test_on_an_early_day_only_what_was_out_is_listed(run_page: Callable[..., Any]) -> None:
    ran = run_page("sources", known_on="2015-01-01", source=ARTICLE)
    known = int((SOURCES["published_last"] <= pd.Timestamp("2015-01-01")).sum())
    assert f"{known} documents of {known}" in ran.html
    assert ARTICLE not in ran.html


def test_before_the_first_document_it_says_so(run_page: Callable[..., Any]) -> None:
    assert any("Choose a later day" in notice for notice in run_page("sources", known_on="2006-01-01").notices)


def test_every_row_of_the_record_can_be_said_in_words() -> None:
    said = 0
    for source in SOURCES["source_id"]:
        for name, rows in rows_of_source(RECORD, source).items():
            for _, row in rows.iterrows():
                words = row_words(name, row)
                assert len(words) > 8
                assert "<NA>" not in words
                assert "nan" not in words.split()
                said += 1
    tables = [
        table for name, table in RECORD.tables.items() if name not in ("sources", "sightings") and "source_id" in table
    ]
    assert said == sum(int(table["source_id"].notna().sum()) for table in tables)
