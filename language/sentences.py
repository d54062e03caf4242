"""What stood in a sentence, without what the sentence around it, or its way here, left on it."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Final

_DASHES: Final = re.compile(
    "[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]|(?<![.])[.]{2}(?![.])"
)
_BROKEN: Final = re.compile(r"(?<=[\w-])=(?=[\w-])")
_AROUND: Final = re.compile(r"^(?:[^\w.-]|_)*(?:=?3D(?=.)|=)?(?:[^\w.-]|_)*|(?:[^\w-]|_)+$")
_EAST_ASIAN: Final = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_PARTICLE: Final = re.compile(
    r"(?<=\w)(?:에서(?:는|도|의)?|에(?:는|도|게)?|으?로(?:는|부터)?|부터|까지(?:는|의)?|의|은|는|이|가|을|를|와|과|도|만|처럼|보다"
    r"|では|には|での|から|まで|より|など|[はがをにでのへと]|[的和在与與]|等)$"
)
_RUN_ON: Final = re.compile(rf"(?<=[0-9A-Za-z])[{_EAST_ASIAN}、。「」]+.*$")
_POSSESSIVE: Final = re.compile(r"['’`]s?$")


def tidied(text: str) -> str:
    """A value without what a sentence around its link, or its way, left on it: brackets, quotes, full stops of any
    script, `=3D`, the `=` of a broken line, what cannot be seen, a place on the page after `#`; a sign written as in a
    page's source is that sign, a dash or `..` a hyphen, a letter or digit of double width a plain one."""
    plain = unicodedata.normalize("NFKC", _DASHES.sub("-", visible(unescape(text)).partition("#")[0]))
    bare = _AROUND.sub("", plain)
    return _BROKEN.sub("", bare)


def without_the_sentence(text: str) -> Iterator[str]:
    """A value in the ways in which a sentence around its link may have ended after it: tidied; without the particle of
    a Korean or Japanese sentence; without all that follows, unparted as in East Asian writing, on Latin letters or
    digits. None of them is the value as it stands."""
    tidy = tidied(text)
    for bare in dict.fromkeys((tidy, _PARTICLE.sub("", tidy), _RUN_ON.sub("", tidy), _POSSESSIVE.sub("", tidy))):
        if bare not in ("", text):
            yield bare


def visible(text: str) -> str:
    """Text without the characters that nobody sees, such as soft hyphens, and without the ends of lines."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf"))
