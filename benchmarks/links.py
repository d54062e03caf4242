"""The links that readers follow: every page, and on each the views that its controls lead to."""

import random
from itertools import islice, pairwise, product

from loaders.codes import WORKER_MEASURES
from loaders.tables import Record

Link = tuple[str, str]
PLAIN = ("", "host_countries", "repatriation", "crypto_theft", "it_workers", "revenue", "timeline", "compare")
PAGES: dict[str, list[str]] = {
    "host_countries": ["", "years=2018-2018", "measure=entered", "region=africa", "iso3=CHN", "iso3=RUS&region=gulf"],
    "repatriation": ["", "scale=log", "status=reported_gone", "iso3=RUS"],
    "crypto_theft": ["", "view=incidents", "view=attribution", "view=money", "view=yardsticks", "sums=running"],
    "it_workers": ["", "view=places", "view=cases", "measure=identities_stolen"],
    "revenue": ["", "view=cost", "view=yardstick", "view=calculator"],
    "timeline": ["", "years=2017-2020", "q=Lazarus", "over=theft,russia"],
    "compare": ["", "a=KWT&b=QAT", "measure=entered"],
    "sources": ["", "q=Panel"],
    "method": [""],
    "changes": ["since=2024-01-01", "since=2023-01-01"],
    "": ["", "known_on=2023-06-30"],
}
"""By page, the links whose reruns are measured one by one; the page without a name is the overview."""


def many_links(record: Record, n: int) -> list[Link]:
    """`n` different links, the plain pages first, then views of places, years, measures, thefts and earlier days."""
    places = record.tables["jurisdictions"]["iso3"].tolist()
    thefts = record.tables["incidents"]["incident_id"].tolist()
    kinds = [
        [("host_countries", f"iso3={place}") for place in places],
        [
            ("host_countries", f"years={year}-{year}&measure={what}")
            for year, what in product(range(2012, 2026), WORKER_MEASURES)
        ],
        [("timeline", f"years={first}-{last}") for first in range(2006, 2020) for last in (2022, 2026)],
        [("compare", f"a={first}&b={last}") for first, last in pairwise(places)],
        [("crypto_theft", f"view=incidents&attribution=any&incident={theft}") for theft in thefts],
        [("repatriation", f"known_on={year}-12-31") for year in range(2018, 2022)],
        [(page, query) for page, queries in PAGES.items() for query in queries],
    ]
    views = kinds.pop()
    mixed = [link for row in zip(*(_cycle(kind) for kind in kinds), strict=True) for link in row]
    return list(islice(dict.fromkeys([*((page, "") for page in PLAIN), *views, *mixed]), n))


def _cycle(links: list[Link], most: int = 400) -> list[Link]:
    return (links * (most // len(links) + 1))[:most]


def zipf(chance: random.Random, links: list[Link]) -> Link:
    """A link: the first most often, the second half as often, the third a third as often."""
    return chance.choices(links, [1 / place for place in range(1, len(links) + 1)])[0]
