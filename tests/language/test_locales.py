"""A language that is read once is not kept by Babel; one that was in use stays."""

import pytest
from babel import Locale, localedata

from geography.names import _territories
from language.locales import read_once


def test_a_language_read_once_is_let_go_of_and_one_in_use_stays() -> None:
    Locale.parse("de").months["format"]["wide"][1]
    before = {*localedata._cache}
    assert "de" in before
    assert read_once("de", lambda locale: locale.territories["KP"]) == "Nordkorea"
    assert read_once("eu", lambda locale: locale.territories["KP"]) == "Ipar Korea"
    assert {*localedata._cache} == before


def test_a_language_is_let_go_of_where_reading_fails() -> None:
    before = {*localedata._cache}
    with pytest.raises(KeyError):
        read_once("eu", lambda locale: locale.territories["no code"])
    assert {*localedata._cache} <= before | {"root"}


def test_names_of_places_leave_no_language_behind() -> None:
    before = {*localedata._cache}
    _territories.cache_clear()
    assert _territories("km")["KP"] == read_once("km", lambda locale: locale.territories["KP"])
    assert {*localedata._cache} <= before | {"root"}
