"""What the marks of a figure say, sent apart from it.

A step of the years draws a figure anew, and three quarters of its weight were what its marks say, which no step
changes. So that is sent once, of all marks that the page can draw, and again only if the record or the day is another.
"""

import html
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from loaders.kept import kept_with_record
from loaders.tables import Record


@dataclass(frozen=True)
class Hovers:
    """What all marks of a page say, by what each stands for: `of` gives it for a record, and for those `choices` of the
    reader that change by more than a step which marks there are."""

    of: Callable[..., Mapping[str, str]]
    choices: tuple[str, ...] = ()


@kept_with_record
def hovers_apart(record: Record, hovers: Hovers) -> tuple[str, str]:
    """The name under which look/hovers.js finds what marks say, and the HTML in which it does."""
    said = json.dumps([*hovers.of(record, *hovers.choices).items()], ensure_ascii=False, separators=(",", ":"))
    name = sha256(said.encode()).hexdigest()[:12]
    return name, f'<div hidden data-hovers="{name}" data-list="{html.escape(said)}"></div>'
