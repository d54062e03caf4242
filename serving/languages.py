"""The language of what the server itself answers: that which a request asks for by `lang=`, as the links of pages do.

Our scripts say their messages in English; a page in another language holds those of its scripts, gathered from the
scripts themselves, so that a page in English is not longer by a letter.
"""

import io
import json
from collections.abc import Callable, Iterable
from functools import cache
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

from language.messages import ENGLISH, KEYWORDS, LANG, every_form, language, speaking, tr, understood
from serving.files import OurFile


def asked_by(scope: Scope) -> str:
    """The language that a request asks for; English where it names none that is there."""
    query = scope.get("query_string", b"")
    if LANG.encode() not in query:
        return ENGLISH
    asked = parse_qs(query.decode("utf-8", "replace")).get(LANG, [""])
    return understood(asked[0]) or ENGLISH


class InLanguage:
    """Middleware by which whatever answers a request speaks the language that it asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with speaking(asked_by(scope)):
            await self.app(scope, receive, send)


def in_each_language(make: Callable[[], str]) -> Callable[[], str]:
    """What gives a page in the reader's language; it is made once for each language in which it is asked for."""

    @cache
    def made(asked: str) -> str:
        return make()

    return lambda: made(language())


def messages_of(scripts: Iterable[OurFile]) -> str:
    """The messages of some scripts in the reader's language, as HTML for the head of a page; nothing in English."""
    if language() == ENGLISH:
        return ""
    from babel.messages.extract import extract  # a page in English does not pay for it

    told = {}
    for script in scripts:
        for _, message, _, _ in extract("javascript", io.BytesIO(script.content), KEYWORDS):
            one = message if isinstance(message, str) else message[0]
            told[one] = tr(one) if isinstance(message, str) else every_form(*message)
    written = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="hc-messages">{written}</script>'
