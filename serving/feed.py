"""What changed in the record, as an Atom feed (RFC 4287), from the changelog that people write."""

import html
import re
from typing import Final, NamedTuple
from uuid import UUID, uuid5
from xml.etree import ElementTree

from language.messages import mark, tr

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
OURS: Final = UUID("6f1c1f5e-6a57-5a0e-9f0b-0c7a4f2d7b11")
"""The name space of the feed's ids: an entry keeps its id whatever is added to its text, and wherever it is served."""
DAY: Final = re.compile(r"## (\d{4}-\d{2}-\d{2})\s*")
NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CODE: Final = re.compile("`([^`<>]+)`")
"""A name of the record in a changelog, as Markdown has it."""
CHANGES: Final = mark("Changes")
"""The title of lines that stand under none."""
MOST: Final = 60
"""Entries; a reader of feeds keeps the older ones."""


class Entry(NamedTuple):
    """A section of a day: what kind of change, and a line for each."""

    day: str
    title: str
    lines: list[str]


def entries(changelog: str) -> list[Entry]:
    """The sections of a changelog in its order, newest first; what stands before the first day is no entry."""
    found: list[Entry] = []
    day = ""
    for line in changelog.splitlines():
        if match := DAY.fullmatch(line):
            day = match[1]
        elif line.startswith("### ") and day:
            found.append(Entry(day, line[4:].strip(), []))
        elif line.startswith("- ") and day:
            if not found or found[-1].day != day:
                found.append(Entry(day, CHANGES, []))
            found[-1].lines.append(line[2:].strip())
        elif line.startswith(" ") and line.strip() and found and found[-1].lines:
            found[-1].lines[-1] += f" {line.strip()}"
    return found


def atom(changelog: str, *, data: str, title: str) -> bytes:
    """The feed. `data`: the whole address of `/data/`, for its links; `title`: that of the record."""
    feed = ElementTree.Element("feed", xmlns=NAMESPACE)
    found = entries(changelog)[:MOST]

    def put(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
        ElementTree.SubElement(parent, name, attributes).text = NOT_IN_XML.sub("", text) or None

    put(feed, "title", tr("{title}: what changed in the record", title=tr(title)))
    put(feed, "id", f"urn:uuid:{OURS}")
    put(feed, "updated", _instant(max((entry.day for entry in found), default="1970-01-01")))
    put(feed, "link", rel="self", type="application/atom+xml", href=f"{data}changes.atom")
    put(feed, "link", rel="alternate", type="text/html", href=data)
    author = ElementTree.SubElement(feed, "author")
    put(author, "name", "Hard Currency")
    used: dict[tuple[str, str], int] = {}
    for entry in found:
        nth = used[entry.day, entry.title] = used.get((entry.day, entry.title), 0) + 1
        item = ElementTree.SubElement(feed, "entry")
        put(
            item,
            "title",
            tr("{what}, {day}", what=tr(CHANGES) if entry.title == CHANGES else entry.title, day=entry.day),
        )
        put(item, "id", f"urn:uuid:{uuid5(OURS, f'{entry.day}/{entry.title}/{nth}')}")
        put(item, "updated", _instant(entry.day))
        put(item, "link", rel="alternate", type="text/markdown", href=f"{data}CHANGELOG.md")
        lines = CODE.sub(r"<code>\1</code>", "".join(f"<li>{html.escape(line)}</li>" for line in entry.lines))
        put(item, "content", f"<ul>{lines}</ul>", type="html")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"
