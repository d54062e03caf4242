"""Rows as tables of text: claims, facts about places, whatever a page lists."""

import html
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from language.messages import Messages, mark, tr
from links.plain_text import plain
from links.state import session
from loaders.rows import FrameRow, each_row
from pages._parts.asking import Asked, ask, clamp, turn
from pages._parts.own_rows import row_html
from pages._parts.page import kept
from subjects.ordering import FIGURE, TIME, has_words, keys_of, ordered
from words.claims import about_words, author_words, claim_words, time_words
from words.dates import date_words
from words.text import is_missing

SHOWN_ROWS = 60
DATES = ("when", "period", "published_words")  # columns of dates


def table_html(rows: pd.DataFrame, columns: Mapping[str, str], *, caption: str) -> str:
    """Rows as a quiet table of text. `columns` maps a column to its heading; a column `url` beside `title` makes the
    title a link. Everything from the record is escaped; an empty cell stays visibly empty."""
    head = "".join(f'<th scope="col"{_kind(c)}>{html.escape(h)}</th>' for c, h in columns.items())
    said = html.escape(caption)
    return _framed(head, _body(rows, list(columns)), f'aria-label="{said}"', f"<table><caption>{said}</caption>")


def _framed(head: str, body: str, about: str, table: str) -> str:
    """A table in the frame in which it scrolls; `about`: attributes of the frame; `table`: how the table begins."""
    return (
        f'<div class="hc-table" tabindex="0" role="region" {about}>{table}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _body(rows: pd.DataFrame, columns: Sequence[str], numeric: Sequence[str] = ()) -> str:
    """The rows of a table."""
    body = []
    for row in each_row(rows):
        body.append(row_html(row, [f"<td{_number(c, numeric)}>{_cell(row, c)}</td>" for c in columns]))
    return "".join(body)


def _caption(headings: Mapping[str, str], asked: Asked, caption: str, n_rows: int, key: str) -> str:
    """What stands above a table that its reader can arrange, and what is said aloud when that was done.

    Above more than one screenful it is sent by itself: most steps of a slider change the count in it and not one of the
    rows on the screen.
    """
    said = caption
    if asked.order:
        said = tr(SORTED[asked.way], column=headings[asked.column], caption=caption)
    about = f'id="{_caption_id(key)}" data-table="{html.escape(key)}" data-said="{html.escape(said)}"'
    return f'<p class="hc-caption" {about}>{html.escape(caption)}</p>{_rest(n_rows, asked.page)}'


def _caption_id(key: str) -> str:
    return f"hc-caption-{html.escape(key)}"


def _answer(rows: pd.DataFrame, headings: Mapping[str, str], asked: Asked, key: str) -> str:
    """A table whose headings put it in order: each a button, which look/tables.js hears."""
    numeric = [c for c in asked.shown if c == "figure" or pd.api.types.is_numeric_dtype(rows[c])]
    head = ""
    for column in asked.shown:
        following = asked.next_order(column, descends_first=column in FALLING or column in numeric)
        way = asked.way if column == asked.column else "none"
        head += (
            f'<th scope="col" aria-sort="{way}"{_kind(column, numeric)}><button type="button" '
            f'data-order="{html.escape(following)}" data-column="{html.escape(column)}">'
            f"{html.escape(headings[column])}</button></th>"
        )
    none = (
        f'<tr><td colspan="{len(asked.shown)}">{tr("No row holds these words. Try fewer or shorter ones.")}</td></tr>'
    )
    named = f'aria-labelledby="{_caption_id(key)}"'
    about = f'{named} data-table="{html.escape(key)}"'
    return _framed(head, _body(rows, asked.shown, numeric) or none, about, f"<table {named}>")


SORTED = {
    "ascending": mark("Sorted by {column}, ascending. {caption}"),
    "descending": mark("Sorted by {column}, descending. {caption}"),
}


def _kind(column: str, numeric: Sequence[str] = ()) -> str:
    """The class of a column's heading: a column of dates is given the width of a day and a month."""
    return ' class="hc-date"' if column in DATES else _number(column, numeric)


def _number(column: str, numeric: Sequence[str]) -> str:
    return ' class="hc-number"' if column in numeric else ""


def _cell(row: FrameRow, column: str) -> str:
    value = row[column]
    if is_missing(value) or str(value) == "":
        return f'<span class="hc-none" role="img" aria-label="{tr("empty")}">–</span>'
    text = html.escape(str(value))
    url = row.get("url")
    is_document = column == ("source_title" if "source_title" in row else "title")
    return link_to(str(url), text) if is_document and not is_missing(url) else text


def link_to(url: str, text: str) -> str:
    """A link to a document, in another window; anything but http and https stays text."""
    if not url.startswith(("http://", "https://")):
        return text
    return f'<a href="{html.escape(url)}" rel="noopener noreferrer" target="_blank">{text}</a>'


def screenful(rows: pd.DataFrame, page: int) -> pd.DataFrame:
    """One screenful of a long table, of a page counted from 1; of the last page for one beyond."""
    start = _start(len(rows), page)
    return rows.iloc[start : start + SHOWN_ROWS]


def _start(n_rows: int, page: int) -> int:
    return (min(page, max(_pages(n_rows), 1)) - 1) * SHOWN_ROWS


def _rest(n_rows: int, page: int) -> str:
    """Which rows of a long table are on paper, where its pages cannot be turned."""
    if n_rows <= SHOWN_ROWS:
        return ""
    start = _start(n_rows, page)
    told = tr(
        "Rows {first} to {last} of {n}; the others are on the other pages of this table.",
        first=start + 1,
        last=min(start + SHOWN_ROWS, n_rows),
        n=n_rows,
    )
    return f'<p class="hc-print">{html.escape(told)}</p>'


def _pages(n_rows: int) -> int:
    return -(-n_rows // SHOWN_ROWS)


CLAIM_COLUMNS = Messages(
    {
        "figure": mark("The source says"),
        "counted": mark("Counted"),
        "period": mark("About"),
        "author_words": mark("Who says so"),
        "title": mark("Document"),
        "published_words": mark("Published"),
        "locator": mark("Where in the document"),
        "grade": mark("Grade"),
        "note": mark("Note"),
    }
)


ORDERED_BY = {
    "figure": (FIGURE,),
    "period": (TIME,),
    "published_words": ("published",),
    "when": ("date", "published"),
}
"""What rows are ordered by where a column puts it into words; by any other column they go by what it shows."""
FALLING = {*ORDERED_BY}  # the newest, the largest first, when first asked for


def claim_table(
    rows: pd.DataFrame,
    columns: Mapping[str, str] | None,
    *,
    caption: str,
    key: str,
    say: Callable[[pd.DataFrame], pd.DataFrame] = lambda rows: rows,
    first: Mapping[str, str] | None = None,
    by: Mapping[str, Sequence[str]] | None = None,
    has_search: bool = True,
    opened: str | None = None,
    ways: DeltaGenerator | None = None,
) -> None:
    """Claims as a table: what is said, about when, by whom, in which document and where in it, how directly seen.

    Its reader can put it in order by any column, search it and leave out columns, of all its rows and not only those on
    the screen; the link says how. `columns` replaces the standard ones, for rows that are not claims, and `say` puts
    rows into words; `first` stand before the standard ones; `by` adds to ORDERED_BY; a page that has a search of its
    own for these rows has none here (`has_search`) and may have a row for the other controls (`ways`); `opened` is the
    row that is open, where the claims are about it.
    """
    headings = {**(first or {}), **CLAIM_COLUMNS} if columns is None else dict(columns)
    put_into_words = claims_in_words if columns is None else say
    asked = ask(key, headings, len(rows), caption, has_search=has_search, ways=ways)

    def written() -> tuple[str, str, int]:
        found = _found(rows, put_into_words, asked, {**ORDERED_BY, **(by or {})})
        said = (
            tr("{caption}: {n} with “{words}”", caption=caption, n=len(found), words=asked.words)
            if asked.words
            else caption
        )
        body = _answer(put_into_words(screenful(found, asked.page)), headings, asked, key)
        return _caption(headings, asked, said, len(found), key), body, len(found)

    # What is searched for is anybody's guess, so it is not kept for others.
    more = (asked.page, opened, asked.order, asked.shown)
    above, body, n_found = written() if asked.words else kept(f"table {key}", written, *more)
    for part in (above, body) if _pages(n_found) > 1 else (above + body,):
        st.html(part)
    page = clamp(asked, key, _pages(n_found))
    if _pages(n_found) > 1:
        session[key] = page
        st.pagination(_pages(n_found), key=session.key(key), on_change=turn, args=(key,))


def _found(
    rows: pd.DataFrame,
    put_into_words: Callable[[pd.DataFrame], pd.DataFrame],
    asked: Asked,
    ordered_by: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """The rows that hold the words asked for, in the order asked for."""
    if asked.words:
        rows = rows[has_words(put_into_words(rows)[list(asked.shown)], asked.words).to_numpy()]
    if not asked.order or rows.empty:
        return rows
    by = ordered_by.get(asked.column)
    keys = keys_of(rows, by) if by else keys_of(put_into_words(rows), (asked.column,))
    return ordered(rows, keys, descending=asked.way == "descending")


def claims_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Claims with their figures, periods and dates said as the charts say them."""
    claims = each_row(rows)
    return rows.assign(
        figure=[claim_words(row) for row in claims],
        counted=[about_words(row) for row in claims],
        period=[time_words(row) for row in claims],
        author_words=[author_words(row) for row in claims],
        published_words=rows["published"].map(date_words),
    )


def said_without_number(rows: pd.DataFrame, *, key: str, opened: str | None = None) -> None:
    """The claims that name no number, as text: who says so, about when, and in which words."""
    if said := kept(f"silent {key}", lambda: _silent_words(rows), opened):
        st.markdown(said)


def _silent_words(rows: pd.DataFrame) -> str:
    ends = [column for column in ("low", "high", "share_low", "share_high") if column in rows]
    silent = rows[rows[ends].isna().all(axis=1)]
    if silent.empty:
        return ""
    lines = [tr("**Claimed without a number**, so it is not drawn:"), ""]
    for row in each_row(silent):
        who, says = author_words(row), tr("no number given") if is_missing(row["note"]) else row["note"]
        lines.append("- " + plain(f"{who}, {time_words(row)}: {says}"))
    return "\n".join(lines)


def table_of(rows: Sequence[Sequence[str]], headings: Sequence[str], *, caption: str) -> None:
    """A small table of plain texts, the same in the same view."""

    def written() -> str:
        return table_html(
            pd.DataFrame(rows, columns=list(headings)), {name: name for name in headings}, caption=caption
        )

    st.html(kept(f"table of {caption}", written))
