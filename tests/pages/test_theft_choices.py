"""What a reader chose on the page of thefts: what is set and shown, what is no choice, and what is let go of."""

from collections.abc import Callable
from typing import Any

import pytest

from subjects.editions import whole_years
from subjects.thefts import theft_totals
from tests.live import RECORD


@pytest.mark.parametrize("view", ["totals", "yardsticks"])
def test_the_newest_year_of_a_day_is_no_choice_and_another_day_has_its_own(
    run_page: Callable[..., Any], view: str
) -> None:
    years = whole_years(theft_totals(RECORD))["year"]
    query = {"known_on": "2024-01-01"} | ({"view": view} if view != "totals" else {})
    ran = run_page("crypto_theft", **query)
    assert ran.address == query
    assert not [notice for notice in ran.notices if "The link asked" in notice]
    first = {**query, "year": str(years.min())}
    assert run_page("crypto_theft", **first).address == first
    late = run_page("crypto_theft", **query, year=str(years.max()))
    assert late.address == query
    assert any(f"year={years.max()}" in notice for notice in late.notices)


def test_what_is_set_behind_the_button_is_shown_and_can_be_taken_off(run_page: Callable[..., Any]) -> None:
    ran = run_page(
        "crypto_theft", view="incidents", attribution="any", years="2019-2022", victim_kind="bridge,wallet", least="10"
    )
    chips = {
        str(button.key).partition("@")[0]: button.label
        for button in ran.app.button
        if str(button.key).startswith("take_off_")
    }
    assert chips == {
        "take_off_years": "The years: 2019-2022",
        "take_off_victim_kind": "The kinds of victim: Bridges, Wallets",
    }
    ran.app.button(key=ran.key("take_off_victim_kind")).click().run()
    assert not ran.app.exception
    assert ran.app.session_state[ran.key("victim_kind")] in ([], ())
    ran.app.button(key=ran.key("take_off_years")).click().run()
    assert not [button for button in ran.app.button if str(button.key).startswith("take_off_")]
