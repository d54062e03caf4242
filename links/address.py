"""What mail, chats and counters of visits do to an address on its way is undone, before its parameters are read."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from html.entities import html5
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from language.messages import tr, whole
from language.sentences import visible

MOST: Final = 100  # parameters; our longest link has fewer than thirty
LONGEST: Final = 64_000  # letters

_ENTITY: Final = r"(?:amp|nbsp|shy|quot|apos|lt|gt|#0*\d{1,5}|#x[0-9a-f]{1,5})"  # as a page's source writes a sign
_BEFORE: Final = re.compile(rf"^(?:[?&;\s]|{_ENTITY}(?:;|$))+", re.IGNORECASE)
_NEXT: Final = re.compile(rf"[&;#?，](?:{_ENTITY};)*(?P<name>\w[\w.-]*)=", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_AS_AND: Final = re.compile(r"\\u0026|\\x26|＆", re.IGNORECASE)  # as programs and East Asian keyboards write `&`
_IN_LIST: Final = re.compile(r"\[\d*\]$")
# What newsletters, networks and counters add so as to follow a reader; said of the whole name or of how it starts.
_ADDED: Final = re.compile(
    r"""(?:utm|hsa|mtm|pk|piwik|matomo|gad|vero|oly|fb|ga|itm|elq|sfmc|guce|at|sc|ns|ss|sms|dm|et|trk|vd|soc|wt)[_.-].+
    |(?:share|ref|redirect|campaign|ad|aff|email|spm_id|rb|rdt|irc)[_.-].+ | utm(?:source|medium|campaign|term|content)
    |_.+ | .*click_?id | .{1,8}cl(?:k)?id | gclsrc | wbraid | gbraid | srsltid | gws_rd | gi | usqp | wprov | tduid
    |(?:s_k?w?|cmp|n|i|o|c|s|mb|cv|sm|ce)?cid | (?:li_fat_|igsh|mb|rd|mkw|pcr|wicked|mc_[cet]|mibext|ef_|sm|bx|nl)id
    |(?:cmp|fbad|ad|s|campaign_?|share_?|tracking|ck_subscriber_)id | mkt_tok | epik | igsh | lipi | sfnsn | si | s | t
    |ml_sub(?:scriber)?(?:_hash)? | hsctatracking | vgo_ee | emci | emdi | nsukey | isappinstalled | spm | scm | cmp
    |f?ref | hc_ref | referr?er | referral | xtor | xtref | trk(?:campaign)? | originalsubdomain | feature | ab_channel
    |guccounter | awc | medium | campaign | sca_.+ | sxsrf | ved | ei | usg | oq | aqs | sourceid
    |gs_lc.+ | (?:php|j|asp)?sess(?:ion)?_?id | ci_session | sid""",
    re.IGNORECASE | re.VERBOSE,
)


def is_added(name: str) -> bool:
    """Whether a parameter was put there by others to follow a reader: `utm_source`, `fbclid` and their like."""
    return _ADDED.fullmatch(name) is not None


def cleaned(
    asked: Mapping[str, Sequence[str]], known: Collection[str], older: Mapping[str, str] = MappingProxyType({})
) -> tuple[dict[str, list[str]], list[str]]:
    """The parameters of an address by the names that the page knows, and a sentence for a link that is too long.

    `asked`: every parameter of the address with all its values; `known`: the names that the page knows, which rule over
    all others; `older`: the names that some of them had, each with the one that it has now. Names count in any case and
    without the `amp;` of a page's source; names and values that were encoded twice are decoded; a parameter that stands
    in the value of another, because the sign between them was lost, is taken out of it; what others add is dropped
    without a word. Of a link that is too long only what is known stays.
    """
    names = {_bare(name): older.get(name, name) for name in (*older, *known)}
    written = [*known, *older]
    given: dict[str, list[str]] = {}
    for raw, values in asked.items():
        for name, text in (pair for value in values for pair in _pairs(_decoded(raw), _decoded(value), written)):
            if bare := visible(_BEFORE.sub("", name)).strip():
                given.setdefault(names.get(_bare(bare), bare), []).append(text)
    count = sum(len(values) for values in asked.values())
    letters = sum(len(name) + len(value) + 2 for name, values in asked.items() for value in values)
    is_too_long = count > MOST or letters > LONGEST
    kept = {name: values for name, values in given.items() if name in known or not (is_too_long or is_added(name))}
    if not is_too_long:
        return kept, []
    said = tr(
        "The link has {parameters} parameters and {letters} letters, more than any link of this site; only what this "
        "page knows in it is followed.",
        parameters=whole(count),
        letters=whole(letters),
    )
    return kept, [said]


def _bare(name: str) -> str:
    """A name as names are compared: in any case, with any line or none between its words, escaped or not, and without
    the brackets of a list."""
    return re.sub(r"[\\_-]", "", _IN_LIST.sub("", name.casefold()))


def _pairs(name: str, text: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """The parameters that one holds: several where the sign between them was encoded or written as in a page's source,
    or was taken with the letters after it for another sign, as `&region` is for a mark of registration and `ion`."""
    query = f"{name}={text}" if text or "=" not in name else name
    for damaged, meant in _damaged(tuple(known)):
        query = query.replace(damaged, meant)
    names = {_bare(each) for each in known}
    start = 0
    for found in _NEXT.finditer(query):
        if "=" in name or _bare(found["name"]) in names or is_added(found["name"]):
            yield _halves(query[start : found.start()])
            start = found.start("name")
    yield _halves(query[start:])


def _halves(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name, value


@cache
def _damaged(known: tuple[str, ...]) -> list[tuple[str, str]]:
    """How names look after a sign that their first letters and the `&` before them were taken for, and as meant."""
    return [
        (f"{sign}{name.removeprefix(entity)}=", f"&{name}=")
        for name in known
        for entity, sign in html5.items()
        if name.startswith(entity)
    ]


def _decoded(text: str) -> str:
    """Text that was encoded more than once, or as programs write signs, as it was meant; where that is no text, as it
    is."""
    for _ in range(2):
        if not _ESCAPED.search(text):
            break
        try:
            text = unquote(text, errors="strict")
        except UnicodeDecodeError:
            break
    return _AS_AND.sub("&", text).replace("＝", "=")
