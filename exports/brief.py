"""A view as one page to hand round: finding, claims on one scale, caveats, citations, link; a tagged PDF."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, Literal

import pandas as pd

from exports.harmless import all_legible, legible
from language.messages import tag, tr
from words.claims import more_claims

TEMPLATE: Final = Path(__file__).with_suffix(".typ")
MOST_CLAIMS: Final = 30
"""As many claims as fit a page; the brief says how many more there are and where."""

Paper = Literal["a4", "us-letter"]


@dataclass(frozen=True)
class BriefWords:
    """What a brief says beside its claims. Colours are #RRGGBB; `top` names the end of the scale."""

    title: str
    subtitle: str
    counted: str
    alt: str
    footer: str
    link: str
    ink: str
    muted: str
    mark: str
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


def brief(rows: pd.DataFrame, words: BriefWords, *, top: str, paper: Paper = "a4") -> bytes:
    """A PDF with selectable text and tags (PDF/UA-1), the rows in their order.

    Requires `label` (who says it, about when), `says` (the figure in words), `low`, `high` and `group` (what is
    counted); an open end is missing and drawn open; a row without a number has no mark. The scale starts at 0 and
    ends at the largest figure, which `top` names; rows of several groups share no scale and stand in words alone.
    Many documents run on to a second page. Text is passed on as data and never read as markup.
    """
    shown = rows.head(MOST_CLAIMS)
    ends = pd.concat([shown["low"], shown["high"]]).dropna()
    is_drawn = len(ends) > 0 and shown["group"].nunique() == 1
    largest = float(ends.max()) or 1.0 if is_drawn else 1.0
    claims = [
        {
            "label": legible(label),
            "says": legible(says),
            "low": float(low) / largest if is_drawn and pd.notna(low) else None,
            "high": float(high) / largest if is_drawn and pd.notna(high) else None,
        }
        for label, says, low, high in shown[["label", "says", "low", "high"]].itertuples(index=False)
    ]
    left_out = more_claims(len(rows) - len(shown)) if len(rows) > len(shown) else ""
    texts = all_legible(asdict(words))
    scale = ["0", legible(top)] if is_drawn else ["", ""]
    said = {"who": tr("Who says so, about when"), "figure": tr("The figure"), **headings()}
    data = {**texts, "said": said, "claims": claims, "left_out": left_out, "scale": scale, "paper": paper}
    return pdf(TEMPLATE, {"brief": json.dumps(data)})


def pdf(template: Path, told: Mapping[str, str]) -> bytes:
    """What a template of typst makes of what it is told, as PDF/UA-1."""
    import typst  # no page waits for it

    return bytes(typst.compile(str(template), format="pdf", pdf_standards=["ua-1"], sys_inputs=dict(told)))
