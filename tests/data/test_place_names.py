"""Names of places: every spelling in use is understood, a code is never taken for one that looks like it."""

import csv
from collections import defaultdict

import pycountry
import pytest

from geography.names import (
    OWN,
    UNREGISTERED,
    area_names,
    east_asian_names,
    english_name,
    folded,
    iso3_of,
    meaning,
    nearest_place,
    no_country_words,
    part_of,
    spellings,
)
from loaders.descriptor import DATA


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PLACES = {row["iso3"]: row["name"] for row in rows("jurisdictions.csv")}


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        *(("UAE", "ARE"), ("Russia", "RUS"), ("Ivory Coast", "CIV"), ("DPRK", "PRK"), ("ROM", "ROU"), ("ZAR", "COD")),
        *(("WBG", "PSE"), ("XK", "XKX"), ("uk", "GBR"), ("Burma", "MMR"), ("Congo", "COG"), ("D.R. Congo", "COD")),
        *(("Côte d'Ivoire", "CIV"), ("Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "CIV"), ("COTE DIVOIRE", "CIV")),
        *(("러시아", "RUS"), ("中国", "CHN"), ("Монголия", "MNG"), ("Türkiye", "TUR"), ("turkey", "TUR")),
        *(("Birmanie", "MMR"), ("ミャンマー", "MMR"), ("홍콩", "HKG"), ("VAE", "ARE"), ("РФ", "RUS"), ("643", "RUS")),
        *(("Korea, North", "PRK"), ("Gambia, The", "GMB"), ("Congo, Dem. Rep.", "COD"), ("Iran, Islamic Rep.", "IRN")),
        *(
            ("Russian Fed.", "RUS"),
            ("N. Korea", "PRK"),
            ("Hongkong", "HKG"),
            ("Dem. People's Rep. of Korea", "PRK"),
            ("Eq. Guinea", "GNQ"),
        ),
        *(("GER", "DEU"), ("SUI", "CHE"), ("BRN", "BRN"), ("The Gambia", "GMB"), ("Trinidad & Tobago", "TTO")),
        *(
            ("St. Vincent", "VCT"),
            ("Saint Vincent", "VCT"),
            ("Sao Tome", "STP"),
            ("Antigua", "ATG"),
            ("Svalbard", "SJM"),
        ),
    ],
)
def test_names_and_codes_in_use_are_understood(text: str, iso3: str) -> None:
    assert iso3_of(text) == iso3


@pytest.mark.parametrize(
    "text", ["", " ", "ZZZ", "BUR", "SUN", "Atlantis", "Korea", "Kongo", "EU", "Rep.", ",", "999", "x" * 100_000]
)
def test_what_is_no_place_or_several_is_none(text: str) -> None:
    assert iso3_of(text) is None


@pytest.mark.parametrize("iso3", sorted(PLACES))
def test_every_spelling_of_every_place_of_the_record_is_understood(iso3: str) -> None:
    """But for the few that another place has a better right to: they are that place's own English name or code."""
    assert iso3_of(PLACES[iso3]) == iso3
    assert iso3_of(iso3.lower()) == iso3
    own = [row["name"] for row in rows(OWN.name) if row["iso3"] == iso3]
    shared = {row["name"] for row in rows(OWN.name) if row["iso3"] != iso3}
    for spelling in [*own, *east_asian_names(iso3)]:
        assert iso3_of(spelling) == iso3 or spelling in shared
    for spelling in spellings(iso3):
        found = iso3_of(spelling)
        if found != iso3:
            assert found is None or folded(spelling) in {folded(name) for name in spellings(found)}


def test_every_code_that_iso_gives_out_is_its_own() -> None:
    for country in pycountry.countries:
        assert iso3_of(country.alpha_3) == country.alpha_3
        assert iso3_of(country.alpha_2) == country.alpha_3
    assert [iso3_of(code) for code in UNREGISTERED] == list(UNREGISTERED)


def test_our_own_list_names_places_that_are_there_each_once() -> None:
    known = {country.alpha_3 for country in pycountry.countries} | set(UNREGISTERED)
    seen = defaultdict(list)
    for row in rows(OWN.name):
        assert row["iso3"] in known
        assert row["note"]
        seen[row["name"], row["iso3"]].append(row)
    assert [key for key, found in seen.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PSE", "PSE is Palestine"),
        ("UAE", "UAE is United Arab Emirates, code ARE"),
        ("BUR", "BUR is Burkina Faso or Myanmar"),
        ("SUN", "SUN was the code of USSR, Union of Soviet Socialist Republics"),
        ("ZZZ", None),
    ],
)
def test_what_a_code_means_is_said(text: str, said: str | None) -> None:
    assert meaning(text) == said


def test_a_misspelt_name_has_a_neighbour_and_a_code_has_none() -> None:
    assert nearest_place("Rusia", PLACES) == "RUS"
    assert nearest_place("Camboddia", PLACES) == "KHM"
    assert [nearest_place(text, PLACES) for text in ("UKA", "POR", "ROM", "Xanadu", "")] == [None] * 5


@pytest.mark.parametrize("text", ["Scotland", "Chechnya", "Donbas", "Kurdistan Region", "Transnistria"])
def test_what_only_looks_like_a_place_has_no_neighbour(text: str) -> None:
    assert nearest_place(text, PLACES) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Crimea", "Crimea is not a country in ISO 3166, which lists it under Ukraine"),
        ("transnistria", "transnistria is not a country in ISO 3166, which lists it under Moldova"),
        ("Scotland", "Scotland is not a country in ISO 3166, which lists it under United Kingdom"),
        ("Gaza", "Gaza is not a country in ISO 3166, which lists a part of that name under Mozambique or Palestine"),
    ],
)
def test_a_part_of_a_place_is_said_to_be_one(text: str, said: str) -> None:
    part = part_of(text)
    assert part is not None
    assert no_country_words(text, part) == said


@pytest.mark.parametrize("text", ["Russia", "Hong Kong SAR", "Georgia", "Luxembourg", "Atlantis", ""])
def test_what_is_a_place_or_nothing_is_no_part(text: str) -> None:
    assert part_of(text) is None


@pytest.mark.parametrize("row", rows("area_names.csv"), ids=lambda row: row["name"])
def test_every_name_of_an_area_stands_under_the_places_of_its_subdivisions(row: dict[str, str]) -> None:
    part = part_of(row["name"])
    codes = {pycountry.countries.get(alpha_2=code.partition("-")[0]).alpha_3 for code in row["subdivisions"].split()}
    assert part is not None
    assert set(part.places) == codes
    areas = {area["area_id"]: area["iso3"] for area in rows("areas.csv")}
    assert part.area is None or (areas[part.area] in codes and row["name"] in area_names(part.area))


def test_a_place_without_a_registered_code_has_its_names() -> None:
    assert "코소보" in east_asian_names("XKX")
    assert english_name("XKX") == "Kosovo"
    assert english_name("QQQ") == "QQQ"


@pytest.mark.parametrize(
    ("text", "code"),
    [("Áo", "AUT"), ("AO", "AGO"), ("Bỉ", "BEL"), ("bi", "BDI"), ("ហ្គីណេ", "GIN"), ("cote d’ivoire", "CIV")],
)
def test_a_name_with_its_accents_is_told_from_a_code_without(text: str, code: str) -> None:
    assert iso3_of(text) == code
