"""One list of the documents that a page rests on, each named once and numbered in the order in which it is cited."""

from typing import Any

from language.messages import tr
from loaders.rows import FrameRow
from words.dates import date_words
from words.text import is_missing


class SourceList:
    """Documents as they are cited, each with its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.rows: list[dict[str, Any]] = []

    def cite(self, row: FrameRow) -> str:
        """The number of the document of a row as it is printed, '[3]'."""
        return f"[{self.number(row)}]"

    def number(self, row: FrameRow) -> int:
        """The number of the document of a row, which has `source_id` and the columns of its document."""
        key = str(row["source_id"])
        if key not in self.numbers:
            self.numbers[key] = len(self.rows) + 1
            title = row["source_title"] if "source_title" in row else row["title"]
            self.rows.append({**{name: row.get(name) for name in ("publisher", "published", "url")}, "title": title})
        return self.numbers[key]

    @property
    def texts(self) -> list[str]:
        """Each document in a line: publisher, title, date and address."""
        return [_document(row) for row in self.rows]


def _document(row: dict[str, Any]) -> str:
    when = tr("undated") if is_missing(row["published"]) else date_words(row["published"])
    address = "" if is_missing(row["url"]) else f" {row['url']}"
    return f"{row['publisher']}, “{row['title']}”, {when}.{address}"
