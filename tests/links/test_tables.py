"""How tables are arranged, written into a link and read back."""

import pytest

from links.reading import read_link
from links.tables import Arranged, arranged, searchable, tables, with_table

PARAM = tables("table")
WHOLE = Arranged("documents", "-rows", 2, ("language", "kind"), "panel of ~experts~ 2.0~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("documents.-rows", (Arranged("documents", "-rows"),)),
        ("documents.rows.3", (Arranged("documents", "rows", 3),)),
        ("documents.find-A.b find-c", (Arranged("documents", words="A.b find-c"),)),
        ("Documents.-Rows.no-Kind", (Arranged("documents", "-rows", hidden=("kind",)),)),
        ("trail.when~documents.2", (Arranged("documents", page=2), Arranged("trail", "when"))),
        ("documents.rows~documents.-rows", (Arranged("documents", "rows"),)),
        ("documents.find-a~~b~trail.when", (Arranged("documents", words="a~b"), Arranged("trail", "when"))),
        ("documents", ()),
        ("documents.1", ()),
    ],
)
def test_a_text_is_read(text: str, expected: tuple[Arranged, ...]) -> None:
    assert PARAM.parse(text) == expected


def test_what_is_written_is_read_back() -> None:
    value = with_table(with_table((), WHOLE), Arranged("trail", "when"))
    assert PARAM.write(value) == "documents.-rows.2.no-language-kind.find-panel of ~~experts~~ 2.0~~~trail.when"
    assert PARAM.parse(PARAM.write(value)) == value


@pytest.mark.parametrize(
    "text",
    ["", "~", ".rows", "documents.", "documents.--rows", "documents.0", "a b.rows", "documents.find-a\u202eb", "é.a"],
)
def test_what_arranges_no_table_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"table=documents\.-rows\.find-panel"):
        PARAM.parse(text)


def test_a_link_damaged_on_its_way_is_understood() -> None:
    for text in ("documents.-rows.", "(documents.-rows)", "documents.\N{EN DASH}rows"):
        assert read_link([PARAM], {"table": [text]}) == ({"table": (Arranged("documents", "-rows"),)}, [])


def test_the_good_part_is_kept() -> None:
    values, told = read_link([PARAM], {"table": ["documents.-rows~a b.c"]})
    assert values == {"table": (Arranged("documents", "-rows"),)}
    assert told == [
        "The link asked for table=documents.-rows~a b.c; a b.c does not arrange a table; write it as in "
        "table=documents.-rows.find-panel. Showing documents.-rows."
    ]


def test_a_table_that_is_as_it_comes_is_not_named() -> None:
    value = with_table((), WHOLE)
    assert arranged(value, "documents") == WHOLE
    assert arranged(value, "trail") == Arranged("trail")
    assert with_table(value, Arranged("documents")) == ()


def test_words_typed_are_words_a_link_may_hold() -> None:
    assert searchable(None) == ""
    text = searchable("  a\u200bb\tc\u202e " + "x" * 90)
    assert PARAM.parse(f"documents.find-{text}") == (Arranged("documents", words=text),)
