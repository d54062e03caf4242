"""Documents as a reading list for a reference manager: CSL-JSON (Zotero, Word), BibTeX and RIS.

All three keep a date as precise as it is known: a year stays a year. Each function takes documents, one row each, with
`source_id`, `publisher`, `title`, `published` (text, or missing), `url`, `kind` and `language`, and keeps their order.
`taken` says of which selection they are; RIS and CSL-JSON have no place for it but the note of each document.
"""

import json
import re
from typing import Any, Final

import pandas as pd

from loaders.codes import DOCUMENT_KINDS

BIBTEX_SPECIAL: Final = re.compile(r"([&%#_$])")
BRACES: Final = str.maketrans("{}", "()")
LINE_BREAKS: Final = re.compile(r"\s*[\r\n]+\s*")


def csl_json(documents: pd.DataFrame, taken: str = "") -> bytes:
    """The documents as CSL-JSON, an array of items; an undated one has no `issued`."""
    return csl_items([row | {"note": taken} for row in _rows(documents)]).encode()


def bibtex(documents: pd.DataFrame, taken: str = "") -> bytes:
    """The documents as BibTeX in UTF-8, keyed by `source_id`; the publisher is a corporate author, in double braces.

    What was taken stands in a comment, so that no bibliography prints it.
    """
    said = [f"@comment{{{taken.translate(BRACES)}}}\n"] if taken else []
    return "\n".join([*said, *map(bibtex_entry, _rows(documents))]).encode()


def ris(documents: pd.DataFrame, taken: str = "") -> bytes:
    """The documents as RIS in UTF-8, lines ended by CR LF as the format wants."""
    return "".join(f"{ris_entry(row | {'note': taken})}\r\n" for row in _rows(documents)).encode()


def csl_items(rows: list[dict[str, str]]) -> str:
    """Rows of texts as CSL-JSON; beside the columns of a document each may have a `note` and a day `accessed`."""
    return json.dumps([_csl(row) for row in rows], ensure_ascii=False, indent=2)


def ris_entry(row: dict[str, str]) -> str:
    """One such row as RIS, lines ended by CR LF."""
    return "".join(f"{line}\r\n" for line in _ris(row))


def _rows(documents: pd.DataFrame) -> list[dict[str, str]]:
    """Each document once, its cells as text on one line; what is missing is an empty text."""
    columns = ["source_id", "publisher", "title", "published", "url", "kind", "language"]
    texts = documents.drop_duplicates("source_id")[columns].astype("object")
    texts = texts.where(texts.notna(), "")
    return [
        {str(column): LINE_BREAKS.sub(" ", str(value)) for column, value in row.items()}
        for row in texts.to_dict("records")
    ]


def _csl(row: dict[str, str]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": row["source_id"],
        "type": DOCUMENT_KINDS.says(row["kind"], "csl"),
        "title": row["title"],
        "author": [{"literal": row["publisher"]}],
        "publisher": row["publisher"],
        "URL": row["url"],
        "language": row["language"],
        "note": row.get("note", ""),
    }
    if row["published"]:
        item["issued"] = _csl_date(row["published"])
    if row.get("accessed"):
        item["accessed"] = _csl_date(row["accessed"])
    return {name: value for name, value in item.items() if value}


def _csl_date(text: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in text.split("-")]]}


def bibtex_entry(row: dict[str, str]) -> str:
    """One such row as BibTeX."""
    year, month, day = (*row["published"].split("-"), "", "")[:3]
    fields = {
        "author": f"{{{_escaped(row['publisher'])}}}",
        "institution": _escaped(row["publisher"]),
        "title": f"{{{_escaped(row['title'])}}}",
        "year": year,
        "month": month.lstrip("0"),
        "day": day.lstrip("0"),
        "url": row["url"].replace("{", "%7B").replace("}", "%7D"),
        "language": row["language"],
        "urldate": row.get("accessed", ""),
        "note": _escaped(row.get("note", "")),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{DOCUMENT_KINDS.says(row['kind'], 'bibtex')}{{{row['source_id']},\n{body}\n}}\n"


def _escaped(text: str) -> str:
    """Text without a sign that TeX would read; a brace or a backslash, rare in titles, could end the field."""
    return BIBTEX_SPECIAL.sub(r"\\\1", text.replace("\\", "/").translate(BRACES))


def _ris(row: dict[str, str]) -> list[str]:
    date = row["published"].split("-") if row["published"] else []
    tags = {
        "AU": row["publisher"],
        "TI": row["title"],
        "PB": row["publisher"],
        "PY": date[0] if date else "",
        "DA": "/".join([*date, "", "", ""][:3]) + "/" if date else "",
        "UR": row["url"],
        "LA": row["language"],
        "N1": row.get("note", ""),
        "Y2": row.get("accessed", "").replace("-", "/"),
        "ID": row["source_id"],
    }
    kind = DOCUMENT_KINDS.says(row["kind"], "ris")
    return [f"TY  - {kind}", *(f"{tag}  - {text}" for tag, text in tags.items() if text), "ER  - "]
