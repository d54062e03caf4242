"""Which letters are Korean, Japanese or Chinese, and which of them a reader can meet."""

from itertools import pairwise

from geography.names import east_asian_names
from loaders.descriptor import DATA
from loaders.letters import SCRIPTS, letters_of, letters_shown, script_of
from tests.live import RECORD


def test_a_letter_has_one_script_or_none() -> None:
    assert [script_of(letter) for letter in "러ロ俄々。"] == ["hangul", "kana", "han", "han", "han"]
    assert [script_of(letter) for letter in "Aé–Ж"] == [None] * 4
    spans = sorted(span for each in SCRIPTS.values() for span in each)
    assert all(one[1] < other[0] for one, other in pairwise(spans))


def test_each_letter_counts_once_and_in_its_script() -> None:
    assert letters_of(["러시아 ロシア", "俄罗斯 러"]) == {"hangul": "러시아", "kana": "アシロ", "han": "俄斯罗"}
    assert letters_of([]) == {"hangul": "", "kana": "", "han": ""}


def test_every_name_of_every_place_is_in_it() -> None:
    shown = {letter for letters in letters_shown(RECORD).values() for letter in letters}
    for code in RECORD.tables["jurisdictions"]["iso3"]:
        assert {letter for name in east_asian_names(code) for letter in name if script_of(letter)} <= shown
    ours = letters_of([(DATA / "place_names.csv").read_text(encoding="utf-8")])
    assert {letter for letters in ours.values() for letter in letters} <= shown
