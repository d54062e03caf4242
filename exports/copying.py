"""Buttons that copy a text, as HTML: look/front.js puts the text on the clipboard when one is pressed.

A text stands in an attribute, escaped; of its markup-like signs the browser's cleaner would make nothing good, hence
they are percent-encoded as well. No markup travels: for a word processor the script makes the text's own HTML, with
some stretches in italics.
"""

import html
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from exports.citations import PLAIN, Form
from language.messages import tr

SIGNS: Final = str.maketrans({"%": "%25", "<": "%3C", ">": "%3E"})
STYLED: Final = (PLAIN, "Chicago", "OSCOLA")
"""The styles that go into a word processor, and to which HTML is given as well."""


def copy_button(
    label: str, text: str, *, name: str = "", styled: bool = False, italics: Sequence[tuple[int, int]] = ()
) -> str:
    """A button that copies `text`. `name`: what it is called where the label alone does not say it."""
    encoded = text.translate(SIGNS)
    called = f' aria-label="{html.escape(name)}"' if name else ""
    stretches = " ".join(f"{start},{end}" for start, end in italics)
    rich = f' data-italic="{stretches}"' if styled else ""
    return f'<button type="button" data-copy="{html.escape(encoded)}"{rich}{called}>{html.escape(label)}</button>'


def citation_buttons(forms: Sequence[Form], what: str) -> str:
    """A button for each style. `what`: what is cited, for who cannot see what stands beside."""
    return "".join(
        copy_button(
            tr(form.label),
            form.text,
            name=tr("Copy the citation of {what}: {style}", what=what, style=tr(form.label)),
            styled=form.label in STYLED,
            italics=form.italics,
        )
        for form in forms
    )


def mail_link(label: str, address: str, subject: str, body: str) -> str:
    """A link that opens the reader's own mail program with a text."""
    target = f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(body)}"
    return f'<a href="{html.escape(target)}">{html.escape(label)}</a>'


def take_row(*parts: str) -> str:
    """The quiet row in which such buttons stand."""
    return f'<div class="hc-take">{"".join(parts)}</div>'


def folded(summary: str, content: str) -> str:
    """Buttons or a text behind a word that opens them."""
    return f'<details class="hc-more"><summary>{html.escape(summary)}</summary><div>{content}</div></details>'
