"""What a parameter of a link may hold: short stable codes, parsed strictly. No Streamlit here."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

SHOWN = 40  # characters of a bad value that a notice repeats
FEW = 40  # codes; more of them, without other names, are the keys of rows


@dataclass(frozen=True)
class Param:
    """One parameter: its name in the link, the value when it is absent, and how text becomes a value and back.

    `parse` takes the text of the link and returns the value, or raises `ValueError` whose message says the rule.
    """

    name: str
    default: Any
    parse: Callable[[str], Any]
    write: Callable[[Any], str] = str


def choice(name: str, options: Sequence[str], default: str | None, aliases: Mapping[str, str] | None = None) -> Param:
    """One of some codes; `aliases` maps other spellings (compared without case) to a code.

    A bad value is answered with the nearest code, but where the codes are many and without other names: those are the
    keys of rows, which the reader's day may not know yet.
    """
    known = {option.casefold(): option for option in options}
    known |= {spelling.casefold(): code for spelling, code in (aliases or {}).items() if code in options}

    def parse(text: str) -> str:
        if (found := known.get(text.strip().casefold())) is not None:
            return found
        if len(options) > FEW and not aliases:
            raise ValueError("no row of the record has that key")
        near = get_close_matches(text.casefold(), known, n=1)
        hint = f"; the nearest is {known[near[0]]}" if near else ""
        raise ValueError(f"it is none of the {len(options)} values there are{hint}")

    return Param(name, default, parse)


def choices(name: str, options: Sequence[str]) -> Param:
    """Several of some codes, joined by commas, kept in the order of `options`; none by default."""
    known = {option.casefold(): option for option in options}

    def parse(text: str) -> tuple[str, ...]:
        asked = [part.strip().casefold() for part in text.split(",") if part.strip()]
        bad = [part for part in asked if part not in known]
        if bad:
            raise ValueError(f"{shown(', '.join(bad))} is none of the {len(options)} values there are")
        return tuple(option for option in options if option.casefold() in asked)

    return Param(name, (), parse, ",".join)


def number(name: str, low: int, high: int, default: int) -> Param:
    """A whole number between two ends, both allowed."""

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 12 and low <= int(text) <= high):
            raise ValueError(f"it must be a whole number from {low} to {high}")
        return int(text)

    return Param(name, default, parse)


def span(name: str, low: int, high: int) -> Param:
    """Two whole numbers `a-b` within two ends, a not above b; by default everything."""

    def parse(text: str) -> tuple[int, int]:
        parts = text.split("-")
        if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) <= 12 for part in parts):
            raise ValueError(f"it must be two whole numbers such as {low}-{high}")
        first, last = int(parts[0]), int(parts[1])
        if not low <= first <= last <= high:
            raise ValueError(f"it must lie within {low}-{high}, the first not above the second")
        return first, last

    return Param(name, (low, high), parse, lambda ends: f"{ends[0]}-{ends[1]}")


def day(name: str, first: date, last: date) -> Param:
    """A day between two days, both allowed, written 2023-01-31; none by default."""

    def parse(text: str) -> date:
        try:
            found = date.fromisoformat(text) if len(text) == 10 else None
        except ValueError:
            found = None
        if found is None or not first <= found <= last:
            raise ValueError(f"it must be a day such as {last}, from {first} to {last}")
        return found

    return Param(name, None, parse)


def flag(name: str, default: bool = False) -> Param:
    """Yes or no, written 1 or 0."""

    def parse(text: str) -> bool:
        if text not in ("0", "1"):
            raise ValueError("it must be 1 or 0")
        return text == "1"

    return Param(name, default, parse, lambda value: "1" if value else "0")


OWN = "own:"  # the reader's own ends, in place of a claim


def factor(name: str, ids: Sequence[str], most: float) -> Param:
    """A factor of a calculation: the id of a claim, or the reader's own ends `own:100-200`; none by default.

    An end left out is open: `own:100-` is at least 100. No end may be above `most`; two ends in the wrong order are
    refused.
    """
    known = {text.casefold(): text for text in ids}

    def parse(text: str) -> str:
        if not text.startswith(OWN):
            if (found := known.get(text.strip().casefold())) is not None:
                return found
            raise ValueError(f"it must be one of {len(ids)} claims, or your own ends such as {OWN}100-200")
        low, high = own_ends(text)
        if any(end is not None and end > most for end in (low, high)):
            raise ValueError(f"an end must not be above {_plain_number(most)}")
        return own(low, high)

    return Param(name, None, parse)


def own(low: float | None, high: float | None) -> str:
    """The reader's own ends as they stand in a link; two ends in the wrong order are put right."""
    if low is not None and high is not None and low > high:
        low, high = high, low
    return OWN + "-".join("" if end is None else _plain_number(end) for end in (low, high))


def own_ends(text: str) -> tuple[float | None, float | None]:
    """The two ends of `own:100-200`; raises `ValueError` with the rule that the text breaks. Both may be open only as
    `own:-`, which is nothing yet."""
    found = re.fullmatch(r"own:([0-9]{1,12}(?:\.[0-9]{1,4})?)?-([0-9]{1,12}(?:\.[0-9]{1,4})?)?", text)
    if found is None:
        raise ValueError(f"your own ends must be written as {OWN}100-200, {OWN}100- or {OWN}-200")
    low, high = (None if end is None else float(end) for end in found.groups())
    if low is not None and high is not None and low > high:
        raise ValueError("the low end must not be above the high end")
    return low, high


def _plain_number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def words(name: str, longest: int = 80) -> Param:
    """Free text to search for; control characters are refused."""

    def parse(text: str) -> str:
        if len(text) > longest or any(unicodedata.category(c).startswith("C") for c in text):
            raise ValueError(f"it must be plain text of at most {longest} characters")
        return text.strip()

    return Param(name, "", parse)


def shown(text: str) -> str:
    """A bad value as a notice repeats it: cut, and with nothing that could steer the page or the reader's eye."""
    clean = "".join(c if not unicodedata.category(c).startswith("C") else "?" for c in text)
    return clean if len(clean) <= SHOWN else f"{clean[:SHOWN]}…"


def read_link(params: Sequence[Param], asked: Mapping[str, Sequence[str]]) -> tuple[dict[str, Any], list[str]]:
    """The value of every parameter, and a sentence for each thing in the link that could not be followed.

    `asked`: every parameter of the address with all its values. A repeated parameter counts once, by its first value.
    """
    values, notices = {p.name: p.default for p in params}, []
    for param in params:
        given = list(asked.get(param.name, []))
        if not given:
            continue
        text = given[0]
        try:
            values[param.name] = param.parse(text)
        except ValueError as error:
            used = param.write(param.default) if param.default not in (None, "", ()) else "the page without it"
            notices.append(f"The link asked for {param.name}={shown(text)}; {error}. Showing {used}.")
        if len(given) > 1:
            notices.append(f"The link gives {param.name} {len(given)} times; the first one counts.")
    known = {param.name for param in params}
    for name in asked:
        if name not in known:
            notices.append(f"The link has a parameter {shown(name)}, which this page does not know; it is left out.")
    return values, notices
