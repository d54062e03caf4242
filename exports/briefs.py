"""Briefs that come ready: all that the record says of one place, and of thefts in one year; two pages at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from exports.document import DocumentWords, Paper, Section, Table, longest, without_empty
from exports.drawn import drawn
from exports.offer import CAVEATS, View
from exports.source_list import SourceList
from language.forms import strung
from language.messages import mark, plural, tr
from loaders.codes import WORKER_MEASURES
from loaders.own_rows import own_mark
from loaders.rows import FrameRow, each_row
from loaders.versions import version_words
from look.palette import LIGHT
from subjects.quantities import has_number
from words.claims import author_words, claim_words, parts_of, time_words
from words.dates import date_words, period_words
from words.numbers import range_words
from words.text import is_missing

PAGES: Final = 2
MOST_ROWS: Final = 60


@dataclass(frozen=True)
class PlaceBrief:
    """What a brief of one place holds, as the page shows it on the reader's day.

    `facts`: what is said beside the map. `figure`: the claims in time, in Plotly's words, or None. `selected`: the
    claims of the figure; `others`: the remaining claims about the place, which count other things or other years.
    """

    name: str
    facts: Sequence[tuple[str, str]]
    figure: Mapping[str, Any] | None
    alt: str
    selected: pd.DataFrame
    others: pd.DataFrame
    happened: pd.DataFrame
    view: View


def place_brief(told: PlaceBrief, *, paper: Paper) -> bytes:
    """The brief as a PDF: the finding, the facts, the figure, then claims newest first, and events, as many as fit."""
    figure = told.figure
    drawing = None if figure is None else drawn(figure, dict)
    total = len(told.selected) + len(told.others) + len(told.happened)

    def made(number: int) -> tuple[list[Section], DocumentWords]:
        sources, tables, unread, left = SourceList(), [], [], number
        for heading, rows in _groups(told):
            if shown := min(left, len(rows)):
                tables.append(_claims(heading, rows, rows.iloc[:shown], sources))
                left -= shown
            else:
                unread.append(f"{heading}: {plural('{n} claim', '{n} claims', len(rows))}")
        if shown := min(left, len(told.happened)):
            tables.append(_events(told.happened, shown, sources))
        elif len(told.happened):
            unread.append(plural("{n} event", "{n} events", len(told.happened)))
        section = Section(
            facts=told.facts,
            drawing=drawing,
            alt=told.alt,
            counted="" if figure is None else str(figure["layout"]["meta"][0]["footer"]),
            tables=tables,
            note=tr("Left out for lack of space, but in the view itself: {tables}.", tables="; ".join(unread))
            if unread
            else "",
        )
        title = (
            tr("{name}: no claim in this selection", name=told.name)
            if figure is None
            else str(figure["layout"]["meta"][0]["title"])
        )
        return [section], _words(title, sources, told.view)

    return longest(made, min(total, MOST_ROWS), PAGES, paper)


@dataclass(frozen=True)
class YearBrief:
    """What a brief of thefts in one year holds. `claims`: every edition about the year; `thefts`: those named."""

    year: int
    figure: Mapping[str, Any]
    alt: str
    claims: pd.DataFrame
    thefts: pd.DataFrame
    view: View


def year_brief(told: YearBrief, *, paper: Paper) -> bytes:
    """The brief as a PDF: the finding, the figure, what each publisher said when, and the thefts that are named."""

    drawing = drawn(told.figure, dict)

    def made(number: int) -> tuple[list[Section], DocumentWords]:
        sources = SourceList()
        editions = told.claims.sort_values(["estimator", "published_last"], kind="stable")
        claims = _editions(told.year, editions, editions.iloc[:number], sources)
        thefts = _thefts(told.year, told.thefts, max(0, number - len(editions)))
        section = Section(
            drawing=drawing,
            alt=told.alt,
            counted=str(told.figure["layout"]["meta"][0]["footer"]),
            tables=[table for table in (claims, thefts) if table.rows or table.left_out],
        )
        return [section], _words(str(told.figure["layout"]["meta"][0]["title"]), sources, told.view)

    return longest(made, min(len(told.claims) + len(told.thefts), MOST_ROWS), PAGES, paper)


def _words(title: str, sources: SourceList, view: View) -> DocumentWords:
    chosen = "; ".join(view.named(name) for name in view.choices if name != "known_on")
    day = view.choices.get("known_on")
    known = (
        tr("Only what was published by {day}", day=date_words(day))
        if day
        else tr("All that is known on {today}", today=date_words(date.today()))
    )
    return DocumentWords(
        title=title,
        subtitle=f"{known}; {chosen}." if chosen else f"{known}.",
        footer=tr("Hard Currency, data version {version}, CC BY 4.0.", version=version_words(view.version)),
        link=view.link,
        ink=LIGHT.ink,
        muted=LIGHT.muted,
        caveats=[*map(tr, CAVEATS)],
        sources=sources.texts,
    )


def _groups(told: PlaceBrief) -> list[tuple[str, pd.DataFrame]]:
    """The claims of the figure, then the others by what they count, newest first in each."""
    groups = [(tr("in the figure"), told.selected)] if len(told.selected) else []
    for measure in WORKER_MEASURES:
        rows = told.others[told.others["measure"] == measure]
        if len(rows):
            groups.append((tr("beside them"), rows))
    return [
        (f"{WORKER_MEASURES[str(rows['measure'].iloc[0])].capitalize()}, {what}", _newest_first(rows))
        for what, rows in groups
    ]


def _newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values("as_of_start_first", ascending=False, na_position="last", kind="stable")


def _left_out(what: str, shown: int, total: int) -> str:
    one, many = LEFT_OUT[what]
    return plural(one, many, total - shown) if total > shown else ""


LEFT_OUT = {
    "claim": (mark("{n} more claim in the view itself."), mark("{n} more claims in the view itself.")),
    "event": (mark("{n} more event in the view itself."), mark("{n} more events in the view itself.")),
    "theft": (mark("{n} more theft in the view itself."), mark("{n} more thefts in the view itself.")),
}


def _claims(heading: str, rows: pd.DataFrame, shown: pd.DataFrame, sources: SourceList) -> Table:
    lines = [
        (time_words(row), claim_words(row), strung(parts_of(row)), _who(row), str(row["grade"]), sources.cite(row))
        for row in each_row(shown)
    ]
    columns = (
        tr("About"),
        tr("The source says"),
        tr("Of which part"),
        tr("Who says so, where in it"),
        tr("Grade"),
        tr("Source"),
    )
    return Table(
        f"{heading}: {plural('{n} claim', '{n} claims', len(rows))}",
        *without_empty(columns, lines),
        (tr("Of which part"), tr("Who says so, where in it")),
        _left_out("claim", len(lines), len(rows)),
    )


def _who(row: FrameRow) -> str:
    return f"{author_words(row)}, {_locator(row)}".removesuffix(", ") + own_mark(row)


def _locator(row: FrameRow) -> str:
    return "" if is_missing(row.get("locator")) else str(row["locator"])


def _events(happened: pd.DataFrame, number: int, sources: SourceList) -> Table:
    newest = happened.iloc[::-1]
    lines = [
        (
            period_words(row["date"], row["end_date"]),
            str(row["title"]) + own_mark(row),
            str(row["grade"]),
            sources.cite(row),
        )
        for row in each_row(newest.iloc[:number])
    ]
    left = _left_out("event", len(lines), len(happened))
    return Table(
        plural("What happened: {n} event", "What happened: {n} events", len(happened)),
        (tr("When"), tr("What"), tr("Grade"), tr("Source")),
        lines,
        (tr("What"),),
        left,
    )


def _editions(year: int, rows: pd.DataFrame, shown: pd.DataFrame, sources: SourceList) -> Table:
    lines = [
        (
            (author_words(row) if is_missing(row.get("estimator")) else str(row["estimator"])) + own_mark(row),
            claim_words(row),
            date_words(row["published"]),
            tr("newest") if row["is_current"] else tr("since replaced"),
            _locator(row),
            str(row["grade"]),
            sources.cite(row),
        )
        for row in each_row(shown)
    ]
    columns = (
        tr("According to"),
        tr("It said"),
        tr("Published"),
        tr("Edition"),
        tr("Where in the document"),
        tr("Grade"),
        tr("Source"),
    )
    heading = plural(
        "What was said about {year}: {n} claim, never added",
        "What was said about {year}: {n} claims, never added",
        len(rows),
        year=year,
    )
    return Table(
        heading,
        columns,
        lines,
        (tr("According to"), tr("Where in the document")),
        _left_out("claim", len(lines), len(rows)),
    )


def _thefts(year: int, thefts: pd.DataFrame, number: int) -> Table:
    lines = [
        (
            date_words(row["date"]),
            str(row["victim"]) + own_mark(row),
            range_words(row["low"], row["high"], kind="money") if is_numbered else tr("not known"),
            str(row["attributors"]),
        )
        for row, is_numbered in zip(each_row(thefts.iloc[:number]), has_number(thefts), strict=False)
    ]
    columns = (tr("Date"), tr("Victim"), tr("Amount"), tr("Attributed by, how firmly"))
    heading = plural(
        "Thefts of {year} that are named: {n} theft",
        "Thefts of {year} that are named: {n} thefts",
        len(thefts),
        year=year,
    )
    left = _left_out("theft", len(lines), len(thefts))
    return Table(heading, columns, lines, (tr("Attributed by, how firmly"),), left)
