"""Text from the record made harmless for a program that opens a file."""

import re
from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def disarmed(text: str) -> str:
    """Text that no spreadsheet runs; a lone carriage return, which would break the row, becomes a line feed."""
    text = f"'{text}" if text.startswith(FORMULA) else text
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def legible(text: str) -> str:
    """Text without the signs that XML and PDF cannot hold."""
    return CONTROL.sub("", text)
