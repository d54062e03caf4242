"""The Korean, Japanese and Chinese letters that a reader can meet: in the record, and in the names of its places."""

from collections.abc import Iterable
from typing import Final

import pandas as pd
import pycountry

from geography.names import spellings
from loaders.tables import Record

SCRIPTS: Final = {
    "hangul": ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF)),
    "kana": ((0x3040, 0x30FF), (0x31F0, 0x31FF), (0xFF65, 0xFF9F)),
    "han": ((0x2E80, 0x2FDF), (0x3000, 0x303F), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFF64)),
}
"""Of each script the ranges of its letters, both ends in it; with Han stand the signs that all three write with."""


def script_of(letter: str) -> str | None:
    """The script of SCRIPTS that a letter belongs to, if it is of any."""
    code = ord(letter)
    return next((name for name, spans in SCRIPTS.items() if any(low <= code <= high for low, high in spans)), None)


def letters_of(texts: Iterable[str]) -> dict[str, str]:
    """The letters of each script of SCRIPTS that occur in some texts, in the order of their codes."""
    found = {(script, letter) for text in texts for letter in text if (script := script_of(letter))}
    return {name: "".join(sorted(letter for script, letter in found if script == name)) for name in SCRIPTS}


def letters_shown(record: Record) -> dict[str, str]:
    """The same of every cell of the record, and of every name by which its places, and any country, are found and
    shown."""
    ours = [*record.tables["jurisdictions"]["iso3"], *record.tables["areas"]["area_id"]]
    codes = dict.fromkeys([*ours, *(country.alpha_3 for country in pycountry.countries)])
    texts = [name for code in codes for name in spellings(code)]
    for table in record.tables.values():
        words: pd.DataFrame = table.select_dtypes("string")
        texts += [str(cell) for name in list(words) for cell in words[name].dropna().unique()]
    return letters_of(texts)
