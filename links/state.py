"""The controls of a page kept in step with its address: `read` before the controls are drawn, `write` after."""

import re
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any, Final, NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from language.messages import ENGLISH, LANG, speak, tr
from language.sentences import tidied
from links.address import cleaned
from links.params import Param, spoken
from links.plain_text import plain
from links.reading import read_link
from loaders.versions import VERSION

WRITTEN = "links_written"  # the parameters as we last wrote them, by page
NOTICES = "links_notices"
CARRIED = "links_carried"  # the page last begun, and its values
FOLLOWED = "links_followed"  # whether this run of the page follows a link
MADE_WITH = "links_made_with"  # the data version with which the link that this run follows was made, if it says so
PLACE: ContextVar[Any] = ContextVar("where this run of the page shows its notices, near the title")
_VERSION = re.compile(r"[0-9a-f]{8}(-own-[0-9a-f]{8})?")


class Session:
    """What the page being drawn holds in the session, by names that are its own: in `st.session_state` each carries the
    page, and so does a control whose key is `session.key(name)`. What another page left there is never found."""

    def key(self, name: str) -> str:
        """The key of a name in the session, on the page last begun."""
        page, _ = st.session_state.get(CARRIED, ("", {}))
        return key_on(page, name)

    def __getitem__(self, name: str) -> Any:
        return st.session_state[self.key(name)]

    def __setitem__(self, name: str, value: Any) -> None:
        st.session_state[self.key(name)] = value

    def get(self, name: str, default: Any = None) -> Any:
        """What the page holds under a name, or else the default."""
        return st.session_state.get(self.key(name), default)


def key_on(page: str, name: str) -> str:
    """The key in the session of a name of one page."""
    return f"{name}@{page}"


session: Final = Session()


class Offer(NamedTuple):
    """A link beneath a notice: its words, the page, and the parameters."""

    label: str
    page: str
    query: dict[str, str]


def listen() -> None:
    """Speak the language that the address asks for, or else the one spoken last, until `read` settles it."""
    values, _ = read_link([spoken(LANG)], {LANG: st.query_params.get_all(LANG)})
    speak(values[LANG] or session.get(LANG, ENGLISH))


def read(page: str, params: Sequence[Param], carried: Sequence[str] = ()) -> None:
    """Put the values that the address asks for into `session`, under the parameters' names, and speak the language
    among them. `show_notices` tells the reader of every value that will not do.

    The address rules on the first run of a page, and whenever the reader followed a link, that is when it is no longer
    what we wrote and no control asked for the run: one that is moved quickly asks from an address that lags behind.
    Otherwise the controls rule. Parameters named in `carried` go along from page to page: where the address of another
    page says nothing of them, they keep the value they had. The data version that a link names is given by `made_with`
    while the link is followed.
    """
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    state = st.session_state
    is_ours = state.get(WRITTEN) == (page, {name: values[0] for name, values in asked.items() if values})
    last, kept = state.get(CARRIED, ("", {}))
    state[FOLLOWED] = last != page or not (is_ours or _is_asked_by_a_control())
    if state[FOLLOWED]:
        known, older = [VERSION, *(param.name for param in params)], {p.was: p.name for p in params if p.was}
        given, too_long = cleaned(asked, known, older)
        state[MADE_WITH] = next((tidied(text).lower() for text in given.pop(VERSION, []) if text), None)
        values, bad = read_link(params, given)
        state[NOTICES] = [(notice, None) for notice in (*too_long, *bad)]
        for name, value in values.items():
            is_carried = name in carried and name not in given and last != page
            state[key_on(page, name)] = kept.get(name, value) if is_carried else value
    else:
        for param in params:
            # Streamlit forgets a control that a view does not draw; putting its value back keeps it.
            session[param.name] = session.get(param.name, kept.get(param.name, param.default))
    _keep(page, params)  # already now: the reader may leave before the page is drawn to its end
    speak(session.get(LANG, ENGLISH))


def _is_asked_by_a_control() -> bool:
    """Whether the browser told the values of controls when it asked for this run: a link and the Back button, which
    leave the page, tell none."""
    context = get_script_run_ctx()
    return context is not None and bool(context.session_state.get_widget_states())


def notices() -> list[tuple[str, Offer | None]]:
    """What the reader is told of the link, each with what is offered instead."""
    return list(st.session_state.get(NOTICES, []))


def is_followed() -> bool:
    """Whether this run of the page follows a link."""
    return bool(st.session_state.get(FOLLOWED))


def show_notices() -> None:
    """Tell the reader, here, of what the link asked for and the page could not do; what comes later stands here too."""
    PLACE.set(st.container())
    for notice in notices():
        _show(*notice)


def write(page: str, params: Sequence[Param]) -> None:
    """Put the controls' values into the address, leaving out what is at its default."""
    wanted = {p.name: p.write(session[p.name]) for p in params if held(p.name) != p.default}
    if dict(st.query_params) != wanted or any(len(st.query_params.get_all(name)) > 1 for name in wanted):
        st.query_params.from_dict(wanted)
    if not is_followed() and st.session_state.get(WRITTEN) not in (None, (page, wanted)):
        st.session_state[NOTICES] = []
    st.session_state[WRITTEN] = (page, wanted)
    _keep(page, params)


def _keep(page: str, params: Sequence[Param]) -> None:
    st.session_state[CARRIED] = (page, {p.name: st.session_state[key_on(page, p.name)] for p in params})


def made_with() -> str | None:
    """The data version that the link just followed names, if it has the form of one; None on any other run."""
    asked = st.session_state.get(MADE_WITH)
    if asked is None or not is_followed():
        return None
    if not _VERSION.fullmatch(asked):
        tell(
            tr(
                "The link asked for {name}={asked}, which is not a data version; one has eight digits.",
                name=VERSION,
                asked=asked[:40],
            )
        )
        return None
    return str(asked)


def tell(notice: str, offer: Offer | None = None) -> None:
    """Tell the reader of something that the link just followed asked for and that the page cannot show, with a link to
    where it is shown; on any other run of the page say nothing."""
    if is_followed():
        st.session_state[NOTICES] = [*notices(), (notice, offer)]
        _show(notice, offer)


def answer(notice: str) -> None:
    """Tell the reader, in the run that follows, what came of something typed, and nothing else; for the callback of a
    control."""
    st.session_state[NOTICES] = [(notice, None)] if notice else []


def _show(notice: str, offer: Offer | None) -> None:
    with PLACE.get():
        st.info(plain(notice), icon=":material/link_off:")
        if offer:
            st.page_link(offer.page, label=offer.label, query_params=offer.query, icon=":material/arrow_forward:")


def put(name: str, value: Any) -> None:
    """Set one parameter, for the callback of a button or a click."""
    session[name] = value


def held(name: str) -> Any:
    """A control's value as a link holds it: a control of several choices gives a list."""
    value = session[name]
    return tuple(value) if isinstance(value, list) else value
