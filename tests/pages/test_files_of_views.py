"""Every kind of rows that a page offers, as every kind of file, read back by another library: the rows that the page
shows and no others, gaps and open ends as they are, and inside each file the selection, the day, the link and the
version."""

import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import bibtexparser
import openpyxl
import pandas as pd
import pytest
import rispy
from pptx import Presentation
from pptx.shapes.group import GroupShape
from pypdf import PdfReader

from exports.brief import MOST_CLAIMS
from exports.offer import File, View, claim_bars, is_claims
from exports.slides import MOST_BARS
from pages._parts import files as offered
from tests.live import RECORD
from tests.pages.quick import open_page
from tests.pages.screen import load_parts

VIEWS: list[tuple[str, dict[str, str]]] = [
    ("overview", {"known_on": "2023-06-30"}),
    ("host_countries", {"region": "gulf", "years": "2015-2019"}),
    ("host_countries", {"iso3": "CHN", "known_on": "2019-12-31"}),
    ("repatriation", {"status": "reported_gone"}),
    ("compare", {"a": "KWT", "b": "QAT"}),
    ("crypto_theft", {"sums": "running", "attribution": "any", "year": "2019"}),
    ("crypto_theft", {"measure": "share"}),
    ("crypto_theft", {"view": "incidents", "incident": "ronin-2022", "least": "100"}),
    ("crypto_theft", {"view": "attribution", "by": "government"}),
    ("crypto_theft", {"view": "money", "trail": "service", "outcome": "recovered"}),
    ("crypto_theft", {"view": "yardsticks", "year": "2021"}),
    ("it_workers", {"measure": "identities_stolen"}),
    ("it_workers", {"view": "cases", "known_on": "2022-06-01"}),
    ("revenue", {"per": "total"}),
    ("revenue", {"view": "cost"}),
    ("timeline", {"years": "2019-2019", "over": "theft,russia"}),
    ("sources", {"q": "Panel"}),
    ("changes", {"since": "2025-06-01"}),
]


class Offered:
    """Rows that a page offers, and their files by the ending of the name."""

    def __init__(self, rows: pd.DataFrame, view: View, tables: tuple[str, ...]) -> None:
        self.rows, self.view, self.tables = rows, view, tables
        self.files: dict[str, File] = {}

    def add(self, file: File) -> None:
        self.files[file.name.split(self.view.version[:8])[-1]] = file


@pytest.fixture(scope="module")
def pages() -> Iterator[Callable[[str, dict[str, str]], list[Offered]]]:
    """Runs a page from a link and gives all that it offers to take away."""
    found: list[Offered] = []
    make = offered.files

    def files(rows: pd.DataFrame, view: View, words: Any, tables: tuple[str, ...], *more: Any) -> list[File]:
        found.append(Offered(rows, view, tables))
        return make(rows, view, words, tables, *more)

    load_parts()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offered, "files", files)
        patch.setattr(offered, "offer_file", lambda file, key: found[-1].add(file) if found else None)

        def run(page: str, query: dict[str, str]) -> list[Offered]:
            found.clear()
            open_page(page, query, whole=True)
            return [*found]

        yield run


@pytest.fixture(scope="module")
def drawn() -> set[tuple[str, tuple[str, ...]]]:
    """The endings of DRAWN that were read, with the tables of their rows."""
    return set()


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_each_file_holds_the_rows_of_the_view_and_says_which_it_is(
    pages: Callable[[str, dict[str, str]], list[Offered]],
    drawn: set[tuple[str, tuple[str, ...]]],
    page: str,
    query: dict[str, str],
) -> None:
    found = pages(page, query)
    assert found, "the page offers nothing"
    assert all(len(each.rows) for each in found)
    for each in found:  # each names what its rows depend on, and its link all of it
        assert {*query.items()} >= {*each.view.choices.items()}
        assert {*query.items()} <= {*parse_qsl(each.view.link.partition("?")[2])}
        assert each.view.link.startswith("http://here/?")
        for ending, read in READERS.items():
            # Slides and pages take longest, and are made of all rows of a table in one way.
            if ending in each.files and (ending not in DRAWN or (ending, each.tables) not in drawn):
                drawn.add((ending, each.tables))
                read(each, each.files[ending].make())


def test_the_files_of_a_place_name_no_choice_that_they_do_not_keep_to(
    pages: Callable[[str, dict[str, str]], list[Offered]],
) -> None:
    (each,) = pages("host_countries", {"iso3": "CHN", "years": "2015-2016", "known_on": "2024-12-31"})
    told = each.view.selection(each.rows)
    assert {"iso3": "CHN", "known_on": "2024-12-31"}.items() <= told.items()
    assert not {"years", "measure", "sector", "region"} & {*told}
    assert each.rows["as_of_start"].str[:4].nunique() > 2, "they are of all years"
    assert "years=2015-2016" in str(told["link"])
    assert "2015" not in each.view.stem()


@pytest.mark.parametrize(
    ("page", "query", "names"),
    [
        ("compare", {}, ["compare-a-CHN-b-RUS-measure-present"]),
        ("crypto_theft", {}, ["theft-years-measure-dprk", "theft-2025-measure-dprk", "named-thefts-measure-dprk",
                              "theft-several-years-measure-dprk"]),
        ("crypto_theft", {"year": "2019", "sums": "running"}, [
            "theft-years-measure-dprk", "theft-2019-measure-dprk", "theft-in-all-measure-dprk-sums-running",
            "named-thefts-measure-dprk-sums-running", "theft-several-years-measure-dprk"]),
        ("it_workers", {}, ["it-workers-abroad"]),
        ("revenue", {"view": "cost", "who": "it"}, ["revenue-cost-per-year", "revenue-shares-view-cost"]),
        ("timeline", {"over": "theft"}, ["timeline-theft", "timeline"]),
    ],
)  # fmt: skip
def test_a_file_s_name_says_of_what_it_is_and_nothing_that_it_does_not_keep_to(
    pages: Callable[[str, dict[str, str]], list[Offered]], page: str, query: dict[str, str], names: list[str]
) -> None:
    version = RECORD.version[:8]
    found = [file.name for each in pages(page, query) for file in each.files.values() if file.name.endswith(".csv")]
    assert found == [f"hard-currency-{name}-{version}.csv" for name in names]


@pytest.mark.parametrize(
    ("page", "link", "words"),
    [
        ("host_countries", {"region": "gulf", "sector": "construction"}, {
            "measure": "workers present", "region": "Gulf and West Asia", "sector": "construction"}),
        ("compare", {"a": "KWT", "b": "QAT"}, {"a": "Kuwait", "b": "Qatar", "measure": "workers present"}),
        ("crypto_theft", {"view": "incidents", "attribution": "any"}, {"attribution": "Any attribution"}),
        ("crypto_theft", {"view": "money"}, {"view": "Where the money went", "trail": "By kind"}),
        ("timeline", {"lane": "nuclear_test,un_resolution"}, {"lane": "Security Council resolutions, Nuclear tests"}),
        ("it_workers", {"measure": "identities_stolen"}, {"view": "What sources say"}),
        ("revenue", {"channel": "coal"}, {"per": "a year"}),
        ("sources", {"kind": "un_document,ngo"}, {"kind": "Non-governmental organisation, UN document"}),
    ],
)  # fmt: skip
def test_what_is_chosen_is_said_in_words_beside_its_codes(
    pages: Callable[[str, dict[str, str]], list[Offered]], page: str, link: dict[str, str], words: dict[str, str]
) -> None:
    each = pages(page, link)[0]
    said = {name: text for name, text in each.view.words.items() if name in words}
    assert {name: text.casefold() for name, text in said.items()} == {
        name: text.casefold() for name, text in words.items() if text != each.view.choices.get(name)
    }
    for name, text in said.items():
        assert f"({text})" in each.view.chosen()
        assert {**each.view.defaults, **each.view.choices}[name] != text


def test_nothing_is_said_of_a_choice_on_which_a_view_does_not_depend(
    pages: Callable[[str, dict[str, str]], list[Offered]],
) -> None:
    for each in pages("crypto_theft", {"view": "incidents", "known_on": "2023-01-01"}):
        assert not {"year", "span", "trail"} & {*each.view.selection(each.rows)}
    for each in pages("crypto_theft", {"view": "money"}):
        assert not {"measure", "year", "span", "least", "drawn"} & {*each.view.selection(each.rows)}
    for each in pages("crypto_theft", {"view": "yardsticks"}):
        assert not {"measure", "attribution", "trail", "outcome"} & {*each.view.selection(each.rows)}


def read_csv(each: Offered, content: bytes) -> None:
    read = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    assert len(read) == len(each.rows)
    for column in read.columns:
        for text, value in zip(read[column], each.rows[column], strict=True):
            is_same(text or None, value, column)


def read_columns(each: Offered, content: bytes) -> None:
    beside = json.loads(content)
    assert beside["data_version"] == each.view.version
    assert beside["selection"] == each.view.selection(each.rows)
    assert {*each.view.choices, "link", "rows", "page"} <= {*beside["selection"]}


def read_xlsx(each: Offered, content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    head, *lines = book["Rows"].iter_rows(values_only=True)
    assert len(lines) == len(each.rows)
    for column, values in zip(head, zip(*lines, strict=True), strict=True):
        for cell, value in zip(values, each.rows[column], strict=True):
            assert isinstance(cell, str | None) or not isinstance(value, str), f"{column}: {value} became {cell}"
            is_same(cell, value, column)
    chosen = list(book["Selection"].iter_rows(values_only=True))[1:]
    assert {name: value for name, value, _ in chosen} == each.view.selection(each.rows)
    assert {name: said for name, _, said in chosen if said} == dict(each.view.words)


def is_same(read: Any, value: Any, column: str) -> None:
    """A cell as it is read back, where an empty one is none, is the value of the view; numbers as numbers."""
    if pd.isna(value) or value == "":
        assert read is None, f"{column} is unknown, not {read}"
    elif isinstance(value, str) or str(value) in ("True", "False"):
        assert str(read).removeprefix("'") == str(value).removeprefix("'"), column
    else:
        assert float(read) == float(value), column


def read_list(each: Offered, text: str, keys: list[str], notes: list[str]) -> None:
    """Every document once; of which selection they are stands in the file."""
    assert sorted(keys) == sorted(each.rows["source_id"].dropna().unique())
    assert len(keys) == 0 or notes
    assert all(
        part in note for note in notes for part in (each.view.version, each.view.link, *each.view.choices.values())
    )


def read_ris(each: Offered, content: bytes) -> None:
    entries = rispy.loads(content.decode())
    notes = [note for entry in entries for note in entry["notes"]]
    read_list(each, content.decode(), [entry["id"] for entry in entries], notes)


def read_bibtex(each: Offered, content: bytes) -> None:
    library = bibtexparser.parse_string(content.decode())
    assert library.failed_blocks == []
    notes = [str(comment.comment) for comment in library.comments]
    read_list(each, content.decode(), [entry.key for entry in library.entries], notes)
    assert all("note" not in entry.fields_dict for entry in library.entries), "a bibliography would print it"


def read_csl(each: Offered, content: bytes) -> None:
    items = json.loads(content)
    read_list(each, content.decode(), [item["id"] for item in items], [item["note"] for item in items])


def read_slides(each: Offered, content: bytes) -> None:
    slides = Presentation(io.BytesIO(content)).slides
    texts = " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    assert each.view.link in texts
    assert each.view.version in texts + notes
    assert all(f"{name}: {value}" in notes for name, value in each.view.choices.items())
    if not is_claims(each.rows):  # the chart itself, as shapes of its own
        assert sum(len(shape.shapes) for shape in slides[0].shapes if isinstance(shape, GroupShape)) >= 10
        assert each.view.finding["title"] in texts
        return
    bars = claim_bars(each.rows)
    drawn = bars[bars["low"].notna() | bars["high"].notna()]
    read: list[tuple[str, tuple[float, ...]]] = []
    for chart in (shape.chart for slide in slides for shape in slide.shapes if shape.has_chart):
        (plot,) = chart.plots
        assert 0 < len(plot.categories) <= MOST_BARS
        values = zip(*(series.values for series in plot.series), strict=True)
        read += zip(map(str, plot.categories), values, strict=True)
    assert len(read) == len(drawn)
    expected = {f"{bar['label']}: {bar['says']}": bar for _, bar in drawn.iterrows()}
    for label, (start, closed, beyond) in read:
        bar = expected[label.removeprefix("'")] if label not in expected else expected[label]
        low, high = bar["low"], bar["high"]
        assert start == (0 if pd.isna(low) else low)
        assert closed == (0 if pd.isna(low) or pd.isna(high) else high - low)
        assert (beyond > 0) == (pd.isna(low) or pd.isna(high)) or high == 0, "an end is open or it is not"


def read_page(each: Offered, content: bytes) -> None:
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    bars = claim_bars(each.rows)
    said = [*(f"{name}: {value}" for name, value in each.view.choices.items()), each.view.version, each.view.link]
    for part in [*said, *bars["says"].head(MOST_CLAIMS), *bars["label"].head(MOST_CLAIMS)]:
        assert "".join(part.split()) in text
    if (left := len(bars) - MOST_CLAIMS) > 0:
        assert f"{left}moreclaims" in text


DRAWN = (".pptx", ".pdf")
READERS: dict[str, Callable[[Offered, bytes], None]] = {
    ".csv": read_csv,
    "-columns.json": read_columns,
    ".xlsx": read_xlsx,
    ".ris": read_ris,
    ".bib": read_bibtex,
    ".csl.json": read_csl,
    ".pptx": read_slides,
    ".pdf": read_page,
}
