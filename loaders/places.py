"""The names by which a reader may know a place: codes, common names, and names in Korean, Japanese and Chinese."""

from typing import Final

import pycountry
from babel import Locale

from loaders.tables import Record

OTHER_LANGUAGES: Final = ("ko", "ja", "zh_Hans", "zh_Hant")
COMMON: Final = {
    "BRN": ["Brunei Darussalam"],
    "CHN": ["PRC", "Mainland China"],
    "CIV": ["Ivory Coast", "Cote d'Ivoire"],
    "COD": ["DRC", "DR Congo", "Congo-Kinshasa", "Democratic Republic of the Congo"],
    "COG": ["Congo-Brazzaville"],
    "CZE": ["Czech Republic"],
    "GBR": ["UK", "Britain", "Great Britain"],
    "KOR": ["ROK", "Republic of Korea"],
    "LAO": ["Lao PDR"],
    "MAC": ["Macau"],
    "MMR": ["Burma"],
    "PRK": ["DPRK"],
    "RUS": ["Russian Federation"],
    "SWZ": ["Swaziland"],
    "SYR": ["Syrian Arab Republic"],
    "TUR": ["Turkey"],
    "TWN": ["Chinese Taipei", "ROC"],
    "TZA": ["United Republic of Tanzania"],
    "USA": ["US", "America"],
    "VNM": ["Viet Nam"],
    "XKX": ["XK", "KOS"],
}
"""English names in use that the libraries lack."""


def other_names(iso3: str) -> list[str]:
    """What a place is called in Korean, Japanese and Chinese, each once; from the Unicode CLDR."""
    country = pycountry.countries.get(alpha_3=iso3)
    alpha2 = country.alpha_2 if country else iso3[:2]
    names = [Locale.parse(language).territories.get(alpha2) for language in OTHER_LANGUAGES]
    return list(dict.fromkeys(name for name in names if name))


def aliases(record: Record) -> dict[str, str]:
    """Every other spelling of the places of the record, to their code: names, two-letter codes, other languages."""
    found: dict[str, str] = {}
    places = record.tables["jurisdictions"]
    for iso3, name in zip(places["iso3"].astype(str), places["name"].astype(str), strict=True):
        country = pycountry.countries.get(alpha_3=iso3)
        spellings = [name, *COMMON.get(iso3, []), *other_names(iso3)]
        if country:
            spellings += [country.alpha_2, country.name, getattr(country, "common_name", country.name)]
        for spelling in spellings:
            found.setdefault(spelling, iso3)
    return found
