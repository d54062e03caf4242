"""What a reader types for a place, read as a link would read it, and as the beginning of a name too."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from geography.names import folded, folded_spellings, meaning, names_here, part_of
from language.messages import tr
from links.params import PartlyValid, place
from links.reading import parsed
from subjects.search import WORD, rank

_IN_DAILY_USE_FIRST: Final[tuple[Callable[[str], Iterable[str]], ...]] = (
    lambda code: map(folded, names_here(code)),
    folded_spellings,
)


def typed_place(text: str, names: Mapping[str, str], offered: Sequence[str]) -> tuple[str | None, str]:
    """The code of the place that a text stands for, and why it is another or none; either may be empty.

    `names`: what each place of the record is called on the page, by its code. `offered`: the codes of those that can be
    chosen, in the order of their list; of several whose names begin with the text, the first counts. What names a place
    is never answered with one that only looks like it.
    """
    wanted = folded(text)
    if called := next((code for code in offered if folded(names[code]) == wanted), None):
        return called, ""
    try:
        found, why = parsed(place("place", [*names]), text, {}), ""
    except PartlyValid as partly:
        found, why = partly.value, str(partly)
    except ValueError as refused:
        is_named = meaning(text) is not None or part_of(text) is not None
        found, why = (None if is_named else _begun(wanted, names, offered)), str(refused)
        return found, "" if found else why
    return (found, why) if found in offered else (None, tr("it is not in this selection"))


def _begun(text: str, shown: Mapping[str, str], offered: Sequence[str]) -> str | None:
    """The place of which a name, or else a later word of one, begins with a text, in daily use if there is one."""
    for names in _IN_DAILY_USE_FIRST:
        ranked = {code: min(_ranks([folded(shown[code]), *names(code)], text), default=None) for code in offered}
        if found := [(at, place, code) for place, (code, at) in enumerate(ranked.items()) if at is not None]:
            return min(found)[2]
    return None


def _ranks(names: Iterable[str], text: str) -> list[int]:
    return [at for name in names if (at := rank(name, text)) is not None and at <= WORD]
