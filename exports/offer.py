"""Which files a view offers a reader to take away: its rows, what they mean, their documents, a slide, a page."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from exports.brief import BriefWords, brief
from exports.citations import citation
from exports.reading_list import bibtex, csl_json, ris
from exports.rows import columns_json, described, exported, rows_csv
from exports.workbook import workbook
from language.file_names import stem_of_view
from language.forms import strung
from language.messages import mark, plural, tr
from loaders.own_rows import own_mark
from loaders.rows import FrameRow, each_row
from loaders.versions import short_version, version_words
from look.palette import LIGHT
from words.claims import claim_kind, claim_words, counted_words, is_share, parts_of, time_words
from words.text import is_missing

if TYPE_CHECKING:
    from exports.slides import SlideWords

CAVEATS: Final = [
    mark("Each line is one claim by one source; nothing is averaged, and claims that overlap are never added."),
    mark("A grade says how directly a claim was seen, not how true it is."),
    mark("No claim means unknown, not zero."),
]
MOST_CITED: Final = 12
"""More documents than this are not listed on a page to hand round; the reading list has them all."""
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class View:
    """What a page shows, as its files name it.

    `choices`: what the reader chose, name and value, in the order of the link. `finding`: title, subtitle and footer of
    the chart that stands above the rows, and `alt` its description. `defaults`: what the reader left as it is, which no
    link holds. `free`: the choices that hold words of the reader's own. `words`: what the codes of choices mean, by the
    name of the choice. `subject`: the choices that names of files hold also where they are left as they are.
    """

    page: str
    name: str
    version: str
    link: str
    choices: Mapping[str, str]
    finding: Mapping[str, str]
    alt: str
    defaults: Mapping[str, str] = field(default_factory=dict)
    free: Collection[str] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    subject: Collection[str] = ()

    def apart_from(self, names: Collection[str]) -> "View":
        """The view as files name it whose rows do not depend on some parameters; its link is still the whole one."""
        parts = (self.choices, self.defaults, self.words)
        chosen, left, words = ({k: v for k, v in each.items() if k not in names} for each in parts)
        return replace(self, choices=chosen, defaults=left, words=words)

    def stem(self) -> str:
        """The beginning of each file's name, which says what the file shows."""
        every = {**self.defaults, **self.choices}
        told = {name: every[name] for name in (*self.subject, *self.choices) if name in every}
        return stem_of_view(self.name, told, self.free, short_version(self.version))

    def chosen(self) -> str:
        """Every choice in one line, those left as they are among them."""
        return "; ".join(self.named(name) for name in {**self.defaults, **self.choices})

    def named(self, name: str) -> str:
        """One choice: its name, its value, and what that means where it is a code."""
        value, words = self.choices.get(name) or self.defaults[name], self.words.get(name)
        return f"{name}: {value} ({words})" if words else f"{name}: {value}"

    def taken(self) -> str:
        """Of which selection a list of documents is, in one line."""
        chosen = self.chosen()
        said = tr(
            "Taken from Hard Currency, {name}, data version {version}",
            name=self.name,
            version=version_words(self.version),
        )
        return " ".join(f"{said}{f'; {chosen}' if chosen else ''}. {self.link}".split())

    def selection(self, rows: pd.DataFrame) -> dict[str, object]:
        """Every choice that made the rows, those left as they are among them, for the file beside the rows."""
        chosen = {**self.defaults, **self.choices}
        return {"page": self.page, **chosen, "rows": len(rows), "data_version": self.version, "link": self.link}


@dataclass(frozen=True)
class File:
    """One file to take away; `make` is called when the reader asks for it."""

    label: str
    name: str
    kind: str
    make: Callable[[], bytes]


def files(
    rows: pd.DataFrame, view: View, descriptor: dict[str, Any], tables: tuple[str, ...], sources: pd.DataFrame
) -> list[File]:
    """The files of a selection of rows, the rows themselves first.

    `tables`: those whose columns the rows have. `sources`: every document known on the reader's day. Claims come as a
    slide and as a page too.
    """
    stem = view.stem()
    selection = view.selection(rows)

    def taken() -> pd.DataFrame:
        return exported(rows, descriptor, tables)

    def documents() -> pd.DataFrame:
        ids = rows["source_id"].dropna() if "source_id" in rows else pd.Series(dtype="string")
        return sources[sources["source_id"].isin(ids)]

    def book() -> bytes:
        fields = described(taken(), descriptor, tables, view.choices.get("known_on"))
        return workbook(
            taken(),
            columns=fields,
            documents=exported(documents(), descriptor, ("sources",)),
            selection=selection,
            words=view.words,
        )

    offered = [
        File(
            plural("Download this row (CSV)", "Download these {n} rows (CSV)", len(rows)),
            f"{stem}.csv",
            "text/csv",
            lambda: rows_csv(taken()),
        ),
        File(
            tr("What the columns mean (JSON)"),
            f"{stem}-columns.json",
            "application/json",
            lambda: columns_json(taken(), descriptor, tables, view.version, selection, view.words),
        ),
        File(
            tr("Excel workbook"),
            f"{stem}.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            book,
        ),
    ]
    if "source_id" in rows or tables == ("sources",):
        offered += _document_files(documents, view)
    if is_claims(rows):
        offered += [
            File(tr("PowerPoint slide"), f"{stem}.pptx", PPTX, lambda: _slides(rows, view)),
            File(tr("Handout of the claims (PDF)"), f"{stem}.pdf", "application/pdf", lambda: _brief(rows, view)),
        ]
    return offered


def _document_files(documents: Callable[[], pd.DataFrame], view: View) -> list[File]:
    """The documents as programs that keep references read them."""
    stem = view.stem()
    return [
        File(
            tr("Documents for Zotero (RIS)"),
            f"{stem}.ris",
            "application/x-research-info-systems",
            lambda: ris(documents(), view.taken()),
        ),
        File(
            tr("Documents as BibTeX"),
            f"{stem}.bib",
            "application/x-bibtex",
            lambda: bibtex(documents(), view.taken()),
        ),
        File(
            tr("Documents as CSL-JSON"),
            f"{stem}.csl.json",
            "application/json",
            lambda: csl_json(documents(), view.taken()),
        ),
    ]


def is_claims(rows: pd.DataFrame) -> bool:
    """Whether the rows are claims with two ends, a time, a grade and a document."""
    return {"claim_id", "low", "high", "publisher", "qualifier", "source_id", "grade"} <= {*rows.columns} and bool(
        {"as_of_start", "period_start"} & {*rows.columns}
    )


def claim_bars(rows: pd.DataFrame) -> pd.DataFrame:
    """Claims as bars: `label` (about whom, where they are about several; who says it, about when, of which part),
    `says` (the figure in words), `grade`, `group` (what is counted), `low` and `high`, their `kind` (as `claim_kind`
    says it), and `mark`, the colour; order kept."""
    claims = each_row(rows)
    bars = rows[["low", "high"]].assign(
        label=[
            tr("{about}: {says}", about=about, says=_who_and_when(row)) if about else _who_and_when(row)
            for row, about in zip(claims, about_whom(rows), strict=True)
        ],
        says=[claim_words(row) for row in claims],
        grade=rows["grade"],
        group=[counted_words(row) for row in claims],
        kind=[claim_kind(row) for row in claims],
        mark=[_mark_of(row) for row in claims],
    )
    if "share_low" in rows:
        shares = pd.Series([is_share(row) for row in claims], index=rows.index, dtype="bool")
        for end in ("low", "high"):
            bars[end] = bars[end].astype("Float64").mask(shares, rows[f"share_{end}"].astype("Float64"))
    return bars


def _mark_of(row: FrameRow) -> str:
    """The colour of a claim, as the figures of the screen have it: an edition that a newer one replaced is grey."""
    if not is_missing(current := row.get("is_current")) and not current:
        return LIGHT.ghost
    return LIGHT.money if claim_kind(row) == "money" else LIGHT.people


def _who_and_when(row: FrameRow) -> str:
    parts = (str(row.get("author", row["publisher"])), time_words(row), strung(parts_of(row)))
    return strung([part for part in parts if part]) + own_mark(row)


def about_whom(rows: pd.DataFrame) -> list[str]:
    """The place or the victim that each row is about; nothing where all are about one."""
    found = [
        next((str(row[name]) for name in ("name", "victim") if not is_missing(row.get(name))), "")
        for row in each_row(rows)
    ]
    return found if len(set(found)) > 1 else [""] * len(rows)


def _slides(rows: pd.DataFrame, view: View) -> bytes:
    from exports.slides import slides

    return slides(claim_bars(rows), slide_words(rows, view))


def figure_file(label: str, name: str, view: View, draw: Callable[[], Mapping[str, Any]], rows: pd.DataFrame) -> File:
    """One figure of a view as a slide of shapes; its notes cite the rows, which are claims."""

    def make() -> bytes:
        from exports.gathered_document import figure_slide  # what writes slides is loaded when one is asked for

        return figure_slide(view, name, draw(), rows)

    return File(label, f"{view.stem()}-{name}.pptx", PPTX, make)


def chart_file(
    view: View,
    draw: Callable[[], Mapping[str, Any]],
    behind: pd.DataFrame,
    descriptor: Mapping[str, Any],
    sources: pd.DataFrame,
) -> File:
    """The chart of a view as slides of shapes, and the documents it rests on, those of the rows `behind` it, as a list;
    for a chart whose rows are no claims, which have slides of their own."""

    def make() -> bytes:
        from exports.gathered import Piece, Rows
        from exports.gathered_document import gathered_document

        rows = Rows(view.name, behind, (), view.finding)
        return gathered_document(
            "pptx", view.finding["title"], [Piece(view, draw(), False, rows, "", descriptor, sources)]
        )

    return File(tr("PowerPoint slide"), f"{view.stem()}.pptx", PPTX, make)


def slide_words(rows: pd.DataFrame, view: View) -> "SlideWords":
    """What a slide says of a view: finding, link, and in its notes the choices, the caveats and a citation for each of
    the rows, which are claims."""
    from exports.slides import SlideWords

    return SlideWords(
        title=view.finding["title"],
        subtitle=view.finding["subtitle"],
        footer=f"{view.finding['footer']} {view.link}",
        notes="\n".join([_chosen(view), *map(tr, CAVEATS), *(citation(row, view.version) for row in each_row(rows))]),
        alt=view.alt,
        ink=LIGHT.ink,
    )


def _chosen(view: View) -> str:
    return f"{view.chosen() or tr('The page as it opens')}."


def _brief(rows: pd.DataFrame, view: View) -> bytes:
    cited = [citation(row, view.version) for row in each_row(rows.drop_duplicates("source_id"))]
    more = len(cited) - MOST_CITED
    words = BriefWords(
        title=view.finding["title"],
        subtitle=view.finding["subtitle"],
        counted=view.finding["footer"],
        alt=view.alt or view.finding["title"],
        footer=tr(
            "Hard Currency, data version {version}, CC BY 4.0. {chosen}",
            version=version_words(view.version),
            chosen=_chosen(view),
        ),
        link=view.link,
        ink=LIGHT.ink,
        muted=LIGHT.muted,
        caveats=[*map(tr, CAVEATS)],
        citations=[
            *cited[:MOST_CITED],
            *(
                [plural("{n} more document is in the view itself.", "{n} more documents are in the view itself.", more)]
                if more > 0
                else []
            ),
        ],
    )
    return brief(claim_bars(rows), words)
