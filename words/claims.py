"""What a claim says: its figure, what it counts, about when, and who says so."""

from dataclasses import dataclass

import pandas as pd

from language.forms import strung
from language.messages import plural, tr
from loaders.codes import (
    CHANNELS,
    GRADES,
    IT_MEASURES,
    IT_UNITS,
    PERIODS,
    POPULATIONS,
    SECTORS,
    THEFT_MEASURES,
    TOTAL_MEASURES,
    TOTAL_UNITS,
    WHOLES,
    WORKER_MEASURES,
    Codes,
    sentence,
    worded,
)
from loaders.rows import FrameRow
from words.dates import date_words, period_words, short_date
from words.numbers import count, range_words
from words.text import is_missing, listed


def author_words(row: FrameRow) -> str:
    """Who speaks in a claim: its author, and who passes it on where that is another."""
    author = row["author"] if not is_missing(row.get("author")) else row["publisher"]
    if is_missing(row.get("relayed_by")):
        return str(author)
    return tr("{author}, passed on by {relay}", author=author, relay=row["relayed_by"])


def claims_words(n: int, numbered: int) -> str:
    """How many claims there are, and how many of them name a number where not all do: only those are drawn."""
    if numbered == n:
        return plural("{n} claim", "{n} claims", n)
    if not numbered:
        return plural("{n} claim without a number", "{n} claims without a number", n)
    return plural("{n} claim ({numbered} with a number)", "{n} claims ({numbered} with a number)", n, numbered=numbered)


def shares_words(rows: pd.DataFrame) -> str:
    """How many claims about shares there are, and of how many wholes (`share_of`): no span goes over two wholes."""
    wholes = rows["share_of"].nunique()
    of = plural("one total", "{n} different totals", wholes)
    return plural("{n} claim about shares of {wholes}", "{n} claims about shares of {wholes}", len(rows), wholes=of)


def places_words(rows: pd.DataFrame) -> str:
    """How many places, the areas that no government of theirs controls apart. `rows`: `of`, as in `places.places`."""
    apart = rows["of"].dropna()
    said, names = plural("{n} place", "{n} places", len(rows) - len(apart)), listed(sorted(set(apart)))
    if apart.empty:
        return said
    if len(apart) == len(rows):
        return plural(
            "{n} area not under the control of {names}",
            "{n} areas not under the control of {names}",
            len(apart),
            names=names,
        )
    return plural(
        "{places}, and {n} area not under the control of {names}",
        "{places}, and {n} areas not under the control of {names}",
        len(apart),
        places=said,
        names=names,
    )


def more_claims(n: int) -> str:
    """How many claims a file leaves to the view from which it was taken."""
    return plural("{n} more claim is in the view itself.", "{n} more claims are in the view itself.", n)


def claim_kind(row: FrameRow) -> str:
    """'money', 'percent' or 'count': in which words a claim's figure is said, by its unit, or by what it is about."""
    if is_share(row):
        return "percent"
    if not is_missing(unit := row.get("unit")):
        return str(_units(unit).says(str(unit), "kind"))
    is_money = any(not is_missing(row.get(column)) for column in ("channel", "incident_id"))
    return "money" if is_money or str(row.get("measure")) in THEFT_MEASURES else "count"


def is_share(row: FrameRow) -> bool:
    """Whether a claim's figure is a share, in `share_low` and `share_high`, in place of `low` and `high`."""
    return not is_missing(row.get("share_low")) or not is_missing(row.get("share_high"))


def claim_words(row: FrameRow) -> str:
    """A claim's figure in words with the time it is counted by: '$250 million to $600 million a year'."""
    hedge = str(row["qualifier"])
    if is_share(row):
        return range_words(row["share_low"], row["share_high"], kind="percent", qualifier=hedge)
    figure = range_words(row["low"], row["high"], kind=claim_kind(row), qualifier=hedge)
    if is_missing(row["low"]) and is_missing(row["high"]):
        return figure
    unit, per = row.get("unit"), row.get("per")
    by = "" if is_missing(unit) else _units(unit).said_after(str(unit))
    if not by and not is_missing(per):
        by = PERIODS.said_after(str(per))
    return tr("{figure} {counted_by}", figure=figure, counted_by=by) if by else figure


def _units(unit: object) -> Codes:
    """The units of whichever table has this one."""
    return IT_UNITS if str(unit) in IT_UNITS else TOTAL_UNITS


def unit_words(unit: object) -> str:
    """The unit of a claim, in the words of whichever table has it: 'US dollars a month', 'hours a day'."""
    return _units(unit)[str(unit)]


def counted_words(row: FrameRow) -> str:
    """What a claim counts, in the words of its own table, and who estimates it where that is not the publisher."""
    if not is_missing(row.get("channel")):
        channel, whole = CHANNELS[str(row["channel"])], row.get("share_of")
        if is_missing(whole):
            return channel
        return tr("{channel}, share of {whole}", channel=channel, whole=WHOLES[str(whole)])
    if not is_missing(row.get("victim")):
        return tr("taken from {victim}", victim=row["victim"])
    measure = str(row.get("measure"))
    for known in (WORKER_MEASURES, IT_MEASURES, TOTAL_MEASURES):
        if measure in known:
            return known[measure]
    what, estimator = THEFT_MEASURES.get(measure, ""), row.get("estimator")
    if is_missing(estimator) or str(estimator) in str(row.get("publisher")):
        return what
    if not what:
        return tr("according to {estimator}", estimator=estimator)
    return tr("{counted}, according to {estimator}", counted=what, estimator=estimator)


def about_words(row: FrameRow) -> str:
    """What a claim is about but for its time: the place, what is counted, and of which sector or part."""
    about = [row.get("name"), counted_words(row)]
    return strung([*(str(part) for part in about if not is_missing(part) and part), *parts_of(row)])


def parts_of(row: FrameRow) -> list[str]:
    """Of which sector and which part a claim is, as far as it is not about the whole."""
    parts = (sector_words(row.get("sector")), row.get("scope"))
    return [str(part) for part in parts if not is_missing(part)]


def is_of_workers(row: FrameRow) -> bool:
    """Whether a claim counts none but workers, as all do that are not about the people of a place."""
    return is_missing(row.get("population")) or bool(POPULATIONS.says(str(row["population"]), "isWorkers"))


def sector_words(sector: object) -> str | None:
    """The one sector that a claim is about; None for all of them together, or none stated."""
    return None if is_missing(sector) or SECTORS.says(str(sector), "extent") == "every" else SECTORS[str(sector)]


def time_words(row: FrameRow, *, short: bool = False) -> str:
    """The time a claim is about, whichever pair of columns holds it; `short` is for a label: 'Jan 2024 to Sep 2025'."""
    ends = [(row.get(f"{name}_start"), row.get(f"{name}_end")) for name in ("as_of", "period")]
    start, end = next((pair for pair in ends if not all(is_missing(end) for end in pair)), (None, None))
    if not short or (is_missing(start) and is_missing(end)):
        return period_words(start, end)
    known = [short_date(text) for text in (start, end) if not is_missing(text)]
    return known[0] if len(set(known)) == 1 else tr("{start} to {end}", start=known[0], end=known[1])


def advisory_figures(counts: pd.DataFrame) -> list[str]:
    """The counts of places that the advisory of 2018 lists, the one most given first; `counts` as `advisory_words`."""
    given = counts["low"].dropna().value_counts(sort=False).sort_index(ascending=False).sort_values(kind="stable")
    return [count(float(figure)) for figure in given.index[::-1]]


def advisory_words(counts: pd.DataFrame) -> str:
    """How many places the advisory of 2018 lists, the count most given first: '41, or 42 by another count'.

    `counts`: claims with `low`, as `subjects.hosts.advisory_counts` gives them; empty text where none is known.
    """
    figures = advisory_figures(counts)
    if len(figures) < 2:
        return "".join(figures)
    return tr("{count}, or {others} by another count", count=figures[0], others=listed(figures[1:]))


@dataclass(frozen=True)
class _Cell:
    """A cell inside a sentence, which says there what stands for it where it is empty."""

    value: object
    is_date: bool

    def __format__(self, otherwise: str) -> str:
        if is_missing(self.value):
            return otherwise
        return date_words(self.value) if self.is_date else str(self.value)


class _Cells:
    """The cells of a row of a table, as a sentence asks for them by the names of their columns."""

    def __init__(self, table: str, row: FrameRow) -> None:
        self.table, self.row = table, row

    def __getitem__(self, column: str) -> _Cell:
        return _Cell(worded(self.table, column, self.row[column]), is_date=column == "date")


def row_words(table: str, row: FrameRow) -> str:
    """What a row of a table says, in one sentence, whichever table it is of; the note is left to its own column.

    `row`: from `subjects.sources.rows_of_source`, with `name` for a place, `victim` for an attribution or an amount.
    """
    if said := sentence(table):
        return said.format_map(_Cells(table, row)).strip()
    about = strung([part for part in (about_words(row), time_words(row)) if part])
    return tr("{about}: {says}", about=about, says=claim_words(row))


def grade_words(grade: object) -> str:
    """'B, seen in pages of two or more publishers'."""
    return tr("{grade}, {seen}", grade=grade, seen=GRADES[str(grade)])
