"""Text of the record or of a link, for where Markdown is read: it stays text."""

import re


def plain(text: str) -> str:
    """Text that Markdown must read as text, in a heading, a label, a sentence or a notice.

    No backslash keeps it from making links of bare addresses; an invisible word joiner in them does.
    """
    broken = re.sub(r"(?i)(?<=://)|(?<=\bwww)(?=\.)|(?=@)", "\N{WORD JOINER}", text)
    return "".join(f"\\{c}" if c in r"\`*_{}[]<>#|~$:!" else c for c in broken)
