"""Messages, their parts and forms, in English and in the language that is none."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from language import messages
from language.forms import decimal, joined, language_name, written_date
from language.messages import LOCALE, PSEUDO, Messages, capital, in_this_language, mark, plural, speaking, tr, whole
from language.pseudo import LONGER, marked
from scripts.messages import template
from tests.unmarked import unmarked


def test_english_is_as_it_is_written() -> None:
    assert tr("Copied from {place}", place="Rome") == "Copied from Rome"
    assert tr("{braces} without parts stay") == "{braces} without parts stay"
    assert plural("{n} claim", "{n} claims", 1) == "1 claim"
    assert plural("{n} claim about {what}", "{n} claims about {what}", 1_200, what="{n}") == "1,200 claims about {n}"
    assert Messages({"a": mark("One")})["a"] == "One"
    assert capital("the DPRK") == "The DPRK"
    assert capital("") == ""


def test_every_message_of_no_language_is_marked_and_longer_and_leaves_its_parts_alone() -> None:
    with speaking(PSEUDO):
        said = tr("Copied from {place}, on {day}", place="Rome", day="3 May")
        assert said.startswith("⟦Copied from ⟨Rome⟩, on ⟨3 May⟩")
        assert unmarked(said) == ["Rome", "3 May"]
        assert unmarked(plural("{n} claim", "{n} claims", 3)) == ["3"]
        assert list((Messages({"a": mark("One")}) | {"b": "two"}).values()) == [marked("One"), "two"]
    plain = "What is counted, in one sentence of some length"
    assert 1 + LONGER <= len(marked(plain)) / len(plain) < 1.5 + LONGER


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("⟦all of it mm⟧", []),
        ("missed ⟦and ⟨Rome⟩ mm⟧ too", ["missed ", "Rome", " too"]),
        ("⟦a ⟨⟦b ⟨left⟩ mm⟧⟩ mm⟧", ["left"]),
        ("cut off⟩ mm⟧ here", ["cut off", " here"]),
        ("no mark", ["no mark"]),
    ],
)
def test_what_is_part_of_no_message_is_found(text: str, left: list[str]) -> None:
    found = unmarked(text)
    assert found == left or (text.startswith("cut") and "cut off" in found)


def test_lists_dates_and_numbers_in_english() -> None:
    assert [joined(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert joined(["{x}", "b"]) == "{x} and b"
    assert written_date(2019, 9, 2, "day", "") == "2 September 2019"
    assert written_date(2019, 9, None, "short", "") == "Sep 2019"
    assert (decimal(1234.5), decimal(2.0), decimal(1500.25, 1, is_grouped=False)) == ("1,234.5", "2", "1500.2")
    assert language_name("el", "") == "Greek"
    with speaking(PSEUDO):
        assert unmarked(joined(["Rome", "Oslo"])) == ["Rome", "Oslo"]


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A language of two messages, as a translator would add it."""
    catalogue = Catalog(locale="de")
    catalogue.add("Copied from {place}", "Aus {place} übernommen")
    catalogue.add(("{n} claim", "{n} claims"), ("{n} Angabe", "{n} Angaben"))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.po").open("wb") as file:
        write_po(file, catalogue)
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    messages._catalogue.cache_clear()
    return "de"


def test_a_language_is_one_file(german: str) -> None:
    with speaking(german):
        assert tr("Copied from {place}", place="Rom") == "Aus Rom übernommen"
        assert tr("Not translated yet") == "Not translated yet"
        assert plural("{n} claim", "{n} claims", 1200) == "1.200 Angaben"
        assert whole(1200) == "1.200"
        assert (decimal(1234.5), joined(["a", "b", "c"])) == ("1.234,5", "a, b und c")
        assert written_date(2019, 9, 2, "day", german) == "2. September 2019"
        assert language_name("el", german) == "Griechisch"
    assert plural("{n} claim", "{n} claims", 1200) == "1,200 claims"


def test_what_another_thread_makes_is_in_the_language_of_who_asked() -> None:
    with speaking(PSEUDO):
        make = in_this_language(lambda: tr("A file"))
    with ThreadPoolExecutor() as threads:
        assert threads.submit(make).result() == marked("A file")
        assert threads.submit(lambda: tr("A file")).result() == "A file"


def test_the_gathered_messages_are_those_of_the_code() -> None:
    assert (LOCALE / "messages.pot").read_bytes() == template(), "run `make messages`"


def test_no_message_is_a_piece_to_be_glued_to_another() -> None:
    with (LOCALE / "messages.pot").open("rb") as gathered:
        said = [each.id for each in read_po(gathered)]
    texts = [text for each in said for text in ([each] if isinstance(each, str) else each)]
    assert [text for text in texts if text != text.strip()] == []
