"""The record as loaded, and what its files may look like: OPERATIONS 3A, cases 1 to 14."""

import json

import pandas as pd
import pytest

from loaders.faults import TableError
from loaders.tables import Record, load_record
from tests.tiny import Folder


def test_types_are_written_out(record: Record) -> None:
    claims, sources = record.tables["worker_claims"], record.tables["sources"]
    assert [str(claims[name].dtype) for name in ("iso3", "low", "as_of_start", "as_of_start_first")] == [
        "string",
        "Int64",
        "string",
        "datetime64[s]",
    ]
    assert str(record.tables["incidents"]["high"].dtype) == "Float64"
    assert str(record.tables["jurisdictions"]["un_member"].dtype) == "boolean"
    assert list(sources.columns)[3:6] == ["published", "published_first", "published_last"]


def test_a_code_of_many_rows_is_one_text(record: Record) -> None:
    codes = [code for name in ("events", "worker_claims") for code in record.tables[name]["source_id"]]
    assert len({*map(id, codes)}) == len({*codes}) < len(codes)


def test_an_empty_cell_is_missing_and_zero_is_zero(record: Record) -> None:
    claims = record.tables["worker_claims"].set_index("claim_id")
    assert pd.isna(claims.loc["chn-2019", "low"])
    assert pd.isna(claims.loc["chn-2019", "note"])
    assert claims.loc["pol-2019", ["low", "high"]].tolist() == [0, 0]
    assert pd.isna(record.tables["incidents"]["recovered_or_frozen"][0])


def test_a_date_covers_the_days_it_may_mean(record: Record) -> None:
    sources = record.tables["sources"].set_index("source_id")
    assert sources.loc["news-2019-report", "published_last"] == pd.Timestamp("2019-12-31")
    assert sources.loc["panel-2018-report", "published_first"] == pd.Timestamp("2018-03-01")
    assert pd.isna(sources.loc["undated-page", "published_last"])


def test_a_correction_is_applied_and_marked(record: Record) -> None:
    claims = record.tables["worker_claims"].set_index("claim_id")
    assert claims.loc["chn-2017", "low"] == 50000
    assert claims.index[claims["is_corrected"]].tolist() == ["chn-2017"]
    assert record.tables["corrections"]["printed"].tolist() == ["20000"]


def test_rows_stand_in_order_of_their_key(folder: Folder) -> None:
    before = folder.load()
    folder.rows["worker_claims"][1:] = folder.rows["worker_claims"][:0:-1]
    after = folder.load()
    pd.testing.assert_frame_equal(before.tables["worker_claims"], after.tables["worker_claims"])
    assert before.version == after.version


def test_the_version_follows_every_cell_and_the_descriptor(folder: Folder) -> None:
    versions = {folder.load().version}
    folder.set("worker_claims", 2, note="Seen once")
    versions.add(folder.load().version)
    folder.set("corrections", 2, used="50001")
    versions.add(folder.load().version)
    folder.descriptor["title"] = "Another"
    versions.add(folder.load().version)
    assert len(versions) == 4
    assert all(len(version) == 8 for version in versions)


def test_the_record_is_as_valid_on_a_later_day(folder: Folder) -> None:
    folder.write()
    assert load_record(folder.path).version == folder.load().version


def test_all_faults_of_all_files_at_once(folder: Folder) -> None:
    """Those that others may follow from stand first."""
    folder.bytes["laundering.csv"] = None
    folder.set("worker_claims", 3, iso3="ZZZ", low="many")
    folder.set("sources", 3, url="javascript:alert(1)")
    assert [(f.file, f.row, f.column, f.rule) for f in folder.faults()] == [
        ("laundering.csv", None, "", "file-missing"),
        ("sources.csv", 3, "url", "pattern"),
        ("worker_claims.csv", 3, "low", "type"),
        ("worker_claims.csv", 3, "iso3", "link"),
    ]


def test_file_missing(folder: Folder) -> None:
    folder.bytes["laundering.csv"] = None
    assert folder.fault() == (
        f"laundering.csv:-:-: '': file-missing: No such file or directory in {folder.path}; it holds: All laundering."
    )


@pytest.mark.parametrize("data", [b"", b"\n", b"  \r\n"])
def test_empty_file(folder: Folder, data: bytes) -> None:
    folder.bytes["laundering.csv"] = data
    assert folder.fault() == (
        "laundering.csv:-:-: '': empty-file: the file is empty; "
        "its first line must be event_id,date,kind,service,amount,summary,source_id,grade,incident_id"
    )


def test_header_only(folder: Folder) -> None:
    folder.resource("laundering")["minimumRows"] = 55
    del folder.rows["laundering"][1:]
    assert folder.fault() == (
        "laundering.csv:-:-: '0 rows': minimum-rows: at least 55 rows are expected; "
        "if rows were withdrawn, lower minimumRows"
    )


def test_not_utf8(folder: Folder) -> None:
    folder.set("laundering", 2, service="믹서")
    data = folder.text("laundering").encode("cp949")
    folder.bytes["laundering.csv"] = data
    position = data.index("믹서".encode("cp949"))
    assert folder.fault() == (
        "laundering.csv:2:-: 'b9 cd bc ad': encoding: UTF-8 is expected; "
        f"byte {position} is not UTF-8, this looks like cp949 ('믹서') or gb18030 ('雇辑') or big5 ('嗶憮')"
    )


def test_latin_letters_in_another_encoding(folder: Folder) -> None:
    folder.set("laundering", 2, service="Caf\u00e9 Zo\u00eb")
    folder.bytes["laundering.csv"] = folder.text("laundering").encode("cp1252")
    assert folder.fault().endswith("is not UTF-8, this looks like cp1252 ('é')")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("euc_jp", "北朝鮮の労働者"),
        ("cp1250", "Północna Korea"),
        ("cp1256", "عمال كوريا"),
        ("cp866", "Рабочие из КНДР"),
        ("cp1251", "Рабочие из КНДР"),
    ],
)
def test_other_languages_in_other_encodings(folder: Folder, encoding: str, text: str) -> None:
    folder.set("laundering", 2, service=text)
    folder.bytes["laundering.csv"] = folder.text("laundering").encode(encoding)
    assert f"this looks like {encoding} (" in folder.fault()
    assert " or " not in folder.fault()


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"PK\x03\x04\x14\x00", "this is a workbook or an archive"),
        (b"\x1f\x8b\x08", "this is compressed"),
        (b"\n<!DOCTYPE html>", "this is a web page"),
        (b'{"rows": 1', "this is JSON"),
    ],
)
def test_a_file_of_another_program(folder: Folder, start: bytes, told: str) -> None:
    folder.bytes["laundering.csv"] = start + folder.text("laundering").encode()
    assert f"other-file: {told}" in folder.fault()


def test_marks_that_a_merge_left(folder: Folder) -> None:
    lines = folder.text("laundering").splitlines()
    folder.bytes["laundering.csv"] = "\n".join(["<<<<<<< ours", *lines, ">>>>>>> theirs", ""]).encode()
    assert [fault.rule for fault in folder.faults()] == ["merge-mark", "merge-mark"]


def test_a_table_whose_every_line_is_quoted(folder: Folder) -> None:
    lines = folder.text("host_sectors").splitlines()
    folder.bytes["host_sectors.csv"] = "".join(f'"{line}"\n' for line in lines).encode()
    assert "delimiter: every line is quoted as one cell" in folder.fault()


def test_quotes_of_a_word_processor(folder: Folder) -> None:
    folder.bytes["worker_claims.csv"] = folder.text("worker_claims").replace('"', "”").encode()
    assert any('a comma with straight quotes (")' in fault.message for fault in folder.faults())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16(folder: Folder, encoding: str) -> None:
    folder.bytes["laundering.csv"] = folder.text("laundering").encode(encoding)
    assert folder.fault() == ("laundering.csv:1:-: '': encoding: UTF-8 is expected; at byte 0 this looks like UTF-16")


def test_byte_order_mark_crlf_and_no_last_newline_are_accepted(folder: Folder) -> None:
    version = folder.load().version
    text = folder.text("laundering").removesuffix("\n").replace("\n", "\r\n")
    folder.bytes["laundering.csv"] = b"\xef\xbb\xbf" + text.encode()
    assert folder.load().version == version


def test_lone_carriage_return(folder: Folder) -> None:
    folder.bytes["laundering.csv"] = folder.text("laundering").replace("A mixer", "A\rmixer").encode()
    assert folder.fault() == (
        "laundering.csv:2:-: '\\r': line-end: lone carriage returns: 1, the first here; end lines with LF"
    )


def test_carriage_returns_as_line_ends(folder: Folder) -> None:
    folder.bytes["laundering.csv"] = folder.text("laundering").replace("\n", "\r").encode()
    assert "line-end: lone carriage returns: 3, the first here" in folder.fault()


@pytest.mark.parametrize(("delimiter", "name"), [(";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_another_delimiter(folder: Folder, delimiter: str, name: str) -> None:
    folder.bytes["laundering.csv"] = folder.text("laundering").replace(",", delimiter).encode()
    assert folder.fault().endswith(f"delimiter: cells are separated by a {name}; a comma is expected")


@pytest.mark.parametrize("label", ["sumary", "Summary", "SUMMARY", " summary"])
def test_renamed_column(folder: Folder, label: str) -> None:
    folder.rows["laundering"][0][5] = label
    renamed, missing = map(str, folder.faults())
    assert renamed == (
        f"laundering.csv:1:{label}: {label!r}: renamed-label: "
        "the descriptor has no such column, which is column 6 here; did you mean 'summary'?"
    )
    assert "missing-label: the column is missing; the header must be event_id,date" in missing


def test_a_column_with_a_letter_of_another_script(folder: Folder) -> None:
    folder.rows["laundering"][0][5] = "summ\u0430ry"
    hint = str(folder.faults()[0])
    assert hint.endswith("; letter 5, 'а', is CYRILLIC SMALL LETTER A, not Latin; write 'summary'")


def test_missing_column(folder: Folder) -> None:
    for row in folder.rows["laundering"]:
        del row[5]
    assert folder.fault().startswith("laundering.csv:1:summary: '': missing-label: the column is missing")


def test_column_twice(folder: Folder) -> None:
    for row in folder.rows["laundering"]:
        row.append(row[3])
    assert folder.fault() == (
        "laundering.csv:1:service: 'service': duplicate-label: columns 4 and 10 have the same name"
    )


def test_unknown_column(folder: Folder) -> None:
    for row in folder.rows["laundering"]:
        row.append("x1")
    folder.rows["laundering"][0][9] = "wallet"
    assert folder.fault() == (
        "laundering.csv:1:wallet: 'wallet': unknown-label: the descriptor has no such column, which is column 10 here"
    )


def test_blank_label(folder: Folder) -> None:
    for row in folder.rows["laundering"]:
        row.append("")
    assert folder.fault() == "laundering.csv:1:-: '': blank-label: the header of column 10 is blank"


def test_columns_in_another_order(folder: Folder) -> None:
    for row in folder.rows["laundering"]:
        row[3], row[5] = row[5], row[3]
    assert "label-order: the header must be event_id,date,kind,service" in folder.fault()


def test_too_many_cells(folder: Folder) -> None:
    folder.rows["laundering"][1].append("and more")
    assert folder.fault() == (
        "laundering.csv:2:-: 'and more': extra-cell: 10 cells, 9 expected; quote a cell that holds a comma"
    )


def test_too_few_cells(folder: Folder) -> None:
    del folder.rows["laundering"][1][6:]
    assert folder.fault() == (
        "laundering.csv:2:source_id: '': missing-cell: 6 cells, 9 expected; source_id is the first one missing"
    )


def test_blank_row(folder: Folder) -> None:
    folder.bytes["laundering.csv"] = folder.text("laundering").replace("\n", "\n,,\n", 1).encode()
    assert folder.fault() == "laundering.csv:2:-: ',,': blank-row: the row is blank; delete it"


def test_unclosed_quote(folder: Folder) -> None:
    text = folder.text("worker_claims").replace("pol-2016,", '"pol-2016,')
    folder.bytes["worker_claims.csv"] = text.encode()
    (fault,) = folder.faults()
    assert (fault.row, fault.rule) == (4, "quote")
    assert fault.message == "a quote opens on this row and is not closed; write a quote inside a cell twice"


def test_quote_that_swallows_rows(folder: Folder) -> None:
    text = folder.text("worker_claims").replace("pol-2016,", '"pol-2016,').replace("pol-2019,", 'pol-2019",')
    folder.bytes["worker_claims.csv"] = text.encode()
    (fault,) = [fault for fault in folder.faults() if fault.file == "worker_claims.csv"]
    assert (fault.row, fault.rule) == (4, "quote")
    assert "is not closed before row 5; a cell stays on one line" in fault.message


def test_descriptor_missing(folder: Folder) -> None:
    with pytest.raises(TableError, match="file-missing: no descriptor in"):
        load_record(folder.path)


def test_descriptor_not_json(folder: Folder) -> None:
    folder.bytes["datapackage.json"] = b"{"
    assert "descriptor: this is not JSON in UTF-8" in folder.fault()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"minimumRows": None}, "minimumRows must be a whole number"),
        (
            {"schema": {"fields": [{"name": "a", "type": "string", "knownBy": "source"}]}},
            "descriptor: primaryKey must name columns",
        ),
        (
            {"schema": {"fields": [{"name": "a", "type": "date", "knownBy": "source"}], "primaryKey": "a"}},
            "laundering.a: '': descriptor: the type",
        ),
        (
            {"schema": {"fields": [{"name": "a", "type": "string"}], "primaryKey": "a"}},
            "laundering.a: '': descriptor: knownBy must say source, gathered, ours, always",
        ),
        ({"sentence": "{date}: {sum}"}, "descriptor: a row cannot be said by sum, which is no column of the table"),
        ({"sentence": "{date.year}"}, "a row cannot be said by date.year"),
        ({"sentence": "{date"}, "this is no Data Package"),
        ({"subject": ["a"]}, "subject must be text"),
        ({"subjectColumns": ["sum"]}, "a row cannot be said by sum"),
    ],
)
def test_descriptor_leaves_something_out(folder: Folder, change: dict[str, object], message: str) -> None:
    folder.resource("laundering").update(json.loads(json.dumps(change)))
    assert message in folder.fault()


def test_descriptor_asks_for_what_the_loader_does_not_know(folder: Folder) -> None:
    folder.resource("laundering")["schema"]["fields"][2]["constraints"]["jsonSchema"] = {}
    assert folder.fault() == (
        "datapackage.json:-:laundering.kind: '': descriptor: the loader does not know the constraint jsonSchema"
    )


LANE = {"value": "repatriated", "label": "Departures", "description": "sent home"}
NONE_SAID = {"value": "denial", "label": "Denials", "description": "said to have none"}


@pytest.mark.parametrize(
    ("categories", "message"),
    [
        ([LANE], None),
        ([], "categories must have the values of enum, in their order"),
        ([LANE, LANE], "categories must have the values of enum, in their order"),
        ([LANE | {"label": ""}], "repatriated has no label or no description"),
        ([{"value": "repatriated", "label": "Departures"}], "repatriated has no label or no description"),
        ([{"value": "repatriated", "label": "repatriated"}], None),
        ([LANE | {"says": "gone"}, NONE_SAID], "denial does not say says, as other values do"),
    ],
)
def test_the_words_of_codes_stand_for_the_codes_allowed(
    folder: Folder, categories: list[dict[str, str]], message: str | None
) -> None:
    folder.set("events", 2, lane="repatriated")
    field = next(field for field in folder.resource("events")["schema"]["fields"] if field["name"] == "lane")
    field["constraints"]["enum"] = ["repatriated", *(["denial"] if NONE_SAID in categories else [])]
    field["categories"] = categories
    if message is None:
        assert folder.load()
    else:
        assert folder.fault() == f"datapackage.json:-:events.lane: '': descriptor: {message}"


def test_descriptor_is_no_object(folder: Folder) -> None:
    folder.bytes["datapackage.json"] = b"[]"
    assert "an object with a list of resources is expected" in folder.fault()


@pytest.mark.parametrize(
    "change", [{"path": None}, {"schema": {"fields": "none"}}, {"schema": []}, {"minimumRows": "9"}]
)
def test_descriptor_is_no_data_package(folder: Folder, change: dict[str, object]) -> None:
    folder.resource("laundering").update(change)
    if change.get("path", "") is None:
        del folder.resource("laundering")["path"]
    assert {fault.rule for fault in folder.faults()} == {"descriptor"}


def test_descriptor_links_to_nothing(folder: Folder) -> None:
    folder.resource("laundering")["schema"]["foreignKeys"][0]["reference"]["resource"] = "nowhere"
    assert "names a table or a column that is not there" in folder.fault()
