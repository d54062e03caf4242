"""Rows as tables of text: claims, facts about places, whatever a page lists."""

import html
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from links.plain_text import plain
from pages._parts.own_rows import row_html
from pages._parts.page import kept
from words.claims import about_words, author_words, claim_words, time_words
from words.dates import date_words
from words.text import is_missing

SHOWN_ROWS = 60
DATES = ("About", "Date", "Published")  # headings of columns of dates


def table(rows: pd.DataFrame, columns: Mapping[str, str], *, caption: str, numeric: Sequence[str] = ()) -> None:
    """Rows as a quiet table of text. `columns` maps a column to its heading; a column `link` beside `title` makes the
    title a link. Everything from the record is escaped; an empty cell stays visibly empty."""
    st.html(table_html(rows, columns, caption=caption, numeric=numeric))


def table_html(rows: pd.DataFrame, columns: Mapping[str, str], *, caption: str, numeric: Sequence[str] = ()) -> str:
    """What `table` writes."""
    head = "".join(f'<th scope="col"{_kind(c, h, numeric)}>{html.escape(h)}</th>' for c, h in columns.items())
    body = []
    for _, row in rows.iterrows():
        body.append(row_html(row, [f"<td{_number(c, numeric)}>{_cell(row, c)}</td>" for c in columns]))
    return (
        f'<div class="hc-table" tabindex="0" role="region" aria-label="{html.escape(caption)}"><table>'
        f"<caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def _kind(column: str, heading: str, numeric: Sequence[str]) -> str:
    """The class of a column's heading: a column of dates is given the width of a day and a month."""
    return ' class="hc-date"' if heading in DATES else _number(column, numeric)


def _number(column: str, numeric: Sequence[str]) -> str:
    return ' class="hc-number"' if column in numeric else ""


def _cell(row: pd.Series, column: str) -> str:
    value = row[column]
    if is_missing(value) or str(value) == "":
        return '<span class="hc-none" role="img" aria-label="empty">–</span>'
    text = html.escape(str(value))
    url = row.get("url")
    is_document = column == ("source_title" if "source_title" in row else "title")
    return link_to(str(url), text) if is_document and not is_missing(url) else text


def link_to(url: str, text: str) -> str:
    """A link to a document, in another window; anything but http and https stays text."""
    if not url.startswith(("http://", "https://")):
        return text
    return f'<a href="{html.escape(url)}" rel="noopener noreferrer" target="_blank">{text}</a>'


def pager(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """One screenful of a long table, chosen by a row of page numbers below it."""
    pages = -(-len(rows) // SHOWN_ROWS)
    if pages < 2:
        return rows
    page = int(st.session_state.get(key, 1))
    start = (min(page, pages) - 1) * SHOWN_ROWS
    return rows.iloc[start : start + SHOWN_ROWS]


def page_numbers(rows: pd.DataFrame, key: str) -> None:
    """The page numbers that belong to `pager`."""
    pages = -(-len(rows) // SHOWN_ROWS)
    if pages > 1:
        st.pagination(pages, key=key)


CLAIM_COLUMNS = {
    "figure": "The source says",
    "counted": "Counted",
    "period": "About",
    "author_words": "Who says so",
    "title": "Document",
    "published_words": "Published",
    "locator": "Where in it",
    "grade": "Grade",
    "note": "Note",
}


def claim_table(
    rows: pd.DataFrame,
    columns: Mapping[str, str] | None,
    *,
    caption: str,
    key: str,
    say: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
    first: Mapping[str, str] | None = None,
    opened: str | None = None,
) -> None:
    """Claims as a table: what is said, about when, by whom, in which document and where in it, how directly seen.

    `columns` replaces the standard ones, for rows that are not claims, and `say` puts those of a screenful into words;
    `first` stand before the standard ones; `opened` is the row that is open, where the claims are about it.
    """

    def written() -> str:
        page = pager(rows, key)
        standard = {**(first or {}), **CLAIM_COLUMNS}
        shown, headings = (_in_words(page), standard) if columns is None else (say(page), columns)
        return table_html(shown, headings, caption=caption, numeric=("figure",))

    st.html(kept(f"table {key}", written, st.session_state.get(key), opened))
    page_numbers(rows, key)


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Claims with their figures, periods and dates said as the charts say them."""
    out = []
    for _, row in rows.iterrows():
        out.append(
            {
                "figure": claim_words(row),
                "counted": about_words(row),
                "period": time_words(row),
                "author_words": author_words(row),
                "published_words": date_words(row["published"]),
            }
        )
    return (
        rows.assign(**pd.DataFrame(out, index=rows.index))
        if out
        else rows.assign(figure="", counted="", period="", author_words="", published_words="")
    )


def said_without_number(rows: pd.DataFrame) -> None:
    """The claims that name no number, as text: who says so, about when, and in which words."""
    ends = [column for column in ("low", "high", "share_low", "share_high") if column in rows]
    silent = rows[rows[ends].isna().all(axis=1)]
    if silent.empty:
        return
    lines = ["**Said without a number**, and hence without a mark:", ""]
    for _, row in silent.iterrows():
        who, says = author_words(row), "no number given" if is_missing(row["note"]) else row["note"]
        lines.append("- " + plain(f"{who}, {time_words(row)}: {says}"))
    st.markdown("\n".join(lines))


def table_of(rows: Sequence[Sequence[str]], headings: Sequence[str], *, caption: str) -> None:
    """A small table of plain texts."""
    frame = pd.DataFrame(rows, columns=list(headings))
    table(frame, {name: name for name in headings}, caption=caption)
