"""Numbers, dates and gaps as people elsewhere write them: each is refused, and what is said of it is never wrong."""

from datetime import date

import pytest

from loaders.numerals import number_hint
from loaders.written_dates import date_hint
from tests.tiny import Folder

TWO = "; two dates in one cell: the first goes into the column of the start, the other into that of the end"
DOLLARS = "; nothing is converted here: write the dollars that the document states, or leave the cell empty"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("500²", "; did you mean 500?"),  # a footnote
        ("500 [3]", "; did you mean 500?"),
        ("3만5천", "; did you mean 35000?"),
        ("1만2,000명", "; did you mean 12000?"),
        ("1.2억 달러", "; did you mean 120000000?"),
        ("12,34,567", "; did you mean 1234567?"),
        ("1.2 crore", "; did you mean 12000000?"),
        ("2,5 Mio.", "; did you mean 2500000?"),
        ("١٬٢٣٤", "; did you mean 1234?"),
        ("۱۲٫۵", "; did you mean 12.5?"),
        ("USD 200", "; did you mean 200?"),
        ("€5 million", DOLLARS),
        ("5억원", DOLLARS),
        ("1.5 BTC", DOLLARS),
        ("50-60,000", "; write qualifier range with low 50 or 50000, high 60 or 60000"),
        # Nothing is certain.
        *((text, "") for text in ("two thousand five hundred", "5 10", "1/2", "500-300", "$41m/£33m", "l00", "300-")),
    ],
)
def test_what_is_said_of_a_number(text: str, hint: str) -> None:
    assert number_hint(text, "low", "high", False) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2019-W05", "; a week is a period from 2019-01-28 to 2019-02-03"),
        ("third quarter of 2019", "; a quarter is a period from 2019-07 to 2019-09"),
        ("3Q2019", "; a quarter is a period from 2019-07 to 2019-09"),
        ("2019-356", "; 2019-12-22 is meant"),
        ("Juche 108 (2019)", "; 2019 is meant"),
        ("주체108년", "; 2019 is meant"),
        ("Juche 108 (2020)", ""),
        ("２０１９", "; 2019 is meant"),
        ("٢٠١٩-١٢-٢٢", "; 2019-12-22 is meant"),
        ("2019–12–22", "; 2019-12-22 is meant"),
        ("2019\u201112\u201122", "; 2019-12-22 is meant"),
        ("21.11.17", "; 2017-11-21 or 2021-11-17: which of the numbers is the year cannot be told"),
        ("2019年", "; 2019 is meant"),
        ("22 декабря 2019 г.", "; 2019-12-22 is meant"),
        ("the 22nd of December 2019", "; 2019-12-22 is meant"),
        ("2019-12-XX", "; 2019-12 is meant"),
        ("22-Dec", "; the year is missing"),
        ("12/22", "; the year is missing"),
        ("May 19", "; the year is missing, or the day: see the source"),
        ("1900-01-00", "; there is no day 0"),
        *((text, TWO) for text in ("2018-19", "2019-12-22/2019-12-25", "22-25 Dec 2019", "Dec 2019 - Jan 2020")),
        *((text, "") for text in ("since 2019", "2010s", "2019-W60", "FY2019")),
    ],
)
def test_what_is_said_of_a_date(text: str, hint: str) -> None:
    assert date_hint(text, date(2026, 11, 29)) == hint


@pytest.mark.parametrize("text", ["1970-01-01", "1900-01-01"])
def test_the_day_from_which_a_program_counts_is_no_date(folder: Folder, text: str) -> None:
    folder.set("sources", 2, published=text)
    assert f"placeholder: this is the day from which a program counts; leave the cell empty, or write {text[:7]}" in (
        folder.fault()
    )


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "∅",
        "-1",
        "n/d",
        "н/д",
        "정보없음",
        "不明。",
        "unknown?",
        "-unknown-",
        "[TBD]",
        "TODO: ask",
        "unknown (2024)",
    ],
)
def test_gaps_of_other_lists(folder: Folder, text: str) -> None:
    folder.set("laundering", 2, service=text)
    assert ": placeholder: a value is needed" in folder.fault() or "leave the cell empty" in folder.fault()


@pytest.mark.parametrize(
    "text", ["Unknown Worlds (2024)", "NDAX", "No Ones", "Check", "Not named", "3Commas", "X (2023)"]
)
def test_a_name_that_only_looks_like_a_gap(folder: Folder, text: str) -> None:
    folder.set("laundering", 2, service=text)
    folder.load()


@pytest.mark.parametrize(
    ("share", "asked"), [("0.445", "is 44.5 meant, or 0.45?"), ("1.234", "is 123.4 meant, or 1.23?")]
)
def test_a_share_as_a_spreadsheet_keeps_it_is_asked_about(folder: Folder, share: str, asked: str) -> None:
    folder.set("theft_totals", 2, share_low=share)
    assert any(fault.rule == "share" and asked in fault.message for fault in folder.faults())
