"""A language that is read once is not kept by Babel; one that was in use stays."""

import gc

import pytest
from babel import Locale, core, localedata

from geography.names import _territories
from language.locales import let_go, read_once


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


def tied() -> int:
    return sum(isinstance(each, localedata.LocaleDataDict) for each in gc.get_objects())


def test_a_language_read_once_leaves_nothing_to_the_garbage_collector() -> None:
    read_once("eu", lambda locale: locale.territories["KP"])
    gc.collect()
    gc.disable()
    try:
        before = tied()
        read_once("eu", lambda locale: (locale.territories["KP"], locale.languages["ko"]))
        assert tied() == before
    finally:
        gc.enable()


def test_what_was_let_go_of_is_read_anew_when_it_is_needed() -> None:
    Locale.parse("de").languages["ko"]
    let_go()
    assert not localedata._cache
    assert core._global_data is None
    assert Locale.parse("zh_TW").languages["ko"] == "韓文"
    assert read_once("de", lambda locale: locale.languages["ko"]) == "Koreanisch"
