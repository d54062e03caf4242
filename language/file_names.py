"""Names of files: they say what is inside, every system takes them, and no two views share one."""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Final

LONGEST: Final = 120  # bytes; systems take 255 with an ending, and a letter may have four
_CODE: Final = re.compile(r"[A-Za-z0-9]+(?:[_,-][A-Za-z0-9]+)*")
_DOUBLED: Final = re.compile(r"\b([a-z]+)-\1\b")
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?![^-])", re.IGNORECASE)  # on Windows


def readable(text: str) -> str:
    """The letters and digits of a text, of any script, with hyphens between them; at most LONGEST bytes,
    perhaps none."""
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text)).strip("-")
    cut = words.encode()[:LONGEST].decode(errors="ignore").strip("-")
    return f"file-{cut}" if _RESERVED.match(cut) else cut


def name_of_chart(page: str, key: str) -> str:
    """A chart of a page as names of files have it: `compare_in_time` of `compare` says compare once."""
    first, second = page.split("_"), key.split("_")
    same = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), len(first))
    return "-".join(first + second[same:])


def name_of_document(title: str, views: Collection[str]) -> str:
    """The name of a document of several views, without its ending: its title, or else the pages of its views."""
    pages = dict.fromkeys(re.split("[?#]", view)[0].strip("/") or "overview" for view in views)
    return readable(title) or readable("-".join(["hard-currency", *pages]))


def stem_of_view(name: str, choices: Mapping[str, str], free: Collection[str], version: str) -> str:
    """The beginning of each file's name of a view: what it shows, each choice that its name does not say already, the
    data version.

    `free`: the choices that hold words of the reader's own. Where letters of a choice are lost in the name, it ends in
    a hash of all choices, since another view may have lost the others.
    """
    name = _DOUBLED.sub(r"\1", readable(name))
    new = {k: v for k, v in choices.items() if k in free or f"-{readable(v)}-" not in f"-{name}-"}
    said = "-".join(["hard-currency", name, *(f"{key}-{value}" for key, value in new.items())])
    words = readable(said)
    own = any(key in free or not _CODE.fullmatch(value) for key, value in choices.items())
    if own or len(said.encode()) > LONGEST:
        words = f"{words}-{sha256(json.dumps([name, *choices.items()]).encode()).hexdigest()[:6]}"
    return f"{words}-{version}"
