"""Every rule of the check in words: what it asks, why, a cell or row that breaks it, and one that keeps it."""

from typing import NamedTuple

from loaders.rules import RULES


class Explanation(NamedTuple):
    """Why a rule is there, with a bad and a good example; what it asks stands in RULES or, for a cell, in `asks`."""

    why: str
    bad: str
    good: str
    asks: str = ""


EXPLANATIONS = {
    "range": Explanation("An upside-down span is drawn backwards.", "low 700, high 500", "low 500, high 700"),
    "qualifier": Explanation(
        "The hedge of the source decides which end is open.", "at_least, low 500, high 700", "at_least, low 500"
    ),
    "share": Explanation("Percent among dollars would be drawn as dollars.", "low 43.7 percent", "share_low 43.7"),
    "unit": Explanation("Only figures in one unit are compared.", "workers_abroad in percent", "in persons"),
    "period": Explanation("Time runs forward.", "2018 to 2017", "2017 to 2018"),
    "year": Explanation("A claim is drawn at its year.", "year 2021, period 2022", "year 2022, period 2022"),
    "key": Explanation("Links lead to one row.", "two rows chn-2017", "chn-2017 and chn-2017-b"),
    "duplicate-row": Explanation("One fact counts once.", "one row under two ids", "one row"),
    "empty-column": Explanation("A column without values tells nothing.", "note empty everywhere", "one note"),
    "link": Explanation("Every figure leads to its document.", "source_id nis-2O23", "source_id nis-2023"),
    "amount": Explanation(
        "The range spans all documents.", "range 1 to 2 million, amount 3 million", "amount 2 million"
    ),
    "outcome": Explanation("Money that came back has an event.", "recovered 5 million, no event", "with its event"),
    "unused": Explanation("A document nobody cites misleads.", "a source no row names", "a source with a row"),
    "grade": Explanation(
        "A grade says how directly a claim was seen.", "B, one page and its copy", "B, pages of two publishers"
    ),
    "sighting": Explanation("A document was read somewhere.", "a source without a page", "a source, its page and date"),
    "no-outline": Explanation("A place off the map is not seen.", "an unknown code", "a code the map knows"),
    "published": Explanation(
        "Then the date or the document is wrong.", "a paper of 2019 about 2020", "a paper of 2020 about 2019"
    ),
    "undocumented": Explanation("No figure without a document.", "an amount, no document", "no amount, or a document"),
    "money": Explanation(
        "A point for thousands makes 1,234 dollars one dollar; if it is right, confirm it.", "1.234", "1234"
    ),
    "spelling": Explanation("Two spellings count as two.", "Radio free Asia", "Radio Free Asia"),
    "same-name": Explanation("One place is one row.", "two rows Georgia", "one row Georgia"),
    "same-claim": Explanation(
        "A relay counts twice; if both are claims of their own, confirm them.", "278 of one day twice", "once"
    ),
    "other-value": Explanation(
        "Usually one is a slip; if both are meant, tell them apart or confirm them.", "40 and 400", "40"
    ),
    "near-name": Explanation(
        "Two spellings count as two; if they are two names, confirm the row.", "Etherium", "Ethereum"
    ),
    "named": Explanation("Only what the row itself names joins it to others.", "Wasabi, of a mixer", "of Wasabi"),
    "script": Explanation(
        "One name in two scripts counts as two; if it has none in Latin letters, confirm it.", "연합뉴스", "Yonhap"
    ),
    "same-document": Explanation(
        "A document entered twice makes two sources of one; if they are two, confirm them.", "one page, two ids", "one"
    ),
    "same-event": Explanation(
        "What happened once is told once; if they are two, confirm them.", "one arrest in other words", "one arrest"
    ),
    "same-theft": Explanation(
        "A theft counted twice adds to the sum; if they are two, confirm them.", "WazirX, Wazirx", "WazirX"
    ),
    "confirmed": Explanation("An answer without a question hides a slip.", "a deleted id", "an id of the table"),
    "drift": Explanation(
        "So much at once is mostly an accident; if it is meant, let the descriptor say which version it follows.",
        "all sums times 1000",
        '"follows": "3e648fb7"',
    ),
    "own-file": Explanation("Rows of no table are shown nowhere.", "own/claims.csv", "own/worker_claims.csv"),
    "own-page": Explanation(
        "It would change what a curated row says.", "row_id empty, a curated document", "row_id of an own row"
    ),
    "correction": Explanation("A correction that fits nothing corrects nothing.", "printed 2, cell 3", "printed 3"),
    "required": Explanation(
        "Without it the row cannot be read.", "empty grade", "B", "A cell that is needed is filled."
    ),
    "outer-space": Explanation("Names would differ unseen.", "' UN'", "'UN'", "No spaces around a text."),
    "double-space": Explanation("Names would differ unseen.", "A  firm", "A firm", "No two spaces side by side."),
    "character": Explanation(
        "Nobody sees it, every comparison does.", "a\\u200bb", "ab", "No invisible or look-alike letters."
    ),
    "html": Explanation("It would be shown as it stands.", "AT&amp;T", "AT&T", "Plain text, no HTML."),
    "spreadsheet-error": Explanation("The value is lost.", "#REF!", "1200", "No error of a spreadsheet is a value."),
    "formula": Explanation("Whoever opens the file would run it.", "=SUM(A1)", "1200", "No formulas."),
    "lost-letter": Explanation("The letter is gone.", "C?te", "Côte", "No letter is replaced by a sign."),
    "mojibake": Explanation("It was read in a wrong encoding.", "CÃ´te", "Côte", "Text is what its author wrote."),
    "nfc": Explanation("Equal words would differ.", "e and an accent", "é", "Accents are part of their letters (NFC)."),
    "placeholder": Explanation("An empty cell means unknown.", "n/a", "empty", "No word stands for an unknown value."),
    "type": Explanation("A guess may be off a thousand times.", "1,234", "1234", "Numbers are in plain digits."),
    "minimum": Explanation("It cannot be.", "-5 workers", "5", "A number is not below what is possible."),
    "maximum": Explanation("It cannot be.", "140 percent", "14", "A number is not above what is possible."),
    "date": Explanation("Other forms can be read in two ways.", "03/04/2019", "2019-04-03", "A date is as 2019-12-22."),
    "future": Explanation("Nothing is known of it yet.", "2199-01-01", "2019", "No date lies in the future."),
    "allowed": Explanation("Only known words are drawn.", "at least", "at_least", "The word is one of the list."),
    "length": Explanation("It would not fit.", "a page of text", "a line", "A text is as long as described."),
    "pattern": Explanation(
        "Ids and codes have one form.", "Ev 2025", "ev-2025-03-10-topic", "The form is as described."
    ),
    "address": Explanation(
        "A gate of mail closes, and tells who read it.",
        "an address through the filter of a mail program, or with utm_source in it",
        "the address of the page",
        "An address is that of the page itself, with nothing added to follow a reader.",
    ),
    "file-missing": Explanation("A table is gone.", "no events.csv", "events.csv", "Every described file is there."),
    "empty-file": Explanation("A table is gone.", "0 bytes", "a header and rows", "No file is empty."),
    "encoding": Explanation("Letters would be lost.", "Windows-1252", "UTF-8", "Files are UTF-8."),
    "other-file": Explanation("It is no table.", "a workbook", "a CSV", "A file of the record is a CSV."),
    "merge-mark": Explanation(
        "Both versions stand there.", "<<<<<<< HEAD", "one of the two", "No mark of a merge is left."
    ),
    "line-end": Explanation("Rows would run together.", "CR", "LF", "Lines end with LF or CRLF."),
    "blank-row": Explanation("It says nothing.", ",,,", "no such row", "No row is blank."),
    "quote": Explanation("It swallows rows.", '"open', '"closed"', "Quotes are closed on their line."),
    "delimiter": Explanation("Cells would run together.", "a;b", "a,b", "Commas part cells; no sep= line."),
    "blank-label": Explanation("A column needs a name.", "a,,c", "a,b,c", "Every column has a name."),
    "duplicate-label": Explanation("Which is meant?", "a,a", "a,b", "No two columns have one name."),
    "renamed-label": Explanation("The column is not found.", "sorce_id", "source_id", "Columns keep their names."),
    "unknown-label": Explanation("Nobody reads it.", "my_column", "note", "Every column is described."),
    "missing-label": Explanation("The column is not found.", "no note", "note", "Every described column is there."),
    "label-order": Explanation("Changes stay readable.", "note,id", "id,note", "Columns stand in their order."),
    "extra-cell": Explanation("Cells are shifted.", "a,b,c of 2", '"a,b",c', "A row has no more cells than columns."),
    "missing-cell": Explanation("Cells are shifted.", "a of 2", "a,", "A row has a cell for every column."),
    "minimum-rows": Explanation("Rows were lost.", "half the rows", "all rows", "A table keeps its rows."),
    "descriptor": Explanation("Nothing can be read by it.", "a pattern (", "^[a-z]+$", "The descriptor is sound."),
}
"""One entry for every rule that a fault can name."""


def explained(rule: str) -> str:
    """A rule in four lines. Raises `KeyError` when there is no such rule."""
    entry = EXPLANATIONS[rule]
    asks = RULES.get(rule, entry.asks)
    return f"{rule}: {asks}\nWhy: {entry.why}\nBad: {entry.bad}\nGood: {entry.good}"
