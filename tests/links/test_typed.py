"""What is typed for a place is what is chosen: any of its names, its code, or the beginning of a name."""

import pytest

from geography.names import iso3_of, names_here
from links.typed import typed_place
from subjects.places import places
from tests.live import RECORD

NAMES = places(RECORD).set_index("iso3")["name"].to_dict()
CODES = sorted(NAMES, key=NAMES.__getitem__)


@pytest.mark.parametrize("code", CODES)
def test_each_place_is_chosen_by_its_code_and_by_each_name_of_its_own(code: str) -> None:
    names = [name for name in names_here(code) if iso3_of(name) == code] if code.isupper() else []
    assert len(names) >= 3 or code.islower()
    for text in (NAMES[code], code, code.lower(), *names):
        assert typed_place(text, NAMES, CODES) == (code, ""), text
        assert typed_place(f" {text.lower()} ", NAMES, CODES) == (code, ""), text


@pytest.mark.parametrize(
    ("text", "code"),
    [("UAE", "ARE"), ("uni", "ARE"), ("Rus", "RUS"), ("Emirat", "ARE"), ("Russia.", "RUS"), ("Russia (RUS)", "RUS")],
)
def test_the_beginning_of_a_name_chooses_it(text: str, code: str) -> None:
    assert typed_place(text, NAMES, CODES) == (code, "")


def test_of_several_that_begin_so_the_first_of_the_list_is_chosen() -> None:
    chosen, _ = typed_place("ma", {"MLT": "Malta", "MYS": "Malaysia"}, ["MYS", "MLT"])
    assert chosen is None, "MA is the code of another place"
    assert typed_place("mal", {"MLT": "Malta", "MYS": "Malaysia"}, ["MYS", "MLT"]) == ("MYS", "")


@pytest.mark.parametrize("text", ["Sudan", "Tuvalu", "Jan Mayen", "Korea", "Atlantis", "zzz", "-"])
def test_none_is_chosen_for_its_letters(text: str) -> None:
    chosen, why = typed_place(text, NAMES, CODES)
    assert chosen is None
    assert why


def test_a_place_that_is_not_offered_is_not_chosen() -> None:
    assert typed_place("Malta", NAMES, ["MYS"]) == (None, "it is not in this selection")


def test_of_two_places_the_first_is_chosen_and_it_is_said() -> None:
    assert typed_place("Russia, China", NAMES, CODES) == ("RUS", "it is one place at a time")
