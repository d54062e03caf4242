"""What a cell may hold: OPERATIONS 3A, cases 15 to 23 and 27."""

import pycountry
import pytest

from loaders.cells import _languages
from tests.tiny import Folder

INVISIBLE = "is invisible; remove it"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("\0here", "U+0000 (a control character) at character 1"),
        ("here\t", "U+0009 (a control character) at character 5"),
        ("a\u202eb", "U+202E (RIGHT-TO-LEFT OVERRIDE) at character 2"),
        ("a\u2066b", "U+2066 (LEFT-TO-RIGHT ISOLATE) at character 2"),
        ("a\u200bb", "U+200B (ZERO WIDTH SPACE) at character 2"),
        ("a\u3164b", "U+3164 (HANGUL FILLER) at character 2"),
        ("a\u2800b", "U+2800 (BRAILLE PATTERN BLANK) at character 2"),
        ("a\ufffcb", "U+FFFC (OBJECT REPLACEMENT CHARACTER) at character 2"),
        ("a\ufe0fb", "U+FE0F (VARIATION SELECTOR-16) at character 2"),
        ("a\ufeffb", "U+FEFF (ZERO WIDTH NO-BREAK SPACE) at character 2"),
        ("a\u00adb", "U+00AD (SOFT HYPHEN) at character 2"),
        ("a\u00a0b", "U+00A0 (NO-BREAK SPACE) at character 2"),
        ("a\u2028b", "U+2028 (LINE SEPARATOR) at character 2"),
    ],
)
def test_invisible_character(folder: Folder, text: str, named: str) -> None:
    folder.set("worker_claims", 2, note=text)
    assert folder.fault().endswith(f"character: {named} {INVISIBLE}")


@pytest.mark.parametrize("text", ["Kim Jong Un's 한국어 text, 1 < 2 & 3 > 2", "+1", "@here", "Zoë – café"])
def test_plain_text_is_kept(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 2, note=text)
    assert folder.load().tables["worker_claims"]["note"][0] == text


def test_outer_space(folder: Folder) -> None:
    folder.set("worker_claims", 2, note=" Seen ")
    assert folder.fault() == ("worker_claims.csv:2:note: ' Seen ': outer-space: spaces around the text; write 'Seen'")


def test_only_spaces(folder: Folder) -> None:
    folder.set("worker_claims", 2, note="  ")
    assert folder.fault().endswith("outer-space: spaces only; leave the cell empty for unknown")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a <img src=x onerror=alert(1)>", "a<br/>b", "<!-- -->"])
def test_html(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 2, note=text)
    assert "html: '<" in folder.fault()
    assert folder.fault().endswith("is HTML; write plain text")


@pytest.mark.parametrize("text", ["", "   "])
def test_required(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 2, grade=text)
    assert folder.fault() == (f"worker_claims.csv:2:grade: {text!r}: required: a value is needed: What grade means.")


@pytest.mark.parametrize("text", ["NA", "n/a", "-", "–", "Unknown", "null", "?"])
def test_placeholder(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 2, note=text)
    assert folder.fault().endswith("placeholder: leave the cell empty for unknown")


def test_placeholder_where_a_value_is_needed(folder: Folder) -> None:
    folder.set("worker_claims", 2, grade="-")
    assert folder.fault().endswith("placeholder: a value is needed: What grade means.")


def test_a_described_value_is_no_placeholder(folder: Folder) -> None:
    folder.set("worker_claims", 4, low="", qualifier="none")
    folder.load()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1,234", "; it can be read as 1.234 or as 1234: see the source, write it without a sign"),
        ("12k", "; did you mean 12000?"),
        ("１２", "; did you mean 12?"),
        ("1e3", "; did you mean 1000?"),
        ("-0", "; did you mean 0?"),
        ("0x10", "; did you mean 16?"),
        ("$1.2 million", "; did you mean 1200000?"),
        ("400.0", "; did you mean 400?"),
        ("0400", "; did you mean 400?"),
        ("+400", "; did you mean 400?"),
        ("about 400", "; write qualifier about with low and high both 400"),
        ("400.5", ""),
        ("1e400", ""),
        ("٤٠٠", "; did you mean 400?"),
    ],
)
def test_number_as_text(folder: Folder, text: str, hint: str) -> None:
    folder.set("worker_claims", 4, low=text)
    assert folder.fault() == (
        f"worker_claims.csv:4:low: {text!r}: type: a whole number in plain digits is expected{hint}"
    )


@pytest.mark.parametrize(("text", "hint"), [("1500000.50", "1500000.5"), ("$1.5bn", "1500000000"), ("1.0", "1")])
def test_one_spelling_for_a_number(folder: Folder, text: str, hint: str) -> None:
    folder.set("incidents", 2, high=text)
    assert folder.fault().endswith(f"type: a number in plain digits is expected; did you mean {hint}?")


@pytest.mark.parametrize("text", ["NaN", "inf", "-inf", "Infinity"])
def test_not_finite(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 4, low=text)
    assert folder.fault().endswith("a finite number is needed; leave the cell empty for unknown")


def test_more_digits_than_any_amount_has(folder: Folder) -> None:
    folder.set("worker_claims", 4, low="1" * 19)
    assert folder.fault().endswith("type: no number of this record has more than 18 digits")


def test_negative(folder: Folder) -> None:
    folder.set("worker_claims", 4, low="-400")
    assert folder.fault() == "worker_claims.csv:4:low: '-400': minimum: at least 0 is expected"


def test_above_the_maximum(folder: Folder) -> None:
    folder.set("theft_totals", 2, share_high="143.7")
    assert folder.fault() == "theft_totals.csv:2:share_high: '143.7': maximum: at most 100 is expected"


@pytest.mark.parametrize("text", ["20223", "1895"])
def test_year_out_of_span(folder: Folder, text: str) -> None:
    folder.set("theft_totals", 2, year=text)
    assert "imum: at " in folder.fault()


def test_year_with_a_fraction(folder: Folder) -> None:
    folder.set("theft_totals", 2, year="2022.5")
    assert folder.fault().endswith("type: a whole number in plain digits is expected")


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("2024-02-30", "; February 2024 has 29 days"),
        ("1895", ""),
        ("20223", ""),
        ("before 2019", ""),
        ("2010s", ""),
        ("2024-1-5", "; 2024-01-05 is meant"),
        ("May 2024", "; 2024-05 is meant"),
        ("03/04/2024", "; 2024-04-03 or 2024-03-04: which of the numbers is the month cannot be told"),
        ("2024-03-04T00:00:00Z", "; a time of day or a time zone has no place here"),
    ],
)
def test_not_a_date(folder: Folder, text: str, more: str) -> None:
    folder.set("sources", 2, published=text)
    assert folder.fault() == (
        f"sources.csv:2:published: {text!r}: date: a real date between 1900 and 2026-11-24 is expected, "
        f"as 2019, 2019-12 or 2019-12-22{more}"
    )


@pytest.mark.parametrize("text", ["2026-11-25", "2026-12", "2027"])
def test_date_in_the_future(folder: Folder, text: str) -> None:
    folder.set("events", 2, date=text, end_date="")
    folder.set("events", 3, end_date="2019-03-02")
    assert "events.csv:2:date: " in folder.fault()
    assert "future: the date lies in the future; a date between 1900 and 2026-11-24 is expected" in folder.fault()


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11", "2026"])
def test_a_date_that_has_begun_is_not_in_the_future(folder: Folder, text: str) -> None:
    folder.set("sources", 2, published=text)
    folder.load()


@pytest.mark.parametrize(
    ("text", "meant"), [("True", "true"), ("1", "true"), ("yes", "true"), ("0", "false"), ("FAUX", "false")]
)
def test_truth_value(folder: Folder, text: str, meant: str) -> None:
    folder.set("jurisdictions", 2, un_member=text)
    assert folder.fault().endswith(f"type: true or false is expected; did you mean {meant}?")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GBR"),
        ("XK", "XKX"),
        ("Russia", "RUS"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d Ivoire", "CIV"),
        ("러시아", "RUS"),
        ("pol", "POL"),
        ("PL", "POL"),
        ("Poland", "POL"),
        ("China", "CHN"),
    ],
)
def test_another_name_for_a_place(folder: Folder, text: str, code: str) -> None:
    folder.set("worker_claims", 4, iso3=text)
    assert folder.fault().endswith(f"; did you mean {code!r}?")


def test_not_a_code_at_all(folder: Folder) -> None:
    folder.set("worker_claims", 4, iso3="nowhere")
    assert folder.fault().endswith("pattern: an ISO 3166-1 alpha-3 code is expected")


def test_allowed_values(folder: Folder) -> None:
    folder.set("worker_claims", 4, qualifier="at least")
    assert folder.fault() == (
        "worker_claims.csv:4:qualifier: 'at least': allowed: one of exact, about, at_least, up_to, range, none is "
        "expected; did you mean 'at_least'?"
    )


def test_a_sign_that_only_looks_like_one_of_a_code_is_named(folder: Folder) -> None:
    folder.set("worker_claims", 2, grade="\N{CYRILLIC CAPITAL LETTER A}")
    assert folder.fault().endswith(
        "is expected; \N{CYRILLIC CAPITAL LETTER A} is no plain sign but CYRILLIC CAPITAL LETTER A"
    )
    folder.set("worker_claims", 2, grade="A", source_id="panel\N{EN DASH}2018-report")
    assert folder.fault().endswith("; \N{EN DASH} is no plain sign but EN DASH")


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//paper.example", "file:///etc/passwd",
     "ftp://paper.example", "paper.example", "https://paper.example/a b", 'https://paper.example/"x', "https://"],
)  # fmt: skip
def test_url(folder: Folder, text: str) -> None:
    folder.set("sources", 2, url=text)
    assert folder.fault() == (
        f"sources.csv:2:url: {text!r}: pattern: "
        "an address starting with http:// or https://, without spaces, is expected"
    )


@pytest.mark.parametrize(
    ("pattern", "text", "meant"),
    [
        (r"^[a-z0-9]+([-.][a-z0-9]+)*$", "Panel 2018_report", "panel-2018-report"),
        (r"^[a-z0-9]+([-.][a-z0-9]+)*$", "panel--2018", "panel-2018"),
        (r"^[a-z0-9]+(-{1,2}[a-z0-9]+)*$", "Upbit_2019--FBI", "upbit-2019--fbi"),
        (r"^ev-(19|20)\d{2}(-[a-z0-9]+)+$", "2025-03-10 CRBM", "ev-2025-03-10-crbm"),
    ],
)
def test_an_id_written_otherwise(folder: Folder, pattern: str, text: str, meant: str) -> None:
    fields = folder.resource("worker_claims")["schema"]["fields"]
    next(field for field in fields if field["name"] == "source_id")["constraints"]["pattern"] = pattern
    folder.set("worker_claims", 2, source_id=text)
    assert str(folder.faults()[0]).endswith(f"; did you mean {meant!r}?")


def test_a_pattern_without_words_of_its_own(folder: Folder) -> None:
    folder.resource("host_sectors")["schema"]["fields"][1]["constraints"]["pattern"] = "^[xyz]+$"
    assert (
        folder.fault() == "host_sectors.csv:2:sector: 'catering': pattern: another form is expected: What sector means."
    )


@pytest.mark.parametrize(
    ("constraint", "message"),
    [
        ({"minLength": 9}, "at least 9 characters are expected"),
        ({"maxLength": 4}, "at most 4 characters are expected, not 8"),
    ],
)
def test_length(folder: Folder, constraint: dict[str, int], message: str) -> None:
    folder.resource("host_sectors")["schema"]["fields"][1]["constraints"] = constraint
    assert folder.fault() == f"host_sectors.csv:2:sector: 'catering': length: {message}"


def test_a_long_value_is_cut(folder: Folder) -> None:
    folder.set("worker_claims", 4, low="9" * 300)
    assert f"'{'9' * 77}...': type: " in folder.fault()


KEEP = "format the column as text before you paste, or edit the file in a text editor"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (">500", "write qualifier at_least with low 500, high empty"),
        ("300+", "write qualifier at_least with low 300, high empty"),
        ("500-700", "write qualifier range with low 500, high 700"),
        ("c. 300", "write qualifier about with low and high both 300"),
        ("~300", "write qualifier about with low and high both 300"),
        ("up to 700", "write qualifier up_to with low empty, high 700"),
        ("<700", "write qualifier up_to with low empty, high 700"),
        ("about 300-400", "write qualifier range with low 300, high 400"),
        ("500±50", "write qualifier range with low 450, high 550"),
        ("some 300", "write qualifier about with low and high both 300"),
        ("300 (est.)", "write qualifier about with low and high both 300"),
        ("two hundred", "did you mean 200?"),
        ("less than a dozen", "write qualifier up_to with low empty, high 12"),
        ("300; 400", "two figures are two rows, each with its own id"),
        ("几千", "a word is no number: leave low and high empty with qualifier none, and put the words in the note"),
        ("10.000", "it can be read as 10 or as 10000: see the source, write it without a sign"),
        ("1.234.567", "did you mean 1234567?"),
    ],
)
def test_how_to_write_what_a_cell_says(folder: Folder, text: str, hint: str) -> None:
    folder.set("worker_claims", 4, low=text)
    assert folder.fault().endswith(f"a whole number in plain digits is expected; {hint}")


@pytest.mark.parametrize(("text", "hint"), [("1,5", "1.5"), ("44,5", "44.5"), ("43.7 %", "43.7")])
def test_a_comma_that_can_only_be_decimal(folder: Folder, text: str, hint: str) -> None:
    folder.set("theft_totals", 2, share_low=text)
    assert folder.fault().endswith(f"; did you mean {hint}?")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("22/12/2019", "2019-12-22 is meant"),
        ("12/22/2019", "2019-12-22 is meant"),
        ("Dec-19", f"a spreadsheet made this of 2019-12: {KEEP}"),
        ("43821", f"a spreadsheet's number of a day, 2019-12-22: {KEEP}"),
        ("2019-04-31", "April 2019 has 30 days"),
        ("22. Dezember 2019", "2019-12-22 is meant"),
        ("декабрь 2019", "2019-12 is meant"),
        ("12월 2019", "2019-12 is meant"),
        ("Sunday, 22 Dec 2019", "2019-12-22 is meant"),
        ("2019H2", "a half is a period from 2019-07 to 2019-12"),
        ("late 2019", "write 2019, which holds for the whole year, and the words in the note"),
        ("2019?", "write 2019, which holds for the whole year, and the words in the note"),
        ("2019-13", "there is no month 13"),
        ("31/04/2019", "April 2019 has 30 days"),
        (
            "2018-2019",
            "two dates in one cell: the first goes into the column of the start, the other into that of the end",
        ),
    ],
)
def test_which_date_is_meant(folder: Folder, text: str, hint: str) -> None:
    folder.set("sources", 2, published=text)
    assert folder.fault().endswith(f"as 2019, 2019-12 or 2019-12-22; {hint}")


def test_a_year_that_no_reader_will_see_lies_in_the_future(folder: Folder) -> None:
    folder.set("sources", 2, published="2199-01-01")
    assert "future: the date lies in the future" in folder.fault()


@pytest.mark.parametrize("text", ["not recorded", "None reported", "not yet known", "k.A.", "inconnu", "0000", "999"])
def test_more_words_and_figures_for_an_unknown_value(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 2, note=text)
    assert ": placeholder: leave the cell empty for unknown" in folder.fault()
    folder.set("worker_claims", 2, note="Not recorded by the ministry")
    folder.load()


def test_names_in_a_list_of_codes_are_told_as_codes(folder: Folder) -> None:
    folder.set("events", 2, iso3_list="Russia; China")
    assert folder.fault().endswith("; did you mean 'RUS;CHN'?")
    folder.set("events", 2, iso3_list="RUS CHN")
    assert folder.fault().endswith("; did you mean 'RUS;CHN'?")
    folder.set("events", 2, iso3_list="CHN;POL;CHN")
    assert folder.fault().endswith("pattern: CHN is given twice; each is named once")
    folder.set("events", 2, iso3_list="Russia; Atlantis")
    assert "did you mean" not in folder.fault()


@pytest.mark.parametrize(
    "text",
    [
        *("-0-", "N.A", "n.d.", "not available", "Unspecified", "TBD", "---", "(none)", "미상", "0", "[unknown]"),
        *("no info", "n/a yet", "unknown method", "Undisclosed assets", "not disclosed so far"),
    ],
)
def test_placeholder_of_other_lists(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 2, note=text)
    assert folder.fault().endswith("placeholder: leave the cell empty for unknown")


def test_the_languages_are_those_of_iso_639_1() -> None:
    assert _languages() == {each.alpha_2 for each in pycountry.languages if hasattr(each, "alpha_2")}


@pytest.mark.parametrize(("code", "told"), [("kr", "did you mean 'ko'?"), ("xq", "there is no such code"), ("ko", "")])
def test_a_language_is_no_country(folder: Folder, code: str, told: str) -> None:
    fields = folder.resource("sources")["schema"]["fields"]
    fields.append({"name": "language", "type": "string", "description": "Its language.", "knownBy": "source"})
    for row, text in zip(folder.rows["sources"], ["language", code, "en", "en", "en"], strict=True):
        row.append(text)
    if told:
        assert folder.fault().endswith(told)
    else:
        folder.load()
