"""One search over everything that has a name: places, thefts, events, publishers, documents."""

import unicodedata
from collections.abc import Iterable
from typing import Final

import pandas as pd

from loaders.events import events
from loaders.places import aliases
from loaders.tables import Record

GROUPS: Final = ("place", "incident", "event", "publisher", "document")
MOST: Final = 12  # results a group
WHOLE, START, WORD, PART, BESIDE = range(5)
COLUMNS: Final = ["group", "id", "name", "also", "rank", "of_group"]
CODE: Final = 3  # letters; so short an alias is a code, which counts only when it is given whole


def folded(text: str) -> str:
    """Text as it is compared: without case and accents, with single blanks."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def rank(name: str, text: str) -> int | None:
    """How well a name answers a text: the whole name, its start, the start of a word in it, or any part of it.

    Several words may stand apart, each anywhere in the name. None: no answer. Both are `folded`.
    """
    if not text:
        return None
    if name == text:
        return WHOLE
    if name.startswith(text):
        return START
    if f" {text}" in name:
        return WORD
    return PART if all(word in name for word in text.split()) else None


def search(record: Record, text: str, most: int = MOST) -> pd.DataFrame:
    """What answers a text, the best first within each group, at most `most` a group.

    Columns: `group` (one of GROUPS), `id` (the code or key; of a publisher its name), `name`, `also` (of a place the
    other spelling that was found, of a publisher its number of documents, else the date; may be empty), `rank` (0 the
    whole name, 1 its start, 2 the start of a word, 3 a part, 4 found beside the name) and `of_group` (how many answers
    the group has in all). Groups come in the order of GROUPS. One Latin letter finds nothing.
    """
    wanted = folded(text)
    rows: list[tuple[str, str, str, str, int]] = []
    if len(wanted) > 1 or (wanted and not wanted.isascii()):
        rows = [*_places(record, wanted), *_named(record, wanted)]
    found = pd.DataFrame(rows, columns=COLUMNS[:-1])
    found = found.assign(
        of_group=found.groupby("group")["id"].transform("size"), order=found["group"].map(GROUPS.index)
    )
    found = found.sort_values(["order", "rank"], kind="stable").groupby("order", sort=False).head(most)
    return found[COLUMNS].reset_index(drop=True)


def _places(record: Record, wanted: str) -> list[tuple[str, str, str, str, int]]:
    table = record.tables["jurisdictions"]
    names = dict(zip(table["iso3"].astype(str), table["name"].astype(str), strict=True))
    best: dict[str, tuple[int, str]] = {}
    for spelling, iso3 in [*((name, iso3) for iso3, name in names.items()), *aliases(record).items()]:
        found = rank(folded(spelling), wanted)
        is_code = spelling.isascii() and len(spelling) <= CODE
        if found is not None and (found == WHOLE or not is_code) and found < best.get(iso3, (BESIDE, ""))[0]:
            best[iso3] = found, "" if spelling == names[iso3] else spelling
    for iso3 in names:
        if folded(iso3) == wanted:
            best[iso3] = WHOLE, ""
    return [("place", iso3, names[iso3], best[iso3][1], best[iso3][0]) for iso3 in sorted(best, key=names.__getitem__)]


def _named(record: Record, wanted: str) -> Iterable[tuple[str, str, str, str, int]]:
    """Thefts, events, publishers and documents, newest first, publishers by their number of documents."""
    thefts = record.tables["incidents"].sort_values(["date_first", "incident_id"], ascending=[False, True])
    happened = events(record).iloc[::-1]
    documents = record.tables["sources"].sort_values(
        ["published_first", "source_id"], ascending=[False, True], na_position="last"
    )
    publishers = documents["publisher"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    plans = (
        ("incident", thefts["incident_id"], thefts["victim"], thefts["date"], thefts["actor"]),
        ("event", happened["event_id"], happened["title"], happened["date"], happened["actors"]),
        ("publisher", publishers.index, publishers.index, publishers, publishers.index),
        ("document", documents["source_id"], documents["title"], documents["published"], documents["publisher"]),
    )
    for group, keys, names, also, beside in plans:
        columns = [pd.Series(column).astype("string").fillna("").to_list() for column in (keys, names, also, beside)]
        for key, name, near, other in zip(*columns, strict=True):
            score = WHOLE if folded(key) == wanted else rank(folded(name), wanted)
            if score is None and rank(folded(f"{name} {other}"), wanted) is not None:
                score = BESIDE
            if score is not None:
                yield group, key, name, near, score
