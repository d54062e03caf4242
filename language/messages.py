"""Every sentence that a reader sees, as one whole message with named parts, in the language of the reader.

A message stands in the code in English, where it is said: `tr("Copied from {place}", place=name)`. The whole of it is
translated, so that another language may order the parts as it needs. `make messages` gathers all messages.
"""

import gettext
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar

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

LANG: Final = "lang"
"""The parameter of a link that names a language; it goes along from page to page."""
KEYWORDS: Final[dict[str, Any]] = {"tr": None, "mark": None, "plural": (1, 2)}
"""The functions that take a message, as Babel gathers them from Python and from our scripts."""
_ENGLISH: Final = ("en", "eng", "english")

MOST_TRIED: Final = 200
"""Each kind of number that a language knows has one below this."""

_READER: ContextVar[str] = ContextVar("the language of the reader for whom this thread works", default=ENGLISH)


def language() -> str:
    """The language of the reader for whom this thread works."""
    return _READER.get()


def tag() -> str:
    """The reader's language as HTML and other forms of a document name it: 'en' for English and what is none."""
    asked = _READER.get()
    return "en" if asked in (ENGLISH, PSEUDO) else asked


def understood(asked: str) -> str | None:
    """The language that somebody asks for by a code such as 'de' or 'de-AT', one of LANGUAGES or ENGLISH; None where
    the pages are not there in it."""
    code = re.sub(r"[\W_]+", "-", asked.strip().casefold())
    if code.partition("-")[0] in _ENGLISH:
        return ENGLISH
    known = {each.casefold(): each for each in LANGUAGES}
    return known.get(code) or known.get(code.partition("-")[0])


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


def every_form(one: str, many: str) -> dict[str, str]:
    """The forms of a message that a number takes, by the kinds of numbers that the Unicode CLDR has for the reader's
    language ('one', 'few', 'other', ...), for what chooses among them elsewhere."""
    from babel import Locale

    catalogue, kind_of = _catalogue(_READER.get()), Locale.parse(tag().replace("-", "_")).plural_form
    firsts = {kind_of(n): n for n in range(MOST_TRIED, -1, -1)}
    return {kind: catalogue.ngettext(one, many, n) for kind, n in firsts.items()}


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

    def marked(self) -> dict[str, str]:
        """The messages by key as they are written, in English whoever asks."""
        return dict(self._messages)

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
