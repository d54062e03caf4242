"""Gather every message of the code and of the descriptor, for who translates them: `language/locale/messages.pot`."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from language.messages import DOMAIN, KEYWORDS, LOCALE
from loaders.descriptor import SAID

ROOT: Final = Path(__file__).parents[1]
ROOMS: Final = (
    *("geography", "loaders", "words", "look", "subjects", "charts"),
    *("links", "exports", "serving", "pages", "dashboard.py"),
)


def template() -> bytes:
    """The file as it should be: every message once, in order, with the files that it stands in."""
    catalogue = Catalog(project="Hard Currency", charset="utf-8")
    for path in sorted(path for room in ROOMS for path in [*ROOT.glob(room), *ROOT.glob(f"{room}/**/*.py")]):
        if path.is_file():
            for _, message, _, _ in extract_from_file("python", path, KEYWORDS):
                catalogue.add(message, locations=[(str(path.relative_to(ROOT)), 0)])
    for path in sorted(ROOT.glob("look/*.js")):
        for _, message, _, _ in extract_from_file("javascript", path, KEYWORDS):
            catalogue.add(message, locations=[(str(path.relative_to(ROOT)), 0)])
    descriptor = ROOT / "data" / "datapackage.json"
    described = json.loads(descriptor.read_text(encoding="utf-8"))
    subjects = [resource["subject"] for resource in described["resources"] if "subject" in resource]
    for message in [*_said(described), *subjects]:
        catalogue.add(message, locations=[(str(descriptor.relative_to(ROOT)), 0)])
    written = io.BytesIO()
    write_po(written, catalogue, omit_header=True, include_lineno=False, sort_output=True, width=100)
    head = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head + written.getvalue()


def _said(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name in SAID and isinstance(value, str) and value:
                yield value
            else:
                yield from _said(value)
    elif isinstance(part, list):
        for each in part:
            yield from _said(each)


if __name__ == "__main__":
    LOCALE.mkdir(exist_ok=True)
    (LOCALE / f"{DOMAIN}.pot").write_bytes(template())
