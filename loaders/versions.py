"""The version of the data: as it is kept, as a reader is shown it, and as links and names of files have it."""

import re
from typing import Final

from language.messages import tr

_CODE: Final = re.compile(r"^([0-9a-f]{8})(?: with \d+ own rows? \(([0-9a-f]{8})\))?")
VERSION: Final = "v"
"""The parameter of a link that says with which data version it was made; no control has it, and the address lets go of
it."""
AS_KNOWN_ON: Final = ", as known on "
"""What the version of a record as known on a day has between its own and that day."""


def version_words(version: str) -> str:
    """A data version as a reader is shown it, with the day as known on which the record is, if it is."""
    own, is_earlier, day = version.partition(AS_KNOWN_ON)
    return tr("{version}, as known on {day}", version=own, day=day) if is_earlier else version


def known_day(version: str) -> str:
    """The day as known on which the record of a version is, as 2023-01-01; empty for the record of today."""
    return version.partition(AS_KNOWN_ON)[2]


def curated_version(version: str) -> str:
    """The part of a data version that is of the curated record: f98f722a."""
    return version[:8]


def short_version(version: str) -> str:
    """A data version as links and names of files have it: f98f722a, or f98f722a-own-1a2b3c4d."""
    found = _CODE.match(version)
    return "-own-".join(part for part in found.groups() if part) if found else curated_version(version)
