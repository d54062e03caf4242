"""What other programs make of a table: the cause is told once, with its name, before what follows from it."""

import pytest

from tests.tiny import Folder


def rewritten(folder: Folder, old: str, new: str) -> None:
    folder.bytes["host_sectors.csv"] = folder.text("host_sectors").replace(old, new).encode()


@pytest.mark.parametrize("ends", ["\n\r", "\r\r\n", "\x85", "\u2028"])
def test_ends_of_lines(folder: Folder, ends: str) -> None:
    rewritten(folder, "\n", ends)
    assert ": line-end: " in folder.fault()


@pytest.mark.parametrize("end", ["\x1a", "\x0c", "\0\0\0"])
def test_signs_behind_the_last_line(folder: Folder, end: str) -> None:
    folder.bytes["host_sectors.csv"] = (folder.text("host_sectors") + end).encode()
    assert folder.fault().endswith("blank-row: the row holds control characters alone; delete it")


def test_two_byte_order_marks_are_accepted_as_one_is(folder: Folder) -> None:
    folder.bytes["host_sectors.csv"] = ("\ufeff\ufeff" + folder.text("host_sectors")).encode()
    folder.load()


def test_a_file_of_a_byte_order_mark_alone_is_empty(folder: Folder) -> None:
    folder.bytes["host_sectors.csv"] = b"\xef\xbb\xbf\n"
    assert ": empty-file: " in str(folder.faults()[0])


@pytest.mark.parametrize(("sign", "name"), [("^", "caret"), ("，", "Chinese comma"), (";", "semicolon")])
def test_other_separators(folder: Folder, sign: str, name: str) -> None:
    rewritten(folder, ",", sign)
    assert f"delimiter: cells are separated by a {name}; a comma is expected" in str(folder.faults()[0])


def test_a_row_with_another_separator(folder: Folder) -> None:
    lines = folder.text("host_sectors").splitlines()
    folder.bytes["host_sectors.csv"] = "\n".join([*lines[:-1], lines[-1].replace(",", ";"), ""]).encode()
    assert "delimiter: cells are separated by a semicolon; a comma is expected" in str(folder.faults()[0])


def test_the_header_in_the_middle(folder: Folder) -> None:
    lines = folder.text("host_sectors").splitlines()
    folder.bytes["host_sectors.csv"] = "\n".join([*lines, lines[0], ""]).encode()
    assert folder.fault().endswith("this is the header again, not a row; delete it")


def test_commas_at_the_end_of_rows(folder: Folder) -> None:
    lines = folder.text("host_sectors").splitlines()
    folder.bytes["host_sectors.csv"] = "".join([lines[0] + "\n", *(f"{line},,\n" for line in lines[1:])]).encode()
    assert folder.faults()[0].message.endswith("or delete the commas that are too many at the end")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-be", "UTF-32"),
        ("iso2022_jp", "ISO-2022"),
        ("iso8859_5", "iso8859_5 ("),
        ("mac_cyrillic", "mac_cyrillic ("),
        ("cp1253", "cp1253 ("),
        ("cp1254", "cp1254 ("),
        ("iso8859_2", "iso8859_2 ("),
    ],
)
def test_encodings(folder: Folder, encoding: str, told: str) -> None:
    texts = {"cp1253": "Εργάτες", "cp1254": "işçi ağı", "iso8859_2": "Łódź", "iso2022_jp": "北朝鮮"}
    folder.set("laundering", 2, service=texts.get(encoding, "Рабочие"))
    if encoding.startswith("utf"):
        folder.set("laundering", 2, service="Cafe")
    folder.bytes["laundering.csv"] = folder.text("laundering").encode(encoding)
    assert ": encoding: UTF-8 is expected; " in folder.fault()
    assert told in folder.fault()


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"[1]", "this is JSON"),
        (b"{\\rtf1 x}", "this is a text with its looks"),
        (b"SQLite format 3\0", "this is no table in text"),
        (b"\x89PNG\r\n", "this is no table in text"),
        (b"BZh91AY", "this is compressed"),
        (b"-----BEGIN PGP MESSAGE-----", "this is signed or encrypted"),
        (b"<?xml version='1.0'?>", "this is XML"),
    ],
)
def test_files_that_are_no_csv(folder: Folder, start: bytes, told: str) -> None:
    folder.bytes["laundering.csv"] = start
    assert f"other-file: {told}" in folder.fault()
