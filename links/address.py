"""What mail, chats and counters of visits do to an address on its way is undone, before its parameters are read."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

MOST: Final = 100  # parameters; our longest link has fewer than thirty
LONGEST: Final = 64_000  # letters

_BEFORE: Final = re.compile(r"^(?:[?&;\s]|amp(?:;|$)|#38;)+", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_DASHES: Final = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]")
_OPENING: Final = " \t\n([{<\"'‘“«„*_"
_CLOSING: Final = " \t\n.,;:!?)]}>\"'’”»*_"
# What newsletters, networks and counters add so as to follow a reader; said of the whole name or of how it starts.
_ADDED: Final = re.compile(
    r"""(?:utm|hsa|mtm|pk|piwik|matomo|gad|vero|oly|fb|ga|itm|elq|sfmc|guce|at)_.+ | _+(?:ga|gl|ke|kx|hs.+|openstat|s)
    |(?:fb|g|d|dc|msclk|y|tw|tt|rdt_|rb_|irc|sc)(?:cl)?(?:id|clid|click_?id) | gclsrc | wbraid | gbraid | srsltid
    |li_fat_id | igsh(?:id)? | mc_[cet]id | mkt_tok | epik | wickedid | ml_subscriber(?:_hash)? | hsctatracking
    |s_k?w?cid | ef_id | cmpid | campaign_?id | ncid | icid | ocid | ceid | smid | spm | scm | share_?id
    |f?ref | hc_ref | ref_?(?:src|url|id) | referr?er | referral | xtor | trk(?:campaign)? | feature | guccounter""",
    re.IGNORECASE | re.VERBOSE,
)


def is_added(name: str) -> bool:
    """Whether a parameter was put there by others to follow a reader: `utm_source`, `fbclid` and their like."""
    return _ADDED.fullmatch(name) is not None


def cleaned(asked: Mapping[str, Sequence[str]], known: Collection[str]) -> tuple[dict[str, list[str]], list[str]]:
    """The parameters of an address by the names that the page knows, and a sentence for a link that is too long.

    `asked`: every parameter of the address with all its values; `known`: the names that the page knows, which rule over
    all others. Names count in any case and without the `amp;` of a page's source; names and values that were encoded
    twice are decoded; what others add is dropped without a word. Of a link that is too long only what is known stays.
    """
    names = {name.casefold(): name for name in known}
    given: dict[str, list[str]] = {}
    for raw, values in asked.items():
        for name, texts in _parts(_decoded(raw), values):
            bare = _BEFORE.sub("", name).strip()
            if bare:
                given.setdefault(names.get(bare.casefold(), bare), []).extend(_decoded(text) for text in texts)
    count = sum(len(values) for values in asked.values())
    letters = sum(len(name) + len(value) + 2 for name, values in asked.items() for value in values)
    is_too_long = count > MOST or letters > LONGEST
    kept = {name: values for name, values in given.items() if name in known or not (is_too_long or is_added(name))}
    if not is_too_long:
        return kept, []
    size = f"{count:,} parameters and {letters:,} letters"
    return kept, [f"The link has {size}, more than any link of this site; only what this page knows in it is followed."]


def tidied(text: str) -> str:
    """A value without what a sentence around its link left on it: brackets, quotes, full stops; every dash a hyphen."""
    return _DASHES.sub("-", text).lstrip(_OPENING).rstrip(_CLOSING)


def _parts(name: str, values: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """A whole query that was encoded once more stands in the name of one parameter without a value."""
    if "=" not in name or any(values):
        return [(name, values)]
    pairs = [part.partition("=") for part in name.split("&")]
    return [(first, [second]) for first, _, second in pairs]


def _decoded(text: str) -> str:
    """Text that was encoded more than once as it was meant; where that is no text, as it is."""
    for _ in range(2):
        if not _ESCAPED.search(text):
            break
        try:
            text = unquote(text, errors="strict")
        except UnicodeDecodeError:
            break
    return text
