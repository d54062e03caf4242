"""A view as one page to hand round: finding, claims on one scale, caveats, citations, link; a tagged PDF."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import pandas as pd

from exports.harmless import all_legible, legible
from language.messages import capital, tag, tr
from words.claims import more_claims
from words.numbers import FORMATS

TEMPLATE: Final = Path(__file__).with_suffix(".typ")
MOST_CLAIMS: Final = 30
"""As many claims as fit a page; the brief says how many more there are and where."""


@dataclass(frozen=True)
class BriefWords:
    """What a brief says beside its claims. Colours are #RRGGBB."""

    title: str
    subtitle: str
    counted: str
    alt: str
    footer: str
    link: str
    ink: str
    muted: str
    caveats: list[str] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)


def headings() -> dict[str, str]:
    """What a template of a document writes itself, with the language of the reader as `lang`."""
    return {
        "lang": tag(),
        "caveats": tr("Before you quote it"),
        "documents": tr("Documents"),
        "sources": tr("Sources"),
        "link": tr("The same view"),
    }


def brief(rows: pd.DataFrame, words: BriefWords) -> bytes:
    """A PDF with selectable text and tags (PDF/UA-1), the rows of each group together.

    Requires `label` (who says it, about when), `says` (the figure in words), `grade`, `low`, `high`, `mark` (the
    colour), and `group` (what is counted) with its `kind`, one of FORMATS; an open end is missing and drawn open; a row
    without a number has no mark. Each group has a heading and a scale, which starts at 0 and ends at its largest
    figure, so that unlike things share none. Many documents run on to a second page. Text is passed on as data and
    never read as markup.
    """
    order = rows["group"].drop_duplicates().tolist()
    shown = rows.sort_values("group", key=lambda group: group.map(order.index), kind="stable").head(MOST_CLAIMS)
    groups = [_group(str(group), claims) for group, claims in shown.groupby("group", sort=False)]
    left_out = more_claims(len(rows) - len(shown)) if len(rows) > len(shown) else ""
    said = {"who": tr("Who says so, about when"), "figure": tr("The figure"), "grade": tr("Grade"), **headings()}
    data = {**all_legible(asdict(words)), "said": said, "groups": groups, "left_out": left_out}
    return pdf(TEMPLATE, {"brief": json.dumps(data)})


def _group(heading: str, claims: pd.DataFrame) -> dict[str, object]:
    """The claims of one group on their scale, in shares of its largest figure."""
    ends = pd.concat([claims["low"], claims["high"]]).dropna()
    largest = float(ends.max()) or 1.0 if len(ends) else 1.0
    columns = ["label", "says", "grade", "low", "high", "mark"]
    drawn = [
        {
            **{"label": legible(label), "says": legible(says), "grade": grade, "mark": mark},
            **{end: float(at) / largest if pd.notna(at) else None for end, at in (("low", low), ("high", high))},
        }
        for label, says, grade, low, high, mark in claims[columns].itertuples(index=False)
    ]
    top = FORMATS[str(claims["kind"].iloc[0])](largest) if len(ends) else ""
    return {"heading": legible(capital(heading)), "scale": ["0", legible(top)] if top else ["", ""], "claims": drawn}


def pdf(template: Path, told: Mapping[str, str]) -> bytes:
    """What a template of typst makes of what it is told, as PDF/UA-1."""
    import typst  # no page waits for it

    return bytes(typst.compile(str(template), format="pdf", pdf_standards=["ua-1"], sys_inputs=dict(told)))
