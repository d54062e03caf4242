"""What places are called: one list of names and codes, for what a curator writes, a link asks for and a reader seeks.

Names and codes come from ISO 3166 (pycountry) and the Unicode CLDR (Babel) in the languages below; what both lack, such
as names in daily use and codes that are no longer given out, stands in `data/place_names.csv`. What is no place of ISO
3166-1 but a part of one, by ISO 3166-2, stands in `data/area_names.csv` under its names in daily use.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pycountry
from rapidfuzz import fuzz, process

from language.forms import either
from language.locales import read_once
from language.messages import tr

OWN: Final = Path(__file__).resolve().parent.parent / "data" / "place_names.csv"
OWN_AREAS: Final = OWN.with_name("area_names.csv")
EAST_ASIAN: Final = ("ko", "ja", "zh_Hans", "zh_Hant")
LANGUAGES: Final = (
    *("en", *EAST_ASIAN, "zh_Hant_HK", "ru", "fr", "es", "ar", "de", "pt", "it", "nl", "pl", "cs", "uk", "mn"),
    *("vi", "th", "id"),
    *("km", "lo", "my", "fa", "tr", "he", "ne", "hi", "bn", "sv", "nb", "fi", "da", "el", "et", "lv", "sr", "sw"),
)
"""The languages in which names are understood: the sources', and those of places where workers are reported."""
UNREGISTERED: Final = {"XKX": "XK"}
"""Places of the record without an ISO code: the code in use, and the CLDR's."""
CODE: Final = 3  # letters; so short a Latin text is a code, and a code is never taken for another that looks like it
ALPHA_2: Final = 2  # letters
LEAST_JOINED: Final = 6  # letters of a name that is also understood without its blanks, as Hongkong
LONGEST: Final = 100  # letters of a text that are looked at; no name is longer
LIKENESS: Final = 80  # of 100; how alike two names must be for one to be offered in place of the other
LIKENESS_ELSEWHERE: Final = 88  # the same for names in further languages: Scotland is not Eestland

_BRACKETED: Final = re.compile(r"(.+?)\s*[(（](..+)[)）]")
_JOINED: Final = re.compile(r"(.+?) (?:and|&) ")
_SHORTENED: Final = {
    **{"rep": "republic", "dem": "democratic", "fed": "federation", "st": "saint", "eq": "equatorial", "is": "islands"},
    **{"n": "north", "s": "south", "afr": "african", "herz": "herzegovina", "dr": "democratic republic"},
}
"""Words as lists of statistics shorten them."""
_DROPPED: Final = re.compile(r"[.'`´’‘ʼʻ′＇]")


def folded(text: str) -> str:
    """Text as names are compared: without case, accents, apostrophes, punctuation and a leading The, single blanks."""
    bare = _DROPPED.sub("", text.casefold())
    letters = (c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    # Khmer, Thai and others write vowels as marks (M) that are no accents.
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " and " if c == "&" else " " for c in letters)
    return " ".join(kept.split()).removeprefix("the ")


def _apart(text: str) -> str:
    """Text folded with a blank where its apostrophes were, as some ways turn them: Cote d Ivoire."""
    return folded(_DROPPED.sub(" ", text))


def spelt(text: str) -> str:
    """Text with its accents, but without case, apostrophes and full stops: Áo is Austria, and AO Angola."""
    return " ".join(_DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold()).split())


def iso3_of(text: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of the place that a name or a code stands for, anywhere in the world; None for none,
    and for a code that several places have borne.

    A name that several places bear is given to the one whose English name it is.
    """
    if (code := text.strip().upper()) in UNREGISTERED or (len(code) == CODE and pycountry.countries.get(alpha_3=code)):
        return code  # what most links hold, without reading the names of the world in every language
    found = _found(text)
    return found[0] if len(found) == 1 else None


def meaning(text: str) -> str | None:
    """What a code or a name stands for: "PSE is Palestine", "UAE is United Arab Emirates, code ARE", "BUR is Burkina
    Faso or Myanmar", "SUN was the code of USSR, Union of Soviet Socialist Republics"; None when it stands for no place.
    """
    text = text.strip()
    if found := _found(text):
        if len(found) > 1:
            return tr("{text} is {places}", text=text, places=either([english_name(iso3) for iso3 in found]))
        name, code = english_name(found[0]), found[0]
        if folded(name) == folded(text):
            return tr("{text} has the code {code}", text=text, code=code)
        if text.upper() == code:
            return tr("{text} is {places}", text=text, places=name)
        return tr("{text} is {place}, code {code}", text=text, place=name, code=code)
    former = pycountry.historic_countries.get(alpha_3=text.upper()) if text.isascii() and text else None
    if former:
        return tr("{text} was the code of {place}", text=text, place=former.name)
    once = _former().get(folded(text[:LONGEST]))
    return tr("{text} had the code {code}, which ISO 3166 no longer assigns", text=text, code=once) if once else None


@cache
def _former() -> dict[str, str]:
    """Every name, folded, of what has a code of ISO 3166-1 no longer, before its comma, after it and whole."""
    return {
        folded(part): str(former.alpha_3)
        for former in pycountry.historic_countries
        for part in (former.name, *former.name.split(", "))
    }


class Part(NamedTuple):
    """A part of one or several places: their codes, and the area of the record that is this part or lies in it."""

    places: tuple[str, ...]
    area: str | None


def part_of(text: str) -> Part | None:
    """Of which places of ISO 3166-1 a name is a part, as ISO 3166-2 lists it: Crimea of UKR; None for none, and for
    what is itself a place."""
    name = folded(text[:LONGEST])
    return None if not name or _found(text) else _parts().get(name)


def no_country_words(text: str, part: Part) -> str:
    """That in words: "Crimea is no country of ISO 3166, which lists it under Ukraine"."""
    names = [english_name(iso3) for iso3 in part.places]
    if len(names) > 1:  # it is a part of one of them, and another thing of that name is a part of the other
        places = either(names)
        return tr(
            "{text} is not a country in ISO 3166, which lists a part of that name under {places}",
            text=text,
            places=places,
        )
    return tr("{text} is not a country in ISO 3166, which lists it under {places}", text=text, places=names[0])


@cache
def area_names(area: str) -> tuple[str, ...]:
    """What an area of the record, or what it lies in, is called in daily use."""
    return tuple(row["name"] for row in _rows(OWN_AREAS) if row["area"] == area)


@cache
def _parts() -> dict[str, Part]:
    """Every name of a part, folded: those of ISO 3166-2, then our own. A part that has a code of its own, as Hong Kong
    SAR, is no part here."""
    by_alpha2 = {country.alpha_2: str(country.alpha_3) for country in pycountry.countries}
    of_code: dict[str, str] = {}
    found: dict[str, Part] = {}
    for division in pycountry.Subdivisions(pycountry.subdivisions.filename):  # let go of after this
        iso3, own = by_alpha2[division.country_code], by_alpha2.get(division.code.partition("-")[2])
        name = folded(division.name)
        of_code[division.code] = iso3
        if own is None or not name.startswith(folded(english_name(own))):
            others = found[name].places if name in found else ()
            found[name] = Part(tuple(dict.fromkeys([*others, iso3])), None)
    for row in _rows(OWN_AREAS):
        places = tuple(dict.fromkeys(of_code[code] for code in row["subdivisions"].split()))
        found[folded(row["name"])] = Part(places, row["area"] or None)
    return found


def is_code(text: str) -> bool:
    """Whether a text is so short, in Latin letters, that it is a code and no name."""
    return text.strip().isascii() and len(text.strip()) <= CODE


@cache
def english_name(iso3: str) -> str:
    """What a place is called in English, in short; a code of no place is given back as it is."""
    ours = (row["name"] for row in _own() if row["iso3"] == iso3 and row["is_shown"])
    return next(ours, None) or next(_cldr(iso3, ("en",)), iso3)


@cache
def east_asian_names(iso3: str) -> tuple[str, ...]:
    """What a place is called in Korean, Japanese and Chinese, each once."""
    return tuple(dict.fromkeys(_cldr(iso3, EAST_ASIAN)))


@cache
def names_here(iso3: str) -> tuple[str, ...]:
    """What a place is called in English, in daily use, and in Korean, Japanese and Chinese."""
    country = pycountry.countries.get(alpha_3=iso3)
    registered = [getattr(country, kind) for kind in ("name", "common_name") if hasattr(country, kind)]
    own = [row["name"] for row in _own() if row["iso3"] == iso3]
    return tuple(dict.fromkeys([english_name(iso3), *own, *registered, *east_asian_names(iso3)]))


@cache
def spellings(iso3: str) -> tuple[str, ...]:
    """Every name and code of a place, each once: in English first, then in daily use, then in other languages."""
    country = pycountry.countries.get(alpha_3=iso3)
    alpha2 = country.alpha_2 if country else UNREGISTERED.get(iso3, iso3)
    official = [name] if (name := getattr(country, "official_name", None)) else []
    return tuple(
        dict.fromkeys([english_name(iso3), iso3, *names_here(iso3), alpha2, *official, *_cldr(iso3, LANGUAGES)])
    )


def nearest_place(text: str, among: Iterable[str]) -> str | None:
    """The code, among some, of the place whose name looks most like a misspelt one; never for a code, whose letters
    say nothing."""
    wanted = folded(text[:LONGEST])
    if is_code(wanted):
        return None
    places = list(among)
    for spelt_as, least in (
        (lambda iso3: map(folded, names_here(iso3)), LIKENESS),
        (folded_spellings, LIKENESS_ELSEWHERE),
    ):
        names = {name: iso3 for iso3 in places for name in reversed([*spelt_as(iso3)]) if not is_code(name)}
        if found := process.extractOne(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=least):
            return names[found[0]]
    return None


@cache
def folded_spellings(iso3: str) -> tuple[str, ...]:
    """Every name and code of a place as names are compared, each in the place that it has in `spellings`."""
    return tuple(folded(name) for name in spellings(iso3))


def _found(text: str) -> tuple[str, ...]:
    """The codes of the places that a text stands for: as it is spelt, else without accents, turned round where a comma
    parts it, as in Korea, North, or with its shortened words in full."""
    text = text[:LONGEST]
    first, _, last = text.partition(",")
    ways = [text, *(f"{last}{joined}{first}" for joined in (" ", " of ", " of the ") if last.strip())]
    names = [spelt(text), *(folded(way) for way in ways)]
    names += [" ".join(_SHORTENED.get(word, word) for word in name.split()) for name in names[1:]]
    return next((_codes()[name] for name in names if name in _codes()), ())


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Every name and code, spelt and folded, to its alpha-3 codes. Those that ISO gives out rule, then our
    own list, then names.

    What our own list gives to several places belongs to none of them alone.
    """
    countries = list(pycountry.countries)
    everywhere = [*(country.alpha_3 for country in countries), *UNREGISTERED]
    known: dict[str, tuple[str, ...]] = {folded(iso3): (iso3,) for iso3 in everywhere}
    own: dict[str, tuple[str, ...]] = {}
    for row in _own():
        name = folded(row["name"])
        own[name] = tuple(dict.fromkeys([*own.get(name, ()), row["iso3"]]))
    known = own | known
    rows = [
        *((country.alpha_2, country.alpha_3) for country in countries),
        *((alpha2, iso3) for iso3, alpha2 in UNREGISTERED.items()),
        *((english_name(iso3), iso3) for iso3 in everywhere),
        *((country.numeric, country.alpha_3) for country in countries),
        *((name, iso3) for iso3 in everywhere for name in spellings(iso3)),
    ]
    for key in (spelt, folded, _apart):
        for name, iso3 in rows:
            known.setdefault(key(name), (iso3,))
    for name in [name for name in known if len(name) > LEAST_JOINED and " " in name]:
        known.setdefault(name.replace(" ", ""), known[name])
    return _parts_of_names(everywhere) | known


def _parts_of_names(places: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What stands before the brackets of a name, and in them, to its place: Myanmar (Birmanie) is either. So is what
    stands before an "and", as in Trinidad and Tobago. What several places have so, as Korea (North), belongs to none.
    """
    parts: dict[str, tuple[str, ...]] = {}
    for iso3 in places:
        country = pycountry.countries.get(alpha_3=iso3)
        names = [english_name(iso3), *([country.name] if country else [])]
        found = [match[1] for match in map(_JOINED.match, names) if match]
        for language in LANGUAGES:
            for match in map(_BRACKETED.fullmatch, _cldr(iso3, (language,))):
                found += match.groups() if match else ()
        for name in map(folded, found):
            parts[name] = tuple(dict.fromkeys([*parts.get(name, ()), iso3]))
    return {name: found for name, found in parts.items() if len(found) == 1}


def _own() -> tuple[dict[str, str], ...]:
    return _rows(OWN)


@cache
def _rows(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


for _file in (OWN, OWN_AREAS):  # while they are there: a server goes on without its files
    _rows(_file)


def _cldr(iso3: str, languages: Iterable[str]) -> Iterator[str]:
    country = pycountry.countries.get(alpha_3=iso3)
    alpha2 = country.alpha_2 if country else UNREGISTERED.get(iso3)
    for language in languages:
        if name := _territories(language).get(alpha2):
            yield name


@cache
def _territories(language: str) -> dict[str | None, str]:
    """The names of places in a language, by their code of two letters."""
    return read_once(
        language, lambda locale: {code: name for code, name in locale.territories.items() if len(code) == ALPHA_2}
    )
