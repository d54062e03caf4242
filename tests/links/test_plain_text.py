"""Markup stays text, and no bare address becomes a link."""

import pytest

from links.plain_text import plain

JOINER = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Bybit, 21 February 2025 (Lazarus)", "Bybit, 21 February 2025 (Lazarus)"),
        ("**b** _i_ `c` ~~s~~ # h", r"\*\*b\*\* \_i\_ \`c\` \~\~s\~\~ \# h"),
        ("[a](x) ![p](x) <b>", r"\[a\](x) \!\[p\](x) \<b\>"),
        ("$x$ :red[x]", r"\$x\$ \:red\[x\]"),
        ("http://e.org", rf"http\://{JOINER}e.org"),
        ("www.e.org", f"www{JOINER}.e.org"),
        ("a@e.org", f"a{JOINER}@e.org"),
    ],
)
def test_plain(text: str, safe: str) -> None:
    assert plain(text) == safe
