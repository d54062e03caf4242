"""The names by which a reader may know a place: codes, common names, and names in Korean, Japanese and Chinese."""

from functools import cache
from typing import Final

import pandas as pd
import pycountry
from babel import Locale

from loaders.boundaries import load_anchors
from loaders.kept import kept_with_record
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


def places(record: Record) -> pd.DataFrame:
    """Every place of which the record tells: the jurisdictions, and the areas below them, each by itself.

    Columns: `iso3`, the code of the place, which for an area is its `area_id`; `name`, of an area with its jurisdiction
    and, where so, that this does not control it ("Abkhazia, Georgia; not under its control"); `region`;
    `listed_in_2018_advisory`, missing for an area; `jurisdiction`, the ISO 3166-1 code; `is_area`;
    `of`, the jurisdiction's name where it does not control the area, else missing. Ordered by `iso3`.
    What is said of an area is not said of the jurisdiction.
    """
    hosts = record.tables["jurisdictions"][["iso3", "name", "region", "listed_in_2018_advisory"]]
    areas = record.tables["areas"].merge(hosts, on="iso3", suffixes=("_area", ""), validate="many_to_one")
    beyond = areas["is_controlled"].map({True: "", False: "; not under its control"}).astype("string")
    below = pd.DataFrame(
        {
            "iso3": areas["area_id"],
            "name": areas["name_area"] + ", " + areas["name"] + beyond,
            "region": areas["region"],
            "listed_in_2018_advisory": pd.Series(pd.NA, areas.index, dtype="string"),
            "jurisdiction": areas["iso3"],
            "is_area": True,
            "of": areas["name"].mask(areas["is_controlled"].astype(bool)),
        }
    )
    nobody = pd.Series(pd.NA, hosts.index, dtype="string")
    both = pd.concat([hosts.assign(jurisdiction=hosts["iso3"], is_area=False, of=nobody), below], ignore_index=True)
    return both.astype({"is_area": "bool", "of": "string"}).sort_values("iso3", ignore_index=True)


def place_anchors(record: Record) -> pd.DataFrame:
    """Where the mark of a place stands: the points of `boundaries.load_anchors`, those of the areas, with `region`."""
    areas = record.tables["areas"].rename(columns={"iso3": "jurisdiction", "area_id": "iso3"})[["iso3", "lon", "lat"]]
    points = pd.concat([load_anchors(), areas], ignore_index=True).astype({"lon": "float64", "lat": "float64"})
    return points.merge(places(record)[["iso3", "region"]], on="iso3", how="left")


def place_codes(record: Record) -> list[str]:
    """The codes of all `places`, jurisdictions first."""
    return [*record.tables["jurisdictions"]["iso3"], *record.tables["areas"]["area_id"]]


@cache
def other_names(iso3: str) -> list[str]:
    """What a place is called in Korean, Japanese and Chinese, each once; from the Unicode CLDR."""
    country = pycountry.countries.get(alpha_3=iso3)
    if not iso3.isupper():
        return []  # an area has no entry there
    alpha2 = country.alpha_2 if country else iso3[:2]
    names = [Locale.parse(language).territories.get(alpha2) for language in OTHER_LANGUAGES]
    return list(dict.fromkeys(name for name in names if name))


@kept_with_record
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
    areas = record.tables["areas"]
    for area, name in zip(areas["area_id"].astype(str), areas["name"].astype(str), strict=True):
        found.setdefault(name, area)
    return found
