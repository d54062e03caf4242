"""A row as a citation that a reader copies: who says what, in which document and where, and which row it is.

Each names the document, then what it says, its grade and the row with the data version. What is missing is left out,
but for the date of the document, which is then said to be undated. A `Quote` holds these parts; `forms` writes it in
the styles that readers use.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from exports.reading_list import bibtex_entry, csl_items, ris_entry
from language.forms import strung
from language.messages import capital, mark, tr
from loaders.codes import DOCUMENT_KINDS
from loaders.own_rows import own_mark
from loaders.rows import FrameRow
from loaders.versions import short_version, version_words
from words.claims import about_words, claim_words, row_words, time_words
from words.dates import american_date, date_words, period_words
from words.text import is_missing

SPACE: Final = re.compile(r"\s+")
BETWEEN: Final = "\n\n"
"""A blank line stands between two citations."""
PLAIN: Final = mark("Plain")
"""The style that has no name of its own."""


@dataclass(frozen=True)
class Quote:
    """The parts of a citation, each on one line; what is not known is an empty text.

    `published` is a date as precise as the source, `kind` that of a document. `says` is one or more sentences
    with the grade, `origin` our own part: data version and row. `accessed` is a day, for what is ours and can change.
    """

    key: str
    publisher: str
    title: str
    published: str
    locator: str
    url: str
    kind: str
    says: str
    origin: str
    accessed: str = ""


class Form(NamedTuple):
    """A citation in one style: its name, a message that is marked, its text, and the parts in italics, each from and to
    (characters of the text)."""

    label: str
    text: str
    italics: tuple[tuple[int, int], ...] = ()


def citation(row: FrameRow, version: str) -> str:
    """One claim as plain text; `row` as for `claim_quote`."""
    return plain_text(claim_quote(row, version))


def claim_quote(row: FrameRow, version: str) -> Quote:
    """One claim, with the place in its document.

    `row`: a claim with its document (`claim_id`, `publisher`, `title`, `published`, `url`, `locator`, `grade`, and the
    columns of its place, figure, measure, part and time).
    """
    about = strung([part for part in (about_words(row), time_words(row)) if part])
    says = tr("{about}: {says}.", about=capital(about), says=claim_words(row))
    return _quote(row, says, row["claim_id"], version)


def attribution_quote(row: FrameRow, version: str) -> Quote:
    """One attribution: who holds whom to account. `row`: with its document and the `victim` of its incident."""
    says = tr("{says}.", says=row_words("attributions", row))
    return _quote(row, says, row["attribution_id"], version)


def laundering_quote(row: FrameRow, version: str) -> Quote:
    """One event of laundering, freezing or recovery. `row`: from `subjects.thefts.laundering`."""
    return _quote(row, row_words("laundering", row), row["event_id"], version)


def event_quote(row: FrameRow, version: str) -> Quote:
    """One event: what happened and when. `row`: from `subjects.events.events`."""
    says = tr("{about}: {says}.", about=period_words(row["date"], row["end_date"]), says=row["title"])
    return _quote(row, says, row["event_id"], version)


def figure_quote(finding: Mapping[str, str], *, link: str, version: str, today: date) -> Quote:
    """A figure of ours: its `finding` (title, subtitle and footer, which names sources and version) and its link.

    Its key is that of no other figure or view, since a bibliography may hold several.
    """
    shown = hashlib.blake2s(f"{finding['title']}\n{link}".encode(), digest_size=4).hexdigest()
    return Quote(
        key=f"hard-currency-{short_version(version)}-{shown}",
        publisher="Hard Currency",
        title=_line(finding["title"]),
        published="",
        locator=tr("data version {version}", version=version_words(version)),
        url=link,
        kind="other",
        says=_line(tr("{says}.", says=finding["subtitle"].removesuffix(".")) if finding["subtitle"] else ""),
        origin=_line(finding["footer"]),
        accessed=str(today),
    )


def _quote(row: FrameRow, says: str, row_id: object, version: str) -> Quote:
    title = row["source_title"] if "source_title" in row else row["title"]
    through = row.get("read_through")
    read = "" if is_missing(through) else tr("Read through {publishers}.", publishers=through)
    document = {"published": row["published"], "locator": row.get("locator"), "url": row.get("url")}
    return Quote(
        key=f"{row['source_id']}-{row_id}",
        publisher=_line(row["publisher"]),
        title=_line(title),
        kind=str(row.get("source_kind", "other")),
        says=_line(f"{says} {tr('Grade {grade}.', grade=row['grade'])} {read}"),
        origin=tr(
            "Hard Currency, data version {version}, row {row}.",
            version=version_words(version),
            row=f"{row_id}{own_mark(row)}",
        ),
        **{name: "" if is_missing(part) else _line(part) for name, part in document.items()},
    )


def _line(text: object) -> str:
    return SPACE.sub(" ", str(text)).strip()


def forms(quotes: Sequence[Quote]) -> list[Form]:
    """The citations of some rows in every style, in their order; a blank line between two."""
    styled = {PLAIN: _plain, "Chicago": _chicago, "OSCOLA": _oscola}
    lists = {
        "BibTeX": "\n".join(bibtex_entry(_document(quote)) for quote in quotes),
        "RIS": "\r\n".join(ris_entry(_document(quote)) for quote in quotes),
        "CSL-JSON": csl_items([_document(quote) for quote in quotes]),
    }
    written = []
    for label, style in styled.items():
        text, italics = "", []
        for said, italic in map(style, quotes):
            text += f"{BETWEEN if text else ''}{said}"
            at = len(text) - len(said)
            italics += [(at + italic[0], at + italic[1])] if italic else []
        written.append(Form(label, text, tuple(italics)))
    return [*written, *(Form(label, text) for label, text in lists.items())]


def plain_text(quote: Quote) -> str:
    """Two lines: the document, then what it says and which row it is."""
    return _plain(quote)[0]


def _plain(quote: Quote) -> tuple[str, None]:
    when = quote.published or ("" if quote.accessed else tr("undated"))
    read = tr("read on {day}", day=quote.accessed) if quote.accessed else ""
    said = [quote.publisher, f"“{quote.title}”", when, quote.locator, quote.url, read]
    return f"{', '.join(part for part in said if part)}.\n{_tail(quote)}", None


def _is_of_newspaper(quote: Quote) -> bool:
    return bool(DOCUMENT_KINDS.says(quote.kind, "csl") == "article-newspaper")


def _chicago(quote: Quote) -> tuple[str, tuple[int, int] | None]:
    """Chicago, notes: a newspaper in italics, of any other document the title."""
    when = american_date(quote.published) if quote.published else "" if quote.accessed else tr("n.d.")
    read = tr("accessed {day}", day=american_date(quote.accessed)) if quote.accessed else ""
    if _is_of_newspaper(quote):
        before, italic, after = f"“{quote.title},” ", quote.publisher, [when, quote.locator, quote.url, read]
        rest = "".join(f", {part}" for part in after if part)
    else:
        before, italic, dated = f"{quote.publisher}, ", quote.title, f" ({when})" if when else ""
        rest = dated + "".join(f", {part}" for part in (quote.locator, read, quote.url) if part)
    return f"{before}{italic}{rest}. {_tail(quote)}", (len(before), len(before) + len(italic))


def _oscola(quote: Quote) -> tuple[str, tuple[int, int] | None]:
    """OSCOLA: a newspaper in italics, of any other document the title; the address in angle brackets."""
    when = f" ({date_words(quote.published)})" if quote.published or not quote.accessed else ""
    url = f" <{quote.url}>" if quote.url else ""
    read = f" {tr('accessed {day}', day=date_words(quote.accessed))}" if quote.accessed else ""
    before, italic = f"{quote.publisher}, ", quote.title
    if _is_of_newspaper(quote):
        before, italic = f"‘{quote.title}’ ", quote.publisher
    locator = f" {quote.locator}" if quote.locator else ""
    text = f"{before}{italic}{when}{locator}{url}{read}. {_tail(quote)}"
    return text, (len(before), len(before) + len(italic))


def _tail(quote: Quote) -> str:
    return " ".join(part for part in (quote.says, quote.origin) if part)


def _document(quote: Quote) -> dict[str, str]:
    """The row of a reading list, with what a citation says beside it as a note."""
    return {
        "source_id": quote.key,
        "publisher": quote.publisher,
        "title": quote.title,
        "published": quote.published,
        "url": quote.url,
        "kind": quote.kind,
        "language": "",
        "accessed": quote.accessed,
        "note": " ".join(part for part in (f"{quote.locator}." if quote.locator else "", _tail(quote)) if part),
    }
