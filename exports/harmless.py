"""Text from the record made harmless for a program that opens a file."""

import re
from typing import Any, Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def disarmed(text: str) -> str:
    """Text that no spreadsheet runs; a lone carriage return, which would break the row, becomes a line feed."""
    text = f"'{text}" if text.startswith(FORMULA) else text
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def legible(text: str) -> str:
    """Text without the signs that XML and PDF cannot hold."""
    return CONTROL.sub("", text)


def all_legible(value: Any) -> Any:
    """The same with every text in lists and dictionaries made legible."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {name: all_legible(inner) for name, inner in value.items()}
    return [all_legible(inner) for inner in value] if isinstance(value, list | tuple) else value
