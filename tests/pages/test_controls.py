"""Whatever a link can choose, a reader can choose on the page."""

import inspect
from typing import Final

import pytest

from tests.pages.quick import open_page
from tests.pages.screen import PAGES

BESIDE: Final = ("lang", "table", "before", "of")
"""What the address alone can ask for, what is asked of each table, and what is part of an offer."""
KEYS: Final = ("{}", "among_{}", "{}_pick")
"""The keys of the control of a parameter: its name; of one with another default in each view; of a factor."""
FURTHER: Final = {
    "changes": [{"since": "2010-01-01"}],
    "host_countries": [{"iso3": "RUS"}],
    "revenue": [{"view": "calculator", "who": "it"}],
}
"""Links to controls that only some choices bring."""


@pytest.mark.parametrize("page", PAGES)
def test_each_parameter_has_a_control_or_opens_a_row(page: str) -> None:
    params = {param.name: param for param in open_page(page).params}
    views = inspect.getclosurevars(params["view"].parse).nonlocals["options"] if "view" in params else ()
    links = [{}, *({"view": view} for view in views), *FURTHER.get(page, ())]
    lines = [line.split(" ", 2) for link in links for line in open_page(page, link).text.splitlines()]
    keys = {parts[1].removesuffix(f"@{page}") for parts in lines if len(parts) > 1}
    asked = [name for name, param in params.items() if not param.ids and name not in BESIDE]
    assert [name for name in asked if not keys.intersection(key.format(name) for key in KEYS)] == []
