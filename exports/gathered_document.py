"""One document of several views, with one list of sources: slides, pages or a workbook."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final, Literal, cast

import pandas as pd
from pptx import Presentation
from pptx.util import Inches, Pt

from exports.document import DocumentWords, Section, Table, document, without_empty
from exports.drawing_map import coarse_outlines
from exports.drawing_shapes import add_drawing
from exports.drawn import drawn, drawn_for_slides
from exports.gathered import Item, LeftOut, Piece, Rows, Shown, piece_of
from exports.harmless import legible
from exports.offer import CAVEATS, View, about_whom, claim_bars, is_claims, slide_words
from exports.rows import described, exported
from exports.slides import (
    HEIGHT,
    MARGIN,
    WIDTH,
    SlideWords,
    add_bars,
    add_page,
    add_table,
    numbered,
    packed,
    saved,
    text_slide,
)
from exports.source_list import SourceList
from exports.workbook import FORBIDDEN, LONGEST_NAME, column_sheet, sheets
from language.messages import mark, plural, tr
from loaders.own_rows import own_mark
from loaders.rows import FrameRow, each_row
from loaders.versions import version_words
from look.palette import LIGHT
from words.claims import author_words, claim_kind, claim_words, time_words
from words.dates import date_words
from words.numbers import money, range_words
from words.text import is_missing

Kind = Literal["pptx", "pdf", "xlsx"]
MOST_SLIDES: Final = 3
"""Slides of bars for one chart; they say how many claims are left in the view."""
TALLEST: Final = 900
"""px, the height of a figure that can still be read when it is drawn on one slide."""
NAMES: Final = ("title", "victim", "name", "summary")
"""The columns that name a row, the first that its table has before the others."""
MOST_LINES: Final = 14
"""Rows of a table on a page; the workbook has all."""
LINES_PER_SLIDE, LETTERS_PER_LINE = 28, 140
"""Of a list of sources; addresses do not break everywhere."""
ROOM: Final = (MARGIN, Inches(1.7), WIDTH - 2 * MARGIN, Inches(4.95))
"""Left, top, width and height of a figure on a slide."""
CITED_ON_SLIDES, CITED_ON_PAGES = 20, 60
"""Documents that one view adds to the list of sources; the workbook has all."""


def gathered_document(kind: Kind, title: str, pieces: Sequence[Piece | LeftOut]) -> bytes:
    """The document; what could not be read is named in it with the reason."""
    found = [piece for piece in pieces if isinstance(piece, Piece)]
    left = [piece for piece in pieces if isinstance(piece, LeftOut)]
    makers: dict[str, Callable[[str, list[Piece], list[LeftOut]], bytes]] = {
        "pptx": _slides,
        "pdf": _pages,
        "xlsx": _workbook,
    }
    return makers[kind](title, found, left)


def _documents(piece: Piece) -> pd.DataFrame:
    """The documents that a piece rests on, in the order of its rows."""
    rows = piece.rows.rows if piece.rows is not None else piece.sources.iloc[:0]
    if "source_id" not in rows:
        return piece.sources.iloc[:0]
    order = {source: place for place, source in enumerate(dict.fromkeys(rows["source_id"].dropna()))}
    found = piece.sources[piece.sources["source_id"].isin(order)]
    return found.sort_values("source_id", key=lambda ids: ids.map(order))


def _cited(piece: Piece, sources: SourceList, most: int) -> str:
    """The numbers of the documents of a piece in the one list, and how many more there are."""
    documents = _documents(piece)
    numbers = sorted(sources.number(row) for row in each_row(documents.head(most)))
    if not numbers:
        return ""
    more = len(documents) - len(numbers)
    runs = [list(run) for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    named = ", ".join(
        f"[{run[0][1]}]" if len(run) == 1 else tr("[{first}] to [{last}]", first=run[0][1], last=run[-1][1])
        for run in runs
    )
    if not more:
        return tr("Sources: {names}.", names=named)
    return plural(
        "Sources: {names}, and {n} more document, which the view and the workbook name.",
        "Sources: {names}, and {n} more documents, which the view and the workbook name.",
        more,
        names=named,
    )


# ---- Slides --------------------------------------------------------------------------------------------------------
def _slides(title: str, pieces: list[Piece], left: list[LeftOut]) -> bytes:
    deck = _new_deck(title)
    sources = SourceList()
    shown: list[tuple[str, ...]] = []
    for piece in pieces:
        cited, bars = _cited(piece, sources, CITED_ON_SLIDES), _bars(piece)
        these = () if bars is None else (piece.view.link, *bars["claim_id"])
        if these and these in shown:  # the rows beneath a chart of bars
            continue
        _piece_slides(deck, piece, bars, cited)
        shown.append(these)
    cited_once = [f"[{number}] {line}" for number, line in enumerate(sources.texts, start=1)]
    for listed in packed(cited_once, lambda text: math.ceil(len(text) / LETTERS_PER_LINE), LINES_PER_SLIDE):
        text_slide(deck, tr("Sources"), listed, LIGHT.ink)
    if left:
        text_slide(deck, tr("Left out"), [f"{one.asked}: {one.why}" for one in left], LIGHT.ink)
    return saved(deck)


def _new_deck(title: str) -> Any:
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = legible(title)
    return deck


def _piece_slides(deck: Any, piece: Piece, claims: pd.DataFrame | None, cited: str) -> None:
    """Claims as PowerPoint's own bars, any other figure as shapes of its own, rows without a figure as a table."""
    words = slide_words(claims if claims is not None else piece.sources.iloc[:0], piece.view)
    own = "\n".join(part for part in (piece.notes, words.notes, cited) if part)
    if claims is not None:
        add_bars(deck, claim_bars(claims), words, own, most=MOST_SLIDES)
    elif piece.figure is not None:
        _add_figure(deck, words, own, piece.figure, piece.view)
    elif piece.rows is not None:
        add_table(deck, lines_of(piece.rows, piece.descriptor), words, own)


def _add_figure(deck: Any, words: SlideWords, notes: str, figure: Mapping[str, Any], view: View) -> None:
    """A figure as shapes, on as many slides as it takes to be read."""
    *_, width, height = ROOM
    pieces = drawn_for_slides(figure, coarse_outlines, width / Pt(1), height / Pt(1))
    for number, piece in enumerate(pieces, start=1):
        slide = add_page(deck, replace(words, title=numbered(words.title, number, len(pieces))), notes)
        add_drawing(slide, piece, ROOM, name=view.name, alt=view.alt)


def figure_slide(view: View, name: str, figure: Mapping[str, Any], rows: pd.DataFrame) -> bytes:
    """One figure of a view as a slide of shapes; its notes cite the rows, which are claims."""
    finding = {part: str(figure["layout"]["meta"][0][part]) for part in ("title", "subtitle", "footer")}
    own = replace(view, name=name, finding=finding, alt=finding["title"])
    deck, words = _new_deck(finding["title"]), slide_words(rows, own)
    _add_figure(deck, words, words.notes, figure, own)
    return saved(deck)


def _bars(piece: Piece) -> pd.DataFrame | None:
    """The claims that slides show as bars, or None.

    Rows of an item without a figure, and those of a chart of ranges that counts one thing or is too tall for a slide.
    Several things, each with a scale of its own, stay together as they are drawn.
    """
    if piece.rows is None or not is_claims(piece.rows.rows):
        return None
    claims = piece.rows.rows
    if piece.figure is None:
        return claims
    is_one = claim_bars(claims)["group"].nunique() == 1
    is_tall = piece.figure["layout"]["height"] > TALLEST
    return claims if piece.has_bars and (is_one or is_tall) else None


# ---- Pages ---------------------------------------------------------------------------------------------------------
def _pages(title: str, pieces: list[Piece], left: list[LeftOut]) -> bytes:
    sources = SourceList()
    sections = []
    for piece in pieces:
        cited = _cited(piece, sources, CITED_ON_PAGES)
        chosen = piece.view.chosen()
        told = [
            piece.notes,
            tr("Data version {version}.", version=version_words(piece.view.version)),
            f"{chosen}." if chosen else "",
            cited,
        ]
        sections.append(
            Section(
                title=piece.title,
                subtitle=piece.view.finding.get("subtitle", ""),
                drawing=None if piece.figure is None else drawn(piece.figure, coarse_outlines),
                alt=piece.view.alt,
                counted=piece.view.finding.get("footer", ""),
                tables=[] if piece.rows is None else [lines_of(piece.rows, piece.descriptor)],
                note=" ".join(part for part in told if part.strip()),
                link=piece.view.link,
            )
        )
    if left:
        table = Table(
            tr("What could not be read"),
            (tr("Asked for"), tr("Why it is not here")),
            [(one.asked, one.why) for one in left],
            (tr("Asked for"), tr("Why it is not here")),
        )
        sections.append(Section(title=tr("Left out"), tables=[table]))
    words = DocumentWords(
        title=title,
        subtitle=plural(
            "{n} view of Hard Currency, how North Korea (DPRK) earns abroad under sanctions",
            "{n} views of Hard Currency, how North Korea (DPRK) earns abroad under sanctions",
            len(pieces),
        ),
        footer=tr("Hard Currency, CC BY 4.0. Each row is one claim by one source; an empty cell means unknown."),
        link="",
        ink=LIGHT.ink,
        muted=LIGHT.muted,
        caveats=[*map(tr, CAVEATS)],
        sources=sources.texts,
    )
    return document(sections, words)


def lines_of(rows: Rows, descriptor: Mapping[str, Any]) -> Table:
    """The first of some rows in words, few enough for a page."""
    frame = rows.rows
    shown = each_row(frame.iloc[:MOST_LINES])
    columns: tuple[str, ...]
    lines: list[tuple[str, ...]]
    if is_claims(frame):
        lines = [
            (
                *(whom, time_words(row), claim_words(row), author_words(row) + own_mark(row)),
                *(date_words(row["published"]), str(row["grade"])),
            )
            for row, whom in zip(shown, about_whom(frame), strict=False)
        ]
        columns, lines = without_empty(
            (tr("About"), tr("When"), tr("The source says"), tr("Who says so"), tr("Published"), tr("Grade")), lines
        )
    else:
        columns = (tr("Date"), tr("What"), tr("Figure"), tr("Publisher"), tr("Grade"))
        named_by = _named_by(rows.tables, descriptor)
        columns, lines = without_empty(columns, [_line(row, named_by) for row in shown])
    more = len(frame) - len(shown)
    left = (
        plural("{n} more row in the view and in the workbook.", "{n} more rows in the view and in the workbook.", more)
        if more
        else ""
    )
    return Table(plural("{n} row", "{n} rows", len(frame)), columns, lines, (tr("What"), tr("Who says so")), left)


def _named_by(tables: Sequence[str], descriptor: Mapping[str, Any]) -> list[str]:
    """The columns that name a row of these tables, those of the first before those of the others: the title of a
    document names what it says only where nothing else does."""
    own = {table["name"]: {field["name"] for field in table["schema"]["fields"]} for table in descriptor["resources"]}
    return [name for table in tables for name in NAMES if name in own[table]]


def _line(row: FrameRow, named_by: list[str]) -> tuple[str, ...]:
    """A row of any table: when, the first name that it has, its figure, who says so and how directly seen."""
    when = date_words(row["date"]) if "date" in row else ""
    name = next((str(row[name]) for name in named_by if not is_missing(row.get(name))), "")
    figure = ""
    if "low" in row and not (is_missing(row["low"]) and is_missing(row["high"])):
        figure = range_words(row["low"], row["high"], kind=claim_kind(row))
    elif not is_missing(row.get("amount")):
        figure = money(float(row["amount"]))
    who, grade = ("" if is_missing(row.get(name)) else str(row[name]) for name in ("publisher", "grade"))
    return when, name + own_mark(row), figure, who, grade


# ---- The workbook --------------------------------------------------------------------------------------------------
def _workbook(title: str, pieces: list[Piece], left: list[LeftOut]) -> bytes:
    """A sheet of contents, one for each different set of rows, one of what columns mean, one of all documents."""
    made: dict[str, pd.DataFrame] = {}
    known: dict[tuple[str, str], str] = {}
    contents: list[tuple[object, ...]] = []
    fields, documents = [], []
    for number, piece in enumerate(pieces, start=1):
        sheet = ""
        if piece.rows is not None:
            key = (piece.view.link, piece.rows.name)
            if key not in known:
                known[key] = f"{len(known) + 1} {piece.rows.name}"[:LONGEST_NAME].translate(FORBIDDEN)
                taken = exported(piece.rows.rows, dict(piece.descriptor), piece.rows.tables)
                made[known[key]] = taken
                fields += described(
                    taken, dict(piece.descriptor), piece.rows.tables, piece.view.choices.get("known_on")
                )
            sheet = known[key]
        documents.append(exported(_documents(piece), dict(piece.descriptor), ("sources",)))
        chosen = piece.view.chosen()
        contents.append((number, piece.title, sheet, chosen, piece.view.version, piece.view.link, piece.notes))
    contents += [(None, one.asked, "", "", "", "", tr("Left out: {why}", why=one.why)) for one in left]
    columns = [tr(name) for name in CONTENTS]
    sources = pd.concat(documents).drop_duplicates("source_id") if documents else pd.DataFrame()
    described_once = pd.DataFrame(fields).drop_duplicates("name") if fields else pd.DataFrame()
    return sheets(
        {
            tr("Contents"): pd.DataFrame(contents, columns=columns),
            **made,
            tr("Columns"): column_sheet(described_once),
            tr("Sources"): sources,
        },
        title=title,
    )


CONTENTS: Final = (
    *(mark("number"), mark("title"), mark("sheet"), mark("choices"), mark("data_version"), mark("link"), mark("notes")),
)
"""The columns of the sheet of contents."""


def made(
    kind: str, title: str, items: Sequence[Mapping[str, str]], shown: Sequence[Sequence[Shown]]
) -> tuple[bytes, list[str]]:
    """A document of items, each with what its page has shown, and a line for each that could not be read."""
    pieces = [piece_of(Item(**item), parts) for item, parts in zip(items, shown, strict=True)]
    left = [f"{piece.asked}: {piece.why}" for piece in pieces if isinstance(piece, LeftOut)]
    return gathered_document(cast(Kind, kind), title, pieces), left
