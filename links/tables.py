"""How a reader has arranged the tables of a page, as a link holds it: order, page, columns left out, words to hold.

A link names a table, then what is not as the table comes, each after a full stop, the words last:
`documents.-rows.2.no-language-kind.find-panel of experts`; a second table follows after `~`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from language.messages import tr
from links.params import Param, PartlyValid, plain_words, shown

LONGEST: Final = 80  # letters of the words searched for
_FIND: Final = ".find-"
_WITHOUT: Final = "no-"
_TABLE: Final = re.compile(r"(?:~~|[^~])+")  # `~~` is a `~` of the words
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_ORDER: Final = re.compile(r"-?[a-z][a-z0-9_]*")
_PAGE: Final = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class Arranged:
    """One table as its reader has arranged it.

    `order`: a column, with a minus before it from the last to the first; empty for the order the table comes in.
    `page`: counted from 1. `hidden`: the columns left out. `words`: what its rows must hold.
    """

    table: str
    order: str = ""
    page: int = 1
    hidden: tuple[str, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        parts = [self.table, self.order, str(self.page) if self.page > 1 else ""]
        parts.append(_WITHOUT + "-".join(self.hidden) if self.hidden else "")
        return ".".join(filter(None, parts)) + (_FIND + self.words.replace("~", "~~") if self.words else "")


def tables(name: str) -> Param:
    """How the tables of a page are arranged, a tuple of `Arranged` ordered by table; of none by default.

    Which tables and columns there are is known when they are drawn.
    """

    def parse(text: str) -> tuple[Arranged, ...]:
        found: tuple[Arranged, ...] = ()
        bad = []
        parts = _TABLE.findall(text)
        for part in parts:
            try:
                one = _read(part)
            except ValueError:
                bad.append(part)
                continue
            found = found if arranged(found, one.table) != Arranged(one.table) else with_table(found, one)
        if parts and not bad:
            return found
        message = tr(
            "{asked} does not arrange a table; write it as in {name}=documents.-rows.find-panel",
            asked=shown("~".join(bad)),
            name=name,
        )
        raise PartlyValid(found, message) if found else ValueError(message)

    return Param(name, (), parse, lambda value: "~".join(map(str, value)), is_layout=True)


def _read(text: str) -> Arranged:
    """What one table is arranged as; raises `ValueError` where that is not how it is written."""
    head, _, words = text.partition(_FIND)
    table, *fields = (part.strip().casefold() for part in head.split("."))
    one = Arranged(table, words=" ".join(plain_words(words.replace("~~", "~"), LONGEST).split()))
    if not _NAME.fullmatch(table):
        raise ValueError(table)
    for field in fields:
        if field.startswith(_WITHOUT) and all(map(_NAME.fullmatch, columns := field.removeprefix(_WITHOUT).split("-"))):
            one = replace(one, hidden=tuple(dict.fromkeys(columns)))
        elif _PAGE.fullmatch(field):
            one = replace(one, page=int(field))
        elif _ORDER.fullmatch(field):
            one = replace(one, order=field)
        else:
            raise ValueError(field)
    return one


def arranged(value: Sequence[Arranged], table: str) -> Arranged:
    """How one table is arranged."""
    return next((one for one in value if one.table == table), Arranged(table))


def with_table(value: Sequence[Arranged], one: Arranged) -> tuple[Arranged, ...]:
    """The same with one table arranged in this way; one that is as it comes is not named."""
    others = [other for other in value if other.table != one.table]
    return tuple(sorted([*others, *([] if one == Arranged(one.table) else [one])], key=lambda each: each.table))


def searchable(text: Any) -> str:
    """The words of a field as a link may hold them."""
    seen = "".join(c for c in str(text or "") if not unicodedata.category(c).startswith("C"))
    return " ".join(seen.split())[:LONGEST].strip()
