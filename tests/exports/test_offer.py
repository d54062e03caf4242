"""The files of a view: each names what was chosen, opens, and holds the view's own rows."""

import io
import json
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest
import xlsxwriter.core
from pptx import Presentation

from exports.offer import View, claim_bars, files
from exports.steady import FIRST
from language.file_names import name_of_chart, readable
from look.palette import LIGHT
from subjects.revenue import revenue_claims
from subjects.sources import sources
from subjects.workers import worker_claims
from tests.live import RECORD

TABLES = ("worker_claims", "sources", "jurisdictions")
VIEW = View(
    page="host_countries",
    name="claims-RUS",
    version="0a1b2c3d, as known on 2025-01-01",
    link="http://127.0.0.1:8501/host_countries?iso3=RUS&known_on=2025-01-01",
    choices={"iso3": "RUS", "known_on": "2025-01-01"},
    finding={"title": "What is claimed of Russia", "subtitle": "Workers", "footer": "Counted: workers."},
    alt="Bars of claims.",
    words={"iso3": "Russia"},
)


def russia(measure: str | None = "present") -> pd.DataFrame:
    claims = worker_claims(RECORD)
    chosen = claims["iso3"].eq("RUS") & (claims["measure"].eq(measure) if measure else True)
    return claims[chosen].reset_index(drop=True)


def made(rows: pd.DataFrame, view: View = VIEW) -> dict[str, bytes]:
    """The content of each file, by the ending of its name."""
    offered = files(rows, view, RECORD.descriptor, TABLES, RECORD.tables["sources"])
    return {file.name.split(view.version[:8])[-1]: file.make() for file in offered}


def test_every_file_s_name_says_what_was_chosen() -> None:
    offered = files(russia(), VIEW, RECORD.descriptor, TABLES, RECORD.tables["sources"])
    begins = "hard-currency-claims-RUS-known-on-2025-01-01-0a1b2c3d"
    assert len(offered) == 8
    assert all(file.name.startswith(begins) for file in offered)
    assert len({file.name for file in offered}) == len(offered)


def test_two_selections_never_share_a_name() -> None:
    other = View(**{**vars(VIEW), "choices": {"iso3": "CHN"}})
    assert other.stem() != VIEW.stem()


def test_a_file_s_name_holds_what_a_view_is_of_where_the_reader_left_it_as_it_is() -> None:
    view = View(**{**vars(VIEW), "name": "compare", "choices": {"b": "QAT"}, "defaults": {"a": "CHN", "b": "RUS"}})
    assert replace(view, subject=("a", "b")).stem() == "hard-currency-compare-a-CHN-b-QAT-0a1b2c3d"
    assert replace(view, subject=("a", "b")).apart_from(("a",)).stem() == "hard-currency-compare-b-QAT-0a1b2c3d"


@pytest.mark.parametrize(
    ("page", "key", "name"),
    [
        ("compare", "compare_in_time", "compare-in-time"),
        ("repatriation", "repatriation", "repatriation"),
        ("it_workers", "it_claims", "it-workers-claims"),
        ("host_countries", "map", "host-countries-map"),
    ],
)
def test_no_name_says_a_word_twice(page: str, key: str, name: str) -> None:
    assert name_of_chart(page, key) == name


def test_two_searches_whose_letters_a_name_loses_do_not_share_one() -> None:
    """Nor two that differ in case alone, which some systems do not tell apart, or in what is beyond the length."""
    asked = ["a b", "a-b", "a/b", "북한", "중국", '"a?b"', "x" * 200, "x" * 201, "북" * 80, "DPRK", "dprk", "..", "con"]
    views = [View(**{**vars(VIEW), "choices": {"q": text}, "free": ("q",)}) for text in asked]
    names = [view.stem().casefold() for view in views]
    assert len({*names}) == len(asked)
    assert names == [view.stem().casefold() for view in views]
    assert all(len(f"{name}-brief-us-letter.pdf".encode()) <= 200 for name in names)
    assert not [name for name in names if set(name) & set('/\\:*?"<>| ')]
    assert "북한" in names[3]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("Two pages", "Two-pages"), ("a/b\\c", "a-b-c"), ("CON", "file-CON"), ("nul.txt", "file-nul-txt")),
        *(
            ("Console", "Console"),
            ("북한 노동자", "북한-노동자"),
            ("../../x", "x"),
            ("???", ""),
            ("Co\u0302te", "Côte"),
        ),
    ],
)
def test_a_name_is_one_that_every_system_takes(text: str, name: str) -> None:
    assert readable(text) == name
    assert len(readable(text * 60).encode()) <= 125


def test_the_files_beside_the_rows_name_every_choice_and_the_link() -> None:
    rows = russia()
    content = made(rows)
    expected = {
        "page": "host_countries",
        "iso3": "RUS",
        "known_on": "2025-01-01",
        "rows": len(rows),
        "data_version": VIEW.version,
        "link": VIEW.link,
    }
    assert json.loads(content["-columns.json"])["selection"] == expected
    sheet = openpyxl.load_workbook(io.BytesIO(content[".xlsx"]))["Selection"]
    chosen = list(sheet.iter_rows(values_only=True))[1:]
    assert {name: value for name, value, _ in chosen} == expected
    assert {name: said for name, _, said in chosen if said} == VIEW.words == {"iso3": "Russia"}
    assert json.loads(content["-columns.json"])["selection_in_words"] == {"iso3": "Russia"}


def test_a_slide_cites_every_claim_and_names_what_was_chosen() -> None:
    rows = russia()
    view = View(**{**vars(VIEW), "defaults": {"measure": "present"}})
    deck = Presentation(io.BytesIO(made(rows, view)[".pptx"]))
    notes = deck.slides[0].notes_slide.notes_text_frame.text
    assert "measure: present; iso3: RUS (Russia); known_on: 2025-01-01." in notes
    assert all(f"row {claim}." in notes for claim in rows["claim_id"])


def test_a_bar_says_which_place_it_is_about_where_there_are_several() -> None:
    claims = worker_claims(RECORD)
    several = claims[claims["iso3"].isin(["KWT", "QAT"]) & claims["measure"].eq("present")]
    bars = claim_bars(several)
    assert all(bar.startswith(f"{name}: ") for bar, name in zip(bars["label"], several["name"], strict=True))
    assert {label.partition(":")[0] for label in bars["label"]} == {"Kuwait", "Qatar"}
    one = several[several["iso3"] == "KWT"]
    assert [f"Kuwait: {label}" for label in claim_bars(one)["label"]] == bars.loc[one.index, "label"].tolist()


def test_a_share_is_a_bar_of_percent_and_an_edition_that_is_replaced_is_grey() -> None:
    rows = revenue_claims(RECORD)
    shares = rows[rows["share_of"].notna()]
    bars = claim_bars(shares)
    assert set(bars["kind"]) == {"percent"}
    assert bars["low"].tolist() == shares["share_low"].tolist()
    assert len(chart_rows(made(shares)[".pptx"])) == len(bars)
    money = claim_bars(
        rows[rows["share_of"].isna()].assign(is_current=[False, *[True] * (rows["share_of"].isna().sum() - 1)])
    )
    assert money["mark"].tolist() == [LIGHT.ghost, *[LIGHT.money] * (len(money) - 1)]


def chart_rows(content: bytes) -> list[str]:
    shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes if shape.has_chart]
    return [str(label) for shape in shapes for label in shape.chart.plots[0].categories]


def test_unlike_measures_share_no_scale() -> None:
    rows = russia(None)
    assert claim_bars(rows)["group"].nunique() > 2
    view = View(**{**vars(VIEW), "defaults": {"measure": "present"}})
    deck = Presentation(io.BytesIO(made(rows, view)[".pptx"]))
    assert len(deck.slides) >= claim_bars(rows.dropna(subset=["low", "high"], how="all"))["group"].nunique()
    assert made(rows)[".pdf"].startswith(b"%PDF")


@pytest.mark.parametrize("rows", [russia().iloc[:0], sources(RECORD).head(3)], ids=["no rows", "documents"])
def test_any_rows_make_files_that_open(rows: pd.DataFrame) -> None:
    for ending, content in made(rows).items():
        assert content or ending in (".ris", ".bib")


def test_a_selection_names_all_that_was_left_as_it_is_and_the_name_of_the_file_does_not() -> None:
    view = View(**{**vars(VIEW), "defaults": {"measure": "present", "years": "2005-2026"}})
    said = view.selection(pd.DataFrame({"low": [1]}))
    assert (said["measure"], said["years"], said["rows"]) == ("present", "2005-2026", 1)
    assert view.stem() == VIEW.stem()


def test_the_same_view_gives_the_same_bytes_at_any_second(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = russia().head(3)
    first = made(rows)
    now, hour = time.time(), 3601.5
    is_same_day = date.fromtimestamp(now + hour) == date.fromtimestamp(now)
    later = now + hour if is_same_day else now - hour  # or the day that is said would be another
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *ignored: time.gmtime(later))
    monkeypatch.setattr(xlsxwriter.core, "datetime", Later)
    assert made(rows) == first
    assert {zipfile.ZipFile(io.BytesIO(first[".xlsx"])).infolist()[0].date_time} == {FIRST}
    made_on = openpyxl.load_workbook(io.BytesIO(first[".xlsx"])).properties.created
    assert made_on == datetime.combine(date.today(), datetime.min.time()), "the day is said, and no second"


class Later(datetime):
    """A clock that runs an hour ahead."""

    @classmethod
    def now(cls, tz: Any = None) -> "Later":
        return cls.fromtimestamp(datetime.now(tz).timestamp() + 3600, tz)
