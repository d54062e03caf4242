"""What the networks of thefts are called elsewhere: in lists of networks, by their coin, by a standard of theirs."""

import csv
import logging
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from loaders.descriptor import DATA
from loaders.faults import Fault
from loaders.files import file_bytes

LOG = logging.getLogger(__name__)
FILE: Final = "network_names.csv"


@cache
def network_names() -> Mapping[str, str]:
    """Each further name with the network it is a name of, as the record spells it; each row of the file names the
    list that has it. Read once: newer names are used after a restart. None where they cannot be read, which is a fault
    of the record as well."""
    try:
        return MappingProxyType(_read(DATA))
    except (OSError, ValueError, KeyError, csv.Error):
        LOG.warning("the further names of networks cannot be read, and are not understood in links")
        return MappingProxyType({})


def network_name_faults(folder: Path) -> Iterator[Fault]:
    """Why the names in a folder cannot be read, if they cannot."""
    try:
        _read(folder)
    except OSError as error:
        yield Fault(FILE, None, "", "", "file-missing", f"{error.strerror}; it holds further names of networks")
    except (ValueError, KeyError, csv.Error):
        message = "a CSV file in UTF-8 is expected, with the columns name and network, both filled in each row"
        yield Fault(FILE, None, "", "", "missing-label", message)


def _read(folder: Path) -> dict[str, str]:
    rows = [*csv.DictReader(file_bytes(folder / FILE).decode("utf-8-sig").splitlines(), strict=True)]
    names = {row["name"]: row["network"] for row in rows}
    if not names or not all(names) or not all(names.values()):
        raise ValueError(f"{FILE} has no name, or a row without one or without its network")
    return names
