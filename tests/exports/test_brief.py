"""Briefs, read back by pypdf: one tagged page with selectable text, whatever the text is."""

import io
import re

import pandas as pd
import pytest
from pypdf import PdfReader

from exports.brief import MOST_CLAIMS, BriefWords, brief

WORDS = BriefWords(
    title="Russia: what four claims say",
    subtitle="Workers present, 2019 to 2021",
    counted="Counted: workers present.",
    alt="Bars of four claims, from 500 to 3,000.",
    footer="Hard Currency, data version 0a1b2c3d, CC BY 4.0",
    link="https://example.org/host_countries?iso3=RUS",
    ink="#16202B",
    muted="#5C6670",
    caveats=["A claim is not a count."],
    citations=["A paper, “Workers”, 2019-12, p. 3."],
)
ROWS = pd.DataFrame(
    {
        "label": ["One figure", "Floor", "Ceiling", "Silent"],
        "says": ["500", "at least 2,000", "up to 3,000", "thousands"],
        "grade": ["A", "B", "C", "B"],
        "group": ["workers present"] * 4,
        "kind": ["count"] * 4,
        "mark": ["#B5371F"] * 4,
        "low": pd.Series([500, 2000, None, None], dtype="Int64"),
        "high": pd.Series([500, None, 3000, None], dtype="Int64"),
    }
)


def read(rows: pd.DataFrame, words: BriefWords = WORDS) -> PdfReader:
    return PdfReader(io.BytesIO(brief(rows, words)))


def text_of(pdf: PdfReader) -> str:
    return " ".join(page.extract_text() for page in pdf.pages)


def test_everything_stands_on_one_page_as_text() -> None:
    pdf = read(ROWS)
    text = text_of(pdf)
    assert len(pdf.pages) == 1
    expected = [WORDS.title, WORDS.subtitle, WORDS.counted, WORDS.footer, WORDS.link, *WORDS.caveats, *WORDS.citations]
    assert [part for part in [*expected, *ROWS["label"], *ROWS["says"], "Workers present"] if part not in text] == []


def test_what_is_counted_stands_above_its_claims_on_a_scale_of_its_own() -> None:
    rows = ROWS.assign(group=["workers present", "workers sent home", "workers present", "share of wages"])
    rows = rows.assign(
        kind=["count", "count", "count", "percent"], low=[500, 2000, None, 30.0], high=[500, None, 3000, 30.0]
    )
    text = text_of(read(rows))
    parts = ("Workers present", "One figure", "Ceiling", "Workers sent home", "Floor", "Share of wages", "Silent")
    places = [text.index(part, text.index("The figure")) for part in parts]
    assert places == sorted(places)
    for top in ("3,000", "2,000", "30%"):
        assert re.search(rf"\b0\s+{top}", text)


def test_the_page_is_tagged_and_its_figure_described() -> None:
    pdf = read(ROWS)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/StructTreeRoot"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == WORDS.title
    objects = (pdf.get_object(number) for number in range(1, len(pdf.xref_objStm) + len(pdf.xref[0]) + 1))
    assert WORDS.alt in [entry.get("/Alt") for entry in objects if isinstance(entry, dict)]


def test_what_does_not_fit_is_said() -> None:
    rows = pd.concat([ROWS.iloc[[0]]] * (MOST_CLAIMS + 2), ignore_index=True)
    assert "2 more claims are in the view itself." in text_of(read(rows))


@pytest.mark.parametrize(
    "text", ["#panic(1)", "$x$ *b* _i_ `c`", "= heading", "\\ ] )", '"\x07\x00', "<label> @ref", "노동자"]
)
def test_text_is_never_read_as_markup(text: str) -> None:
    words = BriefWords(**{**vars(WORDS), "title": text, "caveats": [text], "citations": [text], "link": text})
    assert len(read(ROWS.assign(label=text, says=text), words).pages) == 1


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd"])
def test_only_an_address_of_the_web_becomes_a_link(link: str) -> None:
    pdf = read(ROWS, BriefWords(**{**vars(WORDS), "link": link}))
    assert "/Annots" not in pdf.pages[0]
    assert "/Annots" in read(ROWS).pages[0]


def test_no_claims_make_a_brief_without_a_figure() -> None:
    assert WORDS.title in text_of(read(ROWS.iloc[:0]))


@pytest.mark.parametrize(("low", "high"), [([5, 9], [None, None]), ([None, None], [5, 9])])
def test_claims_that_all_leave_the_same_end_open_make_a_page(low: list[int | None], high: list[int | None]) -> None:
    rows = ROWS.iloc[:2].assign(low=pd.Series(low, dtype="Int64"), high=pd.Series(high, dtype="Int64"))
    assert "0 9" in text_of(read(rows))


def test_no_page_holds_the_link_alone() -> None:
    cited = [f"A paper, “Workers {number}”, 2019-12." for number in range(60)]
    *_, last = read(ROWS, BriefWords(**{**vars(WORDS), "citations": cited})).pages
    assert "Workers 59" in last.extract_text()
    assert WORDS.link not in last.extract_text()


def test_many_groups_begin_beneath_the_title_and_go_on_to_the_next_page() -> None:
    rows = pd.concat([ROWS.iloc[[0]]] * MOST_CLAIMS, ignore_index=True)
    pages = read(rows.assign(group=[f"thing {number}" for number in range(MOST_CLAIMS)])).pages
    assert [f"Thing {number}" in page.extract_text() for page in pages[:2] for number in (0, 29)] == [
        True, False, False, True,
    ]  # fmt: skip


def test_as_many_claims_as_a_brief_takes_fit_one_page() -> None:
    rows = pd.concat([ROWS.iloc[[0]]] * MOST_CLAIMS, ignore_index=True)
    assert len(read(rows).pages) == 1
