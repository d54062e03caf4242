"""What every sentence needs: whether a cell is empty, plurals, lists, names of languages."""

import math
from functools import cache
from typing import Any

import pandas as pd
from babel import Locale

Cell = Any  # a cell of a frame: what pandas keeps in one, a missing value included, has no type that can be named


def is_missing(value: object) -> bool:
    """Whether a cell of the record is empty, whatever pandas calls it."""
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)) or value is pd.NaT


def plural(number: int, one: str, many: str | None = None) -> str:
    """'1 claim', '3 claims'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@cache
def language_words(code: object) -> str:
    """'Greek' for `el`: the language of an ISO 639 code in English, from the Unicode CLDR; a code it lacks as it is."""
    return str(Locale("en").languages.get(str(code), code))


def listed(items: list[str], most: int = 6) -> str:
    """Names joined for a sentence, with a count for what does not fit."""
    if len(items) > most:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
