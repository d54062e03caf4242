"""Any state of any page opens again from its link as it was: the same controls, the same words, the same marks.

A state is drawn as a reader makes it: some controls of a page are moved. The page then puts them into its address, and
that address, opened anew, must show the same.
"""

import inspect
import random
from datetime import date
from typing import Any

import pytest

from links.state import key_on
from links.tables import Arranged, with_table
from tests.pages.quick import Opened, open_page
from tests.pages.screen import PAGES

STATES = 200
WHOLE = 20  # one in so many is compared with all its figures drawn and its tables written
PART = 4  # so that the states spread over processes
DAYS = [date(2019, 12, 31), date(2023, 1, 1)]  # few, since the record of a day is worked out for the first state of it
MOVED = 0.4  # of the controls of a page
TABLES = ["documents", "host_claims", "timeline_rows", "overview_claims", "phases", "changed", "compare_rows", "who"]
SEARCHED = ["workers", "Bybit", "nothing has this name", "러시아", "C'ôte & <b>", ""]


def some_value(param: Any, chance: random.Random) -> Any:
    """A value that the control of a parameter may have, other than none."""
    known = inspect.getclosurevars(param.parse).nonlocals
    kind = param.parse.__qualname__.partition(".")[0]
    match kind:
        case "choice" | "place":
            return chance.choice(list(known["options"]))
        case "choices":
            options = list(known["options"])
            return param.parse(",".join(chance.sample(options, chance.randint(1, min(3, len(options))))))
        case "number" | "year":
            return chance.randint(known["low"], known["high"])
        case "span":
            return tuple(sorted(chance.randint(known["low"], known["high"]) for _ in range(2)))
        case "day":
            return chance.choice(DAYS)
        case "flag":
            return chance.random() < 0.5
        case "factor":
            return chance.choice([*known["ids"], "own:1-2", "own:0.5-", "own:-3"])
        case "spoken":
            return "xx"
        case "version":
            return "0badc0de"
        case "words":
            return chance.choice(SEARCHED)
        case "tables":
            order = chance.choice(["", "figure", "-published_words", "-when"])
            return with_table((), Arranged(chance.choice(TABLES), order, words=chance.choice(SEARCHED)))
    raise AssertionError(f"no value is drawn for a parameter of the kind {kind}")


def some_state(page: str, params: list[Any], chance: random.Random) -> dict[str, Any]:
    moved = (some_value(param, chance) if chance.random() < MOVED else param.default for param in params)
    return {key_on(page, param.name): value for param, value in zip(params, moved, strict=True)}


@pytest.mark.parametrize("part", range(PART))
def test_a_random_state_opens_again_as_it_was(part: int) -> None:
    chance = random.Random(2397 + part)
    params = {page: open_page(page).params for page in PAGES}
    weights = [len(each) for each in params.values()]  # a page with few controls has few states
    seen = set()
    for number in range(STATES // PART):
        (page,) = chance.choices(PAGES, weights)
        whole = number % WHOLE == 0
        open_ = {"links_written": (page, {}), "links_carried": (page, {})}
        moved = open_page(page, state={**some_state(page, params[page], chance), **open_}, whole=whole)
        again = open_page(page, moved.address, whole=whole)
        if again.hash != moved.hash:
            # What the page let go of, it may have named on its way; the next run shows what it came to.
            moved = open_page(page, moved.address, moved.state, whole=whole)
        assert again.address == moved.address, page
        assert again.controls == moved.controls, (page, moved.address)
        assert again.hash == moved.hash, (page, moved.address, difference(moved, again))
        seen.add(moved.hash)
    assert len(seen) > STATES / PART * 0.6, "the states differ"


def difference(first: Opened, again: Opened) -> list[tuple[str, str]]:
    lines = zip(first.text.split("\n"), again.text.split("\n"), strict=False)
    return [(one[:300], other[:300]) for one, other in lines if one != other][:3]


def test_another_view_has_another_hash() -> None:
    """The bad case: the hash knows of a mark, of a word and of a choice."""
    views = [{}, {"iso3": "RUS"}, {"iso3": "RUS", "years": "2017-2019"}, {"rings": "0"}]
    assert len({open_page("host_countries", view, whole=True).hash for view in views}) == len(views)
