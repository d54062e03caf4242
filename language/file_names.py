"""Names of files: they say what is inside, every system takes them, and no two views share one."""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Final

LONGEST: Final = 120  # bytes; systems take 255 with an ending, and a letter may have four
_CODE: Final = re.compile(r"[A-Za-z0-9]+(?:[_,-][A-Za-z0-9]+)*")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?![^-])", re.IGNORECASE)  # on Windows


def readable(text: str) -> str:
    """The letters and digits of a text, of any script, with hyphens between them; at most LONGEST bytes,
    perhaps none."""
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text)).strip("-")
    cut = words.encode()[:LONGEST].decode(errors="ignore").strip("-")
    return f"file-{cut}" if _RESERVED.match(cut) else cut


def stem_of_view(name: str, choices: Mapping[str, str], free: Collection[str], version: str) -> str:
    """The beginning of each file's name of a view: what it shows, each choice, the data version.

    `free`: the choices that hold words of the reader's own. Where letters of a choice are lost in the name, it ends in
    a hash of all choices, since another view may have lost the others.
    """
    said = "-".join(["hard-currency", name, *(f"{key}-{value}" for key, value in choices.items())])
    words = readable(said)
    own = any(key in free or not _CODE.fullmatch(value) for key, value in choices.items())
    if own or len(said.encode()) > LONGEST:
        words = f"{words}-{sha256(json.dumps([name, *choices.items()]).encode()).hexdigest()[:6]}"
    return f"{words}-{version}"
