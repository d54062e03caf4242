"""The places of the record: jurisdictions, and areas below them, each with its name and a point on the map."""

import pandas as pd

from language.messages import tr
from loaders.boundaries import load_anchors
from loaders.kept import kept_with_record
from loaders.tables import Record
from subjects.vintage import of_every_day


@kept_with_record
def places(record: Record) -> pd.DataFrame:
    """Every place of which the record tells: the jurisdictions, and the areas below them, each by itself.

    Columns: `iso3`, the code of the place, which for an area is its `area_id`; `name`, of an area with its jurisdiction
    and, where so, that this does not control it ("Abkhazia, Georgia (not under government control)"); `label`, the name
    beside a mark that says so itself ("Abkhazia, Georgia"); `region`; `listed_in_2018_advisory`, missing for an area;
    `jurisdiction`, the ISO 3166-1 code; `is_area`;
    `of`, the jurisdiction's name where it does not control the area, else missing. Ordered by `iso3`.
    What is said of an area is not said of the jurisdiction.
    """
    named = _named(of_every_day(record))
    listed = record.tables["jurisdictions"].set_index("iso3")["listed_in_2018_advisory"]
    return named.assign(listed_in_2018_advisory=named["iso3"].map(listed).astype("string"))


@kept_with_record
def _named(record: Record) -> pd.DataFrame:
    """The places with what is the same on every day."""
    hosts = record.tables["jurisdictions"][["iso3", "name", "region", "listed_in_2018_advisory"]]
    areas = record.tables["areas"].merge(hosts, on="iso3", suffixes=("_area", ""), validate="many_to_one")
    named = {True: tr("{area}, {jurisdiction}"), False: tr("{area}, {jurisdiction} (not under government control)")}
    both_names = [*zip(areas["name_area"], areas["name"], strict=True)]
    said = [
        named[bool(is_controlled)].format(area=area, jurisdiction=name)
        for is_controlled, (area, name) in zip(areas["is_controlled"], both_names, strict=True)
    ]
    labels = [named[True].format(area=area, jurisdiction=name) for area, name in both_names]
    below = pd.DataFrame(
        {
            "iso3": areas["area_id"],
            "name": pd.Series(said, areas.index, dtype="string"),
            "label": pd.Series(labels, areas.index, dtype="string"),
            "region": areas["region"],
            "listed_in_2018_advisory": pd.Series(pd.NA, areas.index, dtype="string"),
            "jurisdiction": areas["iso3"],
            "is_area": True,
            "of": areas["name"].mask(areas["is_controlled"].astype(bool)),
        }
    )
    nobody = pd.Series(pd.NA, hosts.index, dtype="string")
    whole = hosts.assign(label=hosts["name"], jurisdiction=hosts["iso3"], is_area=False, of=nobody)
    both = pd.concat([whole, below], ignore_index=True)
    return both.astype({"is_area": "bool", "of": "string"}).sort_values("iso3", ignore_index=True)


def place_anchors(record: Record) -> pd.DataFrame:
    """Where the mark of a place stands: `boundaries.load_anchors` and the areas, all of them small, with `region`."""
    return _anchors(of_every_day(record))


@kept_with_record
def _anchors(record: Record) -> pd.DataFrame:
    areas = record.tables["areas"].rename(columns={"iso3": "jurisdiction", "area_id": "iso3"})[["iso3", "lon", "lat"]]
    points = pd.concat([load_anchors(), areas.assign(is_small=True)], ignore_index=True)
    points = points.astype({"lon": "float64", "lat": "float64", "is_small": "bool"})
    return points.merge(places(record)[["iso3", "region"]], on="iso3", how="left")


def abroad(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows about other places than the DPRK itself, by `iso3`."""
    return rows[rows["iso3"].ne("PRK")]


def place_labels(record: Record) -> dict[str, str]:
    """The `label` of each place by its code, as it is short enough for a control."""
    found = places(record)
    return dict(zip(found["iso3"], found["label"], strict=True))


def place_codes(record: Record) -> list[str]:
    """The codes of all `places`, jurisdictions first."""
    return [*record.tables["jurisdictions"]["iso3"], *record.tables["areas"]["area_id"]]
