"""A place, chosen from a list or by typing any name or code by which a link would find it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from geography.names import east_asian_names
from language.messages import tr
from links.params import shown
from links.state import answer, put, session
from links.typed import typed_place


def place_option(names: Mapping[Any, str], code: str) -> str:
    """A place as one of the choices: its name, its code, and what it is called in other languages."""
    return " · ".join([f"{names[code]} ({code})" if code.isupper() else names[code], *east_asian_names(code)])


def place_box(
    label: str, key: str, names: Mapping[Any, str], offered: Sequence[str] | None = None, **options: Any
) -> None:
    """A list of places for the parameter `key`; `options` are further ones of `st.selectbox`.

    `names`: the name of each place of the record by its code. `offered`: the codes of those that can be chosen, all by
    default, in the order of their names.
    """
    codes = sorted(names, key=names.__getitem__) if offered is None else [*offered]
    before = session[key]
    if before not in {None, *codes}:
        before = session[key] = None if "index" in options else codes[0]

    def choose() -> None:
        # The list would choose the first that has the letters anywhere, in their order, even for a place it lacks.
        asked = session[key]
        found, why = (asked, "") if asked in {None, *codes} else typed_place(asked, names, codes)
        shown_now = before if found is None and why else found
        what = names.get(shown_now, tr("the page without it"))
        answer(tr("You typed {asked}; {why}. Showing {what}.", asked=shown(asked), why=why, what=what) if why else "")
        put(key, shown_now)

    st.selectbox(
        label,
        codes,
        key=session.key(key),
        format_func=lambda code: place_option(names, code),
        accept_new_options=True,
        filter_mode="contains",
        on_change=choose,
        **options,
    )
