"""Text read in a wrong encoding, or damaged on the way through other programs: it is told as what was meant."""

import pytest

from tests.tiny import Folder


@pytest.mark.parametrize("meant", ["Côte d’Ivoire sends workers home", "한국 노동자", "朝鲜工人", "Россия"])
@pytest.mark.parametrize("read_as", ["cp437", "mac_roman", "cp850", "latin-1"])
def test_text_read_in_a_wrong_encoding(folder: Folder, meant: str, read_as: str) -> None:
    folder.set("sources", 2, title=meant.encode().decode(read_as))
    assert folder.fault().endswith(f"mojibake: this was read in a wrong encoding; {meant!r} is meant")
    folder.set("sources", 2, title=meant)
    folder.load()


@pytest.mark.parametrize(
    "meant", ["Côte d’Ivoire sends workers home", "한국 노동자", "朝鲜工人", "Россия", "Łódź", "Tom & Jerry"]
)
def test_text_in_utf7(folder: Folder, meant: str) -> None:
    folder.set("sources", 2, title=meant.encode("utf-7").decode().replace("&", "+ACY-"))
    assert folder.fault().endswith(f"mojibake: this was read in a wrong encoding; {meant!r} is meant")


def test_letters_of_two_alphabets_in_one_word(folder: Folder) -> None:
    folder.set("sources", 2, title="Radio Free \N{CYRILLIC CAPITAL LETTER A}sia")
    assert "character: '\N{CYRILLIC CAPITAL LETTER A}sia' mixes letters of two alphabets" in folder.fault()
    folder.set("sources", 2, title="Radio Россия")
    folder.load()


@pytest.mark.parametrize("text", ["CÃƒÂ´te", "C%C3%B4te", "C=C3=B4te", "C\\u00f4te", "C√¥te", "C+APQ-te"])
def test_text_misread_twice_or_written_in_numbers_is_told_as_meant(folder: Folder, text: str) -> None:
    folder.set("sources", 2, title=text)
    assert folder.fault().endswith("mojibake: this was read in a wrong encoding; 'Côte' is meant")
    folder.set("sources", 2, title="A share of 100%25 =B2 and https://a.example/C%C3%B4te")
    folder.load()


@pytest.mark.parametrize("text", ["пїЅ text", "Ã¯Â¿Â½ text", "Kï¿½nig", "Ð Ð¾ÑÑÐ¸Ñ says so", "Ñ‚ÐµÐºÑÑ‚", "ë…¸ë™ìž"])
def test_nothing_is_offered_for_text_that_lost_letters(folder: Folder, text: str) -> None:
    folder.set("sources", 2, title=text)
    assert "look at the source and write them" in folder.fault()
    assert " is meant" not in folder.fault()


@pytest.mark.parametrize(
    ("meant", "written", "read_as"),
    [
        ("CÃ´te", "", ""),
        ("한국 노동자", "cp949", "cp1252"),
        ("朝鲜工人", "gb18030", "latin-1"),
        ("Россия", "cp1251", "cp1252"),
        ("Côte", "cp1252", "cp437"),
        ("Côte", "mac_roman", "cp1252"),
    ],
)
def test_text_of_other_encodings(folder: Folder, meant: str, written: str, read_as: str) -> None:
    text = meant.encode(written).decode(read_as) if written else meant
    folder.set("sources", 2, title=text)
    assert ": mojibake: " in folder.fault()
    assert (meant if written else "Côte") in folder.fault()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("#REF!", "spreadsheet-error"),
        ("seen #N/A there", "spreadsheet-error"),
        ("#VALUE!", "spreadsheet-error"),
        ("#NAME?", "spreadsheet-error"),
        ("#DIV/0!", "spreadsheet-error"),
        ("#####", "spreadsheet-error"),
        ("#¡REF!", "spreadsheet-error"),
        ("#Н/Д", "spreadsheet-error"),
        ("=SUM(A1)", "formula"),
        ("'0123", "formula"),
        ("two  spaces", "double-space"),
        ("C\ufffdte", "lost-letter"),
        ("C?te d'Ivoire", "lost-letter"),
        ("?? ??? go home", "lost-letter"),
        ("\u25a1\u25a1 go home", "lost-letter"),
        ("3-Apr", "spreadsheet-error"),
        ("May-12", "spreadsheet-error"),
        ("Cote\u0301", "nfc"),
        ("AT&amp;T", "html"),
    ],
)
def test_what_spreadsheets_and_copying_leave(folder: Folder, text: str, rule: str) -> None:
    folder.set("worker_claims", 2, note=text)
    assert f": {rule}: " in folder.fault()


@pytest.mark.parametrize(
    "text",
    [
        "Why? Because it fell.",
        "Who?? They.",
        "+82-2-721 A+Business- C+Drive",
        "May-12 to 14",
        "https://paper.example/a?b=c&d=e",
        "#1 in Asia",
        "Nathan",
        "Unknown Worlds",
    ],
)
def test_text_that_only_looks_damaged(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 2, note=text)
    folder.load()


@pytest.mark.parametrize("text", ["约 300", "징", "小型", "ДД", "l’État", "2019年", "胜模扭投", "5元"])
def test_a_word_of_another_script_is_no_misreading(folder: Folder, text: str) -> None:
    folder.set("worker_claims", 2, note=text)
    folder.load()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Caf茅 in Minsk", "Café in Minsk"),
        ("艁贸d藕", "Łódź"),
        ("пЮАНВХЕ ймдп", "Рабочие КНДР"),
        ("合茄 畴悼磊 蓖惫", "북한 노동자 귀국"),
    ],
)
def test_text_of_one_eastern_encoding_in_another(folder: Folder, text: str, meant: str) -> None:
    folder.set("worker_claims", 2, note=text)
    assert folder.fault().endswith(f"mojibake: this was read in a wrong encoding; {meant!r} is meant")
