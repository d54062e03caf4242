"""Pages to hand round as one tagged PDF: facts, drawings and tables in sections, caveats, one list of sources."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from exports.brief import headings, pdf
from exports.drawing import Drawing
from exports.drawing_svg import svg
from exports.harmless import all_legible

TEMPLATE: Final = Path(__file__).with_suffix(".typ")
Paper = Literal["a4", "us-letter"]
TALLEST: Final = 1.25
"""Of the width of a page, the height of a drawing; one that is taller is drawn narrower."""


@dataclass(frozen=True)
class Table:
    """Rows of text under a heading. `wide`: the columns, by name, that share what room is left."""

    heading: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    wide: tuple[str, ...] = ()
    left_out: str = ""


def without_empty(
    columns: Sequence[str], lines: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Columns of which some line says something, and the lines with these alone."""
    kept = [at for at in range(len(columns)) if any(line[at] for line in lines)]
    return tuple(columns[at] for at in kept), [tuple(line[at] for at in kept) for line in lines]


@dataclass(frozen=True)
class Section:
    """One part of a document; what is empty is left out. `alt` describes the drawing."""

    title: str = ""
    subtitle: str = ""
    facts: Sequence[tuple[str, str]] = ()
    drawing: Drawing | None = None
    alt: str = ""
    counted: str = ""
    tables: Sequence[Table] = ()
    note: str = ""
    link: str = ""


@dataclass(frozen=True)
class DocumentWords:
    """What a document says around its sections. Colours are #RRGGBB."""

    title: str
    subtitle: str
    footer: str
    link: str
    ink: str
    muted: str
    caveats: Sequence[str] = field(default_factory=list)
    sources: Sequence[str] = field(default_factory=list)


def document(sections: Sequence[Section], words: DocumentWords, *, paper: Paper = "a4") -> bytes:
    """A PDF (PDF/UA-1) with selectable text; drawings are lines and letters, no picture."""
    return pdf(TEMPLATE, _inputs(sections, words, paper))


def pages(sections: Sequence[Section], words: DocumentWords, *, paper: Paper) -> int:
    """How many pages the document has."""
    import typst  # no page waits for it

    found = typst.query(str(TEMPLATE), "<pages>", field="value", one=True, sys_inputs=_inputs(sections, words, paper))
    return int(json.loads(found))


def longest(
    make: Callable[[int], tuple[Sequence[Section], DocumentWords]], most: int, limit: int, paper: Paper
) -> bytes:
    """The document with as many rows, up to `most`, as keep it within `limit` pages. `make`: for a number of rows."""
    fits, too_many = 0, most + 1
    number = most
    while fits + 1 < too_many:
        if pages(*make(number), paper=paper) <= limit:
            fits = number
        else:
            too_many = number
        number = (fits + too_many) // 2
    return document(*make(fits), paper=paper)


def _inputs(sections: Sequence[Section], words: DocumentWords, paper: Paper) -> dict[str, str]:
    told = {
        **all_legible(asdict(words)),
        "said": headings(),
        "paper": paper,
        "sections": [_section(section) for section in sections],
    }
    return {"document": json.dumps(told)}


def _section(section: Section) -> dict[str, Any]:
    drawing = section.drawing if section.drawing is not None and section.drawing.parts else None
    width = 1.0 if drawing is None else min(1.0, TALLEST * drawing.width / drawing.height)
    tables = [
        {
            "heading": table.heading,
            "columns": [{"name": name, "wide": name in table.wide} for name in table.columns],
            "rows": [list(row) for row in table.rows],
            "left_out": table.left_out,
        }
        for table in section.tables
    ]
    texts = {name: getattr(section, name) for name in ("title", "subtitle", "alt", "counted", "note", "link")}
    facts = [list(pair) for pair in section.facts]
    told: dict[str, Any] = all_legible({**texts, "facts": facts, "tables": tables})
    return {**told, "drawing": "" if drawing is None else svg(drawing), "width": width}
