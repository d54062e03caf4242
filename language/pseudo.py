"""No language at all: English with every message marked and two fifths longer, for tests and for a look at the pages.

`⟦Copied from ⟨Rome⟩ eno owt⟧`: what stands outside the outer marks, or inside the inner ones, is data, or was missed.
"""

import re
from functools import cache
from gettext import NullTranslations
from typing import Final

LONGER: Final = 0.4
OPEN, CLOSE = "⟦", "⟧"
PART_OPEN, PART_CLOSE = "⟨", "⟩"
_PART: Final = re.compile(r"\{[A-Za-z_]\w*(?:![rsa])?(?::[^{}]*)?\}")
_PADDING: Final = "eno owt eerht ruof evif "  # letters of common width, in no language


class Pseudo(NullTranslations):
    """The messages of the language that is none."""

    def gettext(self, message: str) -> str:
        """A message with marks around it and around each part, and longer."""
        return marked(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form of English for a number, marked."""
        return marked(msgid1 if n == 1 else msgid2)


@cache
def marked(message: str) -> str:
    """`Copied from {place}` as `⟦Copied from ⟨{place}⟩ en⟧`; space at its end stays outside."""
    letters = len(_PART.sub("", message))
    more = round(letters * LONGER) - 3  # the marks and a space are longer already
    padding = f" {(_PADDING * (more // len(_PADDING) + 1))[:more].rstrip()}" if more > 0 else ""
    parts = _PART.sub(lambda found: f"{PART_OPEN}{found[0]}{PART_CLOSE}", message)
    body = parts.rstrip()
    return f"{OPEN}{body}{padding}{CLOSE}{parts[len(body) :]}"
