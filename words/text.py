"""What every sentence needs: whether a cell is empty, lists, names of languages."""

import math
from typing import Any

import pandas as pd

from language.forms import joined, language_name, strung
from language.messages import language, tr

Cell = Any  # a cell of a frame: what pandas keeps in one, a missing value included, has no type that can be named


def is_missing(value: object) -> bool:
    """Whether a cell of the record is empty, whatever pandas calls it."""
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)) or value is pd.NaT


def not_zero(reason: str, way: str = "") -> str:
    """Why nothing is shown, that this is not zero, and a way on where there is one, each a sentence."""
    return " ".join(filter(None, (reason, tr("That means unknown, not zero."), way)))


def language_words(code: object) -> str:
    """'Greek' for `el`: the language of an ISO 639 code in the reader's; a code that the CLDR lacks as it is."""
    return language_name(str(code), language())


def listed(items: list[str], most: int = 6) -> str:
    """Names joined for a sentence, with a count for what does not fit."""
    if len(items) > most:
        return tr("{names} and {n} more", names=strung(items[:most]), n=len(items) - most)
    return joined(items)
