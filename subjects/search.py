"""One search over everything that has a name: places, thefts, events, publishers, documents."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from geography.names import CODE, area_names, folded, folded_spellings, is_code, iso3_of, names_here, spellings
from loaders.kept import kept_with_record
from loaders.tables import Record
from subjects.events import events
from subjects.places import places
from subjects.thefts import incidents

GROUPS: Final = ("place", "incident", "event", "publisher", "document")
MOST: Final = 12  # results a group
WHOLE, START, WORD, PART, BESIDE = range(5)
COLUMNS: Final = ["group", "id", "name", "also", "rank", "of_group"]
LIKENESS: Final = 80  # of 100; how alike a word of the record must be to stand in for one that is not there


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
        rows = [*_places(record, wanted, iso3_of(text)), *_named(record, wanted)]
    found = pd.DataFrame(rows, columns=COLUMNS[:-1])
    found = found.assign(
        of_group=found.groupby("group")["id"].transform("size"), order=found["group"].map(GROUPS.index)
    )
    found = found.sort_values(["order", "rank"], kind="stable").groupby("order", sort=False).head(most)
    return found[COLUMNS].reset_index(drop=True)


def meant(record: Record, text: str) -> str | None:
    """The place that a question names ("how many workers in Russia"), else the text with each word that no name of the
    record has replaced by the name's word most like it: "bybit hack" for "Bybitt hack". None when nothing comes near,
    and for words so short that they are codes."""
    if place := _place_in(record, text):
        return place
    known = _words(record)
    words = []
    for word in folded(text).split():
        if word not in known and len(word) > CODE:
            found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LIKENESS)
            if found is None:
                return None
            word = found[0]
        words.append(word)
    return " ".join(words) if words != folded(text).split() else None


def _place_in(record: Record, text: str) -> str | None:
    """The name of the place that some of the words of a text are a name of, the most words first; not of the DPRK,
    which nearly every question names."""
    words, names = folded(text).split(), dict(each for each in _names(record).items() if each[0] != "PRK")
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            if len(part) > CODE and (iso3 := iso3_of(part)) in names:
                return names[str(iso3)]
    return None


@kept_with_record
def _words(record: Record) -> list[str]:
    """The words of all names that a search looks through, each once: those of places first."""
    spelt = [name for iso3 in record.tables["jurisdictions"]["iso3"] for name in folded_spellings(str(iso3))]
    others = (("incidents", "victim"), ("incidents", "actor"), ("sources", "publisher"), ("sources", "title"))
    for table, column in (*others, ("events", "title"), ("events", "actors")):
        spelt += [folded(name) for name in record.tables[table][column].dropna().astype(str)]
    return list(dict.fromkeys(word for name in spelt for word in name.split() if len(word) > CODE))


class Spelling(NamedTuple):
    """One way to write the name of a place; `most` is the worst rank at which it answers."""

    iso3: str
    written: str
    folded: str
    most: int


@kept_with_record
def _spellings(record: Record) -> list[Spelling]:
    """A code counts only when it is given whole; a name in a language far from the reader's only from its start, so
    that no letters within it are taken for an answer."""
    found = []
    for iso3, ours in _names(record).items():
        near = {ours, *names_here(iso3), *area_names(iso3)}
        for written in (ours, *spellings(iso3), *area_names(iso3)):
            most = WHOLE if is_code(written) else PART if written in near else START
            found.append(Spelling(iso3, written, folded(written), most))
    return found


@kept_with_record
def _names(record: Record) -> dict[str, str]:
    table = places(record)
    return dict(zip(table["iso3"].astype(str), table["name"].astype(str), strict=True))


def _places(record: Record, wanted: str, meant: str | None) -> list[tuple[str, str, str, str, int]]:
    """Places by any of their names; the one that a link would take the text for, `meant`, answers as a whole."""
    names = _names(record)
    best: dict[str, tuple[int, str]] = {}
    for iso3, written, spelt, most in _spellings(record):
        found = rank(spelt, wanted)
        if found is not None and found <= most and found < best.get(iso3, (BESIDE, ""))[0]:
            best[iso3] = found, "" if written in (names[iso3], iso3) else written
    if meant in names and best.get(meant, (BESIDE, ""))[0] != WHOLE:
        best[meant] = WHOLE, ""
    return [("place", iso3, names[iso3], best[iso3][1], best[iso3][0]) for iso3 in sorted(best, key=names.__getitem__)]


class Named(NamedTuple):
    """A row that has a name, with what is searched, folded: its key, its name, and that with what stands beside it."""

    group: str
    id: str
    name: str
    also: str
    key: str
    folded: str
    beside: str


@kept_with_record
def _rows(record: Record) -> list[Named]:
    """Thefts, events, publishers and documents, newest first, publishers by their number of documents."""
    thefts = incidents(record).sort_values(["date_first", "incident_id"], ascending=[False, True])
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
    found = []
    for group, keys, names, also, beside in plans:
        columns = [pd.Series(column).astype("string").fillna("").to_list() for column in (keys, names, also, beside)]
        for key, name, near, other in zip(*columns, strict=True):
            found.append(Named(group, key, name, near, folded(key), folded(name), folded(f"{name} {other}")))
    return found


def _named(record: Record, wanted: str) -> Iterable[tuple[str, str, str, str, int]]:
    """Thefts, events, publishers and documents by their key, their name, or what stands beside it."""
    for row in _rows(record):
        score = WHOLE if row.key == wanted else rank(row.folded, wanted)
        if score is None and rank(row.beside, wanted) is not None:
            score = BESIDE
        if score is not None:
            yield row.group, row.id, row.name, row.also, score
