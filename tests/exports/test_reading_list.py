"""Reading lists, read back by other libraries: every document once, its date as precise as it is known."""

import json

import bibtexparser
import pandas as pd
import pytest
import rispy

from exports.reading_list import bibtex, csl_json, ris
from loaders.codes import DOCUMENT_KINDS
from tests.live import RECORD

CSL_TYPES = {
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
}
"""All types of an item that CSL 1.0.2 knows."""
BIBTEX_TYPES = {
    "article",
    "book",
    "booklet",
    "conference",
    "inbook",
    "incollection",
    "inproceedings",
    "manual",
    "mastersthesis",
    "misc",
    "phdthesis",
    "proceedings",
    "techreport",
    "unpublished",
}
"""All types of an entry that BibTeX's standard styles know."""
HOSTILE = 'A "title" {of} 50% & more_\\end\r\nTY  - BOOK'


@pytest.fixture
def documents() -> pd.DataFrame:
    row = {"url": "https://example.org/a_b", "kind": "news", "language": "ko", "publisher": "R&D Daily"}
    rows = [
        {**row, "source_id": "paper-2019-year", "title": "A year", "published": "2019"},
        {**row, "source_id": "paper-2019-month", "title": HOSTILE, "published": "2019-12"},
        {**row, "source_id": "paper-2019-day", "title": "노동자 A day", "published": "2019-12-22"},
        {
            **row,
            "source_id": "paper-nd-none",
            "title": "Undated",
            "published": None,
            "url": None,
            "kind": "un_document",
        },
    ]
    return pd.DataFrame([*rows, rows[0]]).astype("string")


def read_back(documents: pd.DataFrame) -> dict[str, dict[str, str]]:
    """The fields of each entry of the BibTeX, by its key, as another library reads them."""
    library = bibtexparser.parse_string(bibtex(documents).decode())
    assert library.failed_blocks == []
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def test_every_kind_of_document_has_a_type_in_each_format(documents: pd.DataFrame) -> None:
    one = documents.head(1)
    each = pd.concat([one.assign(kind=kind, source_id=f"a-{kind}") for kind in DOCUMENT_KINDS], ignore_index=True)
    csl = [item["type"] for item in json.loads(csl_json(each))]
    assert csl == list(DOCUMENT_KINDS.each("csl").values())
    assert set(csl) <= CSL_TYPES
    types = {entry["id"]: entry["type_of_reference"] for entry in rispy.loads(ris(each).decode())}
    assert types == {f"a-{kind}": code for kind, code in DOCUMENT_KINDS.each("ris").items()}
    assert set(types.values()) <= set(rispy.TYPE_OF_REFERENCE_MAPPING)
    assert set(DOCUMENT_KINDS.each("bibtex").values()) <= BIBTEX_TYPES


def test_csl_keeps_a_date_as_precise_as_it_is_known(documents: pd.DataFrame) -> None:
    items = json.loads(csl_json(documents))
    dates = [item.get("issued", {}).get("date-parts") for item in items]
    assert dates == [[[2019]], [[2019, 12]], [[2019, 12, 22]], None]
    assert [item["type"] for item in items] == ["article-newspaper"] * 3 + ["report"]
    assert items[0]["author"] == [{"literal": "R&D Daily"}]
    assert "URL" not in items[3]


def test_ris_is_read_back_by_another_library(documents: pd.DataFrame) -> None:
    entries = rispy.loads(ris(documents).decode())
    assert [entry["id"] for entry in entries] == [*documents["source_id"][:4]]
    assert [entry.get("date") for entry in entries] == ["2019///", "2019/12//", "2019/12/22/", None]
    assert [entry["type_of_reference"] for entry in entries] == ["NEWS", "NEWS", "NEWS", "RPRT"]
    assert entries[2]["title"] == "노동자 A day"


def test_bibtex_is_read_back_by_another_library(documents: pd.DataFrame) -> None:
    entries = read_back(documents)
    assert list(entries) == [*documents["source_id"][:4]]
    day = entries["paper-2019-day"]
    assert (day["year"], day["month"], day["day"]) == ("2019", "12", "22")
    assert "month" not in entries["paper-2019-year"]
    assert day["author"] == r"{R\&D Daily}"
    assert day["url"] == "https://example.org/a_b"


def test_a_hostile_title_ends_no_field_and_starts_no_entry(documents: pd.DataFrame) -> None:
    assert len(rispy.loads(ris(documents).decode())) == 4
    entry = read_back(documents)["paper-2019-month"]
    assert entry["title"] == r'{A "title" (of) 50\% \& more\_/end TY  - BOOK}'


def test_every_document_of_the_record_survives_all_three() -> None:
    sources = RECORD.tables["sources"]
    assert {item["id"] for item in json.loads(csl_json(sources))} == set(sources["source_id"])
    assert {entry["id"] for entry in rispy.loads(ris(sources).decode())} == set(sources["source_id"])
    read = read_back(sources)
    assert set(read) == set(sources["source_id"])
    assert sources["published"].isna().sum() == sum("year" not in entry for entry in read.values())
