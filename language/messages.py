"""Every sentence that a reader sees, as one whole message with named parts, in the language of the reader.

A message stands in the code in English, where it is said: `tr("Copied from {place}", place=name)`. The whole of it is
translated, so that another language may order the parts as it needs. `make messages` gathers all messages.
"""

import gettext
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from language.pseudo import Pseudo

P = ParamSpec("P")
V = TypeVar("V")

LOCALE: Final = Path(__file__).with_name("locale")
"""Where the messages of a language lie: `de/LC_MESSAGES/messages.po`."""
DOMAIN: Final = "messages"
ENGLISH: Final = ""
"""The language of the code and of a link that names none."""
PSEUDO: Final = "xx"
"""No language: English with every message marked and made longer, to see what is missed and what does not fit."""
LANGUAGES: Final = (PSEUDO, *sorted(path.parts[-3] for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))
"""What a link may ask for beside English."""

_READER: ContextVar[str] = ContextVar("the language of the reader for whom this thread works", default=ENGLISH)


def language() -> str:
    """The language of the reader for whom this thread works."""
    return _READER.get()


def speak(asked: str) -> None:
    """From now on this thread works for a reader of this language, one of LANGUAGES or ENGLISH."""
    _READER.set(asked)


@contextmanager
def speaking(asked: str) -> Iterator[None]:
    """The same within a block."""
    before = _READER.set(asked)
    try:
        yield
    finally:
        _READER.reset(before)


def in_this_language(make: Callable[P, V]) -> Callable[P, V]:
    """A function that will be called later, perhaps by another thread, and works for the reader of now."""
    now = language()

    def made(*args: P.args, **kwargs: P.kwargs) -> V:
        with speaking(now):
            return make(*args, **kwargs)

    return made


@cache
def _catalogue(asked: str) -> gettext.NullTranslations:
    if asked == PSEUDO:
        return Pseudo()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with (LOCALE / asked / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=asked))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def tr(message: str, /, **parts: object) -> str:
    """A message in the reader's language, its named parts filled in; one without parts is taken as it stands.

    Parts are texts as they are to be shown: data, numbers already said, other messages.
    """
    if message and (asked := _READER.get()):  # gettext has the head of its file under the empty message
        message = _catalogue(asked).gettext(message)
    return message.format_map(parts) if parts else message


def plural(one: str, many: str, n: int, /, **parts: object) -> str:
    """The form of a message that a number takes, with the number as its part `n`: '1 claim', '1,200 claims'."""
    asked = _READER.get()
    message = _catalogue(asked).ngettext(one, many, n) if asked else one if n == 1 else many
    return message.format_map({"n": whole(n), **parts})


def mark(message: str) -> str:
    """A message that is written here and shown elsewhere: it is gathered here, and translated there by `tr`."""
    return message


class Messages(Mapping[str, str]):
    """Messages by key, each marked by `mark`, given in the language of whoever asks."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        self._messages = dict(messages)

    def __getitem__(self, key: str) -> str:
        return tr(self._messages[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)

    def __or__(self, more: Mapping[str, str]) -> dict[str, str]:
        return {**self, **more}

    def __ror__(self, more: Mapping[str, str]) -> dict[str, str]:
        return {**more, **self}


def capital(text: str) -> str:
    """A text at the beginning of a line or a sentence: its first letter large, all others as they are."""
    return text[:1].upper() + text[1:]


def whole(n: int) -> str:
    """A whole number as the reader's language groups its digits; English does so as Python does, much faster."""
    if (asked := _READER.get()) in (ENGLISH, PSEUDO):
        return f"{n:,}"
    from babel.numbers import format_decimal

    return format_decimal(n, locale=asked)
