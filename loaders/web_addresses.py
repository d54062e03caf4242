"""Addresses of pages as mail, chats and searches hand them on: what leads through somebody else's gate, and what was
added so as to follow a reader."""

import base64
import binascii
import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

_WEB: Final = re.compile(r"https?://[^\s/?#]+\.[^\s]+", re.IGNORECASE)
# Parameters that tell from where a reader came, on whatever site; nothing is found by them.
TRACKING: Final = re.compile(
    r"""(?:utm_?\w+ | (?:fb|g|d|tw|tt|y|ys)clid | msclkid | gclsrc | [wg]braid | srsltid
    | igsh(?:id)? | mibextid | mc_[ce]id | mkt_tok | _hs(?:enc|mi) | __(?:hstc|hssc|hsfp) | hsctatracking
    | oly_(?:anon|enc)_id | vero_id | at_(?:campaign|medium|link\w*|bbc_team|ptr_name|format)
    | ns_(?:campaign|source|mchannel|linkname|fee) | xtor | cmpid | smid | smtyp | guccounter | guce_referrer\w* | trk
    | _g[al] | wt\.mc_id | (?:mtm|matomo|piwik|sfmc)_\w+ | pk_(?:campaign|kwd|source|medium) | epik | usqp)(?:=|$)""",
    re.IGNORECASE | re.VERBOSE,
)
# How a gate is called, in its host or its path: not every page with the address of another in its own is one; some are
# copies, through which a document was read.
_GATE: Final = re.compile(
    r"safe-?links?|url|urldefense|link\w*|\w*protect\w*|\w*click\w*|cudasvc|redir\w*|away|out(?:bound|going)?|exit|leaving|l|lm"
    r"|goto|go|jump|deref\w*|track\w*|r|wf|google|bing|duckduckgo|baidu|yandex|translate|webcache\w*|amp",
    re.IGNORECASE,
)
# Gates that tell nothing of where they lead.
_SEALED: Final = re.compile(
    r"(?:[\w.-]+\.)?(?:mimecast(?:protect)?\.com|bit\.ly|bitly\.com|t\.co|lnkd\.in|tinyurl\.com|goo\.gl|ow\.ly|buff\.ly"
    r"|is\.gd|dlvr\.it|tiny\.cc|rb\.gy|cutt\.ly|rebrand\.ly|shorturl\.at|trib\.al|fb\.me|wp\.me|ift\.tt|news\.google\.com"
    r"|list-manage\.com|sendgrid\.net|mandrillapp\.com|hubspotlinks\.com)",
    re.IGNORECASE,
)


def address_problem(text: str) -> str | None:
    """What is wrong with an address that is not that of the page itself, with what to write where that can be told."""
    if not _WEB.match(text):
        return None
    inner = text
    try:
        while (found := led_to(inner)) is not None and found != inner:
            inner = found
    except ValueError:  # as of `https://[page.example`
        return f"{inner!r} cannot be read as an address; copy it from the page again"
    meant = untracked(inner)
    if inner != text:
        return f"the page is reached through another address; did you mean {meant!r}?"
    host = urlsplit(text).hostname or ""
    if _SEALED.fullmatch(host):
        return f"{host} tells nothing of where it leads; open it and write the address that it leads to"
    if meant != text:
        return f"what was added to follow a reader is no part of the address; did you mean {meant!r}?"
    return None


def untracked(text: str) -> str:
    """An address without the parameters that tell from where a reader came; all else as it was written."""
    page, mark, place = text.partition("#")
    page, _, query = page.partition("?")
    kept = "&".join(part for part in query.split("&") if not TRACKING.match(part))
    return page + (f"?{kept}" if kept else "") + mark + ("" if TRACKING.match(place) else place) if query else text


def led_to(text: str) -> str | None:
    """The address to which a gate of mail, a chat, a search or a translator leads, as it stands in the address of the
    gate; None for the address of a page. An archive is a page of its own."""
    parts = urlsplit(text)
    host, path = (parts.hostname or "").removeprefix("www."), parts.path
    if host.startswith("urldefense."):
        return _of_proofpoint(text)
    if host == "secure-web.cisco.com" and (found := re.search(r"/(https?(?:%3A|:).+)$", path, re.IGNORECASE)):
        return unquote(found[1])
    if host.endswith(".cdn.ampproject.org") and (found := re.match(r"/[a-z]/(s/)?(.+)$", path)):
        return f"http{'s' if found[1] else ''}://{found[2]}"
    if host.startswith("google.") and (found := re.match(r"/amp/(s/)?(.+\..+)$", path)):
        return f"http{'s' if found[1] else ''}://{found[2]}"
    if host.endswith(".translate.goog"):
        own = host.removesuffix(".translate.goog").replace("--", "\0").replace("-", ".").replace("\0", "-")
        kept = "&".join(part for part in parts.query.split("&") if part and not part.startswith("_x_tr_"))
        return f"https://{own}{path}{f'?{kept}' if kept else ''}"
    if parts.query and _WEB.match(unquote(parts.query)) and path in ("", "/"):
        return unquote(parts.query)  # as href.li/?https://...
    if not any(_GATE.fullmatch(word) for word in re.split(r"[./-]", f"{host}/{path.lower()}")):
        return None
    for name, value in parse_qsl(parts.query):
        if found := re.match(r"(?:cache:(?:[\w-]*:)?)?(https?://.+)", value, re.IGNORECASE):
            return found[1]
        if name == "u" and "sophos" in host and (decoded := _base64(value)) and _WEB.match(decoded):
            return decoded
    return None


def _of_proofpoint(text: str) -> str | None:
    """What the three ways of writing of one gate hold: encoded, with other signs for those of an encoding, or with a
    star for each sign that is written at the end."""
    if found := re.search(r"/v3/__(?P<inner>.+?)__;(?P<signs>[^!]*)!", text):
        signs, inner = iter(_base64(found["signs"]) or ""), re.sub(r"^(https?:/)(?=[^/])", r"\1/", found["inner"])
        return re.sub(r"\*(?!\*)", lambda star: next(signs, star[0]), inner)
    inner = dict(parse_qsl(urlsplit(text).query)).get("u", "")
    if "/v2/" in text:
        inner = unquote(inner.replace("-", "%").replace("_", "/"))
    return inner if _WEB.match(inner) else None


def _base64(text: str) -> str | None:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
