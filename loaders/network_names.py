"""What the networks of thefts are called elsewhere: in lists of networks, by their coin, by a standard of theirs."""

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from loaders.descriptor import DATA


@cache
def network_names() -> Mapping[str, str]:
    """Each further name with the network it is a name of, as the record spells it; each row of the file names the
    list that has it."""
    with (DATA / "network_names.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["name"]: row["network"] for row in csv.DictReader(file)})
