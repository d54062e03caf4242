"""What is wrong with the record, said so that a curator can mend it in one pass."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import TextIOWrapper

from rapidfuzz import fuzz, process

SHOWN_LENGTH = 80

Problem = tuple[str, str]
"""The rule that is broken, and what is expected instead."""


@dataclass(frozen=True)
class Fault:
    """One fault of one file: where it is, what stands there, which rule it breaks and what is expected.

    `row` is the number a spreadsheet shows, the header being row 1; it is missing when the whole file is meant.
    """

    file: str
    row: int | None
    column: str
    value: str
    rule: str
    message: str

    def __str__(self) -> str:
        row = "-" if self.row is None else self.row
        line = f"{self.file}:{row}:{self.column or '-'}: {shown(self.value)}: {self.rule}: {self.message}"
        # A message may quote a label or a key that is itself damaged.
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


class TableError(Exception):
    """The record cannot be used; `faults` lists every reason, those that others may follow from
    first, else in the order of files and rows."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


def shown(value: str) -> str:
    """The value quoted, with unprintable characters escaped, cut at 80 characters."""
    return repr(value if len(value) <= SHOWN_LENGTH else value[: SHOWN_LENGTH - 3] + "...")


def most_alike(value: str, valid: Iterable[str], least: int) -> str | None:
    """The valid value that looks most like this one, case aside, if the two are at least so much alike (of 100)."""
    by_folded = {choice.casefold(): choice for choice in valid}
    found = process.extractOne(value.strip().casefold(), by_folded.keys(), scorer=fuzz.ratio, score_cutoff=least)
    return by_folded[found[0]] if found else None


def nearest(value: str, valid: Iterable[str]) -> str:
    """A sentence naming the valid value that looks most like this one; empty when none comes near."""
    close = most_alike(value, valid, 60)
    return f"; did you mean {close!r}?" if close else ""


def print_anywhere() -> None:
    """Let whatever is printed get through a terminal that cannot show every letter: it shows the code instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
